//! Signs within a line: one table of what markup begins with, a test for each, and what it was meant to be.

use std::ops::Range;

use super::runs::{OBJECT, Run};
use super::{Leftover, Notes, addresses, brackets, emphasis};

/// How many bytes a test may look ahead, so that the time stays linear.
const AHEAD: usize = 400;

/// A place in the text of a run.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub text: &'a str,
    pub at: usize,
    /// Where a bracket stands that is not closed yet.
    pub bracket: Option<usize>,
    /// How many are not closed yet.
    pub depth: usize,
}

impl<'a> Here<'a> {
    pub fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// What follows, as far as a test may look.
    pub fn rest(&self) -> &'a str {
        let mut end = (self.at + AHEAD).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[self.at..end]
    }

    /// The same up to the end of the line.
    pub fn line(&self) -> &'a str {
        self.rest().split('\n').next().unwrap_or_default()
    }

    /// Whether only white space is before it in its line.
    pub fn starts_line(&self) -> bool {
        let before = &self.text[..self.at];
        before.trim_end_matches([' ', '\t']).is_empty() || before.trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// The range from here to the end of the first `end` behind `start`, in the same line.
    pub fn until(&self, start: &str, end: &str) -> Option<Range<usize>> {
        let inside = self.line().get(start.len()..)?;
        inside.find(end).map(|nth| self.at..self.at + start.len() + nth + end.len())
    }

    /// The range of so many bytes.
    pub fn bytes(&self, n: usize) -> Option<Range<usize>> {
        Some(self.at..self.at + n)
    }
}

/// Finds the leftover that begins at a place.
pub(super) type Test = fn(&Here) -> Option<Range<usize>>;

/// Something that markup begins with.
pub(super) struct Mark {
    pub start: &'static str,
    pub test: Test,
    pub what: &'static str,
    pub help: &'static str,
}

const fn mark(start: &'static str, test: Test, what: &'static str, help: &'static str) -> Mark {
    Mark { start, test, what, help }
}

const CITE: &str = "write `[@{}]`";
const LINK: &str = "write `[words](address)`";
const TEMPLATE: &str = "a placeholder or shortcode of another program";
const REMOVE: &str = "remove it, or write what it should show";
const ATTRIBUTES: &str = "attributes of another program";
const COMMENT: &str = "write `<!-- {} -->`, which no page shows, or remove it";

