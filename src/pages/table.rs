//! Tables of links: symptoms to conditions, treatments to conditions.

use super::book::Book;
use super::head::{index_route, pager, pages, slice};
use super::items::item;
use super::view::{ItemView, TableRowView, TableView};
use super::words;
use crate::model::{Kind, RelationKind, Urgency};
use crate::resolve::EntryIx;

/// Rows on one page.
const PER_PAGE: usize = 100;

/// What a table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Symptoms to the conditions that have them.
    Symptoms,
    /// Treatments to the conditions that they help.
    Treatments,
}

impl TableKind {
    pub(super) const ALL: [TableKind; 2] = [TableKind::Symptoms, TableKind::Treatments];

    fn name(self) -> &'static str {
        match self {
            TableKind::Symptoms => "symptoms",
            TableKind::Treatments => "treatments",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            TableKind::Symptoms => "Symptoms and what may cause them",
            TableKind::Treatments => "Treatments and what they help",
        }
    }

    pub(super) fn route(self, page: usize) -> String {
        index_route(self.name(), page)
    }

    pub(super) fn belongs_to(self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (TableKind::Symptoms, Kind::Symptom | Kind::Condition)
                | (TableKind::Treatments, Kind::Treatment | Kind::Condition)
        )
    }

    pub(super) fn intro(self) -> &'static str {
        match self {
            TableKind::Symptoms => {
                "This is not a diagnosis. It shows which pages of this site list a symptom, the most typical first."
            }
            TableKind::Treatments => "Which conditions each treatment is used for, and at which point.",
        }
    }
}

fn rows(book: &Book, table: TableKind) -> usize {
    match table {
        TableKind::Symptoms => book.of_kind(Kind::Symptom).len(),
        TableKind::Treatments => book.of_kind(Kind::Treatment).len(),
    }
}

/// Whether the book has anything for it.
pub(super) fn has_rows(book: &Book, table: TableKind) -> bool {
    rows(book, table) > 0
}

/// How many pages it has.
pub(super) fn table_pages(book: &Book, table: TableKind) -> usize {
    pages(rows(book, table), PER_PAGE)
}

/// A page of a table.
pub(super) fn table(book: &Book, table: TableKind, page: usize) -> TableView {
    let route = table.route(page);
    let (head, rows) = match table {
        TableKind::Symptoms => (["Symptom", "May be"], kind_rows(book, &route, Kind::Symptom, page)),
        TableKind::Treatments => (["Treatment", "Used for"], kind_rows(book, &route, Kind::Treatment, page)),
    };
    let pager = pager(book, &route, page, table_pages(book, table), |page| table.route(page));
    TableView { intro: table.intro().to_owned(), head, rows, pager }
}

fn kind_rows(book: &Book, route: &str, kind: Kind, page: usize) -> Vec<TableRowView> {
    slice(book.of_kind(kind), page, PER_PAGE)
        .iter()
        .map(|ix| {
            let facts = &book.site.entry(*ix).facts;
            TableRowView {
                left: facts.title.clone(),
                left_href: book.href(route, book.site.route(*ix)),
                urgent: facts.get_help.iter().any(|help| help.urgency <= Urgency::Urgent),
                items: conditions(book, route, *ix, kind),
            }
        })
        .collect()
}

fn conditions(book: &Book, route: &str, ix: EntryIx, kind: Kind) -> Vec<ItemView> {
    let relation = if kind == Kind::Symptom { RelationKind::Symptom } else { RelationKind::Treatment };
    let mut rows: Vec<_> = book.site.derived(ix, relation).collect();
    rows.sort_by_key(|(edge, relation)| {
        let order = (relation.typical.is_none(), relation.typical, relation.role.is_none(), relation.role);
        (order, book.site.rank(edge.from))
    });
    rows.into_iter()
        .map(|(edge, relation)| {
            let (mark, mark_class) =
                if kind == Kind::Symptom { words::typical(relation.typical) } else { words::role_mark(relation.role) };
            ItemView { mark, mark_class, ..item(book, route, edge.from) }
        })
        .collect()
}
