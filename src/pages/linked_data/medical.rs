//! Entries as medical things.
//!
//! Traps of the vocabulary: what a treatment may be (`possibleTreatment`) leaves out surgery and devices; an anatomical
//! structure names its parts (`subStructure`), never its whole; a code's value is its `codeValue`.

use super::here::{Here, list};
use super::node::{Node, Value};
use crate::model::{Facts, Kind, RelationKind, TreatmentType};
use crate::pages::view::{EntryView, LinkView};
use crate::pages::words;
use crate::resolve::EntryIx;

/// What an entry is about.
pub(super) fn entity<'a>(here: &'a Here, ix: EntryIx, view: &'a EntryView) -> Node<'a> {
    let facts = &here.book.site.entry(ix).facts;
    let names = list(facts.aliases.iter().map(|alias| &alias.name));
    let codes = list(
        facts
            .codes
            .iter()
            .map(|code| Node::new("MedicalCode").with("codeValue", &code.value).with("codingSystem", code.system)),
    );
    let node = Node::new(type_of(facts))
        .with("@id", here.entry_id(ix))
        .with("name", &facts.title)
        .with("alternateName", names)
        .with("description", facts.summary.as_ref())
        .with("code", codes);
    match facts.kind {
        Kind::Condition => condition(here, ix, view, node),
        Kind::Symptom => node.with("associatedAnatomy", list(places(here, view))),
        Kind::Cause => node.with("causeOf", derived(here, ix, RelationKind::Cause)),
        Kind::Test => node.with("usedToDiagnose", derived(here, ix, RelationKind::Test)),
        Kind::Anatomy => node
            .with("bodyLocation", list(view.body_sites.iter().map(|site| &site.title)))
            .with("subStructure", derived(here, ix, RelationKind::PartOf))
            .with("relatedCondition", derived(here, ix, RelationKind::Anatomy)),
        _ => node,
    }
}

fn condition<'a>(here: &'a Here, ix: EntryIx, view: &'a EntryView, node: Node<'a>) -> Node<'a> {
    let site = here.book.site;
    let facts = &site.entry(ix).facts;
    let treatments = site.declared(ix, RelationKind::Treatment).map(|(edge, _)| edge.to);
    let treatments = treatments.filter(|to| is_possible_treatment(site.entry(*to).facts.treatment_type));
    let anatomy = site.declared(ix, RelationKind::Anatomy).map(|(edge, _)| brief(here, edge.to));
    let confused = site.either_way(ix, RelationKind::OftenConfusedWith).into_iter();
    let confused = confused.map(|other| Node::new("DDxElement").with("diagnosis", brief(here, other)));
    let prognosis = facts.recovery.iter().map(|row| format!("{}: {}", row.situation, words::recovery(row)));
    node.with("associatedAnatomy", list(anatomy.chain(places(here, view))))
        .with("signOrSymptom", declared(here, ix, RelationKind::Symptom))
        .with("cause", declared(here, ix, RelationKind::Cause))
        .with("typicalTest", declared(here, ix, RelationKind::Test))
        .with("possibleTreatment", list(treatments.map(|to| brief(here, to))))
        .with("differentialDiagnosis", list(confused))
        .with("expectedPrognosis", list(prognosis))
}

/// An entry as others name it.
pub(super) fn brief<'a>(here: &'a Here, ix: EntryIx) -> Node<'a> {
    let facts = &here.book.site.entry(ix).facts;
    Node::new(type_of(facts))
        .with("@id", here.entry_id(ix))
        .with("name", &facts.title)
        .with("url", here.route(here.book.site.route(ix)))
}

/// The entries to which an entry declares a relation.
pub(super) fn declared<'a>(here: &'a Here, ix: EntryIx, kind: RelationKind) -> Value<'a> {
    list(here.book.site.declared(ix, kind).map(|(edge, _)| brief(here, edge.to)))
}

/// The entries that declare a relation to an entry.
fn derived<'a>(here: &'a Here, ix: EntryIx, kind: RelationKind) -> Value<'a> {
    list(here.book.site.derived(ix, kind).map(|(edge, _)| brief(here, edge.from)))
}

/// Body sites are parts of the body as one sees and touches them.
pub(super) const BODY_SITE: &str = "SuperficialAnatomy";

fn places<'a>(here: &'a Here, view: &'a EntryView) -> impl Iterator<Item = Node<'a>> {
    view.body_sites.iter().map(|LinkView { title, href }| here.linked(BODY_SITE, title, href))
}

fn type_of(facts: &Facts) -> &'static str {
    match facts.kind {
        Kind::Condition => "MedicalCondition",
        Kind::Symptom => "MedicalSymptom",
        Kind::Treatment => treatment_type(facts.treatment_type),
        Kind::Faq => "Question",
        Kind::Cause => "MedicalCause",
        Kind::Test => "MedicalTest",
        Kind::Anatomy => "AnatomicalStructure",
        Kind::Guide => "MedicalWebPage",
        Kind::Page | Kind::Home => "WebPage",
    }
}

fn treatment_type(kind: Option<TreatmentType>) -> &'static str {
    match kind {
        Some(TreatmentType::Lifestyle) => "LifestyleModification",
        Some(TreatmentType::Exercise) => "PhysicalActivity",
        Some(TreatmentType::Medicine) => "Drug",
        Some(TreatmentType::Device) => "MedicalDevice",
        Some(TreatmentType::Therapy | TreatmentType::Injection) => "MedicalTherapy",
        Some(TreatmentType::Surgery) => "SurgicalProcedure",
        None => "MedicalEntity",
    }
}

/// Whether the type of a treatment is, or is under, one of those that `possibleTreatment` may hold: `Drug`,
/// `DrugClass`, `LifestyleModification`, `MedicalTherapy`.
fn is_possible_treatment(kind: Option<TreatmentType>) -> bool {
    match kind {
        Some(
            TreatmentType::Lifestyle
            | TreatmentType::Exercise
            | TreatmentType::Medicine
            | TreatmentType::Therapy
            | TreatmentType::Injection,
        ) => true,
        Some(TreatmentType::Device | TreatmentType::Surgery) | None => false,
    }
}
