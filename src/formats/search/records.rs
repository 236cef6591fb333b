//! What results show of documents.

use serde::Serialize;

use super::documents::{Document, Fields};
use crate::model::{Facts, Urgency};
use crate::pages::{Book, care_card, term_address};
use crate::resolve::relative;

/// A document as results need it. Names are short: they stand in every record.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    /// Title.
    t: &'a str,
    /// Address from the root of the site.
    a: String,
    /// Summary.
    s: &'a str,
    /// Other names.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    n: &'a [String],
    /// The text: anchor, heading, lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    p: Vec<(&'a str, &'a str, &'a str)>,
    /// Care cards: class, words for those who do not see it, title, signs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    c: Vec<(&'static str, &'static str, &'static str, Vec<&'a str>)>,
}

pub(super) fn record<'a>(book: &Book<'a>, document: Document, fields: &'a Fields) -> Record<'a> {
    let (a, c) = match document {
        Document::Entry(ix) => (relative("", &book.file(book.site().route(ix))), cards(&book.site().entry(ix).facts)),
        Document::Term(nth) => (term_address(book, nth), Vec::new()),
    };
    let p = fields.passages.iter();
    let p = p.map(|passage| (passage.anchor.as_str(), passage.heading.as_str(), passage.text.as_str())).collect();
    Record { t: &fields.title, a, s: &fields.summary, n: &fields.aliases, p, c }
}

fn cards(facts: &Facts) -> Vec<(&'static str, &'static str, &'static str, Vec<&str>)> {
    let levels = [Urgency::Emergency, Urgency::Urgent, Urgency::SeeDoctor];
    let card = |level: Urgency| {
        let signs = facts.get_help.iter().filter(|sign| sign.urgency == level);
        let signs: Vec<&str> = signs.map(|sign| sign.sign.as_str()).collect();
        let look = care_card(level);
        let prefix = look.spoken_prefix().unwrap_or_default();
        (!signs.is_empty()).then(|| (look.word(), prefix, look.default_title(), signs))
    };
    levels.into_iter().filter_map(card).collect()
}
