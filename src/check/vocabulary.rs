//! What the glossary of a book explains, ready to be found in texts. It is made once for a book.

use rustc_hash::FxHashSet;

use super::abbreviations::abbreviations;
use super::phrases::Phrases;
use crate::model::Term;

/// The words of a glossary.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Terms and their other names; with positions in the glossary.
    pub terms: Phrases<usize>,
    /// Terms that say what to write instead, with their positions.
    pub instead: Phrases<usize>,
    /// Abbreviations among the terms and their other names.
    pub abbreviations: FxHashSet<String>,
}

impl Vocabulary {
    /// Of a glossary.
    pub fn new(terms: &[Term]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (nth, term) in terms.iter().enumerate() {
            for name in std::iter::once(&term.term).chain(&term.aliases) {
                vocabulary.terms.insert(name, nth);
                vocabulary.abbreviations.extend(abbreviations(name).map(|found| found.name.to_owned()));
            }
            if term.instead.is_some() {
                vocabulary.instead.insert(&term.term, nth);
            }
        }
        vocabulary
    }
}
