//! What results show of documents.

use serde_json::{Value, json};

use super::documents::{Document, Fields};
use crate::model::{Facts, Urgency};
use crate::pages::{Book, care_card, term_address};
use crate::resolve::relative;

/// A document as results need it: `t` title, `a` address from the root of the site, `s` summary, `n` other names,
/// `p` its text as `[anchor, heading, lines]`, `c` its care cards as `[class, prefix, title, signs]`.
pub(super) fn record(book: &Book, document: Document, fields: &Fields) -> Value {
    let address = match document {
        Document::Entry(ix) => relative("", &book.file(book.site().route(ix))),
        Document::Term(nth) => term_address(book, nth),
    };
    let mut record = json!({ "t": fields.title, "a": address, "s": fields.summary });
    let mut add = |name: &str, list: Vec<Value>| {
        if !list.is_empty() {
            record[name] = Value::Array(list);
        }
    };
    add("n", fields.aliases.iter().map(|alias| json!(alias)).collect());
    let passages = fields.passages.iter();
    add("p", passages.map(|passage| json!([passage.anchor, passage.heading, passage.text])).collect());
    if let Document::Entry(ix) = document {
        add("c", cards(&book.site().entry(ix).facts));
    }
    record
}

fn cards(facts: &Facts) -> Vec<Value> {
    let levels = [Urgency::Emergency, Urgency::Urgent, Urgency::SeeDoctor];
    let card = |level: Urgency| {
        let signs = facts.get_help.iter().filter(|sign| sign.urgency == level);
        let signs: Vec<&str> = signs.map(|sign| sign.sign.as_str()).collect();
        let look = care_card(level);
        let prefix = look.spoken_prefix().unwrap_or_default();
        (!signs.is_empty()).then(|| json!([look.word(), prefix, look.default_title(), signs]))
    };
    levels.into_iter().filter_map(card).collect()
}