/// In the order in which they are tried at one place.
static MARKS: &[Mark] = &[
    mark("[@", brackets::citation, "a citation that is not closed", CITE),
    mark("[-@", brackets::citation, "a citation that is not closed", CITE),
    mark("[^", brackets::footnote, "a footnote that is not defined or not closed", "add a line `[^{}]: ...`"),
    mark("[[", brackets::wiki, "a link that is empty or not closed", "write `[[{}]]` with the id of an entry"),
    mark(
        "[",
        brackets::definition,
        "the address of a link, within a paragraph",
        "put an empty line before it, or remove it",
    ),
    mark("[", brackets::tick_box, "a tick box outside a list", "start the line with `- [ ] `"),
    mark("[http", brackets::address_first, "a link that is written as in a wiki", LINK),
    mark("[", brackets::shortcode, "a shortcode of another program", REMOVE),
    mark("[", brackets::numerals, "the number of a source that is not listed here", "cite the source: `[@key]`"),
    mark("](", brackets::link, "a link that cannot be read", LINK),
    mark(
        "][",
        brackets::reference,
        "a link whose address is not defined",
        "write `[words](address)`, or `[@key]` for a source",
    ),
    mark(
        "]",
        brackets::spaced_link,
        "a link with a space before its address",
        "write `[words](address)` without the space",
    ),
    mark("]]", brackets::closing, "the end of a link that does not begin", "write `[[id]]` with the id of an entry"),
    mark(")[", brackets::reversed, "a link with its brackets exchanged", LINK),
    mark("(", brackets::behind_link, "an address behind a link by id", "write `[words](address)` or `[[id|words]]`"),
    mark("((", brackets::block_reference, "a reference of a note-taking app", REMOVE),
    mark("![", brackets::picture, "a picture that cannot be read", "write `![what it shows](images/name.png)`"),
    mark("{{", |here| here.until("{{", "}}").or_else(|| here.bytes(2)), TEMPLATE, REMOVE),
    mark("{%", |here| here.until("{%", "%}").or_else(|| here.bytes(2)), TEMPLATE, REMOVE),
    mark("{", brackets::attributes, ATTRIBUTES, "remove it; only a heading has an id: `## Words {#id}`"),
    mark("{", brackets::placeholder, TEMPLATE, REMOVE),
    mark("${", |here| here.until("${", "}"), TEMPLATE, REMOVE),
    mark("<%", |here| here.until("<%", "%>"), TEMPLATE, REMOVE),
    mark("<!--", |here| here.bytes(4), "a comment that is not closed", "end it with `-->`"),
    mark(
        "<",
        addresses::in_angles,
        "an address that cannot be read",
        "write `[words](address)` without spaces in the address",
    ),
    mark("<", brackets::tag, "an HTML tag that is not closed", "write it in Markdown, or put `<` as `&lt;`"),
    mark("&", entity, "a character reference", "write the character itself, or `&nbsp;` with its semicolon"),
    mark("%%", |here| here.until("%%", "%%").or_else(|| here.bytes(2)), "a comment of a note-taking app", COMMENT),
    mark(
        "$$",
        |here| here.until("$$", "$$").or_else(|| here.line().eq("$$").then_some(here.at..here.at + 2)),
        FORMULA,
        PLAIN,
    ),
    mark("$", formula, FORMULA, PLAIN),
    mark("\\", last_backslash, "a backslash at the end of the text", "remove it"),
    mark("\\", command, "a command of LaTeX or the like", "remove it, or write what it should show"),
    mark(
        "^[",
        |here| here.until("^[", "]"),
        "a footnote of another program",
        "write `[^1]` here and a line `[^1]: {}`",
    ),
    mark("^", superscript, "a superscript of another program", "write the sign itself, such as \u{2079}"),
    mark("^", block_id, "the mark of a block in a note-taking app", "remove it"),
    mark(":", role, "a shortcode of another program", "write the sign or the words themselves"),
    mark("'''", |here| here.until("'''", "'''"), "bold text as in a wiki", "write `**{}**`"),
];

const FORMULA: &str = "a formula, which is shown as it is typed";
const PLAIN: &str = "write it in words or plain signs";

/// Adds what is left of markup in a run, and the marks of notes in it.
pub(super) fn check(run: &Run, found: &mut Vec<Leftover>, notes: &mut Notes) {
    let text = run.text.as_str();
    let addresses = addresses::ranges(text);
    let mut addresses = addresses.iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut stars = emphasis::Stars::default();
    let mut at = 0;
    while at < text.len() {
        let Some(step) = text.as_bytes()[at..].iter().position(|byte| TRIGGERS[usize::from(*byte)]) else { break };
        at += step;
        while addresses.next_if(|address| address.end <= at).is_some() {}
        let in_address = addresses.peek().is_some_and(|address| address.start < at);
        let here = Here { text, at, bracket: open.last().copied(), depth: open.len() };
        let leftover = match text.as_bytes()[at] {
            b'*' | b'_' | b'~' | b'`' | b'=' | b'+' if in_address => None,
            b'*' | b'_' | b'~' | b'`' | b'=' | b'+' => {
                let run = emphasis::length(&here);
                let leftover = emphasis::check(&here, &mut stars);
                if leftover.is_none() {
                    at += run;
                    continue;
                }
                leftover
            }
            b'&' | b'%' | b'^' | b':' | b'$' if in_address => None,
            _ => MARKS.iter().find_map(|mark| {
                let fits = text[at..].starts_with(mark.start);
                let range = fits.then(|| (mark.test)(&here)).flatten()?;
                Some(Leftover::new(range, mark.what, reason(&here, mark.help, mark.what)))
            }),
        };
        match (text.as_bytes()[at], open.is_empty()) {
            (b'[', _) if leftover.is_none() => open.push(at),
            (b']', false) => drop(open.pop()),
            _ => {}
        }
        at = leftover.as_ref().map_or(at + 1, |leftover| leftover.range.end.max(at + 1));
        found.extend(leftover);
    }
    notes.first |= stars.notes.first;
    notes.second |= stars.notes.second;
}

