//! Images: a paragraph that holds only an image is a figure with caption and credit.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

use super::body::{ImageRef, What};
use super::events::{Writer, plain_text};
use super::{escape_text, links};
use crate::diag::rules;
use crate::text::{Quotes, typeset};

impl Writer<'_> {
    /// Writes a figure if the paragraph that starts here is one. The title of the image is the caption; what
    /// stands behind `Credit:` in it is the credit.
    pub(super) fn figure(&mut self) -> bool {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), range)) = self.events.get(self.at).cloned() else {
            return false;
        };
        let end = self.matching_end(self.at + 1);
        if !matches!(self.events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _))) {
            return false;
        }
        self.out.html.push_str("<figure>");
        self.at += 1;
        self.image(&dest_url, "", range);
        let title = self.printed(&title);
        let (caption, credit) = match title.split_once("Credit:") {
            Some((caption, credit)) => (caption.trim(), credit.trim()),
            None => (title.trim(), ""),
        };
        if !caption.is_empty() || !credit.is_empty() {
            self.out.html.push_str("<figcaption>");
            escape_text(caption, &mut self.out.html);
            if !credit.is_empty() {
                self.out.html.push_str(" <span class=\"credit\">Credit: ");
                escape_text(credit, &mut self.out.html);
                self.out.html.push_str("</span>");
            }
            self.out.html.push_str("</figcaption>");
        }
        self.out.html.push_str("</figure>\n");
        // Behind the end of the image stands the end of the paragraph, which was never opened.
        self.at = end + 2;
        true
    }

    /// A title with typographic marks.
    fn printed(&self, title: &str) -> String {
        typeset(title, &Quotes::of(self.context.options.language))
    }

    /// Writes one image; the next event is its alternative text.
    pub(super) fn image(&mut self, destination: &str, title: &str, range: Range<usize>) {
        let end = self.matching_end(self.at);
        let alt = plain_text(&self.events[self.at..end]);
        self.at = end + 1;
        if alt.is_empty() {
            self.report(&rules::MISSING_ALT, range.clone(), "this image has no alternative text").help =
                Some("say between the brackets what the picture shows: `![a knee from the front](...)`".to_owned());
        }
        if destination.contains(':') || destination.starts_with("//") {
            let message = format!("a picture must lie in the book, not at `{destination}`");
            self.report(&rules::MISSING_IMAGE, range, message).help =
                Some("save it below `content/images`; a page asks no other host".to_owned());
            return;
        }
        let path = links::percent_decoded(destination).into_owned();
        self.hole(What::Image(ImageRef { path, alt, title: self.printed(title) }), range);
    }
}
