//! Target: the front matter of an entry.

use super::book::{self, Extent};
use super::text;
use carebook::diag::{self, FileId};
use carebook::markdown::MarkdownOptions;
use carebook::model::{self, Kind, valid_id};
use carebook::source::{Folder, Role, SourceFile};

/// The input is YAML. Every kind of entry is read from it; the site of the book that has it as a condition is checked.
pub fn front_matter(data: &[u8]) {
    let Some(yaml) = text(data) else { return };
    let entry = format!("---\n{yaml}\n---\nText.[@kay]\n\n## Signs {{#symptoms}}\n\nWords.\n");
    for (folder, name) in Folder::ALL {
        check_entry(folder, &format!("content/{name}/it.md"), &entry);
    }
    let snapshot = book::with_file("conditions/it.md", Role::Entry(Folder::Conditions), &entry, book::settings());
    book::check_findings(&snapshot);
    book::check_site(&snapshot, Extent::Site);
}

/// An entry has an id and a title, or it is said why there is none; every finding has its place in the text.
fn check_entry(folder: Folder, path: &str, text: &str) {
    let file = SourceFile { id: FileId(0), role: Role::Entry(folder), path: path.into(), text: text.into() };
    let (entry, problems) = model::parse(&file, Kind::of(folder), MarkdownOptions::default());
    match entry {
        Some(entry) => assert!(valid_id(&entry.facts.id).is_ok() && !entry.facts.title.trim().is_empty(), "{text}"),
        None => assert!(!problems.is_empty(), "nothing is said of {text}"),
    }
    for problem in problems {
        let range = diag::locate(text, problem.place);
        assert!(range.is_none_or(|range| text.get(range).is_some()), "no place in the text: {}", problem.message);
    }
}
