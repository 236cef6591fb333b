//! Notes that allow a finding where it is, with a reason: `<!-- allow long-sentence: a quotation -->` in a text,
//! `# allow orphan: linked from the intranet only` in front matter and data files, `% allow ...` in a `.bib` file.

use std::ops::Range;

/// A note that allows findings of some rules in a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// Names of rules, as written.
    pub rules: Vec<String>,
    /// Why; empty when nobody said.
    pub reason: String,
    /// Where the note itself stands.
    pub at: Range<usize>,
    /// The text to which it applies.
    pub covers: Range<usize>,
}

/// Every note of a text, in order. `path` tells what sort of file it is.
///
/// A note on a line of its own covers the block below it: up to the next empty line in a body, a field or an item with
/// all that is indented below it in YAML. A note on a line with something else covers its own block. `allow-file` covers
/// the whole file.
pub fn allows(path: &str, text: &str) -> Vec<Allow> {
    if !text.contains("allow") {
        return Vec::new();
    }
    if path.ends_with(".bib") {
        return line_notes(text, 0..text.len(), '%', paragraph);
    }
    if !path.ends_with(".md") {
        return line_notes(text, 0..text.len(), '#', indented);
    }
    let (start, yaml) = super::locate::front_matter(text);
    let mut found = line_notes(text, start..start + yaml.len(), '#', indented);
    found.extend(comments(text, start + yaml.len()));
    found
}

/// HTML comments of a body.
fn comments(text: &str, from: usize) -> Vec<Allow> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(open) = text[at..].find("<!--").map(|open| at + open) {
        let Some(close) = text[open..].find("-->").map(|close| open + close + 3) else { break };
        if let Some((rules, reason, whole)) = parse(&text[open + 4..close - 3]) {
            let line = line_of(text, open);
            let alone = text[line.start..open].trim().is_empty() && text[close..].lines().next().is_none_or(blank);
            let covers = match (whole, alone) {
                (true, _) => 0..text.len(),
                (false, true) => paragraph(text, close),
                (false, false) => line.start.min(block_start(text, line.start))..paragraph(text, line.start).end,
            };
            found.push(Allow { rules, reason, at: open..close, covers });
        }
        at = close;
    }
    found
}

/// Comments that go to the end of their line.
fn line_notes(text: &str, range: Range<usize>, mark: char, below: fn(&str, usize) -> Range<usize>) -> Vec<Allow> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let start = line.find(mark).filter(|nth| *nth == 0 || line[..*nth].ends_with([' ', '\t']));
        let note = start.and_then(|nth| Some((nth, parse(line[nth..].trim_start_matches(mark))?)));
        if let Some((nth, (rules, reason, whole))) = note {
            let covers = match (whole, line[..nth].trim().is_empty()) {
                (true, _) => 0..text.len(),
                (false, true) => below(text, at + line.len()),
                (false, false) => below(text, at),
            };
            found.push(Allow { rules, reason, at: at + nth..at + line.trim_end().len(), covers });
        }
        at += line.len();
    }
    found
}

/// `allow RULE, RULE: reason`, or `allow-file`: the rules, the reason, and whether the whole file is meant.
fn parse(comment: &str) -> Option<(Vec<String>, String, bool)> {
    let rest = comment.trim().strip_prefix("allow")?;
    let (whole, rest) = rest.strip_prefix("-file").map_or((false, rest), |rest| (true, rest));
    let rest = rest.strip_prefix(char::is_whitespace)?.trim();
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    // Words of a sentence that happens to start like a note are not taken for one.
    let named = |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    names.iter().all(named).then(|| (names, reason.trim().to_owned(), whole))
}

fn blank(line: &str) -> bool {
    line.trim().is_empty()
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |nth| nth + 1);
    start..text[at..].find('\n').map_or(text.len(), |nth| at + nth)
}

/// From `at`, over empty lines, up to the next empty line.
fn paragraph(text: &str, at: usize) -> Range<usize> {
    let mut end = at;
    let mut begun = false;
    for line in text[at..].split_inclusive('\n') {
        if blank(line) && begun {
            break;
        }
        begun |= !blank(line);
        end += line.len();
    }
    at..end
}

/// Where the lines without an empty one between them begin that end at `at`.
fn block_start(text: &str, at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let before = line_of(text, start - 1);
        if blank(&text[before.clone()]) {
            break;
        }
        start = before.start;
    }
    start
}

/// The line at `at` and those below it that are indented more, or that close its brackets.
fn indented(text: &str, at: usize) -> Range<usize> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text[at..].split_inclusive('\n');
    let Some(first) = lines.next() else { return at..at };
    let mut end = at + first.len();
    for line in lines {
        if !blank(line) && indent(line) <= indent(first) {
            break;
        }
        end += line.len();
    }
    at..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(path: &str, text: &str) -> Vec<(String, String, String)> {
        let found = allows(path, text).into_iter();
        found.map(|note| (note.rules.join("+"), note.reason, text[note.covers].trim().to_owned())).collect()
    }

    fn owned(rule: &str, reason: &str, covers: &str) -> (String, String, String) {
        (rule.to_owned(), reason.to_owned(), covers.to_owned())
    }

    #[test]
    fn notes_in_a_body() {
        let text = "---\ntitle: T\n---\n\nOne.\n\n<!-- allow orphan: so -->\nTwo\nlines.\n\n\
            Three <!-- allow a-b, c: d -->\nhere.\n";
        let wanted =
            [owned("orphan", "so", "Two\nlines."), owned("a-b+c", "d", "Three <!-- allow a-b, c: d -->\nhere.")];
        assert_eq!(covered("x.md", text), wanted);
        assert_eq!(covered("x.md", "---\ntitle: T\n---\n<!-- allow me to say: x -->\n# allow x: y\n"), []);
        let whole = "---\ntitle: T\n---\n<!-- allow-file jargon: it teaches the words -->\n";
        assert_eq!(covered("x.md", whole)[0].2, whole.trim());
    }

    #[test]
    fn notes_in_yaml_and_bibliographies() {
        let text = "---\n# allow orphan: so\ntitle: T\nget_help:\n\
            \u{20} # allow x: y\n  - {a: b,\n     c: d}\n  - e # allow z:\n---\n";
        let wanted = [
            owned("orphan", "so", "title: T"),
            owned("x", "y", "- {a: b,\n     c: d}"),
            owned("z", "", "- e # allow z:"),
        ];
        assert_eq!(covered("x.md", text), wanted);
        let bib = "% allow old-source: a classic\n@article{a,\n  year = 1975,\n}\n\n@book{b}\n";
        assert_eq!(covered("r.bib", bib), [owned("old-source", "a classic", "@article{a,\n  year = 1975,\n}")]);
    }
}
