//! Lists of entries: all of a kind, and the meanings of a name.

use super::book::{Book, ROWS};
use super::head::{pager, pages, slice};
use super::items::{item, items};
use super::symptom_finder;
use super::table::{self, TableKind};
use super::view::{GroupView, ItemView, LinkView, ListingView};
use super::words;
use crate::model::{Kind, normal_name};
use crate::resolve::{EntryIx, kind_index};

/// How many pages the list of a kind has.
pub(super) fn kind_pages(book: &Book, kind: Kind) -> usize {
    pages(book.of_kind(kind).len(), ROWS)
}

/// A page of all entries of a kind.
pub(super) fn kind(book: &Book, kind: Kind, page: usize) -> ListingView {
    let route = kind_index(kind, page);
    let entries = slice(book.of_kind(kind), page, ROWS);
    let whole = kind_pages(book, kind) == 1;
    let groups = if kind == Kind::Treatment && whole {
        by_type(book, &route, entries)
    } else {
        vec![GroupView { items: items(book, &route, entries.iter().copied()), ..GroupView::default() }]
    };
    ListingView {
        intro: words::intro(kind).to_owned(),
        groups,
        pager: pager(book, &route, page, kind_pages(book, kind), |page| kind_index(kind, page)),
        see_also: see_also(book, &route, kind),
    }
}

fn by_type(book: &Book, route: &str, entries: &[EntryIx]) -> Vec<GroupView> {
    let mut groups: Vec<(usize, GroupView)> = Vec::new();
    for ix in entries {
        let kind = book.site.entry(*ix).facts.treatment_type;
        let order = kind.map_or(usize::MAX, |kind| kind as usize);
        let item = item(book, route, *ix);
        match groups.iter_mut().find(|(other, _)| *other == order) {
            Some((_, group)) => group.items.push(item),
            None => {
                let label = words::treatment_type(kind).to_owned();
                groups.push((order, GroupView { label, items: vec![item], ..GroupView::default() }));
            }
        }
    }
    groups.sort_by_key(|(order, _)| *order);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Other lists that help a reader of the list of a kind.
fn see_also(book: &Book, route: &str, kind: Kind) -> Vec<LinkView> {
    let mut links = Vec::new();
    let mut link =
        |title: &str, to: String| links.push(LinkView { title: title.to_owned(), href: book.href(route, &to) });
    if matches!(kind, Kind::Condition | Kind::Symptom) && symptom_finder::has_finder(book) {
        link(symptom_finder::TITLE, symptom_finder::route(1));
    }
    for table in TableKind::ALL.into_iter().filter(|table| table.belongs_to(kind) && table::has_rows(book, *table)) {
        link(table.title(), table.route(1));
    }
    if matches!(kind, Kind::Condition | Kind::Symptom) && super::matrix::has_rows(book) {
        link(super::matrix::TITLE, super::matrix::route(1));
    }
    if matches!(kind, Kind::Symptom | Kind::Anatomy) && !book.site.data.body_sites.sites.is_empty() {
        link("Where does it hurt?", "body/index.html".to_owned());
    }
    links
}

/// The address of the page of a name that several entries bear.
pub(super) fn name_route(book: &Book, nth: usize) -> String {
    format!("names/{}.html", book.site.index.ambiguous[nth].slug)
}

/// The same, by the name; `None` for a name of one entry only.
pub(super) fn ambiguous_route(book: &Book, name: &str) -> Option<String> {
    let normal = normal_name(name);
    let nth = book.site.index.ambiguous.iter().position(|other| normal_name(&other.name) == normal)?;
    Some(name_route(book, nth))
}

/// The meanings of a name.
pub(super) fn name(book: &Book, nth: usize) -> ListingView {
    let ambiguous = &book.site.index.ambiguous[nth];
    let route = name_route(book, nth);
    let meanings = items(book, &route, ambiguous.entries.iter().copied());
    let items = meanings.into_iter().map(|item| ItemView { mark: item.kind_label, ..item }).collect();
    ListingView {
        intro: format!("\u{201c}{}\u{201d} can mean more than one thing. Which one do you mean?", ambiguous.name),
        groups: vec![GroupView { items, ..GroupView::default() }],
        pager: pager(book, &route, 1, 1, |_| String::new()),
        see_also: Vec::new(),
    }
}
