//! `undefined-abbreviation`: an abbreviation that the page does not explain.
//!
//! Looked at: running text and the summary, once for each abbreviation, at its first use. A page explains one anywhere in
//! its text or headings: "long form (ABC)", "ABC (long form)", "ABC stands for", "called ABC", or words nearby that start with
//! its letters. Known are the entry's own
//! names, the glossary, the option `known`, and a short list of what is better known than what it stands for. Words in
//! capitals for their weight, units and Roman numerals are none. Names of organisations outside that list are reported:
//! readers do not know them either. Links to other sites are passed over, since their words are mostly names. English only.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::check::abbreviations::{Abbreviation, abbreviations};
use crate::check::page::Page;
use crate::check::phrases::{near_end, near_start};
use crate::check::prose::{Block, BlockKind};
use crate::check::readability;
use crate::diag::{Diagnostic, Place, Rule, rules};

const RULE: &Rule = &rules::UNDEFINED_ABBREVIATION;

/// How many abbreviations of a page are looked up: more than anybody would mend at once.
const MOST: usize = 100;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_in("en") {
        return Vec::new();
    }
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut explained = None;
    let mut found = Vec::new();
    let mut look = |text: &str, abbreviation: &Abbreviation, place: &dyn Fn(Range<usize>) -> Place| {
        let name = abbreviation.name;
        if seen.len() >= MOST || is_no_abbreviation(text, abbreviation) || !seen.insert(name.to_owned()) {
            return;
        }
        let mut is_explained = || explained.get_or_insert_with(|| explained_names(page)).contains(name);
        if !is_known(page, name) && !is_explained() && !opens_list(page, name) {
            let message = format!("the page does not say what \u{201c}{name}\u{201d} means");
            let help =
                format!("write it out at its first use: \u{201c}... ({name})\u{201d}, or explain it in the glossary");
            found.push(page.finding(RULE, message).at(place(abbreviation.range.clone())).help(help));
        }
    };
    if let Some(summary) = &page.entry.facts.summary {
        abbreviations(summary).for_each(|found| look(summary, &found, &|_| Place::field("summary")));
    }
    for block in page.running() {
        let own = abbreviations(&block.text).filter(|found| !is_name(block, found.range.start));
        own.for_each(|found| look(&block.text, &found, &|range| block.place(page.body(), range)));
    }
    found
}

/// Whether it stands in a title that nobody wrote there, or in a link to another site.
fn is_name(block: &Block, at: usize) -> bool {
    block.link_at(at).is_some_and(|link| link.titled || link.target.is_none())
}

fn is_known(page: &Page, name: &str) -> bool {
    let facts = &page.entry.facts;
    let mut names = std::iter::once(&facts.title).chain(facts.aliases.iter().map(|alias| &alias.name));
    let parts = || name.split('-').all(|part| is_common(part) || !part.contains(|c: char| c.is_ascii_uppercase()));
    is_common(name)
        || parts()
        || page.vocabulary.abbreviations.contains(name)
        || names.any(|own| abbreviations(own).any(|found| found.name == name))
        || page.rules.words(RULE, "known").any(|known| known == name)
}

/// Abbreviations that are better known than what they stand for, and names that everybody has heard of; sorted.
/// After NICE, Writing guide, "Abbreviations", and the NHS digital service manual, "Abbreviations and acronyms".
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "A&E", "AC", "AD", "AIDS", "AM", "ATM", "BBC", "BC", "BCE", "BST", "CCTV", "CD", "CE", "CO2", "COVID", "CT", "DC",
    "DIY", "DNA", "DVD", "DVLA", "EU", "FAQ", "FIFA", "GMT", "GP", "GPS", "H2O", "HIV", "HTML", "ID", "IQ", "IT", "LED",
    "LGBT", "LGBTQ", "MOT", "MP", "MP3", "MRI", "NASA", "NHS", "OK", "PC", "PDF", "PE", "PIN", "PM", "PO", "PS", "QR",
    "RAF", "RSVP", "SMS", "SOS", "SPF", "TV", "UK", "UN", "URL", "US", "USA", "USB", "UV", "VAT", "VIP", "WC",
];

