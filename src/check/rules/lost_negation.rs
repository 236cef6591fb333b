//! `lost-negation`: a list of things not to do, whose items do not say "not".
//!
//! People who use a screen reader jump from item to item, and people who scan read items only: "bend your knee" under
//! "Do not:" says the opposite of what was meant. Looked at: a list behind a line that ends in "do not:" and the like, or
//! right below a heading such as "Don't". What comes behind "do not ... if you:" are conditions, and what comes behind
//! "avoid:" are things: neither turns round. Cards of the kind `dont` are the fault `callout`'s. English only.

use std::borrow::Cow;

use crate::check::page::Page;
use crate::check::phrases::{Word, excerpt, words};
use crate::check::prose::{Block, BlockKind};
use crate::diag::{Diagnostic, rules};
use crate::markdown::Callout;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_in("en") {
        return Vec::new();
    }
    let lists = page.blocks.windows(2).enumerate().filter(|(_, pair)| {
        let opens = matches!(pair[0].kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Heading);
        opens && pair[1].kind == BlockKind::Item && (pair[0].depth < pair[1].depth) && forbids(&pair[0])
    });
    lists.filter_map(|(nth, pair)| list(page, &pair[0], &page.blocks[nth + 1..])).collect()
}

/// Whether a line forbids what the items behind it name.
fn forbids(line: &Block) -> bool {
    let text = line.text.as_str();
    let heading = line.kind == BlockKind::Heading;
    if !heading && !text.ends_with(':') {
        return false;
    }
    let words: Vec<Word> = words(text);
    let words: Vec<&str> = words.iter().map(|word| word.lower.as_ref()).collect();
    let Some((negation, behind)) = negation(&words) else { return false };
    let before = &words[..negation];
    // A heading says nothing else: "dos and don'ts" does.
    let alone = !heading || before.iter().all(|word| PREAMBLE.contains(word));
    let condition = before.iter().rev().take(3).any(|word| CONDITIONS.contains(word));
    alone && !condition && names_only_the_list(&words[behind..])
}

/// What forbids, as words; the longer ones first.
const NEGATIONS: &[&[&str]] = &[
    &["do", "not"],
    &["should", "not"],
    &["must", "not"],
    &["not", "to", "do"],
    &["not", "to"],
    &["not", "do"],
    &["can", "not"],
    &["don't"],
    &["don'ts"],
    &["shouldn't"],
    &["mustn't"],
    &["never"],
];

/// Words before the negation of a heading.
const PREAMBLE: &[&str] = &["must", "should", "the", "things", "to", "what", "you"];

/// Words shortly before a negation that forbids nothing: "if you do not:", "people who should not:", "we do not:".
const CONDITIONS: &[&str] = &["because", "i", "if", "that", "they", "unless", "we", "when", "which", "who", "why"];

/// Where the last negation starts and ends.
fn negation(words: &[&str]) -> Option<(usize, usize)> {
    let at =
        |at: usize| NEGATIONS.iter().find(|negation| words[at..].starts_with(negation)).map(|n| (at, at + n.len()));
    (0..words.len()).rev().find_map(at)
}

/// Words that stand for the items of a list.
const LIST: &[&str] = &["any", "do", "following", "of", "the", "these", "this", "things", "yet"];

/// Words that open a length of time.
const TIME: &[&str] = &["after", "at", "before", "during", "for", "in", "on", "until", "while"];

/// Whether nothing follows a negation but words for the list itself, and a time: "do any of these for 2 weeks".
fn names_only_the_list(words: &[&str]) -> bool {
    let rest = words.iter().skip_while(|word| LIST.contains(word));
    match rest.collect::<Vec<_>>()[..] {
        [] => true,
        // A time that the items complete ("until:") is a condition.
        [first, .., last] => {
            TIME.contains(first) && !TIME.contains(last) && !matches!(*last, "you" | "your" | "if" | "when")
        }
        [_] => false,
    }
}

fn list(page: &Page, line: &Block, behind: &[Block]) -> Option<Diagnostic> {
    let html = &page.body().html;
    let dont = page.body().callouts.iter().filter(|callout| callout.callout == Callout::Dont);
    if dont.into_iter().any(|callout| callout.range.contains(&behind[0].at)) {
        return None;
    }
    let (depth, group) = (behind[0].depth, behind[0].group);
    let items = behind.iter().take_while(|block| block.kind == BlockKind::Item && block.group == group);
    let outer = items.take_while(|block| block.depth >= depth).filter(|block| block.depth == depth);
    let starts =
        outer.filter(|block| html[block.at..].starts_with("<li") || html[..block.at].trim_end().ends_with("<li>"));
    let lost: Vec<&Block> = starts.filter(|item| !says_not(&item.text)).collect();
    let first = lost.first()?;
    let count = match lost.len() {
        1 => Cow::Borrowed("this item says"),
        2 => Cow::Borrowed("this item and one more say"),
        n => Cow::Owned(format!("this item and {} more say", n - 1)),
    };
    let line = excerpt(&line.text);
    let message = format!(
        "read alone, {count} the opposite of what is meant: only the line above says \u{201c}not\u{201d}: \
         \u{201c}{line}\u{201d}"
    );
    let end = first.sentences().next().map_or(first.text.len(), |(range, _)| range.end);
    let found = page.finding_in(&rules::LOST_NEGATION, first, 0..end, message);
    Some(found.help(format!(
        "start each item with \u{201c}do not\u{201d}: \u{201c}do not {}\u{201d}",
        lowered(&excerpt(&first.text[..end]))
    )))
}

