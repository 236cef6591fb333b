//! BibLaTeX files. A record that cannot be read is reported and left out; the others stay.

use biblatex::{
    Bibliography, Chunk, Entry as TexEntry, Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry,
    Spanned,
};
use rayon::prelude::*;
use std::ops::Range;

use super::biblatex_limits as limits;
use super::biblatex_plan::Plan;
use super::biblatex_record::{Failure, convert};
use super::contained::contained;
use super::identifiers::WrittenValue;
use super::library::Record;
use crate::diag::{Diagnostic, FileId, Place, UnreadNames, rules};

/// Reads a file. `unread` gets the keys of records that cannot be read.
pub(super) fn read(
    text: &str,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
    unread: &mut UnreadNames,
) -> Vec<Record> {
    let mut readable = text.to_owned();
    if RawBibliography::parse(text).is_err() {
        blank_broken(&mut readable, file, diagnostics, unread);
    }
    let raw = match RawBibliography::parse(&readable) {
        Ok(raw) => raw,
        Err(error) => {
            diagnostics.push(broken(&error, 0, file));
            unread.add_text(text);
            return Vec::new();
        }
    };
    let plan = Plan::new(raw, file, diagnostics, unread);
    let reader = Reader { text: &readable, file, plan };
    let rows: Vec<usize> = (0..reader.plan.entries.len()).collect();
    // Every record by itself first: only then is it known from which records others can inherit.
    let alone: Vec<Result<TexEntry, Box<Diagnostic>>> =
        rows.par_iter().map(|nth| reader.parse(*nth, &|_| false).map(|(entry, _)| entry)).collect();
    let usable = |nth: usize| alone[nth].is_ok();
    let read: Vec<(Option<Record>, Vec<Diagnostic>)> =
        rows.par_iter().map(|nth| reader.record(*nth, &alone[*nth], &usable)).collect();
    let mut records = Vec::with_capacity(read.len());
    for (nth, (record, mut found)) in read.into_iter().enumerate() {
        diagnostics.append(&mut found);
        if record.is_none() {
            unread.add(reader.plan.entries[nth].v.key.v);
        }
        records.extend(record);
    }
    records
}

struct Reader<'s> {
    text: &'s str,
    file: FileId,
    plan: Plan<'s>,
}

