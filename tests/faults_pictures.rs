//! Pictures with a position, names and a film in them: what of that is published, by every way out of the program, and that the
//! picture itself stays what it was. The pictures are `tests/faults/pictures`, made by `make.py` there.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::preview::{Access, Body, Preview, Request};
use carebook::session::Options;
use carebook::source::{Changes, read_picture};
use std::path::{Path, PathBuf};
use support::{picture, root, temporary, transcript, write};

const PICTURES: [&str; 4] = ["knee.jpg", "knee.png", "knee.webp", "knee.gif"];

fn original(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/faults/pictures").join(name)).expect("a picture")
}

fn published(name: &str) -> Vec<u8> {
    read_picture(&picture(name, &root().join("tests/faults/pictures").join(name))).expect("a picture")
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Words of the camera and its owner, and the seconds of the position: 12/1 and 18/1.
fn tells(bytes: &[u8]) -> bool {
    let rational = |n: u8| [[n, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, n, 0, 0, 0, 1]];
    holds(bytes, b"SECRET")
        || holds(bytes, b"GPS")
        || [12, 18].iter().any(|n| rational(*n).iter().any(|b| holds(bytes, b)))
}

/// A book that shows all four pictures, and has one in its theme.
fn book(name: &str) -> PathBuf {
    let folder = temporary(name);
    let settings =
        "[book]\ntitle = \"Knees\"\n[output]\nsingle_files = true\ncompress = [\"gzip\"]\n[theme]\ndir = \"theme\"\n";
    write(&folder, "book.toml", settings);
    let shown: String = PICTURES.iter().map(|name| format!("![A knee seen from the side]({name})\n\n")).collect();
    write(&folder, "content/faqs/why.md", &format!("---\ntitle: Why?\nsummary: x\n---\n\n{shown}"));
    for name in PICTURES {
        std::fs::write(folder.join("content/faqs").join(name), original(name)).expect("a picture");
    }
    write(&folder, "theme/static/book.css", "body { background: url(ground.jpg) }");
    std::fs::write(folder.join("theme/static/ground.jpg"), original("knee.jpg")).expect("a picture");
    folder
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).into_iter().map(|found| found.expect("a file"));
    found.filter(|found| found.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn no_way_out_of_the_program_tells_where_a_photo_was_taken() {
    for name in PICTURES {
        assert!(tells(&original(name)), "{name} has something to tell");
        assert!(!tells(&published(name)), "{name}");
    }
    let folder = book("photo-ways");
    for command in ["build", "bundle"] {
        let said = transcript(&folder, &[command]);
        assert!(said.starts_with("exit 0"), "{said}");
    }
    for name in PICTURES {
        for path in [format!("site/faqs/{name}"), format!("bundle/knees/faqs/{name}")] {
            assert_eq!(std::fs::read(folder.join(&path)).expect("a picture"), published(name), "{path}");
        }
    }
    let ground = std::fs::read(folder.join("site/assets/ground.jpg")).expect("a picture of the theme");
    assert_eq!(ground, published("knee.jpg"));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.join("bundle/knees.zip")).expect("an archive"))
        .expect("an archive");
    for name in PICTURES {
        let mut bytes = Vec::new();
        let mut packed = archive.by_name(&format!("knees/faqs/{name}")).expect("a picture");
        std::io::Read::read_to_end(&mut packed, &mut bytes).expect("bytes");
        assert_eq!(bytes, published(name), "{name} in the archive");
    }
    let single = std::fs::read_to_string(folder.join("site/single/why.html")).expect("a single file");
    assert_eq!(single.matches("src=\"data:image/").count(), 4, "pictures within the page");
    for found in files(&folder.join("site")).iter().chain(&files(&folder.join("bundle"))) {
        assert!(!tells(&std::fs::read(found).expect("a file")) || found.ends_with("knees.zip"), "{}", found.display());
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Puts something else in the place of a picture.
fn change(picture: &Path, how: &str, bytes: &[u8], secret: &Path) {
    let _ = std::fs::remove_file(picture).or_else(|_| std::fs::remove_dir(picture));
    match how {
        "edited" => std::fs::write(picture, [bytes, b"!"].concat()),
        "a link" => std::os::unix::fs::symlink(secret, picture),
        "another picture" => std::fs::copy(secret, picture).map(|_| ()),
        "a folder" => std::fs::create_dir(picture),
        _ => std::fs::write(picture, bytes),
    }
    .expect("a change");
}

/// Pictures are too large to be kept, so they are read again when they are published: nothing but what was checked goes out.
#[test]
fn only_the_picture_that_was_checked_is_published() {
    use carebook::emit::disk::{Protected, Writer};
    use carebook::emit::{Bundle, MemorySite, Sink, emit};
    let folder = book("photo-changes");
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let snapshot = carebook::session::open(&folder, &options).unwrap_or_else(|error| panic!("{error:?}"));
    let access = Access::new(None, &[]).expect("random numbers");
    let preview = Preview::new(&folder, options).expect("a preview");
    preview.update(&Changes::All);
    let image = snapshot.sources.image("faqs/knee.png").expect("a picture");
    let protected = Protected { root: &folder, sources: &[] };
    let secret = folder.join("secret.png");
    std::fs::write(&secret, original("knee.gif")).expect("a file");
    let build = || {
        let writer = Writer::begin(&folder.join("site"), &protected).expect("a writer");
        emit(&snapshot.book(), snapshot.theme(), &snapshot.sources.images, &writer)
            .map(|_| writer.commit().expect("a site"))
    };
    build().expect("a site");
    for name in ["edited", "a link", "another picture", "a folder", "the same"] {
        change(&folder.join("content/faqs/knee.png"), name, &original("knee.png"), &secret);
        let same = name == "the same";
        assert_eq!(build().is_ok(), same, "{name}");
        let packed = MemorySite::default();
        let bundle = Bundle::new(&packed, "book");
        bundle.copy(image).expect("noted");
        assert_eq!(bundle.finish().is_ok(), same, "{name}");
        let answer = preview.answer(&access, &Request::get("/faqs/knee.png"));
        assert_eq!(answer.status, if same { 200 } else { 404 }, "{name}");
        let site = std::fs::read(folder.join("site/faqs/knee.png")).expect("the old site");
        assert_eq!(site, published("knee.png"), "{name}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn the_preview_shows_what_a_build_would_publish() {
    let folder = book("photo-preview");
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    let access = Access::new(None, &[]).expect("random numbers");
    let preview = Preview::new(&folder, options).expect("a preview");
    preview.update(&Changes::All);
    for name in PICTURES {
        let answer = preview.answer(&access, &Request::get(&format!("/faqs/{name}")));
        assert!(matches!(answer.body, Body::Bytes(bytes) if bytes == published(name)), "{name}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Pixels, colours and movement are not touched: the same bytes, in the same order.
#[test]
fn the_picture_itself_stays() {
    for name in PICTURES {
        let (before, after) = (original(name), published(name));
        assert_eq!(pieces(&before), pieces(&after), "{name}");
        let size = |bytes: &[u8]| imagesize::blob_size(bytes).map(|size| (size.width, size.height)).expect("a size");
        assert_eq!((size(&before), size(&after)), ((48, 32), (48, 32)), "{name}");
    }
    for name in ["knee.jpg", "knee.png", "knee.webp"] {
        let profile: &[u8] = if name == "knee.png" { b"iCCP" } else { b"acsp" };
        assert!(holds(&published(name), profile), "{name} keeps its colour profile");
    }
    let decoded = |bytes: Vec<u8>| {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        let exif = reader.info().exif_metadata.as_ref().map(|exif| exif.to_vec());
        (pixels, exif)
    };
    let (before, after) = (decoded(original("knee.png")), decoded(published("knee.png")));
    assert_eq!(before.0, after.0);
    assert_eq!(after.1.expect("the orientation"), b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
}

/// The bytes that make the picture, found by other means than the program's.
fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
    match bytes {
        [0xFF, 0xD8, ..] => {
            // From the first table to the end of the picture.
            let start = bytes.windows(2).position(|two| two == [0xFF, 0xDB]).expect("a table");
            let end = bytes.windows(2).rposition(|two| two == [0xFF, 0xD9]).expect("an end");
            vec![bytes[start..end].to_vec()]
        }
        [0x89, ..] => {
            let name = bytes.windows(4).position(|name| name == b"IDAT").expect("pixels");
            let length = u32::from_be_bytes(bytes[name - 4..name].try_into().expect("four")) as usize;
            vec![bytes[8..33].to_vec(), bytes[name - 4..name + 8 + length].to_vec()]
        }
        [b'R', ..] => {
            let name = bytes.windows(4).position(|name| name == b"VP8L").expect("pixels");
            let length = u32::from_le_bytes(bytes[name + 4..name + 8].try_into().expect("four")) as usize;
            vec![bytes[name..name + 8 + length].to_vec()]
        }
        _ => {
            // What is to go is cut out by its exact words.
            let comment = b"\x21\xFE\x0ESECRET-COMMENT\0";
            let rest = match bytes.windows(comment.len()).position(|window| window == comment) {
                Some(at) => [&bytes[..at], &bytes[at + comment.len()..]].concat(),
                None => bytes.to_vec(),
            };
            let texts = b"\x21\xFF\x0BXMP DataXMP";
            let end = rest.windows(texts.len()).position(|window| window == texts).unwrap_or(rest.len() - 1);
            vec![rest[..end].to_vec()]
        }
    }
}

/// A page leaves as much room as the picture takes when it is turned upright.
#[test]
fn a_picture_on_its_side_gets_the_room_of_an_upright_one() {
    let folder = book("photo-side");
    assert!(transcript(&folder, &["build"]).starts_with("exit 0"));
    let page = std::fs::read_to_string(folder.join("site/faqs/why.html")).expect("a page");
    for (name, width, height) in [("knee.jpg", 32, 48), ("knee.gif", 48, 32)] {
        let wanted = format!("src=\"../faqs/{name}\" width=\"{width}\" height=\"{height}\"");
        assert!(page.contains(&wanted), "{wanted}\n{page}");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Cut off at many places, or with a byte changed at many: never a panic, never a word that is private, and done twice is done once.
#[test]
fn broken_pictures_tell_nothing() {
    let folder = temporary("photo-broken");
    let mut random = 0x5eed_u64;
    for name in PICTURES {
        let file = folder.join(name);
        let whole = original(name);
        let mut cases: Vec<Vec<u8>> = (0..whole.len()).step_by(5).map(|end| whole[..end].to_vec()).collect();
        for at in (0..whole.len()).step_by(5) {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut changed = whole.clone();
            changed[at] = (random >> 56) as u8;
            cases.push(changed);
        }
        cases.push(whole);
        for case in cases {
            std::fs::write(&file, &case).expect("a picture");
            let Ok(once) = read_picture(&picture(name, &file)) else { continue };
            std::fs::write(&file, &once).expect("a picture");
            assert_eq!(read_picture(&picture(name, &file)).expect("still a picture"), once, "{name}, cleaned twice");
        }
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}
