//! `future-review`: a page must not claim a review, or a change, that did not happen yet.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in &whole.site.entries {
        if let Some(date) = entry.facts.last_reviewed.filter(|date| *date > whole.today) {
            let message = format!("`last_reviewed` lies in the future: {date}");
            let finding = Diagnostic::new(&rules::FUTURE_REVIEW, entry.file, message).at(Place::field("last_reviewed"));
            found.push(finding.help("give the day on which the review was done"));
        }
        for (nth, change) in entry.facts.changes.iter().enumerate().filter(|(_, change)| change.date > whole.today) {
            let message = format!("this change lies in the future: {}", change.date);
            let place = Place::part("changes", nth, "date");
            let finding = Diagnostic::new(&rules::FUTURE_REVIEW, entry.file, message).at(place);
            found.push(finding.help("give the day on which the text was changed"));
        }
    }
    found
}
