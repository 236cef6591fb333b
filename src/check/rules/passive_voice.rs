//! `passive-voice`: a page on which many sentences do not say who does it.
//!
//! A sentence counts when a form of "be" or "get" stands before a past participle, with an adverb or two between at most.
//! One that names who does it behind "by" does say so. What is a state to readers ("is swollen", "are used to") or a name
//! ("is called") does not count, and a page is reported only from five such sentences on: one passive sentence is often
//! the best one. English only.

use crate::check::page::Page;
use crate::check::phrases::{Word, excerpt, own_words};
use crate::check::prose::Block;
use crate::diag::{Diagnostic, Rule, rules};
use std::ops::Range;

const RULE: &Rule = &rules::PASSIVE_VOICE;

/// The fewest passive sentences of a page that is reported.
const FEWEST: usize = 5;

/// The fewest words of a sentence that counts: shorter ones are mostly items of lists.
const WORDS: usize = 4;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_in("en") {
        return Vec::new();
    }
    let mut n_sentences = 0;
    let mut passive: Vec<(&Block, Range<usize>)> = Vec::new();
    for block in page.running() {
        for (range, _) in block.sentences() {
            let words = own_words(block, &range);
            n_sentences += usize::from(words.len() >= WORDS);
            if words.len() >= WORDS && is_passive(&words) {
                passive.push((block, range));
            }
        }
    }
    let percent = page.rules.number(RULE, "percent") as usize;
    if passive.len() < FEWEST || 100 * passive.len() < percent * n_sentences {
        return Vec::new();
    }
    let message = format!("{} of {n_sentences} sentences do not say who does it", passive.len());
    let (block, range) = passive[0].clone();
    let shown = passive.iter().take(2).map(|(block, range)| excerpt(&block.text[range.clone()]));
    let shown: Vec<String> = shown.map(|sentence| format!("\u{201c}{sentence}\u{201d}")).collect();
    let help =
        format!("say who does it, best with \u{201c}you\u{201d} or \u{201c}your doctor\u{201d}: {}", shown.join(", "));
    vec![page.finding_in(RULE, block, range, message).help(help)]
}

/// Forms of "be" and "get", sorted.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "are", "aren't", "be", "been", "being", "get", "gets", "getting", "got", "is", "isn't", "it's", "that's", "they're",
    "was", "wasn't", "we're", "were", "weren't", "you're",
];

/// Words that may stand between the verb and the participle, besides those in -ly; sorted.
const BETWEEN: &[&str] = &[
    "all",
    "almost",
    "also",
    "always",
    "best",
    "both",
    "ever",
    "never",
    "not",
    "now",
    "often",
    "only",
    "sometimes",
    "still",
    "then",
    "usually",
];

/// Participles that do not end in -ed, sorted.
#[rustfmt::skip]
const IRREGULAR: &[&str] = &[
    "begun", "bought", "brought", "built", "caught", "chosen", "cut", "done", "drawn", "driven", "drunk", "eaten", "felt",
    "forgotten", "fought", "found", "frozen", "given", "ground", "grown", "heard", "held", "hidden", "kept", "laid", "led",
    "left", "lent", "lost", "meant", "met", "paid", "put", "read", "run", "said", "seen", "sent", "set", "sewn", "shaken",
    "shown", "shut", "sold", "spent", "split", "spoken", "spread", "taken", "taught", "thought", "thrown", "told",
    "understood", "withheld", "woken", "written",
];

/// Words in -ed that describe a state, give a name or are no participles; sorted.
#[rustfmt::skip]
const STATES: &[&str] = &[
    "advanced", "affected", "allowed", "ashamed", "associated", "based", "bed", "blocked", "bored", "bruised",
    "called", "committed", "complicated", "concerned", "confused", "connected", "convinced", "crowded", "damaged",
    "dated", "dehydrated", "depressed", "designed", "detailed", "determined", "disabled", "disappointed",
    "dislocated", "distressed", "dressed", "embarrassed", "excited", "exhausted", "experienced", "faded", "feed",
    "finished", "fractured", "frightened", "gifted", "heed", "hundred", "indeed", "inflamed", "inflated", "injured",
    "interested", "involved", "irritated", "limited", "linked", "located", "locked", "married", "meant", "mixed",
    "naked", "named", "need", "overwhelmed", "pleased", "prepared", "red", "related", "relaxed", "relieved",
    "retired", "rounded", "satisfied", "scared", "scarred", "seed", "shaped", "shed", "speed", "started", "strained",
    "stressed", "stretched", "supposed", "surprised", "tangled", "tired", "trapped", "unaffected", "undressed",
    "used", "varied", "weakened", "wed", "weed", "worried", "wounded",
];

