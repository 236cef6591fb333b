//! The resolved whole, immutable once made.

use std::sync::Arc;

use super::bibliography::Uses;
use super::data::BookData;
use super::graph::{Csr, Edge};
use super::index::Index;
use super::row::Row;
use crate::cite::WorkIx;
use crate::model::{Entry, Kind, Person, Relation, RelationKind, normal_name};

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
    /// In the order of their paths.
    pub entries: Vec<Arc<Entry>>,
    pub data: Arc<BookData>,
}

/// A book as a whole.
#[derive(Default)]
pub struct Site {
    /// Sorted by kind, then id.
    pub entries: Vec<Arc<Entry>>,
    pub data: Arc<BookData>,
    pub index: Arc<Index>,
    /// What each entry refers to, row by row.
    pub(super) rows: Vec<Arc<Row>>,
    pub(super) edges: Vec<Edge>,
    pub(super) outgoing: Csr,
    pub(super) incoming: Csr,
    pub(super) mentions: Csr,
    pub(super) at_body_site: Csr,
    /// Where each source is used, in the order of the library.
    pub uses: Vec<Uses>,
}

impl Site {
    /// The entry of a row.
    pub fn entry(&self, ix: EntryIx) -> &Entry {
        &self.entries[ix.row()]
    }

    /// The address of an entry from the root of the site, such as `conditions/knee-pain.html`.
    pub fn route(&self, ix: EntryIx) -> &str {
        &self.index.routes[ix.row()]
    }

    /// The entry whose own page stands at an address from the root of the site.
    pub fn at_route(&self, route: &str) -> Option<EntryIx> {
        self.index.by_route.get(route).copied()
    }

    /// Sorts titles as the book's language does.
    pub fn rank(&self, ix: EntryIx) -> u32 {
        self.index.ranks[ix.row()]
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
        self.index.by_id.get(id).copied()
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

    /// Entries that the text of this one links to, in the order of their rows, without repetition.
    pub fn links_from(&self, from: EntryIx) -> impl Iterator<Item = EntryIx> {
        self.rows[from.row()].links.iter().map(|row| EntryIx(*row))
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

    /// Positions of the glossary's terms in the order of the book's language, each with the letter that lists it.
    pub fn listed_terms(&self) -> Vec<(usize, String)> {
        let listed = self.index.alphabet.listed(self.data.terms.iter().map(|term| term.term.as_str()));
        listed.order.into_iter().map(|nth| nth as usize).zip(listed.letters).collect()
    }

    /// Entries that name a body site itself, by its position.
    pub fn entries_at(&self, body_site: usize) -> impl Iterator<Item = EntryIx> {
        self.at_body_site.row(body_site).iter().map(|row| EntryIx(*row))
    }

    /// Whether there is an entry of that id or name of which nothing is to be said: its file has mistakes, or the site does
    /// not show its kind.
    pub(super) fn is_passed_over(&self, name: &str) -> bool {
        self.find(name).is_none() && (self.may_be_unread(name) || self.left_out(name).is_some())
    }

    /// Whether an id or name that no entry has may be that of an entry whose file could not be read.
    pub fn may_be_unread(&self, name: &str) -> bool {
        self.data.unread.entries.may_have(name) && !self.index.by_name.contains_key(&normal_name(name))
    }

    /// The title of an entry that is left out because of its kind, by its id or a name.
    pub fn left_out(&self, name: &str) -> Option<&str> {
        let left_out = &self.data.left_out;
        if left_out.is_empty() {
            return None;
        }
        left_out.get(name).or_else(|| left_out.get(&normal_name(name))).map(String::as_str)
    }

    /// The source with that key.
    pub fn work(&self, key: &str) -> Option<WorkIx> {
        self.data.library.find(key)
    }

    /// The person with that id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.data.people.iter().find(|person| person.id == id)
    }
}
