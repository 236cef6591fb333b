//! Entries as plain Markdown, with every link, citation and source written out.

use htmd::HtmlToMarkdown;
use htmd::options::{BulletListMarker, HeadingStyle, Options};
use std::sync::LazyLock;

use crate::pages::{Book, Page};

/// The address of the Markdown copy of a page.
pub fn markdown_route(route: &str) -> String {
    format!("{}.md", route.strip_suffix(".html").unwrap_or(route))
}

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    let options = Options {
        heading_style: HeadingStyle::Atx,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    HtmlToMarkdown::builder().options(options).skip_tags(vec!["script", "style", "svg", "button"]).build()
});

/// A page's text as Markdown, from the HTML of its piece.
pub fn markdown(html: &str, _page: &Page, _book: &Book) -> String {
    CONVERTER.convert(html).unwrap_or_default()
}
