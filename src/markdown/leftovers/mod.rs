//! Markup that the parser left as text. Readers would see the signs instead of what the author meant, so each is an error
//! that shows the likely intent.
//!
//! One pass over the parser's events, after the body is written: [`runs`] joins the text of each block without code and
//! without what the author escaped, [`lines`] looks at how lines begin, [`marks`] and [`emphasis`] at signs within them.
//! Every test looks a bounded way ahead, so the time is linear. Whether `@key` names a source is known only with the
//! bibliography: such places are handed on as [`Mention`]s.

mod addresses;
mod brackets;
mod emphasis;
mod lines;
mod marks;
mod runs;
#[cfg(test)]
mod tests;

use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::ops::Range;

use super::body::Mention;
use super::events::Writer;
use crate::diag::{Diagnostic, Place, rules};
use runs::{ESCAPED, OBJECT, Runs};

/// How many are reported in a body: beyond that, the file is not a text of this kind.
const MOST: usize = 50;

/// A piece of leftover markup.
#[derive(Debug, PartialEq, Eq)]
struct Leftover {
    /// In the text of its run.
    range: Range<usize>,
    /// What it was meant to be, for the message.
    what: &'static str,
    /// What to write. `{}` is replaced by the words between the signs.
    help: &'static str,
    /// The mark of a note that it is if the body has one behind a word: `*Only for adults` below a table with `Dose*`.
    note: Option<Note>,
}

/// The mark of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Note {
    /// `*`
    First,
    /// `**`
    Second,
}

/// Which marks of notes a body has behind words.
#[derive(Clone, Copy, Debug, Default)]
struct Notes {
    first: bool,
    second: bool,
}

impl Notes {
    fn have(self, note: Note) -> bool {
        match note {
            Note::First => self.first,
            Note::Second => self.first && self.second,
        }
    }
}

impl Leftover {
    fn new(range: Range<usize>, what: &'static str, help: &'static str) -> Leftover {
        Leftover { range, what, help, note: None }
    }
}

impl Writer<'_> {
    /// Reports leftover markup, except where something was reported already.
    pub(super) fn check_leftovers(&mut self) {
        let mut found: Vec<(Range<usize>, Leftover, String)> = Vec::new();
        let mut mentions = Vec::new();
        let mut noted = Notes::default();
        let mut before = lines::Before::default();
        let mut runs = Runs::new(self.text, &self.handled);
        for (event, range) in &self.events {
            if let Some(run) = runs.take(event, range.clone()) {
                let mut leftovers = lines::check(&run, &mut before);
                marks::check(&run, &mut leftovers, &mut noted);
                let keys = addresses::mentions(&run.text).into_iter();
                mentions.extend(keys.map(|(range, key)| (run.source(self.text, range), key.to_owned())));
                found.extend(leftovers.into_iter().map(|leftover| {
                    let source = run.source(self.text, leftover.range.clone());
                    let words = &run.text[leftover.range.clone()];
                    let words = if words.contains([OBJECT, ESCAPED]) { &self.text[source.clone()] } else { words };
                    (source, leftover, shown(words))
                }));
            }
            found.extend(whole_block(self.text, event, range.clone()));
        }
        let offset = self.context.offset;
        let reported = narrow_spans(&self.diagnostics, self.text, offset);
        found.sort_by_key(|(range, ..)| (range.start, range.end));
        let mut done = 0;
        let most = self.diagnostics.len() + MOST;
        for (range, leftover, shown) in found {
            if self.diagnostics.len() == most {
                break;
            }
            if range.start < done || leftover.note.is_some_and(|note| noted.have(note)) || overlaps(&reported, &range) {
                continue;
            }
            done = range.end;
            let message = format!("readers see \u{201c}{shown}\u{201d}: {}", leftover.what);
            let inner = shown.trim_matches(|c: char| !c.is_alphanumeric() && c != '\u{2026}');
            let help = leftover.help.replace("{}", if inner.is_empty() { "words" } else { inner });
            self.report(&rules::RAW_MARKUP, range, message).help = Some(help);
        }
        let mentions = mentions.into_iter();
        let reported = narrow_spans(&self.diagnostics, self.text, offset);
        self.mentions = mentions
            .filter(|(range, _)| !overlaps(&reported, range))
            .map(|(range, key)| Mention { shown: self.text[range.clone()].to_owned(), key, place: self.place(range) })
            .collect();
    }
}

