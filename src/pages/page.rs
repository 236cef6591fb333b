//! The pages of a site.

use serde::Serialize;

use super::book::Book;
use super::head::{below, entry_head, handout_head, head, paged};
use super::layout::Layout;
use super::link_card::link_card;
use super::linked_data::linked_data;
use super::table::TableKind;
use super::view::{
    AzView, BodySiteView, CodesView, EntryView, FaqsView, FinderView, GlossaryView, HandoutView, HomeView, LinkView,
    ListingView, MatrixView, PageView, RedirectView, ReviewsView, SearchView, SourceView, SourcesView, TableView,
};
use super::{
    body_sites, cards, codes, companions, entry, faqs, glossary, handout, home, letters, listing, matrix, reviews,
    sources, symptom_finder, table, words,
};
use crate::cite::WorkIx;
use crate::markdown::slug;
use crate::model::Kind;
use crate::resolve::{EntryIx, kind_index, name_file};

/// A page of the site. Lists count their pages from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Home,
    Entry(EntryIx),
    /// The sheet of a condition or a treatment.
    Handout(EntryIx),
    Kind(Kind, usize),
    Faqs(usize),
    /// The questions about one entry, by position among the topics. For frames only: the page of the entry has them, too.
    Topic(usize),
    /// By position among the pages of the A to Z.
    AToZ(usize),
    /// The meanings of a name, by position among the names of several entries.
    Name(usize),
    Table(TableKind, usize),
    Matrix(usize),
    SymptomFinder(usize),
    /// The codes of terminologies; the first page is the one that record systems open.
    Codes(usize),
    BodySites,
    BodySite(usize),
    /// By position among the pages of the glossary.
    Glossary(usize),
    Sources(usize),
    Source(WorkIx),
    Reviews,
    /// The results of a search, which a script fills in.
    Search,
    NotFound,
    /// An old address, by position among the redirects.
    Redirect(usize),
    /// The small page of another name: the slug of the name, and its entry.
    Alias(String, EntryIx),
}

/// The address of the search.
pub(super) const SEARCH: &str = "search/index.html";

/// What a template sees besides the page and the site. Serialises as the view itself.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<HomeView>),
    Entry(Box<EntryView>),
    Handout(Box<HandoutView>),
    Listing(ListingView),
    Faqs(FaqsView),
    AToZ(AzView),
    Table(TableView),
    Matrix(MatrixView),
    SymptomFinder(FinderView),
    Codes(CodesView),
    BodySite(BodySiteView),
    Glossary(GlossaryView),
    Sources(SourcesView),
    Source(Box<SourceView>),
    Reviews(ReviewsView),
    Search(SearchView),
    NotFound,
    Redirect(RedirectView),
}

impl View {
    /// The template of the view, and the name by which the template knows the view.
    pub fn template(&self) -> (&'static str, &'static str) {
        match self {
            View::Home(_) => ("home.html", "home"),
            View::Entry(_) => ("entry.html", "entry"),
            View::Handout(_) => ("handout.html", "handout"),
            View::Listing(_) => ("listing.html", "listing"),
            View::Faqs(_) => ("faqs.html", "faqs"),
            View::AToZ(_) => ("a-z.html", "az"),
            View::Table(_) => ("table.html", "table"),
            View::Matrix(_) => ("matrix.html", "matrix"),
            View::SymptomFinder(_) => ("symptom-finder.html", "finder"),
            View::Codes(_) => ("codes.html", "codes"),
            View::BodySite(_) => ("body-site.html", "site_page"),
            View::Glossary(_) => ("glossary.html", "glossary"),
            View::Sources(_) => ("sources.html", "sources"),
            View::Source(_) => ("source.html", "source"),
            View::Reviews(_) => ("reviews.html", "reviews"),
            View::Search(_) => ("search.html", "search"),
            View::NotFound => ("not-found.html", "not_found"),
            View::Redirect(_) => ("redirect.html", "redirect"),
        }
    }
}

