//! YAML; the only file that names the YAML library.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::ops::Range;

use super::decode::{self, PathStep, Problem, ProblemKind};
use crate::diag::{Step, locate_path};

/// Reads `text` as a `T`. An empty text is an empty mapping.
pub fn parse<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Problem>) {
    match serde_yaml::from_str::<T>(text) {
        Ok(value) if !text.contains('\\') => (Some(value), Vec::new()),
        // An escape may stand for a character that is refused.
        Ok(value) => match slow(text, None) {
            (_, problems) if problems.is_empty() => (Some(value), problems),
            other => other,
        },
        Err(error) => slow(text, Some(&error)),
    }
}

fn slow<T: DeserializeOwned>(text: &str, error: Option<&serde_yaml::Error>) -> (Option<T>, Vec<Problem>) {
    let tree = match serde_yaml::from_str::<serde_yaml::Value>(text) {
        Ok(tree) => tree,
        Err(error) => return (None, vec![syntax(text, &error)]),
    };
    let mut tree = match to_json(tree) {
        Some(Value::Null) => Value::Object(serde_json::Map::new()),
        Some(tree) => tree,
        None => return (None, error.map(|error| syntax(text, error)).into_iter().collect()),
    };
    let locate = |path: &[PathStep]| -> Option<Range<usize>> {
        let steps: Vec<Step> = path
            .iter()
            .map(|step| match step {
                PathStep::Key(key) => Step::Key(key),
                PathStep::Item(nth) => Step::Item(*nth),
            })
            .collect();
        locate_path(text, &steps)
    };
    let mut problems = decode::without_control(&mut tree, &locate);
    let (value, mut others) = decode::decode(tree, &locate);
    problems.append(&mut others);
    (value, problems)
}

fn syntax(text: &str, error: &serde_yaml::Error) -> Problem {
    let at = error.location().map(|location| location.index().min(text.len()));
    let message = error.to_string();
    // The library appends the place in words; the report shows it better.
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let help = if message.starts_with("duplicate entry") {
        "keep one of the two"
    } else {
        "check colons, quotes and indentation near here"
    };
    Problem {
        kind: ProblemKind::Syntax,
        message: format!("not valid YAML: {message}"),
        help: Some(help.to_owned()),
        span: at.map(|at| at..at),
    }
}

/// Keys that are no strings (numbers, lists) have no place in our files.
fn to_json(tree: serde_yaml::Value) -> Option<Value> {
    serde_json::to_value(tree).ok()
}
