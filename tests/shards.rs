//! Sites that several machines build together: the same bytes as one build, and nothing that is not whole.

#![allow(clippy::disallowed_methods, reason = "tests write books and read sites")]

mod support;

use std::path::{Path, PathBuf};

use support::{carebook, files, temporary, write};

/// A book with all that parts are cut from: pages, frames, data, search, a picture, compressed copies.
fn book(name: &str) -> PathBuf {
    let root = temporary(name);
    let settings = "[book]\ntitle = \"Knees\"\nbase_url = \"https://example.org\"\n[output]\ncompress = [\"gzip\"]\n";
    write(&root, "book.toml", settings);
    for nth in 0..20 {
        let other = (nth + 1) % 20;
        let text = format!(
            "---\ntitle: Pain {nth}\nsummary: A pain.\nrelated: [pain-{other}]\n---\n\nIt hurts, as in [[pain-{other}]].\n"
        );
        write(&root, &format!("content/symptoms/pain-{nth}.md"), &text);
    }
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    write(&root, "content/images/knee.svg", drawing);
    root
}

#[track_caller]
fn succeeds(root: &Path, arguments: &[&str]) -> String {
    let output = carebook(root, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[track_caller]
fn refuses(root: &Path, arguments: &[&str], reason: &str) {
    let output = carebook(root, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
    assert!(said.contains(reason), "{arguments:?}: {said}");
}

#[test]
fn parts_together_are_the_site() {
    let root = book("shards");
    succeeds(&root, &["build", "--out", "whole"]);
    let whole = files(&root.join("whole"));
    for of in [1, 3, 7] {
        let parts: Vec<String> = (1..=of).map(|nth| format!("site-part-{nth}-of-{of}")).collect();
        for nth in 1..=of {
            let said = succeeds(&root, &["build", "--shard", &format!("{nth}/{of}")]);
            assert!(said.contains(&format!("Part {nth}/{of} of the site is in")), "{said}");
        }
        let sizes: Vec<usize> = parts.iter().map(|part| files(&root.join(part)).len() - 1).collect();
        assert_eq!(sizes.iter().sum::<usize>(), whole.len() - 1, "each file is in one part");
        let mut join: Vec<&str> = vec!["join", "--out", "joined"];
        // In any order.
        join.extend(parts.iter().rev().map(String::as_str));
        succeeds(&root, &join);
        assert!(files(&root.join("joined")) == whole, "{of} parts are not the site");
        let said = succeeds(&root, &join);
        assert!(said.contains(": 0 files written"), "{said}");
    }
    let said = succeeds(&root, &["build", "--out", "joined"]);
    assert!(said.contains("0 files written"), "a build after it has nothing to do: {said}");
}

#[test]
fn what_is_not_whole_is_refused() {
    let root = book("shards-refused");
    for part in ["1/2", "2/2", "1/3"] {
        succeeds(&root, &["build", "--shard", part]);
    }
    let (one, two) = ("site-part-1-of-2", "site-part-2-of-2");
    refuses(&root, &["join", one], "part 2/2 is missing");
    refuses(&root, &["join", one, two, two], "part 2/2 is there more than once");
    refuses(&root, &["join", "site-part-1-of-3", two], "different books");
    refuses(&root, &["join", one, two, "--out", one], "lies in the sources");
    refuses(&root, &["join", "content", two], "holds no part");
    succeeds(&root, &["build"]);
    refuses(&root, &["build", "--shard", "1/2", "--out", "site"], "a whole site is in it");
    refuses(&root, &["join", "site", two], "holds no part");

    // Nobody knows where the site goes.
    let output = carebook(&root, &["join", one, two, "--profile", "clinic"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("clinic"));

    // A page that came over broken.
    let page = root.join(two).join("symptoms/pain-1.html");
    let page = if page.is_file() { page } else { root.join(one).join("symptoms/pain-1.html") };
    std::fs::write(&page, "x").expect("a page");
    refuses(&root, &["join", one, two, "--out", "joined"], "is not as it was built");
    assert!(!root.join("joined").exists());

    // Parts that do not say what they are of, as those that were built while a picture changed.
    let mute: Vec<String> = ["1/2", "2/2"].map(|part| format!("mute-{}", &part[..1])).into();
    for (part, folder) in ["1/2", "2/2"].iter().zip(&mute) {
        succeeds(&root, &["build", "--shard", part, "--out", folder]);
        let manifest = root.join(folder).join(".carebook-manifest.json");
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        let (before, rest) = text.split_once("\"stamp\":\"").expect("a stamp");
        let (_, after) = rest.split_once("\",").expect("its end");
        std::fs::write(&manifest, format!("{before}{after}")).expect("a manifest");
    }
    refuses(&root, &["join", &mute[0], &mute[1], "--out", "joined"], "build them again");

    // A book that changed in between.
    let entry = root.join("content/symptoms/pain-3.md");
    let text = std::fs::read_to_string(&entry).expect("an entry");
    std::fs::write(&entry, text.replace("It hurts", "It still hurts")).expect("an entry");
    succeeds(&root, &["build", "--shard", "1/2", "--out", "other"]);
    refuses(&root, &["join", "other", two], "different books");
}

#[test]
fn a_book_with_errors_has_no_parts() {
    let root = book("shards-errors");
    std::fs::write(root.join("content/symptoms/broken.md"), "---\ntitle: Broken\n---\n\nSee [[nowhere]].\n")
        .expect("an entry");
    for part in ["1/2", "2/2"] {
        let output = carebook(&root, &["build", "--shard", part]);
        assert_eq!(output.status.code(), Some(1), "{part}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere"), "{part}");
    }
    assert!(!root.join("site-part-1-of-2").exists() && !root.join("site-part-2-of-2").exists());
}
