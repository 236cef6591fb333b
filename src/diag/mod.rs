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
mod line_hash;
mod lines;
mod locate;
pub mod manual;
pub mod rules;
pub mod sarif;
mod suggest;
mod unread;

pub use allow::{Allow, allows};
pub use baseline::Baseline;
pub use diagnostic::{Diagnostic, Edit, FileId, Finding, Fix, Level, Nature, OptionValue, Place, Rule, RuleOption};
pub use judge::{Judged, Policy, judge};
pub use lines::{LineColumn, line_column};
pub use locate::{Locator, Step, YamlTree, locate, locate_path, too_deep, yaml_values};
pub use suggest::nearest;
pub use unread::UnreadNames;

use rustc_hash::FxHashMap;

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
    let mut places: FxHashMap<FileId, Locator> = FxHashMap::default();
    let mut settle_one = |(level, diagnostic): (Level, Diagnostic)| {
        let text = diagnostic.file.and_then(|file| Some((file, texts.text(file)?)));
        let locator = text.map(|(file, text)| &*places.entry(file).or_insert_with(|| Locator::new(text)));
        let span = locator.and_then(|locator| locator.locate(diagnostic.place));
        let position = locator.zip(span.as_ref()).map(|(locator, span)| locator.line_column(span.start));
        Finding {
            rule: diagnostic.rule.name,
            level,
            message: diagnostic.message,
            help: diagnostic.help,
            file: diagnostic.file,
            path: diagnostic.file.map(|file| texts.path(file).to_owned()),
            span,
            position,
            fix: diagnostic.fix,
        }
    };
    let mut findings: Vec<Finding> = diagnostics.into_iter().map(&mut settle_one).collect();
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    findings.dedup();
    findings
}
