//! Lines of a YAML text as an author sees them: how far they are indented, and which fields and items they begin. It reads
//! texts that no parser accepts, so it decides nothing; it only suggests.

use std::ops::Range;

/// A line that is neither empty, nor a comment, nor part of a block of text (`|`, `>`).
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Of its first character, in bytes.
    pub start: usize,
    /// Without the line end.
    pub text: &'a str,
    /// From 0, in the text as a whole.
    pub number: usize,
    /// Bytes of white space before anything else, of any sort.
    pub indent: usize,
    /// Positions in the line of the dashes of items that begin here.
    pub dashes: Vec<usize>,
    /// Position in the line of what follows the dashes.
    pub content: usize,
    /// The position in the line of the colon after a key, if one begins here.
    pub colon: Option<usize>,
}

impl<'a> Line<'a> {
    fn new(start: usize, number: usize, text: &'a str) -> Line<'a> {
        let indent = text.len() - text.trim_start_matches(is_space).len();
        let mut content = indent;
        let mut dashes = Vec::new();
        while text[content..].starts_with("- ") || text[content..].starts_with("-\t") || &text[content..] == "-" {
            dashes.push(content);
            content += 1;
            content += text[content..].len() - text[content..].trim_start().len();
        }
        let colon = key_end(&text[content..]).map(|at| content + at);
        Line { start, text, number, indent, dashes, content, colon }
    }

    /// The key that begins here, as written.
    pub fn key(&self) -> Option<&'a str> {
        self.colon.map(|colon| &self.text[self.content..colon])
    }

    /// What follows the key, or the dash, without spaces around it or a comment after it, with its place in the text.
    pub fn value(&self) -> (usize, &'a str) {
        let from = self.colon.map_or(self.content, |colon| colon + 1);
        let rest = &self.text[from..];
        let at = from + rest.len() - rest.trim_start().len();
        let value = &self.text[at..];
        let plain = !value.starts_with(['"', '\'', '[', '{']);
        let comment =
            if value.starts_with("# ") || value == "#" { Some(0) } else { value.find(" #").filter(|_| plain) };
        let end = comment.unwrap_or(value.len());
        (self.start + at, value[..end].trim_end())
    }

    /// The place of a part of the line in the text.
    pub fn range(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }

    /// The place of all that the line holds.
    pub fn whole(&self) -> Range<usize> {
        self.range(self.indent..self.text.trim_end().len().max(self.indent))
    }

    /// Whether a block of text begins here.
    fn opens_block(&self) -> bool {
        let (_, value) = self.value();
        value.strip_prefix(['|', '>']).is_some_and(|rest| rest.bytes().all(|byte| b"+-0123456789".contains(&byte)))
    }

    /// Where the keys of the mapping stand that a value of this line belongs to.
    pub fn level(&self) -> usize {
        if self.colon.is_some() { self.content } else { self.dashes.last().copied().unwrap_or(self.indent) }
    }
}

/// White space before a line, also of sorts that YAML does not know.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// The position of the colon after a key at the start of a text.
fn key_end(text: &str) -> Option<usize> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = text[1..].find(quote)? + 2;
        return text[end..].starts_with(':').then_some(end).filter(|end| ends_key(text, *end));
    }
    if text.starts_with(['[', '{']) {
        return None;
    }
    let comment = text.find(" #").unwrap_or(text.len());
    text[..comment].match_indices(':').map(|(at, _)| at).find(|at| ends_key(text, *at))
}

fn ends_key(text: &str, colon: usize) -> bool {
    text[colon + 1..].chars().next().is_none_or(|c| matches!(c, ' ' | '\t' | '\r'))
}

/// The lines of a text that have a meaning of their own.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut block: Option<usize> = None;
    let mut start = 0;
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        let line = Line::new(start, number, whole.trim_end_matches(['\n', '\r']));
        start += whole.len();
        let empty = line.text.trim().is_empty();
        if block.is_some_and(|level| empty || line.indent > level) {
            continue;
        }
        block = None;
        if empty || line.text[line.indent..].starts_with('#') {
            continue;
        }
        if line.opens_block() {
            block = Some(line.level());
        }
        lines.push(line);
    }
    lines
}

/// A key that a mapping has twice: the line (from 0) of the first, and the place of the second.
pub(super) struct Duplicate<'a> {
    pub key: &'a str,
    pub first: usize,
    pub second: usize,
    pub at: Range<usize>,
}

/// Keys that stand twice in one mapping, line by line.
pub(super) fn duplicates(text: &str) -> Vec<Duplicate<'_>> {
    let mut found = Vec::new();
    // Open mappings: where their keys stand, and the keys with their lines.
    let mut open: Vec<(usize, Vec<(&str, usize)>)> = Vec::new();
    for line in lines(text) {
        let outermost = line.dashes.first().copied();
        open.retain(|(level, _)| outermost.map_or(*level <= line.content, |dash| *level <= dash));
        let Some((key, colon)) = line.key().zip(line.colon) else { continue };
        if open.last().is_none_or(|(level, _)| *level != line.content) {
            open.push((line.content, Vec::new()));
        }
        let Some((_, keys)) = open.last_mut() else { continue };
        let bare = key.trim_matches(['"', '\'']);
        match keys.iter().find(|(name, _)| *name == bare) {
            Some((_, first)) => found.push(Duplicate {
                key: bare,
                first: *first,
                second: line.number,
                at: line.range(line.content..colon),
            }),
            None => keys.push((bare, line.number)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_keys_items_and_values() {
        let text =
            "a: b # c\nlist:\n  - id: x y\n    \"q\": [1]\ntext: |\n  no: key\n\n  more\nb: 'c: d'\n- http://x\n";
        let read: Vec<(usize, Option<&str>, &str)> =
            lines(text).iter().map(|line| (line.number, line.key(), line.value().1)).collect();
        assert_eq!(
            read,
            [
                (0, Some("a"), "b"),
                (1, Some("list"), ""),
                (2, Some("id"), "x y"),
                (3, Some("\"q\""), "[1]"),
                (4, Some("text"), "|"),
                (8, Some("b"), "'c: d'"),
                (9, None, "http://x"),
            ]
        );
    }

    #[test]
    fn keys_of_one_mapping_only_are_duplicates() {
        let text = "a: 1\nl:\n  - id: x\n    b: 1\n  - id: y\n    b: 2\n    b: 3\na: 2\nm:\n- id: z\n- id: z\n";
        let found: Vec<_> = duplicates(text).iter().map(|found| (found.key, found.first, found.second)).collect();
        assert_eq!(found, [("b", 5, 6), ("a", 0, 7)]);
    }
}
