//! Pictures on pages: beside the page, or within it.

use super::book::Book;
use super::inline_svg::inline_svg;
use super::layout::Layout;
use crate::markdown::{escape_attribute, escape_text};
use crate::source::media::{self, MediaType};

/// Where the bytes of a book's pictures come from. Called from many threads.
pub trait Pictures: Sync {
    /// The bytes of a picture, by its path from the content folder; `None` when they cannot be read.
    fn bytes(&self, path: &str) -> Option<Vec<u8>>;
}

/// A picture on a page.
pub(super) struct Picture<'a> {
    /// From the content folder.
    pub path: &'a str,
    pub alt: &'a str,
    /// Empty when there is none.
    pub title: &'a str,
    /// Whether it may wait until a reader comes near.
    pub lazy: bool,
    /// Different for every picture of a page.
    pub id: &'a str,
}

/// Pictures above this size do not go into a page: mail programs and record systems refuse what is much larger.
const LARGEST_WITHIN: usize = 2 << 20;

/// The element of a picture on the page at `route`.
pub(super) fn element(book: &Book, route: &str, picture: &Picture) -> String {
    match book.layout {
        Layout::File => within(book, picture),
        Layout::Site | Layout::Frame | Layout::Piece | Layout::Text => {
            let drawn = (book.config.output.inline_svg && has_ending(picture.path, "svg"))
                .then(|| {
                    inline_svg(&String::from_utf8(book.pictures.bytes(picture.path)?).ok()?, picture.id, picture.alt)
                })
                .flatten();
            drawn.unwrap_or_else(|| image(book, &book.href(route, picture.path), picture))
        }
    }
}

fn image(book: &Book, src: &str, picture: &Picture) -> String {
    let mut out = String::from("<img src=\"");
    escape_attribute(src, &mut out);
    out.push('"');
    if let Some((width, height)) = book.lists.image_sizes.get(picture.path) {
        out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    out.push_str(" alt=\"");
    escape_attribute(picture.alt, &mut out);
    if !picture.title.is_empty() {
        out.push_str("\" title=\"");
        escape_attribute(picture.title, &mut out);
    }
    out.push_str(if picture.lazy { "\" loading=\"lazy\">" } else { "\">" });
    out
}

/// A picture as a part of its page; its words where that cannot be.
fn within(book: &Book, picture: &Picture) -> String {
    let bytes = book.pictures.bytes(picture.path).filter(|bytes| bytes.len() <= LARGEST_WITHIN);
    match (bytes, media::of_file(picture.path).map(MediaType::name)) {
        (Some(bytes), Some(kind)) => image(book, &format!("data:{kind};base64,{}", base64(&bytes)), picture),
        _ => {
            let mut out = String::from("<span class=\"picture-words\">Picture: ");
            escape_text(picture.alt, &mut out);
            out.push_str("</span>");
            out
        }
    }
}

fn has_ending(path: &str, wanted: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(wanted))
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
