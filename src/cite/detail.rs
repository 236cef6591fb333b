//! What a record must say so that somebody else finds the source.

use hayagriva::Entry;
use hayagriva::types::EntryType;

use super::library::{Document, Record};
use crate::diag::{Diagnostic, FileId, Place, rules};

/// What a record lacks, in words that follow "has", each with the field that says it.
pub(super) fn missing(record: &Record, document: Document) -> Vec<(&'static str, &'static str)> {
    let entry = &record.entry;
    let mut missing = Vec::new();
    let filled = |text: Option<String>| text.is_some_and(|text| !text.trim().is_empty());
    let title = filled(entry.title().map(ToString::to_string));
    if !title {
        missing.push(("no title", "title"));
    }
    if !names_somebody(entry, document) {
        missing.push(("no author or organisation", "author"));
    }
    if *entry.entry_type() == EntryType::Article && !in_something(entry) {
        missing.push(("no journal", "journaltitle"));
    }
    // What is there and cannot be read is reported where it is read.
    let year = record.dated || entry.date_any().is_some();
    if document == Document::WebPage {
        let url = entry.url_any();
        if url.is_none() && record.url.is_none() {
            missing.push(("no address", "url"));
        }
        // A page that changes without notice: its date, or at least the day on which somebody read it.
        if !year && !record.read_on && url.is_none_or(|url| url.visit_date.is_none()) {
            missing.push(("neither a date nor the day on which it was read", "urldate"));
        }
    } else if !year {
        missing.push(("no year", "date"));
    }
    missing
}

/// Whether it says who it is from. A journal's publisher did not write the paper; a site's name says whose page it is.
fn names_somebody(entry: &Entry, document: Document) -> bool {
    let people = |entry: &Entry| {
        [entry.authors(), entry.editors()].into_iter().flatten().any(|people| !people.is_empty())
            || entry.affiliated().is_some_and(|people| !people.is_empty())
            || entry.organization().is_some()
    };
    let published = |entry: &Entry| entry.publisher().is_some_and(|publisher| publisher.name().is_some());
    match document {
        Document::ScholarlyArticle => people(entry),
        Document::WebPage => {
            let site = |parent: &Entry| parent.title().is_some() || people(parent) || published(parent);
            people(entry) || published(entry) || entry.parents().iter().any(site)
        }
        _ => [entry].into_iter().chain(entry.parents()).any(|entry| people(entry) || published(entry)),
    }
}

fn in_something(entry: &Entry) -> bool {
    entry.parents().iter().any(|parent| parent.title().is_some())
}

/// What to do about what is missing.
pub(super) fn help(missing: &[(&str, &str)]) -> String {
    let fields: Vec<String> =
        missing.iter().filter(|(_, field)| *field != "urldate").map(|(_, field)| format!("`{field}`")).collect();
    let copied = format!("add {} as the source itself has it", fields.join(", "));
    let opened = "open the page, and write that day: `urldate = {2020-05-31}`";
    match (fields.is_empty(), fields.len() == missing.len()) {
        (true, _) => opened.to_owned(),
        (false, true) => copied,
        (false, false) => format!("{copied}; {opened}"),
    }
}

/// "no title, no year and no journal".
pub(super) fn joined(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The address of a record if browsers can open it.
pub(super) fn web_address(record: &Record, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let url = record.entry.url();
    if let Some(url) = url.filter(|url| matches!(url.value.scheme(), "http" | "https")) {
        return Some(url.value.to_string());
    }
    let written = url.map(|url| url.value.to_string()).or_else(|| record.url.clone())?;
    let value = record.written.iter().find(|value| value.field == "url");
    let place = value.map_or(record.place, |value| Place::span(value.range.clone()));
    let message = format!("`{written}` is not a web address: a web address starts with `https://`");
    let bare = written.trim_start_matches(['/', ':']);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let looks_right = !written.contains([':', '@', ' ']) && host.contains('.') && !host.starts_with('.');
    let help = match looks_right {
        true => format!("did you mean `https://{bare}`?"),
        false => "write the address that a browser shows, with `https://`".to_owned(),
    };
    diagnostics.push(Diagnostic::new(&rules::BAD_IDENTIFIER, file, message).at(place).help(help));
    None
}
