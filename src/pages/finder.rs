//! Finds many names in a text at once: words of the glossary, names of entries.
//!
//! Names are kept as paths of words, so a search takes one step for each word of the text, however many names there are,
//! and goes on only where a name does.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

use crate::text::{Spacing, is_mark, spacing};

/// The names to find, each with a value.
pub(super) struct Finder<T> {
    /// Words and marks as they are compared, with their numbers.
    words: FxHashMap<Box<str>, u32>,
    /// The place that a word leads to from a place.
    steps: FxHashMap<(u32, u32), u32>,
    /// The names that end at a place.
    ends: Vec<Vec<End<T>>>,
}

struct End<T> {
    value: T,
    /// Whether the name is an abbreviation, which keeps its case.
    exact: bool,
}

/// A word, a run of spaces or another mark of a text.
struct Token {
    at: Range<usize>,
    /// Its number; none when no name has it.
    word: Option<u32>,
    is_word: bool,
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub range: Range<usize>,
    pub value: T,
}

impl<T: Copy> Finder<T> {
    /// Where several names are equal, the first one counts.
    pub(super) fn new<'a>(names: impl Iterator<Item = (&'a str, T)>) -> Finder<T> {
        let mut finder = Finder { words: FxHashMap::default(), steps: FxHashMap::default(), ends: vec![Vec::new()] };
        for (name, value) in names {
            let name = name.trim();
            let mut place = 0;
            for (at, _) in tokens(name) {
                let next = finder.words.len() as u32;
                let word = *finder.words.entry(folded(&name[at]).into()).or_insert(next);
                let next = finder.ends.len() as u32;
                place = *finder.steps.entry((place, word)).or_insert(next);
                if place == next {
                    finder.ends.push(Vec::new());
                }
            }
            if place > 0 {
                let exact = !name.chars().any(char::is_lowercase);
                finder.ends[place as usize].push(End { value, exact });
            }
        }
        finder
    }

    /// The names in a text, in order: the first one wins, and of those that start together the longest. The text is
    /// that of HTML: without tags, its characters escaped.
    pub(super) fn find(&self, html: &str, text: Range<usize>, found: &mut Vec<Found<T>>) {
        if self.steps.is_empty() {
            return;
        }
        let tokens: Vec<Token> = tokens(&html[text.clone()])
            .map(|(at, is_word)| {
                let at = at.start + text.start..at.end + text.start;
                Token { word: self.words.get(folded(&html[at.clone()]).as_ref()).copied(), at, is_word }
            })
            .collect();
        let mut from = 0;
        while from < tokens.len() {
            // A name that starts with a mark does not start within a word.
            let inside = !tokens[from].is_word && from > 0 && tokens[from - 1].is_word;
            let longest = self.longest(html, &tokens, from).filter(|_| !inside);
            match longest.filter(|(end, _)| !is_part_of_word(html, &tokens, from..*end)) {
                Some((end, value)) => {
                    found.push(Found { range: tokens[from].at.start..tokens[end - 1].at.end, value });
                    from = end;
                }
                None => from += 1,
            }
        }
    }

    /// The longest name that starts with a token: the token behind it, and its value.
    fn longest(&self, html: &str, tokens: &[Token], from: usize) -> Option<(usize, T)> {
        let mut best = None;
        let mut place = 0;
        let start = tokens[from].at.start;
        for (nth, token) in tokens.iter().enumerate().skip(from) {
            let next = token.word.and_then(|word| self.steps.get(&(place, word)).copied());
            let plain = next.and_then(|next| self.ended(next, &html[start..token.at.end]));
            let whole = token.is_word || !tokens.get(nth + 1).is_some_and(|next| next.is_word);
            match plain.filter(|_| whole) {
                Some(value) => best = Some((genitive(html, tokens, nth + 1), value)),
                None if token.is_word => {
                    let plural = self.plural(html, place, start, &token.at);
                    best = plural.map(|value| (genitive(html, tokens, nth + 1), value)).or(best);
                }
                None => {}
            }
            match next {
                Some(next) => place = next,
                None => break,
            }
        }
        best
    }

    /// The name that ends at a place and may be written like this.
    fn ended(&self, place: u32, written: &str) -> Option<T> {
        let capitals = || tokens(written).all(|(at, is_word)| !is_word || !written[at].chars().any(char::is_lowercase));
        let fits = |end: &&End<T>| !end.exact || capitals();
        self.ends[place as usize].iter().find(fits).map(|end| end.value)
    }

    /// The name whose last word has its plural in the text, or a particle of Korean behind it.
    fn plural(&self, html: &str, place: u32, start: usize, word: &Range<usize>) -> Option<T> {
        const ENDINGS: &[(&str, &str)] = &[("s", ""), ("es", ""), ("ies", "y")];
        let written = &html[word.clone()];
        let (endings, shortest) = match written.chars().next_back()? {
            's' => (ENDINGS, 1),
            '\u{ac00}'..='\u{d7a3}' => (PARTICLES, 2),
            _ => return None,
        };
        endings.iter().find_map(|(ending, singular)| {
            let stem = written.strip_suffix(ending).filter(|stem| stem.chars().count() >= shortest)?;
            let last = self.words.get(format!("{}{singular}", folded(stem)).as_str())?;
            let end = self.steps.get(&(place, *last))?;
            self.ended(*end, &html[start..word.start + stem.len()])
        })
    }
}

