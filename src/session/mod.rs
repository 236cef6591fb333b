//! **session**: a book on disk into everything that can be known about it.
//!
//! Comes in: the folder of a book and a few wishes ([`Options`]). Goes out: a [`Snapshot`]: settings, files, the
//! resolved site, its references, its theme, and every finding. Commands are thin shells around one. A [`Session`] makes
//! one snapshot after another and does again only what a change touches ([`Memory`]); a build is its first one.
//! Must not know: terminals, exit codes, how sites are written.

mod memory;
mod open;
mod snapshot;
mod stamp;
mod tables;
mod unread;

pub use memory::{BookFiles, Memory, Work};
pub use open::{OpenError, Session, Update, find_root, open, settings};
pub use snapshot::{Options, Snapshot};
