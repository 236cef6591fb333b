//! Links as they are written: outside ones whole, inside ones as holes.

use pulldown_cmark::LinkType;
use std::ops::Range;

use super::body::{LinkTarget, What};
use super::escape_attribute;
use super::events::{OpenLink, Writer, plain_text};
use super::links::{self, Destination};
use crate::diag::rules;

impl Writer<'_> {
    /// Begins a link. One within another link is only its words: HTML has no links in links.
    pub(super) fn start_link(&mut self, link_type: LinkType, destination: &str, range: Range<usize>) {
        self.html.push(None);
        if let LinkType::WikiLink { has_pothole } = link_type {
            // In a table the bar before the words is escaped, and pulldown-cmark leaves the backslash with the name.
            let target = links::wiki(destination.trim_end_matches('\\'));
            let wordless = plain_text(&self.events[self.at..self.matching_end(self.at)]).is_empty();
            return self.internal_link(target, range, !has_pothole || wordless);
        }
        if self.in_link() && !matches!(links::ordinary(destination), Destination::Unsafe(_)) {
            self.links.push(OpenLink::default());
            return;
        }
        if link_type == LinkType::Email {
            self.out.html.push_str("<a href=\"mailto:");
            escape_attribute(destination, &mut self.out.html);
            self.out.html.push_str("\">");
            self.links.push(OpenLink { closes_with: "</a>", ..OpenLink::default() });
            return;
        }
        match links::ordinary(destination) {
            Destination::External(address) => {
                self.out.html.push_str("<a href=\"");
                escape_attribute(&address, &mut self.out.html);
                // A number is dialled from left to right, whatever the direction of the text.
                let is_number = address.starts_with("tel:");
                self.out.html.push_str(if is_number { "\" dir=\"ltr\">" } else { "\" rel=\"external\">" });
                self.links.push(OpenLink { closes_with: "</a>", ..OpenLink::default() });
            }
            Destination::Internal(target) => self.internal_link(target, range, false),
            Destination::Unsafe(scheme) => {
                let message = format!("a link must not use `{scheme}`");
                self.report(&rules::UNSAFE_LINK, range, message).help =
                    Some("use an `https:` address, `mailto:`, `tel:` or a link to an entry".to_owned());
                self.links.push(OpenLink::default());
            }
        }
    }

    /// A link whose address is not known yet; with `title`, so are its words.
    pub(super) fn internal_link(&mut self, target: LinkTarget, range: Range<usize>, title: bool) {
        if self.in_link() {
            self.links.push(OpenLink::default());
        } else {
            self.out.html.push_str("<a");
            self.hole(What::Href(target.clone()), range.clone());
            self.out.html.push('>');
            self.links.push(OpenLink { closes_with: "</a>", ..OpenLink::default() });
        }
        if title {
            self.hole(What::Title(target), range);
            self.at = self.matching_end(self.at);
        }
    }

    pub(super) fn end_link(&mut self) {
        self.close_inner_html();
        let Some(mut link) = self.links.pop() else { return };
        self.out.html.push_str(link.closes_with);
        match self.links.last_mut() {
            Some(around) => {
                around.citations.append(&mut link.citations);
                around.notes.push_str(&link.notes);
            }
            None => {
                for (citations, range) in link.citations {
                    self.hole(What::Cite(citations), range);
                }
                self.out.html.push_str(&link.notes);
            }
        }
    }

    fn in_link(&self) -> bool {
        self.links.iter().any(|link| !link.closes_with.is_empty())
    }
}