impl Reader<'_> {
    /// A record with what it inherits from usable records, and whether anything of that is missing.
    fn parse(&self, nth: usize, usable: &dyn Fn(usize) -> bool) -> Result<(TexEntry, bool), Box<Diagnostic>> {
        let raw = &self.plan.entries[nth].v;
        let key = raw.key.v;
        let problem = |pair: &Pair| Some((pair.key.v.to_owned(), limits::literal_problem(&pair.value.v)?));
        let fields = raw.fields.iter().filter(|pair| !limits::is_left_out(pair.key.v));
        if let Some((field, problem)) = fields.clone().find_map(problem) {
            let message = format!("the field `{field}` of `{key}` {problem}");
            return Err(Box::new(self.finding(nth, message, self.field(raw, &field)).help(limits::BRACES_HELP)));
        }
        let (alone, incomplete) = self.plan.alone(nth, usable);
        let failed = match contained(|| Bibliography::from_raw(alone).map(Bibliography::into_vec)) {
            Some(Ok(entries)) => entries.into_iter().next(),
            Some(Err(error)) => return Err(Box::new(self.shown(broken(&error, 0, self.file), nth))),
            None => None,
        };
        let Some(mut entry) = failed else {
            return Err(Box::new(self.finding(nth, format!("the source `{key}` cannot be read"), None).help(HELP)));
        };
        key.clone_into(&mut entry.key);
        Ok((entry, incomplete))
    }

    fn record(
        &self,
        nth: usize,
        alone: &Result<TexEntry, Box<Diagnostic>>,
        usable: &dyn Fn(usize) -> bool,
    ) -> (Option<Record>, Vec<Diagnostic>) {
        let raw = &self.plan.entries[nth].v;
        let parsed = match alone {
            Ok(_) if self.plan.inherits(nth) => self.parse(nth, usable),
            Ok(entry) => Ok((entry.clone(), self.plan.lacks(nth))),
            Err(finding) => Err(finding.clone()),
        };
        let (mut entry, incomplete) = match parsed {
            Ok(parsed) => parsed,
            Err(finding) => return (None, vec![*finding]),
        };
        let (verbatim, written) = self.as_written(raw);
        for (field, text) in verbatim {
            entry.set(field, vec![Spanned::detached(Chunk::Verbatim(text))]);
        }
        let place = Place::span(raw.key.span.clone());
        let at = |field: &str| self.field(raw, field).unwrap_or(place);
        let mut diagnostics = Vec::new();
        match convert(entry, &at, self.file, &mut diagnostics) {
            Ok(record) => (Some(Record { written, place, incomplete, ..record }), diagnostics),
            Err(Failure { field, reason }) => {
                let key = raw.key.v;
                let message = match &field {
                    Some(field) => format!("the field `{field}` of `{key}` cannot be read{reason}"),
                    None => format!("the source `{key}` cannot be read{reason}"),
                };
                let place = field.and_then(|field| self.field(raw, &field));
                (None, vec![self.finding(nth, message, place)])
            }
        }
    }

    fn finding(&self, nth: usize, message: String, place: Option<Place>) -> Diagnostic {
        let key = Place::span(self.plan.entries[nth].v.key.span.clone());
        Diagnostic::new(&rules::BIBLIOGRAPHY, self.file, message).at(place.unwrap_or(key))
    }

    /// The finding at a place of the text; the parser counts on from places that texts of strings do not have.
    fn shown(&self, finding: Diagnostic, nth: usize) -> Diagnostic {
        let place = match finding.place {
            Place::Span { start, end } => self.text.get(start as usize..end as usize).map(|_| finding.place),
            other => Some(other),
        };
        let place = place.unwrap_or_else(|| Place::span(self.plan.entries[nth].v.key.span.clone()));
        finding.at(place)
    }

    /// Where the value of a field is.
    fn field(&self, raw: &RawEntry, name: &str) -> Option<Place> {
        let pair = raw.fields.iter().find(|pair| pair.key.v.eq_ignore_ascii_case(name))?;
        let first = pair.value.v.first()?;
        let span = if pair.value.v.len() == 1 { first.span.clone() } else { pair.value.span.clone() };
        self.text.get(span.clone()).map(|_| Place::span(span))
    }

    /// Addresses and numbers as the file has them: the parser turns `--` into a dash even there, which makes a dead link. And
    /// where these and other numbers are.
    fn as_written(&self, raw: &RawEntry) -> (Vec<(&'static str, String)>, Vec<WrittenValue>) {
        const VERBATIM: &[&str] = &["url", "doi", "eprint", "pmid"];
        const PLACED: &[&str] = &["url", "doi", "eprint", "pmid", "isbn", "issn"];
        let (mut verbatim, mut values) = (Vec::new(), Vec::new());
        for pair in &raw.fields {
            let named =
                |names: &[&'static str]| names.iter().find(|name| pair.key.v.eq_ignore_ascii_case(name)).copied();
            values.extend(named(PLACED).and_then(|field| placed(self.text, field, &pair.value.v)));
            let words = pair.value.v.iter().map(|chunk| match &chunk.v {
                RawChunk::Normal(text) => Some(*text),
                RawChunk::Abbreviation(_) => None,
            });
            let words = || words.collect::<Option<String>>();
            verbatim.extend(named(VERBATIM).and_then(|name| Some((name, unescaped(&words()?)))));
        }
        (verbatim, values)
    }
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

/// Overwrites every record that cannot be parsed with spaces, so that all other offsets stay as they are.
fn blank_broken(text: &mut String, file: FileId, diagnostics: &mut Vec<Diagnostic>, unread: &mut UnreadNames) {
    let starts = record_starts(text);
    let mut blank: Vec<Range<usize>> = Vec::new();
    for range in pieces(&starts, text.len()) {
        let piece = &text[range.clone()];
        let Err(error) = RawBibliography::parse(piece) else { continue };
        blank.push(range.clone());
        let kind = piece[1..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        // Commands for TeX and comments hold no source.
        if kind.eq_ignore_ascii_case("preamble") || kind.eq_ignore_ascii_case("comment") {
            continue;
        }
        let mut diagnostic = broken(&error, range.start, file);
        if error.kind == ParseErrorKind::UnexpectedEof {
            let line = piece.find('\n').unwrap_or(piece.len());
            diagnostic.place = Place::span(range.start..range.start + line);
        }
        diagnostics.push(diagnostic);
        let records = piece.split('@').filter_map(|record| record.split_once('{')?.1.split([',', '\n']).next());
        records.filter(|key| key.len() < 200).for_each(|key| unread.add(key));
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

const HELP: &str = "a record looks like `@article{key, title = {...}, date = {2020}}`; check commas and braces";

fn broken(error: &ParseError, offset: usize, file: FileId) -> Diagnostic {
    let message = match &error.kind {
        ParseErrorKind::UnexpectedEof => "this record is not closed".to_owned(),
        kind => format!("this record cannot be read: {kind}"),
    };
    let at = |at: usize| at.saturating_add(offset);
    Diagnostic::new(&rules::BIBLIOGRAPHY, file, message)
        .at(Place::span(at(error.span.start)..at(error.span.end)))
        .help(HELP)
}
