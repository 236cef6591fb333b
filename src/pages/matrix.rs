//! Conditions against symptoms.

use std::collections::BTreeMap;

use super::book::Book;
use super::head::{index_route, pager, pages, slice};
use super::items::link;
use super::view::{MarkView, MatrixRowView, MatrixView};
use super::words;
use crate::model::{Kind, RelationKind, Typical};
use crate::resolve::EntryIx;

pub(super) const TITLE: &str = "Conditions and symptoms side by side";
pub(super) const INTRO: &str = "How typical each symptom is of each condition, as far as our sources say.";

/// Conditions on one page.
const PER_PAGE: usize = 20;

pub(super) fn route(page: usize) -> String {
    index_route("matrix", page)
}

/// Whether any condition names a symptom.
pub(super) fn has_rows(book: &Book) -> bool {
    book.of_kind(Kind::Condition).iter().any(|ix| book.site.declared(*ix, RelationKind::Symptom).next().is_some())
}

pub(super) fn matrix_pages(book: &Book) -> usize {
    pages(book.of_kind(Kind::Condition).len(), PER_PAGE)
}

/// A page of the matrix. Where it has several pages, symptoms of only one condition of the page are left out:
/// the table would be wider than anybody can read.
pub(super) fn matrix(book: &Book, page: usize) -> MatrixView {
    let site = book.site;
    let here = route(page);
    let conditions = slice(book.of_kind(Kind::Condition), page, PER_PAGE);
    let mut bearers: BTreeMap<EntryIx, usize> = BTreeMap::new();
    for condition in conditions {
        for (edge, _) in site.declared(*condition, RelationKind::Symptom) {
            *bearers.entry(edge.to).or_default() += 1;
        }
    }
    let least = if matrix_pages(book) > 1 { 2 } else { 1 };
    let mut columns: Vec<EntryIx> = bearers.into_iter().filter(|(_, n)| *n >= least).map(|(ix, _)| ix).collect();
    columns.sort_by_key(|ix| site.rank(*ix));
    let rows = conditions.iter().map(|condition| row(book, &here, *condition, &columns)).collect();
    let only_shared = if least > 1 { " Symptoms that only one of these conditions has are left out." } else { "" };
    MatrixView {
        intro: format!("{INTRO}{only_shared}"),
        columns: columns.iter().map(|ix| link(book, &here, *ix)).collect(),
        rows,
        pager: pager(book, &here, page, matrix_pages(book), route),
    }
}

fn row(book: &Book, here: &str, condition: EntryIx, columns: &[EntryIx]) -> MatrixRowView {
    let typical: BTreeMap<EntryIx, Option<Typical>> = book
        .site
        .declared(condition, RelationKind::Symptom)
        .map(|(edge, relation)| (edge.to, relation.typical))
        .collect();
    let link = link(book, here, condition);
    let cells = columns
        .iter()
        .map(|symptom| {
            let Some(how) = typical.get(symptom) else { return MarkView::default() };
            let (word, class) = if how.is_some() { words::typical(*how) } else { ("Listed", "listed") };
            MarkView { symptom: book.site.entry(*symptom).facts.title.clone(), class, word }
        })
        .collect();
    MatrixRowView { title: link.title, href: link.href, cells }
}
