//! `jargon`: a medical word where a plain one would do.
//!
//! Two lists: terms of the glossary that say what to write `instead`, at every use; and [`PLAIN_WORDS`], once for each word
//! and page, unless the glossary or the entry's own names have it. In both, a use that explains itself is fine: in brackets
//! or quotes, behind "called" and the like, or with its meaning right behind it. English only. Whether a sentence
//! explains a word in another way, or readers of this book use it themselves, no list can know: hence the option `allow`.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::page::Page;
use crate::check::phrases::{Phrases, Word, near_end, near_start, own_words, words};
use crate::check::plain_words::PLAIN_WORDS;
use crate::check::prose::Block;
use crate::diag::{Diagnostic, Rule, rules};

const RULE: &Rule = &rules::JARGON;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_in("en") {
        return Vec::new();
    }
    let allowed = Allowed::new(page);
    // Words that were met, with those that are explained at their first use.
    let mut met: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for block in page.running() {
        for (range, _) in block.sentences() {
            let words = own_words(block, &range);
            let mut at = 0;
            while at < words.len() {
                let (n_words, use_) = allowed.read(&words[at..], &mut met);
                if let Some(use_) = use_ {
                    let place = words[at].range.start..words[at + n_words - 1].range.end;
                    if !is_explained(block, &range, &place, &use_.plain) {
                        found.push(finding(page, block, place, &use_));
                    }
                }
                at += n_words;
            }
        }
    }
    found
}

/// A use of a word that might be plainer.
struct Use<'a> {
    plain: Cow<'a, str>,
    /// Whether the book's own glossary says so.
    by_glossary: bool,
}

/// What a page may say.
struct Allowed<'a> {
    page: &'a Page<'a>,
    words: Phrases<()>,
}

impl<'a> Allowed<'a> {
    fn new(page: &'a Page) -> Allowed<'a> {
        let facts = &page.entry.facts;
        let names = std::iter::once(&facts.title).chain(facts.aliases.iter().map(|alias| &alias.name));
        let mut allowed = Phrases::default();
        for name in names {
            // "Knee effusion" names a page that may say "effusion".
            let words = words(name);
            (0..words.len())
                .filter_map(|at| PLAIN_WORDS.at(&words[at..]).map(|(n_words, _)| at..at + n_words))
                .for_each(|range| {
                    allowed.insert(&name[words[range.start].range.start..words[range.end - 1].range.end], ())
                });
            allowed.insert(name, ());
        }
        page.rules.words(RULE, "allow").for_each(|word| allowed.insert(word, ()));
        Allowed { page, words: allowed }
    }

    /// What stands at the start of a text: how many words it has, and whether it might be plainer.
    fn read(&self, text: &[Word], met: &mut Vec<&'static str>) -> (usize, Option<Use<'a>>) {
        if let Some((n_words, ())) = self.words.at(text) {
            return (n_words, None);
        }
        let vocabulary = self.page.vocabulary;
        if let Some((n_words, nth)) = vocabulary.instead.at(text) {
            let plain = self.page.data.terms.get(*nth).and_then(|term| term.instead.as_deref()).unwrap_or_default();
            return (n_words, Some(Use { plain: plain.into(), by_glossary: true }));
        }
        if let Some((n_words, _)) = vocabulary.terms.at(text) {
            return (n_words, None);
        }
        let Some((n_words, medical)) = PLAIN_WORDS.at(text) else { return (1, None) };
        // Forms of a word share their plain words.
        let first = !met.contains(&medical.plain);
        met.push(medical.plain);
        let plain = medical.plain_for(&text[n_words - 1].lower);
        (n_words, first.then_some(Use { plain, by_glossary: false }))
    }
}

fn finding(page: &Page, block: &Block, place: Range<usize>, use_: &Use) -> Diagnostic {
    let word = &block.text[place.clone()];
    let phrase = word.contains(' ');
    let message =
        format!("\u{201c}{word}\u{201d} {}", if phrase { "are not plain words" } else { "is not a plain word" });
    // What stands for an adjective fits no sentence as it is.
    let adjective = ["of ", "on ", "that ", "with ", "without "].iter().any(|start| use_.plain.starts_with(start));
    let say = if adjective { "say in other words, such as" } else { "write" };
    let help = match use_.by_glossary {
        true => format!("write \u{201c}{}\u{201d}, as the glossary says", use_.plain),
        false => format!("{say} \u{201c}{}\u{201d}, or explain the word in brackets or in the glossary", use_.plain),
    };
    page.finding_in(RULE, block, place, message).help(help)
}

/// Words before a name.
const NAMING: &[&str] =
    &["call", "called", "calls", "known", "mean", "means", "name", "named", "term", "termed", "word"];

/// What follows a word whose meaning stands right behind it.
const MEANING: &[&str] = &[
    " (",
    ", which means",
    ", which is",
    ", that is",
    ", meaning",
    ", or ",
    ": ",
    " \u{2013} ",
    " \u{2014} ",
    " - ",
    " means",
    " refers to",
    " is a ",
    " is an ",
    " is the ",
    " is when",
    " is where",
];

/// Whether a use of a word explains it, or is the name behind a plain word.
fn is_explained(block: &Block, sentence: &Range<usize>, place: &Range<usize>, plain: &str) -> bool {
    let before = near_end(&block.text[sentence.start..place.start]);
    let after = near_start(&block.text[place.end..sentence.end]);
    let open = |open: char, close: char| before.rfind(open) > before.rfind(close);
    let quoted = before.ends_with(['"', '\u{201c}', '\u{2018}', '\'']);
    let named = words(before).iter().rev().take(4).any(|word| NAMING.contains(&word.lower.as_ref()));
    let bracketed = open('(', ')') || open('[', ']');
    quoted
        || named
        || bracketed
        || before.ends_with(", or ")
        || MEANING.iter().any(|meaning| after.starts_with(meaning))
        || says(before, plain)
        || says(after, plain)
}

/// Whether the plain words stand in a text.
fn says(text: &str, plain: &str) -> bool {
    let bare = ["a ", "an ", "the "].iter().find_map(|article| plain.strip_prefix(article)).unwrap_or(plain);
    let lower = text.to_lowercase();
    lower.match_indices(bare).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric))
}

#[cfg(test)]
#[path = "jargon_tests.rs"]
mod tests;
