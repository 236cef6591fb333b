//! The codes of terminologies: the page that record systems open, and the index of all codes.

use super::book::Book;
use super::head::{pager, pages, slice};
use super::items::item;
use super::view::{CodeRowView, CodeSystemView, CodeTopicView, CodesView};
use crate::model::CODE_SYSTEMS;

/// Rows on one page.
const PER_PAGE: usize = 100;

pub(super) const TITLE: &str = "Codes for health records";
pub(super) const INTRO: &str = "Which pages belong to a code, for those who link from a health record.";

/// The address of a page of the index; the first is the one that record systems open.
pub(super) fn route(page: usize) -> String {
    super::head::paged_route("infobutton", page)
}

/// How many pages the index has.
pub(super) fn codes_pages(book: &Book) -> usize {
    pages(book.lists.codes.len(), PER_PAGE)
}

/// A page of the index.
pub(super) fn codes(book: &Book, page: usize) -> CodesView {
    let here = route(page);
    let rows = slice(&book.lists.codes, page, PER_PAGE).iter().map(|(code, entries)| CodeRowView {
        system: code.system,
        code: code.value.clone(),
        topics: entries
            .iter()
            .map(|ix| CodeTopicView {
                item: item(book, &here, *ix),
                handout: super::handout::link_to(book, &here, *ix),
            })
            .collect(),
    });
    CodesView {
        intro: INTRO.to_owned(),
        systems: systems(book),
        rows: rows.collect(),
        pager: pager(book, &here, page, codes_pages(book), route),
    }
}

fn systems(book: &Book) -> Vec<CodeSystemView> {
    let known = |name: &str| book.lists.codes.iter().any(|(code, _)| code.system == name);
    CODE_SYSTEMS
        .iter()
        .filter(|system| known(system.name))
        .map(|system| CodeSystemView {
            name: system.name,
            oid: system.oid,
            uri: system.uri,
            names: system.names().join(" "),
            hierarchical: system.hierarchical,
        })
        .collect()
}
