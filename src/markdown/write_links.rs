//! Links as they are written: outside ones whole, inside ones as holes.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

use super::body::{LinkTarget, What};
use super::escape_attribute;
use super::events::{OpenLink, Writer, plain_text};
use super::links::{self, Destination};
use crate::data::{BadAddress, address_like, check_address, check_mailbox, near_scheme};
use crate::diag::rules;

impl<'a> Writer<'a> {
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
            if let Err(bad) = check_mailbox(destination) {
                return self.bad_address(destination, bad, range);
            }
            self.out.html.push_str("<a href=\"mailto:");
            escape_attribute(destination, &mut self.out.html);
            self.out.html.push_str("\">");
            self.links.push(OpenLink { closes_with: "</a>", ..OpenLink::default() });
            return;
        }
        match links::ordinary(destination) {
            Destination::External(address) => {
                if let Err(bad) = check_address(&address) {
                    return self.bad_address(&address, bad, range);
                }
                self.out.html.push_str("<a href=\"");
                escape_attribute(&address, &mut self.out.html);
                // A number is dialled from left to right, whatever the direction of the text.
                let is_number = address.starts_with("tel:");
                self.out.html.push_str(if is_number { "\" dir=\"ltr\">" } else { "\" rel=\"external\">" });
                self.links.push(OpenLink { closes_with: "</a>", ..OpenLink::default() });
            }
            Destination::Internal(target) => self.internal_link(target, range, false),
            Destination::Unsafe(scheme) => {
                let destination = destination.trim();
                let near = if scheme == "//" { address_like(destination) } else { near_scheme(destination) };
                if near.is_some() && scheme != "//" {
                    let problem = format!("has the unknown scheme `{scheme}`");
                    let help = near.map(|near| format!("did you mean `{near}`?"));
                    return self.bad_address(destination, BadAddress { problem, help }, range);
                }
                let message = format!("a link must not use `{scheme}`");
                self.report(&rules::UNSAFE_LINK, range, message).help = Some(near.map_or_else(
                    || "use an `https:` address, `mailto:`, `tel:` or a link to an entry".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ));
                self.links.push(OpenLink::default());
            }
        }
    }

    /// A link whose address cannot be followed is only its words.
    fn bad_address(&mut self, address: &str, bad: BadAddress, range: Range<usize>) {
        let message = format!("the address `{address}` {}", bad.problem);
        self.report(&rules::BAD_URL, range, message).help = bad.help;
        self.links.push(OpenLink::default());
    }

    /// A link directly behind an exclamation mark, in which the parser sees a picture: `Call now![Read](knee.md)`. True if it
    /// is one; then the mark is written and the link begun.
    pub(super) fn exclaimed_link(&mut self, tag: &Tag<'a>, range: &Range<usize>) -> bool {
        let Tag::Image { link_type, dest_url, title, id } = tag.clone() else { return false };
        let behind_words =
            self.text[..range.start].chars().next_back().is_some_and(|c| !c.is_whitespace() && !"([*_|>".contains(c));
        if !behind_words || links::is_picture(&dest_url) {
            return false;
        }
        let end = self.matching_end(self.at);
        self.write_text("!", range.start..range.start + 1);
        let destination = dest_url.to_string();
        self.events[end].0 = Event::End(TagEnd::Link);
        self.events[self.at - 1].0 = Event::Start(Tag::Link { link_type, dest_url, title, id });
        self.start_link(link_type, &destination, range.start + 1..range.end);
        true
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
