//! `long-sentence`: a sentence of more words than people keep in mind while they read.
//!
//! What stands before a colon and behind it counts apart; so does every item of a list. A link that shows the title of its
//! target counts as one word, since the author did not choose its length. In English the help names a place where the
//! sentence could be cut, if there is one whose two sides can stand alone.

use std::ops::Range;

use crate::check::page::Page;
use crate::check::phrases::words;
use crate::check::prose::Block;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let limit = page.rules.number(&rules::LONG_SENTENCE, "words") as usize;
    let mut found = Vec::new();
    // A word and the space behind it are two bytes at least.
    for block in page.running().filter(|block| block.text.len() > 2 * limit) {
        for (range, _) in block.sentences().filter(|(range, _)| range.len() > 2 * limit) {
            for part in parts(&block.text, range) {
                let n_words = count(block, &part);
                if n_words > limit {
                    let message = format!("a sentence of {n_words} words; more than {limit} are hard to keep in mind");
                    let finding = page.finding_in(&rules::LONG_SENTENCE, block, part.clone(), message);
                    found.push(finding.help(help(&block.text[part], page.is_in("en"))));
                }
            }
        }
    }
    found
}

/// A sentence, cut behind its colons.
fn parts(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for (at, _) in text[sentence.clone()].match_indices(": ") {
        parts.push(start..sentence.start + at + 1);
        start = sentence.start + at + 2;
    }
    parts.push(start..sentence.end);
    parts
}

fn count(block: &Block, part: &Range<usize>) -> usize {
    let titled = block.links_in(part.clone()).filter(|link| link.titled);
    let titles: usize = titled.map(|link| words(&block.text[link.range.clone()]).len().saturating_sub(1)).sum();
    words(&block.text[part.clone()]).len().saturating_sub(titles)
}

/// Where an English sentence can be cut, if a clause follows that can stand alone.
const CUTS: &[&str] = &["; ", " \u{2013} ", " \u{2014} ", ", and ", ", but ", ", so "];

/// The fewest words on each side of a cut.
const SIDE: usize = 5;

/// How many places are tried at which a sentence could be cut.
const MOST: usize = 100;

fn help(text: &str, english: bool) -> String {
    let cuts = CUTS.iter().filter(|_| english).flat_map(|cut| text.match_indices(cut));
    let sides = |at: usize| words(&text[..at]).len().min(words(&text[at..]).len());
    let whole = |(at, cut): &(usize, &str)| can_stand_alone(text, *at, cut);
    // The one nearest to the middle.
    let best = cuts.take(MOST).filter(whole).map(|cut| (sides(cut.0), cut)).filter(|(side, _)| *side >= SIDE);
    let Some((_, (at, _))) = best.max_by_key(|(side, _)| *side) else {
        return "say it in two sentences, or make a list of what it names".to_owned();
    };
    let rest = text[at..].trim_start_matches([',', ';', ' ', '\u{2013}', '\u{2014}']);
    let next: Vec<&str> = rest.split_whitespace().take(4).collect();
    format!("say it in two sentences; it could be cut before \u{201c}{}\u{201d}", next.join(" "))
}

/// Words that are the subject of a clause by themselves, and words that open a longer one.
const SUBJECTS: &[&str] = &["he", "i", "it", "she", "there", "they", "we", "you"];
#[rustfmt::skip]
const OPENINGS: &[&str] = &[
    "a", "an", "any", "each", "her", "his", "its", "many", "most", "no", "our", "people", "some", "the", "their",
    "these", "this", "those", "your",
];

/// Verbs by which a clause is known.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "are", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "helps", "is", "may", "might", "must", "need",
    "needs", "should", "was", "were", "will", "would",
];

/// Words at the start of a sentence whose first clause cannot stand alone.
const DEPENDENT: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "unless", "until", "when", "while",
];

