//! In which shape pages are made, and how links are then written.

use std::borrow::Cow;

use super::book::Book;
use crate::config::OutputConfig;
use crate::resolve::relative;

/// The shapes of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A page of the site.
    #[default]
    Site,
    /// For frames of other pages: nothing around the text; links lead to pages of the same shape.
    Frame,
    /// A piece of HTML for the inside of another page, wherever that stands: every link is a full address. In a book that
    /// does not know where it will stand, links lead from the file that holds the piece ([`Book::held_by`]).
    Piece,
    /// A piece that becomes plain text with links, beside the page.
    Text,
    /// One file that needs no other: style and pictures are within, links are full addresses or none.
    File,
}

impl Layout {
    /// Whether it is a document of its own, and not a part of another.
    pub fn is_document(self) -> bool {
        matches!(self, Layout::Site | Layout::Frame | Layout::File)
    }

    /// As templates see it.
    pub fn word(self) -> &'static str {
        match self {
            Layout::Site => "site",
            Layout::Frame => "frame",
            Layout::Piece => "piece",
            Layout::Text => "text",
            Layout::File => "file",
        }
    }
}

/// The folder of the pages for frames.
const FRAMES: &str = "embed/";

/// Whether the page at a route also exists for frames: all but the home page, sheets to print, and what is not for
/// readers.
pub(super) fn has_frame(route: &str) -> bool {
    let apart = ["handouts/", "search/"].iter().any(|folder| route.starts_with(folder));
    is_page(route) && !apart && route != "index.html" && route != "404.html"
}

fn is_page(route: &str) -> bool {
    route.ends_with(".html")
}

impl<'a> Book<'a> {
    /// What a build writes.
    pub fn output(&self) -> &'a OutputConfig {
        &self.config.output
    }

    /// The same book in another shape.
    #[must_use]
    pub fn in_layout(self, layout: Layout) -> Book<'a> {
        Book { layout, ..self }
    }

    /// The same book for pieces within `file`, which is no page: a file of data, or a copy in another format.
    #[must_use]
    pub fn held_by<'f>(self, file: &'f str) -> Book<'f>
    where
        'a: 'f,
    {
        Book { holder: Some(file), ..self }
    }

    /// The file at which a route stands: pages end as the book wants it.
    pub fn file<'r>(&self, route: &'r str) -> Cow<'r, str> {
        match (self.config.output.extension.as_str(), route.strip_suffix(".html")) {
            ("html", _) | (_, None) => Cow::Borrowed(route),
            (extension, Some(stem)) => Cow::Owned(format!("{stem}.{extension}")),
        }
    }

    /// The file of a page of this shape, by the route of the page.
    pub(super) fn shaped_file(&self, route: &str) -> String {
        match self.layout {
            Layout::Frame => format!("{FRAMES}{}", self.file(route)),
            _ => self.file(route).into_owned(),
        }
    }

    /// The full address of a route, when the book knows where it will stand.
    pub fn absolute(&self, route: &str) -> Option<String> {
        self.absolute_file(&self.file(route))
    }

    /// The full address of a file.
    pub fn absolute_file(&self, file: &str) -> Option<String> {
        let base = self.config.base_url.as_ref()?;
        Some(format!("{base}/{}", relative("", file)))
    }

    /// What leads from a file that is no page to a route: its full address, or the way there when the book does not know
    /// where it will stand.
    pub fn address(&self, file: &str, to: &str) -> String {
        self.absolute(to).unwrap_or_else(|| relative(file, &self.file(to)))
    }

    /// What leads from the page at the route `from` to the file at the route `to`. Empty where a piece or a
    /// file of its own cannot lead anywhere, since nobody knows where it will stand.
    pub(super) fn href(&self, from: &str, to: &str) -> String {
        match self.layout {
            Layout::Site => relative(from, &self.file(to)),
            // Both lie in the same folder of frames.
            Layout::Frame if has_frame(to) => relative(from, &self.file(to)),
            Layout::Frame => relative(&format!("{FRAMES}{from}"), &self.file(to)),
            Layout::Text => self.absolute(to).unwrap_or_else(|| relative(from, &self.file(to))),
            Layout::Piece | Layout::File => match self.holder {
                Some(file) => self.address(file, to),
                None => self.absolute(to).unwrap_or_default(),
            },
        }
    }

    /// The way from the page at a route to the root of the site.
    pub(super) fn root(&self, route: &str) -> String {
        match self.layout {
            Layout::Site | Layout::Text => relative(route, ""),
            Layout::Frame => relative(&format!("{FRAMES}{route}"), ""),
            Layout::Piece | Layout::File => self.absolute("").unwrap_or_default(),
        }
    }

    /// What leads from the page at a route to the same page of the site.
    pub(super) fn whole(&self, route: &str) -> String {
        self.out_of_frame(route, route)
    }

    /// What leads from the page at the route `from` to a page of the site, also from a frame.
    pub(super) fn out_of_frame(&self, from: &str, to: &str) -> String {
        match self.layout {
            Layout::Frame => relative(&format!("{FRAMES}{from}"), &self.file(to)),
            _ => self.href(from, to),
        }
    }
}
