//! `repeated-heading`: in a list of headings, two with the same words cannot be told apart, and one that repeats the title
//! says nothing. The same words below different headings are fine: "How to do it" below each of three exercises.

use rustc_hash::FxHashSet;

use crate::check::page::{Page, plain_words};
use crate::diag::{Diagnostic, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let headings = &page.body().headings;
    if headings.is_empty() {
        return Vec::new();
    }
    let title = plain_words(&page.entry.facts.title);
    let mut found = Vec::new();
    // The headings above the one that is looked at, by their positions; and all before it, each with its parent and words.
    let mut above: Vec<usize> = Vec::new();
    let mut seen: FxHashSet<(Option<usize>, String)> = FxHashSet::default();
    for (nth, heading) in headings.iter().enumerate() {
        while above.last().is_some_and(|up| headings[*up].level >= heading.level) {
            above.pop();
        }
        let key = (above.last().copied(), plain_words(&heading.text));
        let (message, help) = if key.1.is_empty() {
            (None, "")
        } else if key.1 == title {
            (Some("repeats the title of the page"), "say what this part of the page is about")
        } else {
            (
                seen.contains(&key).then_some("is there twice"),
                "say in each what is special about its part, or join the two",
            )
        };
        if let Some(message) = message {
            let message = format!("the heading \u{201c}{}\u{201d} {message}", heading.text);
            let finding = page.finding(&rules::REPEATED_HEADING, message);
            found.push(finding.at(page.heading_place(heading)).help(help));
        }
        seen.insert(key);
        above.push(nth);
    }
    found
}
