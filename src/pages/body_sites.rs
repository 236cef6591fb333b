//! Pages by body site.

use super::body_map::body_map;
use super::book::Book;
use super::items::item;
use super::view::{BodySiteRowView, BodySiteView, GroupView, LinkView};
use crate::model::Kind;

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
    BodySiteView { tree: true, sites: rows(book, here), groups: Vec::new(), map_html: body_map(book, here, None) }
}

/// All sites in reading order.
pub(super) fn rows(book: &Book, here: &str) -> Vec<BodySiteRowView> {
    (0..book.site.data.body_sites.sites.len())
        .map(|nth| row(book, here, nth, book.site.data.body_sites.sites[nth].depth))
        .collect()
}

/// One site: the sites within it, and what is there.
pub(super) fn body_site(book: &Book, nth: usize) -> BodySiteView {
    let sites = &book.site.data.body_sites;
    let here = route(&sites.sites[nth].id);
    let mut groups: Vec<(Kind, GroupView)> = Vec::new();
    let mut entries: Vec<_> = book.site.entries_at(nth).collect();
    entries.sort_by_key(|ix| (kind_order(book.site.entry(*ix).facts.kind), book.site.rank(*ix)));
    for ix in entries {
        let kind = book.site.entry(ix).facts.kind;
        let item = item(book, &here, ix);
        match groups.last_mut() {
            Some((last, group)) if *last == kind => group.items.push(item),
            _ => groups.push((kind, GroupView { label: kind.label().to_owned(), class: "", items: vec![item] })),
        }
    }
    BodySiteView {
        tree: false,
        sites: sites.children(Some(nth)).map(|child| row(book, &here, child, 0)).collect(),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        map_html: body_map(book, &here, Some(nth)),
    }
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
    }
}
