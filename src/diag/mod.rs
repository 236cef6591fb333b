//! **diag**: what went wrong, where, and what to do about it.
//!
//! Comes in: findings as plain data ([`Diagnostic`]) from every room, and the texts they blame ([`Texts`]).
//! Goes out: printed reports for people ([`human`]), for tools ([`json`]) and for code review ([`github`]).
//! Must not know: any other room. Stages say what is wrong; how bad that is stands in [`rules`] and may be
//! changed in `book.toml`.

mod diagnostic;
pub mod github;
pub mod human;
pub mod json;
mod lines;
mod locate;
pub mod rules;
mod suggest;

pub use diagnostic::{Diagnostic, FileId, Finding, Level, Place, Rule};
pub use lines::{LineColumn, line_column};
pub use locate::{Step, locate, locate_path};
pub use suggest::nearest;

use std::ops::Range;

/// The texts that findings point into; only the keeper of the files knows their paths.
pub trait Texts {
    /// The path as a person would type it from the book's folder, with forward slashes.
    fn path(&self, file: FileId) -> &str;
    /// The text as read; `None` for a file that is no text.
    fn text(&self, file: FileId) -> Option<&str>;
}

/// Turns diagnostics into findings: applies the book's levels, drops what is switched off, and sorts by path,
/// then place, then rule, so that the order never depends on threads.
pub fn settle(diagnostics: Vec<Diagnostic>, texts: &dyn Texts, level_of: &dyn Fn(&Rule) -> Level) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        diagnostics.into_iter().filter_map(|diagnostic| settle_one(diagnostic, texts, level_of)).collect();
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup();
    findings
}

fn settle_one(diagnostic: Diagnostic, texts: &dyn Texts, level_of: &dyn Fn(&Rule) -> Level) -> Option<Finding> {
    let level = level_of(diagnostic.rule);
    if level == Level::Off {
        return None;
    }
    let path = diagnostic.file.map(|file| texts.path(file).to_owned());
    let text = diagnostic.file.and_then(|file| texts.text(file));
    let span: Option<Range<usize>> = match (text, diagnostic.place) {
        (Some(text), place) => locate(text, place),
        (None, _) => None,
    };
    let position = match (text, &span) {
        (Some(text), Some(span)) => Some(line_column(text, span.start)),
        _ => None,
    };
    Some(Finding {
        rule: diagnostic.rule.name,
        level,
        message: diagnostic.message,
        help: diagnostic.help,
        file: diagnostic.file,
        path,
        span,
        position,
    })
}
