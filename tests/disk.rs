//! The writer: what it refuses, what it keeps, and that a site is replaced as a whole.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::emit::Slice;
use carebook::emit::disk::{DiskError, Origin, Protected, Report, Writer, check_target, clean};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::{picture, temporary, write};

/// A book's folder with sources, beside its site.
struct Desk {
    root: PathBuf,
    sources: Vec<PathBuf>,
    site: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Desk {
        let root = temporary(name);
        write(&root, "content/a.md", "text");
        write(&root, "book.toml", "");
        let sources = vec![root.join("content"), root.join("book.toml")];
        Desk { site: root.join("site"), sources, root }
    }

    fn protected(&self) -> Protected<'_> {
        Protected { root: &self.root, sources: &self.sources }
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Report, DiskError> {
        let writer = Writer::begin(&self.site, &self.protected())?;
        for (path, text) in files {
            writer.put(path, text.as_bytes())?;
        }
        writer.commit()
    }

    /// Every file of the site with its text, without the manifest.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for found in walkdir::WalkDir::new(&self.site).into_iter().filter_map(Result::ok) {
            let path = found.path().strip_prefix(&self.site).expect("within").to_string_lossy().replace('\\', "/");
            if found.file_type().is_file() && path != ".carebook-manifest.json" {
                files.insert(path, std::fs::read_to_string(found.path()).expect("text"));
            }
        }
        files
    }

    fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.root)
            .expect("the book's folder")
            .map(|found| found.expect("a file").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn map(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_new_site_is_written_and_nothing_else_is_left() {
    let desk = Desk::new("new");
    let report = desk.build(&[("index.html", "home"), ("a/b.html", "b")]).expect("a site");
    assert_eq!((report.written, report.unchanged, report.removed), (2, 0, 0));
    assert_eq!(desk.files(), map(&[("index.html", "home"), ("a/b.html", "b")]));
    assert_eq!(desk.beside(), ["book.toml", "content", "site"]);
}

#[test]
#[cfg(unix)]
fn what_did_not_change_is_not_touched() {
    use std::os::unix::fs::MetadataExt;
    let desk = Desk::new("unchanged");
    desk.build(&[("index.html", "home"), ("a/b.html", "b")]).expect("a site");
    let stamp = |path: &str| {
        let meta = std::fs::metadata(desk.site.join(path)).expect("a file");
        (meta.ino(), meta.mtime_nsec(), meta.ctime_nsec())
    };
    let all = [".", "a", "index.html", "a/b.html", ".carebook-manifest.json"];
    let before = all.map(stamp);
    let report = desk.build(&[("index.html", "home"), ("a/b.html", "b")]).expect("a site");
    assert_eq!((report.written, report.unchanged, report.bytes), (0, 2, 0));
    assert_eq!(all.map(stamp), before, "an unchanged build writes nothing");
    let inode = |path: &str| std::fs::metadata(desk.site.join(path)).expect("a file").ino();
    let kept = inode("a/b.html");
    desk.build(&[("index.html", "new home"), ("a/b.html", "b")]).expect("a site");
    assert_eq!(inode("a/b.html"), kept, "an unchanged file is the same file");
}

/// Where the sources are the same, nothing has to be made to know that the site is.
#[test]
fn a_site_of_the_same_origin_stands() {
    let desk = Desk::new("origin");
    let writer = |stamp: &str, shard: Option<Slice>| {
        let writer = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
        writer.made_from(Origin { stamp: Some(stamp.to_owned()), shard }).expect("a writer")
    };
    let build = |stamp: &str, text: &str| {
        let writer = writer(stamp, None);
        writer.put("a/b.html", text.as_bytes()).expect("a file");
        writer.commit().expect("a site")
    };
    let stands = |stamp: &str| writer(stamp, None).stands().is_some();
    assert!(!stands("one"), "there is no site");
    build("one", "b");
    let report = writer("one", None).stands().expect("the site stands");
    assert_eq!((report.written, report.unchanged, report.removed), (0, 1, 0));
    assert!(!stands("two"), "of other sources");
    // Other sources, the same files: only the stamp is new.
    assert_eq!((build("two", "b").written, desk.beside().len()), (0, 3));
    assert!(stands("two") && !stands("one"));
    // What is not whole does not stand.
    for damage in ["", "bb"] {
        write(&desk.site, "a/b.html", damage);
        assert!(!stands("two"), "{damage:?}");
    }
    std::fs::remove_file(desk.site.join("a/b.html")).expect("a file");
    assert!(!stands("two"), "a file is missing");
    assert_eq!(build("two", "b").written, 1);
    assert!(stands("two"));
    // A site without a word on its sources never does.
    desk.build(&[("a/b.html", "b")]).expect("a site");
    assert!(!stands("two") && Writer::begin(&desk.site, &desk.protected()).expect("a writer").stands().is_none());
    // Nor is a part of a site all of it.
    let part = Slice { nth: 1, of: 2 };
    build("two", "b");
    let refused = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
    assert!(refused.made_from(Origin { stamp: Some("two".to_owned()), shard: Some(part) }).is_err());
}

#[test]
fn what_is_no_longer_planned_goes_with_its_folders() {
    let desk = Desk::new("gone");
    desk.build(&[("index.html", "home"), ("a/b/c.html", "c")]).expect("a site");
    let report = desk.build(&[("index.html", "home")]).expect("a site");
    assert_eq!(report.removed, 1);
    assert!(!desk.site.join("a").exists());
}

#[test]
fn files_of_others_stay() {
    let desk = Desk::new("foreign");
    desk.build(&[("index.html", "home"), ("a/b.html", "b")]).expect("a site");
    write(&desk.site, "CNAME", "example.org");
    write(&desk.site, "a/own.txt", "mine");
    let report = desk.build(&[("index.html", "other"), ("c.html", "c")]).expect("a site");
    assert_eq!(report.kept_foreign, 2);
    let wanted = [("CNAME", "example.org"), ("a/own.txt", "mine"), ("c.html", "c"), ("index.html", "other")];
    assert_eq!(desk.files(), map(&wanted));
}

#[test]
fn files_edited_by_hand_are_reported() {
    let desk = Desk::new("edited");
    let first = [("index.html", "home"), ("a.html", "a")];
    desk.build(&first).expect("a site");
    write(&desk.site, "a.html", "edited by hand");
    let report = desk.build(&[("index.html", "home"), ("a.html", "new")]).expect("a site");
    assert_eq!((report.repaired, report.written), (vec!["a.html".to_owned()], 1));
    assert_eq!(desk.files()["a.html"], "new");
    // No longer planned, it is a file of another's.
    write(&desk.site, "a.html", "edited by hand");
    let report = desk.build(&[("index.html", "home")]).expect("a site");
    assert_eq!((report.repaired, report.kept_foreign), (vec![], 1));
    assert_eq!(desk.files()["a.html"], "edited by hand");
    let error = desk.build(&first).expect_err("a file in the way");
    assert!(matches!(&error, DiskError::Foreign { files, .. } if files == &["a.html"]), "{error}");
}

#[test]
fn a_file_removed_by_hand_comes_back() {
    let desk = Desk::new("deleted");
    let files = [("index.html", "home"), ("a.html", "a")];
    desk.build(&files).expect("a site");
    std::fs::remove_file(desk.site.join("a.html")).expect("removed");
    assert_eq!(desk.build(&files).expect("a site").written, 1);
    assert_eq!(desk.files(), map(&files));
}

#[test]
fn a_writer_that_is_dropped_changes_nothing() {
    let desk = Desk::new("dropped");
    desk.build(&[("index.html", "home")]).expect("a site");
    let writer = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
    writer.put("index.html", b"half").expect("a file");
    drop(writer);
    assert_eq!(desk.files(), map(&[("index.html", "home")]));
    assert_eq!(desk.beside(), ["book.toml", "content", "site"]);
}

#[test]
fn a_site_with_a_file_missing_is_never_put_in_place() {
    let desk = Desk::new("missing");
    desk.build(&[("index.html", "home")]).expect("a site");
    let writer = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
    writer.put("index.html", b"new").expect("a file");
    writer.put_picture(&picture("images/gone.svg", &desk.root.join("gone.svg"))).expect_err("no such picture");
    assert!(matches!(writer.commit(), Err(DiskError::NotWhole { .. })));
    assert_eq!(desk.files(), map(&[("index.html", "home")]));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let desk = Desk::new("busy");
    let first = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
    let second = Writer::begin(&desk.site, &desk.protected());
    assert!(matches!(second.map(drop), Err(DiskError::Busy { .. })));
    first.put("index.html", b"home").expect("a file");
    first.commit().expect("a site");
    desk.build(&[("index.html", "next")]).expect("free again");
}

#[test]
fn a_killed_build_is_undone_by_the_next() {
    let desk = Desk::new("killed");
    desk.build(&[("index.html", "home")]).expect("a site");
    // Killed between the two renames of systems that cannot exchange folders.
    let work = desk.root.join(".site.carebook-work");
    write(&work, "stage/index.html", "half");
    write(&work, "lock", "");
    std::fs::rename(&desk.site, work.join("old")).expect("moved");
    drop(Writer::begin(&desk.site, &desk.protected()).expect("a writer"));
    assert_eq!(desk.files(), map(&[("index.html", "home")]));
    assert_eq!(desk.beside(), ["book.toml", "content", "site"]);
}

#[test]
fn addresses_that_cannot_be_files_are_refused() {
    let desk = Desk::new("addresses");
    for path in ["", "/a", "../a", "a/../b", "a//b", "a\\b", "a:b", "a.", "a /b", ".carebook-manifest.json", "a\0b"] {
        let writer = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
        assert!(matches!(writer.put(path, b"x"), Err(DiskError::Address { .. })), "{path:?}");
    }
    for paths in [["a.html", "A.html"], ["a.html", "a.html"], ["a", "a/b"], ["a/b", "a"]] {
        let result = desk.build(&[(paths[0], "1"), (paths[1], "2")]);
        assert!(result.is_err(), "{paths:?}");
    }
    assert!(!desk.site.exists());
}

#[test]
fn folders_that_are_never_written_to() {
    let desk = Desk::new("refused");
    write(&desk.root, "full/notes.txt", "mine");
    write(&desk.root, "repository/.git/config", "");
    write(&desk.root, "file", "");
    let refused: Vec<(PathBuf, &str)> = vec![
        (desk.root.clone(), "own folder"),
        (desk.root.join("content"), "sources"),
        (desk.root.join("content/site"), "sources"),
        (desk.root.join("site/../content"), "sources"),
        (desk.root.parent().expect("a parent").to_path_buf(), "own folder"),
        (PathBuf::from("/"), "root of the file system"),
        (desk.root.join("full"), "not empty"),
        (desk.root.join("repository"), "repository"),
        (desk.root.join("repository/.git"), "repository"),
        (desk.root.join("file"), "a file"),
    ];
    for (target, reason) in refused {
        let error = check_target(&target, &desk.protected()).expect_err("a refusal");
        assert!(error.to_string().contains(reason), "{}: {error}", target.display());
    }
    std::fs::create_dir(desk.root.join("empty")).expect("a folder");
    for target in ["empty", "site", "deep/below/site"] {
        check_target(&desk.root.join(target), &desk.protected()).expect("an empty or new folder");
    }
}

#[test]
fn the_home_folder_is_never_written_to() {
    let desk = Desk::new("home");
    let Some(home) = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_dir()) else {
        panic!("this test needs a home folder");
    };
    let error = check_target(&home, &desk.protected()).expect_err("a refusal");
    assert!(matches!(error, DiskError::Refused { .. }));
}

#[test]
#[cfg(unix)]
fn links_are_neither_written_through_nor_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new("links");
    write(&desk.root, "elsewhere/keep.html", "keep");
    symlink(desk.root.join("elsewhere"), desk.root.join("linked")).expect("a link");
    assert!(check_target(&desk.root.join("linked"), &desk.protected()).is_err());
    desk.build(&[("index.html", "home"), ("d/keep.html", "keep")]).expect("a site");
    // Somebody replaces a folder of the site by a link to files with the same names and texts.
    std::fs::remove_dir_all(desk.site.join("d")).expect("removed");
    symlink(desk.root.join("elsewhere"), desk.site.join("d")).expect("a link");
    clean(&desk.site, &desk.protected()).expect("cleaned");
    assert!(desk.root.join("elsewhere/keep.html").exists(), "what lies behind a link stays");
}

