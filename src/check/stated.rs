//! Sentences of an entry with amounts that may be those of a treatment, and what says of which.
//!
//! A page knows nothing of other entries, so names of treatments are looked up later, in the book as a whole. Of bodies,
//! English ones only are read: elsewhere words could not tell a session from the time after which something happens.

use super::measures::{Amount, amounts, words};
use super::page::Page;
use super::prose::{Block, BlockKind};
use crate::diag::Place;
use crate::markdown::LinkTarget;
use crate::model::normal_name;

/// A sentence with amounts, and what says of which treatment they are.
#[derive(Clone, Debug)]
pub struct Stated {
    pub sentence: String,
    pub amounts: Vec<Amount>,
    /// Where each amount stands.
    pub places: Vec<Place>,
    /// The sentence as names are compared.
    pub normal: String,
    /// The same of the sentence before it in its block, and whether it takes that up: "Leave it on for 20 minutes."
    pub previous: String,
    pub refers_back: bool,
    /// The same of the heading above it.
    pub heading: Option<String>,
    /// Links of the sentence.
    pub links: Vec<LinkTarget>,
    pub about: About,
}

/// Whom the numbers of a sentence are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// All readers.
    Readers,
    /// Children, people with another illness: other numbers may hold for them.
    Others,
    /// Those who took part in a study.
    Study,
}

/// The sentences of an entry that hold amounts.
pub(super) fn stated(page: &Page) -> Vec<Stated> {
    let facts = &page.entry.facts;
    let cautions = facts
        .cautions
        .iter()
        .enumerate()
        .map(|(nth, caution)| (Some(caution.text.as_str()), Place::part("cautions", nth, "text")));
    let fields = [(facts.how_often.as_deref(), "how_often"), (facts.how_long.as_deref(), "how_long")];
    let fields = fields.into_iter().map(|(text, field)| (text, Place::field(field)));
    let mut found: Vec<Stated> = fields.chain(cautions).filter_map(|(text, place)| of_field(text?, place)).collect();
    if !page.is_in("en") {
        return found;
    }
    let mut heading = None;
    for block in &page.blocks {
        match block.kind {
            BlockKind::Heading => heading = Some(block.text.as_str()),
            BlockKind::Paragraph | BlockKind::Item => of_block(page, block, heading, &mut found),
            BlockKind::Cell | BlockKind::Code => {}
        }
    }
    found
}

fn of_field(text: &str, place: Place) -> Option<Stated> {
    let amounts = amounts(text);
    (!amounts.is_empty()).then(|| Stated {
        sentence: text.to_owned(),
        normal: normal_name(text),
        places: vec![place; amounts.len()],
        amounts,
        previous: String::new(),
        heading: None,
        refers_back: false,
        links: Vec::new(),
        about: about(text),
    })
}

fn of_block(page: &Page, block: &Block, heading: Option<&str>, found: &mut Vec<Stated>) {
    if !may_hold_amounts(&block.text) {
        return;
    }
    let mut before = "";
    for (range, sentence) in block.sentences() {
        let amounts = amounts(sentence);
        let previous = std::mem::replace(&mut before, sentence);
        if amounts.is_empty() {
            continue;
        }
        let place = |amount: &Amount| {
            block.place(page.body(), range.start + amount.range.start..range.start + amount.range.end)
        };
        let links = block.links_in(range.clone()).filter_map(|link| link.target.clone());
        found.push(Stated {
            sentence: sentence.to_owned(),
            normal: normal_name(sentence),
            places: amounts.iter().map(place).collect(),
            amounts,
            previous: normal_name(previous),
            heading: heading.map(normal_name),
            refers_back: refers_back(sentence),
            links: links.collect(),
            about: about(sentence),
        });
    }
}

fn may_hold_amounts(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || ["minutes", "seconds", "hour", " weeks", "once ", "twice ", "times a"].iter().any(|word| text.contains(word))
}

/// Words of sentences about people for whom other numbers hold or who only begin, and about studies and their results.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "aged", "babies", "baby", "begin", "beginning", "breastfeeding", "build", "child", "children",
    "diabetes", "elderly", "gradually", "increase", "infants", "kg", "kidney", "kilogram", "later", "liver", "older",
    "pregnancy", "pregnant", "slowly", "start", "strength", "teenagers", "unless",
];
#[rustfmt::skip]
const STUDIES: &[&str] = &[
    "average", "compared", "evidence", "fell", "group", "groups", "improved", "measured", "participants", "patients", "placebo",
    "pooled", "randomised", "randomized", "research", "researchers", "review", "reviews", "studies", "study", "survey", "trial",
    "trials", "volunteers",
];

fn about(sentence: &str) -> About {
    let holds =
        |list: &[&str]| words(sentence).any(|(_, word)| list.iter().any(|known| word.eq_ignore_ascii_case(known)));
    if sentence.contains('%') || holds(STUDIES) {
        About::Study
    } else if holds(OTHERS) {
        About::Others
    } else {
        About::Readers
    }
}

/// Whether a sentence has no subject of its own.
fn refers_back(sentence: &str) -> bool {
    let words: Vec<String> = words(sentence).take(8).map(|(_, word)| word.to_lowercase()).collect();
    let word = |nth: usize| words.get(nth).map_or("", String::as_str);
    let counts = |word: &str| {
        matches!(word, "for" | "up" | "about" | "once" | "twice" | "every")
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    counts(word(0))
        || (matches!(word(0), "repeat" | "use" | "apply" | "leave" | "wait" | "keep")
            && (counts(word(1)) || word(1) == "at"))
        || words.iter().any(|word| matches!(word.as_str(), "it" | "them" | "this"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_sentence_is_for() {
        for (sentence, wanted) in [
            ("In a trial they iced for 20 minutes.", About::Study),
            ("20 minutes helped 40% more", About::Study),
            ("Children need 5 ml.", About::Others),
            ("Ice the knee for 20 minutes.", About::Readers),
        ] {
            assert_eq!(about(sentence), wanted, "{sentence}");
        }
    }
}
