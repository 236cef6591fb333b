//! Claims without a citation: sentences that state a number, in a place that names no source.
//!
//! A claim is a sentence of running text with an amount: a percentage, a number of anything, a time or a share, in
//! digits or in words that count ("half of", "one in five"); `amounts` tells which numbers count something. A citation
//! covers its sentence and those before it in its paragraph; in a list, one anywhere in the list or in the line that opens it
//! covers all. A question claims nothing, nor does an example, nor what a page says about itself.

use std::borrow::Cow;
use std::ops::Range;

use super::amounts;
use super::errands::{is_about_itself, is_errand};
use super::prose::{Block, BlockKind, LinkText};

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
            if covered >= block.text.len() && covered > 0 {
                continue;
            }
            let open = block.sentences().filter(|(range, _)| range.start >= covered);
            let sentences = open.filter(|(range, _)| wanted(&without_links(block, range, |link| link.titled)));
            found.extend(sentences.map(|(range, sentence)| Claim { block, range, sentence }));
        }
    }
    found
}

/// The first cell with an amount of each table that no citation covers: one in it, or in the paragraph right before or behind.
pub fn uncited_tables(blocks: &[Block]) -> Vec<&Block> {
    let cited = |nth: Option<usize>| {
        nth.and_then(|nth| blocks.get(nth)).is_some_and(|block| block.is_running() && block.is_cited())
    };
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(first) = blocks[start..].iter().position(|block| block.kind == BlockKind::Cell) {
        let first = start + first;
        let table = blocks[first..]
            .iter()
            .take_while(|block| block.kind == BlockKind::Cell && block.group == blocks[first].group);
        let end = first + table.count();
        start = end;
        let covered = blocks[first..end].iter().any(Block::is_cited) || cited(first.checked_sub(1)) || cited(Some(end));
        if !covered {
            found.extend(blocks[first..end].iter().find(|cell| holds_amount(cell)));
        }
    }
    found
}

/// Whether a cell states an amount. A bare number may be that of a step or of a row, and is none.
fn holds_amount(cell: &Block) -> bool {
    let own = without_links(cell, &(0..cell.text.len()), |_| true);
    own.contains(|c: char| c.is_alphabetic() || c == '%') && is_claim(&own)
}

/// A sentence without the words of some of its links. What is a title was not written here.
pub fn without_links<'a>(block: &'a Block, range: &Range<usize>, left_out: fn(&LinkText) -> bool) -> Cow<'a, str> {
    let mut links = block.links_in(range.clone()).filter(|link| left_out(link)).peekable();
    if links.peek().is_none() {
        return Cow::Borrowed(&block.text[range.clone()]);
    }
    let mut text = String::with_capacity(range.len());
    let mut at = range.start;
    for link in links {
        text.push_str(&block.text[at..link.range.start.max(at)]);
        text.push('…');
        at = link.range.end.max(at);
    }
    text.push_str(&block.text[at..range.end]);
    Cow::Owned(text)
}

/// Whether a sentence states an amount that somebody could look up.
pub fn is_claim(sentence: &str) -> bool {
    let asks = || sentence.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['?', '？']);
    if !amounts::may_hold_one(sentence) || asks() {
        return false;
    }
    let sentence = without_numbering(sentence);
    let lower = sentence.to_lowercase().replace('’', "'");
    let supposed = ["imagine ", "suppose ", "example: "].iter().any(|start| lower.starts_with(start));
    if supposed || is_about_itself(&lower) || (is_errand(&lower) && !amounts::states_share(sentence)) {
        return false;
    }
    match example(&lower) {
        // Three of five people, as an example, are a claim all the same; three minutes are none.
        Some((before, behind)) => amounts::states_amount(before) || amounts::states_share(behind),
        None => amounts::states_amount(sentence),
    }
}

/// A sentence without the number of its item: "2. Sit down", "3) Hold it".
fn without_numbering(sentence: &str) -> &str {
    let rest = sentence.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = sentence.len() - rest.len();
    match rest.strip_prefix(['.', ')', ':']) {
        Some(behind) if (1..=2).contains(&digits) && (behind.is_empty() || behind.starts_with(' ')) => {
            behind.trim_start()
        }
        _ => sentence,
    }
}

