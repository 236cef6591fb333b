//! How lines begin: headings, items and table rows that are not read as such, and blocks of other programs.

use std::ops::Range;

use super::Leftover;
use super::runs::{OBJECT, Run, RunKind};

/// Typed signs of items. The last ones are those of symbol fonts, as word processors paste them.
const BULLETS: &str = "\u{2022}\u{b7}\u{2023}\u{25aa}\u{25ab}\u{25e6}\u{25cf}\u{25cb}\u{25a0}\u{25a1}\u{25c6}\u{2756}\u{27a2}\
    \u{27a4}\u{25ba}\u{25b8}\u{2043}\u{2219}\u{30fb}\u{ff65}\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}";
/// Signs that are also something else.
const OFTEN_BULLETS: &str =
    "\u{2713}\u{2714}\u{2717}\u{2718}\u{2192}\u{21d2}\u{2610}\u{2611}-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}";

const ITEM: &str = "write `- {}`, with an empty line before the list";
const TABLE: &str = "put a row such as `|---|---|` with as many columns below the header, and an empty line before it";

/// The run before, which may be the item before.
#[derive(Default)]
pub(super) struct Before {
    bullet: Option<char>,
    colon: bool,
    cell: bool,
}

/// Finds what the lines of a run were meant to be.
pub(super) fn check(run: &Run, before: &mut Before) -> Vec<Leftover> {
    let lines: Vec<Line> = lines_of(&run.text);
    let mut found: Vec<Leftover> = lines.iter().filter_map(|line| single(run, lines.len(), line)).collect();
    if matches!(run.kind, RunKind::Paragraph | RunKind::Item) {
        found.extend(items(&lines, run, before));
        found.extend(numbered(&lines, run));
        found.extend(table(&lines, before.cell));
    }
    let first = lines.first().and_then(|line| line.bullet());
    let colon = lines.last().is_some_and(|line| line.text.ends_with([':', '\u{ff1a}']));
    let bullet = first.filter(|_| run.kind == RunKind::Paragraph).map(|(sign, _)| sign);
    *before = Before { bullet, colon, cell: run.kind == RunKind::Cell };
    found
}

/// A line and where it begins in its run.
struct Line<'a> {
    at: usize,
    text: &'a str,
}

fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let lead = line.len() - line.trim_start().len();
            let start = at + lead;
            at += line.len() + 1;
            Line { at: start, text: line.trim() }
        })
        .collect()
}

impl Line<'_> {
    fn all(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// A sign that may be that of an item, and the words behind it. Only signs that are also something else.
    fn bullet(&self) -> Option<(char, &str)> {
        let sign = self.text.chars().next().filter(|c| OFTEN_BULLETS.contains(*c) || *c == 'o')?;
        let rest = &self.text[sign.len_utf8()..];
        let tight = sign == '-' && rest.starts_with(char::is_alphabetic);
        (tight || rest.starts_with(char::is_whitespace)).then(|| (sign, rest.trim_start()))
    }
}

/// Lines that are wrong by themselves.
fn single(run: &Run, lines: usize, line: &Line) -> Option<Leftover> {
    let text = line.text;
    let found = |what, help| Some(Leftover::new(line.all(), what, help));
    let first = text.chars().next()?;
    match first {
        '#' => heading(lines, line).and_then(|(what, help)| found(what, help)),
        '<' if is_conflict(text, "<<<<<<<") => {
            found("the mark of a merge conflict", "choose one version and remove the marks")
        }
        '>' if is_conflict(text, ">>>>>>>") => {
            found("the mark of a merge conflict", "choose one version and remove the marks")
        }
        '=' if text.starts_with("==") && (text.bytes().all(|b| b == b'=') || text[2..].starts_with([' ', '='])) => {
            found("a heading of another program, or a merge conflict", "write `## {}`, or remove the signs")
        }
        '+' if text == "+++" => {
            found("the mark of a front matter", "a file has one front matter, between two lines of `---`")
        }
        ':' if text.starts_with(":::") => {
            found("a block of another program", "write `> [!note]` and the text below it")
        }
        '.' if is_directive(text) => found("a block of another program", "write `> [!note]` and the text below it"),
        '!' | '?' if is_admonition(text) => {
            found("a block of another program", "write `> [!note]` and the text below it")
        }
        '-' | '!' | '@' if is_include(text) => {
            found("a command of another program", "remove it, or write what it should show")
        }
        '-' if ["-[ ]", "-[x]", "-[X]", "-[]"].iter().any(|start| text.starts_with(start)) => Some(Leftover::new(
            line.at..line.at + 3,
            "a tick box that is not read as one",
            "start the line with `- [ ] `",
        )),
        c if BULLETS.contains(c) => {
            let rest = text[c.len_utf8()..].trim_start();
            let words = rest.contains(char::is_alphanumeric) || rest.contains(OBJECT);
            (words && !is_rating(text, c)).then(|| item(line, rest))
        }
        c if c.is_alphabetic() && run.kind != RunKind::Cell => property(text).map(|end| {
            let (what, help) = ("a property of a note-taking app", "remove it, or write it as a sentence");
            Leftover::new(line.at..line.at + end, what, help)
        }),
        _ => None,
    }
}

