//! How much a document says about a word: BM25F over its fields, and more for words of its names.
//!
//! Source: Robertson S, Zaragoza H. The Probabilistic Relevance Framework: BM25 and Beyond. Foundations and Trends in
//! Information Retrieval 2009;3(4):333-389.

use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_64;

use super::documents::Fields;
use super::tokens::{Language, Token, fold, tokens};

/// How often a word counts where it stands.
const TEXT: f32 = 1.0;
const SUMMARY: f32 = 3.0;
const HEADING: f32 = 3.0;
const ALIAS: f32 = 5.0;
const TITLE: f32 = 6.0;
/// How fast more mentions stop to matter, and how much a long text counts for less; the values usual for BM25.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// A word that is a whole title weighs so many times what a text full of it does.
const NAME: f32 = 3.0;

/// A word by its hash: a book has millions of words, and few different ones.
pub(super) type WordId = u64;

/// The id of a word.
pub(super) fn word_id(word: &str) -> WordId {
    xxh3_64(word.as_bytes())
}

/// Every word of a book once, by its id. In parts, so that many threads fill it.
pub(super) struct Dictionary(Vec<Mutex<FxHashMap<WordId, Box<str>>>>);

impl Dictionary {
    pub(super) fn new() -> Dictionary {
        Dictionary((0..64).map(|_| Mutex::default()).collect())
    }

    /// Keeps a word.
    pub(super) fn keep(&self, id: WordId, word: &str) {
        let part = &self.0[(id % 64) as usize];
        part.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_insert_with(|| word.into());
    }

    /// All words, in no order.
    pub(super) fn into_words(self) -> impl Iterator<Item = (WordId, Box<str>)> {
        self.0.into_iter().flat_map(|part| part.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The words of a document.
pub(super) struct Words {
    pub words: Vec<(WordId, Weight)>,
    /// Words of the text, in the weights above.
    pub length: f32,
    /// The text as one line of words, for names of several words.
    pub line: String,
}

/// A word in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    /// How often it is there.
    pub count: f32,
    /// 0 to 1: how much of a name it is.
    pub name: f32,
}

impl Weight {
    /// A number for how much this says about the word, given how rare the word is.
    pub(super) fn score(self, rarity: f32, length: f32, mean_length: f32) -> f32 {
        let text = self.count / (self.count + K1 * (1.0 - B + B * length / mean_length));
        rarity * (text + NAME * self.name)
    }
}

/// How rare a word is that `having` of `all` documents have: the inverse document frequency of BM25, never below 0.
pub(super) fn rarity(having: usize, all: usize) -> f32 {
    let (having, all) = (having as f32, all as f32);
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// The words of a document and their weights.
pub(super) fn words(fields: &Fields, language: &Language, dictionary: &Dictionary) -> Words {
    let mut counter =
        Counter { language, dictionary, words: FxHashMap::default(), length: 0.0, line: String::from(" ") };
    counter.name(&fields.title, 1.0, TITLE);
    for alias in &fields.aliases {
        counter.name(alias, 0.9, ALIAS);
    }
    counter.text(&fields.summary, SUMMARY);
    for passage in &fields.passages {
        counter.text(&passage.heading, HEADING);
        counter.text(&passage.text, TEXT);
    }
    let Counter { words, length, line, .. } = counter;
    Words { words: words.into_iter().collect(), length, line }
}

struct Counter<'a> {
    language: &'a Language,
    dictionary: &'a Dictionary,
    words: FxHashMap<WordId, Weight>,
    length: f32,
    line: String,
}

impl Counter<'_> {
    fn text(&mut self, text: &str, count: f32) {
        let folded = fold(text);
        let tokens = tokens(&folded);
        for token in &tokens {
            self.line.push_str(token.word);
            self.line.push(' ');
        }
        // A name does not go over the end of a text.
        self.line.push_str("| ");
        self.count(&tokens, Weight { count, name: 0.0 });
    }

    fn name(&mut self, name: &str, share: f32, count: f32) {
        let folded = fold(name);
        let tokens = tokens(&folded);
        let telling = tokens.iter().filter(|token| !self.language.is_stop_word(token.word)).count().max(1);
        let name = share * (0.3 + 0.7 / (telling as f32).sqrt());
        self.count(&tokens, Weight { count, name });
    }

    fn count(&mut self, tokens: &[Token], weight: Weight) {
        for (nth, token) in tokens.iter().enumerate() {
            if token.tied && nth > 0 {
                // An X-ray is also an xray.
                self.add(&format!("{}{}", tokens[nth - 1].word, token.word), weight);
            }
            if !self.language.is_stop_word(token.word) {
                self.add(token.word, weight);
                self.length += weight.count;
            }
        }
    }

    fn add(&mut self, word: &str, weight: Weight) {
        let known = self.words.entry(word_id(word)).or_insert_with_key(|id| {
            self.dictionary.keep(*id, word);
            Weight::default()
        });
        known.count += weight.count;
        known.name = known.name.max(weight.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Passage;

    fn weighed(fields: &Fields) -> Vec<(String, Weight)> {
        let dictionary = Dictionary::new();
        let found = words(fields, &Language::new("en"), &dictionary);
        let spelt: FxHashMap<WordId, Box<str>> = dictionary.into_words().collect();
        let mut words: Vec<(String, Weight)> =
            found.words.into_iter().map(|(word, weight)| (spelt[&word].to_string(), weight)).collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words
    }

    #[test]
    fn words_weigh_by_where_they_stand() {
        let fields = Fields {
            title: "X-ray".into(),
            aliases: vec!["Picture of the bone".into()],
            summary: "A picture".into(),
            passages: vec![Passage { anchor: String::new(), heading: "Bone".into(), text: "bone, bone".into() }],
        };
        let words = weighed(&fields);
        let names: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(names, ["bone", "picture", "ray", "x", "xray"]);
        let weight = |word: &str| words.iter().find(|(other, _)| other == word).expect(word).1;
        assert_eq!(weight("bone").count, ALIAS + HEADING + 2.0 * TEXT);
        assert_eq!(weight("picture").count, ALIAS + SUMMARY);
        assert!(weight("xray").name > weight("bone").name, "a title is more than another name");
    }

    #[test]
    fn rare_words_and_names_say_more() {
        assert!(rarity(1, 100) > rarity(50, 100) && rarity(100, 100) > 0.0);
        let text = Weight { count: 3.0, name: 0.0 };
        let title = Weight { count: 3.0, name: 1.0 };
        assert!(title.score(1.0, 100.0, 100.0) > 2.0 * text.score(1.0, 100.0, 100.0));
        assert!(text.score(1.0, 50.0, 100.0) > text.score(1.0, 200.0, 100.0), "the shorter text says more of it");
    }
}
