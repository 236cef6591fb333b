//! Words of a text as search knows them. `search-index.js` has the same rules; `tests/search/tokens.txt` holds both to them.

use rustc_hash::FxHashSet;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::part_numbers;

/// Longest word, in bytes, of which forms are looked for. No language that has rules here has words as long.
const LONGEST_STEMMED: usize = 128;

/// Letters that no normal form parts.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ł', "l"),
    ('þ', "th"),
    ('ı', "i"),
    ('ٱ', "ا"),
    ('ة', "ه"),
    ('ى', "ي"),
];

/// Accents, and the marks of vowels that Hebrew and Arabic mostly leave out.
fn is_accent(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x591..=0x5bd | 0x5bf | 0x5c1..=0x5c2 | 0x5c4..=0x5c5 | 0x5c7
        | 0x640 | 0x64b..=0x65f | 0x670)
}

/// Text without case, accents and apostrophes. What is cut off before a vowel is a word of its own: *l'arthrose*.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() && !text.contains('\'') {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let lower = part_numbers(text).to_lowercase();
    let mut chars = lower.nfkd().filter(|c| !is_accent(*c)).nfc().peekable();
    while let Some(c) = chars.next() {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            _ if matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}') => {
                if is_elided(&out) && chars.peek().is_some_and(|next| next.is_alphabetic()) {
                    out.push(' ');
                }
            }
            Some((_, letters)) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// Whether a text ends with a word as languages cut it off: of one or two letters, or with `ll` or `qu` (French and
/// Italian). "I'm" and "it's" become two words as well, which say nothing.
fn is_elided(text: &str) -> bool {
    let start =
        text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map_or(text.len(), |(at, _)| at);
    let word = &text[start..];
    !word.is_empty() && (word.chars().count() <= 2 || word.ends_with("ll") || word.ends_with("qu"))
}

/// Scripts that part no words by spaces, in code points: Thai, Lao, Myanmar, Khmer, kana, Han. Two neighbouring letters are a
/// word there.
fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
        | 0x3400..=0x9fff | 0x20000..=0x3ffff)
}

/// A word, and whether a hyphen ties it to the one before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    pub tied: bool,
}

/// The words of a folded text.
pub(super) fn tokens(folded: &str) -> Vec<Token<'_>> {
    let inner = |c: char| c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c));
    let mut tokens = Vec::new();
    let mut end = 0;
    let mut at = 0;
    while let Some(start) = folded[at..].find(inner).map(|found| at + found) {
        at = folded[start..].find(|c| !inner(c)).map_or(folded.len(), |found| start + found);
        let between = &folded[end..start];
        let tied = matches!(between, "-" | "\u{2010}" | "\u{2011}") && end > 0;
        end = at;
        let run = &folded[start..at];
        if run.chars().any(is_dense) { dense(run, &mut tokens) } else { tokens.push(Token { word: run, tied }) }
    }
    tokens
}

/// Every two neighbouring letters of a dense script; a letter alone, and other scripts in between, as they are.
fn dense<'a>(run: &'a str, tokens: &mut Vec<Token<'a>>) {
    let mut push = |piece: &'a str| {
        let starts: Vec<usize> = piece.char_indices().map(|(at, _)| at).chain([piece.len()]).collect();
        let dense = piece.chars().next().is_some_and(is_dense);
        if !dense || starts.len() <= 3 {
            tokens.push(Token { word: piece, tied: false });
            return;
        }
        tokens.extend(starts.windows(3).map(|at| Token { word: &piece[at[0]..at[2]], tied: false }));
    };
    let mut from = 0;
    let mut before: Option<bool> = None;
    for (at, c) in run.char_indices() {
        let now = is_dense(c);
        if before.is_some_and(|before| before != now) {
            push(&run[from..at]);
            from = at;
        }
        before = Some(now);
    }
    push(&run[from..]);
}

/// A name as the index knows it: its folded words with one space between.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    tokens(&folded).into_iter().map(|token| token.word).collect::<Vec<_>>().join(" ")
}

/// What a language is known to do with words.
pub(super) struct Language {
    stemmer: Option<Stemmer>,
    /// Folded, sorted.
    pub stop_words: Vec<String>,
    /// The same, to find one.
    stops: FxHashSet<String>,
}

impl Language {
    /// By its BCP 47 tag. A language that nothing is known of has its words as they are.
    pub(super) fn new(tag: &str) -> Language {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let words = stop_words::lookup(&primary).unwrap_or_default();
        // "Don't" is also written "dont"; but "I'll" without its apostrophe is another word.
        let written = words.iter().filter(|word| !word.contains('\'') || word.ends_with("n't"));
        let mut stop_words: Vec<String> = written.map(|word| fold(word)).collect();
        stop_words.sort_unstable();
        stop_words.dedup();
        let stops = stop_words.iter().cloned().collect();
        Language { stemmer: algorithm(&primary).map(Stemmer::create), stop_words, stops }
    }

    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        self.stops.contains(word)
    }

    /// What the forms of a word share; the word itself where the language has no rules, or where it is too long to have forms:
    /// the rules take time that grows with its square.
    pub(super) fn stem(&self, word: &str) -> String {
        self.stemmer
            .as_ref()
            .filter(|_| word.len() <= LONGEST_STEMMED)
            .map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).into_owned())
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line: a text, and its words; `+` before a word that a hyphen ties to the one before.
    const CASES: &str = include_str!("../../../tests/search/tokens.txt");

    #[test]
    fn texts_are_parted_into_words() {
        let lines = CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for (text, wanted) in lines.map(|line| line.split_once(" => ").expect("a text and its words")) {
            let folded = fold(text);
            let words: Vec<String> = tokens(&folded)
                .iter()
                .map(|token| format!("{}{}", if token.tied { "+" } else { "" }, token.word))
                .collect();
            assert_eq!(words.join(" "), wanted.trim(), "{text}");
        }
    }

    #[test]
    fn languages_have_stems_and_stop_words() {
        let english = Language::new("en-GB");
        assert_eq!(english.stem("stretching"), english.stem("stretches"));
        assert!(english.is_stop_word("the") && english.is_stop_word("dont") && !english.is_stop_word("back"));
        let unknown = Language::new("tlh");
        assert_eq!(unknown.stem("qapla"), "qapla");
        assert!(unknown.stop_words.is_empty());
    }
}
