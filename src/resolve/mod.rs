//! **resolve**: all entries into one whole.
//!
//! Comes in: typed entries and data files of a book ([`Parts`]). Goes out: a [`Site`]: dense indices, relations
//! both ways, names, body sites, the bibliography with its uses, addresses; and every reference that leads nowhere.
//! Must not know: HTML, templates, files on disk.
//!
//! Total: a book with mistakes resolves as far as it can. An [`EntryIx`] means nothing outside its [`Site`], and
//! only this room can make one.

mod bibliography;
mod body_sites;
mod collate;
mod graph;
mod links;
mod names;
mod relations;
mod route;
mod sections;
mod site;

pub use bibliography::Uses;
pub use body_sites::BodySites;
pub use collate::letter;
pub use graph::{Csr, Edge};
pub use links::{Destination, LinkProblem};
pub use names::{Ambiguous, Name};
pub use route::{kind_index, relative, source_file};
pub use sections::Section;
pub use site::{EntryIx, Parts, Redirect, Site};

use crate::diag::Diagnostic;

/// Resolves a book.
pub fn resolve(parts: Parts) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut site = site::index(parts, &mut diagnostics);
    names::add(&mut site);
    relations::add(&mut site, &mut diagnostics);
    body_sites::add(&mut site, &mut diagnostics);
    links::add(&mut site, &mut diagnostics);
    bibliography::add(&mut site, &mut diagnostics);
    route::check(&mut site, &mut diagnostics);
    (site, diagnostics)
}
