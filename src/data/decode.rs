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

/// Decodes `tree`; every error costs the smallest node that holds it. `locate` finds a path in the text.
/// Returns `None` only when not even an empty document would do.
pub(super) fn decode<T: DeserializeOwned>(
    mut tree: Value,
    locate: &dyn Fn(&[PathStep]) -> Option<Range<usize>>,
) -> (Option<T>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut emptied: Vec<Vec<PathStep>> = Vec::new();
    // Every round removes one node, so the number of nodes bounds the rounds; the cap keeps hostile input cheap.
    for _ in 0..200 {
        match serde_path_to_error::deserialize::<_, T>(tree.clone()) {
            Ok(value) => return (Some(value), problems),
            Err(error) => {
                let mut path = steps(error.path());
                let problem = describe(&error.inner().to_string(), &mut path, locate);
                let missing = problem.kind == ProblemKind::MissingField;
                // A list item that was emptied a round ago is still there and does not fit either.
                if emptied.contains(&path) {
                    remove(&mut tree, &path, missing);
                    continue;
                }
                problems.push(problem);
                emptied.push(path.clone());
                if !remove(&mut tree, &path, missing) {
                    return (None, problems);
                }
            }
        }
    }
    (None, problems)
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
fn describe(
    message: &str,
    path: &mut Vec<PathStep>,
    locate: &dyn Fn(&[PathStep]) -> Option<Range<usize>>,
) -> Problem {
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

/// Takes the node at `path` out of the tree, or its parent when a field is missing in it. False when that is the
/// whole document.
fn remove(tree: &mut Value, path: &[PathStep], missing: bool) -> bool {
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
        let Some(next) = next else { return remove(tree, parents, missing) };
        node = next;
    }
    match (last, node) {
        (PathStep::Key(key), Value::Object(map)) => map.remove(key).is_some(),
        // Items keep their place, so that later paths still point at the right lines.
        (PathStep::Item(nth), Value::Array(items)) if *nth < items.len() => {
            let gone = items[*nth].is_null();
            items[*nth] = Value::Null;
            if gone {
                items.remove(*nth);
            }
            true
        }
        _ => remove(tree, parents, missing),
    }
}
