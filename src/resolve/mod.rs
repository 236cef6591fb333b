//! **resolve**: all entries into one whole.
//!
//! Comes in: typed entries and data files of a book ([`Parts`]). Goes out: a [`Site`]: dense indices, relations
//! both ways, names, body sites, the bibliography with its uses, addresses; and every reference that leads nowhere.
//! Must not know: HTML, templates, files on disk.
//!
//! In three steps: an [`Index`] of names and addresses; for each entry what it refers to; and the whole gathered from
//! these. The first two are taken over from the site before where nothing that they depend on has changed.
//!
//! Total: a book with mistakes resolves as far as it can. An [`EntryIx`] means nothing outside its [`Site`], and
//! only this room can make one.

mod alphabet;
mod bibliography;
mod body_sites;
mod collate;
mod data;
mod gather;
mod graph;
mod index;
mod links;
mod names;
mod relations;
mod route;
mod row;
mod sections;
mod site;
mod unread;

pub use alphabet::{Alphabet, Listed};
pub use bibliography::{Uses, fact_citations};
pub use body_sites::BodySites;
pub use data::BookData;
pub use graph::{Csr, Edge};
pub use index::{Index, Redirect};
pub use links::{Destination, LinkProblem};
pub use names::{Ambiguous, Name};
pub use route::{kind_index, name_file, relative, source_file};
pub use sections::Section;
pub use site::{EntryIx, Parts, Site};
pub use unread::Unread;

use rayon::prelude::*;
use std::sync::Arc;

use crate::diag::Diagnostic;
use row::Row;

/// Resolves a book. What `previous` found out and what cannot have changed since is taken over: the index while no
/// entry changed its identity, and the references of every entry that is the same object.
pub fn resolve(parts: Parts, previous: Option<&Site>) -> (Site, Vec<Diagnostic>) {
    let index = Index::of(&parts.entries, &parts.data.language, previous.map(|site| &site.index));
    let entries = index.entries(&parts.entries);
    let mut site = Site { entries, data: parts.data, index, ..Site::default() };
    site.rows = rows(&site, previous);
    let mut diagnostics = gather::gather(&mut site);
    diagnostics.extend(site.index.diagnostics.iter().cloned());
    (site, diagnostics)
}

/// The references of every entry.
fn rows(site: &Site, previous: Option<&Site>) -> Vec<Arc<Row>> {
    let same = |old: &&Site| Arc::ptr_eq(&old.index, &site.index) && Arc::ptr_eq(&old.data, &site.data);
    let Some(old) = previous.filter(same) else {
        return site.all().collect::<Vec<_>>().into_par_iter().map(|ix| Arc::new(Row::of(site, ix))).collect();
    };
    let kept = old.entries.iter().zip(&old.rows).zip(site.all());
    kept.map(
        |((entry, row), ix)| {
            if Arc::ptr_eq(entry, &site.entries[ix.row()]) { row.clone() } else { Arc::new(Row::of(site, ix)) }
        },
    )
    .collect()
}
