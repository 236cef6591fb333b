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
    /// The words that it points at, or what it says, without numbers.
    text: String,
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
        let words = pointed.unwrap_or(&diagnostic.message);
        // Grades and counts change with every edit; the finding stays the same.
        let kept = |c: &char| pointed.is_some() || !c.is_ascii_digit();
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Mark { path, rule: diagnostic.rule.name.to_owned(), text: words.chars().filter(kept).take(200).collect() }
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
        Ok(Baseline { known: document.findings.into_iter().map(|row| (row.mark, row.count)).collect() })
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