/// Every page of a book, in a fixed order.
pub fn all(book: &Book) -> Vec<Page> {
    let site = book.site;
    let mut pages = vec![Page::Home];
    pages.extend(site.all().filter(|ix| site.entry(*ix).facts.kind != Kind::Home).map(Page::Entry));
    pages.extend(site.all().filter(|ix| handout::has_handout(book, *ix)).map(Page::Handout));
    for kind in Kind::ALL.into_iter().filter(|kind| !book.of_kind(*kind).is_empty()) {
        match kind {
            Kind::Faq => pages.extend((1..=faqs::faqs_pages(book)).map(Page::Faqs)),
            kind => pages.extend((1..=listing::kind_pages(book, kind)).map(|page| Page::Kind(kind, page))),
        }
    }
    pages.extend((0..book.lists.az.len()).map(Page::AToZ));
    pages.extend((0..site.index.ambiguous.len()).map(Page::Name));
    for table in TableKind::ALL.into_iter().filter(|table| table::has_rows(book, *table)) {
        pages.extend((1..=table::table_pages(book, table)).map(|page| Page::Table(table, page)));
    }
    if matrix::has_rows(book) {
        pages.extend((1..=matrix::matrix_pages(book)).map(Page::Matrix));
    }
    if symptom_finder::has_finder(book) {
        pages.extend((1..=symptom_finder::finder_pages(book)).map(Page::SymptomFinder));
    }
    if !book.lists.codes.is_empty() {
        pages.extend((1..=codes::codes_pages(book)).map(Page::Codes));
    }
    if !site.data.body_sites.sites.is_empty() {
        pages.push(Page::BodySites);
        pages.extend((0..site.data.body_sites.sites.len()).map(Page::BodySite));
    }
    if !site.data.terms.is_empty() {
        pages.extend((0..book.data_lists.glossary.len()).map(Page::Glossary));
    }
    if !book.data_lists.sources.is_empty() {
        pages.extend((1..=sources::sources_pages(book)).map(Page::Sources));
        pages.extend(site.data.library.all().map(Page::Source));
    }
    pages.push(Page::Reviews);
    if book.config.output.search {
        pages.push(Page::Search);
    }
    pages.push(Page::NotFound);
    pages.extend((0..site.index.redirects.len()).map(Page::Redirect));
    if book.config.output.alias_pages {
        pages.extend(aliases(book));
    }
    pages
}

/// Pages that exist for frames only.
pub fn only_frames(book: &Book) -> Vec<Page> {
    let topics = book.lists.topics.iter().enumerate();
    topics.filter(|(_, topic)| topic.about.is_some()).map(|(nth, _)| Page::Topic(nth)).collect()
}

/// A small page for every name of one entry only that is not a title.
fn aliases(book: &Book) -> Vec<Page> {
    let mut taken: std::collections::BTreeSet<String> =
        book.site.index.ambiguous.iter().map(|name| name.slug.clone()).collect();
    let names = book.site.index.names.iter().filter(|name| !name.title && name.ambiguous.is_none());
    names
        .filter(|name| !slug(&name.name).is_empty())
        .map(|name| (name_file(&name.name), name.entry))
        .filter(|(slug, _)| taken.insert(slug.clone()))
        .map(|(slug, entry)| Page::Alias(slug, entry))
        .collect()
}

impl Page {
    /// The address from the root of the site.
    pub fn route(&self, book: &Book) -> String {
        match self {
            Page::Home => home::ROUTE.to_owned(),
            Page::Entry(ix) => book.site.route(*ix).to_owned(),
            Page::Handout(ix) => handout::route(book, *ix),
            Page::Kind(kind, page) => kind_index(*kind, *page),
            Page::Faqs(page) => kind_index(Kind::Faq, *page),
            Page::Topic(nth) => faqs::topic_route(book, *nth),
            Page::AToZ(nth) => letters::route(book, *nth),
            Page::Name(nth) => listing::name_route(book, *nth),
            Page::Table(kind, page) => kind.route(*page),
            Page::Matrix(page) => matrix::route(*page),
            Page::SymptomFinder(page) => symptom_finder::route(*page),
            Page::Codes(page) => codes::route(*page),
            Page::BodySites => "body/index.html".to_owned(),
            Page::BodySite(nth) => body_sites::route(&book.site.data.body_sites.sites[*nth].id),
            Page::Glossary(nth) => glossary::route(book, *nth),
            Page::Sources(page) => sources::route(*page),
            Page::Source(ix) => book.source_route(*ix).to_owned(),
            Page::Reviews => reviews::ROUTE.to_owned(),
            Page::Search => SEARCH.to_owned(),
            Page::NotFound => "404.html".to_owned(),
            Page::Redirect(nth) => book.site.index.redirects[*nth].from.clone(),
            Page::Alias(slug, _) => format!("names/{slug}.html"),
        }
    }

    /// The file that the page is in this book's layout, from the root of the site.
    pub fn file(&self, book: &Book) -> String {
        match self {
            // An old address stays as it was.
            Page::Redirect(_) => self.route(book),
            _ => book.shaped_file(&self.route(book)),
        }
    }

