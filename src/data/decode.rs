//! The slow path: decode a tree, take out what does not fit, say so, and try again.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;
use std::ops::Range;

use crate::diag::nearest;

/// One thing wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub message: String,
    pub help: Option<String>,
    /// Byte offsets in the text that was parsed.
    pub span: Option<Range<usize>>,
}

/// What sort of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    Syntax,
    UnknownField,
    WrongType,
    MissingField,
}

/// A step into a document, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathStep {
    Key(String),
    Item(usize),
}

/// Takes characters out of texts that no page and no file for programs can hold, and says where they were. YAML and TOML
/// let them be written, such as `"\0"`.
pub(super) fn without_control(tree: &mut Value, locate: &dyn Fn(&[PathStep]) -> Option<Range<usize>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    clean(tree, &mut Vec::new(), &mut |path, character| {
        problems.push(Problem {
            kind: ProblemKind::WrongType,
            message: format!("this text holds the character U+{:04X}, which no page can show", u32::from(character)),
            help: Some("take it out".to_owned()),
            span: locate(path),
        });
    });
    problems
}

fn clean(tree: &mut Value, path: &mut Vec<PathStep>, report: &mut impl FnMut(&[PathStep], char)) {
    let unusable = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match tree {
        Value::String(text) => {
            if let Some(character) = text.chars().find(unusable) {
                report(path, character);
                text.retain(|c| !unusable(&c));
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter_mut().enumerate() {
                path.push(PathStep::Item(nth));
                clean(item, path, report);
                path.pop();
            }
        }
        Value::Object(map) => {
            map.retain(|key, value| {
                let character = key.chars().find(unusable);
                path.push(PathStep::Key(key.clone()));
                match character {
                    Some(character) => report(path, character),
                    None => clean(value, path, report),
                }
                path.pop();
                character.is_none()
            });
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Decodes `tree`; every error costs the smallest node that holds it. `locate` finds a path in the text.
/// Returns `None` only when not even an empty document would do.
pub(super) fn decode<T: DeserializeOwned>(
    mut tree: Value,
    locate: &dyn Fn(&[PathStep]) -> Option<Range<usize>>,
) -> (Option<T>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut removed = Removed::default();
    // Every round removes one node, so the number of nodes bounds the rounds; the cap keeps hostile input cheap.
    for _ in 0..200 {
        match serde_path_to_error::deserialize::<_, T>(tree.clone()) {
            Ok(value) => return (Some(value), problems),
            Err(error) => {
                let mut path = steps(error.path());
                let message = error.inner().to_string();
                let problem = describe(&message, &mut path, &|path| locate(&removed.original(path)));
                // A field that was taken out because it did not fit is missing now; that was said already.
                let taken_out = quoted_after(&message, "missing field ").is_some_and(|name| removed.has(&path, name));
                if !taken_out {
                    problems.push(problem);
                }
                if !remove(&mut tree, &path, &mut removed) {
                    return (None, problems);
                }
            }
        }
    }
    (None, problems)
}

/// What was taken out, so that paths can be read as those of the text.
#[derive(Default)]
struct Removed {
    /// Lists by their paths in the text, with the positions in the text of the items that are gone, ascending.
    items: Vec<(Vec<PathStep>, Vec<usize>)>,
    fields: Vec<Vec<PathStep>>,
}

impl Removed {
    /// The path in the text of a path in what is left.
    fn original(&self, path: &[PathStep]) -> Vec<PathStep> {
        let mut original: Vec<PathStep> = Vec::with_capacity(path.len());
        for step in path {
            let step = match step {
                PathStep::Item(nth) => {
                    let gone = self.items.iter().find(|(list, _)| *list == original).map_or(&[][..], |(_, gone)| gone);
                    PathStep::Item(gone.iter().fold(*nth, |nth, gone| if *gone <= nth { nth + 1 } else { nth }))
                }
                key => key.clone(),
            };
            original.push(step);
        }
        original
    }

    fn has(&self, parent: &[PathStep], field: &str) -> bool {
        let mut path = self.original(parent);
        path.push(PathStep::Key(field.to_owned()));
        self.fields.contains(&path)
    }

    fn note(&mut self, path: &[PathStep]) {
        let mut original = self.original(path);
        match original.pop() {
            Some(PathStep::Item(nth)) => match self.items.iter_mut().find(|(list, _)| *list == original) {
                Some((_, gone)) => {
                    gone.push(nth);
                    gone.sort_unstable();
                }
                None => self.items.push((original, vec![nth])),
            },
            Some(key) => {
                original.push(key);
                self.fields.push(original);
            }
            None => {}
        }
    }
}

fn steps(path: &serde_path_to_error::Path) -> Vec<PathStep> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(PathStep::Item(*index)),
            Segment::Map { key } => Some(PathStep::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// Words of serde's message into words for an editor; `path` is led to the node that must go.
fn describe(message: &str, path: &mut Vec<PathStep>, locate: &dyn Fn(&[PathStep]) -> Option<Range<usize>>) -> Problem {
    if let Some(name) = quoted_after(message, "unknown field ") {
        if path.last() != Some(&PathStep::Key(name.to_owned())) {
            path.push(PathStep::Key(name.to_owned()));
        }
        let known = all_quoted(message.split_once("expected").map_or("", |(_, rest)| rest));
        return Problem {
            kind: ProblemKind::UnknownField,
            message: format!("unknown field `{name}`"),
            help: Some(did_you_mean(name, &known)),
            span: locate(path),
        };
    }
    if let Some(name) = quoted_after(message, "missing field ") {
        return Problem {
            kind: ProblemKind::MissingField,
            message: format!("the field `{name}` is missing"),
            help: Some(format!("add `{name}: ...`")),
            span: locate(path),
        };
    }
    let name = path.iter().rev().find_map(|step| match step {
        PathStep::Key(key) => Some(key.as_str()),
        PathStep::Item(_) => None,
    });
    let field = name.map_or(String::new(), |name| format!("`{name}`: "));
    let help = if let Some(word) = quoted_after(message, "unknown variant ") {
        Some(did_you_mean(word, &all_quoted(message.split_once("expected").map_or("", |(_, rest)| rest))))
    } else if message.contains("expected a string") {
        Some("put the value in quotes".to_owned())
    } else {
        None
    };
    let message = message.replace("unknown variant", "unknown value");
    let whole = ["expected u8", "expected u16", "expected u32", "expected i32", "expected i64", "expected u64"];
    let message = whole.iter().fold(message, |message, rust| message.replace(rust, "expected a whole number"));
    let message = message.split(", expected one of").next().unwrap_or(&message).to_owned();
    Problem { kind: ProblemKind::WrongType, message: format!("{field}{message}"), help, span: locate(path) }
}

fn did_you_mean(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("known here: {}", known.join(", ")),
    }
}

fn quoted_after<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    let at = message.find(start)? + start.len();
    message[at..].strip_prefix('`')?.split('`').next()
}

fn all_quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Takes the node at a path out, or the nearest around it that can go.
fn remove(tree: &mut Value, path: &[PathStep], removed: &mut Removed) -> bool {
    let Some((last, parents)) = path.split_last() else {
        // A field of the document itself is missing: nothing smaller can go.
        return false;
    };
    let mut node = &mut *tree;
    for step in parents {
        let next = match (step, node) {
            (PathStep::Key(key), Value::Object(map)) => map.get_mut(key),
            (PathStep::Item(nth), Value::Array(items)) => items.get_mut(*nth),
            _ => None,
        };
        let Some(next) = next else { return remove(tree, parents, removed) };
        node = next;
    }
    match (last, node) {
        (PathStep::Key(key), Value::Object(map)) if map.contains_key(key) => {
            map.remove(key);
        }
        (PathStep::Item(nth), Value::Array(items)) if *nth < items.len() => {
            items.remove(*nth);
        }
        _ => return remove(tree, parents, removed),
    }
    removed.note(path);
    true
}
