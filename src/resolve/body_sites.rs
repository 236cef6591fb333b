//! Body sites: the tree, and the drawing on which they can be pointed at.

use rustc_hash::FxHashMap;

use crate::diag::{Diagnostic, nearest, rules};
use crate::model::{BodyMap, BodySite, Piece};

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

    /// Positions of a site and of all sites within it, in reading order.
    pub fn within(&self, site: usize) -> impl Iterator<Item = usize> {
        let depth = self.sites[site].depth;
        let inner = self.sites[site + 1..].iter().take_while(move |other| other.depth > depth).count();
        site..=site + inner
    }

    /// A drawing without any of the sites is a picture that leads nowhere.
    pub(super) fn check_map(&self, diagnostics: &mut Vec<Diagnostic>) {
        let Some(map) = &self.map else { return };
        self.check_nesting(map, diagnostics);
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

    /// A link cannot hold another: a part of the drawing within another part would lead nowhere.
    fn check_nesting(&self, map: &BodyMap, diagnostics: &mut Vec<Diagnostic>) {
        let mut open: Vec<Option<&str>> = Vec::new();
        for piece in &map.pieces {
            match piece {
                Piece::Open(id) => {
                    let known = self.find(id).map(|_| id.as_str());
                    if let (Some(inner), Some(outer)) = (known, open.iter().flatten().next()) {
                        let message =
                            format!("`{inner}` lies within `{outer}` in this drawing, so it cannot be a link");
                        let finding = Diagnostic::new(&rules::BODY_MAP, map.file, message);
                        diagnostics.push(finding.help("put it beside the other part, not into it"));
                    }
                    open.push(known);
                }
                Piece::Close => {
                    open.pop();
                }
                Piece::Markup(_) => {}
            }
        }
    }
}
