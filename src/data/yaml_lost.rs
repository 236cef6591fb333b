//! Values that YAML accepts and takes for something else: parts of them would be lost, or quotation marks published.

use std::ops::Range;

use super::guess::{Guess, TYPOGRAPHIC, shown};
use super::yaml_lines::{Line, lines};
use super::yaml_values::{is_anchor, quoted};

/// What a text would lose, with the edits that keep it. It is looked at closely only if it has one of the signs that matter.
pub(super) fn lost(text: &str) -> Vec<Guess> {
    let signs = [": &", "- &", ": !", "- !", ": #", "- #"];
    let typographic = !text.is_ascii() && text.contains(TYPOGRAPHIC);
    if !typographic && !signs.iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let lines = lines(text);
    let mut problems = Vec::new();
    for (nth, line) in lines.iter().enumerate() {
        let (at, value) = line.value();
        match value.chars().next() {
            Some(sign @ ('&' | '!')) if !is_anchor(text, value) && !names_more(&lines, nth) => {
                let message = format!("an unquoted value cannot begin with `{sign}`: `{}`", shown(value));
                problems.push(guess(at..at + 1, message, line, at..at + value.len(), quoted(value)));
            }
            Some('#') if lines.get(nth + 1).is_none_or(|next| next.indent <= line.indent && next.dashes.is_empty()) => {
                let message = format!("`#` begins a comment, so `{}` is not read", shown(value));
                problems.push(guess(at..at + 1, message, line, at..at + value.len(), quoted(value)));
            }
            Some('[' | '{') => problems.extend(in_brackets(value).map(|item| {
                let part = &value[item.clone()];
                let message = format!("typographic quotation marks become part of the value: `{}`", shown(part));
                let place = at + item.start..at + item.end;
                let better = straight(part);
                Guess { at: place.clone(), message, help: format!("write `{better}`"), edits: vec![(place, better)] }
            })),
            Some(first) if TYPOGRAPHIC.contains(&first) && is_wrapped(value) => {
                let message = format!("typographic quotation marks become part of the value: `{}`", shown(value));
                let place = at..at + value.len();
                problems.push(guess(place.clone(), message, line, place, straight(value)));
            }
            _ => {}
        }
    }
    problems
}

/// Whether an anchor or a tag stands before a list or a mapping, and no word of a text is lost.
fn names_more(lines: &[Line], nth: usize) -> bool {
    let (_, value) = lines[nth].value();
    let rest = value.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
    let below = lines.get(nth + 1).is_some_and(|next| next.indent > lines[nth].indent || !next.dashes.is_empty());
    value.starts_with('&') && (rest.starts_with(['[', '{']) || rest.is_empty() && below)
}

fn guess(at: Range<usize>, message: String, line: &Line, value: Range<usize>, better: String) -> Guess {
    let help = match line.key() {
        Some(key) => format!("write `{key}: {better}`"),
        None => format!("write `{better}`"),
    };
    Guess { at, message, help, edits: vec![(value, better)] }
}

/// A text without the quotation marks around it, in straight quotes.
fn straight(value: &str) -> String {
    let mut chars = value.chars();
    chars.next();
    chars.next_back();
    quoted(chars.as_str())
}

/// Whether quotation marks stand around a whole value, and nowhere within it.
fn is_wrapped(value: &str) -> bool {
    let mut chars = value.chars();
    let ends = chars.next().zip(chars.next_back());
    let double = |c: char| TYPOGRAPHIC.contains(&c) && !matches!(c, '\u{2018}' | '\u{2019}' | '\u{201a}');
    match ends {
        Some((first, last)) if double(first) => double(last) && !chars.as_str().contains(double),
        Some((first, last)) => {
            matches!(first, '\u{2018}' | '\u{201a}') && matches!(last, '\u{2018}' | '\u{2019}') && chars.as_str() != ""
        }
        None => false,
    }
}

/// Items of a list or mapping in brackets that have typographic quotation marks around them.
fn in_brackets(value: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    value.split_inclusive([',', '[', '{', ']', '}', ':']).filter_map(move |piece| {
        let item = piece.trim_end_matches([',', '[', '{', ']', '}', ':']);
        let start = at + item.len() - item.trim_start().len();
        at += piece.len();
        is_wrapped(item.trim()).then(|| start..start + item.trim().len())
    })
}
