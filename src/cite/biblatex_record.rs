//! One BibLaTeX record as the CSL processor needs it.

use biblatex::{
    Chunk, ChunksExt, Date, DateValue, Datetime, Entry as TexEntry, EntryType, PermissiveType, RetrievalError, Spanned,
};
use hayagriva::types::MaybeTyped;

use super::contained::contained;
use super::library::Record;
use crate::diag::{Diagnostic, FileId, Place, rules};

/// Why a record cannot be converted.
pub(super) struct Failure {
    pub field: Option<String>,
    /// Follows "cannot be read".
    pub reason: String,
}

/// Converts a record. `at` is the place of a field, or of the key where the record has no such field.
pub(super) fn convert(
    mut entry: TexEntry,
    at: &dyn Fn(&str) -> Place,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Record, Failure> {
    let filled = |field: &str| entry.get(field).is_some_and(|chunks| !chunks.format_verbatim().trim().is_empty());
    let (dated, read_on) = (filled("date") || filled("year"), filled("urldate"));
    let url = entry.get("url").map(|chunks| chunks.format_verbatim().trim().to_owned()).filter(|url| !url.is_empty());
    check_dates(&mut entry, at, file, diagnostics);
    check_numbers(&entry)?;
    let keywords = entry.get("keywords").map(|chunks| chunks.format_verbatim()).unwrap_or_default();
    let pmid = entry.get("pmid").map(|chunks| chunks.format_verbatim().trim().to_owned());
    complete(&mut entry);
    give_places(&mut entry);
    let mut converted = converted(&entry)?;
    if let Some(pmid) = pmid {
        converted.set_pmid(pmid);
    }
    // Numbers of articles may be larger than those of pages.
    if let Some(pages) =
        entry.get("pages").map(|chunks| chunks.format_verbatim()).filter(|pages| has_large_number(pages))
    {
        converted.set_page_range(MaybeTyped::String(pages));
    }
    join_particles(&mut converted);
    let keywords = keywords.split([',', ';']).map(|word| word.trim().to_lowercase()).collect();
    let place = Place::File;
    Ok(Record { entry: converted, keywords, dated, read_on, url, written: Vec::new(), place, incomplete: false })
}

fn converted(entry: &TexEntry) -> Result<hayagriva::Entry, Failure> {
    match contained(|| hayagriva::Entry::try_from(entry)) {
        Some(Ok(converted)) => Ok(converted),
        Some(Err(error)) => Err(Failure { field: culprit(entry, true), reason: format!(": {}", error.kind) }),
        None => Err(Failure { field: culprit(entry, false), reason: String::new() }),
    }
}

/// The field without which a record can be converted.
fn culprit(entry: &TexEntry, any_error: bool) -> Option<String> {
    let works = |field: &&String| {
        let mut rest = entry.clone();
        rest.remove(field);
        contained(|| hayagriva::Entry::try_from(&rest).is_ok()).is_some_and(|fits| fits || !any_error)
    };
    entry.fields.keys().find(works).cloned()
}

type ReadDate = fn(&TexEntry) -> Result<PermissiveType<Date>, RetrievalError>;

/// Reports dates that cannot be read and takes them out: odd ones make libraries panic, here or when they are printed.
fn check_dates(entry: &mut TexEntry, at: &dyn Fn(&str) -> Place, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |entry: &mut TexEntry, field: &str| {
        let Some(chunks) = entry.remove(field) else { return };
        let written = chunks.format_verbatim();
        let written = written.trim();
        if !written.is_empty() {
            let message = format!("the date cannot be read: `{written}`");
            let finding = Diagnostic::new(&rules::REFERENCE_DETAIL, file, message).at(at(field));
            diagnostics.push(finding.help(date_help(field, written)));
        }
    };
    let fields: [(&str, ReadDate); 4] = [
        ("date", TexEntry::date),
        ("urldate", TexEntry::url_date),
        ("eventdate", TexEntry::event_date),
        ("origdate", TexEntry::orig_date),
    ];
    for (field, read) in fields {
        if entry.get(field).is_some_and(|chunks| !is_short(&chunks.format_verbatim()))
            || !is_readable(entry, field, read)
        {
            report(entry, field);
        }
    }
    // The older form of `date`.
    for field in ["day", "month", "year"] {
        let has = |field: &str| entry.get(field).is_some();
        if !has("date") && has("year") && has(field) && !is_readable(entry, "year", TexEntry::date) {
            let mut rest = entry.clone();
            rest.remove(field);
            if field == "year" || is_readable(&rest, "year", TexEntry::date) {
                report(entry, field);
            }
        }
    }
}

fn is_readable(entry: &TexEntry, field: &str, read: ReadDate) -> bool {
    if entry.get(field).is_none() {
        return true;
    }
    let date = contained(|| read(entry).ok());
    let Some(Some(PermissiveType::Typed(date))) = date else { return false };
    let fits = |date: Datetime| date.month.is_none_or(|month| month < 12) && date.day.is_none_or(|day| day < 31);
    match date.value {
        DateValue::At(date) | DateValue::After(date) | DateValue::Before(date) => fits(date),
        DateValue::Between(start, end) => fits(start) && fits(end),
    }
}

/// Whether a date has no more digits in a row than a year.
fn is_short(written: &str) -> bool {
    written.len() < 80 && written.split(|c: char| !c.is_ascii_digit()).all(|digits| digits.len() <= 4)
}

/// What to write instead of a date.
fn date_help(field: &str, written: &str) -> String {
    let parts: Vec<&str> = written.split(['.', '/', '-']).map(str::trim).collect();
    let number = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2);
    if let [first, second, year] = parts.as_slice()
        && let (Some(first), Some(second), Ok(year), 4) =
            (number(first), number(second), year.parse::<i16>(), year.len())
    {
        let date = |month, day| jiff::civil::Date::new(year, month, day).ok().map(|date| format!("`{date}`"));
        let mut meant: Vec<String> = [date(second, first), date(first, second)].into_iter().flatten().collect();
        meant.dedup();
        if !meant.is_empty() {
            return format!("write it as {}", meant.join(" or "));
        }
    }
    match field {
        "day" => "write a number from 1 to 31".to_owned(),
        "month" => "write a number from 1 to 12".to_owned(),
        "year" => "write it with four digits, such as `2020`".to_owned(),
        "urldate" => "write it as `2020-05-31`".to_owned(),
        _ => "write it as `2020`, `2020-05` or `2020-05-31`".to_owned(),
    }
}

