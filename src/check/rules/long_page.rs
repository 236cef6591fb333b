//! `long-page`: readers look for their question in the headings. A long text needs at least three of them; those of callouts
//! and of sections from the front matter do not cut the text itself, so they do not count.

use crate::check::page::Page;
use crate::check::readability;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let limit = page.rules.number(&rules::LONG_PAGE, "words") as usize;
    let headings = page.body().headings.iter().filter(|heading| heading.outermost).count();
    // No word is shorter than a letter and what parts it from the next.
    if headings >= 3 || page.kind() == Kind::Home || page.body().html.len() < 2 * limit {
        return Vec::new();
    }
    let words: usize = page.running().map(|block| readability::words(&block.text).count()).sum();
    if words <= limit {
        return Vec::new();
    }
    let count = match headings {
        0 => "no heading",
        1 => "one heading",
        _ => "two headings",
    };
    let message = format!("this page has about {words} words and {count}");
    let help = "put a heading before each question that the text answers: `## What helps`";
    vec![page.finding(&rules::LONG_PAGE, message).at(Place::field("title")).help(help)]
}
