//! Declared relations into edges, and what is wrong with them.

use std::collections::BTreeSet;

use super::graph::{Csr, Edge};
use super::site::{EntryIx, Site};
use crate::diag::{Diagnostic, Place, nearest, rules};
use crate::model::{Relation, RelationKind};

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut edges = Vec::new();
    for from in site.all() {
        for (nth, relation) in site.entry(from).facts.relations.iter().enumerate() {
            match target(site, from, relation) {
                Ok(to) => edges.push(Edge { from, to, kind: relation.kind, nth: nth as u32 }),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
    }
    let edges = without_repetition(site, edges, diagnostics);
    let n = site.entries.len();
    let pairs = |side: fn(&Edge) -> EntryIx| -> Vec<(u32, u32)> {
        edges.iter().enumerate().map(|(nth, edge)| (side(edge).0, nth as u32)).collect()
    };
    site.outgoing = Csr::from_pairs(n, &pairs(|edge| edge.from));
    site.incoming = Csr::from_pairs(n, &pairs(|edge| edge.to));
    site.edges = edges;
    people(site, diagnostics);
}

fn target(site: &Site, from: EntryIx, relation: &Relation) -> Result<EntryIx, Box<Diagnostic>> {
    let entry = site.entry(from);
    let blame = |rule, message: String| Box::new(Diagnostic::new(rule, entry.file, message).at(place(relation)));
    let Some(to) = site.find(&relation.target) else {
        let mut finding = blame(&rules::UNKNOWN_ENTRY, format!("unknown entry `{}`", relation.target));
        finding.help = hint(site, relation);
        return Err(finding);
    };
    let kind = site.entry(to).facts.kind;
    if to == from {
        let message = format!("`{}` is related to itself", relation.target);
        return Err(blame(&rules::SELF_RELATION, message));
    }
    if !relation.kind.targets().contains(&kind) {
        let wanted: Vec<&str> = relation.kind.targets().iter().map(|kind| kind.word()).collect();
        let message = format!(
            "`{}` lists a {}, but `{}` is a {}",
            relation.kind.field(),
            wanted.join(" or "),
            relation.target,
            kind.word()
        );
        let mut finding = blame(&rules::WRONG_KIND, message);
        finding.help = RelationKind::ALL
            .iter()
            .find(|other| other.targets() == [kind])
            .map(|other| format!("a {} belongs in `{}`", kind.word(), other.field()));
        return Err(finding);
    }
    Ok(to)
}

fn hint(site: &Site, relation: &Relation) -> Option<String> {
    if site.drafts.contains(&relation.target) {
        return Some("it is a draft: publish it, or build with `--drafts`".to_owned());
    }
    let fitting = site
        .entries
        .iter()
        .filter(|entry| relation.kind.targets().contains(&entry.facts.kind))
        .map(|entry| entry.facts.id.as_str());
    nearest(&relation.target, fitting).map(|near| format!("did you mean `{near}`?"))
}

/// Where a relation stands in its front matter.
fn place(relation: &Relation) -> Place {
    match relation.kind {
        RelationKind::PartOf => Place::field("part_of"),
        kind => Place::part(kind.field(), relation.nth as usize, "id"),
    }
}

/// A relation that is written twice, on one side or (where both sides read the same) on both, counts once.
fn without_repetition(site: &Site, edges: Vec<Edge>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Edge> {
    let mut seen: BTreeSet<(u32, u32, RelationKind)> = BTreeSet::new();
    edges
        .into_iter()
        .filter(|edge| {
            let (a, b) = (edge.from.0, edge.to.0);
            let key = if edge.kind.symmetric() { (a.min(b), a.max(b)) } else { (a, b) };
            let new = seen.insert((key.0, key.1, edge.kind));
            if !new {
                let entry = site.entry(edge.from);
                let relation = &entry.facts.relations[edge.nth as usize];
                let message = format!("the relation to `{}` is already written", relation.target);
                diagnostics.push(
                    Diagnostic::new(&rules::DUPLICATE_RELATION, entry.file, message)
                        .at(place(relation))
                        .help("remove one; the other side is derived"),
                );
            }
            new
        })
        .collect()
}

fn people(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &site.entries {
        for (field, ids) in [("authors", &entry.facts.authors), ("reviewed_by", &entry.facts.reviewed_by)] {
            for (nth, id) in ids.iter().enumerate().filter(|(_, id)| site.person(id).is_none()) {
                let near = nearest(id, site.people.iter().map(|person| person.id.as_str()));
                diagnostics.push(
                    Diagnostic::new(&rules::UNKNOWN_PERSON, entry.file, format!("unknown person `{id}`"))
                        .at(Place::item(field, nth))
                        .help(near.map_or_else(
                            || "add the person to `people.yaml`".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        )),
                );
            }
        }
    }
}
