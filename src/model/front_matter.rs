//! Where the front matter of a file begins and ends, and what may be wrong with the lines around it.

use std::ops::Range;

use crate::diag::{Diagnostic, FileId, Place, rules};

/// The byte range of the front matter and the offset of the body.
pub(super) fn split(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.find('\n')?;
    if text[..first].trim_end() != "---" {
        return None;
    }
    let start = first + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Why a text has no front matter.
pub(super) fn missing(text: &str, file: FileId) -> Diagnostic {
    let start = "start the file with a line `---`, then `title: ...`, then a line `---`".to_owned();
    let found = |place: Range<usize>, message: String, help: String| {
        Diagnostic::new(&rules::FRONT_MATTER, file, message).at(Place::span(place)).help(help)
    };
    let first = text.lines().next().unwrap_or_default();
    if text.trim().is_empty() {
        return found(0..0, "this file is empty".to_owned(), start);
    }
    if first.trim_end() == "---" {
        let after = first.len() + text[first.len()..].find('\n').map_or(0, |at| at + 1);
        return match lines(&text[after..]).find(|(_, line)| is_delimiter(line)) {
            Some((at, line)) => {
                let at = after + at;
                if line.trim() == "---" {
                    let message = "the line `---` after the front matter is indented".to_owned();
                    return found(at..at + line.len(), message, "remove the spaces before it".to_owned());
                }
                let message = format!("the front matter ends with `{}`, not with `---`", line.trim());
                found(
                    at..at + line.len(),
                    message,
                    "write `---` at the start of this line, and nothing else".to_owned(),
                )
            }
            None => {
                let help = "add a line `---` after the last field".to_owned();
                found(0..first.len(), "the front matter is not closed".to_owned(), help)
            }
        };
    }
    let Some((at, line)) = lines(text).find(|(_, line)| !line.trim().is_empty()) else {
        return found(0..0, "this file is empty".to_owned(), start);
    };
    if line.trim_end() == "---" {
        let message = "the front matter must begin on the first line".to_owned();
        return found(0..first.len(), message, "remove the empty lines above `---`".to_owned());
    }
    if is_delimiter(line) || line.starts_with("```") {
        let message = format!("the front matter begins with `{}`, not with `---`", line.trim());
        let help = match line.trim() {
            "+++" => "write `---`, and fields as `title: ...`",
            _ => "write `---` as the first line, and nothing else",
        };
        return found(at..at + line.len(), message, help.to_owned());
    }
    if line.starts_with("title:") || line.starts_with("id:") {
        let message = "the line `---` before the front matter is missing".to_owned();
        return found(at..at + line.len(), message, "write `---` in a line above this one".to_owned());
    }
    found(0..first.len(), "this file has no front matter".to_owned(), start)
}

/// Lines with the places where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Whether a line looks as if it were meant to be `---`: word processors make long dashes of hyphens.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    let dash =
        |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' | '=' | '*' | '+' | '~' | ' ' | '.');
    let alike = line.chars().all(dash) && line.chars().count() <= 80;
    alike && !line.is_empty() && (line.chars().count() >= 2 || matches!(line, "\u{2013}" | "\u{2014}" | "\u{2015}"))
}
