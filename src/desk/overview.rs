//! The start of the desk: what there is to do, in numbers.

use serde::Serialize;

use super::coverage::{LIMITS, within};
use super::reviews;
use super::{Desk, measure, sources, templates};
use crate::check::reports::Due;
use crate::diag::Level;

#[derive(Serialize)]
struct OverviewView {
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    title: &'static str,
    href: String,
    text: String,
    counts: Vec<CountView>,
}

#[derive(Serialize)]
struct CountView {
    label: String,
    count: usize,
    href: String,
    /// Whether somebody should act.
    alert: bool,
}

fn count(label: &str, count: usize, href: String, alert: bool) -> CountView {
    CountView { label: label.to_owned(), count, href, alert: alert && count > 0 }
}

/// The start.
pub(super) fn page(desk: &Desk) -> Result<String, String> {
    let view = OverviewView { groups: vec![findings(desk), reviews(desk), coverage(desk), sources(desk), tools(desk)] };
    templates::render(desk, "", "Editor’s desk", "overview.html", &view)
}

fn findings(desk: &Desk) -> GroupView {
    let levels = [(Level::Error, "Errors"), (Level::Warning, "Warnings"), (Level::Note, "Notes")];
    let counts = levels.map(|(level, label)| {
        let found = desk.findings.iter().filter(|finding| finding.level == level).count();
        count(label, found, desk.at("findings", &[("level", level.word())]), level != Level::Note)
    });
    GroupView {
        title: "Findings",
        href: desk.at("findings", &[]),
        text: "What the checks say, as in the terminal.".to_owned(),
        counts: counts.into(),
    }
}

fn reviews(desk: &Desk) -> GroupView {
    let counts = reviews::counts(desk);
    let counts = Due::ALL.iter().zip(counts).map(|((due, id, title), found)| {
        count(title, found, format!("{}#{id}", desk.at("reviews", &[])), *due <= Due::Within30)
    });
    GroupView {
        title: "Reviews",
        href: desk.at("reviews", &[]),
        text: format!("As of {}.", desk.today),
        counts: counts.collect(),
    }
}

fn coverage(desk: &Desk) -> GroupView {
    let rows = measure::all(desk);
    let site = desk.site();
    let limits = LIMITS.iter().map(|(limit, label)| {
        let found = rows.iter().filter(|row| within(site, row, limit)).count();
        count(label, found, desk.at("coverage", &[("only", limit)]), true)
    });
    GroupView {
        title: "Coverage",
        href: desk.at("coverage", &[]),
        text: format!("Of {} entries, how many have something missing.", rows.len()),
        counts: limits.collect(),
    }
}

fn sources(desk: &Desk) -> GroupView {
    let site = desk.site();
    let unused = site.uses.iter().filter(|uses| sources::is_unused(uses)).count();
    GroupView {
        title: "Sources",
        href: desk.at("sources", &[]),
        text: "What the book rests on, and where each source is used.".to_owned(),
        counts: vec![
            count("All sources", site.data.library.works().len(), desk.at("sources", &[]), false),
            count("Unused", unused, desk.at("sources", &[("only", "unused")]), true),
        ],
    }
}

fn tools(desk: &Desk) -> GroupView {
    let entries = desk.snapshot.entries();
    GroupView {
        title: "Relations",
        href: desk.at("graph", &[]),
        text: "Symptoms, conditions and treatments as a picture that you can walk through.".to_owned(),
        counts: vec![count("Entries", entries, desk.at("coverage", &[]), false)],
    }
}
