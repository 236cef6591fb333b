//! Signs of emphasis that are left beside words: `**bold`, `an *important sign`, `~~old`, `` `code ``, `==mark==`.

use super::marks::Here;
use super::runs::OBJECT;
use super::{Leftover, Note, Notes};

/// What is known of the stars of a run so far.
#[derive(Default)]
pub(super) struct Stars {
    /// The last one between spaces, where emphasis may have been meant to begin.
    alone: Option<usize>,
    /// Which stand behind a word, as marks of notes do.
    pub notes: Notes,
}

/// How often the sign at a place is repeated.
pub(super) fn length(here: &Here) -> usize {
    let sign = here.text.as_bytes()[here.at];
    here.text.as_bytes()[here.at..].iter().take_while(|byte| **byte == sign).count()
}

/// The leftover that begins at a place.
pub(super) fn check(here: &Here, stars: &mut Stars) -> Option<Leftover> {
    let length = length(here);
    let sign = &here.text[here.at..here.at + 1];
    let around = Around::of(here, length);
    let (what, help) = match (sign, length) {
        ("*", 1) => return star(here, &around, stars),
        // Rows of stars hide a word or rate something.
        ("*", 3..) if !around.opens => return None,
        ("*", 2..) => {
            ("bold text that does not begin or end", "write `**{}**` without spaces inside, or `\\*` for a star")
        }
        ("_", 1) if around.opens != around.closes => {
            ("emphasis that does not begin or end", "write `*{}*`, or `\\_` for the sign")
        }
        ("_", 2) if around.opens != around.closes => {
            ("bold text that does not begin or end", "write `**{}**`, or `\\_` for the sign")
        }
        ("~", 2) => ("struck text that does not begin or end", "write `~~{}~~`, or remove the words"),
        ("~", 1) if is_subscript(here) => ("a subscript of another program", "write the sign itself, such as \u{2082}"),
        ("`", _) if length == 1 && around.within => ("a backtick", "write an apostrophe"),
        ("`", _) => ("code that does not begin or end", "write `\\`` for the sign, or remove it"),
        ("=", 2) if around.opens != around.closes => ("highlighted text of another program", "write `**{}**`"),
        ("+", 2) if around.opens && pair(here, "++").is_some() => {
            ("inserted text of another program", "remove the signs")
        }
        _ => return None,
    };
    let paired = pair(here, &here.text[here.at..here.at + length]);
    let end = paired.unwrap_or_else(|| around.word_end(here, length));
    let start = if around.closes && !around.opens && paired.is_none() { word_start(here) } else { here.at };
    let note = match (sign, paired) {
        ("*", None) if around.opens && here.starts_line() => Some(Note::Second),
        ("*", None) if around.closes && !around.opens => {
            stars.notes.second = true;
            Some(Note::First)
        }
        _ => None,
    };
    Some(Leftover { note, ..Leftover::new(start..end, what, help) })
}

/// A single star: a sign of multiplication, the mark of a note, or one half of emphasis.
fn star(here: &Here, around: &Around, stars: &mut Stars) -> Option<Leftover> {
    const HELP: &str = "write `*{}*` without spaces inside, `- {}` for an item, or `\\*` for a star";
    if around.opens && !around.closes && !is_dialled(here) {
        let end = pair(here, "*").unwrap_or_else(|| around.word_end(here, 1));
        let note = here.starts_line().then_some(Note::First);
        return Some(Leftover { note, ..Leftover::new(here.at..end, "emphasis that does not end", HELP) });
    }
    let behind = around.closes && !around.opens;
    let near = stars.alone.is_some_and(|alone| here.at - alone < 60);
    let leftover = (behind && near && here.before().is_some_and(char::is_alphanumeric))
        .then(|| Leftover::new(word_start(here)..here.at + 1, "emphasis that does not begin", HELP));
    if !around.opens && !around.closes && !around.within {
        stars.alone = Some(here.at);
    }
    stars.notes.first |= behind;
    leftover
}

/// `*123#`
fn is_dialled(here: &Here) -> bool {
    let rest = here.line()[1..].trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with(['#', '*']) && here.line()[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// What is beside a sign.
struct Around {
    /// A word follows, and none is before it.
    opens: bool,
    /// A word or its punctuation is before it, and none follows.
    closes: bool,
    /// Both.
    within: bool,
}

impl Around {
    fn of(here: &Here, length: usize) -> Around {
        let is_word = |c: char| c.is_alphanumeric() || c == OBJECT;
        let before = here.before();
        let after = here.text[here.at + length..].chars().next();
        let word_before = before.is_some_and(is_word);
        let word_after = after.is_some_and(is_word);
        let ends = before.is_some_and(|c| is_word(c) || ".,;:!?)%\u{201d}\u{3002}".contains(c));
        let begins = after.is_some_and(|c| is_word(c) || "([\"\u{201c}\u{ab}".contains(c));
        Around { opens: begins && !word_before, closes: ends && !word_after, within: word_before && word_after }
    }

    /// The end of the word that follows.
    fn word_end(&self, here: &Here, length: usize) -> usize {
        let rest = &here.rest()[length..];
        if !self.opens {
            return here.at + length;
        }
        let word = rest.find(|c: char| c.is_whitespace() || ".,;:!?".contains(c)).unwrap_or(rest.len());
        here.at + length + word
    }
}

/// The start of the word before a sign.
fn word_start(here: &Here) -> usize {
    let before = &here.text[..here.at];
    let start = before.char_indices().rev().take(40).take_while(|(_, c)| !c.is_whitespace()).last();
    start.map_or(here.at, |(at, _)| at)
}

/// The end of the same sign further on in the line, where words are between.
fn pair(here: &Here, sign: &str) -> Option<usize> {
    let inside = &here.line()[sign.len()..];
    let close = inside.find(sign)?;
    inside[..close].contains(char::is_alphanumeric).then_some(here.at + sign.len() + close + sign.len())
}

/// `H~2~O`.
fn is_subscript(here: &Here) -> bool {
    let rest = &here.line()[1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = here.before().is_some_and(char::is_alphabetic);
    letter && digits > 0 && rest[digits..].starts_with('~')
}