/// One finding for an item: its sign and first words.
fn item(line: &Line, rest: &str) -> Leftover {
    let lead = line.text.len() - rest.len();
    let words: usize = rest.split_inclusive(' ').take(4).map(str::len).sum();
    Leftover::new(line.at..line.at + lead + words, "a typed sign, so readers get no list", ITEM)
}

/// `● ● ●` is a drawing.
fn is_rating(text: &str, sign: char) -> bool {
    text.chars().filter(|c| *c == sign).count() > 2 && !text.contains(char::is_alphabetic)
}

/// `##X`, seven signs, or a heading that is indented or in a table.
fn heading(lines: usize, line: &Line) -> Option<(&'static str, &'static str)> {
    let words = line.text.trim_start_matches('#');
    let signs = line.text.len() - words.len();
    let heading = Some(("a heading that is not read as one", "write `## {}` at the start of a line"));
    if words.starts_with('+') && signs == 1 {
        return Some(("a setting of another program", "remove it"));
    }
    match signs {
        1 if words.starts_with(' ') => heading,
        1 => {
            let lower = words.starts_with(char::is_lowercase) || !words.starts_with(char::is_alphabetic);
            let tags = line.text.split(' ').all(|word| word.starts_with('#') && word.len() > 1);
            if tags && lower && words.starts_with(char::is_alphabetic) {
                return Some(("a tag of a note-taking app", "remove it"));
            }
            (lines == 1 && !lower && !line.text.ends_with(['.', '!', '?'])).then_some(heading).flatten()
        }
        _ if words.contains(char::is_alphanumeric) => heading,
        _ => None,
    }
}

fn is_conflict(text: &str, mark: &str) -> bool {
    text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// `.. note::`
fn is_directive(text: &str) -> bool {
    let name = text.strip_prefix(".. ").and_then(|rest| rest.split_once("::")).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'_'))
}

/// `!!! note`, `??? note` and `???+ note`.
fn is_admonition(text: &str) -> bool {
    let rest = text.strip_prefix("!!!").or_else(|| text.strip_prefix("???"));
    let rest = rest.map(|rest| rest.strip_prefix('+').unwrap_or(rest));
    rest.is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic))
}

/// The end of the name of `key:: value`.
fn property(text: &str) -> Option<usize> {
    let (name, value) = text.split_once("::")?;
    let plain = name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (plain && (value.is_empty() || value.starts_with(' '))).then_some(name.len() + 2)
}

/// `--8<-- "file"`, `!include file` and `@[toc]`.
fn is_include(text: &str) -> bool {
    ["--8<--", "!include ", "@[toc]", "@include "].iter().any(|start| text.starts_with(start))
}

/// Items with a sign that is also something else: two lines of them, or one behind a colon.
fn items<'a>(lines: &'a [Line], run: &'a Run, before: &'a Before) -> impl Iterator<Item = Leftover> + 'a {
    let of = |nth: usize| lines.get(nth).and_then(Line::bullet);
    let colon = |nth: usize| lines[nth].text.ends_with([':', '\u{ff1a}']);
    lines.iter().enumerate().filter_map(move |(nth, line)| {
        let (sign, rest) = line.bullet()?;
        if !rest.starts_with(|c: char| c.is_alphabetic() || c == OBJECT) {
            return None;
        }
        let same = |other: Option<(char, &str)>| other.is_some_and(|(other, _)| other == sign);
        let beside = same(of(nth + 1)) || nth > 0 && same(of(nth - 1));
        let opened = nth > 0 && colon(nth - 1);
        // Paragraphs of a dialogue begin with a dash, too, but with a capital letter.
        let lower = rest.starts_with(char::is_lowercase) && !run.quoted && nth == 0 && run.kind == RunKind::Paragraph;
        let alone = lower && lines.len() == 1 && (before.colon || before.bullet == Some(sign));
        let tab = line.text[sign.len_utf8()..].starts_with(['\t', '\u{a0}']);
        let pasted = nth == 0 && (tab || line.text[sign.len_utf8()..].starts_with("  "));
        // In an item, a line that was meant as the next one.
        let joined = run.kind == RunKind::Item && nth > 0 && sign == '-' && !line.text[1..].starts_with(' ');
        let found = joined || beside || opened && sign != 'o' || alone || pasted;
        found.then(|| item(line, rest))
    })
}

