//! `reading-grade`: how hard a page and its sections are, by the formula for the book's language.
//!
//! Running text counts; every item of a list is a sentence. Formulas jump on short texts: a page is judged from 100 words
//! on, a section from 60, SMOG from 30 sentences. Words that the glossary explains, the entry's own names, and numbers in
//! digits count as short ones (option `terms`), since a page cannot do without them. Titles that links show are not the
//! author's words. A page is reported once: its sections only if the page as a whole is easy enough, or if one of them alone
//! makes it too hard. Languages that are written without spaces are not judged, since no formula here counts their words.

use std::ops::Range;

use crate::check::page::{Page, Part};
use crate::check::phrases::{Word, excerpt, own_words, words};
use crate::check::prose::Block;
use crate::check::readability::{Counts, Scale, fernandez_huerta, primary, smog};
use crate::diag::{Diagnostic, Place, Rule, rules};

const RULE: &Rule = &rules::READING_GRADE;

/// The fewest words of a page and of a section that are judged.
const PAGE_WORDS: usize = 100;
const SECTION_WORDS: usize = 60;

/// How much harder than a page a section may be: one class of the scale.
const INFLESZ_CLASS: u32 = 15;
const LIX_CLASS: u32 = 10;

/// The fewest words of a sentence that is named as a hard one: a short one is only one long word.
const SENTENCE_WORDS: usize = 8;

/// Primary subtags of languages that are written without spaces between words.
const WITHOUT_SPACES: &[&str] = &["bo", "cmn", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"];

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if WITHOUT_SPACES.contains(&primary(page.language)) {
        return Vec::new();
    }
    let reader = Reader::new(page);
    let parts = page.parts();
    let counted: Vec<Counts> = parts.iter().map(|part| reader.count(part.blocks)).collect();
    let mut whole = Counts::default();
    counted.iter().for_each(|counts| whole += *counts);
    if let Some(excess) = reader.page_excess(whole) {
        if let Some(found) = alone(&reader, &parts, &counted) {
            return vec![found];
        }
        let found = page.finding(RULE, format!("this page is hard to read: {excess}"));
        return vec![found.at(Place::field("title")).help_if(reader.help(&page.blocks))];
    }
    // Without headings the page is its only section.
    let sections = parts.iter().zip(counted).filter(|_| parts.len() > 1);
    sections.filter_map(|(part, counts)| Some(reader.section(part, &reader.section_excess(counts)?))).collect()
}

/// The one section that makes a page too hard, when the page without it is easy enough.
fn alone(reader: &Reader, parts: &[Part], counted: &[Counts]) -> Option<Diagnostic> {
    let without = |left_out: usize| {
        let mut rest = Counts::default();
        let others = counted.iter().enumerate().filter(|(nth, _)| *nth != left_out);
        others.for_each(|(_, counts)| rest += *counts);
        rest
    };
    let mut hard = parts.iter().zip(counted).enumerate().filter_map(|(nth, (part, counts))| {
        let excess = reader.section_excess(*counts)?;
        let rest = without(nth);
        (rest.words >= PAGE_WORDS && reader.page_excess(rest).is_none()).then_some((part, excess))
    });
    // With two such sections neither is the one.
    let (Some((part, excess)), None) = (hard.next(), hard.next()) else { return None };
    Some(reader.section(part, &format!("{excess}; without it, the page would be easy enough")))
}

