//! Lists of entries as they stand on pages.

use super::book::Book;
use super::fill::Filler;
use super::view::{GroupView, ItemView, LinkView};
use super::words;
use crate::model::{Relation, RelationKind};
use crate::resolve::EntryIx;

/// An entry in a list, seen from the page at `route`.
pub(super) fn item(book: &Book, route: &str, ix: EntryIx) -> ItemView {
    let facts = &book.site.entry(ix).facts;
    ItemView {
        title: facts.title.clone(),
        href: book.href(route, book.site.route(ix)),
        summary: facts.summary.clone().unwrap_or_default(),
        kind: facts.kind.word(),
        kind_label: facts.kind.label(),
        ..ItemView::default()
    }
}

/// Several of them.
pub(super) fn items(book: &Book, route: &str, entries: impl IntoIterator<Item = EntryIx>) -> Vec<ItemView> {
    entries.into_iter().map(|ix| item(book, route, ix)).collect()
}

/// A link to an entry.
pub(super) fn link(book: &Book, route: &str, ix: EntryIx) -> LinkView {
    LinkView { title: book.site.entry(ix).facts.title.clone(), href: book.href(route, book.site.route(ix)) }
}

/// Related entries under labels. Groups follow the order of `key`, entries that of their titles.
pub(super) fn grouped<'a, K: Ord + Copy>(
    filler: &mut Filler<'a>,
    relations: impl Iterator<Item = (EntryIx, &'a Relation)>,
    key: impl Fn(&Relation) -> K,
    label: impl Fn(K) -> (&'static str, &'static str),
) -> Vec<GroupView> {
    let mut rows: Vec<(K, u32, EntryIx, &Relation)> =
        relations.map(|(ix, relation)| (key(relation), filler.book.site.rank(ix), ix, relation)).collect();
    rows.sort_by_key(|(key, rank, ..)| (*key, *rank));
    let mut groups: Vec<(K, GroupView)> = Vec::new();
    for (key, _, ix, relation) in rows {
        let item = related_item(filler, ix, relation);
        match groups.last_mut() {
            Some((last, group)) if *last == key => group.items.push(item),
            _ => {
                let (label, class) = label(key);
                groups.push((key, GroupView { label: label.to_owned(), class, items: vec![item], more: 0 }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// An entry with what the relation says about it.
pub(super) fn related_item(filler: &mut Filler, ix: EntryIx, relation: &Relation) -> ItemView {
    let (mark, mark_class) = match relation.kind {
        RelationKind::Symptom => words::typical(relation.typical),
        RelationKind::Treatment => words::role_mark(relation.role),
        _ => ("", ""),
    };
    ItemView {
        mark,
        mark_class,
        evidence: words::evidence(relation.evidence),
        cites_html: filler.cite(&relation.cite),
        ..item(filler.book, filler.route, ix)
    }
}
