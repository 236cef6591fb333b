//! `half-review`: a review is somebody and a day; pages do not show half of one.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    let (field, message, help) = match (facts.last_reviewed, facts.reviewed_by.is_empty()) {
        (Some(_), true) => ("last_reviewed", "a review without a reviewer is not shown", "add `reviewed_by: [...]`"),
        (None, false) => ("reviewed_by", "a review without a date is not shown", "add `last_reviewed: YYYY-MM-DD`"),
        _ => return Vec::new(),
    };
    vec![page.finding(&rules::HALF_REVIEW, message).at(Place::field(field)).help(help)]
}
