//! Images: a paragraph that holds only an image is a figure with caption and credit.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
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
        let Some((Event::Start(Tag::Image { link_type, dest_url, title, .. }), range)) =
            self.events.get(self.at).cloned()
        else {
            return false;
        };
        let end = self.matching_end(self.at + 1);
        if !matches!(self.events.get(end + 1), Some((Event::End(TagEnd::Paragraph), _))) {
            return false;
        }
        self.out.html.push_str("<figure>");
        self.at += 1;
        self.check_caption(&title, range.clone());
        self.image(link_type, &dest_url, "", range);
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
    pub(super) fn image(&mut self, link_type: LinkType, destination: &str, title: &str, range: Range<usize>) {
        let end = self.matching_end(self.at);
        // Without words, a picture as note-taking apps embed it shows its path there.
        let wordless = link_type == LinkType::WikiLink { has_pothole: false };
        let alt = if wordless { String::new() } else { plain_text(&self.events[self.at..end]) };
        self.at = end + 1;
        let elsewhere = destination.contains(':') || destination.starts_with("//");
        if !elsewhere && !links::is_picture(destination) {
            return self.no_picture(link_type, destination, range);
        }
        self.check_caption(title, range.clone());
        if alt.is_empty() {
            self.report(&rules::MISSING_ALT, range.clone(), "this image has no alternative text").help =
                Some("say between the brackets what the picture shows: `![a drawing of ...](...)`".to_owned());
        }
        if elsewhere {
            let message = format!("a picture must lie in the book, not at `{destination}`");
            self.report(&rules::MISSING_IMAGE, range, message).help =
                Some("save it below `content/images`; a page asks no other host".to_owned());
            return;
        }
        let path = links::percent_decoded(destination).into_owned();
        self.hole(What::Image(ImageRef { path, alt, title: self.printed(title) }), range);
    }

    /// An exclamation mark before a link makes it a picture.
    fn no_picture(&mut self, link_type: LinkType, destination: &str, range: Range<usize>) {
        let link = match link_type {
            LinkType::WikiLink { .. } => format!("`[[{destination}]]`"),
            _ => format!("`[words]({destination})`"),
        };
        self.report(&rules::MISSING_IMAGE, range, format!("`{destination}` is not a picture")).help =
            Some(format!("for a link, leave out the exclamation mark: {link}"));
    }

    /// A caption is plain text, so its markup would be seen.
    fn check_caption(&mut self, caption: &str, range: Range<usize>) {
        let Some(sign) = ["[@", "[[", "](", "**", "`"].into_iter().find(|sign| caption.contains(sign)) else { return };
        self.report(
            &rules::RAW_MARKUP,
            range,
            format!("readers see \u{201c}{sign}\u{201d}: a caption is plain text"),
        )
        .help = Some("write the caption in words only, and the rest in a paragraph below the picture".to_owned());
    }
}
