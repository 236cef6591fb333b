//! Declared relations into edges, and what is wrong with them.

use super::graph::Edge;
use super::row::Row;
use super::site::{EntryIx, Site};
use crate::diag::{Diagnostic, Place, nearest, rules};
use crate::model::{Relation, RelationKind};

/// Resolves the relations that an entry declares, and the people that it names.
pub(super) fn resolve(site: &Site, from: EntryIx, row: &mut Row) {
    let relations = site.entry(from).facts.relations.iter().enumerate();
    for (nth, relation) in relations.filter(|(_, relation)| !site.is_passed_over(&relation.target)) {
        match target(site, from, relation) {
            Ok(to) => {
                let edge = Edge { from, to, kind: relation.kind, nth: nth as u32 };
                if row.edges.iter().any(|other| other.to == to && other.kind == edge.kind) {
                    row.diagnostics.push(repeated(site, edge));
                } else {
                    row.edges.push(edge);
                }
            }
            Err(diagnostic) => row.diagnostics.push(*diagnostic),
        }
    }
    people(site, from, row);
}

fn target(site: &Site, from: EntryIx, relation: &Relation) -> Result<EntryIx, Box<Diagnostic>> {
    let entry = site.entry(from);
    let blame = |rule, message: String| Box::new(Diagnostic::new(rule, entry.file, message).at(place(relation)));
    let Some(to) = site.find(&relation.target) else {
        let mut finding = blame(&rules::UNKNOWN_ENTRY, format!("unknown entry `{}`", relation.target));
        finding.help = hint(site, from, relation);
        return Err(finding);
    };
    let kind = site.entry(to).facts.kind;
    if to == from {
        let message = format!("`{}` is related to itself", relation.target);
        return Err(blame(&rules::SELF_RELATION, message));
    }
    if !relation.kind.targets().contains(&kind) {
        let wanted: Vec<&str> = relation.kind.targets().iter().map(|kind| kind.a()).collect();
        let message = format!(
            "`{}` lists {}, but `{}` is {}",
            relation.kind.field(),
            wanted.join(" or "),
            relation.target,
            kind.a()
        );
        let mut finding = blame(&rules::WRONG_KIND, message);
        finding.help = RelationKind::ALL
            .iter()
            .find(|other| other.targets() == [kind])
            .map(|other| format!("{} belongs in `{}`", kind.a(), other.field()));
        return Err(finding);
    }
    Ok(to)
}

fn hint(site: &Site, from: EntryIx, relation: &Relation) -> Option<String> {
    if site.data.drafts.contains(&relation.target) {
        return Some("it is a draft: publish it, or give `--drafts`".to_owned());
    }
    let fitting = site
        .entries
        .iter()
        .filter(|entry| relation.kind.targets().contains(&entry.facts.kind) && entry.file != site.entry(from).file)
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

/// The finding about a relation that is written twice, on one side or (where both sides read the same) on both.
pub(super) fn repeated(site: &Site, edge: Edge) -> Diagnostic {
    let entry = site.entry(edge.from);
    let relation = &entry.facts.relations[edge.nth as usize];
    let message = format!("the relation to `{}` is already written", relation.target);
    Diagnostic::new(&rules::DUPLICATE_RELATION, entry.file, message)
        .at(place(relation))
        .help("remove one; the other side is derived")
}

fn people(site: &Site, from: EntryIx, row: &mut Row) {
    let entry = site.entry(from);
    for (field, ids) in [("authors", &entry.facts.authors), ("reviewed_by", &entry.facts.reviewed_by)] {
        let unknown = |id: &str| site.person(id).is_none() && !site.data.unread.people.may_have(id);
        for (nth, id) in ids.iter().enumerate().filter(|(_, id)| unknown(id)) {
            let near = nearest(id, site.data.people.iter().map(|person| person.id.as_str()));
            row.diagnostics.push(
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
