//! **preview**: a book in the browser while it is being written.
//!
//! Comes in: the folder of a book, and where to listen ([`Wishes`]). Goes out: its site over HTTP, every page made when
//! it is asked for, and a word to all open pages when something changed; and [`Notice`]s for whoever started it.
//! Must not know: terminals; how anything is built, written or checked.
//!
//! - A request only picks from lists that are held in memory; no part of it ever becomes a path on the disk, and
//!   nothing is written.
//! - Pages are those of a build, byte for byte, with one script element more ([`SCRIPT_START`]).
//! - A book with errors leaves the last good pages in place; the findings are shown over them.

mod access;
mod answer;
mod client;
mod events;
mod look;
mod pages;
mod places;
mod reports;
mod server;
mod watch;

pub use access::Access;
pub use answer::{Answer, Body, Request};
pub use look::{Look, Notice, Preview, Shown};
pub use pages::SCRIPT_START;
pub use reports::{Reports, Tally};
pub use server::{Bound, ServeError, bind, serve};
pub use watch::{Heard, watch};

use std::net::IpAddr;

/// What whoever starts a preview asks for.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Where to listen; the own machine alone unless given.
    pub host: Option<IpAddr>,
    /// The port, and whether no other will do.
    pub port: u16,
    pub exact_port: bool,
    /// Other names under which requests may come, such as that of a proxy.
    pub names: Vec<String>,
    /// Look for changes instead of being told of them.
    pub poll: bool,
}