/// Units, and words that are written in capitals for their weight; sorted.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "ABOUT", "AFTER", "ALL", "ALONE", "ALSO", "ALWAYS", "AN", "AND", "ANY", "ARE", "AS", "ASK", "AT", "AVOID", "BE",
    "BEFORE", "BOTH", "BUT", "BY", "CALL", "CAN", "CANNOT", "CHECK", "CM", "DAILY", "DO", "DON", "DURING", "EACH",
    "EITHER", "EVERY", "FIRST", "FOR", "FROM", "GET", "GO", "HAS", "HAVE", "HELP", "HOW", "IF", "IN", "IS", "IU", "KEEP",
    "KG", "KM", "LB", "LESS", "MAY", "MG", "ML", "MM", "MORE", "MOST", "MUST", "NEVER", "NO", "NONE", "NOT", "NOW", "OF",
    "OFF", "ON", "ONCE", "ONE", "ONLY", "OR", "OUT", "PLEASE", "READ", "REST", "SAME", "SEE", "SHOULD", "SOME", "STAY",
    "STOP", "TAKE", "THAT", "THE", "THEN", "THIS", "TIP", "TO", "TWICE", "TWO", "UNTIL", "UP", "URGENT", "USE", "VERY",
    "WAIT", "WHAT", "WHEN", "WILL", "WITH", "YES", "YOU", "YOUR",
];

fn is_common(name: &str) -> bool {
    // 9AM, SPF50
    let letters = name.trim_matches(|c: char| c.is_ascii_digit());
    COMMON.binary_search(&name).is_ok() || COMMON.binary_search(&letters).is_ok()
}

/// Words before a letter, or two, that number something: "level AA".
const NUMBERED: &[&str] = &["class", "grade", "group", "level", "model", "size", "stage", "type"];

/// A word for its weight, a unit, a Roman numeral, a step of a scale, or part of a line in capitals.
fn is_no_abbreviation(text: &str, found: &Abbreviation) -> bool {
    let last = || readability::words(near_end(&text[..found.range.start])).last();
    if last().is_some_and(|word| NUMBERED.contains(&word.to_lowercase().as_str())) {
        return true;
    }
    let roman = || found.name.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let sign = || is_on_sign(near_end(&text[..found.range.start]), &text[found.range.end..]);
    OTHERS.binary_search(&found.name).is_ok() || roman() || is_shouted(text, &found.range) || sign()
}

/// Whether a word stands on a sign or a button: "the door marked EXIT", and what is quoted as it is written there. A name
/// in quotes is one all the same.
fn is_on_sign(before: &str, after: &str) -> bool {
    const BEARERS: &[&str] = &["box", "button", "door", "key", "label", "notice", "poster", "screen", "sign", "signs"];
    let quoted = before.ends_with(['"', '\u{201c}', '\u{2018}', '\''])
        && after.trim_start_matches(['.', ',', '!']).starts_with(['"', '\u{201d}', '\u{2019}', '\'']);
    let words: Vec<String> = readability::words(before).map(str::to_lowercase).collect();
    let near = &words[words.len().saturating_sub(6)..];
    match near.last().map_or("", String::as_str) {
        _ if quoted => !near.last().is_some_and(|last| NAMING.contains(&last.as_str())),
        "marked" | "labelled" | "labeled" => true,
        "says" | "say" | "saying" | "reads" | "press" => near.iter().any(|word| BEARERS.contains(&word.as_str())),
        _ => false,
    }
}

/// Whether a word right beside it is in capitals for its weight: "DO NOT BEND IT".
fn is_shouted(text: &str, range: &Range<usize>) -> bool {
    let shouted = |word: Option<&str>| word.is_some_and(|word| OTHERS.binary_search(&word).is_ok());
    let before = text[..range.start].strip_suffix(' ').and_then(|before| before.rsplit(' ').next());
    let after = text[range.end..].strip_prefix(' ').and_then(|after| readability::words(after).next());
    shouted(before) || shouted(after)
}

/// The abbreviations that a text of the page explains, found in one pass over all of them.
fn explained_names<'a>(page: &'a Page) -> FxHashSet<&'a str> {
    let kinds = |block: &&Block| block.is_running() || matches!(block.kind, BlockKind::Heading | BlockKind::Cell);
    let texts = page.blocks.iter().filter(kinds).map(|block| block.text.as_str());
    let mut names: FxHashSet<&'a str> = FxHashSet::default();
    for text in texts.chain(page.entry.facts.summary.as_deref()) {
        for Abbreviation { name, range } in abbreviations(text) {
            if !names.contains(name) && explains(near_end(&text[..range.start]), name, near_start(&text[range.end..])) {
                names.insert(name);
            }
        }
    }
    names
}

