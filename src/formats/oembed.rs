//! oEmbed answers as files: how to show a page in a frame of another. Source: the oEmbed specification, version 1.0,
//! section 2.3.4.

use serde_json::json;

use crate::markdown::escape_attribute;
use crate::pages::{Book, Layout, Page};

/// Of the frame before its page tells how high it is, in CSS pixels.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 600;

/// The answer for a page.
pub(super) fn oembed(book: &Book, page: &Page) -> Vec<u8> {
    let title = page.title(book);
    let src = book.absolute_file(&page.file(&book.in_layout(Layout::Frame))).unwrap_or_default();
    let mut html = String::from("<iframe src=\"");
    escape_attribute(&src, &mut html);
    html.push_str("\" title=\"");
    escape_attribute(&title, &mut html);
    html.push_str(&format!("\" width=\"{WIDTH}\" height=\"{HEIGHT}\" loading=\"lazy\"></iframe>"));
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": book.config().title,
        "provider_url": book.absolute("index.html"),
        "html": html,
        "width": WIDTH,
        "height": HEIGHT,
    });
    super::files::json_bytes(&answer)
}
