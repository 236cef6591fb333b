//! The home page, lists, the glossary.

use super::here::{Here, list};
use super::medical::BODY_SITE;
use super::node::Node;
use super::works::citations;
use crate::pages::view::{
    AzView, BodySiteView, CodesView, FinderView, GlossaryView, GroupView, HomeView, ListingView, MatrixView,
    ReviewsView, SourcesView, TableView, TermView,
};

/// The home page, which stands for the site.
pub(super) fn home<'a>(here: &'a Here, view: &'a HomeView) -> Node<'a> {
    let site = here.website().with("description", &view.summary).with("inLanguage", &here.book.config.language);
    here.page("WebPage").with("citation", citations(here, &view.sources)).with("mainEntity", site)
}

pub(super) fn listing<'a>(here: &'a Here, view: &'a ListingView) -> Node<'a> {
    collection(here, grouped(&view.groups))
}

pub(super) fn a_to_z<'a>(here: &'a Here, view: &'a AzView) -> Node<'a> {
    let rows = view.groups.iter().flat_map(|group| &group.rows);
    collection(here, rows.map(|row| (row.name.as_str(), Some(row.href.as_str()))))
}

pub(super) fn table<'a>(here: &'a Here, view: &'a TableView) -> Node<'a> {
    collection(here, view.rows.iter().map(|row| (row.left.as_str(), Some(row.left_href.as_str()))))
}

pub(super) fn matrix<'a>(here: &'a Here, view: &'a MatrixView) -> Node<'a> {
    collection(here, view.rows.iter().map(|row| (row.title.as_str(), Some(row.href.as_str()))))
}

pub(super) fn symptom_finder<'a>(here: &'a Here, view: &'a FinderView) -> Node<'a> {
    let page = collection(here, view.rows.iter().map(|row| (row.title.as_str(), Some(row.href.as_str()))));
    page.with("citation", citations(here, &view.sources))
}

/// The codes are words of the page; what they lead to are the entries.
pub(super) fn codes<'a>(here: &'a Here, view: &'a CodesView) -> Node<'a> {
    let mut seen = rustc_hash::FxHashSet::default();
    let items = view.rows.iter().flat_map(|row| &row.topics).map(|topic| &topic.item);
    let once = items.filter(|item| seen.insert(item.href.as_str()));
    collection(here, once.map(|item| (item.title.as_str(), Some(item.href.as_str()))))
}

/// The tree of the body, or one site with what is there.
pub(super) fn body_site<'a>(here: &'a Here, view: &'a BodySiteView) -> Node<'a> {
    let sites = view.sites.iter().map(|row| (row.name.as_str(), Some(row.href.as_str())));
    let page = collection(here, sites.chain(grouped(&view.groups)));
    if view.tree { page } else { page.with("about", Node::new(BODY_SITE).with("name", &here.head.title)) }
}

pub(super) fn sources<'a>(here: &'a Here, view: &'a SourcesView) -> Node<'a> {
    collection(here, view.rows.iter().map(|row| (row.title.as_str(), Some(row.href.as_str()))))
}

pub(super) fn reviews<'a>(here: &'a Here, view: &'a ReviewsView) -> Node<'a> {
    let reviewed = view.reviewed.iter().map(|row| &row.item);
    let changed = view.changes.iter().map(|row| &row.item);
    let mut seen = rustc_hash::FxHashSet::default();
    let once = reviewed.chain(changed).filter(|item| seen.insert(item.href.as_str()));
    collection(here, once.map(|item| (item.title.as_str(), Some(item.href.as_str()))))
}

pub(super) fn glossary<'a>(here: &'a Here, view: &'a GlossaryView) -> Node<'a> {
    let terms = view.groups.iter().flat_map(|group| &group.terms).map(|term| defined(here, term));
    let set = Node::new("DefinedTermSet").with("@id", here.id("terms")).with("name", &here.head.title);
    here.page("CollectionPage")
        .with("citation", citations(here, &view.sources))
        .with("mainEntity", set.with("hasDefinedTerm", list(terms)))
}

fn defined<'a>(here: &'a Here, term: &'a TermView) -> Node<'a> {
    Node::new("DefinedTerm")
        .with("@id", here.id(&format!("term-{}", term.id)))
        .with("name", &term.term)
        .with("alternateName", list(term.aliases.iter()))
        .with("description", &term.definition)
}

fn grouped(groups: &[GroupView]) -> impl Iterator<Item = (&str, Option<&str>)> {
    groups.iter().flat_map(|group| &group.items).map(|item| (item.title.as_str(), Some(item.href.as_str())))
}

/// A page of links with their names, in the order of the page.
fn collection<'a>(here: &'a Here, rows: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Node<'a> {
    let items: Vec<Node> = rows
        .enumerate()
        .map(|(nth, (name, href))| {
            let address = href.map(|href| here.address(href));
            Node::new("ListItem").with("position", nth + 1).with("name", name).with("url", address)
        })
        .collect();
    let links = (!items.is_empty()).then(|| Node::new("ItemList").with("itemListElement", items));
    here.page("CollectionPage").with("mainEntity", links)
}
