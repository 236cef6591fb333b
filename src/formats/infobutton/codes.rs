//! The codes of a site, and what answers a code.

use jiff::civil::Date;
use std::collections::BTreeMap;

use crate::model::{CODE_SYSTEMS, CodeSystem, code_key};

/// As many topics has an answer at most, as with MedlinePlus Connect.
pub(super) const MOST: usize = 3;

/// As short a code still has wider codes: the three characters of an ICD category are the end.
const CATEGORY: usize = 3;

/// No code of an ICD is longer. What is, is a code of something else under a wrong name, and its first characters
/// would lead anywhere.
const LONGEST_ICD: usize = 7;

/// Names of devices on Windows, where no file can have them. No code of the systems begins so.
const DEVICES: [&str; 6] = ["AUX", "COM", "CON", "LPT", "NUL", "PRN"];

/// An entry, as answers tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic<'a> {
    pub title: &'a str,
    /// Plain text; may be empty.
    pub summary: &'a str,
    /// The page, from the root of the site and percent-encoded: `conditions/x.html`.
    pub href: String,
    /// The sheet to print, in the same form.
    pub handout: Option<String>,
    /// The day of the last change or review.
    pub updated: Option<Date>,
    pub other_names: Vec<&'a str>,
    /// `Conditions`, `Symptoms`, ...
    pub kind_label: &'a str,
}

/// A code with the entries that bear it, the best first.
#[derive(Clone, Debug)]
pub struct CodeTopics<'a> {
    /// As in [`Code`](crate::model::Code).
    pub system: &'static str,
    pub code: &'a str,
    pub topics: Vec<Topic<'a>>,
}

/// A code of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub system: &'static CodeSystem,
    /// As the book writes it first.
    pub code: String,
}

/// All codes of a site, by system and code.
#[derive(Debug, Default)]
pub struct Codes<'a> {
    /// The position of the system, and the code as [`code_key`] leaves it.
    rows: BTreeMap<(usize, String), Row<'a>>,
}

#[derive(Debug)]
pub(super) struct Row<'a> {
    pub code: &'a str,
    pub topics: Vec<Topic<'a>>,
}

impl<'a> Codes<'a> {
    /// Gathers codes. `M25.56` and `m2556` are one code. Codes that cannot be the name of a file are left out;
    /// no code of the known systems is such.
    pub fn new(all: impl IntoIterator<Item = CodeTopics<'a>>) -> Codes<'a> {
        let mut codes = Codes::default();
        for CodeTopics { system, code, topics } in all {
            let Some(nth) = CODE_SYSTEMS.iter().position(|known| known.name == system) else { continue };
            if !fits_file(code) {
                continue;
            }
            let row = codes.rows.entry((nth, code_key(code))).or_insert(Row { code, topics: Vec::new() });
            for topic in topics {
                if row.topics.iter().all(|known| known.href != topic.href) {
                    row.topics.push(topic);
                }
            }
        }
        codes.rows.retain(|_, row| !row.topics.is_empty());
        codes
    }

    /// Every code, by system and code.
    pub fn all(&self) -> impl Iterator<Item = Found> + '_ {
        self.rows.iter().map(|((nth, _), row)| found(*nth, row))
    }

    /// The systems of which the site has codes.
    pub fn systems(&self) -> impl Iterator<Item = &'static CodeSystem> + '_ {
        CODE_SYSTEMS
            .iter()
            .enumerate()
            .filter(|(nth, _)| self.rows.keys().any(|(at, _)| at == nth))
            .map(|(_, system)| system)
    }

    /// The topics of a code, and behind them those of wider codes that the site has as well; the nearest first, at
    /// most three.
    pub fn topics(&self, found: &Found) -> Vec<&Topic<'a>> {
        let Some(nth) = position(found.system) else { return Vec::new() };
        let key = code_key(&found.code);
        let mut topics: Vec<&Topic> = Vec::new();
        for row in std::iter::once(&*key).chain(wider(found.system, &key)).filter_map(|key| self.row(nth, key)) {
            for topic in &row.topics {
                if topics.len() < MOST && topics.iter().all(|known| known.href != topic.href) {
                    topics.push(topic);
                }
            }
        }
        topics
    }

    pub(super) fn exact(&self, system: &'static CodeSystem, key: &str) -> Option<Found> {
        let nth = position(system)?;
        Some(found(nth, self.row(nth, key)?))
    }

    /// The nearest wider code that the site has.
    pub(super) fn nearest(&self, system: &'static CodeSystem, key: &str) -> Option<Found> {
        wider(system, key).find_map(|key| self.exact(system, key))
    }

    /// Rows of a system with the keys of their codes.
    pub(super) fn rows_of(&self, system: &'static CodeSystem) -> impl Iterator<Item = (&str, &Row<'a>)> {
        let nth = position(system);
        self.rows.iter().filter(move |((at, _), _)| Some(*at) == nth).map(|((_, key), row)| (key.as_str(), row))
    }

    fn row(&self, nth: usize, key: &str) -> Option<&Row<'a>> {
        self.rows.get(&(nth, key.to_owned()))
    }
}

fn found(nth: usize, row: &Row) -> Found {
    Found { system: &CODE_SYSTEMS[nth], code: row.code.to_owned() }
}

fn position(wanted: &'static CodeSystem) -> Option<usize> {
    CODE_SYSTEMS.iter().position(|system| system == wanted)
}

/// The wider codes of a code, the nearest first: `M25.561` is within `M25.56`, `M25.5` and `M25`. The length of a code
/// says how deep it lies only in the ICD.
fn wider<'k>(system: &CodeSystem, key: &'k str) -> impl Iterator<Item = &'k str> {
    let deep = system.hierarchical && key.len() <= LONGEST_ICD;
    (CATEGORY..key.len()).rev().filter(move |_| deep).map(|end| &key[..end])
}

/// Whether a code can be the name of a folder, on any disk.
fn fits_file(code: &str) -> bool {
    let key = code_key(code);
    !key.is_empty()
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
        && !code.starts_with(['.', '-'])
        && !code.ends_with('.')
        && !DEVICES.iter().any(|device| key.starts_with(device))
}
