//! What all pages share: the resolved site and the lists that would be slow to make for every page.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

use super::chunks::Chunk;
use super::layout::Layout;
use super::mentions::{Mention, Words};
use super::pictures::Pictures;
use crate::cite::{References, WorkIx};
use crate::config::Config;
use crate::model::{Code, Kind, RelationKind};
use crate::resolve::{EntryIx, Site, source_file};

/// Rows on one page of a long list.
pub(super) const ROWS: usize = 200;

/// Addresses of the theme's own files from the root of the site, by their path in the theme's `static` folder.
pub type Assets = std::collections::BTreeMap<String, String>;

/// A book ready for its pages: everything borrowed, so that making one costs nothing.
#[derive(Clone, Copy)]
pub struct Book<'a> {
    pub(super) site: &'a Site,
    pub(super) references: &'a References,
    pub(super) config: &'a Config,
    pub(super) lists: &'a Lists,
    pub(super) data_lists: &'a DataLists,
    pub(super) words: &'a Words,
    pub(super) layout: Layout,
    /// The file that holds pieces, where it is not a page; see [`Book::held_by`].
    pub(super) holder: Option<&'a str>,
    pub(super) pictures: &'a dyn Pictures,
}

/// The lists that do not change while only entries do: those of the sources and of the glossary.
pub struct DataLists {
    /// All sources in the order of their references.
    pub(super) sources: Vec<WorkIx>,
    /// The address of each source's page.
    source_routes: Vec<String>,
    /// Positions of the glossary's terms in the order of the book's language.
    pub(super) terms: Vec<usize>,
    /// The letter under which each of them is listed.
    pub(super) term_letters: Vec<String>,
    /// How they are spread over pages.
    pub(super) glossary: Vec<Chunk>,
    /// For each term the page on which it stands.
    pub(super) term_pages: Vec<u32>,
    /// For each source, as JSON-LD, what all pages that cite it say of it.
    pub(super) cited: Vec<OnceLock<Box<str>>>,
}

/// The lists that pages share, gathered once for a site.
pub struct Lists {
    /// Width and height of pictures by their path from the content folder.
    pub(super) image_sizes: FxHashMap<Arc<str>, (u32, u32)>,
    pub(super) assets: Assets,
    /// Entries of every kind in reading order, by [`Kind::ALL`].
    by_kind: Vec<Vec<EntryIx>>,
    /// Position of every entry among those of its kind.
    positions: Vec<u32>,
    /// Questions grouped by the entry that they are about first.
    pub(super) topics: Vec<Topic>,
    /// All codes of a terminology with the entries that bear them.
    pub(super) codes: Vec<(Code, Vec<EntryIx>)>,
    /// The last day on which anything was changed or reviewed.
    pub(super) newest: Option<Date>,
    /// Entries at each body site and within it.
    pub(super) site_counts: Vec<usize>,
    /// First row of the names under each page of the A to Z, with its letter.
    pub(super) az: Vec<Chunk>,
    /// Conditions and symptoms of the symptom finder.
    pub(super) named: super::symptom_finder::Named,
    /// What the text of every entry mentions: found when the first page asks.
    mentions: Vec<OnceLock<Box<[Mention]>>>,
    /// For each term the entries that mention it.
    mentioned_in: OnceLock<Vec<Vec<EntryIx>>>,
}

/// Questions about one entry.
pub(super) struct Topic {
    pub about: Option<EntryIx>,
    pub faqs: Vec<EntryIx>,
}

impl DataLists {
    /// Gathers and sorts.
    pub fn new(site: &Site, references: &References) -> DataLists {
        let mut sources: Vec<WorkIx> = site.data.library.all().collect();
        sources.sort_by_cached_key(|work| (sort_key(references.html(*work)), *work));
        let (terms, term_letters): (Vec<usize>, Vec<String>) = site.listed_terms().into_iter().unzip();
        let glossary = super::glossary::chunks(&term_letters);
        let mut term_pages = vec![0; terms.len()];
        for (page, chunk) in glossary.iter().enumerate() {
            terms[chunk.rows.clone()].iter().for_each(|nth| term_pages[*nth] = page as u32);
        }
        let cited = site.data.library.all().map(|_| OnceLock::new()).collect();
        let works = site.data.library.works();
        let source_routes = works.iter().map(|work| format!("sources/{}.html", source_file(&work.key))).collect();
        DataLists { sources, source_routes, terms, term_letters, glossary, term_pages, cited }
    }
}

impl Lists {
    /// Gathers what pages share. `image_sizes` holds width and height of pictures by their path from the content
    /// folder.
    pub fn new(site: &Site, image_sizes: FxHashMap<Arc<str>, (u32, u32)>, assets: Assets) -> Lists {
        let mut by_kind: Vec<Vec<EntryIx>> = Kind::ALL.iter().map(|kind| site.of_kind(*kind)).collect();
        by_kind[Kind::Page as usize].sort_by_key(|ix| (site.entry(*ix).facts.order, site.rank(*ix)));
        let mut positions = vec![0; site.entries.len()];
        for entries in &by_kind {
            for (nth, ix) in entries.iter().enumerate() {
                positions[ix.row()] = nth as u32;
            }
        }
        Lists {
            topics: topics(site, &by_kind[Kind::Faq as usize]),
            codes: codes(site),
            newest: site.all().filter_map(|ix| site.entry(ix).facts.touched()).max(),
            az: super::letters::names(&site.index.names),
            mentions: site.all().map(|_| OnceLock::new()).collect(),
            mentioned_in: OnceLock::new(),
            site_counts: site_counts(site),
            named: super::symptom_finder::Named::new(site, &by_kind[Kind::Condition as usize]),
            by_kind,
            positions,
            image_sizes,
            assets,
        }
    }
}

