//! Pictures: their size, so that pages do not jump while loading, whether they are safe to publish, and their bytes as they are
//! published.

use std::path::Path;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_128;

use super::drawing::{self, Drawing};
use super::files::Image;
use super::private;
use super::read::read_unlinked;
use crate::diag::{Diagnostic, FileId, Place, Rule, rules};

/// A larger picture is a mistake: a telephone would load it for minutes.
const LARGEST_PICTURE: u64 = 32 << 20;

/// A browser holds four bytes for each pixel, however small the file is.
const MOST_PIXELS: u64 = 100_000_000;

/// What is known of a picture: see [`Image`](super::Image).
#[derive(Default)]
pub(super) struct Look {
    pub size: Option<(u32, u32)>,
    pub digest: u128,
    /// The text of a drawing with findings, which are places in it.
    pub text: Option<Arc<str>>,
}

/// Looks at a picture, which is published as `path`; tells also what is wrong with it.
pub(super) fn inspect(from: &Path, path: &str, id: FileId) -> (Look, Vec<Diagnostic>) {
    let finding = |wrong: Wrong| vec![Diagnostic::new(wrong.rule, id, wrong.message).help(wrong.help)];
    let bytes = match read(from) {
        Ok(bytes) => bytes,
        Err(wrong) => return (Look::default(), finding(wrong)),
    };
    let digest = xxh3_128(&bytes);
    if is_svg(path) {
        return inspect_drawing(&bytes, digest, id);
    }
    match measured(&bytes) {
        Ok(size) => (Look { size, digest, text: None }, Vec::new()),
        Err(wrong) => (Look { size: None, digest, text: None }, finding(wrong)),
    }
}

fn inspect_drawing(bytes: &[u8], digest: u128, id: FileId) -> (Look, Vec<Diagnostic>) {
    let (text, rejections) = match drawing::text(bytes) {
        Err(rejection) => (None, vec![rejection]),
        Ok(text) => match Drawing::parse(text) {
            Ok(drawing) => return (Look { size: drawing.size(), digest, text: None }, Vec::new()),
            Err(rejections) => (Some(text.into()), rejections),
        },
    };
    let place = |rejection: &drawing::Rejection| match text {
        Some(_) => Place::span(rejection.range.clone()),
        None => Place::File,
    };
    let finding = |rejection: drawing::Rejection| {
        let place = place(&rejection);
        Diagnostic::new(&rules::BAD_IMAGE, id, rejection.message).at(place).help(rejection.help)
    };
    let findings = rejections.into_iter().map(finding).collect();
    (Look { size: None, digest, text }, findings)
}

/// The bytes of a picture as they are published: a drawing written again from its allow-list, a photo without what a camera
/// or a program wrote into it besides the picture.
///
/// # Errors
/// When it cannot be published: what a finding has said, or the file is no longer the one that was checked.
pub fn read_picture(image: &Image) -> std::io::Result<Vec<u8>> {
    let bytes = read(&image.from).map_err(|wrong| std::io::Error::other(wrong.message))?;
    if xxh3_128(&bytes) != image.digest {
        return Err(std::io::Error::other(CHANGED));
    }
    if is_svg(&image.path) {
        return drawing::rewritten(&bytes).map_err(std::io::Error::other);
    }
    let cleaned = private::cleaned(&bytes).ok_or_else(|| std::io::Error::other(BROKEN))?;
    Ok(cleaned.bytes)
}

const CHANGED: &str = "it has changed since it was checked; build again";

const BROKEN: &str = "this is no picture that a browser can show, or it is cut off";

/// Why a picture cannot be published.
struct Wrong {
    rule: &'static Rule,
    message: String,
    help: &'static str,
}

fn bad(message: impl Into<String>) -> Wrong {
    Wrong { rule: &rules::BAD_IMAGE, message: message.into(), help: "export the picture again" }
}

/// Width and height of a photo.
fn measured(bytes: &[u8]) -> Result<Option<(u32, u32)>, Wrong> {
    let size = imagesize::blob_size(bytes).map_err(|_| bad(BROKEN))?;
    let cleaned = private::cleaned(bytes).ok_or_else(|| bad(BROKEN))?;
    let (width, height) = (size.width as u32, size.height as u32);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        let message = format!("this picture has {width} × {height} pixels; browsers can show up to {most} million");
        return Err(Wrong { help: SMALLER, ..bad(message) });
    }
    Ok(Some(if cleaned.orientation < 5 { (width, height) } else { (height, width) }))
}

const SMALLER: &str = "export it again with fewer pixels";

fn read(from: &Path) -> Result<Vec<u8>, Wrong> {
    let read = read_unlinked(from, LARGEST_PICTURE).map_err(|error| Wrong {
        rule: &rules::UNREADABLE,
        message: format!("this picture cannot be read: {error}"),
        help: "see who may read the file",
    })?;
    read.map_err(|size| Wrong {
        rule: &rules::FILE_TOO_LARGE,
        message: format!("this picture has {} MB; a picture has at most {}", size >> 20, LARGEST_PICTURE >> 20),
        help: SMALLER,
    })
}

pub(super) fn is_svg(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}
