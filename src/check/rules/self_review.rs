//! `self-review`: who wrote a text does not see what is wrong with it. At least one reviewer must be nobody of its authors.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    let own = |reviewer: &String| facts.authors.contains(reviewer);
    if facts.reviewed_by.is_empty() || !facts.reviewed_by.iter().all(own) {
        return Vec::new();
    }
    let message = match facts.reviewed_by.as_slice() {
        [one] => format!("`{one}` wrote this and is its only reviewer"),
        _ => "everybody who reviewed this is an author of it".to_owned(),
    };
    let help = "let somebody else review it, and name that person in `reviewed_by`";
    vec![page.finding(&rules::SELF_REVIEW, message).at(Place::field("reviewed_by")).help(help)]
}
