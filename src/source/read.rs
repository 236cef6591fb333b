//! Reading: bytes into texts, with every failure as a finding.

use std::path::Path;
use std::sync::Arc;

use super::files::{Folder, Image, SourceFile, is_portable};
use super::image;
use super::walk::{Found, What};
use crate::diag::{Diagnostic, FileId, Place, rules};

/// No entry is as large as this; a larger text is a mistake.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// What became of one path.
pub(super) enum Read {
    Text(SourceFile),
    Image(Image),
    Nothing,
}

/// Reads one path, which is known from the book's folder as `path`.
pub(super) fn read_one(id: FileId, path: &Arc<str>, found: &Found) -> (Read, Vec<Diagnostic>) {
    let nothing = |diagnostic| (Read::Nothing, vec![diagnostic]);
    match &found.what {
        What::Text(role) => match read_text(&found.from, id) {
            Ok(text) => (Read::Text(SourceFile { id, role: *role, path: path.clone(), text }), Vec::new()),
            Err(diagnostic) => nothing(*diagnostic),
        },
        What::Image => {
            let (size, mut problems) = image::inspect(&found.from, id);
            if !is_portable(&found.path) {
                let message = "no file can have this name on every system, so it cannot be published";
                problems
                    .push(Diagnostic::new(&rules::BAD_IMAGE, id, message).help("name it with letters, digits and `-`"));
            }
            let image = Image { id, path: found.path.as_str().into(), from: found.from.clone(), size };
            (Read::Image(image), problems)
        }
        What::Misplaced(near) => nothing(misplaced(id, near.as_deref())),
        What::Unused => nothing(
            Diagnostic::new(&rules::UNUSED_FILE, id, "this file is not used")
                .help("entries end in `.md`, sources in `.bib`, pictures in `.svg`, `.png`, `.jpg`, `.gif` or `.webp`"),
        ),
        What::BadLink(reason) => nothing(
            Diagnostic::new(&rules::LINK_OUT, id, format!("this symbolic link is not read: {reason}"))
                .help("put the file itself into the content folder"),
        ),
        What::Unreadable(reason) => {
            nothing(Diagnostic::new(&rules::UNREADABLE, id, format!("cannot read this: {reason}")))
        }
    }
}

/// The bytes of a file that is no part of the content.
///
/// # Errors
/// When it cannot be read.
#[allow(clippy::disallowed_methods, reason = "this room reads")]
pub fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn misplaced(id: FileId, near: Option<&str>) -> Diagnostic {
    let kinds: Vec<&str> = Folder::ALL.iter().map(|(_, name)| *name).collect();
    let help = match near {
        Some(near) => format!("did you mean the folder `{near}`?"),
        None => format!("move it into one of: {}", kinds.join(", ")),
    };
    Diagnostic::new(&rules::MISPLACED, id, "this entry lies in no folder of a kind").help(help)
}

/// A UTF-8 text without its byte order mark.
///
/// # Errors
/// A finding that says why the file is no text: unreadable, too large, UTF-16, or not UTF-8 from some byte on.
#[allow(clippy::disallowed_methods, reason = "the room that reads the book")]
pub fn read_text(from: &Path, id: FileId) -> Result<Arc<str>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(Diagnostic::new(&rules::UNREADABLE, id, format!("cannot read this file: {error}")))
    };
    let size = std::fs::metadata(from).map_err(unreadable)?.len();
    if size > LARGEST_TEXT {
        let message = format!("this file has {} MB; an entry has at most 8", size / (1024 * 1024));
        return Err(Box::new(Diagnostic::new(&rules::FILE_TOO_LARGE, id, message)));
    }
    decode(std::fs::read(from).map_err(unreadable)?, id)
}

fn decode(bytes: Vec<u8>, id: FileId) -> Result<Arc<str>, Box<Diagnostic>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let finding = Diagnostic::new(&rules::ENCODING, id, "this file is UTF-16, not UTF-8")
            .help("save it as UTF-8 in your editor");
        return Err(Box::new(finding));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("this file is no text: it holds a NUL character in line {line}");
        return Err(Box::new(Diagnostic::new(&rules::ENCODING, id, message).help("save it as UTF-8 in your editor")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = format!("this file is not UTF-8: byte 0x{:02X} at offset {at}, line {line}", bytes[at]);
            let finding =
                Diagnostic::new(&rules::ENCODING, id, message).at(Place::File).help("save it as UTF-8 in your editor");
            Err(Box::new(finding))
        }
    }
}
