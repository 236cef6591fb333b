//! The sections that a page gets from facts. An author places one by giving its id to a heading; otherwise it
//! follows the text. Links may lead to them, so `resolve` must know which a page will have.

use super::site::{EntryIx, Site};
use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::Heading;
use crate::model::{Entry, Kind, RelationKind};

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

    /// The section whose id an author probably meant: the singular, another word for it, or a typing error.
    fn nearest(id: &str) -> Option<Section> {
        const OTHER_WORDS: &[(&str, Section)] = &[
            ("howto", Section::HowTo),
            ("how-to-do-it", Section::HowTo),
            ("questions", Section::Faqs),
            ("caution", Section::Cautions),
        ];
        let other = OTHER_WORDS.iter().find(|(word, _)| *word == id).map(|(_, section)| *section);
        other.or_else(|| Section::ALL.into_iter().find(|section| is_near(id, section.id())))
    }

    /// Whether pages of a kind can have the section.
    fn belongs(self, kind: Kind) -> bool {
        match self {
            Section::Symptoms | Section::Causes | Section::Tests | Section::Treatments => kind == Kind::Condition,
            Section::HowTo | Section::Cautions => kind == Kind::Treatment,
            Section::Recovery => matches!(kind, Kind::Condition | Kind::Guide),
            Section::Conditions => {
                matches!(kind, Kind::Symptom | Kind::Treatment | Kind::Cause | Kind::Test | Kind::Anatomy)
            }
            Section::Anatomy => matches!(kind, Kind::Condition | Kind::Anatomy),
            Section::Faqs => kind.is_medical() && kind != Kind::Faq,
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

/// Whether one id is a typing error of the other. Short words differ from others by one letter ("rest", "test"), so only
/// the singular and swapped letters count there.
fn is_near(id: &str, section: &str) -> bool {
    if id == section {
        return false;
    }
    let singular = section.strip_suffix('s') == Some(id) || id.strip_suffix('s') == Some(section);
    let joined = |text: &str| text.replace('-', "");
    let distance = strsim::damerau_levenshtein(id, section);
    let swapped = distance == 1 && {
        let (mut one, mut other): (Vec<char>, Vec<char>) = (id.chars().collect(), section.chars().collect());
        one.sort_unstable();
        other.sort_unstable();
        one == other
    };
    let allowed = match section.len() {
        ..7 => 0,
        7 => 1,
        _ => 2,
    };
    singular || swapped || joined(id) == joined(section) || distance <= allowed
}

/// Reports headings whose own id is almost that of a section: the section would follow at the end of the page instead.
pub(super) fn check_ids(entry: &Entry) -> impl Iterator<Item = Diagnostic> {
    let near = |heading: &Heading| Section::nearest(&heading.id).filter(|section| section.belongs(entry.facts.kind));
    let own = entry.body.headings.iter().filter(|heading| heading.own_id);
    own.filter_map(move |heading| {
        let section = near(heading)?.id();
        let at = entry.body.source_from(heading.at);
        let message = format!("`{}` is almost the id of the section `{section}`", heading.id);
        let found = Diagnostic::new(&rules::BAD_HEADING, entry.file, message);
        Some(found.at(Place::span(at..at + heading.text.len())).help(format!("did you mean `{{#{section}}}`?")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_almost_those_of_sections() {
        for (id, section) in [
            ("treatment", Section::Treatments),
            ("treatmnets", Section::Treatments),
            ("symptom", Section::Symptoms),
            ("symptons", Section::Symptoms),
            ("cause", Section::Causes),
            ("test", Section::Tests),
            ("faq", Section::Faqs),
            ("howto", Section::HowTo),
            ("caution", Section::Cautions),
            ("recovry", Section::Recovery),
        ] {
            assert_eq!(Section::nearest(id), Some(section), "{id}");
        }
        for id in [
            "symptoms",
            "rest",
            "cases",
            "texts",
            "danger-signs",
            "when-to-get-help",
            "symptoms-in-children",
            "self-care",
        ] {
            assert_eq!(Section::nearest(id), None, "{id}");
        }
    }
}
