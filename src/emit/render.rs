//! Making all files.

use rayon::prelude::*;

use super::plan::{Artifact, Maker};
use super::slice::Slice;
use crate::pages::{Book, Layout};
use crate::source::Image;
use crate::theme::Theme;

/// Where a site goes. Called from many threads.
pub trait Sink: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), String>;

    /// Takes a picture of the book, as `read_picture` returns it.
    ///
    /// # Errors
    /// A sentence for the person at the terminal.
    fn copy(&self, image: &Image) -> Result<(), String>;
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emitted {
    /// Pages of the site itself.
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

/// Makes every file and gives it to the sink, with the pictures and the theme's files.
///
/// # Errors
/// All different errors of templates, or the first of the sink.
pub fn emit(book: &Book, theme: &Theme, images: &[Image], sink: &dyn Sink) -> Result<Emitted, EmitError> {
    emit_slice(Slice::WHOLE, (book, theme, images), sink)
}

/// The same for a part of the files: all parts together are the site.
///
/// # Errors
/// As [`emit`].
pub fn emit_slice(
    slice: Slice,
    (book, theme, images): (&Book, &Theme, &[Image]),
    sink: &dyn Sink,
) -> Result<Emitted, EmitError> {
    let maker = Maker::new(book, theme);
    let plan = maker.slice(slice);
    let results: Vec<EmitError> = plan
        .par_iter()
        .map_init(Vec::new, |out: &mut Vec<u8>, artifact| {
            out.clear();
            maker.make(artifact, out).map_err(|error| EmitError::Theme(vec![error]))?;
            sink.put(&maker.path(artifact), out).map_err(EmitError::Sink)
        })
        .filter_map(Result::err)
        .collect();
    if let Some(error) = merge(results) {
        return Err(error);
    }
    for (_, asset) in theme.files().iter().enumerate().filter(|(nth, _)| slice.takes(*nth)) {
        sink.put(&asset.route, &asset.bytes).map_err(EmitError::Sink)?;
    }
    let images = images.par_iter().enumerate().filter(|(nth, _)| slice.takes(*nth));
    images.try_for_each(|(_, image)| sink.copy(image)).map_err(EmitError::Sink)?;
    Ok(Emitted { pages: pages(&plan) })
}

/// What [`emit_slice`] would make.
pub fn planned(slice: Slice, book: &Book, theme: &Theme) -> Emitted {
    Emitted { pages: pages(&Maker::new(book, theme).slice_listed(slice)) }
}

fn pages(plan: &[Artifact]) -> usize {
    plan.iter().filter(|artifact| matches!(artifact, Artifact::Page(_, Layout::Site))).count()
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
