//! The words of an entry's page in pieces, for search.

use std::ops::Range;

use super::book::Book;
use super::fill::Filler;
use super::text::heading_words;
use super::words;
use crate::model::{Facts, Kind, RelationKind};
use crate::resolve::{EntryIx, Section};
use crate::text::lines;

/// A piece of a page, from a heading to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The id of the heading; empty for what stands before the first.
    pub anchor: String,
    pub heading: String,
    /// A line for every paragraph, item and row, without marks of citations.
    pub text: String,
}

/// What the page of an entry says, in its order: the text, and the sections from facts. Care cards and questions about the
/// entry are left out: they are found as such.
pub fn passages(book: &Book, ix: EntryIx) -> Vec<Passage> {
    let mut passages = text(book, ix);
    for section in book.site.sections(ix) {
        let said = facts(book, ix, section);
        if said.is_empty() {
            continue;
        }
        match passages.iter_mut().find(|passage| passage.anchor == section.id()) {
            Some(passage) if passage.text.is_empty() => passage.text = said,
            Some(passage) => passage.text.extend(["\n", &said]),
            None => passages.push(Passage {
                anchor: section.id().to_owned(),
                heading: section.title(book.site.entry(ix).facts.kind).to_owned(),
                text: said,
            }),
        }
    }
    passages
}

/// The text, cut at its headings.
fn text(book: &Book, ix: EntryIx) -> Vec<Passage> {
    let body = &book.site.entry(ix).body;
    let filler = Filler::without_terms(book, book.site.route(ix));
    let words = |range: Range<usize>| lines(&filler.plain(ix, body, range));
    let headings: Vec<_> = body.headings.iter().filter(|heading| heading.outermost).collect();
    let first = headings.first().map_or(body.html.len(), |heading| heading.at);
    let mut passages = vec![Passage { text: words(0..first), ..Passage::default() }];
    for (nth, heading) in headings.iter().enumerate() {
        let end = headings.get(nth + 1).map_or(body.html.len(), |next| next.at);
        let close = format!("</h{}>", heading.level);
        let start = body.html[heading.at..end].find(&close).map_or(heading.at, |at| heading.at + at + close.len());
        let said = heading_words(book, ix, heading).into_owned();
        passages.push(Passage { anchor: heading.id.clone(), heading: said, text: words(start..end) });
    }
    passages.retain(|passage| !passage.heading.is_empty() || !passage.text.is_empty());
    passages
}

/// What a section from facts says.
fn facts(book: &Book, ix: EntryIx, section: Section) -> String {
    let site = book.site;
    let facts = &site.entry(ix).facts;
    let titles = |entries: Vec<EntryIx>| {
        let titles: Vec<&str> = entries.iter().map(|ix| site.entry(*ix).facts.title.as_str()).collect();
        titles.join("\n")
    };
    let declared = |kind| titles(site.declared(ix, kind).map(|(edge, _)| edge.to).collect());
    let derived = |kind| titles(site.derived(ix, kind).map(|(edge, _)| edge.from).collect());
    match section {
        Section::Symptoms => declared(RelationKind::Symptom),
        Section::Causes => declared(RelationKind::Cause),
        Section::Tests => declared(RelationKind::Test),
        Section::Treatments => declared(RelationKind::Treatment),
        Section::Anatomy if facts.kind == Kind::Anatomy => derived(RelationKind::PartOf),
        Section::Anatomy => declared(RelationKind::Anatomy),
        Section::Conditions => site.condition_relation(facts.kind).map(derived).unwrap_or_default(),
        Section::HowTo => {
            [&facts.how_often, &facts.how_long].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n")
        }
        Section::Cautions => cautions(facts),
        Section::Recovery => {
            let rows = facts.recovery.iter().map(|row| format!("{}: {}", row.situation, words::recovery(row)));
            rows.collect::<Vec<_>>().join("\n")
        }
        Section::Faqs => String::new(),
    }
}

fn cautions(facts: &Facts) -> String {
    let cautions = facts.cautions.iter().map(|caution| caution.text.clone());
    let not = facts.not_recommended.iter().map(|no| {
        let text = no.text.as_deref().map(|text| format!(". {text}")).unwrap_or_default();
        format!("Not recommended for {}{text}", no.whom)
    });
    cautions.chain(not).collect::<Vec<_>>().join("\n")
}
