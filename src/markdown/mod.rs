//! **markdown**: the text of a body into HTML with holes.
//!
//! Comes in: CommonMark with tables, footnotes, definition lists, task lists, heading ids, wiki links,
//! citations, callouts and figures. Goes out: a [`Body`] (see its fields) and what is wrong with the text.
//! Must not know: front matter, other files, addresses. What depends on them is a [`Hole`], filled when a page
//! is rendered: so a body is parsed once and serves the site, a subfolder, a bundle and an embed.
//!
//! Parsing cannot fail. Everything that comes from the text is escaped here; a body cannot hold script.

mod body;
mod callouts;
mod callouts_content;
mod callouts_forms;
mod callouts_scan;
mod callouts_words;
mod cites;
mod code;
mod escape;
mod events;
mod field_markup;
mod figures;
mod flanking;
mod headings;
mod icon_array;
mod leftovers;
mod line_breaks;
mod links;
mod notes;
mod plain;
mod quotes;
mod raw_html;
mod tables;
mod typography;
mod write_links;

pub use body::{Body, CalloutSpan, Citation, Heading, Hole, ImageRef, LinkTarget, Mention, TextAt, What};
pub use callouts::Callout;
pub use escape::{escape_attribute, escape_text, write_escaped};
pub use field_markup::{Markup, markup};
pub use headings::{OWN_IDS, slug};

use crate::diag::{Diagnostic, FileId};

/// What a body is read with.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownOptions<'a> {
    /// HTML elements that the book allows, without attributes.
    pub html: &'a [String],
    /// BCP 47 tag; empty when it is not known.
    pub language: &'a str,
}

/// Reads a body. `offset` is where `text` starts in its file, so that findings point at the right line.
pub fn parse(text: &str, offset: usize, file: FileId, options: MarkdownOptions) -> (Body, Vec<Diagnostic>) {
    events::write(text, events::Context { offset, file, options })
}
