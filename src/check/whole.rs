//! The book as its rules see it.

use jiff::civil::Date;
use std::sync::Arc;

use super::page::PageFacts;
use crate::cite::Retractions;
use crate::config::{Config, RulesConfig};
use crate::model::{Entry, Kind};
use crate::resolve::{EntryIx, Site};

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
}
