//! HL7 Context-Aware Knowledge Retrieval ("Infobutton") for a site that is only files: a record system asks for a
//! code, and gets the page of that code.
//!
//! Comes in: the codes of a book with their entries ([`CodeTopics`], gathered in [`Codes`]), and who says so
//! ([`Source`]). Goes out: the files below `infobutton/` ([`files`]), and for a server which of them answers a
//! request ([`answer`]). The page `infobutton/index.html` is a page like any other; its script
//! (`themes/default/static/infobutton.js`) follows the same rules as [`answer`], and both are tried with
//! `tests/infobutton/requests.json`.
//!
//! The names of parameters are those of the URL-based implementation guide (HL7 V3 IG INFOB, release 4). Answers have
//! the form that MedlinePlus Connect gives, since that is what clients in the field read.

mod codes;
mod feed;
mod files;
mod request;

pub use codes::{CodeTopics, Codes, Found, Topic};
pub use feed::{Source, atom, json};
pub use files::{files, profile, shards};
pub use request::{Answer, answer, parse_query};

/// Where the pages and files of the Infobutton lie, from the root of the site.
pub const FOLDER: &str = "infobutton";
