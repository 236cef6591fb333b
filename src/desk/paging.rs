//! Long lists in pages.

use serde::Serialize;

use super::Desk;
use super::address::{Link, Query};

/// Where a reader is in a long list.
#[derive(Serialize)]
pub(super) struct Pager {
    /// All rows.
    pub total: usize,
    /// The first and last row of this page, from 1; both 0 when there is none.
    pub first: usize,
    pub last: usize,
    pub number: usize,
    pub pages: usize,
    pub previous: Option<Link>,
    pub next: Option<Link>,
}

/// The part of a list that the query asks for, and the way to the other parts.
pub(super) fn part<'r, T>(desk: &Desk, path: &str, query: &Query, rows: &'r [T], size: usize) -> (&'r [T], Pager) {
    let pages = rows.len().div_ceil(size).max(1);
    let number = query.number("p").min(pages);
    let start = (number - 1) * size;
    let end = (start + size).min(rows.len());
    let to = |number: usize, title: &str| Link {
        title: title.to_owned(),
        href: query.with(desk, path, &[("p", &number.to_string())]),
    };
    let pager = Pager {
        total: rows.len(),
        first: if rows.is_empty() { 0 } else { start + 1 },
        last: end,
        number,
        pages,
        previous: (number > 1).then(|| to(number - 1, "Previous page")),
        next: (number < pages).then(|| to(number + 1, "Next page")),
    };
    (&rows[start..end], pager)
}
