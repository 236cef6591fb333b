//! Finding and reading a book.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::memory::{BookFiles, Memory, Work};
use super::snapshot::{Options, Snapshot};
use crate::config::{self, Config};
use crate::data::Problem;
use crate::diag::{Diagnostic, FileId, Finding, Level, Place, rules, settle};
use crate::source::{self, Changes, Content, Role, SourceFile, Sources};

/// Why there is no book to look at.
#[derive(Debug)]
pub enum OpenError {
    /// No `book.toml` here or above.
    NoBook(PathBuf),
    /// `book.toml` cannot be used: findings, with the text that they point into.
    Settings(Vec<Finding>, Box<Sources>),
}

/// The folder of the book that `start` lies in: the nearest one with a `book.toml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start.ancestors().find(|folder| folder.join("book.toml").is_file()).map(Path::to_path_buf)
}

/// Reads the book that lies at `root`.
///
/// # Errors
/// When there is no `book.toml`, or one that cannot be used. Everything else is a finding of the snapshot.
pub fn open(root: &Path, options: &Options) -> Result<Arc<Snapshot>, OpenError> {
    let mut session = Session::new(root, options.clone());
    session.update(&Changes::All).map(|update| update.snapshot)
}

/// A book that is looked at again and again.
pub struct Session {
    root: PathBuf,
    options: Options,
    content: Content,
    /// The content folder that `content` is.
    content_dir: Option<String>,
    memory: Memory,
}

/// A new look at a book.
pub struct Update {
    pub snapshot: Arc<Snapshot>,
    pub work: Work,
    /// Files of the content folder that were read.
    pub read: usize,
}

impl Session {
    /// A session with the book at `root`; nothing is read yet.
    pub fn new(root: &Path, options: Options) -> Session {
        let memory = Memory::default();
        Session { root: root.to_path_buf(), options, content: Content::default(), content_dir: None, memory }
    }

    /// Reads what may have changed, and only that; looks at the book as it is now.
    ///
    /// # Errors
    /// As [`open()`]; the session can be asked again.
    pub fn update(&mut self, changes: &Changes) -> Result<Update, OpenError> {
        // First of all: a change must not be forgotten because the settings cannot be read just now.
        let mut read = self.content.refresh(changes);
        let (settings, config) = self.settings()?;
        if self.content_dir.as_ref() != Some(&config.content_dir) {
            self.content.move_to(&self.root, &config.content_dir);
            self.content_dir = Some(config.content_dir.clone());
            read = self.content.refresh(&Changes::All);
        }
        let id = self.content.number("book.toml");
        let (sources, mut diagnostics) = self.content.sources(SourceFile { id, ..settings });
        let theme_files = config.theme_dir.as_ref().map_or_else(Vec::new, |dir| {
            let (files, mut problems) = source::read_theme(&self.root, dir);
            diagnostics.append(&mut problems);
            files
        });
        let csl = csl_text(&self.root, &config, &mut diagnostics);
        let files = BookFiles { sources, config, theme_files, csl, diagnostics };
        let (snapshot, work) = self.memory.snapshot(files, &self.options);
        Ok(Update { snapshot, work, read })
    }

    /// Paths of the content folder that differ from what was read.
    pub fn changed_files(&self) -> Vec<PathBuf> {
        self.content.changed()
    }

    /// For reviews that are due: a session may last longer than a day.
    pub fn set_today(&mut self, today: jiff::civil::Date) {
        self.options.today = today;
    }

    fn settings(&self) -> Result<(SourceFile, Config), OpenError> {
        let path = self.root.join("book.toml");
        if !path.is_file() {
            return Err(OpenError::NoBook(self.root.clone()));
        }
        let id = FileId(0);
        let text = source::read_text(&path, id).map_err(|diagnostic| settings_error(vec![*diagnostic], ""))?;
        let (mut config, problems) = config::parse(&text, self.options.profile.as_deref());
        if !problems.is_empty() {
            let diagnostics = problems.into_iter().map(|problem| settings_diagnostic(problem, id)).collect();
            return Err(settings_error(diagnostics, &text));
        }
        self.options.apply(&mut config);
        Ok((SourceFile { id, role: Role::Settings, path: "book.toml".into(), text }, config))
    }
}

fn settings_error(diagnostics: Vec<Diagnostic>, text: &str) -> OpenError {
    let mut sources = Sources::default();
    sources.add_text("book.toml", Role::Settings, text);
    let findings = settle(diagnostics, &sources, &|_| Level::Error);
    OpenError::Settings(findings, Box::new(sources))
}

fn settings_diagnostic(problem: Problem, file: FileId) -> Diagnostic {
    Diagnostic::new(&rules::SETTINGS, file, problem.message)
        .at(problem.span.map_or(Place::File, Place::span))
        .help_if(problem.help)
}

/// The text of the book's own citation style, if it names a file; empty where it cannot be read.
fn csl_text(root: &Path, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let style = &config.citations.style;
    if !style.ends_with(".csl") {
        return None;
    }
    match source::read_text(&root.join(style), FileId(0)) {
        Ok(text) => Some(text.to_string()),
        Err(diagnostic) => {
            let message = format!("the citation style `{style}`: {}", diagnostic.message);
            diagnostics.push(Diagnostic::without_file(&rules::CITATION_STYLE, message));
            Some(String::new())
        }
    }
}