/// Words one of which is among the first of an item that keeps its sense alone.
const NOT: &[&str] = &[
    "avoid",
    "can't",
    "cannot",
    "don't",
    "isn't",
    "mustn't",
    "neither",
    "never",
    "no",
    "nobody",
    "none",
    "not",
    "nothing",
    "shouldn't",
    "stop",
];

fn says_not(item: &str) -> bool {
    words(item).iter().take(4).any(|word| NOT.contains(&word.lower.as_ref()))
}

/// The start of an item as it goes on behind other words.
fn lowered(item: &str) -> String {
    let item = item.trim_end_matches(['.', ',', ';']);
    let mut letters = item.chars();
    let second = letters.clone().nth(1);
    match letters.next() {
        Some(first) if !second.is_some_and(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => item.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{BOOK, Book};

    #[test]
    fn items_that_turn_round() {
        for (line, items) in [
            ("Do not:", "bend it|run"),
            ("For the first 6 weeks, do not:", "bend it|run"),
            ("To protect your knee, **don\u{2019}t**:", "bend it|run"),
            ("You should not:", "bend it|run"),
            ("Do not do any of these for 2 weeks:", "bend it|run"),
            ("You must not do the following until your wound has healed:", "bend it|run"),
            ("What not to do:", "bend it|run"),
            ("It is best not to:", "bend it|run"),
            ("Never:", "bend it|run"),
            ("## Don\u{2019}t", "bend it|run"),
            ("### Do not", "bend it|run"),
            ("## Things you should not do", "bend it|run"),
            ("Do not:", "bend it|do not run"),
        ] {
            let text = format!(
                "{}{line}\n\n- {}",
                if line.starts_with("###") { "## A\n\n" } else { "" },
                items.replace('|', "\n- ")
            );
            assert_eq!(BOOK.words(check, &text), ["bend it"], "{text}");
        }
    }

    #[test]
    fn items_that_do_not() {
        for (line, items) in [
            ("Do not:", "do not bend it|never run|avoid stairs|no running|Don\u{2019}t kneel"),
            ("Do not take ibuprofen if you:", "have asthma|are pregnant"),
            ("Do not drive until:", "you can brake|you feel safe"),
            ("Do not do this before you:", "have asked|have rested"),
            ("Do not eat:", "grapefruit|liver"),
            ("Avoid:", "kneeling|stairs"),
            ("You do not need:", "an X-ray|a scan"),
            ("Do:", "bend it|run"),
            ("Do not worry about:", "clicks|cracks"),
            ("This does not mean you have:", "arthritis|a tear"),
            ("## Do not wait", "call your doctor|go to hospital"),
            ("## Dos and don\u{2019}ts", "bend it|do not run"),
            ("## What to do and what not to do for your knee", "bend it"),
            ("Do not run. Try:", "swimming|cycling"),
            ("Call your doctor if you do not:", "feel better|sleep"),
            ("People who should not:", "runners|dancers"),
            ("We do not:", "sell your data|track you"),
            ("You do not have to:", "fast|stop your tablets"),
            ("Do not forget to:", "drink|rest"),
            ("Do not take more than:", "3 tablets a day|1 capsule"),
        ] {
            let text = format!("{line}\n\n- {}", items.replace('|', "\n- "));
            assert_eq!(BOOK.words(check, &text), [""; 0], "{text}");
        }
        assert!(BOOK.words(check, "> [!dont] Do not\n> - bend it\n> - run").is_empty());
        assert!(BOOK.words(check, "Do not:\n\nRest.\n\n- bend it").is_empty());
        assert!(Book { language: "de", ..BOOK }.words(check, "Do not:\n\n- bend it").is_empty());
    }

    #[test]
    fn what_is_within_an_item_belongs_to_it() {
        let text = "Do not:\n\n- do not run\n\n  Run later.\n\n  - on grass\n- kneel on it. It hurts.\n- drive\n\nEnd.";
        let found = BOOK.found(check, text);
        assert_eq!(found[0].0, "kneel on it.");
        assert!(
            found[0].1.message.starts_with("read alone, this item and one more say the opposite"),
            "{}",
            found[0].1.message
        );
        assert_eq!(
            found[0].1.help.as_deref(),
            Some("start each item with \u{201c}do not\u{201d}: \u{201c}do not kneel on it\u{201d}")
        );
        assert_eq!(found.len(), 1);
        let nested = "- At work, do not:\n  - kneel\n  - squat\n- Rest.";
        assert_eq!(BOOK.words(check, nested), ["kneel"]);
    }
}
