//! What may be wrong with the lines of a TOML text that has an error.

use std::ops::Range;

use super::guess::{Guess, SyntaxError, shown};
use super::toml_values::{assignment, repaired};

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
        let values = repaired(value);
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
            if bare.starts_with('[') && bare.ends_with(']')
                || bare.split_once(" = ").is_some() && !bare.starts_with(['"', '{'])
            {
                break;
            }
            if !bare.is_empty() && !bare.starts_with('#') {
                end =
                    line_end + (below.as_ptr() as usize - text[line_end..].as_ptr() as usize) + below.trim_end().len();
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
    let first =
        if table { before.filter(header).find(same) } else { before.take_while(|line| !header(line)).find(same) };
    let shown = if table { bare } else { name };
    let places =
        first.map_or(String::new(), |first| format!(", on lines {} and {}", line_of(first.start) + 1, line_of(at) + 1));
    Some(Guess {
        at: at..end,
        message: format!("`{shown}` is written twice{places}"),
        help: if table { "join the two tables".to_owned() } else { "keep one of the two".to_owned() },
        edits: vec![(end..end, format!("-{at}"))],
    })
}
