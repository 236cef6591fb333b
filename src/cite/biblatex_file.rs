//! BibLaTeX files. A record that cannot be read is reported and left out; the others stay.

use biblatex::{
    Bibliography, Chunk, ChunksExt, Entry as TexEntry, ParseError, ParseErrorKind, RawBibliography, RawChunk, Spanned,
};
use rustc_hash::FxHashMap;
use std::ops::Range;

use super::identifiers::WrittenValue;
use super::library::Record;
use crate::diag::{Diagnostic, FileId, Place, rules};

pub(super) fn read(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut readable = text.to_owned();
    if Bibliography::parse(text).is_err() {
        blank_broken(&mut readable, file, diagnostics);
    }
    let mut written = as_written(&readable);
    let bibliography = match Bibliography::parse(&readable) {
        Ok(bibliography) => bibliography,
        Err(error) => {
            diagnostics.push(broken(&error, 0, file));
            return Vec::new();
        }
    };
    bibliography
        .iter()
        .filter_map(|entry| {
            let mut entry = entry.clone();
            let mut place = Place::File;
            let mut values = Vec::new();
            if let Some(written) = written.remove(&entry.key) {
                place = Place::span(written.key);
                values = written.values;
                for (field, text) in written.verbatim {
                    entry.set(field, vec![Spanned::detached(Chunk::Verbatim(text))]);
                }
            }
            let record = record(entry, place, file, diagnostics)?;
            Some(Record { written: values, ..record })
        })
        .collect()
}

/// Texts of an `@string`, and those written above, have no place; biblatex 0.12 counts on from there when it reads a list, out
/// of what a number can hold.
fn give_places(entry: &mut TexEntry) {
    for chunk in entry.fields.values_mut().flatten().filter(|chunk| chunk.is_detached()) {
        chunk.span = 0..0;
    }
}

/// What biblatex 0.12 gives only as text of the file.
struct Written {
    key: Range<usize>,
    /// Addresses and numbers: the parser turns `--` into a dash even there, which makes a dead link.
    verbatim: Vec<(&'static str, String)>,
    /// Where they are, and other numbers.
    values: Vec<WrittenValue>,
}

/// Every record by its key.
fn as_written(text: &str) -> FxHashMap<String, Written> {
    const VERBATIM: &[&str] = &["url", "doi", "eprint", "pmid"];
    const PLACED: &[&str] = &["url", "doi", "eprint", "pmid", "isbn", "issn"];
    let raw = RawBibliography::parse(text).map(|raw| raw.entries).unwrap_or_default();
    raw.into_iter()
        .map(|entry| {
            let (mut verbatim, mut values) = (Vec::new(), Vec::new());
            for pair in &entry.v.fields {
                let named =
                    |names: &[&'static str]| names.iter().find(|name| pair.key.v.eq_ignore_ascii_case(name)).copied();
                values.extend(named(PLACED).and_then(|field| placed(text, field, &pair.value.v)));
                let words = pair.value.v.iter().map(|chunk| match &chunk.v {
                    RawChunk::Normal(text) => Some(*text),
                    RawChunk::Abbreviation(_) => None,
                });
                let words = || words.collect::<Option<String>>();
                verbatim.extend(named(VERBATIM).and_then(|name| Some((name, unescaped(&words()?)))));
            }
            (entry.v.key.v.to_owned(), Written { key: entry.v.key.span, verbatim, values })
        })
        .collect()
}

/// Where a value of one piece stands in the file.
fn placed(text: &str, field: &'static str, value: &[Spanned<RawChunk>]) -> Option<WrittenValue> {
    let [Spanned { v: RawChunk::Normal(words), .. }] = value else { return None };
    let bare = words.trim();
    // The words are a part of the text.
    let start = (bare.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let range = start..start + bare.len();
    let plain = !bare.contains(['\\', '{', '}']);
    (text.get(range.clone()) == Some(bare)).then_some(WrittenValue { field, range, plain })
}

/// `\_`, `\%` and the like as the characters that they mean; braces go.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '{' | '}' => {}
            c => out.push(c),
        }
    }
    out
}

