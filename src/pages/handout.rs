//! A sheet to give to a patient: what it is, what to do, when to get help.

use super::book::Book;
use super::cards::{cards, guide_card};
use super::companions::single_route;
use super::entry::changed;
use super::fill::Filler;
use super::items::{grouped, link};
use super::qr::qr;
use super::sections::{cautions, not_recommended, recovery};
use super::text::NOTES;
use super::view::{CardView, ClinicView, GroupView, HandoutView, LinkView};
use super::words;
use crate::markdown::{Body, CalloutSpan};
use crate::model::{Kind, RelationKind};
use crate::resolve::{EntryIx, Section, relative};
use std::ops::Range;

/// Whether an entry has a handout: conditions and treatments have.
pub fn has_handout(book: &Book, ix: EntryIx) -> bool {
    matches!(book.site.entry(ix).facts.kind, Kind::Condition | Kind::Treatment)
}

/// The address of an entry's handout.
pub(super) fn route(book: &Book, ix: EntryIx) -> String {
    format!("handouts/{}.html", book.site.entry(ix).facts.id)
}

/// The address of an entry's handout, if it has one.
pub fn handout_route(book: &Book, ix: EntryIx) -> Option<String> {
    has_handout(book, ix).then(|| route(book, ix))
}

/// A link from another page to it.
pub(super) fn link_to(book: &Book, from: &str, ix: EntryIx) -> Option<String> {
    has_handout(book, ix).then(|| book.href(from, &route(book, ix)))
}

/// The sheet.
pub(super) fn handout(book: &Book, ix: EntryIx) -> HandoutView {
    let site = book.site;
    let (facts, body) = (&site.entry(ix).facts, &site.entry(ix).body);
    let here = route(book, ix);
    let mut filler = Filler::without_terms(book, &here);
    let (get_help, guide) = get_help(&mut filler, ix);
    let how_to = how_to(body);
    let how_to_html = filler.html(ix, body, how_to.clone());
    let treatments = treatments(&mut filler, ix);
    let cautions_html = cautions(&mut filler, facts);
    let not_recommended = not_recommended(&mut filler, facts);
    let warnings_html = warnings(&mut filler, ix, &how_to);
    let notes_html = notes(&mut filler, ix, warnings_html.iter().chain([&how_to_html]));
    let recovery = recovery(&mut filler, facts, None);
    let address = book.absolute(site.route(ix));
    HandoutView {
        entry: link(book, &here, ix),
        draft: facts.draft,
        summary: facts.summary.clone().unwrap_or_default(),
        get_help,
        guide,
        how_often: facts.how_often.clone(),
        how_long: facts.how_long.clone(),
        how_to_html,
        treatments,
        cautions_html,
        not_recommended,
        warnings_html,
        notes_html,
        recovery,
        last_reviewed: facts.reviewed().map(words::date),
        next_review: facts.review_due(book.config.review.0).filter(|_| facts.reviewed().is_some()).map(words::date),
        changed: changed(facts),
        single: book.output().single_files.then(|| relative(&here, &single_route(&facts.id))),
        record: record(book, ix, &here),
        qr: address.as_deref().and_then(qr),
        address,
        clinic: clinic(book),
        sources: filler.sources(),
    }
}

/// When to get help. An entry without signs of its own shows those of the book's guide, and names it.
fn get_help(filler: &mut Filler, ix: EntryIx) -> (Vec<CardView>, Option<LinkView>) {
    let own = cards(filler, &filler.book.site.entry(ix).facts.get_help);
    if !own.is_empty() {
        return (own, None);
    }
    let (guide, card) = guide_card(filler).unzip();
    (card.into_iter().collect(), guide.map(|guide| link(filler.book, filler.route, guide)))
}

/// Where the text says how to do it, without its heading.
fn how_to(body: &Body) -> Range<usize> {
    let Some(nth) = body.headings.iter().position(|heading| heading.id == Section::HowTo.id()) else { return 0..0 };
    let heading = &body.headings[nth];
    let end = super::entry::section_end(body, nth);
    let close = format!("</h{}>", heading.level);
    let start = body.html[heading.at..end].find(&close).map_or(end, |at| heading.at + at + close.len());
    start..end
}

/// What the text warns of beyond `told`. Care cards are the last, since a heading has to follow them.
fn warnings(filler: &mut Filler, ix: EntryIx, told: &Range<usize>) -> Vec<String> {
    let body = &filler.book.site.entry(ix).body;
    let mut until = 0;
    let mut spans: Vec<&CalloutSpan> = body.callouts.iter().filter(|span| span.callout.is_safety()).collect();
    spans.retain(|span| {
        // One that stands within another comes with it.
        let fresh = span.range.start >= until && !told.contains(&span.range.start);
        until = until.max(span.range.end);
        fresh
    });
    spans.sort_by_key(|span| span.callout.is_care());
    spans.into_iter().map(|span| warning(filler, ix, span)).collect()
}

/// A callout on the sheet, where its title is of the third level.
fn warning(filler: &mut Filler, ix: EntryIx, span: &CalloutSpan) -> String {
    let html = filler.html(ix, &filler.book.site.entry(ix).body, span.range.clone());
    let Some(level) = span.level else { return html };
    // The title is the first heading within.
    html.replacen(&format!("<h{level} "), "<h3 ", 1).replacen(&format!("</h{level}>"), "</h3>", 1)
}

/// The footnotes of the text, if one of these pieces of it refers to any. They stand together at its end.
fn notes<'h>(filler: &mut Filler, ix: EntryIx, mut pieces: impl Iterator<Item = &'h String>) -> String {
    let body = &filler.book.site.entry(ix).body;
    match body.html.rfind(NOTES) {
        Some(at) if pieces.any(|html| html.contains("href=\"#cb-note-")) => filler.html(ix, body, at..body.html.len()),
        _ => String::new(),
    }
}

/// What people can do themselves, and the other steps of the ladder.
fn treatments(filler: &mut Filler, ix: EntryIx) -> Vec<GroupView> {
    let rows = filler.book.site.declared(ix, RelationKind::Treatment).map(|(edge, relation)| (edge.to, relation));
    grouped(filler, rows, |relation| (relation.role.is_none(), relation.role), |(_, role)| words::role(role))
}

/// A line for a health record. It names the version that the patient got by the day of its review or last change.
fn record(book: &Book, ix: EntryIx, here: &str) -> String {
    let facts = &book.site.entry(ix).facts;
    let version = book.config.version.as_ref().map(|version| format!(", version {version}")).unwrap_or_default();
    let state = match (facts.reviewed(), changed(facts)) {
        (Some(day), _) => format!("reviewed {}", words::date(day).iso),
        (None, Some(day)) => format!("not reviewed, last changed {}", day.iso),
        (None, None) => "not reviewed".to_owned(),
    };
    let address = book.absolute(here).unwrap_or_else(|| book.file(here).into_owned());
    format!("Given to patient: {} ({}{version}; {state}). {address}", facts.title, book.config.title)
}

fn clinic(book: &Book) -> ClinicView {
    let clinic = &book.config.clinic;
    ClinicView {
        name: clinic.name.clone().unwrap_or_default(),
        address: clinic.address.clone().unwrap_or_default(),
        phone: clinic.phone.clone().unwrap_or_default(),
        hours: clinic.hours.clone().unwrap_or_default(),
        web: clinic.web.clone().unwrap_or_default(),
    }
}
