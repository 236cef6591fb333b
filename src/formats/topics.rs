//! The codes of a book for the Infobutton.

use super::infobutton::{CodeTopics, Codes, Source, Topic};
use crate::pages::{Book, handout_route};
use crate::resolve::{EntryIx, relative};

/// Every code with its entries, conditions first.
pub fn codes<'a>(book: &Book<'a>) -> Codes<'a> {
    Codes::new(book.codes().iter().map(|(code, entries)| CodeTopics {
        system: code.system,
        code: &code.value,
        topics: entries.iter().filter(|ix| !book.is_draft(**ix)).map(|ix| topic(book, *ix)).collect(),
    }))
}

fn topic<'a>(book: &Book<'a>, ix: EntryIx) -> Topic<'a> {
    let facts = &book.site().entry(ix).facts;
    let address = |route: &str| relative("", &book.file(route));
    Topic {
        title: &facts.title,
        summary: facts.summary.as_deref().unwrap_or_default(),
        href: address(book.site().route(ix)),
        handout: handout_route(book, ix).as_deref().map(address),
        updated: facts.touched(),
        other_names: facts.aliases.iter().map(|alias| alias.name.as_str()).collect(),
        kind_label: facts.kind.label(),
    }
}

/// Who answers.
pub(super) fn source<'a>(book: &Book<'a>) -> Source<'a> {
    let config = book.config();
    let newest = book.newest();
    Source {
        title: &config.title,
        language: &config.language,
        address: config.base_url.as_deref(),
        publisher: config.brand.name.as_deref().unwrap_or(&config.title),
        // A book without any date has no better one than the first of all.
        updated: newest.unwrap_or(jiff::civil::Date::constant(1970, 1, 1)),
    }
}
