//! Target: the body of an entry.

use super::book::{self, Extent};
use super::text;
use carebook::source::{Folder, Role};

/// The input is Markdown. The entry's page is checked in all its shapes.
pub fn body(data: &[u8]) {
    let Some(markdown) = text(data) else { return };
    let entry = format!("---\ntitle: It\nsummary: A condition.\nsymptoms: [stairs]\n---\n{markdown}");
    let snapshot = book::with_file("conditions/it.md", Role::Entry(Folder::Conditions), &entry, book::settings());
    book::check_findings(&snapshot);
    book::check_site(&snapshot, Extent::Entry);
}
