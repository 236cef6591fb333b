//! Finding and reading a book.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::memory::{BookFiles, Memory, Work};
use super::snapshot::{Options, Snapshot};
use crate::cite::Retractions;
use crate::config::{self, Config};
use crate::data::Problem;
use crate::diag::{Baseline, Diagnostic, FileId, Finding, Level, Place, baseline, rules, settle};
use crate::source::{self, Changes, Content, Role, SourceFile, Sources, Stamp};

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

/// The settings of the book at `root`; its content is not read.
///
/// # Errors
/// As [`open()`].
pub fn settings(root: &Path, options: &Options) -> Result<Config, OpenError> {
    Session::new(root, options.clone()).settings().map(|(_, config)| config)
}

/// A book that is looked at again and again.
pub struct Session {
    root: PathBuf,
    options: Options,
    content: Content,
    /// The content folder that `content` is.
    content_dir: Option<String>,
    memory: Memory,
    retracted: Option<Retracted>,
}

/// A list as it was read, with its path and what the file looked like then.
type Retracted = ((PathBuf, Option<Stamp>), Result<Arc<Retractions>, String>);

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
        Session {
            root: root.to_path_buf(),
            options,
            content: Content::default(),
            content_dir: None,
            memory,
            retracted: None,
        }
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
        let baseline = self.baseline(&mut diagnostics);
        let retractions = self.retractions(&config, &mut diagnostics);
        let files = BookFiles { sources, config, theme_files, csl, baseline, retractions, diagnostics };
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

    /// The findings that the book had when it began to be checked; none without the file.
    fn baseline(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Arc<Baseline> {
        let path = self.root.join(baseline::FILE);
        if !path.is_file() {
            return Arc::default();
        }
        let read = source::read_text(&path, FileId(0)).map_err(|found| found.message.clone());
        match read.and_then(|text| Baseline::parse(&text)) {
            Ok(baseline) => Arc::new(baseline),
            Err(reason) => {
                let message = format!("`{}` cannot be read: {reason}", baseline::FILE);
                let help = "write it again with `carebook check --write-baseline`, or remove it";
                diagnostics.push(Diagnostic::without_file(&rules::BASELINE, message).help(help));
                Arc::default()
            }
        }
    }

    /// The list of retracted papers. It may be large, so it is read again only when the file looks like another one.
    fn retractions(&mut self, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<Retractions>> {
        let name = config.retractions.as_ref()?;
        let path = self.root.join(name);
        let look = (path.clone(), Stamp::of(&path));
        if self.retracted.as_ref().is_none_or(|known| known.0 != look) {
            let read = source::read_bytes(&path).map_err(|error| error.to_string());
            self.retracted = Some((look, read.and_then(|bytes| Retractions::parse(&bytes)).map(Arc::new)));
        }
        match &self.retracted.as_ref()?.1 {
            Ok(list) => Some(list.clone()),
            Err(reason) => {
                let message = format!("the list of retracted papers `{name}` cannot be used: {reason}");
                let help = "`retractions` under `[check]` names a CSV file in the form of Retraction Watch";
                let setting = ["check", "retractions"];
                diagnostics.push(Diagnostic::about_setting(&rules::RETRACTIONS, setting, message).help(help));
                None
            }
        }
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
    let findings = settle(diagnostics.into_iter().map(|found| (Level::Error, found)), &sources);
    OpenError::Settings(findings, Box::new(sources))
}

fn settings_diagnostic(problem: Problem, file: FileId) -> Diagnostic {
    Diagnostic::new(&rules::SETTINGS, file, problem.message)
        .at(problem.span.map_or(Place::File, Place::span))
        .help_if(problem.help)
}

/// The text of the book's own citation style, if it names a file; empty where it cannot be read or is empty, which is reported.
fn csl_text(root: &Path, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let style = &config.citations.style;
    if !style.ends_with(".csl") {
        return None;
    }
    let text = source::read_text(&root.join(style), FileId(0)).map_err(|found| found.message.clone());
    let read = text.and_then(|text| if text.is_empty() { Err("this file is empty".to_owned()) } else { Ok(text) });
    match read {
        Ok(text) => Some(text.to_string()),
        Err(reason) => {
            let message = format!("the citation style `{style}`: {reason}");
            diagnostics.push(Diagnostic::about_setting(&rules::CITATION_STYLE, ["citations", "style"], message));
            Some(String::new())
        }
    }
}