/// A help that says why a link cannot be read.
fn reason(here: &Here, help: &'static str, what: &'static str) -> &'static str {
    match what {
        "a link that cannot be read" | "a picture that cannot be read" => brackets::why(here).unwrap_or(help),
        _ => help,
    }
}

/// The first bytes of all marks.
static TRIGGERS: [bool; 256] = triggers();

const fn triggers() -> [bool; 256] {
    let mut table = [false; 256];
    let signs = b"[](){}!<&%$\\^:'*_~`=+";
    let mut nth = 0;
    while nth < signs.len() {
        table[signs[nth] as usize] = true;
        nth += 1;
    }
    table
}

/// `&nbsp` without its semicolon, and `&nbsp;` that came from `&amp;nbsp;`.
fn entity(here: &Here) -> Option<Range<usize>> {
    const COMMON: &[&str] = &[
        "amp", "apos", "auml", "bull", "copy", "deg", "eacute", "euro", "gt", "hellip", "laquo", "ldquo", "lsquo",
        "lt", "mdash", "middot", "nbsp", "ndash", "ouml", "plusmn", "quot", "raquo", "rdquo", "reg", "rsquo", "shy",
        "szlig", "thinsp", "times", "trade", "uuml",
    ];
    let rest = here.rest().get(1..)?;
    let hash = usize::from(rest.starts_with('#'));
    let length = hash + rest[hash..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &rest[..length];
    let closed = rest[length..].starts_with(';');
    let number =
        hash == 1 && length > 2 && name[1..].trim_start_matches(['x', 'X']).bytes().all(|b| b.is_ascii_hexdigit());
    let known = COMMON.contains(&name) || number;
    (known || closed && length > 1 && hash == 0).then(|| here.at..here.at + 1 + length + usize::from(closed))
}

/// `$x^2$` and `$\alpha$`, but not two prices.
fn formula(here: &Here) -> Option<Range<usize>> {
    let range = here.until("$", "$")?;
    let inside = &here.text[range.start + 1..range.end - 1];
    let tight = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
    (tight && inside.contains(['\\', '^', '_', '{'])).then_some(range)
}

/// What breaks a line elsewhere.
fn last_backslash(here: &Here) -> Option<Range<usize>> {
    let last = here.text[here.at + 1..].trim_start().is_empty() && here.before().is_some_and(|c| !c.is_whitespace());
    last.then_some(here.at..here.at + 1)
}

/// `\newpage`, but not a path of Windows.
fn command(here: &Here) -> Option<Range<usize>> {
    let rest = &here.rest()[1..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let alone = here.before().is_none_or(|c| !c.is_alphanumeric() && c != ':' && c != '\\' && c != '.');
    let breaks = rest.starts_with("n\\n") || letters == 1 && rest.starts_with("n ");
    ((letters > 1 && alone) || breaks).then(|| here.at..here.at + 1 + letters)
}

/// `10^9^`
fn superscript(here: &Here) -> Option<Range<usize>> {
    let close = here.until("^", "^")?;
    let inside = &here.text[close.start + 1..close.end - 1];
    let short = (1..=6).contains(&inside.len()) && inside.chars().all(|c| c.is_alphanumeric() || "+-".contains(c));
    (short && here.before().is_some_and(char::is_alphanumeric)).then_some(close)
}

/// `^block-id` at the end of a line.
fn block_id(here: &Here) -> Option<Range<usize>> {
    let id = here.line().get(1..)?.trim_end();
    let fits = id.len() >= 3 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (fits && here.before().is_none_or(char::is_whitespace)).then(|| here.at..here.at + 1 + id.len())
}

/// `:warning:` of chat programs and `` :ref:`id` `` of reStructuredText.
fn role(here: &Here) -> Option<Range<usize>> {
    let name = here.line().get(1..)?;
    let length = name.bytes().take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b'0'..=b'9')).count();
    let behind = name[length..].strip_prefix(':')?;
    let ends = behind.chars().next().is_none_or(|c| c == OBJECT || c.is_whitespace() || ".,;!?)".contains(c));
    let alone = here.before().is_none_or(|c| c.is_whitespace() || c == '(');
    let word = length >= 2 && name.starts_with(|c: char| c.is_ascii_lowercase());
    (alone && ends && word).then(|| here.at..here.at + length + 2)
}