    /// The page of the glossary on which a term stands.
    pub fn of_term(book: &Book, term: usize) -> Page {
        Page::Glossary(glossary::page_of(book, term))
    }

    /// Whether the page exists for frames, too.
    pub fn has_frame(&self, book: &Book) -> bool {
        !matches!(self, Page::Redirect(_) | Page::Alias(..)) && super::layout::has_frame(&self.route(book))
    }

    /// The page for missing addresses for a site that stands below `base`, such as `/` or `/knee/`.
    pub fn missing(book: &Book, base: &str) -> (PageView, View) {
        let (mut page, view) = Page::NotFound.view(book);
        page.root = base.to_owned();
        page.home = format!("{base}{}", book.file(home::ROUTE));
        (page, view)
    }

    /// The heading.
    pub fn title(&self, book: &Book) -> String {
        let entry = |ix: EntryIx| book.site.entry(ix).facts.title.clone();
        match self {
            Page::Home => book.site.home().map_or_else(|| book.config.title.clone(), entry),
            Page::Entry(ix) | Page::Alias(_, ix) => entry(*ix),
            Page::Handout(ix) => format!("{}: handout", entry(*ix)),
            Page::Kind(kind, page) => paged(kind.label(), *page),
            Page::Faqs(page) => paged(Kind::Faq.label(), *page),
            Page::Topic(nth) => format!("{}: {}", Kind::Faq.label(), faqs::topic_title(book, *nth)),
            Page::AToZ(nth) => letters::title(book, *nth),
            Page::Name(nth) => book.site.index.ambiguous[*nth].name.clone(),
            Page::Table(kind, page) => paged(kind.title(), *page),
            Page::Matrix(page) => paged(matrix::TITLE, *page),
            Page::SymptomFinder(page) => paged(symptom_finder::TITLE, *page),
            Page::Codes(page) => paged(codes::TITLE, *page),
            Page::BodySites => "Where does it hurt?".to_owned(),
            Page::BodySite(nth) => book.site.data.body_sites.sites[*nth].name.clone(),
            Page::Glossary(nth) => glossary::title(book, *nth),
            Page::Sources(page) => paged("Sources", *page),
            Page::Source(ix) => book.site.data.library.work(*ix).title.clone(),
            Page::Reviews => "Reviews and changes".to_owned(),
            Page::Search => "Search".to_owned(),
            Page::NotFound => "Page not found".to_owned(),
            Page::Redirect(nth) => entry(book.site.index.redirects[*nth].to),
        }
    }

    /// What a template needs: the page itself and its view.
    pub fn view(&self, book: &Book) -> (PageView, View) {
        let mut page = self.head(book);
        page.hidden = self.is_hidden(book);
        if !page.hidden {
            page.alternates = companions::alternates(book, &self.route(book), self.entry());
        }
        if book.layout == Layout::Frame {
            page.as_of = self.as_of(book).map(words::date);
        }
        let view = self.content(book);
        if book.layout == Layout::Site {
            page.linked_data = linked_data(book, self, &page, &view);
            page.link_card = link_card(book, self, &page, &view);
        }
        (page, view)
    }

    /// The last day on which anything of a list changed. Pages of entries say it themselves.
    fn as_of(&self, book: &Book) -> Option<jiff::civil::Date> {
        match self {
            Page::Entry(_) | Page::Handout(_) => None,
            Page::Topic(nth) => {
                let faqs = book.lists.topics[*nth].faqs.iter();
                faqs.filter_map(|ix| book.site.entry(*ix).facts.touched()).max()
            }
            _ => book.lists.newest,
        }
    }

    /// Whether search engines should leave the page out.
    pub fn is_hidden(&self, book: &Book) -> bool {
        match self {
            Page::Name(_) | Page::Search | Page::NotFound | Page::Redirect(_) | Page::Alias(..) => true,
            Page::Entry(ix) | Page::Handout(ix) => book.site.entry(*ix).facts.draft,
            _ => false,
        }
    }

    /// The entry whose own page this is.
    pub fn entry(&self) -> Option<EntryIx> {
        match self {
            Page::Entry(ix) => Some(*ix),
            _ => None,
        }
    }