/// Blocks that are not what the author meant: code without an end, a heading made by a line below a paragraph, and one side
/// of a merge conflict.
fn whole_block(text: &str, event: &Event, range: Range<usize>) -> Option<(Range<usize>, Leftover, String)> {
    let source = text.get(range.clone())?;
    let first = source.lines().next().unwrap_or_default();
    let at_first = |what, help| {
        let range = range.start..range.start + first.len();
        Some((range.clone(), Leftover::new(range, what, help), shown(first)))
    };
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) if !is_closed(source) => {
            at_first("code that never ends, so that the rest is shown as code", "end it with a line of the same signs")
        }
        Event::Start(Tag::BlockQuote(_)) if first.starts_with(">>>>>>>") => {
            at_first("the mark of a merge conflict", "choose one of the two versions and remove the marks")
        }
        Event::Start(Tag::Heading { .. }) if !source.starts_with('#') && is_by_chance(source) => at_first(
            "a line of `-` below a paragraph makes it a heading",
            "put an empty line before the line, or write the heading with `##`",
        ),
        _ => None,
    }
}

/// Whether the last line of a block of code ends it.
fn is_closed(source: &str) -> bool {
    let Some(sign) = source.chars().next() else { return true };
    let opening = source.chars().take_while(|c| *c == sign).count();
    let mut lines = source.trim_end().lines();
    lines.next();
    let last = lines.last().unwrap_or_default().trim_matches(|c: char| c == '>' || c.is_whitespace());
    last.chars().count() >= opening && last.chars().all(|c| c == sign)
}

/// Whether a heading with a line below it was meant as something else: several lines, a sentence, or fields of a front matter.
fn is_by_chance(source: &str) -> bool {
    let mut lines: Vec<&str> = source.trim_end().lines().collect();
    let underline = lines.pop().unwrap_or_default().trim();
    let Some(last) = lines.last().map(|line| line.trim_end()) else { return false };
    // One with `=` has level 1, which is reported as such.
    if underline.starts_with('=') {
        return false;
    }
    let field =
        last.split_once(": ").is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    let sentence = last.ends_with(['.', ':', ';', ',', '\u{3002}', '\u{ff0c}', '\u{61f}', '\u{6d4}', '\u{964}']);
    lines.len() > 1 || field || sentence || underline.len() == 1
}

/// Where findings are that point at a part of one line. Those about a whole block say nothing about its words.
fn narrow_spans(diagnostics: &[Diagnostic], text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = diagnostics
        .iter()
        .filter_map(|diagnostic| match diagnostic.place {
            Place::Span { start, end } => {
                let range = (start as usize).checked_sub(offset)?..(end as usize).checked_sub(offset)?;
                (!text.get(range.clone())?.trim_end().contains('\n')).then_some(range)
            }
            _ => None,
        })
        .collect();
    spans.sort_by_key(|range| range.start);
    // The furthest end so far, so that one look finds whether any span reaches a place.
    let mut end = 0;
    for span in &mut spans {
        end = end.max(span.end);
        span.end = end;
    }
    spans
}

fn overlaps(spans: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = spans.partition_point(|span| span.start < range.end);
    next.checked_sub(1).is_some_and(|nth| spans[nth].end > range.start)
}

/// Markup as a message quotes it.
fn shown(text: &str) -> String {
    let line = text.trim().split('\n').next().unwrap_or_default();
    let short: String = line.chars().take(48).collect();
    if short.chars().count() < line.chars().count() { format!("{short}\u{2026}") } else { short }
}