/// Refuses numbers that would be printed as others because they do not fit.
fn check_numbers(entry: &TexEntry) -> Result<(), Failure> {
    for field in ["volume", "volumes", "edition"] {
        let written = entry.get(field).map(|chunks| chunks.format_verbatim()).unwrap_or_default();
        let number = written.trim().trim_start_matches(['-', '+']);
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if digits && number.parse::<i32>().is_err() {
            let reason = ": the number is too large".to_owned();
            return Err(Failure { field: Some(field.to_owned()), reason });
        }
    }
    Ok(())
}

fn has_large_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 10)
}

/// Texts of an `@string`, and those set here, have no place; biblatex 0.12 counts on from there when it reads a list, out of
/// what a number can hold.
fn give_places(entry: &mut TexEntry) {
    for chunk in entry.fields.values_mut().flatten().filter(|chunk| chunk.is_detached()) {
        chunk.span = 0..0;
    }
}

/// Fields that hayagriva 0.10 passes over: subtitles, article numbers, page ranges with letters, and institutions, which the
/// styles print where they print publishers.
fn complete(entry: &mut TexEntry) {
    if let (Some(title), Some(subtitle)) = (entry.get("title"), entry.get("subtitle")) {
        let mut whole = title.to_vec();
        let ends = title.format_verbatim().ends_with(['?', '!', '.', ':']);
        whole.push(Spanned::detached(Chunk::Normal(if ends { " " } else { ": " }.to_owned())));
        whole.extend(subtitle.iter().cloned());
        entry.set("title", whole);
    }
    let pages = entry.get("pages").or_else(|| entry.get("eid")).map(|chunks| chunks.format_verbatim());
    if let Some(pages) = pages {
        let pages = pages.replace("--", "–");
        entry.set("pages", vec![Spanned::detached(Chunk::Normal(pages))]);
    }
    if entry.entry_type == EntryType::Manual {
        // As entries of reference works, manuals would lose who published them in some styles.
        entry.entry_type = EntryType::Book;
    }
    if let Some(publisher) = institution(entry) {
        entry.set("publisher", vec![Spanned::detached(Chunk::Verbatim(publisher))]);
    }
}

/// The institution that published a record without a publisher. That of a paper is where its authors work, and that of a
/// conference its sponsor.
fn institution(entry: &TexEntry) -> Option<String> {
    let text = |field: &str| {
        let text = entry.get(field)?.format_verbatim();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    if text("publisher").is_some() || matches!(entry.entry_type, EntryType::Article | EntryType::SuppPeriodical) {
        return None;
    }
    let institution = ["institution", "school", "organization"].into_iter().find_map(text)?;
    // The page of an organisation that is its own author would name it twice.
    let repeated = entry.entry_type == EntryType::Online && text("author").is_some_and(|author| author == institution);
    (!repeated).then_some(institution)
}

/// Makes "van" part of a family name: hayagriva 0.10 puts it behind the initials ("Middelkoop M van"), where the
/// styles of medicine write "van Middelkoop M".
fn join_particles(entry: &mut hayagriva::Entry) {
    let Some(authors) = entry.authors() else { return };
    if authors.iter().all(|author| author.prefix.is_none()) {
        return;
    }
    let mut authors = authors.to_vec();
    for author in &mut authors {
        if let Some(prefix) = author.prefix.take() {
            author.name = format!("{prefix} {}", author.name);
        }
    }
    entry.set_authors(authors);
}
