//! The files of a book's own theme.

use std::path::Path;
use walkdir::WalkDir;

use super::drawing;
use super::image::is_svg;
use super::private;
use super::read::read_unlinked;
use super::walk::ignored;
use crate::diag::{Diagnostic, rules};

/// Every page would load it.
const LARGEST_FILE: u64 = 32 << 20;

/// A file that replaces or joins those of the built-in theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// From the theme's folder, with forward slashes: `templates/entry.html`, `static/style.css`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Reads every file of the theme folder `dir` of the book at `root`, in the order of their paths; pictures without what is
/// private in them.
pub fn read_theme(root: &Path, dir: &str) -> (Vec<ThemeFile>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let mut blame = |message: String| diagnostics.push(Diagnostic::without_file(&rules::THEME, message));
    let folder = root.join(dir);
    for found in WalkDir::new(&folder).sort_by_file_name() {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                blame(format!("cannot read the theme folder `{dir}`: {reason}"));
                continue;
            }
        };
        if !found.file_type().is_file() || ignored(&found.file_name().to_string_lossy()) {
            continue;
        }
        let path = found.path().strip_prefix(&folder).unwrap_or(found.path());
        let path = path.to_string_lossy().replace('\\', "/");
        match read_unlinked(found.path(), LARGEST_FILE) {
            Ok(Ok(bytes)) if is_svg(&path) => match drawing::rewritten(&bytes) {
                Ok(bytes) => files.push(ThemeFile { path, bytes }),
                Err(reason) => blame(format!("the drawing `{dir}/{path}` cannot be published: {reason}")),
            },
            Ok(Ok(bytes)) => {
                let bytes = private::cleaned(&bytes).map_or(bytes, |picture| picture.bytes);
                files.push(ThemeFile { path, bytes });
            }
            Ok(Err(size)) => {
                let (size, most) = (size >> 20, LARGEST_FILE >> 20);
                blame(format!("the theme file `{dir}/{path}` has {size} MB; a theme file has at most {most}"));
            }
            Err(error) => blame(format!("cannot read the theme file `{dir}/{path}`: {error}")),
        }
    }
    (files, diagnostics)
}
