//! `mixed-denominators`: risks of one section that are given out of different numbers.
//!
//! A risk is "N in M", "N out of M" or "N of M people", in digits or small numbers in words, in English, Spanish and German;
//! or a percentage of people, which is out of 100. The same share given twice ("34 of 60 (57%)") counts as given both ways.
//! Not counted are bounds ("more than 1 in 100 people"), by which leaflets say how common side effects are, and what
//! is no risk: times, steps, dates, shares of a thing; nor what pages about the site say. The two that stand closest together
//! are named.
//!
//! Sources: NICE guideline CG138, Patient experience in adult NHS services (2012); Patient Information Forum, Communicating
//! benefits, risks and uncertainties: risks that are to be compared are given out of the same number.

use std::ops::Range;

use crate::check::page::Page;
use crate::check::phrases::{Word, words};
use crate::check::prose::{Block, BlockKind};
use crate::diag::{Diagnostic, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_medical() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for part in page.parts() {
        let risks = part.blocks.iter().filter(|block| block.kind != BlockKind::Code).flat_map(risks_of);
        let risks: Vec<Risk> = risks.collect();
        // All of them can be compared if they share one number.
        let Some((first, others)) = risks.split_first() else { continue };
        if !first.out_of.iter().any(|out_of| others.iter().all(|risk| risk.out_of.contains(out_of))) {
            found.extend(closest(&risks).map(|(one, other)| finding(page, one, other)));
        }
    }
    found
}

/// The two that readers compare first: of one sentence if there are such, else the nearest in the text.
fn closest<'a, 'b>(risks: &'b [Risk<'a>]) -> Option<(&'b Risk<'a>, &'b Risk<'a>)> {
    let mut best = None;
    for (nth, other) in risks.iter().enumerate() {
        let Some(before) = risks[..nth].iter().rposition(|one| !one.out_of.iter().any(|n| other.out_of.contains(n)))
        else {
            continue;
        };
        let one = &risks[before];
        let apart = ((one.block.at, one.sentence) != (other.block.at, other.sentence), nth - before);
        if best.as_ref().is_none_or(|(least, _)| apart < *least) {
            best = Some((apart, (one, other)));
        }
    }
    best.map(|(_, pair)| pair)
}

fn finding(page: &Page, first: &Risk, other: &Risk) -> Diagnostic {
    let shown = |risk: &Risk| format!("\u{201c}{}\u{201d}", &risk.block.text[risk.range.clone()]);
    let message = format!("{} and {} are hard to compare", shown(first), shown(other));
    let found = page.finding_in(&rules::MIXED_DENOMINATORS, other.block, other.range.clone(), message);
    found.help("give all risks of the section out of one number, such as 100 or 1,000")
}

/// A risk with its place.
struct Risk<'a> {
    block: &'a Block,
    /// Where its sentence starts.
    sentence: usize,
    range: Range<usize>,
    share: f64,
    /// The numbers out of which it is given.
    out_of: Vec<u32>,
}

/// Whether two shares are one number, rounded: a fifth of the larger lies between at most, and 2 in 100.
fn is_same(a: f64, b: f64) -> bool {
    let apart = (a - b).abs();
    apart < 0.02 && apart <= a.max(b) / 5.0
}

fn risks_of(block: &Block) -> Vec<Risk<'_>> {
    // Nearly all blocks end here.
    if !block.text.contains(" in ")
        && !block.text.contains('%')
        && ![" of ", " de ", " von "].iter().any(|of| block.text.contains(of))
    {
        return Vec::new();
    }
    let mut found: Vec<Risk> = Vec::new();
    for (sentence, text) in block.sentences() {
        let words = words(text);
        let before = found.len();
        for at in 0..words.len() {
            let Some((share, out_of, last)) = frequency(text, &words, at).or_else(|| percentage(text, &words, at))
            else {
                continue;
            };
            let same = found[before..].iter_mut().find(|risk| is_same(risk.share, share));
            match same {
                Some(risk) => risk.out_of.push(out_of),
                // A percentage in brackets says something again, or is no risk.
                None if text[..words[at].range.start].ends_with('(') && words[at].lower.ends_with('%') => {}
                None => {
                    let range = sentence.start + words[at].range.start..sentence.start + words[last].range.end;
                    found.push(Risk { block, sentence: sentence.start, range, share, out_of: vec![out_of] });
                }
            }
        }
    }
    found
}

/// Numbers in words that stand in risks; English, Spanish and German.
#[rustfmt::skip]
const SMALL: &[(&str, u32)] = &[
    ("acht", 8), ("cinco", 5), ("cuatro", 4), ("diez", 10), ("dos", 2), ("drei", 3), ("eight", 8), ("eine", 1),
    ("einer", 1), ("fifteen", 15), ("five", 5), ("four", 4), ("fünf", 5), ("nine", 9), ("ocho", 8), ("one", 1),
    ("sechs", 6), ("seis", 6), ("seven", 7), ("six", 6), ("ten", 10), ("three", 3), ("tres", 3), ("twelve", 12),
    ("twenty", 20), ("two", 2), ("una", 1), ("uno", 1), ("vier", 4), ("zehn", 10), ("zwei", 2), ("zwölf", 12),
];

