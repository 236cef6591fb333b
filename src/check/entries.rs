//! Entries that say too little.

use crate::diag::{Diagnostic, Place, rules};
use crate::model::{Entry, Kind};
use crate::resolve::Site;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    site.entries.iter().flat_map(|entry| [without_summary(entry), empty(entry)]).flatten().collect()
}

/// Lists, search results and previews show the summary.
fn without_summary(entry: &Entry) -> Option<Diagnostic> {
    let facts = &entry.facts;
    let needed = !matches!(facts.kind, Kind::Faq | Kind::Page | Kind::Home);
    (needed && facts.summary.is_none()).then(|| {
        Diagnostic::new(&rules::MISSING_SUMMARY, entry.file, format!("`{}` has no summary", facts.id))
            .at(Place::field("title"))
            .help("add `summary: ...`: one or two plain sentences; lists and search engines show it")
    })
}

fn empty(entry: &Entry) -> Option<Diagnostic> {
    let facts = &entry.facts;
    let bare = entry.body.html.trim().is_empty() && facts.kind != Kind::Home;
    bare.then(|| {
        Diagnostic::new(&rules::EMPTY_ENTRY, entry.file, format!("`{}` has no text", facts.id))
            .at(Place::field("title"))
            .help("write the text below the front matter")
    })
}
