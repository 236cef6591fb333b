//! TOML, for `book.toml`.

use serde::de::DeserializeOwned;
use serde_json::Value;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::decode::{self, PathStep, Problem, ProblemKind};
use super::guess::{Guess, Syntax, SyntaxError, explain};
use super::toml_guesses::guesses;
use super::words::Source;
use crate::diag::Step;

/// Reads `text` as a `T`. What the table at the path `over` holds replaces what the document itself says.
pub fn parse<T: DeserializeOwned>(text: &str, over: &[&str]) -> (Option<T>, Vec<Problem>) {
    let mut tree: Value = match toml::from_str(text) {
        Ok(tree) => tree,
        Err(_) => return (None, explain(&Toml, text)),
    };
    let own = over.iter().try_fold(&tree, |tree, key| tree.get(key)).filter(|_| !over.is_empty()).cloned();
    if let Some(own) = own {
        lay_over(&mut tree, own);
    }
    let places = SettingPlaces::new(text, over);
    let locate = |path: &[PathStep]| {
        let steps: Vec<Step> = path
            .iter()
            .map(|step| match step {
                PathStep::Key(key) => Step::Key(key),
                PathStep::Item(nth) => Step::Item(*nth),
            })
            .collect();
        places.setting(&steps)
    };
    let mut problems = decode::without_control(&mut tree, &locate);
    let (value, mut others) = decode::decode(tree, &Source { text, locate: &locate, toml: true });
    problems.append(&mut others);
    (value, problems)
}

struct Toml;

impl Syntax for Toml {
    fn first_error(&self, text: &str) -> Option<SyntaxError> {
        // The parser finds some mistakes before it looks at values.
        let (_, errors) = DeTable::parse_recoverable(text);
        let at = |error: &toml::de::Error| error.span().map(|span| span.start);
        let error = errors.iter().min_by_key(|error| at(error).unwrap_or(usize::MAX))?;
        Some(SyntaxError { at: at(error), message: error.message().to_owned() })
    }

    fn guesses(&self, text: &str, error: &SyntaxError) -> Vec<Guess> {
        guesses(text, error)
    }

    fn unexplained(&self, text: &str, error: SyntaxError) -> Problem {
        let message = format!("not valid TOML: {}", error.message);
        let help = Some("write each setting as `name = \"value\"`, and each table as `[name]`".to_owned());
        Problem::new(ProblemKind::Syntax, message, help, error.at.map(|at| at.min(text.len())).map(|at| at..at))
    }
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

/// Finds settings in the text of `book.toml`, first in the profile that is laid over it. The text is read when a place is
/// asked for, which only findings do.
#[derive(Clone, Copy, Debug)]
pub struct SettingPlaces<'a> {
    text: &'a str,
    over: &'a [&'a str],
}

impl<'a> SettingPlaces<'a> {
    /// Of a text, with the path of the table that is laid over it.
    pub fn new(text: &'a str, over: &'a [&'a str]) -> SettingPlaces<'a> {
        SettingPlaces { text, over }
    }

    /// The value of a setting.
    pub fn value(&self, path: &[Step]) -> Option<Range<usize>> {
        self.find(path).map(|(_, value)| value)
    }

    /// The name of a setting or of a table.
    pub fn name(&self, path: &[Step]) -> Option<Range<usize>> {
        self.find(path).map(|(name, _)| name)
    }

    /// A setting with its name, or the nearest around it that exists.
    fn setting(&self, path: &[Step]) -> Option<Range<usize>> {
        (1..=path.len()).rev().find_map(|depth| {
            let (name, value) = self.find(&path[..depth])?;
            Some(if value.end > name.start { name.start..value.end } else { name })
        })
    }

    fn find(&self, path: &[Step]) -> Option<(Range<usize>, Range<usize>)> {
        let document = DeTable::parse(self.text).ok()?;
        let own: Vec<Step> = self.over.iter().map(|key| Step::Key(key)).chain(path.iter().cloned()).collect();
        let over = (!self.over.is_empty()).then(|| find(document.get_ref(), &own)).flatten();
        over.or_else(|| find(document.get_ref(), path))
    }
}

/// The places of the name and of the value that a path leads to. A table has only its name.
fn find(table: &DeTable, path: &[Step]) -> Option<(Range<usize>, Range<usize>)> {
    let (Step::Key(key), rest) = path.split_first()? else { return None };
    let (name, value) = table.iter().find(|(name, _)| name.get_ref().as_ref() == *key)?;
    find_within(name.span(), value, rest)
}

fn find_within(name: Range<usize>, value: &Spanned<DeValue>, path: &[Step]) -> Option<(Range<usize>, Range<usize>)> {
    match (value.get_ref(), path) {
        (DeValue::Table(_), []) => Some((name.clone(), name)),
        (_, []) => Some((name, value.span())),
        (DeValue::Table(table), path) => find(table, path),
        (DeValue::Array(items), [Step::Item(nth), rest @ ..]) => {
            let item = items.get(*nth)?;
            find_within(item.span(), item, rest)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[brand]\nlogo = \"a\"\ncolors = { accent = \"b\" }\n[[brand.crisis]]\nname = \"a\"\n\
        [[brand.crisis]]\nname = \"b\"\nphone = \"1\"\n[profiles.north.brand]\nlogo = \"c\"\n";

    #[test]
    fn settings_are_found_by_their_path() {
        let value = |over, path: &[Step]| SettingPlaces::new(TEXT, over).value(path).map(|range| &TEXT[range]);
        let (brand, logo) = (Step::Key("brand"), Step::Key("logo"));
        assert_eq!(value(&[], &[brand.clone(), logo.clone()]), Some("\"a\""));
        assert_eq!(value(&["profiles", "north"], &[brand.clone(), logo]), Some("\"c\""));
        assert_eq!(
            value(&["profiles", "north"], &[brand.clone(), Step::Key("colors"), Step::Key("accent")]),
            Some("\"b\"")
        );
        let phone = [brand.clone(), Step::Key("crisis"), Step::Item(1), Step::Key("phone")];
        assert_eq!(value(&[], &phone), Some("\"1\""));
        assert_eq!(value(&[], &[brand, Step::Key("crisis"), Step::Item(7)]), None);
    }
}
