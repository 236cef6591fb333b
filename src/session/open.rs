//! Finding and reading a book.

use std::path::{Path, PathBuf};

use super::snapshot::{Options, Snapshot};
use crate::config::{self, Config};
use crate::data::Problem;
use crate::diag::{Diagnostic, FileId, Finding, Level, Place, rules, settle};
use crate::source::{self, Role, Sources};

/// Why there is no book to look at.
#[derive(Debug)]
pub enum OpenError {
    /// No `book.toml` here or above.
    NoBook(PathBuf),
    /// `book.toml` cannot be used: findings, with the text that they point into.
    Settings(Vec<Finding>, Sources),
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
pub fn open(root: &Path, options: &Options) -> Result<Snapshot, OpenError> {
    let mut sources = Sources::default();
    let path = root.join("book.toml");
    if !path.is_file() {
        return Err(OpenError::NoBook(root.to_path_buf()));
    }
    let text = match source::read_text(&path, FileId(0)) {
        Ok(text) => text,
        Err(diagnostic) => {
            sources.add_text("book.toml", Role::Settings, "");
            return Err(settings_error(vec![*diagnostic], sources));
        }
    };
    let id = sources.add_text("book.toml", Role::Settings, &text);
    let (mut config, problems) = config::parse(&text);
    if !problems.is_empty() {
        return Err(settings_error(
            problems.into_iter().map(|problem| settings_diagnostic(problem, id)).collect(),
            sources,
        ));
    }
    options.apply(&mut config);
    let mut diagnostics = source::read(root, &config.content_dir, &mut sources);
    let theme_files = config.theme_dir.as_ref().map_or_else(Vec::new, |dir| {
        let (files, mut problems) = source::read_theme(root, dir);
        diagnostics.append(&mut problems);
        files
    });
    let csl = csl_text(root, &config, &mut diagnostics);
    Ok(Snapshot::new(sources, config, theme_files, csl, diagnostics, options))
}

fn settings_error(diagnostics: Vec<Diagnostic>, sources: Sources) -> OpenError {
    let findings = settle(diagnostics, &sources, &|_| Level::Error);
    OpenError::Settings(findings, sources)
}

fn settings_diagnostic(problem: Problem, file: FileId) -> Diagnostic {
    Diagnostic::new(&rules::SETTINGS, file, problem.message)
        .at(problem.span.map_or(Place::File, Place::span))
        .help_if(problem.help)
}

/// The text of the book's own citation style, if it names a file.
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