#[test]
fn cleaning_removes_only_what_is_ours() {
    let desk = Desk::new("clean");
    desk.build(&[("index.html", "home"), ("a/b.html", "b"), ("c.html", "c")]).expect("a site");
    write(&desk.site, "c.html", "edited");
    write(&desk.site, "CNAME", "example.org");
    let report = clean(&desk.site, &desk.protected()).expect("cleaned");
    assert_eq!((report.removed, report.kept_foreign), (2, 1));
    assert_eq!(desk.files(), map(&[("CNAME", "example.org"), ("c.html", "edited")]));
    let desk = Desk::new("clean-all");
    desk.build(&[("index.html", "home")]).expect("a site");
    clean(&desk.site, &desk.protected()).expect("cleaned");
    assert!(!desk.site.exists());
    assert_eq!(clean(&desk.site, &desk.protected()).expect("nothing to do"), Report::default());
}

#[test]
fn a_broken_manifest_is_not_guessed_at() {
    for text in ["{", "{\"version\":9,\"files\":{}}", "{\"version\":1,\"files\":{\"../x\":{\"hash\":\"\",\"size\":0}}}"]
    {
        let desk = Desk::new("manifest");
        desk.build(&[("index.html", "home")]).expect("a site");
        write(&desk.site, ".carebook-manifest.json", text);
        let error = desk.build(&[("index.html", "new")]).expect_err("a broken manifest");
        assert!(matches!(error, DiskError::BrokenManifest { .. }), "{error}");
        assert_eq!(desk.files(), map(&[("index.html", "home")]));
    }
}

