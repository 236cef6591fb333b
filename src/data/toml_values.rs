//! Settings and values of TOML as authors write them, and the forms of them that TOML takes.

use std::ops::Range;

use super::guess::{TYPOGRAPHIC, shown, straightened};
use super::yaml_values::{closing, within};

/// What people write between a name and its value: `=`, `:`, `:=`, `=>`.
const SIGNS: &[char] = &['=', ':', '>', '\u{ff1a}'];

/// A text in quotes, so that TOML takes it as it is.
fn quoted(value: &str) -> String {
    if !value.contains(['"', '\\']) {
        format!("\"{value}\"")
    } else if !value.contains('\'') {
        format!("'{value}'")
    } else {
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Whether TOML takes a value as it is written.
fn is_value(value: &str) -> bool {
    !value.contains('\n') && toml::de::DeTable::parse(&format!("x = {value}")).is_ok()
}

/// The name, the sign after it, and the value of a setting. The sign may be another than `=`, or missing.
pub(super) fn assignment(bare: &str) -> Option<(&str, &str, &str)> {
    let quoted = bare.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| closing(bare, quote));
    let from = quoted.unwrap_or(0);
    let sign = bare[from..].find(['=', ':', '\u{ff1a}', '"', '\'', '\u{201c}']).map(|at| at + from);
    match sign.map(|at| (at, &bare[at..])) {
        Some((at, rest)) if rest.starts_with(SIGNS) => {
            let end = rest.find(|c| !SIGNS.contains(&c)).unwrap_or(rest.len());
            Some((bare[..at].trim_end(), &rest[..end], rest[end..].trim_start()))
        }
        Some((at, _)) if at > 0 => Some((bare[..at].trim_end(), "", &bare[at..])),
        _ => {
            let at = bare.find(' ')?;
            Some((&bare[..at], "", bare[at..].trim_start()))
        }
    }
    .filter(|(name, ..)| !name.is_empty())
}

/// A value that TOML does not take, in forms that it takes: what is wrong, the better value, and the place within the value.
pub(super) fn repaired(value: &str) -> Vec<(String, String, Range<usize>)> {
    if is_value(value) {
        return Vec::new();
    }
    let whole = 0..value.len();
    let first = value.chars().next().unwrap_or(' ');
    if value.is_empty() {
        return vec![("this setting has no value".to_owned(), "\"...\"".to_owned(), whole)];
    }
    if first == '#' {
        let message = format!("`#` begins a comment, so `{}` is not read", shown(value));
        let bare = value[1..].find(" #").map_or(value, |at| value[..at + 1].trim_end());
        return vec![(message, quoted(bare), 0..1)];
    }
    let mut found = Vec::new();
    if let Some(at) = value.find(TYPOGRAPHIC) {
        let quote = value[at..].chars().next().unwrap_or(first);
        let message = format!("`{quote}` is a typographic quotation mark; TOML needs straight quotes");
        let place = at..at + quote.len_utf8();
        for better in [straightened(value), quoted(value.trim_matches(TYPOGRAPHIC))] {
            found.extend(is_value(&better).then(|| (message.clone(), better, place.clone())));
        }
    }
    let (bare, comment) = without_comment(value);
    let ended = bare.trim_end_matches([',', ';']).trim_end();
    if ended.len() < bare.len() && is_value(ended) {
        let sign = &bare[ended.len()..];
        let message = format!("`{}` follows the value", sign.trim());
        found.push((message, format!("{ended}{comment}"), ended.len()..bare.len()));
    }
    found.extend(match first {
        '"' | '\'' => in_quotes(bare, first),
        // A `#` within brackets may be part of a colour, and not a comment.
        '[' | '{' if bare.len() < value.len() => in_brackets(value).into_iter().chain(in_brackets(bare)).collect(),
        '[' | '{' => in_brackets(bare),
        _ => vec![word(bare)],
    });
    found.into_iter().map(|(message, value, place)| (message, value, place.start..place.end.min(whole.end))).collect()
}

fn without_comment(value: &str) -> (&str, &str) {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = quote.and_then(|quote| value.rfind(quote)).unwrap_or(0);
    match value[from..].find(" #") {
        Some(at) => (value[..from + at].trim_end(), &value[from + at..]),
        None => (value, ""),
    }
}

/// A value without quotes.
fn word(value: &str) -> (String, String, Range<usize>) {
    let switch = match value.to_lowercase().as_str() {
        "yes" | "on" | "true" => Some("true"),
        "no" | "off" | "false" => Some("false"),
        _ => None,
    };
    match switch {
        Some(switch) => (format!("`{value}` is not a TOML value"), switch.to_owned(), 0..value.len()),
        None => {
            let inner = value.strip_suffix(['"', '\'']).filter(|inner| !inner.contains(['"', '\'']));
            let message = match inner {
                Some(_) => format!("the opening quote is missing: `{}`", shown(value)),
                None => format!("text without quotes: `{}`", shown(value)),
            };
            (message, quoted(inner.unwrap_or(value)), 0..value.len())
        }
    }
}

fn in_quotes(value: &str, quote: char) -> Vec<(String, String, Range<usize>)> {
    let Some(end) = closing(value, quote)
        .filter(|_| quote == '"')
        .or_else(|| value[1..].find('\'').filter(|_| quote == '\'').map(|at| at + 2))
    else {
        let message = format!("the quote `{quote}` is not closed: `{}`", shown(value));
        let inner = &value[1..];
        return vec![
            (message.clone(), format!("{value}{quote}"), 0..1),
            (message, quoted(inner.trim_end_matches(['"', '\''])), 0..1),
        ];
    };
    let rest = &value[end..];
    let inner = within(value, quote, end);
    if !rest.trim().is_empty() {
        let message = format!("text follows the closing quote: `{}`", shown(rest));
        return vec![(message, quoted(inner.unwrap_or(value)), end..value.len())];
    }
    let Some(at) = value.find('\\').filter(|_| quote == '"') else { return Vec::new() };
    let bytes = value.as_bytes();
    let mut wrong = at;
    while wrong + 1 < bytes.len() {
        if bytes[wrong] == b'\\' {
            if !b"bteful xU\"\\rn".contains(&bytes[wrong + 1]) || !is_value(&format!("\"{}\"", escape(value, wrong))) {
                break;
            }
            wrong += 1;
        }
        wrong += 1;
    }
    let sign: String = value.get(wrong..).unwrap_or_default().chars().take(2).collect();
    let message = format!("`{sign}` is not a valid escape in double quotes");
    vec![(message, quoted(&value[1..end - 1]), wrong..wrong + sign.len())]
}

/// The escape at a place, with its digits.
fn escape(value: &str, at: usize) -> &str {
    let digits = match value.as_bytes().get(at + 1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    value.get(at..at + 2 + digits).unwrap_or(&value[at..])
}

/// Items without quotes, or with colons, in brackets that are closed.
fn in_brackets(value: &str) -> Vec<(String, String, Range<usize>)> {
    let (open, close) = if value.starts_with('[') { ('[', ']') } else { ('{', '}') };
    let closed = value.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
    let inner = closed.unwrap_or(&value[1..]);
    let commas = inner.replace("\" \"", "\", \"").replace("' '", "', '");
    if commas != inner {
        let better = format!("{open}{commas}{close}");
        return vec![("a comma is missing between two items".to_owned(), better, 0..value.len())];
    }
    let mut first: Option<(String, Range<usize>)> = None;
    let mut parts = Vec::new();
    let mut at = 1;
    for part in split(inner) {
        let start = at + part.len() - part.trim_start().len();
        let place = start..start + part.trim().len();
        at += part.len() + 1;
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let (message, better) = if open == '[' {
            repaired(part)
                .into_iter()
                .next()
                .map_or((None, part.to_owned()), |(message, better, _)| (Some(message), better))
        } else {
            let Some((name, sign, value)) = assignment(part) else { return Vec::new() };
            let better = repaired(value).into_iter().next();
            let message = match (sign, &better) {
                ("=", None) => None,
                ("=", Some((message, ..))) => Some(message.clone()),
                _ => Some(format!("`{sign}` is written in place of `=` after `{name}`")),
            };
            (message, format!("{name} = {}", better.map_or_else(|| value.to_owned(), |(_, better, _)| better)))
        };
        first = first.or_else(|| message.map(|message| (message, place)));
        parts.push(better);
    }
    let better = match open {
        '[' => format!("[{}]", parts.join(", ")),
        _ => format!("{{ {} }}", parts.join(", ")),
    };
    if closed.is_none() {
        return vec![(format!("`{open}` is not closed"), better, 0..1)];
    }
    let (message, place) = first.unwrap_or_else(|| ("a comma is missing between two items".to_owned(), 0..1));
    vec![(message, better, place)]
}

/// Parts between commas outside quotes and inner brackets.
fn split(inner: &str) -> Vec<&str> {
    let (mut depth, mut quote, mut start) = (0_i32, None, 0);
    let mut parts = Vec::new();
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts
}