/// Whether the items of a list after a line with an abbreviation start with its letters: "Remember PRICE:".
fn opens_list(page: &Page, name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(char::is_ascii_uppercase).collect();
    let initials = |items: &[Block]| -> Vec<char> {
        let items = items.iter().take_while(|block| block.kind == BlockKind::Item).take(NEAR);
        items
            .filter_map(|block| block.text.chars().find(|c| c.is_alphabetic()))
            .map(|c| c.to_ascii_uppercase())
            .collect()
    };
    let named = |block: &Block| block.is_running() && block.text.contains(name);
    let mut lines = page.blocks.iter().enumerate().filter(|(_, block)| letters.len() > 2 && named(block));
    lines.any(|(nth, _)| holds(&initials(&page.blocks[nth + 1..]), &letters))
}

/// Words before a short name.
const NAMING: &[&str] = &["abbreviated", "call", "called", "calls", "known", "short", "shortened", "termed"];

/// What follows an abbreviation whose meaning stands right behind it.
const MEANING: &[&str] = &[
    " stands for",
    " stand for",
    " means",
    " mean ",
    " is short for",
    " is a ",
    " is an ",
    " is the ",
    " are a ",
    ", or ",
    ", a ",
    ", an ",
    ", the ",
    ", short for",
    ", which stands for",
    ", which means",
    ", that is",
];

fn explains(before: &str, name: &str, after: &str) -> bool {
    let named =
        || readability::words(before).collect::<Vec<_>>().iter().rev().take(3).any(|word| NAMING.contains(word));
    named()
        || before.ends_with(", or ")
        || MEANING.iter().any(|meaning| after.starts_with(meaning))
        || in_brackets(before, after)
        || long_form(name, after)
        || spelt_out(before, name, after)
}

/// "Long form (ABC)", "long form (ABC for short)", "long form (DEF or ABC)": the bracket holds short names only.
fn in_brackets(before: &str, after: &str) -> bool {
    let Some(open) = before.rfind('(').filter(|open| !before[*open..].contains(')')) else { return false };
    let inside = before[open + 1..].split(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{201c}' | '\u{2018}'));
    let inside = inside.filter(|word| !word.is_empty());
    let joining = |word: &str| matches!(word, "or" | "and" | "also" | "called" | "the" | "=" | "abbreviated" | "to");
    let short = |word: &str| joining(word) || abbreviations(word).next().is_some();
    let named = !before[..open].trim_end().is_empty() && before[..open].ends_with(' ');
    let ends = after.trim_start_matches(['"', '\u{201d}', '\u{2019}']).starts_with([')', ',', ';', ':', ' ', '/']);
    named && ends && inside.into_iter().all(short)
}

/// "ABC (a long form)", "ABC scan (a long form)": what stands in the brackets is no example.
fn long_form(name: &str, after: &str) -> bool {
    const EXAMPLES: &[&str] = &["e.g", "eg", "for", "including", "like", "see", "such"];
    let Some((between, inside)) = after.split_once('(') else { return false };
    if between.contains(['.', ',', ';', ':', ')'])
        || readability::words(between).filter(|word| *word != "s").count() > 1
    {
        return false;
    }
    let mut words = readability::words(inside.split(')').next().unwrap_or_default());
    let Some(first) = words.next() else { return false };
    let initial = name.chars().next().zip(first.chars().next());
    let fits = initial.is_some_and(|(name, first)| name.eq_ignore_ascii_case(&first));
    !EXAMPLES.contains(&first) && (fits || words.next().is_some())
}

/// How many words before and behind an abbreviation are looked at for its letters.
const NEAR: usize = 12;

/// Whether words nearby start with the letters: "the RICE rule: rest, ice, compression, elevation". Two letters are too few
/// to tell.
fn spelt_out(before: &str, name: &str, after: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(char::is_ascii_uppercase).collect();
    let initials = |text: &str| -> Vec<char> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter_map(|word| word.chars().next()).map(|first| first.to_ascii_uppercase()).collect()
    };
    if letters.len() < 3 {
        return false;
    }
    let (before, after) = (initials(before), initials(after));
    holds(&before[before.len().saturating_sub(NEAR)..], &letters) || holds(&after[..after.len().min(NEAR)], &letters)
}

fn holds(initials: &[char], letters: &[char]) -> bool {
    initials.windows(letters.len()).any(|window| window == letters)
}

#[cfg(test)]
#[path = "undefined_abbreviation_tests.rs"]
mod tests;
