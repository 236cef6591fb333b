//! Claims without a citation: sentences that state a number, in a place that names no source.
//!
//! A claim is a sentence of running text with an amount: a percentage, a number of anything, a time or a dose, in
//! digits or in words that count ("half of", "one in five"). A citation covers its sentence and those before it in its
//! paragraph; in a list, one anywhere in the list or in the line that opens it covers all. What counts nothing is no claim:
//! years, numbers of a type ("type 2", "grade 3"), numbers of telephones, a number within a name ("L4", "covid-19").

use std::ops::Range;

use super::prose::Block;
use super::readability;

/// A sentence of a block.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    pub block: &'a Block,
    /// Offsets in the text of the block.
    pub range: Range<usize>,
    pub sentence: &'a str,
}

/// The sentences of a text that no citation covers and that `wanted` takes for claims.
pub fn uncited<'a>(blocks: &'a [Block], wanted: &dyn Fn(&str) -> bool) -> Vec<Claim<'a>> {
    let mut found = Vec::new();
    for together in blocks.chunk_by(|a, b| a.group == b.group) {
        let list = together.len() > 1;
        if list && together.iter().any(Block::is_cited) {
            continue;
        }
        for block in together.iter().filter(|block| block.is_running()) {
            let covered = block.cites.iter().copied().max().unwrap_or(0);
            let sentences = block.sentences().filter(|(range, sentence)| range.start >= covered && wanted(sentence));
            found.extend(sentences.map(|(range, sentence)| Claim { block, range, sentence }));
        }
    }
    found
}

/// Words after which a number names something instead of counting it.
const NAMES: &[&str] = &[
    "type",
    "grade",
    "stage",
    "class",
    "phase",
    "level",
    "figure",
    "fig",
    "table",
    "step",
    "chapter",
    "section",
    "part",
    "page",
    "version",
    "vitamin",
    "covid",
    "omega",
    "call",
    "dial",
    "phone",
    "ring",
    "text",
    "number",
    "no",
    "nhs",
    "typ",
    "grad",
    "stufe",
    "abbildung",
    "tabelle",
    "kapitel",
    "seite",
    "teil",
    "schritt",
];

/// Words that state a share or an amount without a digit.
const SHARES: &[&str] = &[
    "half of",
    "a third of",
    "two thirds",
    "three quarters",
    "a quarter of",
    "one in two",
    "one in three",
    "one in four",
    "one in five",
    "one in six",
    "one in ten",
    "twice as",
    "percent",
    "per cent",
    "die hälfte",
    "ein drittel",
    "ein viertel",
    "prozent",
];

/// Small numbers in words, and what they count when they are an amount of time.
const SMALL: &[&str] =
    &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "zwei", "drei"];
const TIMES: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
    "year", "years", "minuten", "stunden", "tage", "wochen", "monate", "jahre",
];

/// Whether a sentence states an amount.
pub fn is_claim(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = readability::words(&lower).collect();
    SHARES.iter().any(|share| holds_words(&lower, share))
        || words.iter().enumerate().any(|(nth, word)| {
            let before = nth.checked_sub(1).and_then(|nth| words.get(nth)).copied();
            let after = words.get(nth + 1).copied();
            is_amount(word, before, after) || (SMALL.contains(word) && after.is_some_and(|word| TIMES.contains(&word)))
        })
}

/// Whether the words stand in the text as whole words.
fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + words.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Whether a word with digits counts something.
fn is_amount(word: &str, before: Option<&str>, after: Option<&str>) -> bool {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '%');
    if word.contains('%') {
        return true;
    }
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\''));
    // 2nd, 3D, 24/7: names and places in a row. Whole units such as 5mg or 6-week count.
    if matches!(unit, "st" | "nd" | "rd" | "th" | "d" | "s") {
        return false;
    }
    if before.is_some_and(|before| NAMES.contains(&before)) {
        return false;
    }
    let counted = !unit.is_empty() || after.is_some_and(|after| TIMES.contains(&after));
    (counted || !is_year(digits)) && !is_telephone(digits)
}

/// A bare number that people read as a year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// `999`, `111` and the like are called, not counted; so are long numbers without commas, or with a nought before them.
fn is_telephone(digits: &str) -> bool {
    let bare = digits.bytes().all(|byte| byte.is_ascii_digit());
    matches!(digits, "111" | "112" | "116" | "911" | "988" | "999")
        || (bare && (digits.len() > 6 || (digits.len() > 2 && digits.starts_with('0'))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::prose::blocks;
    use crate::diag::FileId;
    use crate::markdown::{MarkdownOptions, parse};

    #[test]
    fn sentences_that_state_an_amount() {
        for claim in [
            "About 3 in 10 people get it.",
            "Pain fell by 10%.",
            "Take 400 mg twice a day.",
            "Rest for 2 days.",
            "Rest for two weeks.",
            "Half of them are better after a year.",
            "It is common in people over 60.",
            "Hold for 20–30 seconds.",
            "A 6-week programme helped.",
            "1,903 older adults took part.",
            "Per cent is how we count.",
            "Use a 5mg tablet.",
        ] {
            assert!(is_claim(claim), "{claim}");
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for other in [
            "Exercise helps.",
            "The guideline is from 2022.",
            "In 2018, NICE (UK) said so.",
            "People with type 2 diabetes may notice it.",
            "Call 999 now.",
            "Phone 0800 1234567 for advice.",
            "The nerve leaves at L4 and covid-19 is no part of it.",
            "It is the 2nd most common reason.",
            "A 3D picture shows more.",
            "One knee hurts more, and two tendons meet.",
            "See step 3 below.",
            "The half-moon shape is normal.",
        ] {
            assert!(!is_claim(other), "{other}");
        }
    }

    fn found(text: &str) -> Vec<String> {
        let (body, _) = parse(text, 0, FileId(0), MarkdownOptions { html: &[] });
        let blocks = blocks(&body, &|_| String::new());
        uncited(&blocks, &is_claim).into_iter().map(|claim| claim.sentence.to_owned()).collect()
    }

    #[test]
    fn a_citation_covers_its_paragraph_or_list() {
        for (text, wanted) in [
            ("It takes 6 weeks.[@a] Then 2 more.", vec!["Then 2 more."]),
            ("It takes 6 weeks. Then 2 more.[@a]", vec![]),
            ("It takes 6 weeks.\n\nIt ends.[@a]", vec!["It takes 6 weeks."]),
            ("- 2 days\n- 3 days[@a]", vec![]),
            ("- 2 days\n- many days", vec!["2 days"]),
            ("True if:[@a]\n\n- you are over 45", vec![]),
            ("True.[@a]\n\n- you are over 45", vec!["you are over 45"]),
            ("## After 6 weeks\n\nYou walk. 2 in 5 do not.", vec!["2 in 5 do not."]),
            ("1. Sit down.\n2. Hold it.", vec![]),
            ("| Weeks |\n|---|\n| 6 |", vec![]),
            ("It takes 6 weeks.[^n]\n\n[^n]: A note.", vec![]),
            ("> [!note] 6 weeks\n> It takes 7 weeks.", vec!["It takes 7 weeks."]),
            ("> [!note] 6 weeks\n> It takes 7 weeks.[@a]", vec![]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
