//! A parsed body: HTML in one string, with the places at which something must still be filled in.

use super::callouts::Callout;
use crate::cite::Locator;
use crate::diag::Place;
use std::ops::Range;

/// A body, ready to be filled. Independent of every other file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// HTML without the parts that depend on other files.
    pub html: String,
    /// In the order of `at`.
    pub holes: Vec<Hole>,
    /// Headings of the text itself, in order.
    pub headings: Vec<Heading>,
    /// Callouts of the text in the order of their starts; those of a footnote are a part of it.
    pub callouts: Vec<CalloutSpan>,
    /// Where in `html` the content of the first paragraph is.
    pub lead: Option<Range<usize>>,
    /// Whether the body can stand inside another page: no headings, callouts or footnotes of its own.
    pub embeddable: bool,
    /// Where pieces of running text come from, in the order of `at`.
    pub texts: Vec<TextAt>,
    /// Comments, which no page shows: byte offsets in the file.
    pub comments: Vec<Range<usize>>,
    /// What is a citation without its brackets if the bibliography has its key.
    pub mentions: Vec<Mention>,
}

/// A word that may be the key of a source, such as `@key`, `(@key)` or `[key]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub key: String,
    /// With its signs, as readers see it.
    pub shown: String,
    pub place: Place,
}

/// A piece of running text: its bytes in the HTML are those of the file, but for what is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextAt {
    /// Byte offset in [`Body::html`].
    pub at: u32,
    /// Byte offset in the file.
    pub from: u32,
}

impl Body {
    /// The offset in the file of the text at an offset of the HTML: exact within running text, else that of the piece before
    /// it.
    pub fn source(&self, at: usize) -> usize {
        let next = self.texts.partition_point(|text| text.at as usize <= at);
        match next.checked_sub(1).and_then(|nth| self.texts.get(nth)) {
            Some(text) => {
                let end = self.texts.get(next).map_or(u32::MAX, |next| next.from.max(text.from));
                (text.from as usize + at - text.at as usize).min(end as usize)
            }
            None => self.texts.first().map_or(0, |text| text.from as usize),
        }
    }

    /// The offset in the file of the first piece of text at or behind an offset of the HTML.
    pub fn source_from(&self, at: usize) -> usize {
        let next = self.texts.partition_point(|text| (text.at as usize) < at);
        self.texts.get(next).or(self.texts.last()).map_or(0, |text| text.from as usize)
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6; the page's title is the only 1.
    pub level: u8,
    /// Unique in the body.
    pub id: String,
    /// Without markup.
    pub text: String,
    /// Where its element starts in the HTML.
    pub at: usize,
    /// Whether it stands in nothing else (a list, a quote, a footnote), so that the text can be cut at it.
    pub outermost: bool,
    /// Whether the author gave the id, as `{#id}`.
    pub own_id: bool,
}

/// A callout of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalloutSpan {
    pub callout: Callout,
    /// The level of the heading that is its title; a box has none.
    pub level: Option<u8>,
    /// Where its element is in the HTML.
    pub range: Range<usize>,
}

/// A gap in the HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Hole {
    /// Byte offset in [`Body::html`].
    pub at: usize,
    pub what: What,
    /// Where in the file it was written.
    pub place: Place,
}

/// What fills a gap.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The `href` attribute of a link.
    Href(LinkTarget),
    /// The title of a link's target.
    Title(LinkTarget),
    /// The element of an image.
    Image(ImageRef),
    /// A group of citations.
    Cite(Vec<Citation>),
    /// Nothing: the word before it is not to be linked.
    NoLink,
}

/// An image, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRef {
    pub path: String,
    /// What it shows, in words.
    pub alt: String,
    /// Empty when there is none, and for figures, whose title is their caption.
    pub title: String,
}

/// Where a link leads, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// `[[name#anchor]]`: an entry by id, title or alias.
    Entry { name: String, anchor: Option<String> },
    /// `[[@key]]`: a source's page, without resting a claim on it.
    Source { key: String },
    /// `[words](../folder/file.md#anchor)`.
    File { path: String, anchor: Option<String> },
    /// `[words](#anchor)`.
    Anchor { anchor: String },
}

/// One source of a citation group.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    pub key: String,
    pub locator: Option<Locator>,
    /// Where the key was written.
    pub place: Place,
}