/// What stands before and behind a word that opens an example. One at the end makes all of the sentence an example.
fn example(lower: &str) -> Option<(&str, &str)> {
    const OPENINGS: &[&str] =
        &["for example", "for instance", "e.g.", "let's say", "let us say", "zum beispiel", "z.b."];
    let found = OPENINGS.iter().filter_map(|opening| Some((lower.find(opening)?, opening.len())));
    let (at, length) = found.min()?;
    let behind = &lower[at + length..];
    if behind.contains(char::is_alphanumeric) { Some((&lower[..at], behind)) } else { Some(("", &lower[..at])) }
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
            "For example, 3 in 10 people get better.",
            "Some people wait 6 weeks, for example after a fall.",
            "2. Hold it for 20 seconds.",
            "This pain lasts 6 weeks.",
            "We know that 3 in 10 people get it.",
            "In roughly one child in ten, attacks begin before school age.",
            "Three in every hundred need an operation.",
            "It fades within a fortnight.",
            "Stay away until you have been on antibiotics for a full day.",
            "It halves the number of attacks.",
            "It is common in people over sixty.",
            "It is gone within a week.",
            "Most attacks last an hour.",
            "Make an appointment if you have had pain for 3 weeks.",
            "Your appointment may be late: 1 in 10 people wait longer.",
            "She was 6 weeks ill.",
            "Most people lost 20 pounds.",
            "A ten-day course is enough.",
            "Rest for forty-five minutes.",
            "It is common in women over sixty-five.",
            "It raises the risk tenfold.",
            "A fifth of children get it.",
            "“I was one of the 3 in 10 people who get it.”",
            "In the hospital, 40 patients got better.",
            "Our patients are better after 6 weeks.",
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
            "Have you had the pain for more than 6 weeks?",
            "(“Did it begin 6 weeks ago?”)",
            "Build up slowly, for example 3 times a week.",
            "You could walk 10 minutes, for example.",
            "This page has 3 parts.",
            "We read 12 studies.",
            "Imagine 100 people with this pain.",
            "1. Sit on a chair.",
            "2)",
            "There is more about it on this page, in 5 steps.",
            "Parking at the hospital is £3.50 for two hours.",
            "The head teacher wrote to all 240 families.",
            "Bus 40 stops at the door.",
            "The ward has 12 beds on two floors.",
            "My daughter was 6 when it began.",
            "Our team of 5 nurses answers your questions.",
            "It comes in packs of 16.",
            "The bill came to 144 pounds.",
            "We asked 30 patients what they wanted to know.",
            "We also asked 12 parents.",
            "The next meeting is in 3 weeks.",
            "Allow 45 minutes for your first appointment.",
            "Your first appointment takes 45 minutes.",
            "The group meets for an hour in the library.",
            "I was 45 years old when it began.",
            "A new brace costs $20.",
            "Keep a diary of a normal week.",
            "It is worse after a day on your feet.",
            "It is gone in a day or two.",
            "Halve the tablet with a knife.",
            "Do not double the dose.",
            "A two-minute read.",
            "The soup serves 4.",
            "Go to desk 3 on floor 2.",
            "I have lived with migraine for 20 years.",
            "The car park has 200 spaces.",
            "It happens every year, in the week before your period.",
        ] {
            assert!(!is_claim(other), "{other}");
        }
    }

    #[test]
    fn tables_with_amounts() {
        let table = "| How long | What |\n|---|---|\n| a cough | 3 weeks |\n| a cold | 10 days |";
        for (text, wanted) in [
            (table.to_owned(), vec!["3 weeks"]),
            (format!("From one source.[@a]\n\n{table}"), vec![]),
            (format!("{table}\n\nFrom one source.[@a]"), vec![]),
            (table.replace("10 days", "10 days[@a]"), vec![]),
            (format!("Far away.[@a]\n\n## Times\n\n{table}\n\nText."), vec!["3 weeks"]),
            (format!("{table}\n\nText.\n\n{table}"), vec!["3 weeks", "3 weeks"]),
            ("| Step | What |\n|---|---|\n| 2 | Sit |\n| 3 | Stand |".to_owned(), vec![]),
            ("| Day | Open |\n|---|---|\n| Monday | 9 to 12 am |\n| Parking | £3.50 |".to_owned(), vec![]),
            ("| Risk |\n|---|\n| 3 in 10 |\n| 20% |".to_owned(), vec!["3 in 10"]),
            ("| More |\n|---|\n| [[x]] |".to_owned(), vec![]),
        ] {
            let (body, _) = parse(&text, 0, FileId(0), MarkdownOptions::default());
            let blocks = blocks(&body, &|_| "The first 6 weeks".to_owned());
            let found: Vec<&str> = uncited_tables(&blocks).into_iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    fn found(text: &str) -> Vec<String> {
        let (body, _) = parse(text, 0, FileId(0), MarkdownOptions::default());
        let blocks = blocks(&body, &|_| "The first 6 weeks".to_owned());
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
            ("See [[x]].", vec![]),
            ("See [[x]] for 2 weeks.", vec!["See The first 6 weeks for 2 weeks."]),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}
