//! `relations.json`: what entries say about each other.

use schemars::JsonSchema;
use serde::Serialize;

use super::entries;
use super::shared::{At, EntryRef};
use crate::model::{Evidence, RelationKind, Role, Typical};
use crate::resolve::EntryIx;

/// Every relation between two entries, once, as it was declared.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Relations<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// By the entry that declares them, then by kind.
    relations: Vec<DeclaredRelation<'a>>,
}

/// What an entry says about another. A condition has a relation `symptom` to a symptom, and the symptom thereby a relation
/// `symptom-of` to the condition.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct DeclaredRelation<'a> {
    kind: RelationKind,
    /// The name of the same relation as seen from the other entry.
    inverse: Inverse,
    /// The id of the entry that declares it.
    from: &'a str,
    /// The id of the entry that it is about.
    to: &'a str,
    /// Of a symptom: how typical it is of the condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    typical: Option<Typical>,
    /// Of a treatment: where it stands on the way from self-care to surgery.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    /// Of a treatment: how certain the evidence is, in the words of GRADE.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// The names of relations as seen from the entry that does not declare them.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Inverse {
    SymptomOf,
    CauseOf,
    TreatmentOf,
    TestOf,
    AnatomyOf,
    OftenConfusedWith,
    SubjectOf,
    HasPart,
    Related,
}

fn inverse(kind: RelationKind) -> Inverse {
    match kind {
        RelationKind::Symptom => Inverse::SymptomOf,
        RelationKind::Cause => Inverse::CauseOf,
        RelationKind::Treatment => Inverse::TreatmentOf,
        RelationKind::Test => Inverse::TestOf,
        RelationKind::Anatomy => Inverse::AnatomyOf,
        RelationKind::OftenConfusedWith => Inverse::OftenConfusedWith,
        RelationKind::About => Inverse::SubjectOf,
        RelationKind::PartOf => Inverse::HasPart,
        RelationKind::Related => Inverse::Related,
    }
}

/// What an entry says about another, or another about it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Relation<'a> {
    /// What the entry that declares it calls the other one.
    kind: RelationKind,
    direction: Direction,
    /// The other entry.
    target: EntryRef<'a>,
    /// Of a symptom: how typical it is of the condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    typical: Option<Typical>,
    /// Of a treatment: where it stands on the way from self-care to surgery.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    /// Of a treatment: how certain the evidence is, in the words of GRADE.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    /// The keys of the sources on which it rests.
    sources: Vec<&'a str>,
}

/// Which of two entries declares a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Direction {
    /// This entry does: `target` is its symptom, its cause and so on.
    Declared,
    /// The other entry does: this one is a symptom, a cause and so on of `target`.
    Derived,
}

/// The whole file.
pub(super) fn relations<'a>(at: At<'a>) -> Relations<'a> {
    let site = at.book.site();
    let declared = |from| RelationKind::ALL.into_iter().flat_map(move |kind| site.declared(from, kind));
    let edges = entries(at.book).flat_map(declared).filter(|(edge, _)| at.is_entry(edge.to));
    let relations = edges
        .map(|(edge, relation)| DeclaredRelation {
            kind: edge.kind,
            inverse: inverse(edge.kind),
            from: &site.entry(edge.from).facts.id,
            to: &site.entry(edge.to).facts.id,
            typical: relation.typical,
            role: relation.role,
            evidence: relation.evidence,
            sources: at.known(&relation.cite),
        })
        .collect();
    Relations { schema: "schema.json#/$defs/Relations", relations }
}

/// The relations of an entry: by kind, what it declares before what others declare about it; each from the most typical to the
/// least, from self-care to last resort, and by title, as on its page.
pub(super) fn relations_of<'a>(at: At<'a>, ix: EntryIx) -> Vec<Relation<'a>> {
    let site = at.book.site();
    let mut relations = Vec::new();
    for kind in RelationKind::ALL {
        let declared = site.declared(ix, kind).map(|(edge, relation)| (Direction::Declared, edge.to, relation));
        let derived = site.derived(ix, kind).map(|(edge, relation)| (Direction::Derived, edge.from, relation));
        let mut rows: Vec<_> = declared.chain(derived).filter(|(_, other, _)| at.is_entry(*other)).collect();
        rows.sort_by_key(|(direction, other, relation)| {
            let (typical, role) = (relation.typical, relation.role);
            (*direction, typical.is_none(), typical, role.is_none(), role, site.rank(*other))
        });
        relations.extend(rows.into_iter().map(|(direction, other, relation)| Relation {
            kind,
            direction,
            target: at.entry(other),
            typical: relation.typical,
            role: relation.role,
            evidence: relation.evidence,
            sources: at.known(&relation.cite),
        }));
    }
    relations
}
