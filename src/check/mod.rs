//! **check**: what an editor in chief would say about a book that resolves.
//!
//! Comes in: a [`Site`], its settings and today's date. Goes out: findings. Everything that keeps a page from being made
//! is found where it is read; here is what can only be judged: one file for each rule, in `rules`.
//! Must not know: pages, HTML, files.
//!
//! Rules of one entry see nothing of other entries, so what they find is kept as long as the entry is the same object;
//! rules of the whole book run every time, over facts.
//!
//! What rules see is a `Page` or the `Whole`. [`prose`] and [`readability`] read texts. What a claim is stands in [`claims`],
//! `amounts` and `errands`; what a dose is in [`doses`]. `measures`, `stated` and `agreement` compare the numbers of
//! treatments, `signs` and `sign_words` the signs of illness. `phrases`, `plain_words`, `abbreviations` and `vocabulary` are
//! about words. [`reports`] look at the book as a whole.

mod abbreviations;
mod agreement;
mod amount_words;
mod amounts;
pub mod claims;
pub mod doses;
mod emergency_numbers;
mod errands;
mod measures;
mod page;
mod phrases;
mod plain_words;
pub mod prose;
pub mod readability;
pub mod reports;
mod rules;
mod sign_words;
mod signs;
mod stated;
#[cfg(test)]
mod testing;
mod vocabulary;
mod whole;

pub use page::{PageFacts, text_of};
pub use rules::{empty_sections, is_orphan, linked};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

use crate::cite::Retractions;
use crate::config::{Config, RulesConfig};
use crate::diag::{Diagnostic, FileId};
use crate::resolve::{BookData, EntryIx, Site};
use vocabulary::Vocabulary;
use whole::Whole;

/// What the rules of single entries found, kept for the next look at the book.
#[derive(Default)]
pub struct PageChecks {
    known: Known,
    by_file: FxHashMap<FileId, Arc<PageFacts>>,
}

/// What the rules of single entries know besides the entry.
#[derive(Default)]
struct Known {
    data: Option<Arc<BookData>>,
    rules: RulesConfig,
    language: String,
    vocabulary: Vocabulary,
}

impl Known {
    fn is_of(&self, site: &Site, config: &Config) -> bool {
        self.data.as_ref().is_some_and(|data| Arc::ptr_eq(data, &site.data))
            && self.rules == config.rules
            && self.language == config.language
    }

    fn new(site: &Site, config: &Config) -> Known {
        Known {
            data: Some(site.data.clone()),
            rules: config.rules.clone(),
            language: config.language.clone(),
            vocabulary: Vocabulary::new(&site.data.terms),
        }
    }
}

impl PageChecks {
    /// What there is to say about each entry of a site by itself, row by row. Looks again only at entries that are another
    /// object than the last time, or whose links show other titles.
    pub fn update(&mut self, site: &Site, config: &Config) -> Vec<Arc<PageFacts>> {
        if !self.known.is_of(site, config) {
            self.by_file.clear();
            self.known = Known::new(site, config);
        }
        let rows: Vec<EntryIx> = site.all().collect();
        let (kept, book) = (&self.by_file, &self.known);
        let look = |ix: &EntryIx| {
            let entry = &site.entries[ix.row()];
            let titles = page::titles(site, *ix);
            let old = kept.get(&entry.file).filter(|facts| facts.fit(entry, titles));
            let new = || Arc::new(PageFacts::of(site, *ix, titles, book));
            old.cloned().unwrap_or_else(new)
        };
        let pages: Vec<Arc<PageFacts>> = rows.par_iter().map(look).collect();
        self.by_file = pages.iter().map(|facts| (facts.file(), facts.clone())).collect();
        pages
    }
}

/// What keeps pages of a book from being right and is seen only in the whole. Quick: pages wait for it.
pub fn faults(site: &Site, config: &Config, today: Date) -> Vec<Diagnostic> {
    let whole = Whole { site, config, today, pages: &[], retractions: None };
    rules::FAULT_RULES.iter().flat_map(|rule| (rule.check)(&whole)).collect()
}

/// Everything else that there is to say about a book as a whole on that day.
pub fn check(
    site: &Site,
    config: &Config,
    today: Date,
    pages: &[Arc<PageFacts>],
    retractions: Option<&Retractions>,
) -> Vec<Diagnostic> {
    let whole = Whole { site, config, today, pages, retractions };
    let wanted = rules::SITE_RULES.iter().filter(|rule| !rule.rules.iter().all(|rule| config.rules.is_off(rule)));
    wanted.flat_map(|rule| (rule.check)(&whole)).collect()
}
