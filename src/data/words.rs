//! A value that does not fit, in plain words. The messages of serde say what was expected; the text says what was written.

use serde_json::Value;
use std::ops::Range;

use super::decode::{PathStep, Problem, ProblemKind, Unknown};
use super::guess::shown;
use crate::diag::nearest;

/// A text in which values are looked up.
pub(super) struct Source<'a> {
    pub text: &'a str,
    /// The place of what a path leads to: a key with its value, or an item.
    pub locate: &'a dyn Fn(&[PathStep]) -> Option<Range<usize>>,
    pub toml: bool,
}

/// A value that does not fit.
pub(super) struct Misfit<'a> {
    /// As serde says it.
    pub message: &'a str,
    pub path: &'a [PathStep],
    /// Its place in the text as written.
    pub written_path: &'a [PathStep],
    pub node: &'a Value,
    /// The fields that fit here, or the words.
    pub fields: &'a [String],
    pub words: &'a [String],
}

impl Source<'_> {
    /// `name: value` or `name = value`.
    fn field(&self, name: &str, value: &str) -> String {
        if self.toml { format!("{name} = {value}") } else { format!("{name}: {value}") }
    }

    /// The value at a path as it is written.
    fn raw(&self, path: &[PathStep]) -> Option<&str> {
        let text = self.text.get((self.locate)(path)?)?;
        match path.last()? {
            PathStep::Key(_) => text.split_once(if self.toml { '=' } else { ':' }).map(|(_, value)| value.trim()),
            PathStep::Item(_) => Some(text.trim()),
        }
    }

    /// In YAML a number or a truth value is text where text is expected, as it is written. Whether that is so here.
    pub fn keep_as_text(&self, message: &str, path: &[PathStep], node: Option<&mut Value>) -> bool {
        match node {
            Some(node @ (Value::Number(_) | Value::Bool(_)))
                if !self.toml && message.ends_with("expected a string") =>
            {
                let raw = self.raw(path).map(str::to_owned);
                raw.map(|raw| *node = Value::String(raw)).is_some()
            }
            _ => false,
        }
    }

    /// `{sign: you faint, or fall}`: what stands at a place in braces was meant as the rest of the value before. How to write
    /// it.
    pub fn split_value(&self, at: Range<usize>) -> Option<String> {
        let before = self.text.get(..at.start)?;
        before.trim_end().ends_with(',').then_some(())?;
        let colon =
            before[before.rfind(['{', '\n']).map_or(0, |open| open + 1)..].rfind(": ").filter(|_| !self.toml)?;
        let colon = before.rfind(['{', '\n']).map_or(0, |open| open + 1) + colon;
        let key = before[..colon].rsplit(['{', ',', ' ', '\n']).next()?;
        let value = self.text.get(colon + 2..at.end)?.trim();
        (!value.contains('"')).then(|| format!("write `{key}: \"{value}\"`"))
    }

    /// What does not fit, in words. `None` for an empty value where a list or fields would be: it is one without anything.
    pub fn misfit(&self, misfit: &Misfit) -> Option<Problem> {
        let expected = misfit.message.split_once("expected ").map_or("", |(_, expected)| expected);
        let list = expected.starts_with("a sequence") || expected.starts_with("a list");
        let fields = expected.starts_with("struct") || expected.starts_with("a map");
        if misfit.node.is_null() && (list || fields) {
            return None;
        }
        if !misfit.words.is_empty() {
            return Some(self.unknown_word(misfit));
        }
        let (message, help) = if misfit.path.is_empty() {
            self.whole(misfit, list)
        } else if list && !misfit.node.is_null() && !expected.starts_with("a list") || list && misfit.node.is_object() {
            self.no_list(misfit)
        } else if fields {
            self.no_fields(misfit)
        } else if expected.starts_with("a boolean") {
            self.no_boolean(misfit)
        } else if expected.contains("string") || list {
            self.no_text(misfit)
        } else {
            let whole = ["expected u8", "expected u16", "expected u32", "expected i32", "expected i64", "expected u64"];
            if whole.iter().any(|rust| misfit.message.contains(rust)) {
                self.no_number(misfit)
            } else {
                (format!("{}: {}", self.subject(misfit), misfit.message), None)
            }
        };
        Some(self.problem(misfit, message, help))
    }

    fn problem(&self, misfit: &Misfit, message: String, help: Option<String>) -> Problem {
        let span = (self.locate)(misfit.written_path);
        // Items of a list that were not read as such begin below their field.
        let item = misfit.node.as_str().filter(|text| text.starts_with(BULLETS)).and_then(|_| {
            let raw = self.raw(misfit.written_path)?;
            let end = span.clone()?.end;
            Some(end - raw.len()..end)
        });
        let whole = misfit.path.is_empty().then(|| 0..self.text.lines().next().unwrap_or_default().len());
        Problem::new(ProblemKind::WrongType, message, help, item.or(span).or(whole))
    }

    /// A word that is none of those that a field takes.
    fn unknown_word(&self, misfit: &Misfit) -> Problem {
        let word = match misfit.node {
            Value::String(word) => word.clone(),
            other => self.raw(misfit.written_path).map_or_else(|| other.to_string(), str::to_owned),
        };
        let known: Vec<&str> = misfit.words.iter().map(String::as_str).collect();
        let message = format!("{}: unknown value `{}`", self.subject(misfit), shown(&word));
        let help = did_you_mean(&word, &known);
        let mut problem = self.problem(misfit, message, Some(help));
        problem.unknown = Some(Box::new(Unknown { word, known: misfit.words.to_vec() }));
        problem
    }

    /// The field that the value belongs to.
    fn subject(&self, misfit: &Misfit) -> String {
        let name = misfit.path.iter().rev().find_map(|step| match step {
            PathStep::Key(key) => Some(key.as_str()),
            PathStep::Item(_) => None,
        });
        match (name, misfit.path.last()) {
            (Some(name), Some(PathStep::Item(_))) => format!("an item of `{name}`"),
            (Some(name), _) => format!("`{name}`"),
            (None, _) => "an item of the list".to_owned(),
        }
    }

    /// The field, or the item alone, with a value.
    fn typed(&self, misfit: &Misfit, value: &str) -> String {
        match misfit.path.last() {
            Some(PathStep::Key(name)) => self.field(name, value),
            _ => value.to_owned(),
        }
    }

    fn whole(&self, misfit: &Misfit, list: bool) -> (String, Option<String>) {
        if list {
            return ("this file is not a list".to_owned(), Some("begin each item with `- `".to_owned()));
        }
        let message = format!("{} where fields are expected", described(misfit.node));
        (message, misfit.fields.first().map(|field| format!("write fields such as `{}`", self.field(field, "..."))))
    }

    fn no_list(&self, misfit: &Misfit) -> (String, Option<String>) {
        let subject = self.subject(misfit);
        let message = format!("{subject} must be a list, not {}", described(misfit.node));
        let help = match misfit.node {
            Value::String(text) if !self.toml && text.starts_with(BULLETS) => {
                let bullet = text.chars().next().unwrap_or('-');
                let first = text[bullet.len_utf8()..].split(&format!(" {bullet}")).next().unwrap_or_default().trim();
                let message = match bullet {
                    '-' => format!("no space after the dash: `{}`", shown(&format!("-{first}"))),
                    bullet => format!("`{bullet}` does not begin an item of a list"),
                };
                return (message, Some(format!("write `- {}`", shown(first))));
            }
            Value::Object(_) if self.toml => format!("write `[[{}]]` with double brackets", dotted(misfit.path)),
            Value::Object(_) => "begin each item with `- `".to_owned(),
            other => {
                let raw = self.raw(misfit.written_path).unwrap_or_default();
                let text = other.as_str().unwrap_or(raw);
                let separator = if text.contains(';') { ';' } else { ',' };
                let item = |item: &str| if self.toml { format!("\"{}\"", item.trim()) } else { plain(item.trim()) };
                let items: Vec<String> =
                    text.split(separator).filter(|part| !part.trim().is_empty()).map(item).collect();
                format!("write `{}`", self.typed(misfit, &format!("[{}]", items.join(", "))))
            }
        };
        (message, Some(help))
    }

    fn no_fields(&self, misfit: &Misfit) -> (String, Option<String>) {
        let message = format!("{} must have fields of its own, not {}", self.subject(misfit), described(misfit.node));
        let help = match (misfit.node, misfit.path.last()) {
            (Value::Array(_), Some(_)) if self.toml => {
                format!("write `[{}]` with single brackets", dotted(misfit.path))
            }
            _ => format!("its fields are: {}", misfit.fields.join(", ")),
        };
        (message, Some(help))
    }

    fn no_boolean(&self, misfit: &Misfit) -> (String, Option<String>) {
        let raw = self.raw(misfit.written_path).unwrap_or_default();
        let message = format!("{} must be `true` or `false`, not `{}`", self.subject(misfit), shown(raw));
        let meant = match raw.trim_matches(['"', '\'']).to_lowercase().as_str() {
            "yes" | "y" | "on" | "1" | "true" => Some("true"),
            "no" | "n" | "off" | "0" | "false" => Some("false"),
            _ => None,
        };
        (message, meant.map(|meant| format!("write `{}`", self.typed(misfit, meant))))
    }

    fn no_number(&self, misfit: &Misfit) -> (String, Option<String>) {
        let raw = self.raw(misfit.written_path).unwrap_or_default();
        let message = format!("{} must be a whole number, not `{}`", self.subject(misfit), shown(raw));
        let digits = raw.trim_matches(['"', '\'']);
        let help = match digits.parse::<u32>() {
            Ok(number) => format!("write `{}`", self.typed(misfit, &number.to_string())),
            Err(_) => format!("write it in digits, such as `{}`", self.typed(misfit, "12")),
        };
        let most = if misfit.message.contains("expected u16") { u32::from(u16::MAX) } else { u32::MAX };
        let help = match digits.parse::<f64>() {
            Ok(number) if number > f64::from(most) || number < 0.0 => format!("write a number from 0 to {most}"),
            _ => help,
        };
        (message, Some(help))
    }

    fn no_text(&self, misfit: &Misfit) -> (String, Option<String>) {
        let subject = self.subject(misfit);
        let raw = self.raw(misfit.written_path).unwrap_or_default();
        let quoted = |raw: &str| if raw.contains('"') { format!("'{raw}'") } else { format!("\"{raw}\"") };
        let write = |value: &str| Some(format!("write `{}`", self.typed(misfit, value)));
        match misfit.node {
            Value::Null => (format!("{subject} is empty"), Some("write text, or remove it".to_owned())),
            Value::Object(map) if map.contains_key(DATE) => {
                (format!("{subject} must be text; `{raw}` is read as a date"), write(&quoted(raw)))
            }
            Value::Object(map) => {
                let text = map.iter().next().filter(|_| map.len() == 1 && !self.toml);
                let text = text.and_then(|(key, value)| Some(format!("{key}: {}", value.as_str()?)));
                let message = format!("{subject} must be text, not {}", described(misfit.node));
                let help = match text {
                    Some(text) => format!("if this is text with a colon, write `{}`", quoted(&text)),
                    None => "write text in one line".to_owned(),
                };
                (message, Some(help))
            }
            Value::Array(items) => {
                let only = items.first().and_then(Value::as_str);
                let message = format!("{subject} takes one value, not a list");
                (message, only.and_then(|only| write(&if self.toml { quoted(only) } else { plain(only) })))
            }
            Value::Bool(_) => {
                (format!("{subject} must be text; `{raw}` is read as true or false"), write(&quoted(raw)))
            }
            _ => (format!("{subject} must be text; `{raw}` is read as a number"), write(&quoted(raw))),
        }
    }
}

/// What people write before the items of a list.
pub(super) const BULLETS: &[char] =
    &['-', '*', '+', '\u{2022}', '\u{b7}', '\u{25e6}', '\u{2010}', '\u{2013}', '\u{2014}'];

/// The name of the member under which the TOML library hands on dates.
const DATE: &str = "$__toml_private_datetime";

fn described(node: &Value) -> &'static str {
    match node {
        Value::Null => "an empty value",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "fields",
    }
}

/// A text as YAML takes it without quotes, if it does.
fn plain(text: &str) -> String {
    let safe =
        text.starts_with(|c: char| c.is_alphanumeric()) && !text.contains([':', '#', '[', ']', '{', '}', ',', '"']);
    if safe { text.to_owned() } else { super::yaml_values::quoted(text) }
}

fn dotted(path: &[PathStep]) -> String {
    let keys = path.iter().filter_map(|step| match step {
        PathStep::Key(key) => Some(key.as_str()),
        PathStep::Item(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// The nearest known word, or all of them.
pub(super) fn did_you_mean(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("one of: {}", known.join(", ")),
    }
}
