//! **disk**: a site on disk, replaced as a whole or not at all.
//!
//! Comes in: an output folder, what must never be written to ([`Protected`]), and files one by one. Goes out: the
//! folder with the new site in it and a [`Report`].
//!
//! - A manifest with hashes says which files are ours. No other file is changed or removed. A file of ours that something else
//!   changed is found (module `integrity`), reported and written again; where the new site does not have it, it stays.
//! - New files are written beside the output folder, unchanged ones are linked over, and then the two folders are
//!   exchanged in one step where the system can do so (Linux), in two renames elsewhere. A build that fails, is
//!   killed or meets a full disk leaves the old site as it was; the next build clears up, and puts back a site that a failed
//!   exchange left in the working directory.
//! - Only [`Dir`] writes, here and in the commands that change a book: through no symbolic link, over no file of others.
//! - Where nothing changed, nothing is written; where nothing changed that the files are made from, none is made.
//! - Several machines may each write a part of a site ([`Origin`]); [`join`] makes the site of them.

mod clean;
#[allow(clippy::disallowed_methods, reason = "the module that writes")]
mod dir;
mod error;
mod guard;
mod integrity;
mod join;
mod lock;
mod manifest;
mod stage;
mod swap;
mod writer;

pub use clean::clean;
pub use dir::Dir;
pub use error::DiskError;
pub use guard::{Protected, check_target};
pub use join::join;
pub use manifest::Origin;
pub use swap::waiting_site;
pub use writer::{Report, Writer};
