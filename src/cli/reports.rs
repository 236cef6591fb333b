//! `carebook check --report`: reports about the whole book, for people, for spreadsheets, for programs, for calendars.

use jiff::civil::Date;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::Outcome;
use super::args::{ReportFormat, ReportKind};
use super::output::Output;
use super::report::plural;
use crate::check::reports::{Due, Group, PEMAT, Pemat, PematPage, ReviewRow, Verdict, pemat, reviews};
use crate::formats::calendar::{self, Event};
use crate::resolve::Site;
use crate::session::Snapshot;

/// The version of the reports as JSON and of their columns: it changes when one goes away or changes its meaning.
const VERSION: u32 = 1;

pub(super) fn run(
    kind: ReportKind,
    format: ReportFormat,
    snapshot: &Snapshot,
    today: Date,
    output: &Output,
) -> Outcome {
    let text = match kind {
        ReportKind::Review => review(format, snapshot, today),
        ReportKind::Pemat => quality(format, snapshot),
    };
    match text {
        Some(text) => {
            output.say(text.trim_end_matches('\n'));
            Outcome::Done
        }
        None => {
            output.fail(
                "only the report `review` has days for a calendar\nhelp: write `--report review --report-format ical`",
            );
            Outcome::WrongUsage
        }
    }
}

fn review(format: ReportFormat, snapshot: &Snapshot, today: Date) -> Option<String> {
    let site = &snapshot.site;
    let rows = reviews(site, &snapshot.config, today);
    Some(match format {
        ReportFormat::Human => review_table(site, &rows),
        ReportFormat::Json => {
            let entries: Vec<Value> = rows.iter().map(|row| review_value(site, row)).collect();
            json!({ "version": VERSION, "report": "review", "today": today.to_string(), "entries": entries })
                .to_string()
        }
        ReportFormat::Csv => {
            let head = [
                "id",
                "title",
                "kind",
                "path",
                "due",
                "next_review",
                "days",
                "last_reviewed",
                "reviewed_by",
                "changed",
            ];
            csv(&head, rows.iter().map(|row| review_cells(site, row)))
        }
        ReportFormat::Ical => calendar(snapshot, &rows, today),
    })
}

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn people(site: &Site, row: &ReviewRow) -> Vec<String> {
    let named = |id: &String| site.person(id).map_or(id.clone(), |person| person.name.clone());
    row.last.map_or(Vec::new(), |_| site.entry(row.ix).facts.reviewed_by.iter().map(named).collect())
}

fn review_value(site: &Site, row: &ReviewRow) -> Value {
    let entry = site.entry(row.ix);
    json!({
        "id": entry.facts.id,
        "title": entry.facts.title,
        "kind": entry.facts.kind.word(),
        "path": &*entry.path,
        "due": row.due.id(),
        "next_review": row.next.map(|date| date.to_string()),
        "days": row.next.map(|_| row.days),
        "last_reviewed": row.last.map(|date| date.to_string()),
        "reviewed_by": people(site, row),
        "changed": row.changed,
    })
}

fn review_cells(site: &Site, row: &ReviewRow) -> Vec<String> {
    let entry = site.entry(row.ix);
    vec![
        entry.facts.id.clone(),
        entry.facts.title.clone(),
        entry.facts.kind.word().to_owned(),
        entry.path.to_string(),
        row.due.id().to_owned(),
        day(row.next),
        row.next.map_or(String::new(), |_| row.days.to_string()),
        day(row.last),
        people(site, row).join("; "),
        row.changed.to_string(),
    ]
}

fn review_table(site: &Site, rows: &[ReviewRow]) -> String {
    let mut out = String::new();
    for (due, _, title) in Due::ALL {
        let group: Vec<&ReviewRow> = rows.iter().filter(|row| row.due == due).collect();
        if group.is_empty() {
            continue;
        }
        out.push_str(&format!("{title}: {}\n", plural(group.len(), "entry", "entries")));
        let width = group.iter().map(|row| site.entry(row.ix).facts.id.len()).max().unwrap_or(0);
        for row in group {
            let entry = site.entry(row.ix);
            let next = if row.next.is_some() { day(row.next) } else { " ".repeat(10) };
            let by = people(site, row).join(", ");
            let last = row.last.map_or(String::new(), |date| format!("; reviewed on {date} by {by}"));
            let changed = if row.changed { "; changed since" } else { "" };
            out.push_str(&format!("  {next}  {:<width$}  {}{last}{changed}\n", entry.facts.id, entry.facts.title));
        }
        out.push('\n');
    }
    out
}

/// A calendar with a day for every review that is due; what was never reviewed has none.
fn calendar(snapshot: &Snapshot, rows: &[ReviewRow], today: Date) -> String {
    let site = &snapshot.site;
    // Calendars of several books can be in one program, so ids hold where the book is published, or its title.
    let config = &snapshot.config;
    let book = xxh3_64(config.base_url.as_ref().unwrap_or(&config.title).as_bytes());
    let event = |row: &ReviewRow| {
        let entry = site.entry(row.ix);
        let facts = &entry.facts;
        let last =
            row.last.map_or(String::new(), |date| format!("Reviewed on {date} by {}.\n", people(site, row).join(", ")));
        Some(Event {
            uid: format!("review-{}-{book:016x}@carebook", facts.id),
            day: row.next?,
            summary: format!("Review due: {}", facts.title),
            description: format!("{last}File: {}\ncarebook review {} --by PERSON", entry.path, facts.id),
        })
    };
    let events: Vec<Event> = rows.iter().filter_map(event).collect();
    calendar::write(&format!("Reviews of {}", config.title), today, &events)
}

