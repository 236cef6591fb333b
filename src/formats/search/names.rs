//! Names: titles, other names, words of the glossary, and the book's synonyms. A name leads to its document, is found in the
//! text of others even when it has several words, and leads to the other names of the same thing.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

use super::documents::Document;
use super::tokens::key;
use crate::model::Kind;
use crate::pages::Book;
use crate::resolve::EntryIx;

/// Names of more words are sentences: nobody types them as such, and nobody writes them in a text.
const MOST_WORDS: usize = 6;
/// Other names of a name at most.
const MOST_OTHERS: usize = 6;

/// What is known of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Documents with that title.
    pub titles: BTreeSet<usize>,
    /// Documents of which it is another name.
    pub aliases: BTreeSet<usize>,
    /// Other names of the same thing: first those of the book's synonyms.
    pub others: Vec<String>,
}

/// Every name by its key.
pub(super) type Names = BTreeMap<String, Name>;

/// The names of a book.
pub(super) fn names(book: &Book, documents: &[Document]) -> Names {
    let mut names = Names::new();
    for group in &book.site().data.synonyms {
        let keys: Vec<String> = group.iter().map(|name| key(name)).collect();
        tie(&mut names, &keys);
    }
    let places: FxHashMap<EntryIx, usize> = documents
        .iter()
        .enumerate()
        .filter_map(|(nth, document)| match document {
            Document::Entry(ix) => Some((*ix, nth)),
            Document::Term(_) => None,
        })
        .collect();
    for (nth, document) in documents.iter().enumerate() {
        let (title, aliases) = document.names(book);
        let (title, aliases) = (key(title), aliases.into_iter().map(key).collect::<Vec<String>>());
        if fits(&title) {
            names.entry(title.clone()).or_default().titles.insert(nth);
        }
        for alias in aliases.iter().chain(&codes(book, *document)).filter(|alias| fits(alias)) {
            names.entry(alias.clone()).or_default().aliases.insert(nth);
        }
        // The entry that says more of a word is what somebody wants who asks for the word.
        if let Document::Term(term) = document
            && let Some(see) = book.site().data.terms[*term].see.as_deref().and_then(|see| book.site().find(see))
            && let Some(says_more) = places.get(&see)
        {
            for key in std::iter::once(&title).chain(&aliases).filter(|key| fits(key)) {
                names.entry(key.clone()).or_default().aliases.insert(*says_more);
            }
        }
        // Questions and pages about the site have titles, not names.
        let named = !matches!(document, Document::Entry(ix)
            if matches!(book.site().entry(*ix).facts.kind, Kind::Faq | Kind::Page));
        if named {
            let keys: Vec<String> = std::iter::once(title).chain(aliases).collect();
            tie(&mut names, &keys);
        }
    }
    names
}

/// Codes of terminologies, for those who know a page by one.
fn codes(book: &Book, document: Document) -> Vec<String> {
    match document {
        Document::Entry(ix) => book.site().entry(ix).facts.codes.iter().map(|code| key(&code.value)).collect(),
        Document::Term(_) => Vec::new(),
    }
}

fn fits(key: &str) -> bool {
    !key.is_empty() && key.split(' ').count() <= MOST_WORDS
}

/// Each of the keys leads to all others.
fn tie(names: &mut Names, keys: &[String]) {
    for key in keys.iter().filter(|key| fits(key)) {
        let name = names.entry(key.clone()).or_default();
        for other in keys.iter().filter(|other| fits(other) && *other != key) {
            if name.others.len() < MOST_OTHERS && !name.others.contains(other) {
                name.others.push(other.clone());
            }
        }
    }
}

/// Finds names of several words in lines of words.
pub(super) struct NameFinder {
    automaton: Option<AhoCorasick>,
    keys: Vec<String>,
}

impl NameFinder {
    pub(super) fn new(names: &Names) -> NameFinder {
        let keys: Vec<String> = names.keys().filter(|key| key.contains(' ')).cloned().collect();
        let automaton = AhoCorasick::new(keys.iter().map(|key| format!(" {key} "))).ok().filter(|_| !keys.is_empty());
        NameFinder { automaton, keys }
    }

    /// The names in a line that begins and ends with a space, each with how often it is there.
    pub(super) fn counts(&self, line: &str) -> Vec<(&str, f32)> {
        let mut counts: FxHashMap<usize, f32> = FxHashMap::default();
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(line) {
                *counts.entry(hit.pattern().as_usize()).or_default() += 1.0;
            }
        }
        counts.into_iter().map(|(nth, count)| (self.keys[nth].as_str(), count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_each_other() {
        let mut names = Names::new();
        tie(&mut names, &["kneecap".into(), "patella".into(), "a b c d e f g".into()]);
        tie(&mut names, &["patella".into(), "knee disc".into()]);
        assert_eq!(names["patella"].others, ["kneecap", "knee disc"]);
        assert_eq!(names["kneecap"].others, ["patella"]);
        assert_eq!(names.len(), 3, "a sentence is no name");
        let finder = NameFinder::new(&names);
        assert_eq!(finder.counts(" the knee disc | knee discs knee disc "), [("knee disc", 2.0)]);
        assert!(NameFinder::new(&Names::new()).counts(" knee ").is_empty());
    }
}
