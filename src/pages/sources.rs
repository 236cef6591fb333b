//! The list of all sources, and the page of each.

use super::book::{Book, ROWS};
use super::fill::note;
use super::head::{paged_route, pager, pages, slice};
use super::items::items;
use super::view::{LinkView, SourceListView, SourceView, SourcesView};
use crate::cite::{WorkIx, doi_address, pubmed_address};
use crate::resolve::EntryIx;

pub(super) fn route(page: usize) -> String {
    paged_route("sources", page)
}

pub(super) fn sources_pages(book: &Book) -> usize {
    pages(book.data_lists.sources.len(), ROWS)
}

/// A page of the list.
pub(super) fn sources(book: &Book, page: usize) -> SourcesView {
    let here = route(page);
    let rows = slice(&book.data_lists.sources, page, ROWS)
        .iter()
        .map(|ix| {
            let work = book.site.data.library.work(*ix);
            SourceListView {
                reference_html: book.references.html(*ix).to_owned(),
                href: book.href(&here, book.source_route(*ix)),
                title: work.title.clone(),
                kind: work.kind.to_owned(),
                cited: book.site.uses[ix.row()].cited_by.len(),
                note: note(work.standing),
            }
        })
        .collect();
    SourcesView { rows, pager: pager(book, &here, page, sources_pages(book), route) }
}

/// The title of a source with who it is from, since sources share titles.
pub(super) fn window_title(book: &Book, ix: WorkIx) -> String {
    let work = book.site.data.library.work(ix);
    let year = work.year.map(|year| year.to_string());
    let from: Vec<String> = work.by().into_iter().chain(year).collect();
    if from.is_empty() { work.title.clone() } else { format!("{} ({})", work.title, from.join(", ")) }
}

/// The page of a source.
pub(super) fn source(book: &Book, ix: WorkIx) -> SourceView {
    let work = book.site.data.library.work(ix);
    let uses = &book.site.uses[ix.row()];
    let here = book.source_route(ix);
    let by_title = |entries: &[EntryIx]| {
        let mut entries = entries.to_vec();
        entries.sort_by_key(|ix| book.site.rank(*ix));
        items(book, here, entries)
    };
    let mut links = Vec::new();
    let mut link = |title: String, href: String| links.push(LinkView { title, href });
    if let Some(doi) = &work.doi {
        link(format!("DOI {doi}"), doi_address(doi));
    }
    if let Some(pmid) = &work.pmid {
        link(format!("PubMed {pmid}"), pubmed_address(pmid));
    }
    if let Some(url) = &work.url {
        link(url.clone(), url.clone());
    }
    SourceView {
        key: work.key.clone(),
        reference_html: book.references.html(ix).to_owned(),
        kind: work.kind.to_owned(),
        note: note(work.standing),
        links,
        cited_by: by_title(&uses.cited_by),
        mentioned_by: by_title(&uses.mentioned_by),
        further_reading_of: by_title(&uses.further_reading_of),
        terms: uses
            .terms
            .iter()
            .map(|nth| LinkView {
                title: book.site.data.terms[*nth].term.clone(),
                href: super::glossary::href(book, here, *nth),
            })
            .collect(),
    }
}