/// Whether both sides of a cut are clauses with a subject of their own.
fn can_stand_alone(text: &str, at: usize, cut: &str) -> bool {
    let (before, behind) = (&text[..at], &text[at + cut.len()..]);
    // Two dashes put something between.
    let dash = cut.starts_with(' ');
    if dash && text.matches(cut).count() > 1 {
        return false;
    }
    let first = words(before);
    let dependent = first.first().is_some_and(|word| DEPENDENT.contains(&word.lower.as_ref()));
    let head = behind.split([',', ';', '(']).next().unwrap_or_default();
    let rest = words(head);
    let rest: Vec<&str> = rest.iter().map(|word| word.lower.as_ref()).take(6).collect();
    let [subject, others @ ..] = &rest[..] else { return false };
    // "And so", "and this": a clause is one with its verb.
    let subject_of_verb = OPENINGS.contains(subject) && others.iter().any(|word| VERBS.contains(word));
    let clause = (SUBJECTS.contains(subject) && !others.is_empty()) || subject_of_verb;
    clause && (!dependent || before.contains(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{BOOK, Book};

    fn found(body: &str) -> Vec<(String, String, String)> {
        let found = BOOK.found(check, body).into_iter();
        found.map(|(words, found)| (words, found.message, found.help.unwrap_or_default())).collect()
    }

    #[test]
    fn words_are_counted() {
        let words = |n: usize| vec!["knee"; n].join(" ");
        for (text, wanted) in [
            (words(25), vec![]),
            (words(26), vec![26]),
            (format!("{}: {}", words(20), words(25)), vec![]),
            (format!("{}:\n\n- {}\n- {}", words(26), words(25), words(27)), vec![26, 27]),
            (format!("It hurts. A {}. It ends.", words(29)), vec![30]),
            (format!("{} [[should-i-stop-running]]", words(24)), vec![]),
            (format!("{} [[should-i-stop-running]]", words(25)), vec![26]),
            (format!("{} 20\u{2013}30 (10%)", words(22)), vec![]),
            (format!("## {}\n\n| a |\n|---|\n| {} |", words(30), words(30)), vec![]),
            (format!("{} 3.5 kg e.g. {}", words(12), words(10)), vec![]),
        ] {
            let lengths: Vec<String> = found(&text).into_iter().map(|(_, message, _)| message).collect();
            let wanted: Vec<String> = wanted.iter().map(|n| format!("a sentence of {n} words")).collect();
            assert_eq!(lengths.len(), wanted.len(), "{text}: {lengths:?}");
            assert!(lengths.iter().zip(&wanted).all(|(got, wanted)| got.starts_with(wanted.as_str())), "{lengths:?}");
        }
    }

    #[test]
    fn the_help_names_a_place_to_cut() {
        let start = "Start. The pain on the inner side of the knee often comes on when people run more than before";
        for (rest, wanted) in [
            (
                ", and it can last for many weeks if they go on running.",
                "it could be cut before \u{201c}and it can last\u{201d}",
            ),
            (
                "; it can last for many weeks if they go on running.",
                "it could be cut before \u{201c}it can last for\u{201d}",
            ),
            (
                ", so most of them should rest for a while and then try again.",
                "it could be cut before \u{201c}so most of them\u{201d}",
            ),
            (
                " \u{2013} your physiotherapist can plan exercises that fit you.",
                "it could be cut before \u{201c}your physiotherapist can plan\u{201d}",
            ),
            (" because their muscles are not yet used to so much load.", "or make a list"),
            (", so that their muscles are not yet used to so much load.", "or make a list"),
            (", and the muscles of the thigh or the hip after a long run.", "or make a list"),
            (" \u{2013} it is often worse at night \u{2013} or jump and dance a lot.", "or make a list"),
            ("; because you live a long way away, for example, or at night.", "or make a list"),
            (" and jump and walk and climb and kneel and squat, and so on.", "or make a list"),
        ] {
            let found = found(&format!("{start}{rest} End."));
            assert_eq!(found.len(), 1, "{rest}");
            assert!(found[0].0.starts_with("The pain") && found[0].0.ends_with('.'), "{}", found[0].0);
            assert!(found[0].2.contains(wanted), "{}", found[0].2);
        }
    }

    #[test]
    fn no_cut_leaves_a_fragment() {
        for text in [
            "If you run more than you did before, and it hurts for many days, rest for a while.",
            "When your knee is swollen; it may be warm as well, call a doctor.",
        ] {
            assert!(!help(text, true).contains("cut"), "{text}");
        }
        let text = "If it hurts, rest your knee for a few days, and you can then walk a little more.";
        assert!(help(text, true).contains("before \u{201c}and you can then\u{201d}"), "{}", help(text, true));
        assert!(!help(text, false).contains("cut"));
    }

    #[test]
    fn languages_without_spaces_have_no_words_to_count() {
        let japanese = Book { language: "ja", ..BOOK };
        assert!(japanese.words(check, &"\u{819d}\u{304c}\u{75db}\u{3044}".repeat(60)).is_empty());
    }
}
