//! Reading: bytes into texts, with every failure as a finding.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use super::files::{Folder, Image, SourceFile, is_portable};
use super::image;
use super::walk::{Found, What};
use crate::diag::{Diagnostic, FileId, Place, rules};

/// No entry is as large as this; a larger text is a mistake.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// Lists of other people, such as that of retracted papers, are longer.
const LARGEST_LIST: u64 = 512 * 1024 * 1024;

/// What became of one path.
pub(super) enum Read {
    Text(SourceFile),
    /// A picture; also the text of a drawing with findings.
    Image(Image, Option<Arc<str>>),
    Nothing,
}

/// Reads one path, which is known from the book's folder as `path`.
pub(super) fn read_one(id: FileId, path: &Arc<str>, found: &Found) -> (Read, Vec<Diagnostic>) {
    let nothing = |diagnostic| (Read::Nothing, vec![diagnostic]);
    match &found.what {
        What::Text(role) => match text(read_unlinked(&found.real, LARGEST_TEXT), id) {
            Ok(text) => (Read::Text(SourceFile { id, role: *role, path: path.clone(), text }), Vec::new()),
            Err(diagnostic) => nothing(*diagnostic),
        },
        What::Image => {
            let (image::Look { size, digest, text }, mut problems) = image::inspect(&found.real, &found.path, id);
            if !is_portable(&found.path) {
                let message = "no file can have this name on every system, so it cannot be published";
                problems
                    .push(Diagnostic::new(&rules::BAD_IMAGE, id, message).help("name it with letters, digits and `-`"));
            }
            let image = Image { id, path: found.path.as_str().into(), from: found.real.clone(), size, digest };
            (Read::Image(image, text), problems)
        }
        What::Misplaced(near) => nothing(misplaced(id, near.as_deref())),
        What::Unused if is_other_picture(path) => nothing(
            Diagnostic::new(&rules::UNUSED_FILE, id, "this picture format is not supported")
                .help("save it as JPEG or PNG"),
        ),
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
/// When it cannot be read, or is larger than any such file.
pub fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    read_up_to(path, LARGEST_LIST)?.map_err(|_| std::io::ErrorKind::FileTooLarge.into())
}

/// The bytes of a file, or the size of one with more than `most`. A file may grow while it is read, so what the system says
/// of its size is not believed.
///
/// # Errors
/// When it cannot be read.
pub(super) fn read_up_to(from: &Path, most: u64) -> std::io::Result<Result<Vec<u8>, u64>> {
    read_opened(open(from, true)?, most)
}

/// The same for a file in which no symbolic link is expected: one may have been put in its place since it was found.
pub(super) fn read_unlinked(from: &Path, most: u64) -> std::io::Result<Result<Vec<u8>, u64>> {
    let opened = open(from, false);
    let linked = |error| if from.is_symlink() { std::io::Error::other("it is a symbolic link now") } else { error };
    read_opened(opened.map_err(linked)?, most)
}

fn read_opened(file: File, most: u64) -> std::io::Result<Result<Vec<u8>, u64>> {
    let known = file.metadata()?;
    if !known.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if known.len() > most {
        return Ok(Err(known.len()));
    }
    let mut bytes = Vec::with_capacity(known.len() as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    Ok(if size > most { Err(size) } else { Ok(bytes) })
}

/// Whether a file is a picture in a format that not all browsers show.
pub fn is_other_picture(path: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "heic", "heif", "tif", "tiff", "bmp", "psd", "ai", "eps", "avif", "jxl", "jp2", "ico", "raw", "cr2", "cr3",
        "nef", "dng", "arw", "xcf", "indd", "sketch", "fig", "wmf", "emf", "svgz", "apng", "jfif", "tga", "pcx",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Opens a file without waiting for the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path, follow: bool) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let link = if follow { OFlags::empty() } else { OFlags::NOFOLLOW };
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | link;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path, follow: bool) -> std::io::Result<File> {
    let known = if follow { path.metadata() } else { path.symlink_metadata() };
    if known?.is_file() { File::open(path) } else { Err(std::io::Error::other("it is not a file")) }
}

fn misplaced(id: FileId, near: Option<&str>) -> Diagnostic {
    let kinds: Vec<&str> = Folder::ALL.iter().map(|(_, name)| *name).collect();
    let help = match near {
        Some(near) => format!("did you mean the folder `{near}`?"),
        None => format!("move it into one of: {}", kinds.join(", ")),
    };
    Diagnostic::new(&rules::MISPLACED, id, "this file is not in the folder of any kind").help(help)
}

/// A UTF-8 text without its byte order mark.
///
/// # Errors
/// A finding that says why the file is no text: unreadable, too large, UTF-16, or not UTF-8 from some byte on.
pub fn read_text(from: &Path, id: FileId) -> Result<Arc<str>, Box<Diagnostic>> {
    text(read_up_to(from, LARGEST_TEXT), id)
}

fn text(read: std::io::Result<Result<Vec<u8>, u64>>, id: FileId) -> Result<Arc<str>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(Diagnostic::new(&rules::UNREADABLE, id, format!("cannot read this file: {error}")))
    };
    match read.map_err(unreadable)? {
        Ok(bytes) => decode(bytes, id),
        Err(size) => {
            let message = format!("this file has {} MB; an entry has at most 8", size / (1024 * 1024));
            Err(Box::new(Diagnostic::new(&rules::FILE_TOO_LARGE, id, message)))
        }
    }
}

fn decode(bytes: Vec<u8>, id: FileId) -> Result<Arc<str>, Box<Diagnostic>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let finding = Diagnostic::new(&rules::ENCODING, id, "this file is UTF-16, not UTF-8")
            .help("save it as UTF-8 in your editor");
        return Err(Box::new(finding));
    }
    match String::from_utf8(bytes) {
        Ok(text) => match text.find(is_no_text) {
            None => Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
            Some(at) => {
                let line = line_of(text.as_bytes(), at);
                let message =
                    format!("this file holds the control character U+{:04X} in line {line}", text.as_bytes()[at]);
                let help = "take it out, or save the file as UTF-8 text if it is something else";
                Err(Box::new(Diagnostic::new(&rules::ENCODING, id, message).help(help)))
            }
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = line_of(bytes, at);
            let message = format!("this file is not UTF-8: byte 0x{:02X} at offset {at}, line {line}", bytes[at]);
            let finding =
                Diagnostic::new(&rules::ENCODING, id, message).at(Place::File).help("save it as UTF-8 in your editor");
            Err(Box::new(finding))
        }
    }
}

/// Control characters that no text has: pages could not hold them, and terminals would obey them.
fn is_no_text(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1
}
