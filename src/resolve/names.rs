//! Names: titles and aliases, which entries bear them, and which are borne by several.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use super::alphabet::{Alphabet, Listed};
use super::index::Index;
use super::route::name_file;
use super::site::EntryIx;
use crate::model::{AliasKind, Entry, Kind, normal_name};

/// A row of the A to Z.
#[derive(Clone, Debug)]
pub struct Name {
    pub name: String,
    /// Under which it is listed.
    pub letter: String,
    pub entry: EntryIx,
    /// Whether this is the entry's title and not another name of it.
    pub title: bool,
    pub kind: Option<AliasKind>,
    /// Position in [`Index::ambiguous`](super::Index::ambiguous) when several entries bear it.
    pub ambiguous: Option<usize>,
}

/// A name that several entries bear.
#[derive(Clone, Debug)]
pub struct Ambiguous {
    pub name: String,
    /// File name of its page.
    pub slug: String,
    /// In the order of their titles.
    pub entries: Vec<EntryIx>,
}

/// Fills the names of an index that has rows and ranks.
pub(super) fn add(index: &mut Index, entries: &[Arc<Entry>]) {
    let mut rows = rows(entries, &index.alphabet);
    let mut bearers: FxHashMap<&str, Vec<(EntryIx, usize)>> = FxHashMap::default();
    for (nth, (row, normal)) in rows.iter().enumerate() {
        let bearers = bearers.entry(normal).or_default();
        if !bearers.iter().any(|(entry, _)| *entry == row.entry) {
            bearers.push((row.entry, nth));
        }
    }
    let mut several: Vec<(&str, usize)> = Vec::new();
    for (normal, bearers) in bearers {
        let mut entries: Vec<EntryIx> = bearers.iter().map(|(entry, _)| *entry).collect();
        entries.sort_by_key(|entry| index.ranks[entry.row()]);
        if entries.len() > 1 {
            several.push((normal, bearers[0].1));
        }
        index.by_name.insert(normal.to_owned(), entries);
    }
    several.sort_unstable();
    let mut by_normal: FxHashMap<String, usize> = FxHashMap::default();
    for (normal, nth) in several {
        let name = rows[nth].0.name.clone();
        let slug = free_slug(&name, &index.ambiguous);
        by_normal.insert(normal.to_owned(), index.ambiguous.len());
        index.ambiguous.push(Ambiguous { name, slug, entries: index.by_name[normal].clone() });
    }
    for (row, normal) in &mut rows {
        row.ambiguous = by_normal.get(normal).copied();
    }
    // The several spellings of an ambiguous name lead to one page: one row is enough.
    let mut seen = vec![false; index.ambiguous.len()];
    let kind = |row: &Name| entries[row.entry.row()].facts.kind;
    index.names = rows
        .into_iter()
        .map(|(row, _)| row)
        .filter(|row| row.ambiguous.is_none_or(|nth| !std::mem::replace(&mut seen[nth], true)))
        .filter(|row| !matches!(kind(row), Kind::Faq | Kind::Page | Kind::Home))
        .collect();
}

/// Every title and alias with its normal form, in the order of the book's language, without an entry's repetitions of
/// itself.
fn rows(entries: &[Arc<Entry>], alphabet: &Alphabet) -> Vec<(Name, String)> {
    let mut rows: Vec<(Name, String)> = Vec::new();
    for (nth, entry) in entries.iter().enumerate() {
        let facts = &entry.facts;
        let own = rows.len();
        let ix = EntryIx(nth as u32);
        rows.push((row(&facts.title, ix, true, None), normal_name(&facts.title)));
        for alias in &facts.aliases {
            let normal = normal_name(&alias.name);
            if !normal.is_empty() && !rows[own..].iter().any(|(_, other)| *other == normal) {
                rows.push((row(&alias.name, ix, false, alias.kind), normal));
            }
        }
    }
    let Listed { order, letters } = alphabet.listed(rows.iter().map(|(row, _)| row.name.as_str()));
    let mut rows: Vec<Option<(Name, String)>> = rows.into_iter().map(Some).collect();
    let listed = order.into_iter().zip(letters).filter_map(|(nth, letter)| Some((rows[nth as usize].take()?, letter)));
    listed.map(|((row, normal), letter)| (Name { letter, ..row }, normal)).collect()
}

fn row(name: &str, entry: EntryIx, title: bool, kind: Option<AliasKind>) -> Name {
    Name { name: name.to_owned(), letter: String::new(), entry, title, kind, ambiguous: None }
}

fn free_slug(name: &str, taken: &[Ambiguous]) -> String {
    let base = name_file(name);
    let mut candidate = base.clone();
    let mut n = 1;
    while taken.iter().any(|other| other.slug == candidate) {
        n += 1;
        candidate = format!("{base}-{n}");
    }
    candidate
}
