//! YAML; the only file that names the YAML library.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cell::LazyCell;
use std::ops::Range;

use super::decode::{self, PathStep, Problem, ProblemKind, known_fields};
use super::guess::{Edits, Guess, Syntax, SyntaxError, explain};
use super::words::Source;
use super::yaml_guesses::guesses;
use super::yaml_lines::duplicates;
use super::yaml_lost::lost;
use crate::diag::{Step, YamlTree, too_deep};

/// Reads `text`, which begins on the line `first_line` of its file, as a `T`. An empty text is an empty mapping.
pub fn parse<T: DeserializeOwned>(text: &str, first_line: usize) -> (Option<T>, Vec<Problem>) {
    if let Some(at) = too_deep(text) {
        let message = "brackets are nested too deeply".to_owned();
        let help = Some("close them, or put text with brackets in quotes".to_owned());
        return (None, vec![Problem::new(ProblemKind::Syntax, message, help, Some(at..at + 1))]);
    }
    let lost = lost(text);
    if lost.is_empty() {
        return parse_kept(text, first_line);
    }
    // What would be lost is reported, and the text is read as if it were not.
    let mut edits = Edits::default();
    let kept = edits.make(text, lost.iter().flat_map(|guess| guess.edits.iter().cloned()).collect());
    let (value, others) = parse_kept(&kept, first_line);
    let others = others.into_iter().map(|problem| {
        let span = problem.span.clone().map(|span| edits.original(span));
        Problem { span, ..problem }
    });
    (value, lost.into_iter().map(Guess::problem).chain(others).collect())
}

fn parse_kept<T: DeserializeOwned>(text: &str, first_line: usize) -> (Option<T>, Vec<Problem>) {
    match serde_yaml::from_str::<T>(text) {
        Ok(value) if !text.contains('\\') && !has_list_in_list(text) => (Some(value), Vec::new()),
        // An escape may stand for a character that is refused, and a list for fields in their order.
        Ok(value) => match slow(text, first_line) {
            (_, problems) if problems.is_empty() => (Some(value), problems),
            other => other,
        },
        Err(_) => slow(text, first_line),
    }
}

fn has_list_in_list(text: &str) -> bool {
    ["- [", "- - ", "[[", "[ ["].iter().any(|signs| text.contains(signs))
}

fn slow<T: DeserializeOwned>(text: &str, first_line: usize) -> (Option<T>, Vec<Problem>) {
    let yaml = Yaml { first_line, known: known_fields::<T>() };
    let tree = match tree(text) {
        Ok(tree) => tree,
        Err(_) => return (None, explain(&yaml, text)),
    };
    let mut tree = if tree.is_null() { Value::Object(serde_json::Map::new()) } else { tree };
    let places = LazyCell::new(|| YamlTree::new(text));
    let locate = |path: &[PathStep]| -> Option<Range<usize>> {
        let steps: Vec<Step> = path
            .iter()
            .map(|step| match step {
                PathStep::Key(key) => Step::Key(key),
                PathStep::Item(nth) => Step::Item(*nth),
            })
            .collect();
        places.find(&steps)
    };
    let mut problems = decode::without_control(&mut tree, &locate);
    let source = Source { text, locate: &locate, toml: false };
    problems.extend(decode::lists_for_fields::<T>(&mut tree, &source));
    let (value, mut others) = decode::decode(tree, &source);
    problems.append(&mut others);
    (value, problems)
}

/// A text as a tree. Text alone is an error, since every file of ours has fields or items.
fn tree(text: &str) -> Result<Value, SyntaxError> {
    let tree = serde_yaml::from_str::<serde_yaml::Value>(text).map_err(|error| {
        let message = error.to_string();
        SyntaxError {
            at: error.location().map(|location| {
                let at = location.index().min(text.len());
                (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
            }),
            // The library appends the place in words; the report shows it better.
            message: message.split(" at line ").next().unwrap_or(&message).to_owned(),
        }
    })?;
    let error = |message: &str| SyntaxError { at: Some(0), message: message.to_owned() };
    match serde_json::to_value(tree) {
        Ok(Value::String(_)) => Err(error("text where fields are expected")),
        Ok(tree) => Ok(tree),
        // Keys that are lists have no place in our files.
        Err(_) => Err(error("a key that is not text")),
    }
}

struct Yaml {
    first_line: usize,
    known: Vec<String>,
}

impl Syntax for Yaml {
    fn first_error(&self, text: &str) -> Option<SyntaxError> {
        tree(text).err()
    }

    fn guesses(&self, text: &str, error: &SyntaxError) -> Vec<Guess> {
        if error.message.contains("duplicate entry") {
            return self.duplicates(text, error);
        }
        // Too many aliases, or too deep: nothing is mistyped.
        if error.message.contains("limit exceeded") {
            return Vec::new();
        }
        let second = error.at.is_none().then(|| second_document(text)).flatten();
        match second {
            Some(at) => vec![Guess {
                at: at.clone(),
                message: "`---` begins a second document".to_owned(),
                help: "remove this line".to_owned(),
                edits: vec![(at, String::new())],
            }],
            None => guesses(text, error.at.unwrap_or(text.len()), &self.known),
        }
    }

    fn unexplained(&self, text: &str, error: SyntaxError) -> Problem {
        let message = format!("not valid YAML: {}", error.message);
        let help = Some("check colons, quotes, brackets and indentation near here".to_owned());
        let at = error.at.map(|at| {
            let end = text[..at].trim_end().len();
            // The end of a text is never where the mistake is.
            if at >= text.trim_end().len() { end..end } else { at..at }
        });
        Problem::new(ProblemKind::Syntax, message, help, at)
    }
}

impl Yaml {
    /// Keys that a mapping has twice. The fix that is tried gives the second another name.
    fn duplicates(&self, text: &str, error: &SyntaxError) -> Vec<Guess> {
        let twice = |key: &str, at: Range<usize>, lines: String| Guess {
            message: format!("`{key}` is written twice{lines}"),
            help: "keep one of the two".to_owned(),
            edits: vec![(at.end..at.end, format!("-{}", at.start))],
            at,
        };
        let on_lines = duplicates(text).into_iter().map(|found| {
            let lines = format!(", on lines {} and {}", found.first + self.first_line, found.second + self.first_line);
            twice(found.key, found.at, lines)
        });
        let within = error.at.and_then(|at| {
            let key = error.message.rsplit('"').nth(1)?;
            let rest = &text[at..];
            let begins = |found: &usize| {
                let before = rest[..*found].trim_end();
                before.ends_with(['{', ',']) && rest[found + key.len()..].trim_start().starts_with(':')
            };
            let found = rest.match_indices(key).map(|(found, _)| found).filter(begins).nth(1)?;
            Some(twice(key, at + found..at + found + key.len(), String::new()))
        });
        on_lines.chain(within).collect()
    }
}

/// The line that begins a second document.
fn second_document(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut begun = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if begun && bare == "---" {
            return Some(at..at + bare.len());
        }
        begun |= !bare.is_empty() && !bare.starts_with('#');
        at += line.len();
    }
    None
}
