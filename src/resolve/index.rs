//! What entries are called and where they stand. It depends on nothing but their identities, so it stays the same
//! object as long as only texts and relations are edited, and whoever holds its rows may keep them.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::names::{Ambiguous, Name};
use super::site::EntryIx;
use super::{collate, names, route};
use crate::diag::{Diagnostic, Place, rules};
use crate::model::{Entry, Kind};

/// An old address and where it leads now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// From the root of the site.
    pub from: String,
    pub to: EntryIx,
}

/// Rows, names and addresses of all entries.
#[derive(Debug, Default)]
pub struct Index {
    /// Of all entries in the order given, also of those that have no row.
    identities: Vec<u64>,
    language: String,
    /// The letters under which the book's language lists names.
    pub alphabet: Alphabet,
    /// For each row the position of its entry in the order given.
    order: Vec<u32>,
    /// Addresses of the entries, from the root of the site.
    pub(super) routes: Vec<String>,
    /// Position of every entry among all titles, in the order of the book's language.
    pub(super) ranks: Vec<u32>,
    /// Entries by their addresses, but for the home page's own words.
    pub(super) by_route: FxHashMap<String, EntryIx>,
    pub(super) by_id: FxHashMap<String, EntryIx>,
    pub(super) by_path: FxHashMap<Arc<str>, EntryIx>,
    pub(super) by_name: FxHashMap<String, Vec<EntryIx>>,
    /// All names for the A to Z, in the order of the book's language.
    pub names: Vec<Name>,
    /// Names that several entries bear.
    pub ambiguous: Vec<Ambiguous>,
    pub redirects: Vec<Redirect>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Index {
    /// The index of entries in the order given: `previous` itself where it would be the same.
    pub(super) fn of(given: &[Arc<Entry>], language: &str, previous: Option<&Arc<Index>>) -> Arc<Index> {
        let same = |old: &&Arc<Index>| {
            old.language == language && old.identities.iter().eq(given.iter().map(|entry| &entry.identity))
        };
        previous.filter(same).cloned().unwrap_or_else(|| Arc::new(Index::new(given, language)))
    }

    fn new(given: &[Arc<Entry>], language: &str) -> Index {
        let mut diagnostics = Vec::new();
        let (order, by_id) = rows(given, &mut diagnostics);
        let mut index = Index {
            identities: given.iter().map(|entry| entry.identity).collect(),
            language: language.to_owned(),
            alphabet: Alphabet::new(language),
            order,
            by_id,
            ..Index::default()
        };
        let entries = index.entries(given);
        index.by_path =
            entries.iter().enumerate().map(|(row, entry)| (entry.path.clone(), EntryIx(row as u32))).collect();
        index.routes = entries.iter().map(|entry| route::entry(&entry.facts)).collect();
        let routes = index.routes.iter().zip(&entries).enumerate();
        let pages = routes.filter(|(_, (_, entry))| entry.facts.kind != Kind::Home);
        index.by_route = pages.map(|(row, (route, _))| (route.clone(), EntryIx(row as u32))).collect();
        index.ranks = collate::ranks(language, entries.iter().map(|entry| entry.facts.title.as_str()));
        names::add(&mut index, &entries);
        index.redirects = route::redirects(&index, &entries, &mut diagnostics);
        index.diagnostics = diagnostics;
        index
    }

    /// The entries of the rows.
    pub(super) fn entries(&self, given: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        self.order.iter().map(|at| given[*at as usize].clone()).collect()
    }
}

/// Gives entries their rows, by kind and id, and reports ids that several bear.
fn rows(given: &[Arc<Entry>], diagnostics: &mut Vec<Diagnostic>) -> (Vec<u32>, FxHashMap<String, EntryIx>) {
    let mut sorted: Vec<u32> = (0..given.len() as u32).collect();
    let key = |at: &u32| {
        let entry = &given[*at as usize];
        (entry.facts.kind, &entry.facts.id, &entry.path)
    };
    sorted.sort_by(|a, b| key(a).cmp(&key(b)));
    let mut by_id: FxHashMap<String, EntryIx> = FxHashMap::default();
    let mut order: Vec<u32> = Vec::with_capacity(sorted.len());
    for at in sorted {
        let entry = &given[at as usize];
        match by_id.get(&entry.facts.id) {
            Some(first) => diagnostics.push(duplicate(entry, &given[order[first.row()] as usize])),
            None => {
                by_id.insert(entry.facts.id.clone(), EntryIx(order.len() as u32));
                order.push(at);
            }
        }
    }
    (order, by_id)
}

fn duplicate(entry: &Entry, first: &Entry) -> Diagnostic {
    let message = format!("the id `{}` is already that of `{}`", entry.facts.id, first.path);
    Diagnostic::new(&rules::DUPLICATE_ID, entry.file, message)
        .at(Place::field("id"))
        .help("rename one of the files, or give one another `id`")
}
