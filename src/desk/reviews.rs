//! The calendar of reviews.

use jiff::civil::Date;
use serde::Serialize;

use super::{Desk, templates};
use crate::resolve::EntryIx;

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

/// When a review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Overdue,
    Within30,
    Within60,
    Within90,
    Later,
    /// Nobody reviewed the entry and no day is set.
    Never,
}

impl Due {
    pub const ALL: [(Due, &'static str, &'static str); 6] = [
        (Due::Overdue, "overdue", "Overdue"),
        (Due::Within30, "30-days", "Due within 30 days"),
        (Due::Within60, "60-days", "Due in 31 to 60 days"),
        (Due::Within90, "90-days", "Due in 61 to 90 days"),
        (Due::Later, "later", "Later"),
        (Due::Never, "never", "Never reviewed, and no day set"),
    ];
}

/// When the review of an entry is due, its day, and the days until then.
fn due(today: Date, next: Option<Date>) -> (Due, i32) {
    let Some(next) = next else { return (Due::Never, 0) };
    let days = today.until(next).map_or(0, |span| span.get_days());
    let due = match days {
        ..0 => Due::Overdue,
        0..=30 => Due::Within30,
        31..=60 => Due::Within60,
        61..=90 => Due::Within90,
        _ => Due::Later,
    };
    (due, days)
}

/// How many entries are due when, in the order of [`Due::ALL`].
pub(super) fn counts(desk: &Desk) -> Vec<usize> {
    let entries: Vec<Due> = entries(desk).map(|ix| due(desk.today, next(desk, ix)).0).collect();
    Due::ALL.iter().map(|(due, ..)| entries.iter().filter(|found| *found == due).count()).collect()
}

/// Entries that somebody should review: plain pages are not among them.
fn entries(desk: &Desk) -> impl Iterator<Item = EntryIx> {
    desk.site().all().filter(|ix| desk.site().entry(*ix).facts.kind.is_medical())
}

fn next(desk: &Desk, ix: EntryIx) -> Option<Date> {
    desk.site().entry(ix).facts.review_due(desk.config().review.0)
}

/// The page of reviews.
pub(super) fn page(desk: &Desk) -> Result<String, String> {
    let mut rows: Vec<(Due, i32, EntryIx)> = entries(desk)
        .map(|ix| {
            let (due, days) = due(desk.today, next(desk, ix));
            (due, days, ix)
        })
        .collect();
    rows.sort_by_key(|(due, days, ix)| (*due, *days, desk.site().rank(*ix)));
    let groups = Due::ALL.iter().map(|(due, id, title)| {
        let rows = rows.iter().filter(|(found, ..)| found == due);
        GroupView { id, title, rows: rows.map(|(_, days, ix)| row(desk, *ix, *days)).collect() }
    });
    let view = ReviewsView { today: desk.today.to_string(), months: desk.config().review.0, groups: groups.collect() };
    templates::render(desk, "reviews", "Review calendar", "reviews.html", &view)
}

fn row(desk: &Desk, ix: EntryIx, days: i32) -> RowView {
    let site = desk.site();
    let facts = &site.entry(ix).facts;
    let reviewed = facts.reviewed();
    let by: Vec<&str> = match reviewed {
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
        next: next(desk, ix).map(|date| date.to_string()).unwrap_or_default(),
        days,
        last: reviewed.map(|date| date.to_string()).unwrap_or_default(),
        by: by.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_fall_into_their_groups() {
        let today: Date = "2026-11-20".parse().expect("a date");
        let cases = [
            (Some("2026-11-19"), Due::Overdue, -1),
            (Some("2024-11-20"), Due::Overdue, -730),
            (Some("2026-11-20"), Due::Within30, 0),
            (Some("2026-12-20"), Due::Within30, 30),
            (Some("2026-12-21"), Due::Within60, 31),
            (Some("2027-01-20"), Due::Within90, 61),
            (Some("2027-02-18"), Due::Within90, 90),
            (Some("2027-02-19"), Due::Later, 91),
            (None, Due::Never, 0),
        ];
        for (next, wanted, days) in cases {
            let next = next.map(|date| date.parse().expect("a date"));
            assert_eq!(due(today, next), (wanted, days), "{next:?}");
        }
    }
}