fn is_passive(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(nth, word)| {
        let verb = FORMS.binary_search(&word.lower.as_ref()).is_ok();
        verb && participle(&words[nth + 1..]) && !names_agent(&words[nth + 1..])
    })
}

/// How many words behind the verb "by" may stand.
const NEAR: usize = 8;

/// Words behind a "by" that names nobody.
const NOBODY: &[&str] = &[
    "accident", "chance", "email", "far", "hand", "itself", "law", "mistake", "mouth", "now", "phone", "post", "then",
    "time",
];

/// Whether somebody is named who does it: "by a nurse", but not "by hand", "by 10%", "by the end of" or "by resting".
fn names_agent(words: &[Word]) -> bool {
    let word = |nth: usize| words.get(nth).map_or("", |word| word.lower.as_ref());
    let by = words.iter().take(NEAR).position(|word| word.lower == "by");
    by.is_some_and(|by| {
        let (next, second) = (word(by + 1), word(by + 2));
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        let when = matches!(next, "the" | "next") && matches!(second, "end" | "time" | "week" | "day" | "morning");
        !next.is_empty() && !number && !when && !NOBODY.contains(&next) && !next.ends_with("ing")
    })
}

/// Whether a participle stands at the start, behind two adverbs at most.
fn participle(words: &[Word]) -> bool {
    let adverbs = words.iter().take(2).take_while(|word| is_adverb(&word.lower)).count();
    let Some(word) = words.get(adverbs) else { return false };
    let next = words.get(adverbs + 1).map(|word| word.lower.as_ref());
    let lower = word.lower.as_ref();
    match lower {
        // "Is used to treat" is passive, "is used to cold" is a habit: only a verb could tell. Others count.
        "used" => next != Some("to"),
        "left" => next != Some("with"),
        _ if IRREGULAR.binary_search(&lower).is_ok() => true,
        _ => lower.len() > 4 && lower.ends_with("ed") && !lower.contains('-') && STATES.binary_search(&lower).is_err(),
    }
}

fn is_adverb(word: &str) -> bool {
    BETWEEN.binary_search(&word).is_ok() || (word.len() > 4 && word.ends_with("ly"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::phrases::words;
    use crate::check::testing::{BOOK, Book};

    #[test]
    fn lists_can_be_searched() {
        for list in [FORMS, BETWEEN, IRREGULAR, STATES] {
            assert!(list.is_sorted(), "{:?}", list.windows(2).find(|pair| pair[0] > pair[1]));
        }
    }

    #[test]
    fn sentences_that_do_not_say_who() {
        for text in [
            "The knee is examined in the clinic",
            "It is not usually treated with surgery",
            "Exercises should be done every day",
            "You will be given a leaflet",
            "The tendon gets stretched and then it\u{2019}s repaired",
            "The cyst has been removed",
            "Ice is often used for pain",
            "The wound is being cleaned",
            "They\u{2019}re taken with food",
            "The tablets are taken by mouth",
            "The dose is cut by 10%",
            "The wound is closed by hand",
            "The knee is healed by the end of summer",
            "The pain is eased by resting",
        ] {
            assert!(is_passive(&words(text)), "{text}");
        }
    }

    #[test]
    fn sentences_that_do() {
        for text in [
            "Your knee is swollen and inflamed",
            "You are tired and worried",
            "You get used to it, and are used to it",
            "You are supposed to rest",
            "This is called bursitis",
            "The pain is related to load",
            "It is based on a trial",
            "The bone is red and broken",
            "The doctor examined the knee",
            "You have injured your knee",
            "Is it good, and what helped?",
            "It is a limited and well-tested treatment",
            "There are hundred reasons",
            "Get started and get dressed",
            "You need to be careful with speed",
            "Your knee is examined by a nurse",
            "The leaflet was written and checked by three doctors",
        ] {
            assert!(!is_passive(&words(text)), "{text}");
        }
    }

    #[test]
    fn many_of_a_page_are_reported_once() {
        let passive = "The knee is examined in a clinic. ";
        let active = "A doctor looks at your knee. ";
        let page = |n: usize, m: usize| format!("{}{}", active.repeat(m), passive.repeat(n));
        for (text, wanted) in [(page(5, 15), 1), (page(5, 16), 0), (page(4, 0), 0), (page(20, 1), 1)] {
            assert_eq!(BOOK.words(check, &text).len(), wanted, "{text}");
        }
        let found = BOOK.found(check, &page(5, 5));
        assert_eq!(found[0].0, passive.trim());
        assert_eq!(found[0].1.message, "5 of 10 sentences do not say who does it");
        assert_eq!(Book { language: "de", ..BOOK }.words(check, &page(9, 0)).len(), 0);
    }
}
