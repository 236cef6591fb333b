//! `review-overdue`: the day of the next review has passed, as the entry says it or as the book's interval gives it.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let months = whole.config.review.0;
    let overdue = whole.site.entries.iter().filter_map(|entry| {
        let date = entry.facts.review_due(months).filter(|date| *date < whole.today)?;
        Some((entry, date))
    });
    overdue
        .map(|(entry, date)| {
            let facts = &entry.facts;
            let field = if facts.next_review.is_some() { "next_review" } else { "last_reviewed" };
            let message = format!("the review of `{}` was due on {date}", facts.id);
            Diagnostic::new(&rules::REVIEW_OVERDUE, entry.file, message)
                .at(Place::field(field))
                .help(format!("review it, then record that with `carebook review {} --by PERSON`", facts.id))
        })
        .collect()
}
