//! Body sites: the tree, and which entries lie where.

use rustc_hash::FxHashMap;

use super::graph::Csr;
use super::site::{EntryIx, Site};
use crate::diag::{Diagnostic, Place, nearest, rules};
use crate::model::{BodyMap, BodySite};

/// The tree of body sites with the entries at each.
#[derive(Clone, Debug, Default)]
pub struct BodySites {
    /// In reading order, parents before children.
    pub sites: Vec<BodySite>,
    /// The drawing on which they can be pointed at.
    pub map: Option<BodyMap>,
    by_id: FxHashMap<String, usize>,
    entries: Csr,
}

impl BodySites {
    pub(super) fn new(sites: Vec<BodySite>, map: Option<BodyMap>) -> BodySites {
        let by_id = sites.iter().enumerate().map(|(nth, site)| (site.id.clone(), nth)).collect();
        BodySites { sites, map, by_id, entries: Csr::default() }
    }

    /// The position of the site with that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Entries that name the site itself, by row.
    pub fn entries_at(&self, nth: usize) -> impl Iterator<Item = EntryIx> {
        self.entries.row(nth).iter().map(|row| EntryIx(*row))
    }

    /// Positions of the sites directly within a site; of the outermost ones for `None`.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        (0..self.sites.len()).filter(move |nth| self.sites[*nth].parent == parent)
    }
}

pub(super) fn add(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut pairs = Vec::new();
    for ix in site.all() {
        let entry = site.entry(ix);
        for (nth, id) in entry.facts.body_sites.iter().enumerate() {
            match site.body_sites.find(id) {
                Some(at) => pairs.push((at as u32, ix.0)),
                None => {
                    let near = nearest(id, site.body_sites.sites.iter().map(|site| site.id.as_str()));
                    diagnostics.push(
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
    check_map(&site.body_sites, diagnostics);
    pairs.sort_unstable();
    pairs.dedup();
    site.body_sites.entries = Csr::from_pairs(site.body_sites.sites.len(), &pairs);
}

/// A drawing without any of the sites is a picture that leads nowhere.
fn check_map(sites: &BodySites, diagnostics: &mut Vec<Diagnostic>) {
    let Some(map) = &sites.map else { return };
    if map.ids().any(|id| sites.find(id).is_some()) {
        return;
    }
    let known = || sites.sites.iter().map(|site| site.id.as_str());
    let near = map.ids().find_map(|id| Some((id, nearest(id, known())?)));
    let finding = Diagnostic::new(&rules::BODY_MAP, map.file, "no element of this drawing has the id of a body site");
    diagnostics.push(finding.help(match near {
        Some((id, near)) => format!("did you mean `{near}` instead of `{id}`?"),
        None => "give its parts the ids of `body-sites.yaml`".to_owned(),
    }));
}
