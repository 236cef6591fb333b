//! The slow path: decode a tree, take out what does not fit, say so, and try again.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;
use std::ops::Range;

use super::words::{Misfit, Source, did_you_mean};
use super::yaml_lines::is_space;

/// One thing wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    pub message: String,
    pub help: Option<String>,
    /// Byte offsets in the text that was parsed.
    pub span: Option<Range<usize>>,
    /// A word that is not known, for those who know what it may mean.
    pub unknown: Option<Box<Unknown>>,
}

/// A word that is not known, and those that are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub word: String,
    pub known: Vec<String>,
}

impl Problem {
    /// A problem that is not about an unknown word.
    pub fn new(kind: ProblemKind, message: String, help: Option<String>, span: Option<Range<usize>>) -> Problem {
        Problem { kind, message, help, span, unknown: None }
    }
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
        let message =
            format!("this text contains the character U+{:04X}, which no page can show", u32::from(character));
        problems.push(Problem::new(ProblemKind::WrongType, message, Some("remove it".to_owned()), locate(path)));
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

/// Decodes `tree`; every error costs the smallest node that holds it. Returns `None` only when not even an empty document
/// would do.
pub(super) fn decode<T: DeserializeOwned>(mut tree: Value, source: &Source) -> (Option<T>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut removed = Removed::default();
    // Every round removes one node, so the number of nodes bounds the rounds; the cap keeps hostile input cheap.
    for _ in 0..200 {
        match serde_path_to_error::deserialize::<_, T>(tree.clone()) {
            Ok(value) => return (Some(value), problems),
            Err(error) => {
                let mut path = steps(error.path());
                let mut message = error.inner().to_string();
                if source.keep_as_text(&message, &removed.original(&path), node_mut(&mut tree, &path)) {
                    continue;
                }
                if let Some(fields) = list_for_fields::<T>(&path) {
                    path.truncate(fields);
                    "invalid type: sequence, expected struct".clone_into(&mut message);
                }
                let problem = describe::<T>(&message, &mut path, &tree, &removed, source);
                // A field that was taken out because it did not fit is missing now; that was said already.
                let taken_out = quoted_after(&message, "missing field ").is_some_and(|name| removed.has(&path, name));
                if !taken_out {
                    problems.extend(problem);
                }
                removed.note_joined(&path);
                if !remove(&mut tree, &path, &mut removed) {
                    return (None, problems);
                }
            }
        }
    }
    (None, problems)
}

/// A field, and a word, that no type knows. A type that is asked for it answers with those that it knows.
const UNKNOWN: &str = "\u{1}";

/// The fields of a type, or of the items of a list.
pub(super) fn known_fields<T: DeserializeOwned>() -> Vec<String> {
    let ask = serde_json::json!({ UNKNOWN: null });
    let answer = |tree| serde_json::from_value::<T>(tree).err().map(|error| error.to_string()).unwrap_or_default();
    let fields = known(&answer(ask.clone()), "unknown field ");
    if fields.is_empty() { known(&answer(Value::Array(vec![ask])), "unknown field ") } else { fields }
}

/// The names that a message about an unknown one lists.
fn known(message: &str, start: &str) -> Vec<String> {
    if quoted_after(message, start) != Some(UNKNOWN) {
        return Vec::new();
    }
    all_quoted(message.split_once("expected").map_or("", |(_, rest)| rest)).into_iter().map(str::to_owned).collect()
}

/// What a type knows at the place of a node. It is asked with a document that holds nothing else.
fn known_at<T: DeserializeOwned>(path: &[PathStep], ask: Value, start: &str) -> Vec<String> {
    let document = path.iter().rev().fold(ask, |inner, step| match step {
        PathStep::Key(key) => serde_json::json!({ key: inner }),
        PathStep::Item(_) => Value::Array(vec![inner]),
    });
    serde_json::from_value::<T>(document).err().map_or_else(Vec::new, |error| known(&error.to_string(), start))
}

/// The fields that a mapping at the place of a node may have; none where something else is expected.
fn fields_at<T: DeserializeOwned>(path: &[PathStep]) -> Vec<String> {
    known_at::<T>(path, serde_json::json!({ UNKNOWN: null }), "unknown field ")
}

/// Lists in lists where mappings are expected. Serde would take their items for fields in their order, so they are taken out.
pub(super) fn lists_for_fields<T: DeserializeOwned>(tree: &mut Value, source: &Source) -> Vec<Problem> {
    let mut paths = Vec::new();
    inner_lists(tree, &mut Vec::new(), &mut paths);
    let mut problems = Vec::new();
    for path in paths.into_iter().take(100) {
        if fields_at::<T>(&path).is_empty() {
            continue;
        }
        let message = "invalid type: sequence, expected struct";
        problems.extend(describe::<T>(message, &mut path.clone(), tree, &Removed::default(), source));
        if let Some(node) = node_mut(tree, &path) {
            *node = Value::Null;
        }
    }
    problems
}

fn inner_lists(node: &Value, path: &mut Vec<PathStep>, found: &mut Vec<Vec<PathStep>>) {
    match node {
        Value::Array(items) => {
            if matches!(path.last(), Some(PathStep::Item(_))) {
                found.push(path.clone());
            }
            for (nth, item) in items.iter().enumerate() {
                path.push(PathStep::Item(nth));
                inner_lists(item, path, found);
                path.pop();
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                path.push(PathStep::Key(key.clone()));
                inner_lists(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// How much of a path leads to a list where a mapping is expected. Serde would take its items for fields in their order.
fn list_for_fields<T: DeserializeOwned>(path: &[PathStep]) -> Option<usize> {
    let items = path.iter().enumerate().filter(|(_, step)| matches!(step, PathStep::Item(_))).map(|(depth, _)| depth);
    items.rev().find(|depth| !fields_at::<T>(&path[..*depth]).is_empty())
}

fn node_mut<'a>(tree: &'a mut Value, path: &[PathStep]) -> Option<&'a mut Value> {
    path.iter().try_fold(tree, |node, step| match (step, node) {
        (PathStep::Key(key), Value::Object(map)) => map.get_mut(key),
        (PathStep::Item(nth), Value::Array(items)) => items.get_mut(*nth),
        _ => None,
    })
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

    /// `{id:a}`: the field `id` was meant to be there.
    fn note_joined(&mut self, path: &[PathStep]) {
        let Some((PathStep::Key(name), parent)) = path.split_last() else { return };
        if let Some((field, _)) = name.split_once(':') {
            let mut path = self.original(parent);
            path.push(PathStep::Key(field.to_owned()));
            self.fields.push(path);
        }
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
fn describe<T: DeserializeOwned>(
    message: &str,
    path: &mut Vec<PathStep>,
    tree: &Value,
    removed: &Removed,
    source: &Source,
) -> Option<Problem> {
    let locate = |path: &[PathStep]| (source.locate)(&removed.original(path));
    if let Some(name) = quoted_after(message, "unknown field ") {
        if path.last() != Some(&PathStep::Key(name.to_owned())) {
            path.push(PathStep::Key(name.to_owned()));
        }
        let known = all_quoted(message.split_once("expected").map_or("", |(_, rest)| rest));
        if let Some((field, value)) = name.split_once(':').filter(|(field, _)| known.contains(field)) {
            let message = format!("no space after the colon: `{name}`");
            let help = Some(format!("write `{field}: {value}`"));
            return Some(Problem::new(ProblemKind::Syntax, message, help, locate(path)));
        }
        let visible = name.trim_matches(is_space);
        if visible != name && known.contains(&visible) {
            let message = format!("an invisible character stands beside `{visible}`");
            let help = Some(format!("delete `{visible}` with the spaces around it, and type it again"));
            return Some(Problem::new(ProblemKind::Syntax, message, help, locate(path)));
        }
        let empty = node_mut(&mut tree.clone(), path).is_some_and(|node| node.is_null());
        if let Some(help) =
            locate(path).filter(|_| empty).and_then(|at| source.split_value(at.start..at.start + name.len()))
        {
            let message = format!("a comma ends the value before it: `{name}` is not part of it");
            return Some(Problem::new(ProblemKind::Syntax, message, Some(help), locate(path)));
        }
        let help = Some(did_you_mean(name, &known));
        let message = format!("unknown field `{name}`");
        let mut problem = Problem::new(ProblemKind::UnknownField, message, help, locate(path));
        let known = known.into_iter().map(str::to_owned).collect();
        problem.unknown = Some(Box::new(Unknown { word: name.to_owned(), known }));
        return Some(problem);
    }
    if let Some(name) = quoted_after(message, "missing field ") {
        let message = format!("the field `{name}` is missing");
        let help = Some(if source.toml { format!("add `{name} = ...`") } else { format!("add `{name}: ...`") });
        return Some(Problem::new(ProblemKind::MissingField, message, help, locate(path)));
    }
    let node = node_mut(&mut tree.clone(), path).map_or(Value::Null, |node| node.clone());
    let fields = fields_at::<T>(path);
    let words = known_at::<T>(path, Value::from(UNKNOWN), "unknown variant ");
    let written_path = removed.original(path);
    source.misfit(&Misfit { message, path, written_path: &written_path, node: &node, fields: &fields, words: &words })
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
