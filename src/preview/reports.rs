//! What the newest look at a book found.

use rustc_hash::FxHashMap;
use serde::Serialize;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diag::human::{HumanOptions, report};
use crate::diag::{Diagnostic, FileId, Finding, Level, Texts, rules, settle};
use crate::session::{OpenError, Snapshot};
use crate::source::Sources;

/// Findings in an overlay; the desk has all of them.
const MOST: usize = 100;

/// Findings with the texts that they point into.
pub enum Reports {
    Book(Arc<Snapshot>),
    /// There is no book to look at: what keeps it from being one.
    Settings(Vec<Finding>, Box<Sources>),
}

/// Findings as open pages are told of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    /// Changes when anything about the findings does.
    pub hash: String,
}

#[derive(Serialize)]
struct Overlay<'a> {
    stale: bool,
    /// Findings that are not listed.
    more: usize,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    path: Option<&'a str>,
    findings: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    level: &'static str,
    rule: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// As the terminal shows it.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    editor: Option<String>,
}

impl Reports {
    /// A mistake of ours. It must not end the preview.
    pub(super) fn failed() -> Reports {
        let help = "please report it with the file that you saved last; the preview goes on with the next save";
        let message = "the book cannot be read, by a mistake of Carebook itself";
        Reports::alone(Diagnostic::without_file(&rules::UNREADABLE, message).help(help))
    }

    fn alone(finding: Diagnostic) -> Reports {
        let sources = Box::<Sources>::default();
        Reports::Settings(settle([(Level::Error, finding)], &*sources), sources)
    }
}

/// A finding as a number: its words, and the text in which its place lies.
fn hash(level: Level, found: &Diagnostic, text: Option<u64>) -> u64 {
    let mut hasher = Xxh3::new();
    (level, found.rule.name, &found.message, &found.help, found.file, found.place, text).hash(&mut hasher);
    hasher.finish()
}

impl From<OpenError> for Reports {
    fn from(error: OpenError) -> Reports {
        match error {
            OpenError::Settings(findings, sources) => Reports::Settings(findings, sources),
            OpenError::NoBook(_) => {
                Reports::alone(Diagnostic::without_file(&rules::SETTINGS, "there is no `book.toml` any more"))
            }
        }
    }
}

impl Reports {
    /// All findings, in the order of files and places.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Reports::Book(snapshot) => snapshot.findings(),
            Reports::Settings(findings, _) => findings,
        }
    }

    /// The texts of the findings.
    pub fn texts(&self) -> &dyn Texts {
        match self {
            Reports::Book(snapshot) => &snapshot.sources,
            Reports::Settings(_, sources) => &**sources,
        }
    }

    /// How many errors keep pages from being made as the book is written. What an editor would say of a page keeps nobody from
    /// seeing it.
    pub fn faults(&self) -> usize {
        match self {
            Reports::Book(snapshot) => snapshot.faults(),
            Reports::Settings(findings, _) => findings.len(),
        }
    }

    /// The numbers. Places are not looked for, since a save must not wait for that; the texts in which they lie stand for
    /// them.
    pub fn tally(&self) -> Tally {
        let mut said: Vec<(Level, u64)> = match self {
            Reports::Book(snapshot) => {
                let mut texts: FxHashMap<FileId, u64> = FxHashMap::default();
                let mut text = |file| {
                    let hash = || xxh3_64(snapshot.sources.text(file).unwrap_or_default().as_bytes());
                    *texts.entry(file).or_insert_with(hash)
                };
                let found = snapshot.judged().kept.iter();
                found.map(|(level, found)| (*level, hash(*level, found, found.file.map(&mut text)))).collect()
            }
            Reports::Settings(findings, _) => {
                let said = |found: &Finding| (found.level, xxh3_64(format!("{found:?}").as_bytes()));
                findings.iter().map(said).collect()
            }
        };
        said.sort_unstable();
        said.dedup();
        let count = |level| said.iter().filter(|(found, _)| *found == level).count();
        let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
        let mut all = Xxh3::new();
        said.iter().for_each(|(_, said)| all.update(&said.to_le_bytes()));
        Tally { errors, warnings, notes, hash: format!("{:016x}", all.digest()) }
    }

    /// The findings for the overlay as JSON: errors first.
    pub(super) fn overlay(&self, stale: bool, editor: &dyn Fn(&str, u32, u32) -> Option<String>) -> String {
        let mut findings: Vec<&Finding> = self.findings().iter().collect();
        findings.sort_by_key(|found| found.level);
        let mut groups: Vec<Group> = Vec::new();
        for found in findings.iter().take(MOST) {
            let path = found.path.as_deref();
            if groups.last().is_none_or(|group| group.path != path) {
                groups.push(Group { path, findings: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.findings.push(self.shown(found, editor));
            }
        }
        let more = findings.len().saturating_sub(MOST);
        serde_json::to_string(&Overlay { stale, more, groups }).unwrap_or_default()
    }

    fn shown<'a>(&'a self, found: &'a Finding, editor: &dyn Fn(&str, u32, u32) -> Option<String>) -> Shown<'a> {
        let (line, column) = (found.position.map(|at| at.line), found.position.map(|at| at.column));
        let plain = HumanOptions { colour: false, width: 100 };
        Shown {
            level: found.level.word(),
            rule: found.rule,
            message: &found.message,
            help: found.help.as_deref(),
            line,
            column,
            text: report(std::slice::from_ref(found), self.texts(), plain).trim_end().to_owned(),
            editor: found.path.as_deref().and_then(|path| editor(path, line.unwrap_or(1), column.unwrap_or(1))),
        }
    }
}
