//! The findings that a book had when it began to be checked: they are known, and only others are reported.
//!
//! A finding is told by its rule, its file and the words that it points at, so that it is still known when lines around it
//! move; when those words change, it is a new one.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{Diagnostic, Place, Texts};

/// The name of the file, beside `book.toml`.
pub const FILE: &str = "carebook-baseline.json";

const VERSION: u32 = 1;

/// How many characters of words are kept.
const LONGEST: usize = 200;

/// Known findings, each with how often it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Mark, u32>,
}

/// What a finding is told by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    path: String,
    rule: String,
    /// The words of the file that it points at, if it points at some.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    /// What it says: that may change although the words do not, as when a paper is retracted.
    says: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(flatten)]
    mark: Mark,
    count: u32,
}

impl Mark {
    pub(super) fn of(diagnostic: &Diagnostic, texts: &dyn Texts) -> Mark {
        let path = diagnostic.file.map_or("", |file| texts.path(file)).to_owned();
        let text = diagnostic.file.and_then(|file| texts.text(file));
        let pointed = match (diagnostic.place, text) {
            (Place::Span { start, end }, Some(text)) => text.get(start as usize..end as usize),
            _ => None,
        };
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
        let says = diagnostic.known_by.as_ref().unwrap_or(&diagnostic.message);
        Mark { path, rule: diagnostic.rule.name.to_owned(), text: line(pointed.unwrap_or_default()), says: line(says) }
    }
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if document.version != VERSION {
            return Err(format!("it is of version {}, and this program reads version {VERSION}", document.version));
        }
        let mut baseline = Baseline::default();
        // Two branches may have brought the same finding.
        for row in document.findings {
            *baseline.known.entry(row.mark).or_default() += row.count;
        }
        Ok(baseline)
    }

    /// A baseline that knows all of these findings.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>, texts: &dyn Texts) -> Baseline {
        let mut baseline = Baseline::default();
        for diagnostic in diagnostics {
            *baseline.known.entry(Mark::of(diagnostic, texts)).or_default() += 1;
        }
        baseline
    }

    /// The text of the file: sorted, one finding a line, so that changes of it can be read.
    pub fn to_text(&self) -> String {
        let rows = self.known.iter().map(|(mark, count)| {
            let row = Row { mark: mark.clone(), count: *count };
            serde_json::to_string(&row).expect("strings and numbers can always be written")
        });
        let rows: Vec<String> = rows.map(|row| format!("    {row}")).collect();
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [\n{}\n  ]\n}}\n", rows.join(",\n"))
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.known.values().map(|count| *count as usize).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes one finding out, if it is known.
    pub(super) fn take(&mut self, mark: &Mark) -> bool {
        match self.known.get_mut(mark) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}
