//! The resolved whole, immutable once made.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::bibliography::Uses;
use super::body_sites::BodySites;
use super::collate;
use super::graph::{Csr, Edge};
use super::names::{Ambiguous, Name};
use super::route;
use crate::cite::{Library, WorkIx};
use crate::diag::{Diagnostic, Place, rules};
use crate::model::{BodyMap, BodySite, Entry, Kind, Person, Relation, RelationKind, Term};

/// A row in one [`Site`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIx(pub(super) u32);

impl EntryIx {
    /// The position of the row.
    pub fn row(self) -> usize {
        self.0 as usize
    }
}

/// All that a site is made from.
#[derive(Default)]
pub struct Parts {
    pub entries: Vec<Arc<Entry>>,
    pub terms: Vec<Term>,
    pub people: Vec<Person>,
    pub body_sites: Vec<BodySite>,
    pub body_map: Option<BodyMap>,
    pub library: Library,
    /// Paths of pictures from the content folder, sorted.
    pub images: Vec<Arc<str>>,
    /// Where the entries lie, from the book's folder.
    pub content_dir: String,
    /// BCP 47 tag; decides how names are sorted.
    pub language: String,
    /// Ids of drafts that were left out, for better messages.
    pub drafts: Vec<String>,
}

/// An old address and where it leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// From the root of the site.
    pub from: String,
    pub to: EntryIx,
}

/// A book as a whole.
pub struct Site {
    /// Sorted by kind, then id.
    pub entries: Vec<Arc<Entry>>,
    /// Addresses of the entries, from the root of the site.
    routes: Vec<String>,
    /// Position of every entry among all titles, in the order of the book's language.
    ranks: Vec<u32>,
    pub(super) by_id: FxHashMap<String, EntryIx>,
    pub(super) by_path: FxHashMap<Arc<str>, EntryIx>,
    pub(super) by_name: FxHashMap<String, Vec<EntryIx>>,
    /// All names for the A to Z, in the order of the book's language.
    pub names: Vec<Name>,
    /// Names that several entries bear.
    pub ambiguous: Vec<Ambiguous>,
    pub(super) edges: Vec<Edge>,
    pub(super) outgoing: Csr,
    pub(super) incoming: Csr,
    /// Entries that an entry's text links to.
    pub(super) links: Csr,
    pub(super) mentions: Csr,
    pub body_sites: BodySites,
    pub terms: Vec<Term>,
    pub people: Vec<Person>,
    pub library: Library,
    /// Where each source is used, in the order of the library.
    pub uses: Vec<Uses>,
    pub redirects: Vec<Redirect>,
    pub(super) images: Vec<Arc<str>>,
    pub(super) content_dir: String,
    pub language: String,
    pub(super) drafts: Vec<String>,
}

impl Site {
    /// The entry of a row.
    pub fn entry(&self, ix: EntryIx) -> &Entry {
        &self.entries[ix.row()]
    }

    /// The address of an entry from the root of the site, such as `conditions/knee-pain.html`.
    pub fn route(&self, ix: EntryIx) -> &str {
        &self.routes[ix.row()]
    }

    /// Sorts titles as the book's language does.
    pub fn rank(&self, ix: EntryIx) -> u32 {
        self.ranks[ix.row()]
    }

    /// All entries, by kind and id.
    pub fn all(&self) -> impl Iterator<Item = EntryIx> + use<> {
        (0..self.entries.len() as u32).map(EntryIx)
    }

    /// Entries of a kind, in the order of their titles.
    pub fn of_kind(&self, kind: Kind) -> Vec<EntryIx> {
        let mut entries: Vec<EntryIx> = self.all().filter(|ix| self.entry(*ix).facts.kind == kind).collect();
        entries.sort_by_key(|ix| self.rank(*ix));
        entries
    }

    /// The entry with that id.
    pub fn find(&self, id: &str) -> Option<EntryIx> {
        self.by_id.get(id).copied()
    }

    /// The home page's own words, if the book has any.
    pub fn home(&self) -> Option<EntryIx> {
        self.all().find(|ix| self.entry(*ix).facts.kind == Kind::Home)
    }

    /// What an entry declares about others, in the order of declaration.
    pub fn declared(&self, from: EntryIx, kind: RelationKind) -> impl Iterator<Item = (Edge, &Relation)> {
        self.edges_of(&self.outgoing, from, kind)
    }

    /// What others declare about an entry, in the order of their rows.
    pub fn derived(&self, to: EntryIx, kind: RelationKind) -> impl Iterator<Item = (Edge, &Relation)> {
        self.edges_of(&self.incoming, to, kind)
    }

