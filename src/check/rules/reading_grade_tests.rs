//! What `reading-grade` reports and what it leaves.

use super::*;
use crate::check::testing::{BOOK, Book};

const HARD: &str = "Patellofemoral dysfunction necessitates comprehensive rehabilitation incorporating progressive \
    neuromuscular strengthening interventions. ";
const EASY: &str = "Your knee may hurt when you walk or run, so take a rest and try some ice. ";

fn found(book: &Book, body: &str) -> Vec<(String, String, String)> {
    let found = book.found(check, body).into_iter();
    found.map(|(words, found)| (words, found.message, found.help.unwrap_or_default())).collect()
}

#[test]
fn a_hard_page_is_reported_once() {
    let text = format!("{}\n\n## Care\n\n{}", HARD.repeat(5), HARD.repeat(8));
    let found = found(&BOOK, &text);
    assert_eq!(found.len(), 1);
    let (words, message, help) = &found[0];
    assert_eq!(words, "title");
    assert!(message.starts_with("this page is hard to read: Flesch-Kincaid grade 3"), "{message}");
    assert!(message.ends_with("(at most 8)") && help.contains("hardest: \u{201c}Patello"), "{message} {help}");
}

#[test]
fn what_is_not_judged() {
    for text in [HARD.repeat(7), EASY.repeat(20), format!("{}\n\n## Care\n\n{}", EASY.repeat(20), HARD.repeat(4))] {
        assert_eq!(found(&BOOK, &text), [], "{text}");
    }
    let japanese = Book { language: "ja", ..BOOK };
    assert_eq!(found(&japanese, &HARD.repeat(20)), []);
}

#[test]
fn a_hard_section_of_an_easy_page() {
    let text = format!("{}\n\n## Care\n\n{}", EASY.repeat(60), HARD.repeat(7));
    let found = found(&BOOK, &text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "Care");
    assert!(
        found[0].1.starts_with("the section \u{201c}Care\u{201d} is hard to read: Flesch-Kincaid"),
        "{}",
        found[0].1
    );
}

#[test]
fn a_section_that_alone_makes_a_page_hard() {
    let text = format!("{}\n\n## Care\n\n{}", EASY.repeat(20), HARD.repeat(8));
    let found = found(&BOOK, &text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "Care");
    assert!(found[0].1.ends_with("; without it, the page would be easy enough"), "{}", found[0].1);
}

#[test]
fn words_that_are_explained_are_short() {
    // 20 words of a syllable but one: 0.39 * 20 + 11.8 * (19 + 9 or 1) / 20 - 15.59 is 8.7, and 4.0 when explained.
    let text = "The knee that hurts in pseudohyperparathyroidism can be helped if you walk and rest and sleep and eat and \
        drink well now. ";
    let text = text.repeat(6);
    assert_eq!(found(&BOOK, &text).len(), 1);
    let glossary = "- term: pseudohyperparathyroidism\n  definition: Something.";
    assert_eq!(found(&Book { glossary, ..BOOK }, &text), []);
    let front = "title: Pain\nsummary: S.\naliases: [Pseudohyperparathyroidism of the knee]";
    assert_eq!(found(&Book { front, ..BOOK }, &text), []);
}

#[test]
fn smog_counts_from_30_sentences_on() {
    let sentence = "Carefully exercising regularly definitely diminishes discomfort. ";
    let message = found(&BOOK, &sentence.repeat(30))[0].1.clone();
    assert!(message.contains("SMOG"), "{message}");
    assert!(!found(&BOOK, &sentence.repeat(29))[0].1.contains("SMOG"));
}

#[test]
fn other_languages() {
    let spanish = Book { language: "es", ..BOOK };
    let hard = "La rehabilitación neuromuscular progresiva necesita intervenciones multidisciplinares cuidadosamente \
        individualizadas por profesionales especializados. ";
    let easy = "La rodilla le duele al andar y al bajar la escalera, y por eso hoy va al médico. ";
    let message = found(&spanish, &hard.repeat(10))[0].1.clone();
    assert!(message.contains("INFLESZ -") && message.contains("(at least 55), Fern\u{e1}ndez-Huerta"), "{message}");
    assert_eq!(found(&spanish, &easy.repeat(10)), []);
    let german = Book { language: "de", ..BOOK };
    let hard = "Neuromuskuläre Rehabilitationsmaßnahmen erfordern individualisierte Behandlungskonzepte. ";
    assert!(found(&german, &hard.repeat(25))[0].1.contains("LIX"));
    assert_eq!(found(&german, &"Das Knie tut weh, wenn du gehst oder rennst. ".repeat(25)), []);
}
