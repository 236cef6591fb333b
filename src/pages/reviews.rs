//! What was reviewed and what changed, the latest first.

use super::book::Book;
use super::items::item;
use super::view::{ChangeRowView, ReviewRowView, ReviewsView};
use super::words;
use crate::model::{ChangeKind, Kind};
use crate::resolve::EntryIx;

pub(super) const ROUTE: &str = "indexes/reviews.html";

/// Rows of each list.
const MOST: usize = 100;

/// The page of reviews and changes.
pub(super) fn reviews(book: &Book) -> ReviewsView {
    ReviewsView {
        reviewed: reviewed(book, ROUTE, MOST),
        never: entries(book).filter(|ix| book.site.entry(*ix).facts.reviewed().is_none()).count(),
        changes: changes(book, ROUTE, MOST),
    }
}

/// Entries that a clinician should review: plain pages are not among them.
fn entries(book: &Book) -> impl Iterator<Item = EntryIx> {
    book.site.all().filter(|ix| !matches!(book.site.entry(*ix).facts.kind, Kind::Page | Kind::Home))
}

/// The last reviewed entries as seen from the page at `route`.
pub(super) fn reviewed(book: &Book, route: &str, most: usize) -> Vec<ReviewRowView> {
    let mut rows: Vec<_> = entries(book).filter_map(|ix| Some((book.site.entry(ix).facts.reviewed()?, ix))).collect();
    rows.sort_by_key(|(date, ix)| (std::cmp::Reverse(*date), book.site.rank(*ix)));
    rows.into_iter()
        .take(most)
        .map(|(date, ix)| ReviewRowView {
            item: item(book, route, ix),
            last_reviewed: words::date(date),
            next_review: book.site.entry(ix).facts.review_due(book.config.review.0).map(words::date),
        })
        .collect()
}

/// The latest changes as seen from the page at `route`.
pub(super) fn changes(book: &Book, route: &str, most: usize) -> Vec<ChangeRowView> {
    let mut rows: Vec<_> =
        entries(book).flat_map(|ix| book.site.entry(ix).facts.changes.iter().map(move |change| (change, ix))).collect();
    rows.sort_by_key(|(change, ix)| (std::cmp::Reverse(change.date), book.site.rank(*ix)));
    rows.into_iter()
        .take(most)
        .map(|(change, ix)| ChangeRowView {
            item: item(book, route, ix),
            date: words::date(change.date),
            clinical: change.kind == ChangeKind::Clinical,
            summary: change.summary.clone(),
        })
        .collect()
}
