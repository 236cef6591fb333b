//! `missing-summary`: lists, search results and previews show the summary.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    if facts.summary.is_some() || matches!(facts.kind, Kind::Faq | Kind::Page | Kind::Home) {
        return Vec::new();
    }
    let found =
        page.finding(&rules::MISSING_SUMMARY, format!("`{}` has no summary", facts.id)).at(Place::field("title"));
    vec![found.help("add `summary: ...`: one or two plain sentences; lists and search engines show it")]
}
