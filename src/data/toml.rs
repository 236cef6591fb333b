//! TOML, for `book.toml`.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

use super::decode::{self, PathStep, Problem, ProblemKind};

/// Reads `text` as a `T`. What the table at the path `over` holds stands in the place of what the document itself says.
pub fn parse<T: DeserializeOwned>(text: &str, over: &[&str]) -> (Option<T>, Vec<Problem>) {
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
    let mut tree: Value = match toml::from_str(text) {
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
    let own = over.iter().try_fold(&tree, |tree, key| tree.get(key)).filter(|_| !over.is_empty()).cloned();
    if let Some(own) = own {
        lay_over(&mut tree, own);
    }
    let inner: Vec<PathStep> = over.iter().map(|key| PathStep::Key((*key).to_owned())).collect();
    let locate = |path: &[PathStep]| {
        let own: Vec<PathStep> = inner.iter().chain(path).cloned().collect();
        let own = Some(own).filter(|path| !inner.is_empty() && holds(document.get_ref(), path));
        self::locate(document.get_ref(), own.as_deref().unwrap_or(path))
    };
    let mut problems = decode::without_control(&mut tree, &locate);
    let (value, mut others) = decode::decode(tree, &locate);
    problems.append(&mut others);
    (value, problems)
}

/// Tables are joined, everything else is replaced.
fn lay_over(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                lay_over(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

fn holds(table: &DeTable, path: &[PathStep]) -> bool {
    let Some((PathStep::Key(key), rest)) = path.split_first() else { return true };
    table.iter().find(|(name, _)| name.get_ref().as_ref() == key).is_some_and(|(_, value)| match value.get_ref() {
        DeValue::Table(inner) => holds(inner, rest),
        _ => true,
    })
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
