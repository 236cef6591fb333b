//! `changed-since-review`: the review on the page is one of another text.
//!
//! `carebook review` records a mark of the text; a clinical change that is dated later than the review says the same.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::ChangeKind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    let Some(reviewed) = facts.reviewed() else { return Vec::new() };
    let help = format!("have the change reviewed, then run `carebook review {} --by PERSON`", facts.id);
    let later = facts.changes.iter().position(|change| change.kind == ChangeKind::Clinical && change.date > reviewed);
    let (message, place) = match (&facts.reviewed_text, later) {
        (Some(marks), _) if marks.reviewed != marks.now => {
            let message = format!("the text of `{}` is not the one that was reviewed on {reviewed}", facts.id);
            (message, Place::field("reviewed_text"))
        }
        (_, Some(nth)) => {
            let date = facts.changes[nth].date;
            let message = format!("the advice changed on {date}, after the review of {reviewed}");
            (message, Place::part("changes", nth, "date"))
        }
        _ => return Vec::new(),
    };
    vec![page.finding(&rules::CHANGED_SINCE_REVIEW, message).at(place).help(help)]
}