fn record(mut entry: TexEntry, place: Place, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Option<Record> {
    let keywords = entry.get("keywords").map(|chunks| chunks.format_verbatim()).unwrap_or_default();
    complete(&mut entry);
    give_places(&mut entry);
    let converted = hayagriva::Entry::try_from(&entry);
    let pmid = entry.get("pmid").map(|chunks| chunks.format_verbatim().trim().to_owned());
    match converted {
        Ok(mut converted) => {
            if let Some(pmid) = pmid {
                converted.set_pmid(pmid);
            }
            join_particles(&mut converted);
            if let (Some(date), None) = (entry.get("date"), converted.date()) {
                let message = format!("the date of `{}` cannot be read: `{}`", entry.key, date.format_verbatim());
                let finding = Diagnostic::new(&rules::REFERENCE_DETAIL, file, message).at(place);
                diagnostics.push(finding.help("write it as `2020`, `2020-05` or `2020-05-31`"));
            }
            let keywords = keywords.split([',', ';']).map(|word| word.trim().to_lowercase()).collect();
            let dated = entry.get("date").or_else(|| entry.get("year")).is_some();
            Some(Record { entry: converted, keywords, dated, written: Vec::new(), place })
        }
        Err(error) => {
            let message = format!("the source `{}` cannot be read: {}", entry.key, error.kind);
            let span = if error.span.is_empty() { place } else { Place::span(error.span) };
            diagnostics.push(Diagnostic::new(&rules::BIBLIOGRAPHY, file, message).at(span));
            None
        }
    }
}

/// Fields that hayagriva 0.10 passes over: subtitles, article numbers, page ranges with letters.
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

/// Overwrites every record that cannot be parsed with spaces, so that all other offsets stay as they are.
fn blank_broken(text: &mut String, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let starts = record_starts(text);
    let strings: String = pieces(&starts, text.len())
        .filter(|range| text[range.clone()].to_lowercase().starts_with("@string"))
        .map(|range| &text[range])
        .collect();
    let mut seen: Vec<String> = Vec::new();
    let mut blank: Vec<Range<usize>> = Vec::new();
    for range in pieces(&starts, text.len()) {
        let alone = format!("{strings}{}", &text[range.clone()]);
        let raw = RawBibliography::parse(&alone);
        let key = raw.as_ref().ok().and_then(|raw| raw.entries.first()).map(|entry| entry.v.key.v.to_owned());
        let repeated = key.as_ref().is_some_and(|key| seen.contains(key));
        let problem = match Bibliography::parse(&alone) {
            _ if repeated => {
                let kind = ParseErrorKind::DuplicateKey(key.clone().unwrap_or_default());
                let start = strings.len();
                Some(ParseError { span: start..start + 1, kind })
            }
            Err(error) if !matches!(error.kind, ParseErrorKind::ResolutionError(_)) => Some(error),
            _ => None,
        };
        seen.extend(key);
        if let Some(error) = problem {
            let offset = range.start as isize - strings.len() as isize;
            let line = text[range.clone()].find('\n').unwrap_or(range.len());
            let mut diagnostic = broken(&error, offset, file);
            if matches!(error.kind, ParseErrorKind::DuplicateKey(_) | ParseErrorKind::UnexpectedEof) {
                diagnostic.place = Place::span(range.start..range.start + line);
            }
            diagnostics.push(diagnostic);
            blank.push(range);
        }
    }
    for range in blank {
        let spaces: String = text[range.clone()].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        let padding = " ".repeat(range.len() - spaces.len());
        text.replace_range(range, &(spaces + &padding));
    }
}

/// Where records start: an `@` at the start of a line.
fn record_starts(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut starts = Vec::new();
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].starts_with('@') {
            starts.push(at + indent);
        }
        at += line.len();
    }
    starts
}

fn pieces(starts: &[usize], end: usize) -> impl Iterator<Item = Range<usize>> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end)
}

fn broken(error: &ParseError, offset: isize, file: FileId) -> Diagnostic {
    let message = match &error.kind {
        ParseErrorKind::DuplicateKey(key) => format!("the key `{key}` is already that of another source"),
        ParseErrorKind::UnexpectedEof => "this record is not closed".to_owned(),
        kind => format!("this record cannot be read: {kind}"),
    };
    let help = match &error.kind {
        ParseErrorKind::DuplicateKey(_) => "keep one record, or give one another key",
        _ => "a record looks like `@article{key, title = {...}, date = {2020}}`; check commas and braces",
    };
    let shift = |at: usize| usize::try_from(at as isize + offset).unwrap_or(0);
    Diagnostic::new(&rules::BIBLIOGRAPHY, file, message)
        .at(Place::span(shift(error.span.start)..shift(error.span.end)))
        .help(help)
}