    fn head(&self, book: &Book) -> PageView {
        let route = self.route(book);
        let title = self.title(book);
        let simple = |description: &str, section| head(book, &route, &title, description, section);
        match self {
            Page::Home => {
                let description = book.config.description.clone().unwrap_or_else(|| title.clone());
                let mut page = simple(&description, "home");
                page.breadcrumbs.clear();
                page
            }
            Page::Entry(ix) => entry_head(book, *ix),
            Page::Handout(ix) => handout_head(book, *ix, simple("", "")),
            Page::Kind(kind, _) => simple(words::intro(*kind), kind.folder()),
            Page::Faqs(_) => simple(words::intro(Kind::Faq), Kind::Faq.folder()),
            Page::Topic(nth) => faqs::topic_head(book, *nth, simple(words::intro(Kind::Faq), Kind::Faq.folder())),
            Page::AToZ(_) => simple("Every name on this site, plain or medical.", "a-z"),
            Page::Name(_) => {
                let description = format!("“{title}” can mean more than one thing.");
                below(book, simple(&description, "a-z"), "A to Z", "a-z/index.html")
            }
            Page::BodySite(nth) => {
                let here = simple(&body_sites::intro(&title), "");
                let mut page = below(book, here, "Where does it hurt?", "body/index.html");
                page.breadcrumbs.extend(body_sites::ancestors(book, *nth));
                page
            }
            Page::Source(ix) => {
                let mut page = simple(&format!("Where to find this source, and the pages that cite it: {title}"), "");
                page.window_title = sources::window_title(book, *ix);
                below(book, page, "Sources", &sources::route(1))
            }
            Page::NotFound => not_found(book, simple("There is no page at this address.", "")),
            Page::Redirect(_) | Page::Alias(..) => simple("", ""),
            Page::Table(kind, _) => simple(kind.intro(), ""),
            Page::Matrix(_) => simple(matrix::INTRO, ""),
            Page::SymptomFinder(_) => simple(symptom_finder::INTRO, ""),
            Page::Codes(_) => simple(codes::INTRO, ""),
            Page::BodySites => simple("Find what hurts by its place on the body.", ""),
            Page::Glossary(_) => simple("Medical words in plain ones.", ""),
            Page::Sources(_) => simple("Everything that this site rests on or points to.", ""),
            Page::Reviews => simple("What was reviewed, by date, and what changed.", ""),
            Page::Search => simple("Find pages by your own words.", "search"),
        }
    }

    fn content(&self, book: &Book) -> View {
        match self {
            Page::Home => View::Home(Box::new(home::home(book))),
            Page::Entry(ix) => View::Entry(Box::new(entry::entry(book, *ix))),
            Page::Handout(ix) => View::Handout(Box::new(handout::handout(book, *ix))),
            Page::Kind(kind, page) => View::Listing(listing::kind(book, *kind, *page)),
            Page::Faqs(page) => View::Faqs(faqs::faqs(book, *page)),
            Page::Topic(nth) => View::Faqs(faqs::topic(book, *nth)),
            Page::AToZ(nth) => View::AToZ(letters::az(book, *nth)),
            Page::Name(nth) => View::Listing(listing::name(book, *nth)),
            Page::Table(kind, page) => View::Table(table::table(book, *kind, *page)),
            Page::Matrix(page) => View::Matrix(matrix::matrix(book, *page)),
            Page::SymptomFinder(page) => View::SymptomFinder(symptom_finder::finder(book, *page)),
            Page::Codes(page) => View::Codes(codes::codes(book, *page)),
            Page::BodySites => View::BodySite(body_sites::tree(book)),
            Page::BodySite(nth) => View::BodySite(body_sites::body_site(book, *nth)),
            Page::Glossary(nth) => View::Glossary(glossary::glossary(book, *nth)),
            Page::Sources(page) => View::Sources(sources::sources(book, *page)),
            Page::Source(ix) => View::Source(Box::new(sources::source(book, *ix))),
            Page::Reviews => View::Reviews(reviews::reviews(book)),
            Page::Search => View::Search(SearchView { get_help: cards::guide_link(book, SEARCH) }),
            Page::NotFound => View::NotFound,
            Page::Redirect(nth) => self.redirect(book, book.site.index.redirects[*nth].to),
            Page::Alias(_, ix) => self.redirect(book, *ix),
        }
    }

    fn redirect(&self, book: &Book, to: EntryIx) -> View {
        let LinkView { title, href } =
            LinkView { title: self.title(book), href: book.href(&self.route(book), book.site.route(to)) };
        View::Redirect(RedirectView { title, href })
    }
}

/// The page for missing addresses is shown at any depth: its links start at the root of the host where the book knows
/// the path below which it stands.
fn not_found(book: &Book, mut page: PageView) -> PageView {
    if book.config.base_url.is_some() {
        page.root = book.config.base_path();
        page.home = format!("{}{}", page.root, book.file(home::ROUTE));
    }
    page.breadcrumbs.clear();
    page
}
