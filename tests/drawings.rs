//! Drawings: hostile ones are reported with their line or published without what is hostile, and those of drawing programs are
//! published as they are drawn. `tests/browser/run --drawings` opens the same files in Chromium.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::diag::human;
use carebook::pages::Pictures;
use carebook::session::{Options, Snapshot};
use carebook::source::Drawing;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::dice::Dice;
use support::{files, root, temporary, transcript, write};

/// The files of `tests/drawings/FOLDER` by name.
fn drawings(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let found = files(&root().join("tests/drawings").join(folder));
    assert!(found.len() > 10, "{folder} has drawings");
    found
}

/// A book with the drawings as `content/images`.
fn book(name: &str, drawings: &BTreeMap<String, Vec<u8>>, settings: &str) -> PathBuf {
    let folder = temporary(name);
    write(&folder, "book.toml", &format!("[book]\ntitle = \"Drawings\"\n{settings}"));
    std::fs::create_dir_all(folder.join("content/images")).expect("a folder");
    for (name, bytes) in drawings {
        std::fs::write(folder.join("content/images").join(name), bytes).expect("a drawing");
    }
    folder
}

fn open(folder: &Path) -> Arc<Snapshot> {
    let today = "2026-11-20".parse().expect("a date");
    let options = Options { drafts: false, base_url: None, profile: None, offline: false, today };
    carebook::session::open(folder, &options).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What each hostile drawing is told, with line and column. `CAREBOOK_UPDATE=1` rewrites the list, and the diff is read.
#[test]
fn hostile_drawings_are_reported_or_harmless() {
    let drawings = drawings("hostile");
    let folder = book("drawings-hostile", &drawings, "");
    let snapshot = open(&folder);
    let found: Vec<_> = snapshot.findings().iter().filter(|found| found.rule == "bad-image").cloned().collect();
    let mut said = human::short(&found).replace("content/images/", "").replace(" error[bad-image]:", "");
    for (name, bytes) in &drawings {
        let rejected = said.lines().any(|line| line.starts_with(&format!("{name}:")));
        let published = snapshot.bytes(&format!("images/{name}"));
        assert_eq!(published.is_none(), rejected, "{name}");
        if let Some(published) = published {
            let published = String::from_utf8(published).expect("UTF-8");
            harmless(&published).unwrap_or_else(|why| panic!("{name}: {why}\n{published}"));
            said.push_str(&format!("{name}: published as\n{published}\n"));
        }
        assert!(rejected || String::from_utf8_lossy(bytes).contains("<rect"), "{name} would be an empty picture");
    }
    let list = root().join("tests/drawings/findings.txt");
    if std::env::var_os("CAREBOOK_UPDATE").is_some() {
        std::fs::write(&list, &said).expect("a writable list");
    }
    assert_eq!(said, std::fs::read_to_string(&list).expect("a list"));
    assert!(transcript(&folder, &["build"]).starts_with("exit 1"), "a book with such drawings is not built");
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Drawings as Inkscape, Illustrator, Figma, draw.io, LibreOffice, Matplotlib and others export them have no finding, and what
/// is published names neither the program nor the person. Chromium compares how they look.
#[test]
fn exports_of_drawing_programs_are_published() {
    let drawings = drawings("exports");
    let folder = book("drawings-exports", &drawings, "");
    let snapshot = open(&folder);
    let found = human::short(snapshot.findings());
    assert!(!found.contains("bad-image"), "{found}");
    for name in drawings.keys() {
        let published = snapshot.bytes(&format!("images/{name}")).expect("a drawing");
        let published = String::from_utf8(published).expect("UTF-8");
        harmless(&published).unwrap_or_else(|why| panic!("{name}: {why}"));
        for word in ["Jane", "inkscape", "sodipodi", "mxfile", "rdf", "Adobe", "<!", "<?", "xlink", "ooo:"] {
            assert!(!published.contains(word), "{name} tells {word}:\n{published}");
        }
        let image = snapshot.sources.image(&format!("images/{name}")).expect("a picture");
        assert!(image.size.is_some_and(|(width, height)| width >= 60 && height >= 40), "{name}: {:?}", image.size);
        assert_eq!(rewritten(&published).as_deref(), Some(published.as_str()), "{name}, a second time");
    }
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// Site, bundle, archive and single file have the same bytes, and pages take pieces of them.
#[test]
fn every_output_has_the_rewritten_drawing() {
    let drawings: BTreeMap<String, Vec<u8>> = drawings("exports");
    let settings = "[output]\nsingle_files = true\n[profiles.inline.output]\ninline_svg = true\ndir = \"inline\"\n";
    let folder = book("drawings-outputs", &drawings, settings);
    let shown: String = drawings.keys().map(|name| format!("![A drawing of a knee](../images/{name})\n\n")).collect();
    write(&folder, "content/faqs/why.md", &format!("---\ntitle: Why?\nsummary: x\n---\n\n{shown}"));
    let snapshot = open(&folder);
    for command in [&["build"][..], &["bundle"], &["build", "--profile", "inline"]] {
        let said = transcript(&folder, command);
        assert!(said.starts_with("exit 0"), "{said}");
    }
    let archive = std::fs::File::open(folder.join("bundle/drawings.zip")).expect("an archive");
    let mut archive = zip::ZipArchive::new(archive).expect("an archive");
    let single = std::fs::read_to_string(folder.join("site/single/why.html")).expect("a page");
    for name in drawings.keys() {
        let published = snapshot.bytes(&format!("images/{name}")).expect("a drawing");
        for place in ["site/images", "bundle/drawings/images", "inline/images"] {
            assert_eq!(std::fs::read(folder.join(place).join(name)).expect("a drawing"), published, "{place}/{name}");
        }
        let mut packed = Vec::new();
        let mut file = archive.by_name(&format!("drawings/images/{name}")).expect("a drawing");
        std::io::Read::read_to_end(&mut file, &mut packed).expect("bytes");
        assert_eq!(packed, published, "{name} in the archive");
        use base64::Engine as _;
        let data = base64::engine::general_purpose::STANDARD.encode(&published);
        assert!(single.contains(&format!("src=\"data:image/svg+xml;base64,{data}\"")), "{name} in a single file");
    }
    let inline = std::fs::read_to_string(folder.join("inline/faqs/why.html")).expect("a page");
    let drawn = inline.matches("aria-label=\"A drawing of a knee\"").count();
    let beside = inline.matches("<img src=\"../images/").count();
    assert_eq!((drawn + beside, drawn >= 3), (drawings.len(), true), "{drawn} within the page, {beside} beside it");
    assert!(!inline.contains(" style=\"") && !inline.contains("<style"), "no inline style");
    std::fs::remove_dir_all(&folder).expect("removed");
}

/// A theme's drawings, such as the icon of the site, go the same way.
#[test]
fn drawings_of_a_theme_are_rewritten_too() {
    let folder = temporary("drawings-theme");
    write(&folder, "book.toml", "[book]\ntitle = \"Knees\"\n[theme]\ndir = \"theme\"\n");
    write(&folder, "content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\n\nBecause.\n");
    let icon = |inner: &str| format!("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'>\n{inner}</svg>");
    write(&folder, "theme/static/icon.svg", &icon("<rect width='1' height='1'/>"));
    assert!(transcript(&folder, &["build"]).starts_with("exit 0"));
    let published: Vec<Vec<u8>> = files(&folder.join("site/assets"))
        .into_iter()
        .filter_map(|(name, bytes)| name.ends_with(".svg").then_some(bytes))
        .collect();
    let expected = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<rect width=\"1\" height=\"1\"/></svg>";
    assert_eq!(published, [expected.as_bytes()]);
    write(&folder, "theme/static/icon.svg", &icon("<rect onload='alert(1)'/>"));
    let said = transcript(&folder, &["check", "--format", "short"]);
    let wanted = "error[theme]: the drawing `theme/static/icon.svg` cannot be published: \
                  the attribute `onload` of `rect` is not allowed in a drawing (line 3)";
    assert!(said.contains(wanted), "{said}");
    std::fs::remove_dir_all(&folder).expect("removed");
}

fn rewritten(text: &str) -> Option<String> {
    Drawing::parse(text).ok().map(|drawing| drawing.to_svg())
}

const PIECES: &[&str] = &[
    "<script>alert(1)</script>",
    " onload=\"alert(1)\"",
    " x/onload=\"alert(1)\"",
    " style=\"onload:alert(1)\"",
    "url(http://other.example/a)",
    "url(#a)",
    "u\\72l(",
    "@import 'a';",
    "\\",
    "/*",
    "*/",
    "{",
    "}",
    ";",
    "&#0;",
    "&#x3c;script>",
    "&lt;script>",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x y?>",
    "</style>",
    "<style>",
    "<title>",
    "</title>",
    "<g>",
    "</g>",
    "</svg>",
    " xmlns=\"http://www.w3.org/1999/xhtml\"",
    " xmlns:s=\"http://www.w3.org/2000/svg\"",
    "<s:script>",
    "<foreignObject>",
    " href=\"javascript:alert(1)\"",
    " xlink:href=\"//other.example\"",
    "\"",
    "'",
    "<",
    ">",
    "=",
    "\0",
    "\u{feff}",
    "é",
    "\r\n",
    "red",
    "#a",
    " 1",
    "",
];

const NAMES: &[&str] = &["script", "s:script", "a", "set", "style", "g"];

/// Copies of all drawings that are changed in ways that a fixed sequence decides: never a panic, never anything hostile in what is
/// published, alone or within a page, and rewriting twice is rewriting once.
#[test]
fn changed_drawings_stay_harmless() {
    let exports = drawings("exports");
    let exports = (0..10).flat_map(|_| exports.values().cloned());
    let all: Vec<String> =
        drawings("hostile").into_values().chain(exports).filter_map(|bytes| String::from_utf8(bytes).ok()).collect();
    let mut dice = Dice::new(0x5eed_ca4e_b00c);
    let mut published = 0;
    for nth in 0..3000 {
        let original = &all[nth % all.len()];
        let mut text = original.clone();
        for _ in 0..=dice.below(2) {
            let mut at = dice.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            match dice.below(3) {
                0 => text.insert_str(at, dice.pick::<&str>(PIECES)),
                1 => {
                    let end = (at + dice.below(20)).min(text.len());
                    let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).expect("the end is one");
                    text.replace_range(at..end, dice.pick::<&str>(PIECES));
                }
                _ => text = text.replacen("rect", dice.pick::<&str>(NAMES), 1),
            }
        }
        let Some(once) = rewritten(&text) else { continue };
        published += 1;
        harmless(&once).unwrap_or_else(|why| panic!("{why}\n{once}\nfrom:\n{text}"));
        assert_eq!(rewritten(&once).as_ref(), Some(&once), "a second time, from:\n{text}");
    }
    assert!(published > 200, "{published} of the copies are published");
}

/// Deep, wide and long drawings end in time, with a finding where a browser would have trouble.
#[test]
fn bombs_are_defused() {
    let started = std::time::Instant::now();
    let message = |text: &str| Drawing::parse(text).err().map(|found| found[0].message.clone());
    let drawing = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    let nested = |count: usize| drawing(&("<g>".repeat(count) + &"</g>".repeat(count)));
    assert_eq!(message(&nested(150)), None);
    for (text, wanted) in [
        (nested(100_000), "within each other"),
        (drawing(&"<svg>".repeat(100_000)), "within each other"),
        (drawing(&format!("<metadata>{}", "<x>".repeat(100_000))), "within each other"),
        (format!("<svg {}/>", (0..100_000).map(|n| format!("data-a{n}='' ")).collect::<String>()), "too many"),
        (format!("<svg {}/>", (0..100_000).map(|n| format!("xmlns:a{n}='x' ")).collect::<String>()), "too many"),
        (drawing(&"<script/>".repeat(100_000)), "`script`"),
        (drawing(&(0..100_000).map(|n| format!("<a{n}/>")).collect::<String>()), "`a0`"),
        (drawing(&format!("<path fill='{}'/>", "rgb(".repeat(100_000))), "has a value"),
        (drawing(&format!("<path style='{}'/>", "/*".repeat(100_000))), "not closed"),
        (drawing(&format!("<style>{}</style>", "a{".repeat(100_000))), "not closed"),
        (drawing(&format!("<style>{}", "<!-- -->a{}".repeat(100_000))), "well-formed"),
    ] {
        let found = message(&text).unwrap_or_default();
        assert!(found.contains(wanted), "{found}, not {wanted}, of {}", &text[..80]);
    }
    let chain = (1..100_000).map(|n| format!("<g id='a{n}'><use href='#a{}'/></g>", n - 1)).collect::<String>();
    assert!(message(&drawing(&chain)).is_some_and(|found| found.contains("elements")));
    for text in [
        drawing(&format!("<g id='a'>{}</g>{}", "<rect/>".repeat(9), "<use href='#a'/>".repeat(50_000))),
        drawing(&format!("<style>{}</style>", "a{fill:red}".repeat(50_000))),
        drawing(&format!("<path d='{}'/>", "M0 0h1".repeat(500_000))),
        drawing(&"<rect width='1' height='1' style='fill:red;stroke:#fff'/>".repeat(50_000)),
        drawing(&format!("<text>{}</text>", "&lt;a<!-- -->".repeat(100_000))),
    ] {
        assert_eq!(message(&text), None);
    }
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

/// Looks at a published drawing by other means than those that wrote it.
fn harmless(text: &str) -> Result<(), String> {
    const ELEMENTS: &[&str] =
        &["script", "foreignobject", "a", "set", "handler", "iframe", "feimage", "link", "use-", "font"];
    let mut reader = Reader::from_str(text);
    let mut in_style = false;
    let mut depth = 0;
    loop {
        let tag = match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return if depth == 0 { Ok(()) } else { Err("cut off".to_owned()) },
            Event::Start(tag) => {
                depth += 1;
                in_style = tag.name().as_ref() == b"style";
                tag
            }
            Event::Empty(tag) => tag,
            Event::End(_) => {
                depth -= 1;
                in_style = false;
                continue;
            }
            Event::Text(words) => {
                let words = words.decode().map_err(|error| error.to_string())?;
                if in_style {
                    harmless_value("style", &words)?;
                }
                continue;
            }
            Event::GeneralRef(name) => match &*name.into_inner() {
                b"gt" => continue,
                b"amp" | b"lt" | b"quot" if !in_style => continue,
                _ => return Err("an entity".to_owned()),
            },
            other => return Err(format!("{other:?}")),
        };
        let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
        if ELEMENTS.contains(&name.to_lowercase().as_str()) || name.starts_with("animate") || name.contains(':') {
            return Err(format!("the element {name}"));
        }
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let value = attribute.unescape_value().map_err(|error| error.to_string())?;
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') || key == "xml:space";
            if !plain || key.to_lowercase().starts_with("on") || key.starts_with("src") || key == "ping" {
                return Err(format!("the attribute {key}"));
            }
            let words = key == "class" || key == "lang" || key == "role" || key.starts_with("aria-");
            if key == "xmlns" && value != "http://www.w3.org/2000/svg" {
                return Err(format!("the namespace {value}"));
            }
            if !words && key != "xmlns" {
                harmless_value(&key, &value)?;
            }
        }
    }
}

fn harmless_value(key: &str, value: &str) -> Result<(), String> {
    let bare: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let picture = bare.starts_with("data:image/") && !bare.starts_with("data:image/svg") && bare.contains(";base64,");
    let href = key != "href" || picture || bare.starts_with('#');
    let urls = bare.match_indices("url(").all(|(at, _)| bare[at + 4..].starts_with('#'));
    let signs = picture || key == "id" || !(bare.contains("//") || bare.contains("/*"));
    let words = ["script:", "@", "\\", "image-set", "import", "expression", "<"].iter().any(|word| bare.contains(word));
    if href && urls && signs && !words { Ok(()) } else { Err(format!("`{key}` is `{value}`")) }
}
