//! The same book gives the same bytes, whatever the machine is like: its threads, the order of names in its folders, its language
//! and time zone, and where the book lies.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::dice::Dice;
use support::{temporary, write};

/// The files of a small book that has some of everything.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = [
        ("book.toml", "[book]\ntitle = \"Book\"\nbase_url = \"https://example.org/a\"\n[output]\nalias_pages = true\nsingle_files = true\n"),
        ("content/index.md", "---\ntitle: Home\n---\nWelcome.\n"),
        ("content/people.yaml", "- {id: ada, name: Ada}\n"),
        ("content/glossary.yaml", "- {id: glue, term: Glue, definition: Sticky.}\n- {id: i, term: Iodine, definition: I.}\n"),
        ("content/synonyms.yaml", "- [glue, paste]\n"),
        ("content/b.bib", "@article{one, title={On}, author={Lovelace, Ada}, year={2020}, journaltitle={J}}\n"),
        ("content/a/a.bib", "@online{two, title={Two}, author={{I}}, url={https://example.org/}, date={2021-02-03}}\n"),
        ("content/pictures/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1\"/></svg>"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec();
    // Letters that languages sort, and turn into capitals, in ways of their own.
    for (nth, title) in
        ["Ä knee", "Zebra", "ILIAC", "iliac i", "Åre", "Öre", "ödem", "Çift", "ch", "cz", "ñ", "ß"].iter().enumerate()
    {
        let folder = ["conditions", "symptoms", "treatments", "faqs"][nth % 4];
        let related = if nth > 4 { "related: [e-1, e-2]\n" } else { "" };
        let review = format!("last_reviewed: 2026-0{}-01\nreviewed_by: [ada]\n", 1 + nth % 9);
        let text = format!(
            "---\ntitle: {title} {nth}\nsummary: About {title}.\naliases: [other {nth}, same]\n{related}{review}---\n\nGlue.[@one; @two]\n\n\
             ## Part\n\n![a picture]({}pictures/dot.svg)\n",
            if nth % 3 == 0 { "../../" } else { "../" },
        );
        let deep = if nth % 3 == 0 { "deep/" } else { "" };
        files.push((format!("content/{folder}/{deep}e-{nth}.md"), text));
    }
    files
}

/// Writes the book, its files in the order given.
fn write_book(root: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        write(root, path, text);
    }
}

fn built(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let out = root.join("site");
    let _ = std::fs::remove_dir_all(&out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_carebook"));
    let output =
        command.current_dir(root).envs(environment.iter().copied()).arg("build").output().expect("the program runs");
    assert!(output.status.success(), "{environment:?}: {}", String::from_utf8_lossy(&output.stderr));
    support::files(&out)
}

fn compare(first: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (path, bytes) in first {
        assert!(*bytes == other[path], "{path} differs: {what}");
    }
}

#[test]
fn whatever_the_machine() {
    let root = temporary("same-machine");
    write_book(&root, &files());
    let first = built(&root, &[]);
    assert!(first.len() > 60, "{} files", first.len());
    let threads = [[("RAYON_NUM_THREADS", "1")], [("RAYON_NUM_THREADS", "2")], [("RAYON_NUM_THREADS", "7")]];
    for environment in &threads {
        compare(&first, &built(&root, environment), &format!("{environment:?}"));
    }
    let places = [
        ("tr_TR.UTF-8", "Pacific/Kiritimati"),
        ("de_DE", "America/Los_Angeles"),
        ("C", ""),
        ("ar_EG.UTF-8", "Nowhere/None"),
    ];
    for (language, zone) in places {
        let environment = [("LANG", language), ("LC_ALL", language), ("LANGUAGE", language), ("TZ", zone)];
        compare(&first, &built(&root, &environment), &format!("{environment:?}"));
    }
    std::fs::remove_dir_all(&root).expect("a folder");
}

#[test]
fn wherever_the_book_lies_and_in_whatever_order() {
    let mut dice = Dice::new(0x0de4);
    let root = temporary("same-order");
    write_book(&root, &files());
    let first = built(&root, &[]);
    for nth in 0..3 {
        let other = temporary(&format!("same-order, elsewhere {nth} – ü/a/b"));
        write_book(&other, &dice.shuffled(files()));
        compare(&first, &built(&other, &[]), &format!("files written in the order {nth}, in {}", other.display()));
        let bytes = other.to_string_lossy().into_owned().into_bytes();
        let names =
            built(&other, &[]).into_iter().filter(|(_, text)| text.windows(bytes.len()).any(|part| part == bytes));
        assert_eq!(
            names.map(|(path, _)| path).collect::<Vec<_>>(),
            Vec::<String>::new(),
            "files that name the book's folder"
        );
    }
    std::fs::remove_dir_all(&root).expect("a folder");
}
