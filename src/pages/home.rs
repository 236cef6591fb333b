//! The home page.

use super::book::Book;
use super::cards::guide_card;
use super::fill::Filler;
use super::items::items;
use super::symptom_finder::{self, has_finder};
use super::view::{CountView, HomeView};
use crate::model::{Kind, RelationKind};
use crate::resolve::{EntryIx, kind_index};

pub(super) const ROUTE: &str = "index.html";

/// Entries of a kind that the home page shows at most.
const MOST: usize = 24;

/// The home page: the book's own words, and the ways in.
pub(super) fn home(book: &Book) -> HomeView {
    let site = book.site;
    let mut filler = Filler::without_terms(book, ROUTE);
    let (guide, get_help) = guide_card(&mut filler).unzip();
    let html = site.home().map(|ix| {
        let body = &site.entry(ix).body;
        filler.html(ix, body, 0..body.html.len())
    });
    let summary = site.home().and_then(|ix| site.entry(ix).facts.summary.clone());
    let mut guides = book.of_kind(Kind::Guide).to_vec();
    guides.sort_by_key(|ix| (Some(*ix) != guide, site.rank(*ix)));
    guides.truncate(MOST);
    HomeView {
        summary: summary.or_else(|| book.config.description.clone()).unwrap_or_default(),
        html: html.unwrap_or_default(),
        sources: filler.sources(),
        symptoms: items(book, ROUTE, most_named(book, Kind::Symptom, RelationKind::Symptom)),
        finder_href: has_finder(book).then(|| book.href(ROUTE, &symptom_finder::route(1))),
        conditions: items(book, ROUTE, book.of_kind(Kind::Condition).iter().copied().take(MOST)),
        guides: items(book, ROUTE, guides),
        get_help,
        get_help_href: guide.map(|ix| book.href(ROUTE, site.route(ix))),
        body_sites: super::body_sites::rows(book, ROUTE),
        map_html: super::body_map::body_map(book, ROUTE, None),
        letters: super::letters::letters(book, ROUTE),
        lists: lists(book),
        reviewed: super::reviews::reviewed(book, ROUTE, 5),
        changes: super::reviews::changes(book, ROUTE, 5),
    }
}

/// The entries of a kind that most conditions name, in the order of their titles.
fn most_named(book: &Book, kind: Kind, relation: RelationKind) -> Vec<EntryIx> {
    let site = book.site;
    let mut entries = book.of_kind(kind).to_vec();
    if entries.len() > MOST {
        entries.sort_by_cached_key(|ix| (std::cmp::Reverse(site.derived(*ix, relation).count()), site.rank(*ix)));
        entries.truncate(MOST);
        entries.sort_by_key(|ix| site.rank(*ix));
    }
    entries
}

fn lists(book: &Book) -> Vec<CountView> {
    let kinds = Kind::ALL
        .iter()
        .filter(|kind| **kind != Kind::Page)
        .map(|kind| (kind.label().to_owned(), kind_index(*kind, 1), book.of_kind(*kind).len()));
    let others = [
        ("Glossary".to_owned(), super::glossary::route(book, 0), book.site.data.terms.len()),
        ("Sources".to_owned(), super::sources::route(1), book.data_lists.sources.len()),
    ];
    kinds
        .chain(others)
        .filter(|(_, _, count)| *count > 0)
        .map(|(title, route, count)| CountView { title, href: book.href(ROUTE, &route), count })
        .collect()
}