impl<'a> Book<'a> {
    /// A book from what a session knows.
    pub fn new(
        site: &'a Site,
        references: &'a References,
        config: &'a Config,
        (lists, data_lists, words): (&'a Lists, &'a DataLists, &'a Words),
        pictures: &'a dyn Pictures,
    ) -> Book<'a> {
        Book { site, references, config, lists, data_lists, words, layout: Layout::Site, holder: None, pictures }
    }

    /// All that was resolved.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The address of a source's page.
    pub(super) fn source_route(&self, work: WorkIx) -> &'a str {
        &self.data_lists.source_routes[work.row()]
    }

    /// The references in the book's style.
    pub fn references(&self) -> &'a References {
        self.references
    }

    /// The settings.
    pub fn config(&self) -> &'a Config {
        self.config
    }

    /// The last day on which anything of the book was changed or reviewed.
    pub fn newest(&self) -> Option<Date> {
        self.lists.newest
    }

    /// Whether an entry is a draft.
    pub fn is_draft(&self, ix: EntryIx) -> bool {
        self.site.entry(ix).facts.draft
    }

    /// Addresses of the theme's files.
    pub fn assets(&self) -> &'a Assets {
        &self.lists.assets
    }

    /// Every code of a terminology with the entries that bear it, by system and code.
    pub fn codes(&self) -> &'a [(Code, Vec<EntryIx>)] {
        &self.lists.codes
    }

    /// Whether any entry has a code of a terminology.
    pub fn has_codes(&self) -> bool {
        !self.lists.codes.is_empty()
    }

    /// The address of one of the theme's files from the root of the site, by its name in the theme.
    pub fn asset(&self, name: &str) -> Option<&'a str> {
        self.lists.assets.get(name).map(String::as_str)
    }

    /// Entries of a kind in reading order: by title, plain pages as they say themselves.
    pub(super) fn of_kind(&self, kind: Kind) -> &'a [EntryIx] {
        self.lists.by_kind.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// What the text of an entry mentions.
    pub(super) fn mentions(&self, ix: EntryIx) -> &'a [Mention] {
        self.lists.mentions[ix.row()].get_or_init(|| self.words.mentions(self.site, ix))
    }

    /// The entries whose texts mention a term of the glossary, in the order of their titles.
    pub(super) fn mentioned_in(&self, term: usize) -> &'a [EntryIx] {
        &self.lists.mentioned_in.get_or_init(|| super::mentions::by_term(self))[term]
    }

    /// The entries before and after one in the list of its kind.
    pub(super) fn neighbours(&self, ix: EntryIx) -> (Option<EntryIx>, Option<EntryIx>) {
        let list = self.of_kind(self.site.entry(ix).facts.kind);
        let at = self.lists.positions[ix.row()] as usize;
        (at.checked_sub(1).and_then(|at| list.get(at)).copied(), list.get(at + 1).copied())
    }
}

/// Letters and digits in lower case, for sorting references as a reader sees them.
fn sort_key(html: &str) -> String {
    let visible = crate::text::line(html);
    visible.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
}

fn topics(site: &Site, faqs: &[EntryIx]) -> Vec<Topic> {
    let mut grouped: std::collections::BTreeMap<(bool, Option<(Kind, u32)>), Topic> = std::collections::BTreeMap::new();
    for faq in faqs {
        let about = site.declared(*faq, RelationKind::About).map(|(edge, _)| edge.to).next();
        let key = about.map(|about| (site.entry(about).facts.kind, site.rank(about)));
        grouped.entry((about.is_none(), key)).or_insert_with(|| Topic { about, faqs: Vec::new() }).faqs.push(*faq);
    }
    grouped.into_values().collect()
}

fn codes(site: &Site) -> Vec<(Code, Vec<EntryIx>)> {
    let mut codes: std::collections::BTreeMap<Code, Vec<EntryIx>> = std::collections::BTreeMap::new();
    for ix in site.all() {
        for code in &site.entry(ix).facts.codes {
            codes.entry(code.clone()).or_default().push(ix);
        }
    }
    codes.into_iter().collect()
}

/// How many different entries lie at each body site or within it.
fn site_counts(site: &Site) -> Vec<usize> {
    let sites = &site.data.body_sites;
    let mut at: Vec<Vec<EntryIx>> = (0..sites.sites.len()).map(|nth| site.entries_at(nth).collect()).collect();
    for nth in (0..at.len()).rev() {
        at[nth].sort_unstable();
        at[nth].dedup();
        if let Some(parent) = sites.sites[nth].parent {
            let entries = at[nth].clone();
            at[parent].extend(entries);
        }
    }
    at.iter().map(Vec::len).collect()
}
