//! What can be counted of every entry.

use rayon::prelude::*;

use super::Desk;
use super::claims;
use super::prose::{Block, BlockKind, blocks};
use crate::check::readability::{self, Grade};
use crate::markdown::LinkTarget;
use crate::model::{Kind, RelationKind};
use crate::resolve::{Destination, EntryIx, Site};

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
        self.sources == 0 && is_medical(site, self.ix)
    }
}

/// Whether an entry is about health: plain pages are about the site.
pub(super) fn is_medical(site: &Site, ix: EntryIx) -> bool {
    !matches!(site.entry(ix).facts.kind, Kind::Page | Kind::Home)
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

/// Whether another entry's text links to each entry.
fn linked(site: &Site) -> Vec<bool> {
    let mut linked = vec![false; site.entries.len()];
    for from in site.all() {
        for to in site.links_from(from).filter(|to| *to != from) {
            linked[to.row()] = true;
        }
    }
    linked
}

fn measure(site: &Site, language: &str, ix: EntryIx, sources: usize, linked: bool) -> Measure {
    let entry = site.entry(ix);
    let medical = is_medical(site, ix);
    let blocks = text_of(site, ix);
    let running = || blocks.iter().filter(|block| block.is_running()).map(|block| block.text.as_str());
    let (outgoing, incoming) = relations(site, ix);
    let summarised = matches!(entry.facts.kind, Kind::Faq | Kind::Page) || entry.facts.summary.is_some();
    Measure {
        ix,
        sources,
        claims: if medical { claims::uncited(&blocks).len() } else { 0 },
        orphan: medical && !linked && outgoing.is_empty() && incoming.is_empty(),
        one_way: one_way(site, ix, &outgoing, &incoming),
        incoming: incoming.len(),
        outgoing: outgoing.len(),
        empty_sections: empty_sections(site, ix, &blocks),
        missing_summary: !summarised,
        words: running().map(|text| readability::words(text).count()).sum(),
        grade: readability::grade(language, running()),
    }
}

/// The text of an entry's body, block by block.
pub(super) fn text_of(site: &Site, ix: EntryIx) -> Vec<Block> {
    let title = |target: &LinkTarget| match site.destination(ix, target) {
        Ok(Destination::Entry(to, _)) => site.entry(to).facts.title.clone(),
        Ok(Destination::Source(work)) => site.data.library.work(work).title.clone(),
        Ok(Destination::Image(_)) | Err(_) => String::new(),
    };
    blocks(&site.entry(ix).body, &title)
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
    if !is_medical(site, ix) {
        return Vec::new();
    }
    let related = |other: &EntryIx| outgoing.contains(other) || incoming.contains(other);
    let back = |other: EntryIx| site.links_from(other).any(|to| to == ix);
    let others = site.links_from(ix).filter(|other| *other != ix && is_medical(site, *other));
    others.filter(|other| !related(other) && !back(*other)).collect()
}

/// Headings with nothing below them. One that bears the id of a section gets that section's facts: it is not empty.
fn empty_sections(site: &Site, ix: EntryIx, blocks: &[Block]) -> Vec<usize> {
    let body = &site.entry(ix).body;
    let sections = site.sections(ix);
    let filled = |nth: usize| {
        let heading = &body.headings[nth];
        let end = body.headings[nth + 1..].iter().find(|next| next.level <= heading.level);
        let range = heading.at..end.map_or(body.html.len(), |next| next.at);
        let placed = |id: &str| sections.iter().any(|section| section.id() == id);
        placed(&heading.id)
            || body.headings[nth..].iter().take_while(|below| range.contains(&below.at)).any(|below| placed(&below.id))
            || blocks.iter().any(|block| block.kind != BlockKind::Heading && range.contains(&block.at))
            || body.html[range].contains("<img")
    };
    (0..body.headings.len()).filter(|nth| !filled(*nth)).collect()
}
