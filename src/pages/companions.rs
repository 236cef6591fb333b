//! Files that belong to a page: the same in other forms, and what programs find through it. Their addresses are fixed
//! here, for the links of pages; what is in them is made elsewhere.

use super::book::Book;
use super::layout::{Layout, has_frame};
use super::view::AlternateView;
use crate::model::Kind;
use crate::resolve::EntryIx;
use crate::source::media;

/// The Atom feed.
pub const FEED: &str = "feed.xml";
/// The web app manifest.
pub const MANIFEST: &str = "site.webmanifest";

/// How browsers search the site.
pub const OPEN_SEARCH: &str = "opensearch.xml";

/// The Markdown copy of a page.
pub fn markdown_route(route: &str) -> String {
    format!("{}.md", route.strip_suffix(".html").unwrap_or(route))
}

/// The oEmbed answer for a page.
pub fn oembed_route(route: &str) -> String {
    format!("embed/{}.json", route.strip_suffix(".html").unwrap_or(route))
}

/// The data of an entry.
pub fn data_route(id: &str) -> String {
    format!("data/v1/entries/{id}.json")
}

/// The picture that is shown with links to an entry.
pub fn social_route(id: &str) -> String {
    format!("social/{id}.png")
}

/// An entry as a single file.
pub fn single_route(id: &str) -> String {
    format!("single/{id}.html")
}

/// Whether an entry has files of its own: the home page's words have none.
pub fn has_companions(book: &Book, ix: EntryIx) -> bool {
    book.site.entry(ix).facts.kind != Kind::Home
}

/// What the head of a page names of these.
pub(super) fn alternates(book: &Book, route: &str, entry: Option<EntryIx>) -> Vec<AlternateView> {
    let mut found = Vec::new();
    let mut push = |rel, kind: &'static str, to: &str, title: &str| {
        // Who looks for oEmbed may take the address as it stands.
        let full = kind.ends_with("oembed").then(|| book.absolute(to)).flatten();
        let href = full.unwrap_or_else(|| book.href(route, to));
        found.push(AlternateView { rel, kind, href, title: title.to_owned() });
    };
    if book.layout != Layout::Site {
        return found;
    }
    if let Some(ix) = entry.filter(|ix| book.output().data && has_companions(book, *ix)) {
        push("alternate", media::MARKDOWN.name(), &markdown_route(route), "As Markdown");
        push("alternate", media::JSON.name(), &data_route(&book.site.entry(ix).facts.id), "As data");
    }
    if book.config.base_url.is_some() {
        if book.output().embeds && has_frame(route) {
            push("alternate", "application/json+oembed", &oembed_route(route), "For embedding");
        }
        push("alternate", media::ATOM.name(), FEED, "Reviews and clinical changes");
        push("search", "application/opensearchdescription+xml", OPEN_SEARCH, &book.config.title);
        push("manifest", "", MANIFEST, "");
    }
    found
}