/// Lines that count: `a)` and `b)`, or `2.` and `3.` where CommonMark begins no list.
fn numbered(lines: &[Line], run: &Run) -> Option<Leftover> {
    let pair = lines.windows(2).find(|pair| match (counter(pair[0].text), counter(pair[1].text)) {
        (Some((first, form, _)), Some((second, other, _))) => form == other && second == first + 1,
        _ => roman(pair[0].text).zip(roman(pair[1].text)).is_some_and(|(first, second)| second == first + 1),
    })?;
    let rest = pair[0].text.split_once([' ', '\t']).map_or(pair[0].text, |(_, rest)| rest);
    let words: usize = rest.split_inclusive(' ').take(4).map(str::len).sum();
    let end = pair[0].at + pair[0].text.len() - rest.len() + words;
    let help = if run.kind == RunKind::Item { "indent the items by the width of the mark above" } else { NUMBERS };
    Some(Leftover::new(pair[0].at..end, "a typed number, so readers get no list", help))
}

const NUMBERS: &str = "write `1. ` before each item, with an empty line before the list";

/// The number of a line, its form, and the words behind it.
fn counter(text: &str) -> Option<(u32, (char, bool), &str)> {
    let inner = text.strip_prefix(['(', '\u{ff08}']);
    let open = inner.is_some();
    let inner = inner.unwrap_or(text);
    let first = inner.chars().next()?;
    if let Some(nth) = (first as u32).checked_sub(0x2460).filter(|nth| *nth < 20) {
        return Some((nth, ('\u{2460}', open), inner[first.len_utf8()..].trim_start()));
    }
    let digits = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
    let (number, rest) = match digits {
        0 if first.is_ascii_alphabetic() => (first as u32, &inner[1..]),
        0 => (CHINESE.chars().position(|c| c == first)? as u32, &inner[first.len_utf8()..]),
        1..=3 => (inner[..digits].parse().ok()?, &inner[digits..]),
        _ => return None,
    };
    let sign = rest.chars().next().filter(|c| ".)-:\u{3001}\u{ff0e}\u{ff09}".contains(*c))?;
    let words = &rest[sign.len_utf8()..];
    let tight = digits > 0 && ".)".contains(sign) && words.starts_with(|c: char| c.is_alphabetic() || c == OBJECT);
    let spaced = words.starts_with(char::is_whitespace) || !sign.is_ascii() || tight;
    let letter = digits == 0 && sign != ')' && sign != '.' && first.is_ascii();
    (spaced && !letter && (!open || sign == ')' || sign == '\u{ff09}'))
        .then(|| (number, (sign, open), words.trim_start()))
}

/// `ii.`, `ii)` and `(ii)`.
fn roman(text: &str) -> Option<usize> {
    const NUMBERS: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let (mark, _) = text.split_once(' ')?;
    let number = mark.trim_start_matches('(').strip_suffix(['.', ')'])?.to_ascii_lowercase();
    NUMBERS.iter().position(|known| *known == number)
}

const CHINESE: &str = "\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}";

/// Rows of a table that is not read as one.
fn table(lines: &[Line], below_table: bool) -> Option<Leftover> {
    let bars = |line: &Line| line.text.matches('|').count();
    let delimiter = |line: &Line| line.text.contains('-') && line.text.chars().all(|c| " |-:".contains(c));
    let edge = |line: &Line| line.text.starts_with('|') || line.text.ends_with('|');
    let (nth, line) = lines.iter().enumerate().find(|(nth, line)| {
        let n = bars(line);
        let next = lines.get(nth + 1).map_or(0, bars);
        let spaced = line.text.matches(" | ").count();
        n >= 2 && (edge(line) || spaced >= 2 || next == n)
            || n == 1 && (next == 1 || below_table && spaced == 1 || delimiter(line))
    })?;
    let beside = lines[nth..].iter().take_while(|line| bars(line) > 0).last().unwrap_or(line);
    Some(Leftover::new(line.at..beside.at + beside.text.len(), "the row of a table that is not read as one", TABLE))
}
