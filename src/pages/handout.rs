//! A sheet to give to a patient: what it is, what to do, when to get help.

use super::book::Book;
use super::cards::cards;
use super::entry::{changed, next_review};
use super::fill::Filler;
use super::items::{grouped, link};
use super::qr::qr;
use super::sections::{cautions, not_recommended, recovery};
use super::view::{ClinicView, GroupView, HandoutView};
use super::words;
use crate::model::{Kind, RelationKind};
use crate::resolve::{EntryIx, Section, relative};

/// Whether an entry has a handout: conditions and treatments have.
pub(super) fn has_handout(book: &Book, ix: EntryIx) -> bool {
    matches!(book.site.entry(ix).facts.kind, Kind::Condition | Kind::Treatment)
}

/// The address of an entry's handout.
pub(super) fn route(book: &Book, ix: EntryIx) -> String {
    format!("handouts/{}.html", book.site.entry(ix).facts.id)
}

/// A link from another page to it.
pub(super) fn link_to(book: &Book, from: &str, ix: EntryIx) -> Option<String> {
    has_handout(book, ix).then(|| relative(from, &route(book, ix)))
}

/// The sheet.
pub(super) fn handout(book: &Book, ix: EntryIx) -> HandoutView {
    let site = book.site;
    let facts = &site.entry(ix).facts;
    let here = route(book, ix);
    let mut filler = Filler::without_terms(book, &here);
    let get_help = cards(&mut filler, &facts.get_help);
    let how_to_html = how_to(&mut filler, ix);
    let treatments = treatments(&mut filler, ix);
    let cautions_html = cautions(&mut filler, facts);
    let not_recommended = not_recommended(&mut filler, facts);
    let recovery = recovery(&mut filler, facts, None);
    let address = book.config.base_url.as_ref().map(|base| format!("{base}/{}", site.route(ix)));
    HandoutView {
        entry: link(book, &here, ix),
        draft: facts.draft,
        summary: facts.summary.clone().unwrap_or_default(),
        get_help,
        how_often: facts.how_often.clone(),
        how_long: facts.how_long.clone(),
        how_to_html,
        treatments,
        cautions_html,
        not_recommended,
        recovery,
        last_reviewed: facts.reviewed().map(words::date),
        next_review: next_review(book, facts).filter(|_| facts.reviewed().is_some()).map(words::date),
        changed: changed(facts),
        qr: address.as_deref().and_then(qr),
        address,
        clinic: clinic(book),
        sources: filler.sources(),
    }
}

/// What the text says about how to do it, without its heading.
fn how_to(filler: &mut Filler, ix: EntryIx) -> String {
    let body = &filler.book.site.entry(ix).body;
    let Some(nth) = body.headings.iter().position(|heading| heading.id == Section::HowTo.id()) else {
        return String::new();
    };
    let heading = &body.headings[nth];
    let end = super::entry::section_end(body, nth);
    let start = body.html[heading.at..end].find("</h").and_then(|at| {
        let after = heading.at + at;
        body.html[after..end].find('>').map(|close| after + close + 1)
    });
    let mut html = start.map(|start| filler.html(ix, body, start..end)).unwrap_or_default();
    // Footnotes stand at the end of the whole text.
    if html.contains("href=\"#note-")
        && let Some(notes) = body.html[end..].find("<aside class=\"notes\"")
    {
        html.push_str(&filler.html(ix, body, end + notes..body.html.len()));
    }
    html
}

/// What people can do themselves, and the other steps of the ladder.
fn treatments(filler: &mut Filler, ix: EntryIx) -> Vec<GroupView> {
    let rows = filler.book.site.declared(ix, RelationKind::Treatment).map(|(edge, relation)| (edge.to, relation));
    grouped(filler, rows, |relation| (relation.role.is_none(), relation.role), |(_, role)| words::role(role))
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
