//! The sections that a page gets from facts. An author places one by giving its id to a heading; otherwise it
//! follows the text. Links may lead to them, so `resolve` must know which a page will have.

use super::site::{EntryIx, Site};
use crate::model::{Kind, RelationKind};

/// A section made from facts. The order is that of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Symptoms,
    Causes,
    Tests,
    HowTo,
    Cautions,
    Treatments,
    Recovery,
    Conditions,
    Anatomy,
    Faqs,
}

impl Section {
    /// Every section, in the order of a page.
    pub const ALL: [Section; 10] = [
        Section::Symptoms,
        Section::Causes,
        Section::Tests,
        Section::HowTo,
        Section::Cautions,
        Section::Treatments,
        Section::Recovery,
        Section::Conditions,
        Section::Anatomy,
        Section::Faqs,
    ];

    /// The heading's id.
    pub fn id(self) -> &'static str {
        match self {
            Section::Symptoms => "symptoms",
            Section::Causes => "causes",
            Section::Tests => "tests",
            Section::HowTo => "how-to",
            Section::Cautions => "cautions",
            Section::Treatments => "treatments",
            Section::Recovery => "recovery",
            Section::Conditions => "conditions",
            Section::Anatomy => "anatomy",
            Section::Faqs => "faqs",
        }
    }

    /// The heading where the author writes none.
    pub fn title(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Section::Symptoms, _) => "How it feels",
            (Section::Causes, _) => "Why it happens",
            (Section::Tests, _) => "How it is checked",
            (Section::HowTo, _) => "How to do it",
            (Section::Cautions, _) => "What to watch for",
            (Section::Treatments, _) => "What helps",
            (Section::Recovery, _) => "How long it takes",
            (Section::Conditions, Kind::Symptom) => "What may cause it",
            (Section::Conditions, Kind::Treatment) => "Conditions it is used for",
            (Section::Conditions, Kind::Cause) => "What it may lead to",
            (Section::Conditions, Kind::Test) => "Conditions it is used to check",
            (Section::Conditions, _) => "Conditions that concern it",
            (Section::Anatomy, Kind::Anatomy) => "Parts of it",
            (Section::Anatomy, _) => "Parts of the body that it concerns",
            (Section::Faqs, _) => "Questions people ask",
        }
    }
}

impl Site {
    /// The sections from facts that the page of an entry has.
    pub fn sections(&self, ix: EntryIx) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.has_section(ix, *section)).collect()
    }

    fn has_section(&self, ix: EntryIx, section: Section) -> bool {
        let facts = &self.entry(ix).facts;
        let declared = |kind| self.declared(ix, kind).next().is_some();
        let derived = |kind| self.derived(ix, kind).next().is_some();
        match section {
            Section::Symptoms => declared(RelationKind::Symptom),
            Section::Causes => declared(RelationKind::Cause),
            Section::Tests => declared(RelationKind::Test),
            Section::HowTo => facts.how_often.is_some() || facts.how_long.is_some(),
            Section::Cautions => !facts.cautions.is_empty() || !facts.not_recommended.is_empty(),
            Section::Treatments => declared(RelationKind::Treatment),
            Section::Recovery => !facts.recovery.is_empty(),
            Section::Conditions => self.condition_relation(facts.kind).is_some_and(derived),
            Section::Anatomy => declared(RelationKind::Anatomy) || derived(RelationKind::PartOf),
            Section::Faqs => {
                facts.kind != Kind::Faq
                    && self
                        .derived(ix, RelationKind::About)
                        .any(|(edge, _)| self.entry(edge.from).facts.kind == Kind::Faq)
            }
        }
    }

    /// The relation by which conditions name entries of a kind.
    pub fn condition_relation(&self, kind: Kind) -> Option<RelationKind> {
        match kind {
            Kind::Symptom => Some(RelationKind::Symptom),
            Kind::Treatment => Some(RelationKind::Treatment),
            Kind::Cause => Some(RelationKind::Cause),
            Kind::Test => Some(RelationKind::Test),
            Kind::Anatomy => Some(RelationKind::Anatomy),
            _ => None,
        }
    }
}
