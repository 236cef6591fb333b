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

/// Every note of a text, in order. `path` tells what sort of file it is; `comments` are those of an entry's body.
///
/// A note on a line of its own covers the block below it: up to the next empty line in a body, a field or an item with
/// all that is indented below it in YAML. A note on a line with something else covers its own block. `allow-file` covers
/// the whole file.
pub fn allows(path: &str, text: &str, comments: &[Range<usize>]) -> Vec<Allow> {
    if !text.contains("allow") {
        return Vec::new();
    }
    if path.ends_with(".bib") {
        // What stands between records is passed over, also without a mark; within them `%` is a letter.
        return line_notes(
            text,
            0..text.len(),
            '%',
            &|text, at| text[line_of(text, at).start..at].trim().is_empty(),
            paragraph,
        );
    }
    let (start, yaml) = if path.ends_with(".md") { super::locate::front_matter(text) } else { (0, text) };
    let scalars = super::locate::scalars(yaml);
    let outside = |_: &str, at: usize| !scalars.iter().any(|scalar| scalar.contains(&(at - start)));
    let mut found = line_notes(text, start..start + yaml.len(), '#', &outside, indented);
    found.extend(comments.iter().filter_map(|comment| body_note(text, comment.clone())));
    found
}

/// A comment of a body, `<!-- ... -->`.
fn body_note(text: &str, at: Range<usize>) -> Option<Allow> {
    let written = text.get(at.clone())?;
    let open = at.start + written.find("<!--")?;
    let inside = open + 4..open + 4 + text[open + 4..at.end].find("-->")?;
    let close = inside.end + 3;
    let (rules, reason, whole) = parse(&text[inside])?;
    let line = line_of(text, open);
    let alone = text[line.start..open].trim().is_empty() && text[close..].lines().next().is_none_or(blank);
    let covers = match (whole, alone) {
        (true, _) => 0..text.len(),
        (false, true) => paragraph(text, close),
        (false, false) => line.start.min(block_start(text, line.start))..paragraph(text, line.start).end,
    };
    Some(Allow { rules, reason, at: open..close, covers })
}

/// Comments that go to the end of their line. `is_comment` tells whether a mark at an offset begins one.
fn line_notes(
    text: &str,
    range: Range<usize>,
    mark: char,
    is_comment: &dyn Fn(&str, usize) -> bool,
    below: fn(&str, usize) -> Range<usize>,
) -> Vec<Allow> {
    let mut found = Vec::new();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let begins = |nth: &usize| {
            let apart = *nth == 0 || line[..*nth].ends_with([' ', '\t']);
            apart && line[*nth..].contains("allow") && is_comment(text, at + nth)
        };
        let start = line.match_indices(mark).map(|(nth, _)| nth).find(begins);
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
    let mut names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    // A reason without its colon. Other sentences that happen to start like a note are none.
    if let [first] = names.as_slice()
        && let Some((name, _)) = first.split_once(' ')
        && super::rules::by_name(name).is_some()
    {
        names = vec![name.to_owned()];
    }
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
        // As the markdown room finds them.
        let body = text.rfind("---\n").map_or(0, |at| at + 4);
        let open = text[body..].match_indices("<!--").map(|(at, _)| at + body);
        let comments: Vec<Range<usize>> = open.filter_map(|at| Some(at..at + text[at..].find("-->")? + 3)).collect();
        let found = allows(path, text, &comments).into_iter();
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
        let colon = "---\ntitle: T\n---\n<!-- allow orphan for now -->\nText\n";
        assert_eq!(covered("x.md", colon), [owned("orphan", "", "Text")]);
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
        for scalar in [
            "---\nsummary: \"See # allow orphan: x\"\n---\n",
            "---\nsummary: |\n  One.\n  # allow orphan: x\n---\n",
            "---\nsummary: 'It''s\n  # allow orphan: x'\n---\n",
        ] {
            assert_eq!(covered("x.md", scalar), [], "{scalar}");
        }
        let bib = "% allow old-source: a classic\n@article{a,\n  year = 1975,\n}\n\n@book{b}\n";
        assert_eq!(covered("r.bib", bib), [owned("old-source", "a classic", "@article{a,\n  year = 1975,\n}")]);
    }
}
