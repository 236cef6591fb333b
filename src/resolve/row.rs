//! What one entry refers to: found once, kept as long as the entry, the names and the data stay the same.

use super::bibliography::{self, Reference};
use super::graph::Edge;
use super::site::{EntryIx, Site};
use super::{links, relations};
use crate::diag::{Diagnostic, Place, nearest, rules};

/// The references of one entry, resolved, and those that lead nowhere. Whether the anchors of links exist depends on
/// other texts and is judged over the whole site.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Relations that the entry declares, each once.
    pub edges: Vec<Edge>,
    /// Rows of entries that the text links to, ascending, each once.
    pub links: Vec<u32>,
    /// Positions of the holes that lead to an anchor.
    pub anchored: Vec<u32>,
    /// Positions of body sites.
    pub body_sites: Vec<u32>,
    /// Sources, in the order of the entry.
    pub sources: Vec<Reference>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Row {
    /// Resolves the references of an entry of a site that has its index and its data.
    pub(super) fn of(site: &Site, ix: EntryIx) -> Row {
        let mut row = Row::default();
        relations::resolve(site, ix, &mut row);
        body_sites(site, ix, &mut row);
        links::resolve(site, ix, &mut row);
        bibliography::resolve(site, ix, &mut row);
        row
    }
}

fn body_sites(site: &Site, ix: EntryIx, row: &mut Row) {
    let entry = site.entry(ix);
    for (nth, id) in entry.facts.body_sites.iter().enumerate() {
        match site.data.body_sites.find(id) {
            Some(at) => row.body_sites.push(at as u32),
            None if site.data.unread.body_sites.may_have(id) => {}
            None => {
                let near = nearest(id, site.data.body_sites.sites.iter().map(|site| site.id.as_str()));
                row.diagnostics.push(
                    Diagnostic::new(&rules::UNKNOWN_BODY_SITE, entry.file, format!("unknown body site `{id}`"))
                        .at(Place::item("body_sites", nth))
                        .help(near.map_or_else(
                            || "add the site to `body-sites.yaml`".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        )),
                );
            }
        }
    }
}