fn quality(format: ReportFormat, snapshot: &Snapshot) -> Option<String> {
    let site = &snapshot.site;
    let report = pemat(site, &snapshot.config, snapshot.found());
    Some(match format {
        ReportFormat::Human => quality_table(site, &report),
        ReportFormat::Json => quality_value(site, &report).to_string(),
        ReportFormat::Csv => {
            let head = ["id", "title", "item", "asks", "verdict", "against"];
            csv(&head, report.pages.iter().flat_map(|page| quality_cells(site, page)))
        }
        ReportFormat::Ical => return None,
    })
}

fn verdict(verdict: &Verdict) -> (&'static str, &str) {
    match verdict {
        Verdict::Agree => ("agree", ""),
        Verdict::Disagree(against) => ("disagree", against),
        Verdict::NotApplicable => ("not-applicable", ""),
        Verdict::Person => ("person", ""),
    }
}

fn quality_value(site: &Site, report: &Pemat) -> Value {
    let pages: Vec<Value> = report
        .pages
        .iter()
        .map(|page| {
            let facts = &site.entry(page.ix).facts;
            let items: Vec<Value> = PEMAT
                .iter()
                .zip(&page.verdicts)
                .map(|(item, said)| {
                    let (word, against) = verdict(said);
                    json!({ "item": item.number, "verdict": word, "against": Some(against).filter(|a| !a.is_empty()) })
                })
                .collect();
            let score = |group| {
                let (agree, judged) = page.score(group);
                json!({ "agree": agree, "judged": judged })
            };
            json!({
                "id": facts.id,
                "title": facts.title,
                "understandability": score(Group::Understandability),
                "actionability": score(Group::Actionability),
                "items": items,
            })
        })
        .collect();
    let items: Vec<Value> = PEMAT
        .iter()
        .map(|item| json!({ "item": item.number, "asks": item.asks, "person": item.needs_person() }))
        .collect();
    let tick: Vec<Value> =
        report.tick.iter().map(|item| json!({ "criterion": item.name, "shows": item.shows })).collect();
    json!({ "version": VERSION, "report": "pemat", "items": items, "pages": pages, "pif_tick": tick })
}

fn quality_cells(site: &Site, page: &PematPage) -> Vec<Vec<String>> {
    let facts = &site.entry(page.ix).facts;
    let row = |(item, said): (&crate::check::reports::Item, &Verdict)| {
        let (word, against) = verdict(said);
        let (number, asks) = (item.number.to_string(), item.asks.to_owned());
        vec![facts.id.clone(), facts.title.clone(), number, asks, word.to_owned(), against.to_owned()]
    };
    PEMAT.iter().zip(&page.verdicts).map(row).collect()
}

fn quality_table(site: &Site, report: &Pemat) -> String {
    let mut out = String::from(
        "PEMAT for printable materials, as far as a program can judge it: on how many of the items that\n\
         could be judged one would agree. It is no PEMAT score: two people have to look at the rest.\n\n",
    );
    let width = report.pages.iter().map(|page| site.entry(page.ix).facts.id.len()).max().unwrap_or(0);
    out.push_str(&format!("{:<width$}  understand  act    against\n", "entry"));
    for page in &report.pages {
        let against: Vec<String> = PEMAT
            .iter()
            .zip(&page.verdicts)
            .filter_map(|(item, said)| match said {
                Verdict::Disagree(against) => Some(format!("{} ({against})", item.number)),
                _ => None,
            })
            .collect();
        let score = |group| {
            let (agree, judged) = page.score(group);
            format!("{agree}/{judged}")
        };
        let id = &site.entry(page.ix).facts.id;
        let (understand, act) = (score(Group::Understandability), score(Group::Actionability));
        out.push_str(format!("{id:<width$}  {understand:<10}  {act:<5}  {}", against.join(", ")).trim_end());
        out.push('\n');
    }
    out.push_str("\nThe items (P: left to a person on every page):\n");
    for item in PEMAT {
        let person = if item.needs_person() { "P" } else { " " };
        out.push_str(&format!("  {:>2} {person} {}\n", item.number, item.asks));
    }
    out.push_str("\nPIF TICK, by criterion: what the book itself shows.\n");
    for item in &report.tick {
        out.push_str(&format!("  {:<20} {}\n", item.name, item.shows.as_deref().unwrap_or("left to a person")));
    }
    out
}

fn csv(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let write = |writer: &mut csv::Writer<Vec<u8>>| {
        writer.write_record(head)?;
        rows.into_iter().try_for_each(|row| writer.write_record(&row))
    };
    write(&mut writer).expect("memory can always be written, and rows are as long as the head");
    let bytes = writer.into_inner().expect("memory can always be written");
    String::from_utf8(bytes).expect("it was made of strings")
}
