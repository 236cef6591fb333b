//! Phrases to be found in texts: a phrase is one or more words, each with something to say about it.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

use super::prose::Block;
use super::readability;

/// A word of a text.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Offsets in the text.
    pub range: Range<usize>,
    /// In small letters, with straight apostrophes.
    pub lower: Cow<'a, str>,
}

/// The words of a block that its author wrote: without titles of what links lead to.
pub fn own_words<'a>(block: &'a Block, sentence: &Range<usize>) -> Vec<Word<'a>> {
    let mut words = words(&block.text[sentence.clone()]);
    for word in &mut words {
        word.range.start += sentence.start;
        word.range.end += sentence.start;
    }
    if block.links.iter().any(|link| link.titled) {
        words.retain(|word| !is_title(block, word.range.start));
    }
    words
}

/// Whether what stands at an offset is the title of what a link leads to, which nobody wrote there.
pub fn is_title(block: &Block, at: usize) -> bool {
    block.link_at(at).is_some_and(|link| link.titled)
}

/// The words of a text with their offsets in it.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let start = text.as_ptr() as usize;
    let place = |word: &str| word.as_ptr() as usize - start;
    let word = |word| Word { range: place(word)..place(word) + word.len(), lower: lower(word) };
    readability::words(text).map(word).collect()
}

/// A word in small letters, with straight apostrophes.
fn lower(word: &str) -> Cow<'_, str> {
    // Most words are small letters already, and a book has a million of them.
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('\u{2019}', "'"))
}

/// A sentence as a message shows it: the start of a long one.
pub fn excerpt(sentence: &str) -> Cow<'_, str> {
    const LONGEST: usize = 110;
    if sentence.len() <= LONGEST {
        return Cow::Borrowed(sentence);
    }
    let space = sentence.char_indices().take_while(|(at, _)| *at < LONGEST).filter(|(_, c)| *c == ' ').last();
    Cow::Owned(format!("{} \u{2026}", &sentence[..space.map_or(0, |(at, _)| at)]))
}

/// Phrases by their first words.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
    /// For each first letter the second ones, as bits: most words of a text are passed over without a search.
    letters: [u32; 26],
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { by_first: FxHashMap::default(), letters: [0; 26] }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase.
    pub fn insert(&mut self, phrase: &str, about: T) {
        let mut all = words(phrase).into_iter().map(|word| word.lower.into_owned());
        if let Some(first) = all.next() {
            if let Some((nth, bit)) = start(&first) {
                self.letters[nth] |= bit;
            }
            self.by_first.entry(first).or_default().push((all.collect(), about));
        }
    }

    /// The longest phrase that stands at the start of a text, or its plural: how many words it has, and what it is about.
    pub fn at(&self, text: &[Word]) -> Option<(usize, &T)> {
        let (first, rest) = text.split_first()?;
        if start(&first.lower).is_some_and(|(nth, bit)| self.letters[nth] & bit == 0) {
            return None;
        }
        let holds = |phrase: &[String]| {
            let words = phrase.iter().zip(rest);
            rest.len() >= phrase.len()
                && words.enumerate().all(|(nth, (wanted, word))| {
                    let last = nth + 1 == phrase.len();
                    wanted.as_str() == word.lower || (last && singulars(&word.lower).any(|word| wanted == word))
                })
        };
        let whole = self.by_first.get(first.lower.as_ref()).into_iter().flatten();
        let longest = whole.filter(|(rest, _)| holds(rest)).max_by_key(|(rest, _)| rest.len());
        let found = longest.or_else(|| {
            let plural = singulars(&first.lower).filter_map(|word| self.by_first.get(word));
            plural.flatten().find(|(rest, _)| rest.is_empty())
        });
        found.map(|(rest, about)| (rest.len() + 1, about))
    }
}

/// The first two letters of a word as a row and a bit; `None` for other signs.
fn start(word: &str) -> Option<(usize, u32)> {
    let &[first, second, ..] = word.as_bytes() else { return None };
    let letters = first.is_ascii_lowercase() && second.is_ascii_lowercase();
    letters.then(|| (usize::from(first - b'a'), 1 << (second - b'a')))
}

/// What a word may be the plural or the possessive of.
fn singulars(word: &str) -> impl Iterator<Item = &str> {
    let owned = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''));
    let name = owned.unwrap_or(word);
    [owned, name.strip_suffix('s'), name.strip_suffix("es")].into_iter().flatten().filter(|word| word.len() > 2)
}

/// The end of a text, about as long as a sentence: words that explain one another stand no further apart.
pub fn near_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(NEAR);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The start of a text, as long as that.
pub fn near_start(text: &str) -> &str {
    let mut end = text.len().min(NEAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Bytes.
const NEAR: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found() {
        let mut phrases = Phrases::default();
        for (phrase, about) in [("knee", 1), ("knee joint", 2), ("Baker\u{2019}s cyst", 3), ("meniscus", 4)] {
            phrases.insert(phrase, about);
        }
        for (text, wanted) in [
            ("knee", Some((1, 1))),
            ("knees hurt", Some((1, 1))),
            ("Knee joints", Some((2, 2))),
            ("knee's", Some((1, 1))),
            ("Baker's cysts", Some((2, 3))),
            ("baker\u{2019}s", None),
            ("meniscuses", Some((1, 4))),
            ("joint", None),
            ("", None),
        ] {
            let found = phrases.at(&words(text)).map(|(words, about)| (words, *about));
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn words_know_their_place() {
        let text = "The \u{201c}Knee\u{201d}, \u{e9}t\u{e9}.";
        let found: Vec<&str> = words(text).into_iter().map(|word| &text[word.range]).collect();
        assert_eq!(found, ["The", "Knee", "\u{e9}t\u{e9}"]);
    }
}
