//! The page of an entry, and its sheet to print.

use super::here::{Here, list};
use super::medical::{brief, declared, entity};
use super::node::{Node, Value};
use super::people::people;
use super::questions;
use super::works::citations;
use crate::cite::doi_address;
use crate::model::{Facts, Kind, RelationKind};
use crate::pages::view::{DateView, EntryView, HandoutView};
use crate::resolve::EntryIx;

/// The page of an entry.
pub(super) fn entry<'a>(here: &'a Here, ix: EntryIx, view: &'a EntryView) -> Node<'a> {
    let facts = &here.book.site.entry(ix).facts;
    let for_patients = !matches!(facts.kind, Kind::Page | Kind::Home);
    let principles = here.head.editorial.as_ref().filter(|_| for_patients);
    let page = here
        .page(page_type(facts.kind))
        .with("dateModified", day(view.changed.as_ref()))
        // `MedicalAudienceType` knows no patients.
        .with("audience", for_patients.then(|| Node::new("Patient")))
        .with("author", people(here.book, &facts.authors))
        .with("publishingPrinciples", principles.map(|link| here.address(&link.href)));
    let page = reviewed(here, facts, page)
        .with("citation", citations(here, &view.sources))
        .with("relatedLink", further_reading(here, facts))
        .with("about", declared(here, ix, RelationKind::About));
    match facts.kind {
        Kind::Faq => page.with("mainEntity", questions::own(here, view)),
        Kind::Guide | Kind::Page | Kind::Home => page,
        _ => page.with("mainEntity", entity(here, ix, view)),
    }
}

/// A sheet to print: a page made from that of its entry.
pub(super) fn handout<'a>(here: &'a Here, ix: EntryIx, view: &'a HandoutView) -> Node<'a> {
    let title = &here.book.site.entry(ix).facts.title;
    let address = here.route(here.book.site.route(ix));
    let whole =
        Node::new("MedicalWebPage").with("@id", format!("{address}#page")).with("name", title).with("url", address);
    here.page("MedicalWebPage")
        .with("dateModified", day(view.changed.as_ref()))
        .with("audience", Node::new("Patient"))
        .with("isBasedOn", whole)
        .with("citation", citations(here, &view.sources))
        .with("about", brief(here, ix))
}

fn page_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Faq => "FAQPage",
        Kind::Page | Kind::Home => "WebPage",
        _ => "MedicalWebPage",
    }
}

fn day(date: Option<&DateView>) -> Option<&str> {
    date.map(|date| date.iso.as_str())
}

/// Who reviewed the entry and when, where somebody did. Plain pages do not show it.
fn reviewed<'a>(here: &'a Here, facts: &'a Facts, page: Node<'a>) -> Node<'a> {
    let reviewers = people(here.book, &facts.reviewed_by);
    match facts.reviewed() {
        Some(date) if !reviewers.is_empty() && facts.kind != Kind::Page => {
            page.with("lastReviewed", date.to_string()).with("reviewedBy", reviewers)
        }
        _ => page,
    }
}

/// Where to find what the page names to read on; nothing on it rests on these.
fn further_reading<'a>(here: &'a Here, facts: &'a Facts) -> Value<'a> {
    let works = facts.further_reading.iter().filter_map(|key| here.book.site.work(key));
    let works = works.map(|ix| here.book.site.data.library.work(ix));
    list(works.filter_map(|work| work.doi.as_deref().map(doi_address).or_else(|| work.url.clone())))
}
