//! **formats**: what machines read of a site.
//!
//! Comes in: a [`Book`](crate::pages::Book). Goes out: the list of files for programs ([`Formats::files`]) and their bytes:
//! data, feeds, answers for record systems, settings for servers.
//! Must not know: templates, disk.

pub mod calendar;
mod data;
mod feed;
mod files;
mod hosting;
pub mod infobutton;
mod markdown;
mod oembed;
mod script;
mod search;
mod server;
mod sitemap;
mod social;
mod symptom_finder;
mod topics;
mod web;
mod xml;

pub use data::{DataFile, ListingName, data_schema};
pub use files::{File, Formats};
pub use markdown::markdown;
pub use search::{SearchFile, SearchIndex};
pub use server::{ServerFacts, files as server_files};
pub use social::{HEIGHT, SocialPainter, SocialStyle, WIDTH};
pub use topics::codes;