fn number(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let whole = word.bytes().all(|byte| byte.is_ascii_digit());
        let groups = || word.split([',', '.']).skip(1).all(|group| group.len() == 3);
        return if whole || groups() { word.replace([',', '.'], "").parse().ok() } else { None };
    }
    SMALL.binary_search_by(|(known, _)| (*known).cmp(word)).ok().map(|at| SMALL[at].1)
}

/// People, and what happens to them: what follows a number of those who were counted.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "adults", "athletes", "babies", "cases", "children", "erwachsene", "erwachsenen", "frauen", "hombres", "kinder",
    "kindern", "knees", "men", "menschen", "mujeres", "niños", "older", "operations", "pacientes", "participants",
    "patienten", "patients", "people", "personas", "personen", "pregnancies", "pregnant", "runners", "teenagers",
    "them", "those", "users", "women", "young",
];

/// One of them.
const PERSON: &[&str] = &["adult", "child", "man", "patient", "person", "persona", "woman"];

/// What follows a number that counts no people.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "a.m", "am", "años", "centimetres", "cm", "days", "días", "g", "horas", "hours", "jahre", "jahren", "kg", "km",
    "m", "meses", "metres", "mg", "miles", "millimetres", "minuten", "minutes", "minutos", "ml", "mm", "monate",
    "monaten", "months", "parts", "percent", "pm", "repetitions", "seconds", "sekunden", "semanas", "sessions",
    "sets", "steps", "stunden", "tage", "tagen", "weeks", "wochen", "years",
];

/// A share out of a number at a word: the share, the number and the last word of it.
fn frequency(text: &str, words: &[Word], at: usize) -> Option<(f64, u32, usize)> {
    let word = |nth: usize| words.get(nth).map(|word| word.lower.as_ref());
    let hit = number(word(at)?)?;
    // "1 person in 20".
    let person = word(at + 1).is_some_and(|word| PERSON.contains(&word) || PEOPLE.binary_search(&word).is_ok());
    let link = at + 1 + usize::from(person);
    let (last, safe) = match (word(link)?, word(link + 1)?) {
        ("out", "of") | ("de", "cada") | ("in", "every") | ("of", "every") => (link + 2, true),
        ("in", _) => (link + 1, true),
        ("of" | "de" | "von", _) => (link + 1, false),
        _ => return None,
    };
    let all = number(word(last)?)?;
    let next = word(last + 1);
    let people = next.is_some_and(|next| PEOPLE.binary_search(&next).is_ok());
    let percent =
        text[words[last].range.end..].trim_start().starts_with('(') && next.is_some_and(|next| next.ends_with('%'));
    let counted = people || percent || (safe && next.is_none_or(|next| OTHERS.binary_search(&next).is_err()));
    let year = (1900..2100).contains(&all) && !people;
    // A mark between the numbers parts them: "at 2, in 3".
    let whole = !text[words[at].range.end..words[last].range.start].contains([',', ';', '.', ':', '(', ')']);
    let risk = hit <= all && all > 1 && counted && !year && whole && !is_bound(words, at);
    risk.then(|| (f64::from(hit) / f64::from(all), all, last))
}

/// A percentage of people at a word.
fn percentage(text: &str, words: &[Word], at: usize) -> Option<(f64, u32, usize)> {
    let word = &words[at];
    let percent = word.lower.strip_suffix('%')?;
    let value = percent.replace(',', ".").parse::<f64>().ok().filter(|value| *value <= 100.0)?;
    let next = |nth: usize| words.get(at + nth).map_or("", |word| word.lower.as_ref());
    let people = |nth: usize| PEOPLE.binary_search(&next(nth)).is_ok();
    let of_people = matches!(next(1), "of" | "de" | "der")
        && (people(2) || (matches!(next(2), "the" | "all" | "las" | "los") && people(3)));
    // The share behind a frequency: "34 of 60 people (57%)".
    let again = text[..word.range.start].ends_with('(');
    (of_people || again)
        .then_some((value / 100.0, 100, at + if of_people { 2 } else { 0 }))
        .filter(|_| !is_bound(words, at))
}

/// Words before a bound: "more than 1 in 100".
#[rustfmt::skip]
const BOUNDS: &[&[&str]] = &[
    &["more", "than"], &["less", "than"], &["fewer", "than"], &["up", "to"], &["at", "least"], &["at", "most"],
    &["over"], &["under"], &["más", "de"], &["menos", "de"], &["hasta"], &["mehr", "als"], &["weniger", "als"], &["bis", "zu"],
];

fn is_bound(words: &[Word], at: usize) -> bool {
    BOUNDS.iter().any(|bound| {
        let before = at.checked_sub(bound.len()).map_or(&[][..], |start| &words[start..at]);
        before.len() == bound.len() && before.iter().zip(*bound).all(|(word, bound)| word.lower == *bound)
    })
}

#[cfg(test)]
#[path = "mixed_denominators_tests.rs"]
mod tests;
