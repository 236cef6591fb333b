//! **cite**: sources and how they are cited.
//!
//! Comes in: bibliographies (BibLaTeX, Hayagriva's YAML), the name of a CSL style, citation groups of texts.
//! Goes out: a [`Library`] of typed [`Work`]s; [`References`], every reference as HTML, made once per style; and
//! a [`Numbering`] for each page: marks in the text and the list that they lead to.
//! Must not know: entries, addresses of pages.
//!
//! CSL is done by hayagriva. A CSL processor numbers a whole document, and one run per page would take most of a
//! build; so the processor runs once over the bibliography, and again over a few probes from which a style's
//! brackets, delimiters and ranges are learnt. Numbers are then given page by page.

mod biblatex_file;
mod biblatex_limits;
mod biblatex_plan;
mod biblatex_record;
mod contained;
mod csl_check;
mod detail;
mod expansion;
mod group;
mod html;
mod identifiers;
mod library;
mod number;
mod references;
mod retractions;
mod style;
mod yaml_file;

pub use group::{GroupItem, Locator, parse_group};
pub use library::{Author, Document, Library, Retracted, Standing, Superseded, Work, WorkIx};
pub use number::{Listed, Numbering};
pub use references::{References, doi_address, pubmed_address};
pub use retractions::{Retraction, Retractions};
pub use style::{Style, StyleProblem};
