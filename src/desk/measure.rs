//! What can be counted of every entry.

use rayon::prelude::*;

use super::Desk;
use crate::check::readability::{self, Grade};
use crate::check::{claims, empty_sections, is_orphan, linked, text_of};
use crate::model::{Kind, RelationKind};
use crate::resolve::{EntryIx, Site};

/// One entry in numbers; see [`definitions`](super::definitions) for what each means.
pub(super) struct Measure {
    pub ix: EntryIx,
    pub sources: usize,
    pub claims: usize,
    pub incoming: usize,
    pub outgoing: usize,
    pub orphan: bool,
    pub one_way: Vec<EntryIx>,
    /// Positions among the body's headings.
    pub empty_sections: Vec<usize>,
    pub missing_summary: bool,
    pub words: usize,
    pub grade: Option<Grade>,
}

impl Measure {
    /// Whether the entry rests on nothing, though it should.
    pub fn without_sources(&self, site: &Site) -> bool {
        self.sources == 0 && site.entry(self.ix).facts.kind.is_medical()
    }
}

/// Every entry of the book, in the order of its rows.
pub(super) fn all(desk: &Desk) -> Vec<Measure> {
    let (site, language) = (desk.site(), desk.config().language.as_str());
    let sources = sources(site);
    let rows: Vec<EntryIx> = site.all().filter(|ix| site.entry(*ix).facts.kind != Kind::Home).collect();
    let linked = linked(site);
    let measured = |ix: EntryIx| measure(site, language, ix, sources[ix.row()], linked[ix.row()]);
    rows.into_par_iter().map(measured).collect()
}

/// One entry of the book.
pub(super) fn one(desk: &Desk, ix: EntryIx) -> Measure {
    let site = desk.site();
    measure(site, &desk.config().language, ix, sources(site)[ix.row()], linked(site)[ix.row()])
}

/// How many sources each entry cites.
fn sources(site: &Site) -> Vec<usize> {
    let mut counts = vec![0; site.entries.len()];
    for ix in site.uses.iter().flat_map(|uses| &uses.cited_by) {
        counts[ix.row()] += 1;
    }
    counts
}

fn measure(site: &Site, language: &str, ix: EntryIx, sources: usize, linked: bool) -> Measure {
    let entry = site.entry(ix);
    let medical = site.entry(ix).facts.kind.is_medical();
    let blocks = text_of(site, ix);
    let running = || blocks.iter().filter(|block| block.is_running()).map(|block| block.text.as_str());
    let (outgoing, incoming) = relations(site, ix);
    let summarised = matches!(entry.facts.kind, Kind::Faq | Kind::Page) || entry.facts.summary.is_some();
    Measure {
        ix,
        sources,
        claims: if medical { claims::uncited(&blocks, &claims::is_claim).len() } else { 0 },
        orphan: is_orphan(site, ix, linked),
        one_way: one_way(site, ix, &outgoing, &incoming),
        incoming: incoming.len(),
        outgoing: outgoing.len(),
        empty_sections: empty_sections(site, ix),
        missing_summary: !summarised,
        words: running().map(|text| readability::words(text).count()).sum(),
        grade: readability::grade(language, running()),
    }
}

/// The entries that an entry names in its relations, and those that name it.
fn relations(site: &Site, ix: EntryIx) -> (Vec<EntryIx>, Vec<EntryIx>) {
    let kinds = RelationKind::ALL.into_iter();
    let outgoing = kinds.clone().flat_map(|kind| site.declared(ix, kind).map(|(edge, _)| edge.to));
    let incoming = kinds.flat_map(|kind| site.derived(ix, kind).map(|(edge, _)| edge.from));
    (outgoing.collect(), incoming.collect())
}

/// Entries that the text links to, that are not related and whose text does not link back.
fn one_way(site: &Site, ix: EntryIx, outgoing: &[EntryIx], incoming: &[EntryIx]) -> Vec<EntryIx> {
    if !site.entry(ix).facts.kind.is_medical() {
        return Vec::new();
    }
    let related = |other: &EntryIx| outgoing.contains(other) || incoming.contains(other);
    let back = |other: EntryIx| site.links_from(other).any(|to| to == ix);
    let others = site.links_from(ix).filter(|other| *other != ix && site.entry(*other).facts.kind.is_medical());
    others.filter(|other| !related(other) && !back(*other)).collect()
}
