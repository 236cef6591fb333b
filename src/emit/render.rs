//! Making all pages.

use rayon::prelude::*;
use std::path::Path;

use crate::pages::{Book, all};
use crate::source::Image;
use crate::theme::Theme;

/// Where a site goes. Called from many threads.
pub trait Sink: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String>;

    /// Takes a copy of a file on disk.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    fn copy(&self, path: &str, from: &Path) -> Result<(), String>;
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted {
    pub pages: usize,
}

/// Why a site could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmitError {
    /// What the template engine says, each once.
    Theme(Vec<String>),
    /// What the sink says first.
    Sink(String),
}

/// Makes every page and gives it to the sink, with the pictures and the theme's files.
///
/// # Errors
/// All different errors of templates, or the first of the sink.
pub fn emit(book: &Book, theme: &Theme, images: &[Image], sink: &dyn Sink) -> Result<Emitted, EmitError> {
    let pages = all(book);
    let results: Vec<EmitError> = pages
        .par_iter()
        .map_init(Vec::new, |out: &mut Vec<u8>, page| {
            out.clear();
            let (head, view) = page.view(book);
            theme.render(&head, &view, out).map_err(|error| EmitError::Theme(vec![error]))?;
            sink.put(&head.route, out).map_err(EmitError::Sink)
        })
        .filter_map(Result::err)
        .collect();
    if let Some(error) = merge(results) {
        return Err(error);
    }
    for asset in theme.files() {
        sink.put(&asset.route, &asset.bytes).map_err(EmitError::Sink)?;
    }
    images.par_iter().try_for_each(|image| sink.copy(&image.path, &image.from)).map_err(EmitError::Sink)?;
    Ok(Emitted { pages: pages.len() })
}

/// One error out of many: a broken template fails on every page that uses it.
fn merge(errors: Vec<EmitError>) -> Option<EmitError> {
    let mut said: Vec<String> = Vec::new();
    for error in errors {
        match error {
            EmitError::Sink(_) => return Some(error),
            EmitError::Theme(messages) => said.extend(messages),
        }
    }
    said.sort_unstable();
    said.dedup();
    (!said.is_empty()).then_some(EmitError::Theme(said))
}
