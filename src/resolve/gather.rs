//! The references of all entries into relations both ways, links back, uses of sources.

use rustc_hash::FxHashSet;

use super::graph::{Csr, Edge};
use super::site::Site;
use super::{bibliography, links, relations};
use crate::diag::Diagnostic;
use crate::model::RelationKind;

/// Fills a site that has its rows; gives back everything that leads nowhere.
pub(super) fn gather(site: &mut Site) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut links: Vec<(u32, u32)> = Vec::new();
    let mut at_body_site: Vec<(u32, u32)> = Vec::new();
    for (from, row) in site.rows.iter().enumerate() {
        let from = from as u32;
        diagnostics.extend(row.diagnostics.iter().cloned());
        links.extend(row.links.iter().map(|to| (*to, from)));
        let first = |nth: &usize| !row.body_sites[..*nth].contains(&row.body_sites[*nth]);
        at_body_site.extend((0..row.body_sites.len()).filter(first).map(|nth| (row.body_sites[nth], from)));
    }
    let n = site.entries.len();
    site.mentions = Csr::from_pairs(n, &links);
    site.at_body_site = Csr::from_pairs(site.data.body_sites.sites.len(), &at_body_site);
    let edges = edges(site, &mut diagnostics);
    let numbered = || edges.iter().enumerate().map(|(nth, edge)| (edge, nth as u32));
    let outgoing: Vec<(u32, u32)> = numbered().map(|(edge, nth)| (edge.from.0, nth)).collect();
    let incoming: Vec<(u32, u32)> = numbered().map(|(edge, nth)| (edge.to.0, nth)).collect();
    site.outgoing = Csr::from_pairs(n, &outgoing);
    site.incoming = Csr::from_pairs(n, &incoming);
    site.edges = edges;
    site.uses = bibliography::uses(site, &mut diagnostics);
    // Anchors may be those of sections that relations make.
    links::check_anchors(site, &mut diagnostics);
    diagnostics
}

/// All relations. One that reads the same from both sides and is written on both counts once.
fn edges(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<Edge> {
    let mut seen: FxHashSet<(u32, u32, RelationKind)> = FxHashSet::default();
    let mut edges = Vec::with_capacity(site.rows.iter().map(|row| row.edges.len()).sum());
    for edge in site.rows.iter().flat_map(|row| &row.edges) {
        let (a, b) = (edge.from.0, edge.to.0);
        if !edge.kind.symmetric() || seen.insert((a.min(b), a.max(b), edge.kind)) {
            edges.push(*edge);
        } else {
            diagnostics.push(relations::repeated(site, *edge));
        }
    }
    edges
}