#[test]
fn pictures_are_copied_and_kept_while_unchanged() {
    let desk = Desk::new("pictures");
    write(&desk.root, "content/p.svg", "<svg/>");
    let from = desk.root.join("content/p.svg");
    let build = |from: &Path| {
        let writer = Writer::begin(&desk.site, &desk.protected()).expect("a writer");
        writer.put_picture(&picture("images/p.svg", from)).expect("a copy");
        writer.commit().expect("a site")
    };
    assert_eq!(build(&from).written, 1);
    assert_eq!(build(&from).unchanged, 1);
    write(&desk.root, "content/p.svg", "<svg><g/></svg>");
    assert_eq!(build(&from).written, 1);
    let published = "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>";
    assert_eq!(desk.files(), map(&[("images/p.svg", published)]));
}

/// A site served while it is rebuilt many times is always whole: both files of one edition.
#[test]
#[cfg(target_os = "linux")]
fn a_reader_never_sees_half_a_site() {
    use std::sync::atomic::{AtomicBool, Ordering};
    let desk = Desk::new("whole");
    desk.build(&[("a.html", "0"), ("b.html", "0")]).expect("a site");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                // A reader that holds the folder sees one edition.
                let folder = std::fs::File::open(&desk.site).expect("the site is always there");
                let fd = std::os::fd::AsRawFd::as_raw_fd(&folder);
                let read = |name: &str| std::fs::read_to_string(format!("/proc/self/fd/{fd}/{name}"));
                if let (Ok(a), Ok(b)) = (read("a.html"), read("b.html")) {
                    assert_eq!(a, b);
                }
            }
        });
        for n in 1..60 {
            let text = n.to_string();
            desk.build(&[("a.html", &text), ("b.html", &text)]).expect("a site");
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// The page of a site whose text is edited in these tests.
const PAGE: &str = "a/dose.html";

#[test]
#[cfg(unix)]
fn a_file_of_the_same_size_is_known_to_be_another_one() {
    let files = [("index.html", "home"), (PAGE, "Take 20 mg"), ("a/b.html", "b"), ("c/d.html", "d")];
    let in_place = |path: &Path, text: &str| {
        let file = std::fs::File::options().write(true).open(path).expect("a file");
        std::io::Write::write_all(&mut &file, text.as_bytes()).expect("a write");
        file
    };
    type Edit<'a> = &'a dyn Fn(&Path);
    let edits: [(&str, Edit); 8] = [
        ("in place", &|page| drop(in_place(page, "Take 80 mg"))),
        ("in place, with the old time", &|page| {
            let modified = page.metadata().and_then(|known| known.modified()).expect("a time");
            in_place(page, "Take 80 mg").set_modified(modified).expect("a time");
        }),
        ("zeros after a power cut", &|page| drop(in_place(page, "\0\0\0\0\0\0\0\0\0\0"))),
        ("another file", &|page| {
            std::fs::write(page.with_extension("new"), "Take 80 mg").expect("a write");
            std::fs::rename(page.with_extension("new"), page).expect("a rename");
        }),
        ("another folder", &|page| {
            let folder = page.parent().expect("a folder");
            write(folder, "../new/dose.html", "Take 80 mg");
            write(folder, "../new/b.html", "b");
            std::fs::remove_dir_all(folder).expect("removed");
            std::fs::rename(folder.with_file_name("new"), folder).expect("a rename");
        }),
        ("cut off", &|page| std::fs::write(page, "Take").expect("a write")),
        ("longer", &|page| std::fs::write(page, "Take 200 mg").expect("a write")),
        ("empty", &|page| std::fs::write(page, "").expect("a write")),
    ];
    for (name, edit) in edits {
        for (elsewhere, written) in [("home", 1), ("news", 2)] {
            let desk = Desk::new("same-size");
            desk.build(&files).expect("a site");
            edit(&desk.site.join(PAGE));
            let report = desk.build(&[&[("index.html", elsewhere)], &files[1..]].concat()).expect("a site");
            assert_eq!((report.repaired, report.written), (vec![PAGE.to_owned()], written), "{name}");
            assert_eq!(desk.files()[PAGE], "Take 20 mg", "{name}");
            let again = desk.build(&[&[("index.html", elsewhere)], &files[1..]].concat()).expect("a site");
            assert_eq!((again.repaired, again.unchanged), (vec![], 4), "{name}");
        }
    }
}

/// A copy of a site has other metadata. What was edited before it was copied is found all the same.
#[test]
fn a_copy_of_a_site_is_read_once() {
    let desk = Desk::new("copied");
    let files = [("index.html", "home"), (PAGE, "Take 20 mg")];
    desk.build(&files).expect("a site");
    write(&desk.site, PAGE, "Take 80 mg");
    let copy = desk.root.join("copy");
    for (path, bytes) in support::files(&desk.site) {
        write(&copy, &path, std::str::from_utf8(&bytes).expect("text"));
    }
    std::fs::remove_dir_all(&desk.site).expect("removed");
    std::fs::rename(&copy, &desk.site).expect("moved");
    assert_eq!(desk.build(&files).expect("a site").repaired, [PAGE]);
    assert_eq!(desk.files(), map(&files));
}

/// Bit rot leaves no trace in the metadata: here, that of the changed file is recorded as if it were that of the published one.
#[test]
#[cfg(target_os = "linux")]
fn verification_reads_every_file() {
    let desk = Desk::new("rot");
    let origin = || Origin { stamp: Some("one".to_owned()), shard: None };
    let begin = || {
        Writer::begin(&desk.site, &desk.protected()).and_then(|writer| writer.made_from(origin())).expect("a writer")
    };
    let build = |writer: Writer| {
        writer.put(PAGE, b"Take 20 mg").expect("a file");
        writer.commit().expect("a site").repaired
    };
    build(begin());
    let page = desk.site.join(PAGE);
    let manifest = desk.site.join(".carebook-manifest.json");
    let honest = std::fs::read_to_string(&manifest).expect("a manifest");
    let hash = |text: &str| format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes()));
    std::fs::write(&page, "Take 80 mg").expect("a write");
    std::fs::write(&manifest, honest.replace(&hash("Take 20 mg"), &hash("Take 80 mg"))).expect("a write");
    assert!(begin().stands().is_some(), "its metadata is recorded");
    std::fs::write(&manifest, honest).expect("a write");
    assert!(begin().stands().is_some(), "nothing shows the change");
    assert!(begin().verified().stands().is_none());
    assert_eq!(build(begin().verified()), [PAGE]);
    assert_eq!(desk.files()[PAGE], "Take 20 mg");
    assert_eq!(build(begin().verified()), [] as [&str; 0]);
}

