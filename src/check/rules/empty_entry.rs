//! `empty-entry`: a page without a text.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.body().html.trim().is_empty() || page.kind() == Kind::Home {
        return Vec::new();
    }
    let found = page.finding(&rules::EMPTY_ENTRY, format!("`{}` has no text", page.entry.facts.id));
    vec![found.at(Place::field("title")).help("write the text below the front matter")]
}