/// Particles that Korean writes behind a noun without a space.
#[rustfmt::skip]
const PARTICLES: &[(&str, &str)] = &[
    ("은", ""), ("는", ""), ("이", ""), ("가", ""), ("을", ""), ("를", ""), ("의", ""), ("에", ""), ("에서", ""), ("에는", ""),
    ("로", ""), ("으로", ""), ("와", ""), ("과", ""), ("도", ""), ("만", ""), ("까지", ""), ("부터", ""), ("보다", ""),
    ("이나", ""), ("나", ""), ("이란", ""), ("란", ""), ("입니다", ""),
];

/// Whether a name of a single character, in a script without spaces, has neighbours of the script: it may be a part of another
/// word then.
fn is_part_of_word(html: &str, tokens: &[Token], name: Range<usize>) -> bool {
    let script = |token: Option<&Token>| {
        let first = html[token?.at.clone()].chars().next()?;
        let hiragana = matches!(first, '\u{3041}'..='\u{309f}');
        (spacing(first) == Spacing::None).then_some(hiragana)
    };
    let own = script(tokens.get(name.start));
    let beside = |token: Option<&Token>| script(token) == own;
    name.len() == 1
        && html[tokens[name.start].at.clone()].chars().count() == 1
        && own.is_some()
        && (beside(name.start.checked_sub(1).and_then(|at| tokens.get(at))) || beside(tokens.get(name.end)))
}

/// The token behind a name, with its genitive: `'s`. An apostrophe alone may be the end of a quotation and stays outside.
fn genitive(html: &str, tokens: &[Token], behind: usize) -> usize {
    let is =
        |nth: usize, wanted: &[&str]| tokens.get(nth).is_some_and(|token| wanted.contains(&&html[token.at.clone()]));
    if is(behind, &["'", "\u{2019}"]) && is(behind + 1, &["s", "S"]) { behind + 2 } else { behind }
}

/// The words, runs of spaces and marks of a text, and whether each is a word. An escaped character is one mark. In scripts
/// without spaces every character is a word with the vowels and marks that belong to it.
fn tokens(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let run = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (length, is_word) = match first {
            c if in_word(c) => match spacing(c) {
                Spacing::Spaced => (run(|c| in_word(c) && spacing(c) == Spacing::Spaced), true),
                Spacing::Runs => (run(|c| spacing(c) == Spacing::Runs || is_mark(c)), true),
                Spacing::None => (cluster(rest), true),
            },
            c if c.is_whitespace() => (run(char::is_whitespace), false),
            '&' => (escaped(rest), false),
            c => (c.len_utf8(), false),
        };
        at += length;
        Some((at - length..at, is_word))
    })
}

/// How long the character is that a text starts with, in a script without spaces: vowels of Thai and Lao that are written
/// before or after a consonant belong to it, and so does what is written below it in Khmer and Myanmar.
fn cluster(text: &str) -> usize {
    let mut chars = text.char_indices();
    let mut takes_next =
        chars.next().is_some_and(|(_, first)| matches!(first, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}'));
    let end = chars.find(|(_, c)| {
        let taken = is_mark(*c) || matches!(u32::from(*c), 0xe30 | 0xe32 | 0xe33 | 0xe45 | 0xeb0 | 0xeb2 | 0xeb3);
        let goes_on = taken || (takes_next && spacing(*c) == Spacing::None);
        takes_next = matches!(c, '\u{17d2}' | '\u{1039}');
        !goes_on
    });
    end.map_or(text.len(), |(at, _)| at)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || (!c.is_ascii() && is_mark(c))
}

const ESCAPED: &[(&str, &str)] = &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];

/// How long the character is that a text with `&` at its start starts with.
fn escaped(text: &str) -> usize {
    ESCAPED.iter().find(|(escaped, _)| text.starts_with(escaped)).map_or(1, |(escaped, _)| escaped.len())
}

/// A token as it is compared: small letters in one form, straight apostrophes, one space for many.
fn folded(token: &str) -> Cow<'_, str> {
    match token {
        token if token.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) => Cow::Borrowed(token),
        token if token.starts_with(char::is_whitespace) => Cow::Borrowed(" "),
        "\u{2018}" | "\u{2019}" => Cow::Borrowed("'"),
        token if token.is_ascii() => {
            let plain = ESCAPED.iter().find(|(escaped, _)| *escaped == token).map(|(_, plain)| Cow::Borrowed(*plain));
            plain.unwrap_or_else(|| Cow::Owned(token.to_ascii_lowercase()))
        }
        // A sigma at the end of a word has a form of its own.
        token => Cow::Owned(token.nfc().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()),
    }
}

#[cfg(test)]
#[path = "finder_tests.rs"]
mod tests;
