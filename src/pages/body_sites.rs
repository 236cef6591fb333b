//! Pages by body site.

use rustc_hash::FxHashMap;

use super::body_map::body_map;
use super::book::Book;
use super::items::item;
use super::view::{BodySiteRowView, BodySiteView, GroupView, ItemView, LinkView};
use crate::model::Kind;
use crate::resolve::EntryIx;

/// The address of a site's page.
pub(super) fn route(id: &str) -> String {
    format!("body/{id}.html")
}

/// What the page of a site is about.
pub(super) fn intro(name: &str) -> String {
    format!("What this site knows about this place of the body: {name}.")
}

/// The tree of all sites.
pub(super) fn tree(book: &Book) -> BodySiteView {
    let here = "body/index.html";
    BodySiteView {
        tree: true,
        sites: rows(book, here),
        all_sites: Vec::new(),
        groups: Vec::new(),
        map_html: body_map(book, here, None),
    }
}

/// All sites in reading order.
pub(super) fn rows(book: &Book, here: &str) -> Vec<BodySiteRowView> {
    (0..book.site.data.body_sites.sites.len())
        .map(|nth| row(book, here, nth, book.site.data.body_sites.sites[nth].depth))
        .collect()
}

/// One site: the sites within it, and what is there. What belongs to the sites within says where.
pub(super) fn body_site(book: &Book, nth: usize) -> BodySiteView {
    let sites = &book.site.data.body_sites;
    let here = route(&sites.sites[nth].id);
    let map_html = body_map(book, &here, Some(nth));
    BodySiteView {
        tree: false,
        sites: sites.children(Some(nth)).map(|child| row(book, &here, child, 0)).collect(),
        all_sites: if map_html.is_empty() { Vec::new() } else { rows(book, &here) },
        groups: groups(book, &here, nth),
        map_html,
    }
}

/// Of the entries of a kind at the sites within a site, so many are shown on its own page.
const MOST_WITHIN: usize = 60;

/// The entries at a site and within it, by kind; first those of the site itself.
fn groups(book: &Book, here: &str, nth: usize) -> Vec<GroupView> {
    let mut places: FxHashMap<EntryIx, Vec<usize>> = FxHashMap::default();
    for at in book.site.data.body_sites.within(nth) {
        for ix in book.site.entries_at(at) {
            places.entry(ix).or_default().push(at);
        }
    }
    let kind = |ix: EntryIx| book.site.entry(ix).facts.kind;
    let mut entries: Vec<(EntryIx, bool)> = places.iter().map(|(ix, places)| (*ix, !places.contains(&nth))).collect();
    entries.sort_by_key(|(ix, within)| (kind_order(kind(*ix)), *within, book.site.rank(*ix)));
    let of_kind = entries.chunk_by(|(a, _), (b, _)| kind(*a) == kind(*b));
    of_kind
        .map(|entries| {
            let shown = entries.iter().filter(|(_, within)| !within).count() + MOST_WITHIN;
            let view = |(ix, within): &(EntryIx, bool)| {
                let place = if *within { names(book, &places[ix]) } else { String::new() };
                ItemView { place, ..item(book, here, *ix) }
            };
            GroupView {
                label: kind(entries[0].0).label().to_owned(),
                class: "",
                items: entries.iter().take(shown).map(view).collect(),
                more: entries.len().saturating_sub(shown),
            }
        })
        .collect()
}

/// The names of sites, the outer ones first.
fn names(book: &Book, sites: &[usize]) -> String {
    let names: Vec<&str> = sites.iter().map(|at| book.site.data.body_sites.sites[*at].name.as_str()).collect();
    names.join(", ")
}

/// A reader comes with a symptom.
fn kind_order(kind: Kind) -> (bool, Kind) {
    (kind != Kind::Symptom, kind)
}

/// The sites around a site, the outermost first.
pub(super) fn ancestors(book: &Book, nth: usize) -> Vec<LinkView> {
    let sites = &book.site.data.body_sites.sites;
    let here = route(&sites[nth].id);
    let mut links = Vec::new();
    let mut parent = sites[nth].parent;
    while let Some(at) = parent {
        links.push(LinkView { title: sites[at].name.clone(), href: book.href(&here, &route(&sites[at].id)) });
        parent = sites[at].parent;
    }
    links.reverse();
    links
}

fn row(book: &Book, here: &str, nth: usize, depth: usize) -> BodySiteRowView {
    let site = &book.site.data.body_sites.sites[nth];
    BodySiteRowView {
        name: site.name.clone(),
        href: book.href(here, &route(&site.id)),
        depth,
        count: book.lists.site_counts[nth],
        current: here == route(&site.id),
    }
}
