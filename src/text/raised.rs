//! Superscripts and subscripts in plain text: `10<sup>9</sup>` as 10⁹, never as 109.

use std::borrow::Cow;

/// Which side of the line a text is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Super,
    Sub,
}

/// Raised or lowered text as plain text, between two characters: Unicode's own forms where all characters have one, else in
/// brackets, `10^(x+1)`. Left as it is where it cannot be misread: 1st, HbA1c.
pub fn raised(script: Script, text: &str, before: Option<char>, after: Option<char>) -> String {
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let ends = !after.is_some_and(char::is_alphanumeric);
    let follows = |kind: fn(char) -> bool| before.is_some_and(kind) && ends;
    let same = match script {
        Script::Super => follows(char::is_numeric) && ORDINALS.contains(&text.to_lowercase().as_str()),
        Script::Sub => {
            let word = text.chars().count() > 1 && text.chars().any(char::is_alphabetic);
            word && follows(char::is_alphabetic) && text.chars().all(char::is_alphanumeric)
        }
    };
    if same {
        return text.to_owned();
    }
    let own: Option<String> = text.chars().map(|c| form(script, c)).collect();
    own.unwrap_or_else(|| format!("{}({text})", if script == Script::Super { '^' } else { '_' }))
}

/// Endings of ordinal numbers in English, French, Spanish, Portuguese and Dutch.
const ORDINALS: &[&str] = &["st", "nd", "rd", "th", "er", "re", "\u{e8}re", "\u{e8}me", "nde", "os", "as", "de", "ste"];

/// Signs that are raised by themselves, or mean the same on the line.
const SIGNS: &str = "\u{b0}\u{2032}\u{2033}*\u{2020}\u{2021}\u{a7}\u{ae}\u{a9}\u{2122}";

fn form(script: Script, c: char) -> Option<char> {
    let pairs = match script {
        Script::Super if SIGNS.contains(c) => return Some(c),
        Script::Super => SUPERSCRIPTS,
        Script::Sub => SUBSCRIPTS,
    };
    pairs.iter().find(|(plain, _)| *plain == c).map(|(_, form)| *form)
}

/// Source: the Unicode Character Database, characters whose compatibility mapping is `<super>`.
#[rustfmt::skip]
const SUPERSCRIPTS: &[(char, char)] = &[
    ('0', '\u{2070}'), ('1', '\u{b9}'), ('2', '\u{b2}'), ('3', '\u{b3}'), ('4', '\u{2074}'), ('5', '\u{2075}'),
    ('6', '\u{2076}'), ('7', '\u{2077}'), ('8', '\u{2078}'), ('9', '\u{2079}'), ('+', '\u{207a}'), ('-', '\u{207b}'),
    ('\u{2010}', '\u{207b}'), ('\u{2011}', '\u{207b}'), ('\u{2013}', '\u{207b}'), ('\u{2212}', '\u{207b}'),
    ('=', '\u{207c}'), ('(', '\u{207d}'), (')', '\u{207e}'), ('n', '\u{207f}'), ('i', '\u{2071}'), ('a', '\u{aa}'),
    ('o', '\u{ba}'), ('e', '\u{1d49}'),
];

/// Source: the Unicode Character Database, characters whose compatibility mapping is `<sub>`.
#[rustfmt::skip]
const SUBSCRIPTS: &[(char, char)] = &[
    ('0', '\u{2080}'), ('1', '\u{2081}'), ('2', '\u{2082}'), ('3', '\u{2083}'), ('4', '\u{2084}'), ('5', '\u{2085}'),
    ('6', '\u{2086}'), ('7', '\u{2087}'), ('8', '\u{2088}'), ('9', '\u{2089}'), ('+', '\u{208a}'), ('-', '\u{208b}'),
    ('\u{2010}', '\u{208b}'), ('\u{2011}', '\u{208b}'), ('\u{2013}', '\u{208b}'), ('\u{2212}', '\u{208b}'),
    ('=', '\u{208c}'), ('(', '\u{208d}'), (')', '\u{208e}'), ('a', '\u{2090}'), ('e', '\u{2091}'), ('o', '\u{2092}'),
    ('x', '\u{2093}'), ('h', '\u{2095}'), ('k', '\u{2096}'), ('l', '\u{2097}'), ('m', '\u{2098}'), ('n', '\u{2099}'),
    ('p', '\u{209a}'), ('s', '\u{209b}'), ('t', '\u{209c}'), ('i', '\u{1d62}'), ('r', '\u{1d63}'), ('u', '\u{1d64}'),
    ('v', '\u{1d65}'), ('j', '\u{2c7c}'),
];

/// Whether a character is a number in a form of its own: raised, lowered, a fraction, in a circle or followed by a full stop.
/// `search-index.js` has the same ranges.
fn has_own_form(c: char) -> bool {
    matches!(u32::from(c), 0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe | 0x2070..=0x2079 | 0x2080..=0x2089 | 0x2150..=0x215f
        | 0x2189 | 0x2460..=0x249b | 0x24ea..=0x24ff | 0x2776..=0x2793)
}

/// Whether two neighbours are numbers in different forms, as in 10⁹ or 1½: once folded to plain digits they would be
/// another number.
fn are_numbers_apart(before: char, c: char) -> bool {
    before.is_numeric() && c.is_numeric() && has_own_form(before) != has_own_form(c)
}

/// Text with a space between numbers that are apart.
pub fn part_numbers(text: &str) -> Cow<'_, str> {
    if !text.contains(has_own_form) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = None;
    for c in text.chars() {
        if before.is_some_and(|before| are_numbers_apart(before, c)) {
            out.push(' ');
        }
        out.push(c);
        before = Some(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_can_be_told_from_the_line() {
        use Script::{Sub, Super};
        for (script, text, before, after, wanted) in [
            (Super, "9", Some('0'), None, "\u{2079}"),
            (Super, "-3", Some('0'), Some(' '), "\u{207b}\u{b3}"),
            (Super, "2+", Some('a'), None, "\u{b2}\u{207a}"),
            (Super, "st", Some('1'), Some(' '), "st"),
            (Super, "st", Some('x'), Some(' '), "^(st)"),
            (Super, "1/2", Some('t'), None, "^(1/2)"),
            (Super, "\u{ae}", Some('d'), None, "\u{ae}"),
            (Super, "1,2", Some('.'), None, "^(1,2)"),
            (Sub, "2", Some('H'), Some('O'), "\u{2082}"),
            (Sub, "1", Some('x'), Some('2'), "\u{2081}"),
            (Sub, "1c", Some('A'), None, "1c"),
            (Sub, "1c", Some('A'), Some('2'), "_(1c)"),
            (Sub, "max", Some('V'), Some('.'), "max"),
            (Sub, "max", Some('5'), None, "\u{2098}\u{2090}\u{2093}"),
            (Sub, "n", Some('x'), None, "\u{2099}"),
            (Sub, "5.2", Some('x'), None, "_(5.2)"),
            (Sub, " ", Some('x'), None, ""),
        ] {
            assert_eq!(raised(script, text, before, after), wanted, "{text}");
        }
    }

    #[test]
    fn numbers_in_different_forms_stay_apart() {
        for (text, wanted) in [
            ("10\u{b9}\u{b2}/l", "10 \u{b9}\u{b2}/l"),
            ("x\u{2081}2", "x\u{2081} 2"),
            ("1\u{bd} mg", "1 \u{bd} mg"),
            ("H\u{2082}O", "H\u{2082}O"),
            ("10", "10"),
        ] {
            assert_eq!(part_numbers(text), wanted);
        }
    }
}