/// A site that waits to be put back is never removed, whatever has taken its place.
#[test]
fn an_old_site_with_files_of_its_own_waits() {
    let desk = Desk::new("two-sites");
    let old = desk.root.join(".site.carebook-work/old");
    desk.build(&[("index.html", "home")]).expect("a site");
    write(&desk.site, "CNAME", "example.org");
    let strand = || {
        std::fs::create_dir_all(old.parent().expect("a folder")).expect("a folder");
        std::fs::rename(&desk.site, &old).expect("moved");
    };
    strand();
    std::fs::create_dir(&desk.site).expect("an empty folder");
    assert_eq!(desk.build(&[("index.html", "home")]).expect("a site").unchanged, 1);
    assert_eq!(desk.files()["CNAME"], "example.org");
    strand();
    write(&desk.site, "index.html", "home");
    std::fs::copy(old.join(".carebook-manifest.json"), desk.site.join(".carebook-manifest.json")).expect("a copy");
    for other in [None, Some("example.com")] {
        other.iter().for_each(|other| write(&desk.site, "CNAME", other));
        let error = desk.build(&[("index.html", "new")]).expect_err("two sites");
        assert!(matches!(&error, DiskError::TwoSites { files, .. } if files == &["CNAME"]), "{error}");
        assert!(error.to_string().contains(".site.carebook-work/old"), "{error}");
        assert!(old.join("CNAME").exists());
    }
    write(&desk.site, "CNAME", "example.org");
    desk.build(&[("index.html", "new")]).expect("a site");
    assert_eq!(desk.files(), map(&[("CNAME", "example.org"), ("index.html", "new")]));
    assert_eq!(desk.beside(), ["book.toml", "content", "site"]);
}

/// A file with a second name elsewhere keeps its contents.
#[test]
fn a_hard_link_is_not_written_through() {
    let desk = Desk::new("hard-links");
    desk.build(&[("index.html", "home")]).expect("a site");
    let other = desk.root.join("other.html");
    std::fs::hard_link(desk.site.join("index.html"), &other).expect("a link");
    desk.build(&[("index.html", "news")]).expect("a site");
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "home");
    let dir = carebook::emit::disk::Dir::open(&desk.root).expect("a directory");
    std::fs::hard_link(&other, desk.root.join("list.json")).expect("a link");
    dir.replace("list.json", b"new").expect("written");
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "home");
    assert_eq!(std::fs::read_to_string(desk.root.join("list.json")).expect("a file"), "new");
    // The name of the temporary file may be taken by whatever somebody put there.
    #[cfg(unix)]
    for nth in 0..3 {
        let name = format!(".list.json.{}-{nth}.tmp", std::process::id());
        std::os::unix::fs::symlink("other.html", desk.root.join(name)).expect("a link");
    }
    dir.replace("list.json", b"newer").expect("written");
    assert_eq!(std::fs::read_to_string(&other).expect("a file"), "home");
}
