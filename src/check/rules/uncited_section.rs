//! `uncited-section`: what a page says about treatment, causes and getting help is acted on. A whole section of it without a
//! source is a gap that no single sentence shows. Sections are known by the id of their heading or, in English, by its
//! words. Sources of the rows that the page shows in the section count; a section that only leads to other pages passes.

use crate::check::page::{Page, Part, plain_words};
use crate::check::readability;
use crate::diag::{Diagnostic, rules};
use crate::markdown::Heading;
use crate::model::{Kind, RelationKind};
use crate::resolve::Section;

/// A section must have so many words of its own to be one.
const WORDS: usize = 15;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !matches!(page.kind(), Kind::Condition | Kind::Symptom | Kind::Treatment) {
        return Vec::new();
    }
    let english = page.is_in("en");
    // What conditions say of a symptom stands in their entries, with its sources.
    let wanted = |heading: &Heading| {
        has_id(&heading.id) || (english && heading.id != Section::Conditions.id() && has_words(&heading.text))
    };
    let mut found = Vec::new();
    for part in page.parts() {
        let Some(heading) = part.heading.filter(|heading| wanted(heading)) else { continue };
        if part.blocks.iter().any(|block| block.is_cited()) || rows_are_cited(page, &heading.id) || !says(&part) {
            continue;
        }
        let message = format!("nothing in the section \u{201c}{}\u{201d} names a source", heading.text);
        let finding = page.finding(&rules::UNCITED_SECTION, message).at(page.heading_place(heading));
        found.push(finding.help("cite what each statement rests on with `[@key]`, or take out what rests on nothing"));
    }
    found
}

/// Whether a part says something of its own, in sentences that do more than lead to another page.
fn says(part: &Part) -> bool {
    let mut words = 0;
    for block in part.blocks.iter().filter(|block| block.is_running()) {
        for (range, sentence) in block.sentences() {
            let links = block.links_in(range).next().is_some();
            let count = readability::words(sentence).count();
            words += if links && leads(sentence, count) { 0 } else { count };
        }
    }
    words >= WORDS
}

/// "See [how long recovery takes]", "Read more about [ice]".
fn leads(sentence: &str, words: usize) -> bool {
    const STARTS: &[&str] =
        &["see", "read", "more", "find", "learn", "check", "look at", "for more", "there is more", "the page"];
    let lower = sentence.to_lowercase();
    words <= 20 && STARTS.iter().any(|start| lower.starts_with(start))
}

/// The last is what the reserved id `get-help` becomes.
fn has_id(id: &str) -> bool {
    matches!(id, "treatments" | "causes" | "cautions" | "how-to" | "section-get-help")
}

/// How headings about treatment, causes and getting help begin, in small letters without marks: whole words.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "ask for help", "call", "cautions", "cause", "causes", "complications", "ease the", "easing", "emergency", "get help",
    "get medical help", "getting better", "getting help", "go to", "how is it treated", "how it is treated", "how to do it",
    "how to ease", "how to treat", "looking after", "medication", "medicines", "possible causes", "red flags",
    "risk factors", "see a doctor", "self care", "side effects", "surgery", "treating", "treatment", "treatments",
    "warning signs", "what can cause", "what can go wrong", "what causes", "what helps", "what may cause", "what to do",
    "what to watch for", "what you can do", "when should i", "when should you", "when to call", "when to get", "when to go",
    "when to see", "when to seek", "who should not", "why do", "why does", "why it happens", "why it hurts",
];

fn has_words(heading: &str) -> bool {
    let words = plain_words(heading);
    let whole = |start: &str| words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    STARTS.iter().any(|start| whole(start))
}

/// Whether a row of the front matter that the page shows below a heading of that id names a source.
fn rows_are_cited(page: &Page, id: &str) -> bool {
    let facts = &page.entry.facts;
    let related = |kind| facts.relations.iter().any(|relation| relation.kind == kind && !relation.cite.is_empty());
    match id {
        "treatments" => related(RelationKind::Treatment),
        "causes" => related(RelationKind::Cause),
        "cautions" => {
            facts.cautions.iter().any(|caution| !caution.cite.is_empty())
                || facts.not_recommended.iter().any(|no| !no.cite.is_empty())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_sections_that_people_act_on() {
        for heading in [
            "Treatment",
            "What helps?",
            "When to see a doctor",
            "Causes of swelling",
            "Side effects",
            "Self-care",
            "Treatment at home",
            "Looking after yourself",
            "What you can do",
            "What you can do at home",
            "Easing the symptoms",
            "How to ease the pain",
            "Getting better",
        ] {
            assert!(has_words(heading), "{heading}");
        }
        for heading in [
            "How it feels",
            "What the evidence says",
            "About the name",
            "How it is checked",
            "Helpful links",
            "Callouts",
            "Causeway",
            "Looking at the knee",
            "Getting around",
        ] {
            assert!(!has_words(heading), "{heading}");
        }
    }

    #[test]
    fn sentences_that_lead_elsewhere() {
        assert!(leads("See how long recovery takes.", 5));
        assert!(!leads("Rest your knee for a while.", 6));
    }
}
