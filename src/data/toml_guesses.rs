//! What may be wrong with the lines of a TOML text that has an error.

use std::ops::Range;

use super::guess::{Guess, SyntaxError, TYPOGRAPHIC, shown, straightened};
use super::yaml_values::closing;

/// What may be wrong in a text with an error at a place, nearest to that place first.
pub(super) fn guesses(text: &str, error: &SyntaxError) -> Vec<Guess> {
    let at = error.at.unwrap_or(text.len()).min(text.len());
    if error.message == "duplicate key" {
        return duplicate(text, at).into_iter().collect();
    }
    let lines = lines(text);
    let after = lines.partition_point(|line| line.start <= at);
    lines[..after].iter().rev().take(60).flat_map(|line| line.guesses(text)).collect()
}

struct Line<'a> {
    start: usize,
    /// Without the line end.
    text: &'a str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let all = text.split_inclusive('\n').map(|whole| {
        let line = Line { start, text: whole.trim_end_matches(['\n', '\r']) };
        start += whole.len();
        line
    });
    all.filter(|line| !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#')).collect()
}

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

impl Line<'_> {
    fn range(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }

    /// The line without spaces around it, and where it begins.
    fn bare(&self) -> (usize, &str) {
        let bare = self.text.trim();
        (self.text.len() - self.text.trim_start().len(), bare)
    }

    fn guesses(&self, text: &str) -> Vec<Guess> {
        let (indent, bare) = self.bare();
        let whole = self.range(indent..indent + bare.len());
        let line = |at: Range<usize>, message: String, new: String| Guess {
            at,
            message,
            help: format!("write `{}`", shown(&new)),
            edits: vec![(whole.clone(), new)],
        };
        if let Some(sign) = ["//", ";", "--", "<!--"].into_iter().find(|sign| bare.starts_with(sign)) {
            let message = format!("`{sign}` does not begin a comment");
            let new = format!("# {}", bare[sign.len()..].trim_start());
            return vec![line(whole.start..whole.start + sign.len(), message, new)];
        }
        if bare.starts_with('[') {
            return self.header(bare, line);
        }
        let Some((name, sign, value)) = assignment(bare) else {
            let message = format!("`{}` has no value", shown(bare));
            return vec![line(whole.clone(), message, format!("{bare} = \"...\""))];
        };
        let at = whole.start;
        let value_at = at + bare.len() - value.len();
        let mut found = Vec::new();
        let key = if name.contains(char::is_whitespace) && !name.contains(['"', '\'']) {
            name.split_whitespace().collect::<Vec<_>>().join("_")
        } else {
            name.to_owned()
        };
        let values = mended(value);
        let first = values.first().map_or(value, |(_, value, _)| value);
        if sign != "=" {
            let message = match sign {
                "" => format!("the `=` after `{name}` is missing"),
                sign => format!("`{sign}` is written in place of `=` after `{name}`"),
            };
            let place = at + name.len()..(at + name.len() + sign.len()).max(at + name.len() + 1).min(whole.end);
            found.push(line(place, message, format!("{key} = {first}")));
        }
        if key != name {
            let message = format!("the name of a setting cannot contain a space: `{name}`");
            found.push(line(at..at + name.len(), message, format!("{key} = {first}")));
        }
        for (message, value, place) in &values {
            let place = value_at + place.start..value_at + place.end;
            found.push(line(place, message.clone(), format!("{name} = {value}")));
        }
        found.extend(self.over_lines(text, value_at, value));
        found
    }

    fn header(&self, bare: &str, line: impl Fn(Range<usize>, String, String) -> Guess) -> Vec<Guess> {
        let at = self.bare().0 + self.start;
        let brackets = if bare.starts_with("[[") { 2 } else { 1 };
        let name = bare.trim_start_matches('[');
        let end = name.find(|c: char| !(c.is_alphanumeric() || "_-.\" ".contains(c))).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let rest = rest.trim_start_matches([']', ':', ')', '}']).trim();
        let joined = name.split([' ', '.']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        let name = if name.contains('"') { name.trim() } else { &joined };
        let header = format!("{}{name}{}", "[".repeat(brackets), "]".repeat(brackets));
        if header == bare {
            return Vec::new();
        }
        let closed = bare.matches(']').count();
        let message = match closed {
            _ if closed < brackets => format!("`{}` is not closed", "[".repeat(brackets)),
            _ if rest.is_empty() => format!("`{}` is not the name of a table", shown(bare)),
            _ => format!("text follows the name of the table: `{}`", shown(rest)),
        };
        let new = if rest.is_empty() || rest.starts_with('#') { header } else { format!("{header}\n{rest}") };
        vec![line(at..at + brackets, message, new)]
    }

    /// A list, table or text over several lines that is not closed.
    fn over_lines(&self, text: &str, at: usize, value: &str) -> Vec<Guess> {
        let (open, close) = match value.chars().next() {
            Some('[') => ("[", "]"),
            Some('{') => ("{", "}"),
            _ if value.starts_with("\"\"\"") => ("\"\"\"", "\"\"\""),
            _ if value.starts_with("'''") => ("'''", "'''"),
            _ => return Vec::new(),
        };
        let message = format!("`{open}` is not closed");
        let help = format!("add `{close}`");
        // At the end of the line, or before the next setting or table.
        let line_end = self.start + self.text.trim_end().len();
        let mut ends = vec![line_end];
        let mut end = line_end;
        for below in text[line_end..].split_inclusive('\n').skip(1) {
            let bare = below.trim();
            if bare.starts_with('[') && bare.ends_with(']') || bare.split_once(" = ").is_some() && !bare.starts_with(['"', '{']) {
                break;
            }
            if !bare.is_empty() && !bare.starts_with('#') {
                end = line_end + (below.as_ptr() as usize - text[line_end..].as_ptr() as usize) + below.trim_end().len();
            }
        }
        ends.push(end);
        let guess = |end: usize| Guess {
            at: at..at + open.len(),
            message: message.clone(),
            help: help.clone(),
            edits: vec![(end..end, close.to_owned())],
        };
        ends.into_iter().map(guess).collect()
    }
}