struct Reader<'a> {
    page: &'a Page<'a>,
    scale: Scale,
    /// Whether words that are explained count as short ones.
    terms: bool,
    /// The words of the entry's names, in small letters.
    names: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page<'a>) -> Reader<'a> {
        let facts = &page.entry.facts;
        let names = std::iter::once(&facts.title).chain(facts.aliases.iter().map(|alias| &alias.name));
        Reader {
            page,
            scale: Scale::of(page.language),
            terms: page.rules.number(RULE, "terms") > 0,
            names: names.flat_map(|name| words(name)).map(|word| word.lower.into_owned()).collect(),
        }
    }

    fn count(&self, blocks: &[Block]) -> Counts {
        let mut counts = Counts::default();
        for block in blocks.iter().filter(|block| block.is_running()) {
            block.sentences().for_each(|(range, _)| counts += self.sentence(block, &range));
        }
        counts
    }

    fn sentence(&self, block: &Block, range: &Range<usize>) -> Counts {
        let mut counts = Counts::default();
        let words = own_words(block, range);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let easy = self.easy(&words[at..]);
            match easy {
                0 => counts.add(self.scale, &block.text[word.range.clone()]),
                _ => (0..easy).for_each(|_| counts.add_easy()),
            }
            at += easy.max(1);
        }
        counts.sentences = usize::from(counts.words > 0);
        counts
    }

    /// How many words at the start of a text are explained.
    fn easy(&self, words: &[Word]) -> usize {
        let term = || self.page.vocabulary.terms.at(words).map(|(n_words, _)| n_words);
        let name = || self.names.iter().any(|name| *name == words[0].lower);
        let number = || words[0].lower.starts_with(|c: char| c.is_ascii_digit());
        if !self.terms { 0 } else { term().unwrap_or_else(|| usize::from(name() || number())) }
    }

    fn limit(&self, name: &str) -> u32 {
        self.page.rules.number(RULE, name)
    }

    /// By how much a page is too hard, in words.
    fn page_excess(&self, counts: Counts) -> Option<String> {
        if counts.words < PAGE_WORDS {
            return None;
        }
        let measure = |name, value, option| Measure { name, value, limit: self.limit(option), least: false };
        let least = |name, value, option| Measure { least: true, ..measure(name, value, option) };
        let scale = (self.scale.name(), self.scale.value(counts));
        excess(&match self.scale {
            Scale::FleschKincaid => vec![measure(scale.0, scale.1, "grade"), measure("SMOG", smog(counts), "smog")],
            Scale::Inflesz => vec![
                least(scale.0, scale.1, "inflesz"),
                least("Fern\u{e1}ndez-Huerta", fernandez_huerta(counts), "fernandez-huerta"),
            ],
            Scale::Lix => vec![measure(scale.0, scale.1, "lix")],
        })
    }

    fn section_excess(&self, counts: Counts) -> Option<String> {
        if counts.words < SECTION_WORDS {
            return None;
        }
        let (name, value) = (self.scale.name(), self.scale.value(counts));
        let (limit, least) = match self.scale {
            Scale::FleschKincaid => (self.limit("section"), false),
            Scale::Inflesz => (self.limit("inflesz").saturating_sub(INFLESZ_CLASS), true),
            Scale::Lix => (self.limit("lix") + LIX_CLASS, false),
        };
        excess(&[Measure { name, value, limit, least }])
    }

    fn section(&self, part: &Part, excess: &str) -> Diagnostic {
        let (message, place) = match (part.heading, part.blocks.first()) {
            (Some(heading), _) => {
                let message = format!("the section \u{201c}{}\u{201d} is hard to read: {excess}", heading.text);
                (message, self.page.heading_place(heading))
            }
            (None, first) => {
                let message = format!("the text before the first heading is hard to read: {excess}");
                (message, first.map_or(Place::File, |block| block.place_of_all(self.page.body())))
            }
        };
        self.page.finding(RULE, message).at(place).help_if(self.help(part.blocks))
    }

    /// Names the two hardest sentences.
    fn help(&self, blocks: &[Block]) -> Option<String> {
        let running = blocks.iter().filter(|block| block.is_running());
        let sentences = running.flat_map(|block| block.sentences().map(move |(range, text)| (block, range, text)));
        let mut hard: Vec<(f64, &str)> = sentences
            .filter_map(|(block, range, text)| {
                let counts = self.sentence(block, &range);
                let value = self.scale.value(counts).filter(|_| counts.words >= SENTENCE_WORDS)?;
                Some((if self.scale.rises_with_ease() { -value } else { value }, text))
            })
            .collect();
        hard.sort_by(|a, b| b.0.total_cmp(&a.0));
        let hard: Vec<String> =
            hard.iter().take(2).map(|(_, text)| format!("\u{201c}{}\u{201d}", excerpt(text))).collect();
        (!hard.is_empty())
            .then(|| format!("write it in shorter sentences and plainer words; hardest: {}", hard.join(", ")))
    }
}

struct Measure {
    name: &'static str,
    value: Option<f64>,
    limit: u32,
    /// Whether the limit is the lowest value, not the highest.
    least: bool,
}

/// What of a text is beyond its limits, in words.
fn excess(measures: &[Measure]) -> Option<String> {
    let beyond = measures.iter().filter_map(|Measure { name, value, limit, least }| {
        // As it is printed.
        let value = (value.as_ref()? * 10.0).round() / 10.0;
        let limit = f64::from(*limit);
        let (beyond, word) = if *least { (value < limit, "at least") } else { (value > limit, "at most") };
        beyond.then(|| format!("{name} {value:.1} ({word} {limit})"))
    });
    Some(beyond.collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
}

#[cfg(test)]
#[path = "reading_grade_tests.rs"]
mod tests;
