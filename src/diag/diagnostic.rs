//! Findings as data: what a stage returns next to its value, and what is left after levels were applied.

use serde::Serialize;
use std::ops::Range;

use super::lines::LineColumn;

/// A file as a number; only the keeper of the files knows its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// How bad a finding is. Errors keep a site from being written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The site must not be published like this.
    Error,
    /// Somebody should look at it.
    Warning,
    /// Good to know.
    Note,
    /// Not reported.
    Off,
}

impl Level {
    /// The word that is printed.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
            Level::Off => "off",
        }
    }
}

/// Whether a rule may be argued with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// The book cannot be made as it is written.
    Fault,
    /// The book can be made, and an editor should look at it. May be allowed in place, and kept in a baseline.
    Judgement,
}

/// One kind of finding: its name (as in `book.toml`), its level unless the book says otherwise, and what it is about.
#[derive(Debug)]
pub struct Rule {
    pub name: &'static str,
    pub level: Level,
    pub summary: &'static str,
    pub nature: Nature,
    pub options: &'static [RuleOption],
    /// Markdown: `## Why`, then `## Bad` and `## Good` with the files of two small books, or `## Example` in words.
    pub docs: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// Something about a rule that a book may set.
#[derive(Debug)]
pub struct RuleOption {
    pub name: &'static str,
    pub default: OptionValue,
    pub summary: &'static str,
}

/// What an option holds unless it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionValue {
    Number(u32),
    Word(&'static str),
    Words(&'static [&'static str]),
}

/// Where a finding is. Front matter places are names, found in the text only when printed: they cost nothing
/// while all is well and survive edits elsewhere in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Byte offsets in the file's text.
    Span { start: u32, end: u32 },
    /// A YAML field: `field`, or its list item `nth`, or the field `sub` of that item.
    /// An empty `field` means that the file itself is the list.
    Field { field: &'static str, nth: Option<u32>, sub: Option<&'static str> },
}

impl Place {
    /// A byte range of the file's text.
    pub fn span(range: Range<usize>) -> Place {
        Place::Span { start: range.start as u32, end: range.end as u32 }
    }

    /// A front matter field.
    pub fn field(field: &'static str) -> Place {
        Place::Field { field, nth: None, sub: None }
    }

    /// The item `nth` of a front matter list.
    pub fn item(field: &'static str, nth: usize) -> Place {
        Place::Field { field, nth: Some(nth as u32), sub: None }
    }

    /// The field `sub` of the item `nth` of a front matter list.
    pub fn part(field: &'static str, nth: usize, sub: &'static str) -> Place {
        Place::Field { field, nth: Some(nth as u32), sub: Some(sub) }
    }
}

/// A finding as a stage returns it.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub message: String,
    pub file: Option<FileId>,
    pub place: Place,
    pub help: Option<String>,
    pub fix: Option<Box<Fix>>,
    /// What a baseline knows it by, where the message holds numbers that change with every edit.
    pub known_by: Option<String>,
    /// The setting that it is about, as a path in `book.toml`, if no file is.
    pub setting: Vec<String>,
}

/// How a finding can be mended without changing what a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is done, in a few words.
    pub title: String,
    /// Replacements in the file of the finding, ascending, apart from each other.
    pub edits: Vec<Edit>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Byte offsets in the text of the file.
    pub range: Range<usize>,
    pub text: String,
}

impl Diagnostic {
    /// A finding about `file` as a whole; add a place with [`Diagnostic::at`].
    pub fn new(rule: &'static Rule, file: FileId, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            message: message.into(),
            file: Some(file),
            place: Place::File,
            help: None,
            fix: None,
            known_by: None,
            setting: Vec::new(),
        }
    }

    /// A finding about a setting, such as `["brand", "logo"]`.
    pub fn about_setting<const N: usize>(
        rule: &'static Rule,
        setting: [&str; N],
        message: impl Into<String>,
    ) -> Diagnostic {
        let setting = setting.map(str::to_owned).to_vec();
        Diagnostic { setting, ..Diagnostic::without_file(rule, message) }
    }

    /// A finding that no file can be blamed for.
    pub fn without_file(rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            message: message.into(),
            file: None,
            place: Place::File,
            help: None,
            fix: None,
            known_by: None,
            setting: Vec::new(),
        }
    }

    /// Where in the file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = place;
        self
    }

    /// One line that says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// What a baseline knows it by, instead of its message.
    #[must_use]
    pub fn known_by(mut self, words: impl Into<String>) -> Diagnostic {
        self.known_by = Some(words.into());
        self
    }

    /// One replacement that mends it.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, range: Range<usize>, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Box::new(Fix { title: title.into(), edits: vec![Edit { range, text: text.into() }] }));
        self
    }

    /// The same, where there may be nothing to say.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Diagnostic {
        self.help = help;
        self
    }
}

/// A finding after levels were applied and its place was found in the text; ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub level: Level,
    pub message: String,
    pub help: Option<String>,
    pub file: Option<FileId>,
    pub path: Option<String>,
    /// Byte offsets in the text of the file.
    pub span: Option<Range<usize>>,
    /// Line and column of the start, from 1.
    pub position: Option<LineColumn>,
    pub fix: Option<Box<Fix>>,
}

impl Finding {
    /// By path, then place, then rule, then words.
    pub(super) fn sort_key(&self) -> (Option<&str>, usize, &'static str, &str) {
        let start = self.span.as_ref().map_or(0, |span| span.start);
        (self.path.as_deref(), start, self.rule, &self.message)
    }
}
