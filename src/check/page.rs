//! One entry as its rules see it, and what is kept of it for the rules of the whole book.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

use super::Known;
use super::prose::{Block, blocks};
use super::readability;
use super::signs::{Sign, signs};
use super::stated::{Stated, stated};
use super::vocabulary::Vocabulary;
use crate::config::RulesConfig;
use crate::diag::rules::CONFLICTING_NUMBERS;
use crate::diag::{Diagnostic, FileId, Place, Rule};
use crate::markdown::{Body, Heading, LinkTarget, What};
use crate::model::{Entry, Kind, RelationKind};
use crate::resolve::{BookData, Destination, EntryIx, Section, Site};

/// An entry by itself: with its text block by block, and what the book has besides entries. Nothing here depends on other
/// entries but the titles that its links show.
pub struct Page<'a> {
    pub entry: &'a Entry,
    pub blocks: Vec<Block>,
    pub data: &'a BookData,
    pub rules: &'a RulesConfig,
    /// BCP 47 tag of the book.
    pub language: &'a str,
    /// What the book's glossary explains.
    pub vocabulary: &'a Vocabulary,
    /// Signs that a reader may have, and how urgent they are; none on pages about the site.
    pub signs: Vec<Sign>,
}

/// A part of a text from one heading to the next of the same level or above.
pub struct Part<'a> {
    /// `None` for what stands before the first heading.
    pub heading: Option<&'a Heading>,
    pub blocks: &'a [Block],
}

impl<'a> Page<'a> {
    pub fn body(&self) -> &'a Body {
        &self.entry.body
    }

    pub fn kind(&self) -> Kind {
        self.entry.facts.kind
    }

    /// Whether it is about health: plain pages and the home page are about the site.
    pub fn is_medical(&self) -> bool {
        self.kind().is_medical()
    }

    /// Whether the book is written in a language, by its primary subtag.
    pub fn is_in(&self, primary: &str) -> bool {
        readability::primary(self.language).eq_ignore_ascii_case(primary)
    }

    /// Text that people read sentence by sentence.
    pub fn running(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.is_running())
    }

    /// The parts of the text: cut at every heading of level 2 that stands in nothing else.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let cuts = || self.body().headings.iter().filter(|heading| heading.outermost && heading.level == 2);
        let starts = std::iter::once(None).chain(cuts().map(Some));
        let ends = cuts().map(|heading| heading.at).chain([usize::MAX]);
        let row = |at: usize| self.blocks.partition_point(|block| block.at < at);
        starts
            .zip(ends)
            .map(|(heading, end)| {
                let start = heading.map_or(0, |heading| row(heading.at));
                Part { heading, blocks: &self.blocks[start..row(end).max(start)] }
            })
            .collect()
    }

    /// Whether the page puts facts of the entry below the text of a section with that heading id.
    pub fn has_facts_below(&self, id: &str) -> bool {
        let facts = &self.entry.facts;
        let related = |kind| facts.relations.iter().any(|relation| relation.kind == kind);
        match Section::ALL.into_iter().find(|section| section.id() == id) {
            None => false,
            Some(Section::Symptoms) => related(RelationKind::Symptom),
            Some(Section::Causes) => related(RelationKind::Cause),
            Some(Section::Tests) => related(RelationKind::Test),
            Some(Section::Treatments) => related(RelationKind::Treatment),
            Some(Section::HowTo) => facts.how_often.is_some() || facts.how_long.is_some(),
            Some(Section::Cautions) => !facts.cautions.is_empty() || !facts.not_recommended.is_empty(),
            Some(Section::Recovery) => !facts.recovery.is_empty(),
            // What other entries say of this one.
            Some(Section::Conditions | Section::Anatomy | Section::Faqs) => true,
        }
    }

    /// Where the words of a heading stand in the file.
    pub fn heading_place(&self, heading: &Heading) -> Place {
        let start = self.body().source_from(heading.at);
        Place::span(start..start + heading.text.len())
    }

    /// A finding about this entry.
    pub fn finding(&self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.entry.file, message)
    }

    /// A finding about a part of a block's text.
    pub fn finding_in(
        &self,
        rule: &'static Rule,
        block: &Block,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding(rule, message).at(block.place(self.body(), range))
    }
}

/// What was found about one entry by itself, and what the rules of the whole book need of its text.
#[derive(Debug)]
pub struct PageFacts {
    entry: Arc<Entry>,
    /// A hash of the titles that links of the text show.
    titles: u64,
    pub diagnostics: Vec<Diagnostic>,
    /// Signs that a reader may have, and how urgent they are.
    pub(super) signs: Vec<Sign>,
    /// Sentences with an amount that may be one of a treatment.
    pub(super) stated: Vec<Stated>,
}

impl PageFacts {
    pub(super) fn of(site: &Site, ix: EntryIx, titles: u64, book: &Known) -> PageFacts {
        let entry = &site.entries[ix.row()];
        let Known { rules, language, vocabulary, .. } = book;
        let (data, signs) = (&*site.data, Vec::new());
        let mut page = Page { entry, blocks: text_of(site, ix), data, rules, language, vocabulary, signs };
        let mut stated = Vec::new();
        if page.is_medical() {
            page.signs = self::signs(&page);
            if !rules.is_off(&CONFLICTING_NUMBERS) {
                stated = self::stated(&page);
            }
        }
        let wanted = super::rules::PAGE_RULES.iter().filter(|rule| !rule.rules.iter().all(|rule| rules.is_off(rule)));
        let diagnostics = wanted.flat_map(|rule| (rule.check)(&page)).collect();
        PageFacts { entry: entry.clone(), titles, diagnostics, signs: page.signs, stated }
    }

    /// Whether they are still true of an entry that shows those titles.
    pub(super) fn fit(&self, entry: &Arc<Entry>, titles: u64) -> bool {
        Arc::ptr_eq(&self.entry, entry) && self.titles == titles
    }

    pub(super) fn file(&self) -> FileId {
        self.entry.file
    }
}

/// Words in small letters with one space between, so that texts can be compared.
pub fn plain_words(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        } else if !plain.is_empty() && !plain.ends_with(' ') && !matches!(c, '\'' | '\u{2019}') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The text of an entry's body, block by block.
pub fn text_of(site: &Site, ix: EntryIx) -> Vec<Block> {
    blocks(&site.entry(ix).body, &|target| title(site, ix, target).to_owned())
}

/// A hash of the titles that the links of an entry's text show.
pub(super) fn titles(site: &Site, ix: EntryIx) -> u64 {
    let mut hasher = Xxh3::new();
    for hole in &site.entry(ix).body.holes {
        if let What::Title(target) = &hole.what {
            title(site, ix, target).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn title<'a>(site: &'a Site, ix: EntryIx, target: &LinkTarget) -> &'a str {
    match site.destination(ix, target) {
        Ok(Destination::Entry(to, _)) => &site.entry(to).facts.title,
        Ok(Destination::Source(work)) => &site.data.library.work(work).title,
        Ok(Destination::Image(_)) | Err(_) => "",
    }
}
