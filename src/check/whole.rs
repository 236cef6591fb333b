//! The book as its rules see it.

use jiff::civil::Date;
use std::sync::Arc;

use super::page::PageFacts;
use crate::cite::{Retractions, WorkIx};
use crate::config::{Config, RulesConfig};
use crate::diag::{FileId, Place};
use crate::markdown::What;
use crate::model::{Entry, Kind};
use crate::resolve::{EntryIx, Site, fact_citations};

/// Everything at once.
pub struct Whole<'a> {
    pub site: &'a Site,
    pub config: &'a Config,
    pub today: Date,
    /// What each entry's own rules found, row by row.
    pub pages: &'a [Arc<PageFacts>],
    /// Papers that were retracted, if the book has a list.
    pub retractions: Option<&'a Retractions>,
}

impl<'a> Whole<'a> {
    pub fn rules(&self) -> &'a RulesConfig {
        &self.config.rules
    }

    /// Entries about health, with their rows.
    pub fn medical(&self) -> impl Iterator<Item = (EntryIx, &'a Entry)> {
        let site = self.site;
        let all = site.all().map(move |ix| (ix, site.entry(ix)));
        all.filter(|(_, entry)| entry.facts.kind.is_medical())
    }

    /// Entries of a kind, with their rows.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (EntryIx, &'a Entry)> {
        self.medical().filter(move |(_, entry)| entry.facts.kind == kind)
    }
    /// Every place at which something rests on a source: in front matter, in texts, in the glossary.
    pub fn places_that_cite(&self, work: WorkIx) -> Vec<(FileId, Place)> {
        let site = self.site;
        let key = site.data.library.work(work).key.as_str();
        let uses = &site.uses[work.row()];
        let mut places = Vec::new();
        for entry in uses.cited_by.iter().map(|ix| site.entry(*ix)) {
            let facts = fact_citations(&entry.facts).into_iter().filter(|(cited, _)| *cited == key);
            places.extend(facts.map(|(_, place)| (entry.file, place)));
            let groups = entry.body.holes.iter().filter_map(|hole| match &hole.what {
                What::Cite(citations) => Some(citations),
                _ => None,
            });
            let cited = groups.flatten().filter(|citation| citation.key == key);
            places.extend(cited.map(|citation| (entry.file, citation.place)));
        }
        let terms = uses.terms.iter().filter_map(|nth| site.data.terms.get(*nth));
        places.extend(terms.map(|term| (term.file, Place::part("", term.nth, "cite"))));
        places
    }
}
