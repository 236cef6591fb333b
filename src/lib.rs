//! Carebook turns structured Markdown entries about health into a cross-linked, fully cited website.
//!
//! Data flows one way, room by room; `ARCHITECTURE.md` shows the house:
//!
//! - [`diag`]: findings, and how they are printed
//! - [`data`]: YAML and TOML into typed values, strictly
//! - [`text`]: HTML as plain text, and the characters of scripts
//! - [`config`]: `book.toml` into settings
//! - [`source`]: the book's folder into files
//! - [`cite`]: bibliographies and citation styles
//! - [`markdown`]: a body into HTML with holes
//! - [`model`]: a file into a typed entry
//! - [`resolve`]: all entries into one site
//! - [`check`]: what an editor in chief would say
//! - [`pages`]: the site into views
//! - [`theme`]: views into HTML
//! - [`formats`]: what machines read of a site
//! - [`emit`]: HTML into a finished site, in memory or on disk
//! - [`session`]: a book on disk into all of the above
//! - [`desk`]: the editor's desk, in the preview only
//! - [`preview`]: a book in the browser while it is written
//! - [`cli`]: the commands

pub mod check;
pub mod cite;
pub mod cli;
pub mod config;
pub mod data;
pub mod desk;
pub mod diag;
pub mod emit;
pub mod formats;
pub mod markdown;
pub mod model;
pub mod pages;
pub mod preview;
pub mod resolve;
pub mod session;
pub mod source;
pub mod text;
pub mod theme;
