//! **formats**: what machines read of a site.
//!
//! Comes in: a [`Book`](crate::pages::Book). Goes out: the list of files for programs ([`Formats::files`]) and their bytes:
//! data, feeds, answers for record systems, settings for servers.
//! Must not know: templates, disk.

mod files;
mod markdown;

pub use files::{File, Formats};
pub use markdown::{markdown, markdown_route};
