//! The files for programs.

use super::data::{self, DataFile};
use super::search::{SearchFile, SearchIndex};
use super::{feed, hosting, infobutton, oembed, sitemap, symptom_finder, topics, web};
use crate::pages::companions::{FEED, MANIFEST, OPEN_SEARCH, oembed_route};
use crate::pages::{Book, FINDER_DATA, Page, all, has_finder, only_frames};
use std::sync::{Arc, OnceLock};

/// A file for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// The script for pages that show frames of the site.
    FrameHost,
    /// The oEmbed answer for a page.
    OEmbed(Page),
    Sitemap,
    /// A part of a sitemap that is too long for one file, from 1.
    SitemapPart(usize),
    Robots,
    Feed,
    Manifest,
    OpenSearch,
    Llms,
    /// How to open a bundle.
    ReadMe,
    /// An answer for record systems, by position among all of them.
    Infobutton(usize),
    /// What the symptom finder filters.
    SymptomFinder,
    /// Settings for a server, by position among all of them.
    Hosting(usize),
    /// The book as JSON.
    Data(DataFile),
    /// A part of the index for search.
    Search(SearchFile),
}

impl File {
    fn path(&self, formats: &Formats) -> String {
        match self {
            File::FrameHost => "embed/carebook.js".to_owned(),
            File::Data(file) => file.path(formats.book),
            File::OEmbed(page) => oembed_route(&page.route(formats.book)),
            File::Sitemap => sitemap::SITEMAP.to_owned(),
            File::SitemapPart(nth) => sitemap::part_route(*nth),
            File::Robots => "robots.txt".to_owned(),
            File::Feed => FEED.to_owned(),
            File::Manifest => MANIFEST.to_owned(),
            File::OpenSearch => OPEN_SEARCH.to_owned(),
            File::Llms => "llms.txt".to_owned(),
            File::ReadMe => "README.txt".to_owned(),
            File::Infobutton(nth) => formats.infobutton()[*nth].0.clone(),
            File::SymptomFinder => FINDER_DATA.to_owned(),
            File::Hosting(nth) => formats.hosting()[*nth].0.clone(),
            File::Search(file) => formats.search().path(*file),
        }
    }
}

/// Makes the files of one book.
pub struct Formats<'a> {
    book: &'a Book<'a>,
    infobutton: OnceLock<Vec<(String, String)>>,
    hosting: OnceLock<Vec<(String, String)>>,
    search: Arc<OnceLock<SearchIndex>>,
}

impl<'a> Formats<'a> {
    /// The files of a book. What several share is made when the first of them is.
    pub fn new(book: &'a Book<'a>) -> Formats<'a> {
        Formats { book, infobutton: OnceLock::new(), hosting: OnceLock::new(), search: Arc::default() }
    }

    /// The same, with an index for search that others share. It must be one of the same book.
    #[must_use]
    pub fn with_search(self, search: Arc<OnceLock<SearchIndex>>) -> Formats<'a> {
        Formats { search, ..self }
    }

    /// The index for search.
    pub fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new(self.book))
    }

    /// The files of the index for search. It must be made for that, and takes longer than all other lists together.
    pub fn search_files(&self) -> Vec<File> {
        match self.book.output().search {
            true => self.search().files().into_iter().map(File::Search).collect(),
            false => Vec::new(),
        }
    }

    /// Every file but those of the index for search, in a fixed order.
    pub fn files(&self) -> Vec<File> {
        let book = self.book;
        let output = book.output();
        let mut files = Vec::new();
        if output.offline {
            files.push(File::ReadMe);
        }
        if output.embeds {
            files.push(File::FrameHost);
        }
        if output.data {
            files.push(File::Llms);
            files.extend(data::files(book).into_iter().map(File::Data));
        }
        if book.absolute("").is_some() {
            if output.embeds {
                let frames = all(book).into_iter().filter(|page| page.has_frame(book)).chain(only_frames(book));
                files.extend(frames.map(File::OEmbed));
            }
            files.extend([File::Sitemap, File::Robots, File::Feed, File::Manifest, File::OpenSearch]);
            files.extend((1..=sitemap::parts(book)).map(File::SitemapPart));
        }
        if has_finder(book) {
            files.push(File::SymptomFinder);
        }
        files.extend((0..self.infobutton().len()).map(File::Infobutton));
        files.extend((0..self.hosting().len()).map(File::Hosting));
        files
    }

    /// The place of a file from the root of the site.
    pub fn path(&self, file: &File) -> String {
        file.path(self)
    }

    fn infobutton(&self) -> &[(String, String)] {
        self.infobutton.get_or_init(|| match self.book.has_codes() {
            true => infobutton::files(&topics::codes(self.book), &topics::source(self.book)),
            false => Vec::new(),
        })
    }

    fn hosting(&self) -> &[(String, String)] {
        self.hosting.get_or_init(|| hosting::hosting(self.book))
    }

    /// What a file holds.
    pub fn bytes(&self, file: &File) -> Vec<u8> {
        let book = self.book;
        match file {
            File::FrameHost => include_bytes!("frame_host.js").to_vec(),
            File::Data(file) => file.bytes(book),
            File::OEmbed(page) => oembed::oembed(book, page),
            File::Sitemap => sitemap::sitemap(book),
            File::SitemapPart(nth) => sitemap::part(book, *nth),
            File::Robots => sitemap::robots(book),
            File::Feed => feed::feed(book),
            File::Manifest => web::manifest(book),
            File::OpenSearch => web::open_search(book),
            File::Llms => web::llms(book),
            File::ReadMe => web::read_me(book),
            File::Infobutton(nth) => self.infobutton()[*nth].1.clone().into_bytes(),
            File::SymptomFinder => symptom_finder::data(book),
            File::Hosting(nth) => self.hosting()[*nth].1.clone().into_bytes(),
            File::Search(file) => self.search().bytes(*file),
        }
    }
}

/// A JSON document on one line.
pub(super) fn json_bytes(value: &serde_json::Value) -> Vec<u8> {
    let mut bytes = value.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}
