//! Which files a site has, and how each is made.

use super::slice::Slice;
use crate::formats::{self, Formats, SearchIndex, SocialPainter, SocialStyle};
use crate::pages::{Book, Layout, Page, all, companions, only_frames};
use crate::resolve::EntryIx;
use crate::theme::{Theme, light_colour};
use std::sync::{Arc, OnceLock};

/// A file that is made from the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A page in one of its shapes.
    Page(Page, Layout),
    /// The words of an entry's page as Markdown.
    Markdown(Page),
    /// The picture that is shown with links to an entry.
    Social(EntryIx),
    /// A file for programs.
    File(formats::File),
}

/// Folders of pages in another shape than that of the site.
const PIECES: &str = "fragments/";

/// Makes the files of one book.
pub struct Maker<'a> {
    book: &'a Book<'a>,
    theme: &'a Theme,
    formats: Formats<'a>,
    painter: OnceLock<SocialPainter>,
}

impl<'a> Maker<'a> {
    /// Gathers what the files share.
    pub fn new(book: &'a Book<'a>, theme: &'a Theme) -> Maker<'a> {
        Maker { book, theme, formats: Formats::new(book), painter: OnceLock::new() }
    }

    /// The same, with an index for search that others share; see [`Formats::with_search`].
    #[must_use]
    pub fn with_search(self, search: Arc<OnceLock<SearchIndex>>) -> Maker<'a> {
        Maker { formats: self.formats.with_search(search), ..self }
    }

    /// The files of a part of the site, in a fixed order.
    pub fn slice(&self, slice: Slice) -> Vec<Artifact> {
        let mut plan = self.slice_listed(slice);
        if slice.takes_search() {
            plan.extend(self.formats.search_files().into_iter().map(Artifact::File));
        }
        plan
    }

    /// The same without the index for search, which is not made for that.
    pub fn slice_listed(&self, slice: Slice) -> Vec<Artifact> {
        let listed = self.listed().into_iter().enumerate();
        listed.filter(|(nth, _)| slice.takes(*nth)).map(|(_, artifact)| artifact).collect()
    }

    /// The part of the index for search at an address.
    pub fn search_file(&self, route: &str) -> Option<Artifact> {
        let files = self.formats.search_files().into_iter();
        files.map(Artifact::File).find(|artifact| self.path(artifact) == route)
    }

    /// Every file but those of the index for search, which is not made for that.
    pub fn listed(&self) -> Vec<Artifact> {
        let book = self.book;
        let output = book.output();
        let mut pages = all(book);
        // Only a server shows it.
        pages.retain(|page| !(output.offline && *page == Page::NotFound));
        // The longest to make comes first, or the others wait for it in the end: it looks for its words in every text.
        pages.sort_by_key(|page| !matches!(page, Page::Glossary(_)));
        let mut plan: Vec<Artifact> = Vec::new();
        let entries = || pages.iter().filter(|page| matches!(page, Page::Entry(_)));
        if output.embeds {
            let frames = pages.iter().filter(|page| page.has_frame(book)).cloned().chain(only_frames(book));
            plan.extend(frames.map(|page| Artifact::Page(page, Layout::Frame)));
        }
        if output.embeds && book.absolute("").is_some() {
            plan.extend(entries().map(|page| Artifact::Page(page.clone(), Layout::Piece)));
        }
        if output.single_files {
            plan.extend(entries().map(|page| Artifact::Page(page.clone(), Layout::File)));
        }
        if output.data {
            plan.extend(entries().map(|page| Artifact::Markdown(page.clone())));
        }
        if output.link_pictures && book.absolute("").is_some() {
            plan.extend(pages.iter().filter_map(Page::entry).map(Artifact::Social));
        }
        plan.extend(self.formats.files().into_iter().map(Artifact::File));
        plan.extend(pages.into_iter().map(|page| Artifact::Page(page, Layout::Site)));
        plan
    }

    /// Writes a file into `out`.
    ///
    /// # Errors
    /// What the template engine says.
    pub fn make(&self, artifact: &Artifact, out: &mut Vec<u8>) -> Result<(), String> {
        match artifact {
            Artifact::Page(page, layout) => self.page(page, *layout, out),
            Artifact::Markdown(page) => {
                let mut html = Vec::new();
                self.page(page, Layout::Text, &mut html)?;
                out.extend_from_slice(formats::markdown(&String::from_utf8_lossy(&html)).as_bytes());
                Ok(())
            }
            Artifact::Social(ix) => {
                let facts = &self.book.site().entry(*ix).facts;
                let painter = self.painter.get_or_init(|| painter(self.book));
                out.extend_from_slice(&painter.picture(facts.kind.label(), &facts.title));
                Ok(())
            }
            Artifact::File(file) => {
                out.extend_from_slice(&self.formats.bytes(file));
                Ok(())
            }
        }
    }

    fn page(&self, page: &Page, layout: Layout, out: &mut Vec<u8>) -> Result<(), String> {
        let book = self.book.in_layout(layout);
        let (head, view) = page.view(&book);
        self.theme.render(&head, &view, layout, out)
    }
}

impl Maker<'_> {
    /// The place of a file from the root of the site.
    pub fn path(&self, artifact: &Artifact) -> String {
        let book = self.book;
        match artifact {
            Artifact::Page(page, Layout::Site | Layout::Text) => page.file(book),
            Artifact::Page(page, Layout::Frame) => page.file(&book.in_layout(Layout::Frame)),
            Artifact::Page(page, Layout::Piece) => format!("{PIECES}{}", page.route(book)),
            Artifact::Page(page, Layout::File) => {
                let id = page.entry().map_or("", |ix| book.site().entry(ix).facts.id.as_str());
                companions::single_route(id)
            }
            Artifact::Markdown(page) => companions::markdown_route(&page.route(book)),
            Artifact::Social(ix) => companions::social_route(&book.site().entry(*ix).facts.id),
            Artifact::File(file) => self.formats.path(file),
        }
    }
}

/// The painter of pictures in the colours of the brand.
fn painter(book: &Book) -> SocialPainter {
    let config = book.config();
    let colour = |token| light_colour(&config.brand, token).expect("the palette has every token named here");
    let style = SocialStyle {
        paper: colour("paper"),
        ink: colour("ink"),
        accent: colour("accent"),
        header: colour("header"),
        header_ink: colour("header-ink"),
        icon: config.brand.logo.is_none(),
    };
    let host = config.base_url.as_deref().and_then(|url| url.split_once("://")).map_or("", |(_, host)| host);
    SocialPainter::new(&style, config.brand.name.as_deref().unwrap_or(&config.title), host)
}
