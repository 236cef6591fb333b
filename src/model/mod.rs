//! **model**: one file into one typed entry; and the book's data files into typed values.
//!
//! Comes in: a file as read. Goes out: an [`Entry`]: [`Facts`] (all that other entries may see) and a body; or a
//! glossary, synonyms, people, the tree of body sites and its drawing; and what is wrong with the file.
//! Must not know: other entries, addresses.

mod body_map;
mod check_digits;
mod code_systems;
mod data_files;
mod dates;
mod entry;
mod foreign;
mod front;
mod front_matter;
mod kind;
mod lower;
mod plain_text;
mod printed;
mod relation;
mod review;
mod words;

pub use body_map::{BodyMap, Piece, parse_body_map};
pub use code_systems::{CODE_SYSTEMS, CodeLayout, CodeSystem, code_key, written_code_system};
pub use data_files::{BodySite, Person, Term, parse_body_sites, parse_glossary, parse_people, parse_synonyms};
pub use entry::NotLinked;
pub use entry::{
    Alias, AliasKind, Caution, Change, ChangeKind, Code, Entry, Facts, GetHelp, NotRecommended, Picture, Recovery,
    Span, TextMarks, Unit, Urgency,
};
pub use front::{Front, front_schema};
pub use kind::Kind;
pub use printed::{printed_body_sites, printed_people, printed_terms};
pub use relation::{Evidence, Relation, RelationKind, Role, TreatmentType, Typical};
pub use review::{Review, stamp, text_mark};
pub use words::{normal_name, page_name_problem, valid_id};

use crate::diag::Diagnostic;
use crate::markdown::{self, MarkdownOptions};
use crate::source::SourceFile;
use crate::text::Quotes;

/// Reads one entry. `None` when the file has no front matter or no usable id.
pub fn parse(file: &SourceFile, kind: Kind, options: MarkdownOptions) -> (Option<Entry>, Vec<Diagnostic>) {
    let Some((front, body_at)) = front_matter::split(&file.text) else {
        return (None, vec![front_matter::missing(&file.text, file.id)]);
    };
    let (facts, mut diagnostics) = lower::facts(file, kind, &file.text[front.clone()], front.start);
    let Some(mut facts) = facts else { return (None, diagnostics) };
    facts.typeset(&Quotes::of(options.language));
    let (body, mut problems) = markdown::parse(&file.text[body_at..], body_at, file.id, options);
    diagnostics.append(&mut problems);
    let identity = facts.identity(file.id, &file.path);
    (Some(Entry { file: file.id, path: file.path.clone(), identity, facts, body }), diagnostics)
}
