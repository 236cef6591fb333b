//! **model**: one file into one typed entry; and the book's data files into typed values.
//!
//! Comes in: a file as read. Goes out: an [`Entry`]: [`Facts`] (all that other entries may see) and a body; or a
//! glossary, synonyms, people, the tree of body sites and its drawing; and what is wrong with the file.
//! Must not know: other entries, addresses.

mod body_map;
mod check_digits;
mod code_systems;
mod data_files;
mod entry;
mod front;
mod kind;
mod lower;
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
pub use relation::{Evidence, Relation, RelationKind, Role, TreatmentType, Typical};
pub use review::{Review, stamp, text_mark};
pub use words::{normal_name, page_name_problem, valid_id};

use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::{self, MarkdownOptions};
use crate::source::SourceFile;

/// Reads one entry. `None` when the file has no front matter or no usable id.
pub fn parse(file: &SourceFile, kind: Kind, options: MarkdownOptions) -> (Option<Entry>, Vec<Diagnostic>) {
    let Some((front, body_at)) = split(&file.text) else {
        let message = if file.text.trim().is_empty() {
            "this file is empty"
        } else if file.text.starts_with("---") {
            "the front matter is not closed"
        } else {
            "this file has no front matter"
        };
        let diagnostic = Diagnostic::new(&rules::FRONT_MATTER, file.id, message)
            .at(Place::span(0..file.text.find('\n').unwrap_or(0)))
            .help("start the file with a line `---`, then `title: ...`, then a line `---`");
        return (None, vec![diagnostic]);
    };
    let (facts, mut diagnostics) = lower::facts(file, kind, &file.text[front.clone()], front.start);
    let Some(facts) = facts else { return (None, diagnostics) };
    let (body, mut problems) = markdown::parse(&file.text[body_at..], body_at, file.id, options);
    diagnostics.append(&mut problems);
    let identity = facts.identity(file.id, &file.path);
    (Some(Entry { file: file.id, path: file.path.clone(), identity, facts, body }), diagnostics)
}

/// The byte range of the front matter and the offset of the body.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.find('\n')?;
    if text[..first].trim_end() != "---" {
        return None;
    }
    let start = first + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
