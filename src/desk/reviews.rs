//! The calendar of reviews.

use serde::Serialize;

use super::{Desk, templates};
use crate::check::reports::{Due, ReviewRow, reviews};

#[derive(Serialize)]
struct ReviewsView {
    today: String,
    months: u16,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    id: &'static str,
    title: &'static str,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    title: String,
    page: String,
    edit: Option<String>,
    kind: &'static str,
    next: String,
    /// Days until then; below nought when it is past.
    days: i32,
    last: String,
    by: String,
}

/// How many entries are due when, in the order of [`Due::ALL`].
pub(super) fn counts(desk: &Desk) -> Vec<usize> {
    let rows = reviews(desk.site(), desk.config(), desk.today);
    Due::ALL.iter().map(|(due, ..)| rows.iter().filter(|row| row.due == *due).count()).collect()
}

/// The page of reviews.
pub(super) fn page(desk: &Desk) -> Result<String, String> {
    let rows = reviews(desk.site(), desk.config(), desk.today);
    let groups = Due::ALL.iter().map(|(due, id, title)| {
        let rows = rows.iter().filter(|row| row.due == *due);
        GroupView { id, title, rows: rows.map(|found| row(desk, found)).collect() }
    });
    let view = ReviewsView { today: desk.today.to_string(), months: desk.config().review.0, groups: groups.collect() };
    templates::render(desk, "reviews", "Review calendar", "reviews.html", &view)
}

fn row(desk: &Desk, found: &ReviewRow) -> RowView {
    let (site, ix) = (desk.site(), found.ix);
    let facts = &site.entry(ix).facts;
    let by: Vec<&str> = match found.last {
        Some(_) => {
            facts.reviewed_by.iter().map(|id| site.person(id).map_or(id.as_str(), |person| &person.name)).collect()
        }
        None => Vec::new(),
    };
    RowView {
        title: facts.title.clone(),
        page: desk.page_of(site.route(ix)),
        edit: desk.edit(ix),
        kind: facts.kind.word(),
        next: found.next.map(|date| date.to_string()).unwrap_or_default(),
        days: found.days,
        last: found.last.map(|date| date.to_string()).unwrap_or_default(),
        by: by.join(", "),
    }
}
