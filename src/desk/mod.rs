//! **desk**: the editor's desk, pages about a book for those who write it. They exist in the preview only.
//!
//! Comes in: a [`Snapshot`], the newest findings, today's date and how to open a file in the editor ([`Desk`]).
//! Goes out: the desk's pages as HTML ([`Desk::page`]) and its own files ([`asset`]).
//! Must not know: servers, sockets, who asks.
//!
//! Every page works without script: filters are forms, orders and pages are addresses. Nothing is kept between two
//! answers, so the desk is never behind the book.

mod address;
mod around;
mod coverage;
mod coverage_page;
mod definitions;
mod findings;
mod frames;
mod graph;
mod layout;
mod measure;
mod overview;
mod paging;
mod reviews;
mod rule_page;
mod sources;
mod templates;

use jiff::civil::Date;

use crate::config::Config;
use crate::diag::{FileId, Finding, Texts, line_column};
use crate::resolve::{EntryIx, Site};
use crate::session::Snapshot;
use address::Query;

/// What the desk looks at. Borrowed for one answer.
pub struct Desk<'a> {
    pub snapshot: &'a Snapshot,
    /// The newest findings; they may be newer than the snapshot.
    pub findings: &'a [Finding],
    /// For excerpts of those findings.
    pub texts: &'a dyn Texts,
    pub today: Date,
    /// Where the site stands: `/`, or `/knee/`.
    pub base: &'a str,
    /// A path from the book's folder, a line and a column to an address that opens it in the editor.
    pub editor: &'a dyn Fn(&str, u32, u32) -> Option<String>,
}

impl Desk<'_> {
    /// The page at `path` below `_carebook/` (empty for the start) as HTML; `None` when there is none. The query is
    /// decoded.
    pub fn page(&self, path: &str, query: &[(String, String)]) -> Option<Result<String, String>> {
        let query = Query::new(query);
        Some(match path {
            "" => overview::page(self),
            "findings" => findings::page(self, &query),
            "findings/rule" => rule_page::page(self, &query)?,
            "reviews" => reviews::page(self),
            "coverage" => coverage_page::page(self, &query),
            "coverage/entry" => coverage_page::entry(self, &query)?,
            "graph" => match query.get("entry") {
                Some(id) => around::page(self, id)?,
                None => graph::page(self, &query),
            },
            "sources" => sources::page(self, &query),
            "outline" => frames::outline(self, &query),
            "accessibility" => frames::accessibility(self, &query),
            _ => return None,
        })
    }

    fn site(&self) -> &Site {
        &self.snapshot.site
    }

    fn config(&self) -> &Config {
        &self.snapshot.config
    }

    /// The address that opens an entry's file in the editor.
    fn edit(&self, ix: EntryIx) -> Option<String> {
        (self.editor)(&self.site().entry(ix).path, 1, 1)
    }

    /// The same at an offset of a file of the snapshot.
    fn edit_at(&self, file: FileId, path: &str, offset: usize) -> Option<String> {
        let text = self.snapshot.sources.text(file)?;
        let at = line_column(text, offset);
        (self.editor)(path, at.line, at.column)
    }
}

/// The desk's own files: MIME type and bytes, by path below `_carebook/`.
pub fn asset(path: &str) -> Option<(&'static str, &'static [u8])> {
    const CSS: &str = "text/css; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const TEXT: &str = "text/plain; charset=utf-8";
    Some(match path {
        "desk.css" => (CSS, include_bytes!("static/desk.css")),
        "desk.js" => (SCRIPT, include_bytes!("static/desk.js")),
        "graph.js" => (SCRIPT, include_bytes!("static/graph.js")),
        "frame.js" => (SCRIPT, include_bytes!("static/frame.js")),
        "outline.js" => (SCRIPT, include_bytes!("static/outline.js")),
        "accessibility.js" => (SCRIPT, include_bytes!("static/accessibility.js")),
        "axe.min.js" => (SCRIPT, include_bytes!("static/axe.min.js")),
        "axe-LICENSE.txt" => (TEXT, include_bytes!("static/axe-LICENSE.txt")),
        "axe-LICENSE-3RD-PARTY.txt" => (TEXT, include_bytes!("static/axe-LICENSE-3RD-PARTY.txt")),
        _ => return None,
    })
}
