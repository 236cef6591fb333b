//! Values of YAML that do not mean what their author meant: quotes, brackets, colons, signs with a meaning of their own.

use std::ops::Range;

use super::guess::{Guess, TYPOGRAPHIC, shown, straightened};

/// A value on a line: its place in the text, itself, and the key that it belongs to.
pub(super) struct Written<'a> {
    pub text: &'a str,
    pub at: usize,
    pub value: &'a str,
    pub key: Option<&'a str>,
}

/// A text in quotes, so that YAML takes it as it is.
pub(super) fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// Whether a value is an anchor (`&name`) that is used elsewhere, or the use (`*name`) of one.
pub(super) fn is_anchor(text: &str, value: &str) -> bool {
    let name = value.split([' ', '\t', ',', ']', '}']).next().unwrap_or_default();
    let (own, other) = if value.starts_with('&') { ('&', '*') } else { ('*', '&') };
    name.strip_prefix(own).is_some_and(|name| !name.is_empty() && text.contains(&format!("{other}{name}")))
}

impl Written<'_> {
    fn range(&self) -> Range<usize> {
        self.at..self.at + self.value.len()
    }

    /// The value, or the field with it, as it should be typed.
    fn typed(&self, value: &str) -> String {
        self.key.map_or_else(|| value.to_owned(), |key| format!("{key}: {value}"))
    }

    fn replaced(&self, at: Range<usize>, message: String, value: String) -> Guess {
        let help = format!("write `{}`", self.typed(&value));
        Guess { at, message, help, edits: vec![(self.range(), value)] }
    }

    /// The whole value in quotes.
    fn in_quotes(&self, at: Range<usize>, message: String) -> Guess {
        self.replaced(at, message, quoted(self.value))
    }

    /// What may be wrong with the value.
    pub fn guesses(&self) -> Vec<Guess> {
        let Some(first) = self.value.chars().next() else { return Vec::new() };
        let mut found = self.typographic();
        match first {
            '"' | '\'' => found.extend(self.in_broken_quotes(first)),
            '[' | '{' => found.extend(self.brackets()),
            '@' if !self.value.contains(' ') && self.value.len() > 1 => {
                let message = format!("`{}` begins with `@`, which is only written in the text", shown(self.value));
                found.push(self.replaced(self.at..self.at + 1, message, self.value[1..].to_owned()));
            }
            '&' | '*' if is_anchor(self.text, self.value) => {}
            '@' | '`' | '%' | '*' | '&' | '!' | ',' | ']' | '}' | '|' | '>' | '?' | '-' | '#' => {
                let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
                let message = format!("an unquoted value cannot begin with {sign}: `{}`", shown(self.value));
                found.push(self.in_quotes(self.at..self.at + 1, message));
            }
            _ => found.extend(self.colon()),
        }
        found
    }

    fn colon(&self) -> Option<Guess> {
        let colon = self.value.find(": ").or_else(|| self.value.strip_suffix(':').map(str::len))?;
        let message = format!("a colon followed by a space in an unquoted value: `{}`", shown(self.value));
        Some(self.in_quotes(self.at + colon..self.at + colon + 1, message))
    }

    fn typographic(&self) -> Vec<Guess> {
        let mut opening = self.value.char_indices().filter(|(at, c)| {
            TYPOGRAPHIC.contains(c) && !self.value[..*at].ends_with(|before: char| before.is_alphanumeric())
        });
        let Some((at, quote)) = opening.next() else { return Vec::new() };
        if at > 0 && !self.value.starts_with(['[', '{', '"', '\'']) {
            return Vec::new();
        }
        let message = format!("`{quote}` is a typographic quotation mark; YAML needs straight quotes");
        let place = self.at + at..self.at + at + quote.len_utf8();
        let inner = self.value.trim_matches(TYPOGRAPHIC);
        let whole = (at == 0).then(|| quoted(inner));
        let straight = [Some(straightened(self.value)), whole];
        straight.into_iter().flatten().map(|value| self.replaced(place.clone(), message.clone(), value)).collect()
    }

    fn in_broken_quotes(&self, quote: char) -> Vec<Guess> {
        let escapes = if quote == '"' { self.escape() } else { None };
        let mut found: Vec<Guess> = escapes.into_iter().collect();
        let Some(end) = closing(self.value, quote) else {
            let place = self.at..self.at + 1;
            let message = format!("the quote `{quote}` is not closed: `{}`", shown(self.value));
            // An apostrophe before a word is not a quotation mark: `'tis the season`.
            let apostrophe = quote == '\'' && self.value[1..].contains(' ') && self.value[1..].starts_with("tis ");
            let closed = self.replaced(place.clone(), message.clone(), format!("{}{quote}", self.value));
            found.extend((!apostrophe).then_some(closed));
            found.push(self.in_quotes(place, message));
            return found;
        };
        let rest = &self.value[end..];
        if rest.trim().is_empty() || rest.trim_start().starts_with('#') {
            return found;
        }
        let place = self.at + end..self.at + self.value.len();
        let message = format!("text follows the closing quote: `{}`", shown(rest));
        let better = match within(self.value, quote, end) {
            Some(inner) if quote == '\'' => quoted(&inner.replace("''", "'")),
            Some(inner) => quoted(&inner.replace("\\\"", "\"")),
            None => quoted(self.value),
        };
        found.push(self.replaced(place, message, better));
        found
    }

    /// A backslash that begins no escape, as in the path of a file.
    fn escape(&self) -> Option<Guess> {
        let bytes = self.value.as_bytes();
        let mut at = 1;
        while at + 1 < bytes.len() {
            if bytes[at] != b'\\' {
                at += 1;
                continue;
            }
            let digits = match bytes[at + 1] {
                b'x' => 2,
                b'u' => 4,
                b'U' => 8,
                other if b"0abt\tnvfre \"/\\N_LP".contains(&other) => 0,
                _ => usize::MAX,
            };
            let after = bytes.get(at + 2..).unwrap_or_default();
            if digits == usize::MAX || after.len() < digits || !after[..digits].iter().all(u8::is_ascii_hexdigit) {
                let sign: String = self.value[at..].chars().take(2).collect();
                let message = format!("`{sign}` is not a valid escape in double quotes");
                let place = self.at + at..self.at + at + sign.len();
                let end = self.value.len() - usize::from(self.value.ends_with('"') && self.value.len() > at + 1);
                return Some(self.replaced(place, message, backslashes(&self.value[1..end])));
            }
            at += 2;
        }
        None
    }

    /// Brackets that are not closed, closed twice, or that belong to a text.
    fn brackets(&self) -> Vec<Guess> {
        let (found, end) = self.flow();
        if !found.is_empty() {
            return found;
        }
        let Some(rest) = end.and_then(|end| self.value.get(end..)).filter(|rest| !rest.trim().is_empty()) else {
            return Vec::new();
        };
        if rest.trim_start().starts_with('#') {
            return Vec::new();
        }
        let place = self.at + self.value.len() - rest.len();
        if rest.trim().chars().all(|c| matches!(c, ']' | '}' | ',')) {
            let whole = self.value[..self.value.len() - rest.len()].to_owned();
            let message = format!("`{}` follows the closing bracket", rest.trim());
            return vec![self.replaced(place..place + rest.len(), message, whole)];
        }
        let first = &self.value[..1];
        let message = format!("an unquoted value cannot begin with `{first}`: `{}`", shown(self.value));
        vec![self.in_quotes(self.at..self.at + 1, message)]
    }

    /// Reads the brackets; also where they end, if they do in order.
    fn flow(&self) -> (Vec<Guess>, Option<usize>) {
        let text = &self.text[self.at..];
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut found = Vec::new();
        // Whether a token begins here, and whether the token at hand has its colon already.
        let (mut fresh, mut colon) = (true, false);
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            match c {
                '"' | '\'' if fresh => {
                    let line = &text[at..][..text[at..].find('\n').unwrap_or(text.len() - at)];
                    let Some(end) = closing(line, c) else {
                        let inner = line.trim_end().trim_end_matches([']', '}', ',']);
                        let message = format!("the quote `{c}` is not closed: `{}`", shown(line));
                        // Brackets that end nowhere on the line are closed with it.
                        let ends = if inner.len() < line.trim_end().len() { &[][..] } else { &open[..] };
                        let ends = ends.iter().rev().map(|(_, bracket)| if *bracket == '[' { ']' } else { '}' });
                        let new: String = std::iter::once(c).chain(ends).collect();
                        found.push(self.inserted(at..at + 1, message, at + inner.len(), new));
                        return (found, None);
                    };
                    let token = Written { text: self.text, at: self.at + at, value: &line[..end], key: None };
                    found.extend((c == '"').then(|| token.escape()).flatten());
                    if let Some(comma) =
                        line[1..end - 1].strip_suffix(", ").or_else(|| line[1..end - 1].strip_suffix(','))
                    {
                        let message = format!("the quote `{c}` is not closed: `{}`", shown(&line[..end - 1]));
                        found.push(self.inserted(at..at + 1, message, at + 1 + comma.len(), c.to_string()));
                    }
                    if line[end..].trim_start().starts_with(|c| !matches!(c, ',' | ']' | '}' | ':' | '#')) {
                        let message = "a comma is missing between two items".to_owned();
                        found.push(self.inserted(at + end..at + end, message, at + end, ",".to_owned()));
                    }
                    at += end;
                    fresh = false;
                    continue;
                }
                '@' if fresh => {
                    let message = "`@` is only written in the text: here a source has its key alone".to_owned();
                    let help = "remove the `@`".to_owned();
                    let place = self.at + at..self.at + at + 1;
                    found.push(Guess { at: place.clone(), message, help, edits: vec![(place, String::new())] });
                }
                '&' | '*' if fresh && is_anchor(self.text, &text[at..]) => {}
                '`' | '%' | '*' | '&' | '!' | '|' | '>' if fresh => {
                    let end = text[at..].find([',', ']', '}', '\n']).map_or(text.len(), |end| at + end);
                    let item = text[at..end].trim_end();
                    let message = format!("an unquoted value cannot begin with `{c}`: `{item}`");
                    let range = self.at + at..self.at + at + item.len();
                    let help = format!("write `{}`", quoted(item));
                    found.push(Guess {
                        at: range.start..range.start + 1,
                        message,
                        help,
                        edits: vec![(range, quoted(item))],
                    });
                }
                '[' | '{' if fresh || open.is_empty() => {
                    open.push((at, c));
                    colon = false;
                }
                ']' | '}' => match open.pop() {
                    Some((_, '[')) if c == ']' => {}
                    Some((_, '{')) if c == '}' => {}
                    Some((start, bracket)) => return (self.unclosed(start, bracket, Some(at)), None),
                    None => return (found, Some(at)),
                },
                ',' => colon = false,
                ':' if text[at + 1..].starts_with([' ', '\n', '\r']) => {
                    if colon {
                        found.extend(self.missing_comma(text, at));
                    }
                    colon = open.last().is_some_and(|(_, bracket)| *bracket == '{');
                }
                '\n' if ends_value(self.text, self.at, &text[at + 1..]) => break,
                _ => {}
            }
            fresh = matches!(c, ',' | '[' | '{' | ' ' | '\n') && (fresh || c != ' ');
            fresh |= c == ':' && text[at + 1..].starts_with(' ');
            at += c.len_utf8();
            if open.is_empty() {
                return (found, Some(at));
            }
        }
        match open.last() {
            Some((start, bracket)) => {
                found.extend(self.unclosed(*start, *bracket, None));
                (found, None)
            }
            None => (found, Some(at)),
        }
    }

    fn inserted(&self, at: Range<usize>, message: String, before: usize, new: String) -> Guess {
        let help = format!("add `{new}`");
        let place = self.at + before;
        Guess { at: self.at + at.start..self.at + at.end, message, help, edits: vec![(place..place, new)] }
    }

    /// A bracket without its end; it may be missing before another one, or at the end of a line.
    fn unclosed(&self, start: usize, bracket: char, before: Option<usize>) -> Vec<Guess> {
        let end = if bracket == '[' { "]" } else { "}" };
        let text = &self.text[self.at..];
        let line = |from: usize| {
            let line = text[from..].lines().next().unwrap_or_default();
            from + line.find(" #").map_or(line, |comment| &line[..comment]).trim_end().trim_end_matches(',').len()
        };
        let message = format!("`{bracket}` is not closed");
        let place = before.unwrap_or_else(|| line(start));
        let mut found = vec![self.inserted(start..start + 1, message.clone(), place, end.to_owned())];
        if let Some(wrong) = before {
            // Perhaps it is the other one that is wrong.
            let place = self.at + wrong..self.at + wrong + 1;
            let help = format!("write `{end}` in place of `{}`", &text[wrong..wrong + 1]);
            let message = format!("`{bracket}` is closed by `{}`", &text[wrong..wrong + 1]);
            found.push(Guess { at: place.clone(), message, help, edits: vec![(place, end.to_owned())] });
        }
        found
    }

    /// `{id: a typical: main}`: the second key follows the first value without a comma.
    fn missing_comma(&self, text: &str, colon: usize) -> Option<Guess> {
        let key = text[..colon].rfind(|c: char| !(c.is_alphanumeric() || c == '_'))? + 1;
        let before = text[..key].trim_end().len();
        // `{sign: you have this: fever}`: more likely a text than two fields, unless others have such a field.
        let start = text[..before].rfind([':', '{', '[', ',']).map_or(0, |at| at + 1);
        let start = start + text[start..before].len() - text[start..before].trim_start().len();
        let field = format!("{}:", &text[key..colon]);
        if text[start..before].contains(' ') && self.text.matches(&field).count() < 2 {
            let end = colon + text[colon..].find([',', '}', ']', '\n']).unwrap_or(text.len() - colon);
            let value = text[start..end].trim_end();
            let range = self.at + start..self.at + start + value.len();
            let message = format!("a colon followed by a space in an unquoted value: `{}`", shown(value));
            let help = format!("write `{}`", quoted(value));
            let place = self.at + colon..self.at + colon + 1;
            return Some(Guess { at: place, message, help, edits: vec![(range, quoted(value))] });
        }
        (before < key).then(|| {
            let message = format!("a comma is missing before `{}`", &text[key..colon]);
            self.inserted(key..colon, message, before, ",".to_owned())
        })
    }
}

/// Whether the line that `next` begins with belongs to something else than the value that begins at `at`: it is not indented
/// further than the line of the value, and begins a field or an item.
fn ends_value(text: &str, at: usize, next: &str) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let line = next.lines().next().unwrap_or_default();
    let begins =
        line.trim_start().starts_with("- ") || line.split_once(": ").is_some() || line.trim_end().ends_with(':');
    begins && indent(line) <= indent(&text[start..at]) && !line.trim_start().starts_with([']', '}', '[', '{'])
}

/// The text within the quotes at both ends of a value, although one closes before, at `end`. Quotes that belong to single
/// words of the text, as in `"one" and "two"`, are not those.
pub(super) fn within(value: &str, quote: char, end: usize) -> Option<&str> {
    let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let words = value[end..].starts_with(' ') && value.matches(quote).count().is_multiple_of(2);
    (!inner.is_empty() && !words).then_some(inner)
}

/// Where a text in quotes ends, after its closing quote.
pub(super) fn closing(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                chars.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// A text with backslashes that mean themselves, in single quotes.
fn backslashes(inner: &str) -> String {
    format!("'{}'", inner.replace('\'', "''"))
}
