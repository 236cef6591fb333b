//! Names: titles and aliases, which entries bear them, and which are borne by several.

use std::collections::BTreeMap;

use super::collate;
use super::site::{EntryIx, Site};
use crate::markdown::slug;
use crate::model::{AliasKind, Kind, normal_name};

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
    /// Position in [`Site::ambiguous`] when several entries bear it.
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

pub(super) fn add(site: &mut Site) {
    let mut rows = rows(site);
    let mut bearers: BTreeMap<String, Vec<(EntryIx, usize)>> = BTreeMap::new();
    for (nth, row) in rows.iter().enumerate() {
        let bearers = bearers.entry(normal_name(&row.name)).or_default();
        if !bearers.iter().any(|(entry, _)| *entry == row.entry) {
            bearers.push((row.entry, nth));
        }
    }
    for (normal, bearers) in bearers {
        let mut entries: Vec<EntryIx> = bearers.iter().map(|(entry, _)| *entry).collect();
        entries.sort_by_key(|entry| site.rank(*entry));
        if entries.len() > 1 {
            let name = rows[bearers[0].1].name.clone();
            let slug = free_slug(&name, &site.ambiguous);
            site.ambiguous.push(Ambiguous { name, slug, entries: entries.clone() });
        }
        site.by_name.insert(normal, entries);
    }
    let by_normal: BTreeMap<String, usize> =
        site.ambiguous.iter().enumerate().map(|(nth, ambiguous)| (normal_name(&ambiguous.name), nth)).collect();
    for row in &mut rows {
        row.ambiguous = by_normal.get(&normal_name(&row.name)).copied();
    }
    // The several spellings of an ambiguous name lead to one page: one row is enough.
    let mut seen = vec![false; site.ambiguous.len()];
    rows.retain(|row| row.ambiguous.is_none_or(|nth| !std::mem::replace(&mut seen[nth], true)));
    rows.retain(|row| !matches!(site.entry(row.entry).facts.kind, Kind::Faq | Kind::Page | Kind::Home));
    site.names = rows;
}

/// Every title and alias, in the order of the book's language, without an entry's repetitions of itself.
fn rows(site: &Site) -> Vec<Name> {
    let mut rows: Vec<Name> = Vec::new();
    for entry in site.all() {
        let facts = &site.entry(entry).facts;
        let mut seen = vec![normal_name(&facts.title)];
        rows.push(row(&facts.title, entry, true, None));
        for alias in &facts.aliases {
            let normal = normal_name(&alias.name);
            if !normal.is_empty() && !seen.contains(&normal) {
                seen.push(normal);
                rows.push(row(&alias.name, entry, false, alias.kind));
            }
        }
    }
    let collator = collate::collator(&site.language);
    rows.sort_by(|a, b| collate::compare(collator.as_ref(), &a.name, &b.name).then(a.entry.cmp(&b.entry)));
    rows
}

fn row(name: &str, entry: EntryIx, title: bool, kind: Option<AliasKind>) -> Name {
    Name { name: name.to_owned(), letter: collate::letter(name), entry, title, kind, ambiguous: None }
}

fn free_slug(name: &str, taken: &[Ambiguous]) -> String {
    let base = match slug(name) {
        empty if empty.is_empty() => "name".to_owned(),
        slug => slug,
    };
    let mut candidate = base.clone();
    let mut n = 1;
    while taken.iter().any(|other| other.slug == candidate) {
        n += 1;
        candidate = format!("{base}-{n}");
    }
    candidate
}
