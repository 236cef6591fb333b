//! Entries that say too little.

use crate::config::Config;
use crate::diag::{Diagnostic, Place, nearest, rules};
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

/// Settings that name entries.
pub(super) fn check_settings(site: &Site, config: &Config) -> Option<Diagnostic> {
    let id = config.editorial_page.as_ref()?;
    let is_page = |kind| kind == Kind::Page;
    if site.find(id).is_some_and(|ix| is_page(site.entry(ix).facts.kind)) {
        return None;
    }
    let pages = site.entries.iter().filter(|entry| is_page(entry.facts.kind)).map(|entry| entry.facts.id.as_str());
    let near = nearest(id, pages);
    Some(
        Diagnostic::without_file(
            &rules::UNKNOWN_ENTRY,
            format!("`editorial_page` in `book.toml` names no plain page: `{id}`"),
        )
        .help_if(near.map(|near| format!("did you mean `{near}`?"))),
    )
}
