//! The Atom feed of reviews and clinical changes. Source: RFC 4287.
//!
//! An id stays with what it names for ever (section 4.2.6): that of a review has its day, that of a change its day and a
//! hash of its words, both after the full address of the entry. So other changes, entries and their order never move
//! it; a change whose words are corrected is a new one, and readers show it again.

use jiff::civil::Date;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

use super::xml::Xml;
use crate::model::{Change, ChangeKind, Facts, Kind};
use crate::pages::{Book, companions::FEED};
use crate::resolve::EntryIx;
use crate::source::media;

/// Entries in the feed at most, the newest.
const MOST: usize = 100;

/// Something that happened to an entry.
struct Event<'a> {
    day: Date,
    ix: EntryIx,
    facts: &'a Facts,
    /// Different for every event of an entry.
    key: String,
    /// Its position among the changes of the entry.
    nth: usize,
    title: String,
    summary: String,
}

/// `feed.xml`.
pub(super) fn feed(book: &Book) -> Vec<u8> {
    let mut events = events(book);
    events.sort_by(|a, b| (b.day, &a.facts.id, a.nth).cmp(&(a.day, &b.facts.id, b.nth)));
    events.truncate(MOST);
    let config = book.config();
    let home = book.absolute("index.html").unwrap_or_default();
    let here = book.absolute(FEED).unwrap_or_default();
    let language = config.language.as_str();
    let mut xml = Xml::document("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
    xml.text("title", &[], &format!("{}: reviews and clinical changes", config.title));
    xml.text("id", &[], &here);
    xml.text("updated", &[], &instant(events.first().map(|event| event.day).or(book.newest())));
    xml.empty("link", &[("rel", "self"), ("type", media::ATOM.name()), ("href", here.as_str())]);
    xml.empty("link", &[("rel", "alternate"), ("type", media::HTML.name()), ("href", home.as_str())]);
    xml.open("author", &[]);
    xml.text("name", &[], config.brand.name.as_deref().unwrap_or(&config.title));
    xml.close("author");
    if let Some(license) = &config.license {
        xml.text("rights", &[], license);
    }
    for event in &events {
        entry(book, event, &mut xml);
    }
    xml.finish("feed")
}

fn entry(book: &Book, event: &Event, xml: &mut Xml) {
    let address = book.absolute(book.site().route(event.ix)).unwrap_or_default();
    xml.open("entry", &[]);
    xml.text("title", &[], &event.title);
    xml.text("id", &[], &format!("{address}#{}", event.key));
    xml.text("updated", &[], &instant(Some(event.day)));
    xml.empty("link", &[("rel", "alternate"), ("type", media::HTML.name()), ("href", address.as_str())]);
    xml.text("summary", &[], &event.summary);
    xml.empty("category", &[("term", event.facts.kind.word())]);
    xml.close("entry");
}

fn events<'a>(book: &Book<'a>) -> Vec<Event<'a>> {
    let site = book.site();
    let mut events = Vec::new();
    for ix in site.all() {
        let facts = &site.entry(ix).facts;
        if facts.draft || facts.kind == Kind::Home {
            continue;
        }
        if let Some(day) = facts.reviewed() {
            let people: Vec<&str> =
                facts.reviewed_by.iter().filter_map(|id| site.person(id)).map(|person| person.name.as_str()).collect();
            let title = format!("Reviewed: {}", facts.title);
            let summary = format!("Reviewed by {}.", people.join(", "));
            events.push(Event { day, ix, facts, key: format!("reviewed-{day}"), nth: 0, title, summary });
        }
        let mut keys = BTreeMap::new();
        for (nth, change) in facts.changes.iter().enumerate().filter(|(_, change)| change.kind == ChangeKind::Clinical)
        {
            let title = format!("Clinical change: {}", facts.title);
            let mut key = change_key(change);
            // Changes with the same words on the same day are told apart by their number.
            let times = keys.entry(key.clone()).and_modify(|times| *times += 1).or_insert(1);
            if *times > 1 {
                key = format!("{key}-{times}");
            }
            events.push(Event {
                day: change.date,
                ix,
                facts,
                key,
                nth: nth + 1,
                title,
                summary: change.summary.clone(),
            });
        }
    }
    events
}

/// The day and the words of a change; how lines are broken and blanks repeated is no part of the words.
fn change_key(change: &Change) -> String {
    let words: Vec<&str> = change.summary.split_whitespace().collect();
    format!("changed-{}-{:016x}", change.date, xxh3_64(words.join(" ").as_bytes()))
}

/// A day as RFC 3339 has it; a book without any date has no better one than the first of all.
fn instant(day: Option<Date>) -> String {
    format!("{}T00:00:00Z", day.unwrap_or(Date::constant(1970, 1, 1)))
}
