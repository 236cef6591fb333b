//! TOML, for `book.toml`.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

use super::decode::{self, PathStep, Problem, ProblemKind};

/// Reads `text` as a `T`.
pub fn parse<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Problem>) {
    let document = match DeTable::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let problem = Problem {
                kind: ProblemKind::Syntax,
                message: format!("not valid TOML: {}", error.message()),
                help: None,
                span: error.span(),
            };
            return (None, vec![problem]);
        }
    };
    let tree: Value = match toml::from_str(text) {
        Ok(tree) => tree,
        Err(error) => {
            let problem = Problem {
                kind: ProblemKind::Syntax,
                message: error.message().to_owned(),
                help: None,
                span: error.span(),
            };
            return (None, vec![problem]);
        }
    };
    decode::decode(tree, &|path| locate(document.get_ref(), path))
}

fn locate(table: &DeTable, path: &[PathStep]) -> Option<Range<usize>> {
    let (PathStep::Key(key), rest) = path.split_first()? else { return None };
    let (name, value) = table.iter().find(|(name, _)| name.get_ref().as_ref() == key)?;
    if rest.is_empty() {
        let end = if matches!(value.get_ref(), DeValue::Table(_)) { name.span().end } else { value.span().end };
        return Some(name.span().start..end);
    }
    match (value.get_ref(), rest) {
        (DeValue::Table(inner), rest) => locate(inner, rest),
        (DeValue::Array(items), [PathStep::Item(nth), ..]) => items.get(*nth).map(|item| item.span()),
        _ => None,
    }
    .or_else(|| Some(name.span()))
}
