//! Reviews that are due, or that cannot have happened.

use jiff::civil::Date;

use crate::diag::{Diagnostic, Place, rules};
use crate::model::Entry;
use crate::resolve::Site;

pub(super) fn check(site: &Site, today: Date) -> Vec<Diagnostic> {
    let entries = site.entries.iter();
    entries.flat_map(|entry| [future(entry, today), overdue(entry, today), half(entry)]).flatten().collect()
}

/// A page must not claim a review that did not happen.
fn future(entry: &Entry, today: Date) -> Option<Diagnostic> {
    let date = entry.facts.last_reviewed.filter(|date| *date > today)?;
    Some(
        Diagnostic::new(&rules::FUTURE_REVIEW, entry.file, format!("`last_reviewed` lies in the future: {date}"))
            .at(Place::field("last_reviewed"))
            .help("give the day on which the review was done"),
    )
}

fn overdue(entry: &Entry, today: Date) -> Option<Diagnostic> {
    let date = entry.facts.next_review.filter(|date| *date < today)?;
    Some(
        Diagnostic::new(
            &rules::REVIEW_OVERDUE,
            entry.file,
            format!("the review of `{}` was due on {date}", entry.facts.id),
        )
        .at(Place::field("next_review"))
        .help("review the entry, then set `last_reviewed` and `next_review`"),
    )
}

/// A review is somebody and a day; pages do not show half of one.
fn half(entry: &Entry) -> Option<Diagnostic> {
    let facts = &entry.facts;
    let (field, message, help) = match (facts.last_reviewed, facts.reviewed_by.is_empty()) {
        (Some(_), true) => ("last_reviewed", "a review without a reviewer is not shown", "add `reviewed_by: [...]`"),
        (None, false) => ("reviewed_by", "a review without a date is not shown", "add `last_reviewed: YYYY-MM-DD`"),
        _ => return None,
    };
    Some(Diagnostic::new(&rules::HALF_REVIEW, entry.file, message).at(Place::field(field)).help(help))
}
