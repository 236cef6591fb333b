//! The calendar of reviews.

use jiff::civil::Date;

use crate::config::Config;
use crate::resolve::{EntryIx, Site};

/// When a review is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    Overdue,
    Within30,
    Within60,
    Within90,
    Later,
    /// Nobody reviewed the entry and no day is set.
    Never,
}

impl Due {
    /// Each with its id and its title.
    pub const ALL: [(Due, &'static str, &'static str); 6] = [
        (Due::Overdue, "overdue", "Overdue"),
        (Due::Within30, "30-days", "Due within 30 days"),
        (Due::Within60, "60-days", "Due in 31 to 60 days"),
        (Due::Within90, "90-days", "Due in 61 to 90 days"),
        (Due::Later, "later", "Later"),
        (Due::Never, "never", "Never reviewed, and no day set"),
    ];

    /// A word for it that programs read.
    pub fn id(self) -> &'static str {
        Due::ALL[self as usize].1
    }

    /// The same for people.
    pub fn title(self) -> &'static str {
        Due::ALL[self as usize].2
    }
}

/// When a review is due on a day, and the days until then: below nought when it is past.
pub fn due(today: Date, next: Option<Date>) -> (Due, i32) {
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

/// The review of one entry.
#[derive(Clone, Copy, Debug)]
pub struct ReviewRow {
    pub ix: EntryIx,
    pub last: Option<Date>,
    pub next: Option<Date>,
    pub due: Due,
    /// Days until the next one.
    pub days: i32,
    /// Whether the text is known to be another than the one that was reviewed.
    pub changed: bool,
}

/// Every entry about health, the most pressing first, then in the order of titles.
pub fn reviews(site: &Site, config: &Config, today: Date) -> Vec<ReviewRow> {
    let row = |ix: EntryIx| {
        let facts = &site.entry(ix).facts;
        let next = facts.review_due(config.review.0);
        let (due, days) = due(today, next);
        let changed = facts.reviewed_text.as_ref().is_some_and(|marks| marks.reviewed != marks.now);
        ReviewRow { ix, last: facts.reviewed(), next, due, days, changed }
    };
    let mut rows: Vec<ReviewRow> = site.all().filter(|ix| site.entry(*ix).facts.kind.is_medical()).map(row).collect();
    rows.sort_by_key(|row| (row.due, row.days, site.rank(row.ix)));
    rows
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
        assert!(Due::ALL.iter().enumerate().all(|(nth, (due, ..))| *due as usize == nth));
    }
}
