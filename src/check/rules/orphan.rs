//! `orphan`: an entry that no relation and no link leads to is found by search only.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::RelationKind;
use crate::resolve::{EntryIx, Site};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let linked = linked(whole.site);
    let orphans = whole.medical().filter(|(ix, _)| is_orphan(whole.site, *ix, linked[ix.row()]));
    orphans
        .map(|(_, entry)| {
            Diagnostic::new(&rules::ORPHAN, entry.file, format!("no other entry leads to `{}`", entry.facts.id))
                .at(Place::field("title"))
                .help("name it in a relation of another entry, or link to it from a text")
        })
        .collect()
}

/// Whether an entry about health has no relation to another, and no other text links to it.
pub fn is_orphan(site: &Site, ix: EntryIx, linked: bool) -> bool {
    let related = |kind| site.declared(ix, kind).next().is_some() || site.derived(ix, kind).next().is_some();
    !linked && site.entry(ix).facts.kind.is_medical() && !RelationKind::ALL.into_iter().any(related)
}

/// Whether another entry's text links to each entry.
pub fn linked(site: &Site) -> Vec<bool> {
    let mut linked = vec![false; site.entries.len()];
    for from in site.all() {
        for to in site.links_from(from).filter(|to| *to != from) {
            linked[to.row()] = true;
        }
    }
    linked
}