/// The name, the sign after it, and the value of a setting. The sign may be another than `=`, or missing.
fn assignment(bare: &str) -> Option<(&str, &str, &str)> {
    let quoted = bare.chars().next().filter(|c| matches!(c, '"' | '\'')).and_then(|quote| closing(bare, quote));
    let from = quoted.unwrap_or(0);
    let sign = bare[from..].find(['=', ':', '\u{ff1a}', '"', '\'', '\u{201c}']).map(|at| at + from);
    let split = |at: usize, sign: &str| {
        let value = bare[at..].trim_start_matches([' ', '=', ':', '>', '\u{ff1a}']);
        Some((bare[..at].trim_end(), sign_at(bare, at, sign), value))
    };
    match sign.map(|at| (at, &bare[at..])) {
        Some((at, rest)) if rest.starts_with(['=', ':', '\u{ff1a}']) => split(at, "="),
        Some((at, _)) if at > 0 => Some((bare[..at].trim_end(), "", &bare[at..])),
        _ => {
            let at = bare.find(' ')?;
            Some((&bare[..at], "", bare[at..].trim_start()))
        }
    }
    .filter(|(name, ..)| !name.is_empty())
}

/// The sign of an assignment as it is written.
fn sign_at<'a>(bare: &'a str, at: usize, _: &str) -> &'a str {
    let rest = &bare[at..];
    let end = rest.find(|c: char| !matches!(c, '=' | ':' | '>' | '\u{ff1a}')).unwrap_or(rest.len());
    &rest[..end]
}

/// A value that TOML does not take, in forms that it takes: what is wrong, the better value, and the place within the value.
fn mended(value: &str) -> Vec<(String, String, Range<usize>)> {
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
    let Some(end) = closing(value, quote).filter(|_| quote == '"').or_else(|| {
        value[1..].find('\'').filter(|_| quote == '\'').map(|at| at + 2)
    }) else {
        let message = format!("the quote `{quote}` is not closed: `{}`", shown(value));
        let inner = &value[1..];
        return vec![
            (message.clone(), format!("{value}{quote}"), 0..1),
            (message, quoted(inner.trim_end_matches(['"', '\''])), 0..1),
        ];
    };
    let rest = &value[end..];
    let inner = value.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote)).filter(|inner| !inner.is_empty());
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
    vec![(message, quoted(inner.unwrap_or_default()), wrong..wrong + sign.len())]
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
            mended(part).into_iter().next().map_or((None, part.to_owned()), |(message, better, _)| (Some(message), better))
        } else {
            let Some((name, sign, value)) = assignment(part) else { return Vec::new() };
            let better = mended(value).into_iter().next();
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

/// Parts between commas that stand in no quotes and no inner brackets.
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

/// A setting or a table that is written twice.
fn duplicate(text: &str, at: usize) -> Option<Guess> {
    let line_of = |at: usize| text[..at].matches('\n').count();
    let lines = lines(text);
    let nth = lines.partition_point(|line| line.start <= at).checked_sub(1)?;
    let line = &lines[nth];
    let (_, bare) = line.bare();
    let end = text[at..].find(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).map_or(text.len(), |end| at + end);
    let name = &text[at..end];
    let table = bare.starts_with('[');
    let header = |line: &&Line| line.bare().1.starts_with('[');
    let same = |line: &&Line| {
        let (_, other) = line.bare();
        if table {
            other.trim_matches(['[', ']']) == bare.trim_matches(['[', ']'])
        } else {
            assignment(other).is_some_and(|(other, ..)| other == name)
        }
    };
    let before = lines[..nth].iter().rev();
    let first = if table { before.filter(header).find(same) } else { before.take_while(|line| !header(line)).find(same) };
    let shown = if table { bare } else { name };
    let places = first.map_or(String::new(), |first| {
        format!(", on lines {} and {}", line_of(first.start) + 1, line_of(at) + 1)
    });
    Some(Guess {
        at: at..end,
        message: format!("`{shown}` is written twice{places}"),
        help: if table { "join the two tables".to_owned() } else { "keep one of the two".to_owned() },
        edits: vec![(end..end, format!("-{at}"))],
    })
}
