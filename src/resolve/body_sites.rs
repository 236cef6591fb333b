//! Body sites: the tree, and the drawing on which they can be pointed at.

use rustc_hash::FxHashMap;

use crate::diag::{Diagnostic, nearest, rules};
use crate::model::{BodyMap, BodySite};

/// The tree of body sites.
#[derive(Clone, Debug, Default)]
pub struct BodySites {
    /// In reading order, parents before children.
    pub sites: Vec<BodySite>,
    /// The drawing on which they can be pointed at.
    pub map: Option<BodyMap>,
    by_id: FxHashMap<String, usize>,
}

impl BodySites {
    /// The tree with its drawing.
    pub fn new(sites: Vec<BodySite>, map: Option<BodyMap>) -> BodySites {
        let by_id = sites.iter().enumerate().map(|(nth, site)| (site.id.clone(), nth)).collect();
        BodySites { sites, map, by_id }
    }

    /// The position of the site with that id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Positions of the sites directly within a site; of the outermost ones for `None`.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        (0..self.sites.len()).filter(move |nth| self.sites[*nth].parent == parent)
    }

    /// A drawing without any of the sites is a picture that leads nowhere.
    pub(super) fn check_map(&self, diagnostics: &mut Vec<Diagnostic>) {
        let Some(map) = &self.map else { return };
        if map.ids().any(|id| self.find(id).is_some()) {
            return;
        }
        let known = || self.sites.iter().map(|site| site.id.as_str());
        let near = map.ids().find_map(|id| Some((id, nearest(id, known())?)));
        let finding =
            Diagnostic::new(&rules::BODY_MAP, map.file, "no element of this drawing has the id of a body site");
        diagnostics.push(finding.help(match near {
            Some((id, near)) => format!("did you mean `{near}` instead of `{id}`?"),
            None => "give its parts the ids of `body-sites.yaml`".to_owned(),
        }));
    }
}
