//! The site of one snapshot, its pages made when they are asked for.

use hyper::body::Bytes;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

use crate::emit::{Artifact, Maker};
use crate::formats::SearchIndex;
use crate::pages::{Book, Layout, Page};
use crate::session::Snapshot;
use crate::source::{Image, read_picture};

/// How the one element starts that a page of the preview has and a published one has not. It stands alone on a line.
pub const SCRIPT_START: &str = "<script src=\"";

/// A site from which single files can be asked for.
pub(super) struct Pages {
    pub snapshot: Arc<Snapshot>,
    /// The path below which the site stands, from `/` to `/`.
    base: String,
    /// What stands at an address from the root of the site.
    routes: OnceLock<FxHashMap<String, Artifact>>,
    search: Arc<OnceLock<SearchIndex>>,
    /// How many pages were made.
    pub made: AtomicUsize,
}

/// What stands at an address.
pub(super) enum Found {
    /// With the hash of the page as it would be published.
    Page(Bytes, u64),
    File(Bytes),
    /// The page cannot be made: what its template says.
    Broken(String),
    Nothing,
}

impl Pages {
    pub(super) fn new(snapshot: Arc<Snapshot>, base: &str) -> Pages {
        Pages {
            snapshot,
            base: base.to_owned(),
            routes: OnceLock::new(),
            search: Arc::default(),
            made: AtomicUsize::new(0),
        }
    }

    /// The file at a route from the root of the site.
    pub(super) fn find(&self, route: &str) -> Found {
        // What is asked for most is found without listing all files.
        if let Some(ix) = self.snapshot.site.at_route(route) {
            return self.make(&Artifact::Page(Page::Entry(ix), Layout::Site));
        }
        if let Some(asset) = self.snapshot.theme().files().iter().find(|asset| asset.route == route) {
            return Found::File(match &asset.bytes {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::copy_from_slice(bytes),
            });
        }
        if let Some(image) = self.snapshot.sources.image(route) {
            return picture(image);
        }
        // The index for search is made when somebody searches.
        if route.starts_with("search/") && route.ends_with(".js") {
            let book = self.snapshot.book();
            return self.maker(&book).search_file(route).map_or(Found::Nothing, |artifact| self.make(&artifact));
        }
        self.routes().get(route).map_or(Found::Nothing, |artifact| self.make(artifact))
    }

    /// The name of a folder's first page.
    pub(super) fn index(&self) -> String {
        self.snapshot.book().file("index.html").into_owned()
    }

    /// Makes ready what every page needs, before somebody asks.
    pub(super) fn warm(&self) {
        self.snapshot.theme();
        self.routes();
    }

    /// Whether a page stands at a route.
    pub(super) fn has_page(&self, route: &str) -> bool {
        matches!(self.routes().get(route), Some(Artifact::Page(..)))
    }

    /// The page for addresses at which nothing stands.
    pub(super) fn missing(&self) -> Found {
        self.page(|html| {
            let (head, view) = Page::missing(&self.snapshot.book(), &self.base);
            self.snapshot.theme().render(&head, &view, Layout::Site, html)
        })
    }

    fn routes(&self) -> &FxHashMap<String, Artifact> {
        self.routes.get_or_init(|| {
            let book = self.snapshot.book();
            let maker = self.maker(&book);
            maker.listed().into_iter().map(|artifact| (maker.path(&artifact), artifact)).collect()
        })
    }

    fn maker<'a>(&'a self, book: &'a Book<'a>) -> Maker<'a> {
        Maker::new(book, self.snapshot.theme()).with_search(self.search.clone())
    }

    /// Pages of the site and those for frames follow what is edited; what goes elsewhere is as it will be published.
    fn make(&self, artifact: &Artifact) -> Found {
        let book = self.snapshot.book();
        let make = |out: &mut Vec<u8>| self.maker(&book).make(artifact, out);
        match artifact {
            Artifact::Page(_, Layout::Site | Layout::Frame) => self.page(make),
            Artifact::Page(..) | Artifact::Markdown(_) | Artifact::Social(_) | Artifact::File(_) => {
                match self.guarded(make) {
                    Ok(bytes) => Found::File(bytes.into()),
                    Err(message) => Found::Broken(message),
                }
            }
        }
    }

    fn page(&self, make: impl FnOnce(&mut Vec<u8>) -> Result<(), String>) -> Found {
        match self.guarded(make) {
            Ok(html) => {
                let hash = xxh3_64(&html);
                Found::Page(with_script(html, &self.base, hash).into(), hash)
            }
            Err(message) => Found::Broken(message),
        }
    }

    /// A file that cannot be made, even by a mistake of ours, must not end the preview.
    fn guarded(&self, make: impl FnOnce(&mut Vec<u8>) -> Result<(), String>) -> Result<Vec<u8>, String> {
        self.made.fetch_add(1, Ordering::Relaxed);
        let made = catch_unwind(AssertUnwindSafe(|| {
            let mut out = Vec::new();
            make(&mut out).map(|()| out)
        }));
        match made {
            Ok(Ok(out)) => Ok(out),
            Ok(Err(message)) => Err(format!("the template {message}")),
            Err(_) => Err("this page cannot be made: a mistake of Carebook itself".to_owned()),
        }
    }
}

/// Bytes of a picture that the snapshot lists. They are read when asked for: a book may have more pictures than memory. One that
/// has changed is not served until it has been checked.
fn picture(image: &Image) -> Found {
    read_picture(image).map_or(Found::Nothing, |bytes| Found::File(bytes.into()))
}

/// The page with the script of the preview as the last line of its head. The script is told the tag of the page, so that it
/// knows which text it stands in.
pub(super) fn with_script(mut html: Vec<u8>, base: &str, hash: u64) -> Vec<u8> {
    let script = format!("{SCRIPT_START}{base}_carebook/client.js\" data-etag=\"{hash:016x}\" defer></script>\n");
    let head = html.windows(7).position(|bytes| bytes.eq_ignore_ascii_case(b"</head>"));
    let at = head.unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
    html
}