    fn edges_of<'a>(
        &'a self,
        csr: &'a Csr,
        ix: EntryIx,
        kind: RelationKind,
    ) -> impl Iterator<Item = (Edge, &'a Relation)> {
        csr.row(ix.row())
            .iter()
            .map(|edge| self.edges[*edge as usize])
            .filter(move |edge| edge.kind == kind)
            .map(|edge| (edge, &self.entry(edge.from).facts.relations[edge.nth as usize]))
    }

    /// Entries related from either side, without repetition, in the order of their titles.
    pub fn either_way(&self, ix: EntryIx, kind: RelationKind) -> Vec<EntryIx> {
        let mut others: Vec<EntryIx> = self.declared(ix, kind).map(|(edge, _)| edge.to).collect();
        others.extend(self.derived(ix, kind).map(|(edge, _)| edge.from));
        others.sort_by_key(|other| self.rank(*other));
        others.dedup();
        others
    }

    /// Entries whose text links to this one and that have no declared relation to it, in the order of their titles.
    pub fn mentioned_by(&self, ix: EntryIx) -> Vec<EntryIx> {
        let related = |other: EntryIx| {
            let row = |csr: &Csr| {
                csr.row(ix.row()).iter().any(|edge| {
                    let edge = self.edges[*edge as usize];
                    edge.from == other || edge.to == other
                })
            };
            row(&self.outgoing) || row(&self.incoming)
        };
        let mut others: Vec<EntryIx> = self
            .mentions
            .row(ix.row())
            .iter()
            .map(|row| EntryIx(*row))
            .filter(|other| *other != ix && self.entry(*other).facts.kind != Kind::Home && !related(*other))
            .collect();
        others.sort_by_key(|other| self.rank(*other));
        others
    }

    /// Positions of the glossary's terms in the order of the book's language.
    pub fn sorted_terms(&self) -> Vec<usize> {
        let ranks = collate::ranks(&self.language, self.terms.iter().map(|term| term.term.as_str()));
        let mut order: Vec<usize> = (0..self.terms.len()).collect();
        order.sort_by_key(|nth| ranks[*nth]);
        order
    }

    /// The source with that key.
    pub fn work(&self, key: &str) -> Option<WorkIx> {
        self.library.find(key)
    }

    /// The person with that id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}

/// Sorts the entries, gives them rows and addresses, and reports ids that several bear.
pub(super) fn index(parts: Parts, diagnostics: &mut Vec<Diagnostic>) -> Site {
    let mut entries = parts.entries;
    entries.sort_by(|a, b| (a.facts.kind, &a.facts.id, &a.path).cmp(&(b.facts.kind, &b.facts.id, &b.path)));
    let mut by_id: FxHashMap<String, EntryIx> = FxHashMap::default();
    let mut kept: Vec<Arc<Entry>> = Vec::with_capacity(entries.len());
    for entry in entries {
        match by_id.get(&entry.facts.id) {
            Some(first) => diagnostics.push(duplicate(&entry, &kept[first.row()])),
            None => {
                by_id.insert(entry.facts.id.clone(), EntryIx(kept.len() as u32));
                kept.push(entry);
            }
        }
    }
    let by_path = kept.iter().enumerate().map(|(row, entry)| (entry.path.clone(), EntryIx(row as u32))).collect();
    let routes = kept.iter().map(|entry| route::entry(&entry.facts)).collect();
    let ranks = collate::ranks(&parts.language, kept.iter().map(|entry| entry.facts.title.as_str()));
    Site {
        uses: Vec::new(),
        names: Vec::new(),
        ambiguous: Vec::new(),
        by_name: FxHashMap::default(),
        edges: Vec::new(),
        outgoing: Csr::default(),
        incoming: Csr::default(),
        links: Csr::default(),
        mentions: Csr::default(),
        redirects: Vec::new(),
        body_sites: BodySites::new(parts.body_sites, parts.body_map),
        terms: parts.terms,
        people: parts.people,
        library: parts.library,
        images: parts.images,
        content_dir: parts.content_dir,
        language: parts.language,
        drafts: parts.drafts,
        entries: kept,
        routes,
        ranks,
        by_id,
        by_path,
    }
}

fn duplicate(entry: &Entry, first: &Entry) -> Diagnostic {
    let message = format!("the id `{}` is already that of `{}`", entry.facts.id, first.path);
    Diagnostic::new(&rules::DUPLICATE_ID, entry.file, message)
        .at(Place::field("id"))
        .help("rename one of the files, or give one another `id`")
}
