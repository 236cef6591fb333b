//! The letters under which an index of a language lists names. No table of languages: what is a letter of its own is what
//! the rules for sorting tell apart at their first level. Letters that are written with two signs, such as `ch` in Czech
//! or `aa` in Danish, are listed under their first sign.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::collate;

/// Under which names are listed that start with a digit, and with no letter at all.
const DIGITS: &str = "0-9";
const OTHERS: &str = "#";

/// The letters of a language.
#[derive(Debug, Default)]
pub struct Alphabet {
    language: String,
    /// A to Z and the letters of Latin script that the language adds to them, in its order, each with its sort key.
    latin: Vec<(Vec<u8>, String)>,
}

/// Names in the order of an index.
pub struct Listed {
    /// Positions of the names.
    pub order: Vec<u32>,
    /// The letter of every row.
    pub letters: Vec<String>,
}

impl Alphabet {
    /// That of a language by its BCP 47 tag.
    pub fn new(language: &str) -> Alphabet {
        let (own, root) = (collator(language), collator("und"));
        let basic: Vec<Vec<u8>> = ('A'..='Z').map(|c| key(root.as_ref(), c.encode_utf8(&mut [0; 4]))).collect();
        let mut latin: Vec<(Vec<u8>, String)> = Vec::new();
        let letters: Vec<String> = ('A'..='Z').chain(candidates()).map(String::from).collect();
        // Of letters that sort as one the first counts: Swedish lists Ô under Ö.
        for nth in collate::order(language, letters.iter().map(String::as_str)) {
            let letter = &letters[nth as usize];
            let (own_key, root_key) = (key(own.as_ref(), letter), key(root.as_ref(), letter));
            // What all languages tell from A to Z is not a letter that this one adds.
            let added = own_key != root_key || basic.iter().any(|basic| root_key.starts_with(basic));
            if added && !latin.iter().any(|(known, _)| own_key.starts_with(known)) {
                latin.push((own_key, letter.clone()));
            }
        }
        Alphabet { language: language.to_owned(), latin }
    }

    /// Names in the order of the language, those of a letter together. Marks before the first letter or digit do not count.
    pub fn listed<'a>(&self, names: impl Iterator<Item = &'a str>) -> Listed {
        let names: Vec<&str> = names.collect();
        let bare = names.iter().map(|name| name.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let bare = bare.zip(&names).map(|(bare, name)| if bare.is_empty() { name } else { bare });
        let mut order = collate::order(&self.language, bare);
        let collator = collator(&self.language);
        let mut by_start: FxHashMap<char, String> = FxHashMap::default();
        let mut by_key: FxHashMap<Vec<u8>, String> = FxHashMap::default();
        // Signs that sort as one, such as the two kinds of kana, share the letter of the first.
        let mut letter = |name: &str| match first(name) {
            None => OTHERS.to_owned(),
            Some(c) => by_start
                .entry(c)
                .or_insert_with(|| {
                    let own = key(collator.as_ref(), c.encode_utf8(&mut [0; 4]));
                    let letter = self.letter_of(collator.as_ref(), c, &own);
                    if letter == DIGITS { letter } else { by_key.entry(own).or_insert(letter).clone() }
                })
                .clone(),
        };
        let mut letters: Vec<String> = order.iter().map(|nth| letter(names[*nth as usize])).collect();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let place: Vec<usize> = letters
            .iter()
            .map(|letter| {
                let next = places.len();
                *places.entry(letter).or_insert(next)
            })
            .collect();
        // A letter that the sorting knows and no sign stands for, such as a Czech `ch`, would cut another in two.
        let mut rows: Vec<usize> = (0..order.len()).collect();
        rows.sort_by_key(|row| place[*row]);
        order = rows.iter().map(|row| order[*row]).collect();
        letters = rows.into_iter().map(|row| std::mem::take(&mut letters[row])).collect();
        Listed { order, letters }
    }

    fn letter_of(&self, collator: Option<&CollatorBorrowed>, c: char, own: &[u8]) -> String {
        let base = c.nfkd().next().unwrap_or(c);
        if base.is_numeric() {
            return DIGITS.to_owned();
        }
        if let Some((_, letter)) = self.latin.iter().find(|(known, _)| own.starts_with(known)) {
            return letter.clone();
        }
        let capital = |c: char| c.to_uppercase().collect::<String>();
        let base_key = key(collator, base.encode_utf8(&mut [0; 4]));
        capital(if !base_key.is_empty() && own.starts_with(&base_key) { base } else { c })
    }

    /// The letters of an index that has these: in a book in Latin script the whole alphabet with them, in another those that
    /// are used. Digits and the rest come first, as in the list: that is where they sort.
    pub fn row<'a>(&self, used: impl Iterator<Item = &'a str>) -> Vec<String> {
        let (letters, others): (Vec<&str>, Vec<&str>) = used.partition(|letter| *letter != DIGITS && *letter != OTHERS);
        let is_latin = |wanted: &str| self.latin.iter().any(|(_, letter)| letter == wanted);
        let n_latin = letters.iter().filter(|letter| is_latin(letter)).count();
        let whole = n_latin * 2 >= letters.len();
        let collator = collator(&self.language);
        let alphabet = self.latin.iter().filter(|_| whole).cloned();
        let more = letters.iter().filter(|letter| !whole || !is_latin(letter));
        let more = more.map(|letter| (key(collator.as_ref(), letter), (*letter).to_owned()));
        let mut row: Vec<(Vec<u8>, String)> = alphabet.chain(more).collect();
        row.sort();
        others.into_iter().map(str::to_owned).chain(row.into_iter().map(|(_, letter)| letter)).collect()
    }
}

/// Letters of Latin script beyond A to Z that some language may count as its own. Those that stand for two are none.
fn candidates() -> impl Iterator<Item = char> {
    let latin = ('\u{c0}'..='\u{24f}').filter(|c| c.is_uppercase());
    latin.filter(|c| c.nfkd().filter(|part| part.is_alphabetic()).count() == 1)
}

/// The first letter or digit of a name.
fn first(name: &str) -> Option<char> {
    name.nfc().find(|c| c.is_alphanumeric())
}

/// Compares letters and nothing else: neither case nor accents, unless an accent makes another letter.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new((&locale).into(), options).ok()
}

/// The sort key of a letter, without the mark at its end: the key of a letter starts those of all words with it.
fn key(collator: Option<&CollatorBorrowed>, letter: &str) -> Vec<u8> {
    let mut key = collate::sort_key(collator, letter);
    while key.last().is_some_and(|byte| *byte <= 1) {
        key.pop();
    }
    key
}

#[cfg(test)]
#[path = "alphabet_tests.rs"]
mod tests;
