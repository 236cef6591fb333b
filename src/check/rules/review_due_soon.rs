//! `review-due-soon`: reviewers need notice. The day is that of `review-overdue`, which reports what has passed.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let days = i64::from(whole.rules().number(&rules::REVIEW_DUE_SOON, "days"));
    let last = jiff::Span::new().try_days(days).ok().and_then(|days| whole.today.checked_add(days).ok());
    let months = whole.config.review.0;
    let soon = |date: &jiff::civil::Date| *date >= whole.today && last.is_none_or(|last| *date <= last);
    let due = whole.site.entries.iter().filter_map(|entry| Some((entry, entry.facts.review_due(months).filter(soon)?)));
    due.map(|(entry, date)| {
        let facts = &entry.facts;
        let field = if facts.next_review.is_some() { "next_review" } else { "last_reviewed" };
        Diagnostic::new(&rules::REVIEW_DUE_SOON, entry.file, format!("the review of `{}` is due on {date}", facts.id))
            .at(Place::field(field))
            .help("ask a reviewer now")
    })
    .collect()
}
