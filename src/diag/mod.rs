//! **diag**: what went wrong, where, and what to do about it.
//!
//! Comes in: findings as plain data ([`Diagnostic`]) from every room, and the texts they blame ([`Texts`]).
//! Goes out: what is reported of them ([`judge()`], [`settle`]), and reports for people ([`human`]), for tools
//! ([`json`], [`sarif`], [`junit`]) and for code review ([`github`]).
//! Must not know: any other room. Stages say what is wrong; how bad that is stands in [`rules`] and may be
//! changed in `book.toml`.

mod allow;
pub mod baseline;
mod diagnostic;
pub mod github;
pub mod human;
pub mod json;
mod judge;
pub mod junit;
mod lines;
mod locate;
pub mod manual;
pub mod rules;
pub mod sarif;
mod suggest;

pub use allow::{Allow, allows};
pub use baseline::Baseline;
pub use diagnostic::{Diagnostic, Edit, FileId, Finding, Fix, Level, Nature, OptionValue, Place, Rule, RuleOption};
pub use judge::{Judged, Policy, judge};
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

/// Turns diagnostics into findings: finds their places and sorts them by path, then place, then rule, so that the order
/// never depends on threads.
pub fn settle(diagnostics: impl IntoIterator<Item = (Level, Diagnostic)>, texts: &dyn Texts) -> Vec<Finding> {
    let diagnostics = diagnostics.into_iter();
    let mut findings: Vec<Finding> =
        diagnostics.map(|(level, diagnostic)| settle_one(level, diagnostic, texts)).collect();
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup();
    findings
}

fn settle_one(level: Level, diagnostic: Diagnostic, texts: &dyn Texts) -> Finding {
    let path = diagnostic.file.map(|file| texts.path(file).to_owned());
    let text = diagnostic.file.and_then(|file| texts.text(file));
    let span: Option<Range<usize>> = text.and_then(|text| locate(text, diagnostic.place));
    let position = match (text, &span) {
        (Some(text), Some(span)) => Some(line_column(text, span.start)),
        _ => None,
    };
    Finding {
        rule: diagnostic.rule.name,
        level,
        message: diagnostic.message,
        help: diagnostic.help,
        file: diagnostic.file,
        path,
        span,
        position,
        fix: diagnostic.fix,
    }
}
