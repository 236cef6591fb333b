//! The signs of an entry: what a reader may have, and how urgent that is. They stand in `get_help` of the front matter
//! and in the lists of care cards.
//!
//! A list completes the title of its card: in "Call 999 if your child:" the words "your child" belong to every sign.

use super::page::Page;
use super::prose::{Block, BlockKind};
use super::sign_words::SignWords;
use crate::diag::Place;
use crate::markdown::{Callout, CalloutSpan, Heading};
use crate::model::{Kind, Urgency};

/// Something that a reader may have.
#[derive(Clone, Debug)]
pub struct Sign {
    /// `None` in a text about getting help that is no card.
    pub urgency: Option<Urgency>,
    /// As written.
    pub text: String,
    pub words: SignWords,
    pub place: Place,
    /// Whether it is a row or an item by itself: not a sentence among others, nor one that sends to another level.
    pub plain: bool,
    /// The same number for every sign of these words, if it is as urgent on one page as on another.
    pub everywhere: Option<u64>,
}

/// The signs of an entry in the order of its file.
pub(super) fn signs(page: &Page) -> Vec<Sign> {
    let mut found = Vec::new();
    for (nth, row) in page.entry.facts.get_help.iter().enumerate() {
        let place = Place::part("get_help", nth, "sign");
        found.push(sign(Some(row.urgency), &row.sign, "", place));
    }
    for card in &page.body().callouts {
        if let Some(urgency) = urgency(card.callout) {
            of_card(page, card, urgency, &mut found);
        }
    }
    if page.kind() == Kind::Condition {
        let parts = page.parts().into_iter().filter(|part| part.heading.is_some_and(about_getting_help));
        for block in parts.flat_map(|part| part.blocks).filter(|block| block.is_running()) {
            sentences(page, block, None, &mut found);
        }
    }
    found
}

/// Whether a heading announces when to get help. Words of English, German, Spanish and French.
pub(super) fn about_getting_help(heading: &Heading) -> bool {
    #[rustfmt::skip]
    const PHRASES: &[&str] = &[
        "get help", "getting help", "need help", "needs help", "seek help", "medical help", "urgent help",
        "ask for help", "emergency", "999", "911", "112", "111", "urgent", "red flag", "red flags",
        "warning sign", "warning signs", "danger sign", "danger signs", "medical advice", "medical attention",
        "hilfe holen", "notfall", "notruf", "warnzeichen", "zum arzt", "zur ärztin", "ärztliche hilfe",
        "pedir ayuda", "buscar ayuda", "al médico", "urgencias", "emergencia", "un médecin", "urgence",
        "urgences", "consulter",
    ];
    // "When to see a doctor" is about it, "Questions for your doctor" is not.
    const WHOM: &[&str] =
        &["doctor", "gp", "nurse", "pharmacist", "hospital", "dentist", "midwife", "a&e", "clinic", "someone", "arzt"];
    const WHEN: &[&str] = &["when", "if", "see a", "see your", "call", "go to", "visit", "contact", "wann", "wenn"];
    let lower = heading.text.to_lowercase();
    let holds = |list: &[&str]| list.iter().any(|words| holds_words(&lower, words));
    heading.id == "get-help" || holds(PHRASES) || (holds(WHOM) && holds(WHEN))
}

/// Whether the words stand in a text as whole words.
pub(super) fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    })
}

/// How urgent what a card lists is.
fn urgency(callout: Callout) -> Option<Urgency> {
    match callout {
        Callout::Emergency => Some(Urgency::Emergency),
        Callout::Urgent => Some(Urgency::Urgent),
        Callout::SeeDoctor => Some(Urgency::SeeDoctor),
        Callout::SelfCare => Some(Urgency::SelfCare),
        _ => None,
    }
}

fn of_card(page: &Page, card: &CalloutSpan, urgency: Urgency, found: &mut Vec<Sign>) {
    let row = |at: usize| page.blocks.partition_point(|block| block.at < at);
    let blocks = &page.blocks[row(card.range.start)..row(card.range.end)];
    let title = blocks.iter().find(|block| block.kind == BlockKind::Heading);
    let tail = title.map_or("", |title| condition_of(&title.text));
    let mut lead = tail;
    for block in blocks.iter().filter(|block| block.is_running()) {
        if block.kind == BlockKind::Paragraph {
            sentences(page, block, Some(urgency), found);
            lead = if block.text.ends_with(':') { condition_of(&block.text) } else { lead };
        } else {
            found.push(sign(Some(urgency), &block.text, lead, block.place_of_all(page.body())));
        }
    }
    let listed = blocks.iter().any(|block| block.kind == BlockKind::Item);
    if let Some(title) = title.filter(|_| !listed && !tail.is_empty()) {
        found.push(sign(Some(urgency), tail, "", title.place_of_all(page.body())));
    }
}

/// What follows "if" or "when" in the title of a card, without the colon.
fn condition_of(title: &str) -> &str {
    let title = title.trim_end_matches(':').trim_end();
    let start = [" if ", " when "].iter().filter_map(|word| Some(title.find(word)? + word.len())).min();
    start.map_or("", |start| &title[start..])
}

fn sentences(page: &Page, block: &Block, urgency: Option<Urgency>, found: &mut Vec<Sign>) {
    for (range, sentence) in block.sentences() {
        let place = block.place(page.body(), range);
        found.push(Sign { plain: false, everywhere: None, ..sign(urgency, sentence, "", place) });
    }
}

fn sign(urgency: Option<Urgency>, text: &str, lead: &str, place: Place) -> Sign {
    let words = if lead.is_empty() { SignWords::of(text) } else { SignWords::of(&format!("{lead} {text}")) };
    let plain = !sends_elsewhere(text) && !text.ends_with(':') && !words.is_empty();
    let everywhere = (plain && means_the_same_everywhere(&words)).then(|| words.key());
    Sign { urgency, text: text.trim_end_matches('.').to_owned(), words, place, plain, everywhere }
}

/// Whether a sign is as urgent on one page as on another: it says what a reader has, in more than a word, and not how it
/// goes on nor who the reader is.
fn means_the_same_everywhere(words: &SignWords) -> bool {
    #[rustfmt::skip]
    const DEPENDS: &[&str] = &[
        "after", "ag", "allergy", "antibiotic", "attack", "baby", "befor", "better", "breastfeed", "cancer",
        "chemotherapy", "child", "children", "clear", "condition", "consider", "daily", "day", "despit", "diabete",
        "diagnos", "episod", "few", "first", "further", "heal", "help", "histor", "history", "home", "hour", "immun",
        "improv", "injury", "keep", "know", "last", "longer", "medicin", "month", "mor", "new", "old", "older",
        "operation", "over", "past", "pharmacist", "pregnant", "problem", "recent", "return", "risk", "self", "settl",
        "sign", "sinc", "still", "surgery", "symptom", "system", "tablet", "test", "than", "think", "treat",
        "treatment", "under", "until", "us", "usual", "week", "work", "worried", "worry", "wors", "worse", "worsen",
        "year", "young", "younger",
    ];
    words.len() >= 2 && words.weight() >= 6 && !DEPENDS.iter().any(|word| words.has(word))
}

/// Whether a sign names another level itself, as in "after an injury (get help today if a sign above is present)".
fn sends_elsewhere(text: &str) -> bool {
    const WORDS: &[&str] =
        &["get help", "see a doctor", "see a gp", "call 999", "call 911", "call 112", "go to a&e", "sign above"];
    let lower = text.to_lowercase();
    WORDS.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
#[path = "signs_tests.rs"]
mod tests;
