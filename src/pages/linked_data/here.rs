//! The page on which things are said: its addresses, and what every page says of itself.

use super::node::{Node, Value};
use crate::model::Kind;
use crate::pages::book::Book;
use crate::pages::home;
use crate::pages::view::PageView;
use crate::resolve::EntryIx;

/// A page that says something. Addresses are full where the book knows its own; otherwise they are relative references,
/// which programs resolve against the address of the page.
pub(super) struct Here<'a> {
    pub book: &'a Book<'a>,
    pub head: &'a PageView,
    base: Option<String>,
}

impl<'a> Here<'a> {
    pub(super) fn new(book: &'a Book<'a>, head: &'a PageView) -> Here<'a> {
        Here { book, head, base: book.absolute("") }
    }

    /// Where a link of this page to another page of the site leads.
    pub(super) fn address(&self, href: &str) -> String {
        match &self.base {
            // Links first climb to the root of the site.
            Some(base) => format!("{base}{}", href.trim_start_matches("../")),
            None => href.to_owned(),
        }
    }

    /// The page at a route.
    pub(super) fn route(&self, route: &str) -> String {
        self.book.absolute(route).unwrap_or_else(|| self.book.href(&self.head.route, route))
    }

    /// The id of a thing on this page.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.head.canonical.as_deref().unwrap_or_default())
    }

    /// The id of what the page of an entry is about.
    pub(super) fn entry_id(&self, ix: EntryIx) -> String {
        let name = match self.book.site.entry(ix).facts.kind {
            Kind::Faq => "question",
            Kind::Guide | Kind::Page | Kind::Home => "page",
            kind => kind.word(),
        };
        format!("{}#{name}", self.route(self.book.site.route(ix)))
    }

    /// This page, with what every page says.
    pub(super) fn page(&'a self, of_type: &'static str) -> Node<'a> {
        let (head, config) = (self.head, self.book.config);
        let node = Node::root(of_type)
            .with("@id", self.id("page"))
            .with("name", &head.title)
            .with("description", &head.description)
            .with("url", self.route(&head.route))
            .with("inLanguage", &config.language)
            .with("isPartOf", self.website())
            .with("breadcrumb", self.breadcrumbs());
        match config.license.as_deref() {
            // Only an address may be the license itself; the words at the foot of the page are a notice.
            Some(url) if url.starts_with("https://") || url.starts_with("http://") => node.with("license", url),
            notice => node.with("copyrightNotice", notice),
        }
    }

    /// The site.
    pub(super) fn website(&'a self) -> Node<'a> {
        let home = self.route(home::ROUTE);
        let publisher = self.book.config.brand.name.as_ref();
        let publisher =
            publisher.map(|name| Node::new("Organization").with("@id", format!("{home}#publisher")).with("name", name));
        Node::new("WebSite")
            .with("@id", format!("{home}#website"))
            .with("name", &self.book.config.title)
            .with("url", home)
            .with("publisher", publisher)
    }

    /// The way from the home page; none on the home page itself.
    fn breadcrumbs(&'a self) -> Option<Node<'a>> {
        let crumbs = self.head.breadcrumbs.iter().map(|crumb| (crumb.title.as_str(), self.address(&crumb.href)));
        let here = (self.head.title.as_str(), self.route(&self.head.route));
        let items: Vec<Node> = crumbs
            .chain([here])
            .enumerate()
            .map(|(nth, (title, address))| {
                // An item is a thing, never a bare address.
                let item = Node::new("WebPage").with("@id", address);
                Node::new("ListItem").with("position", nth + 1).with("name", title).with("item", item)
            })
            .collect();
        let list = Node::new("BreadcrumbList").with("@id", self.id("breadcrumbs"));
        (!self.head.breadcrumbs.is_empty()).then(|| list.with("itemListElement", items))
    }

    /// Another page of the site, or a thing on it, by a link of this page.
    pub(super) fn linked(&self, of_type: &'static str, title: &'a str, href: &str) -> Node<'a> {
        Node::new(of_type).with("name", title).with("url", self.address(href))
    }
}

/// Things in the order given.
pub(super) fn list<'a, T: Into<Value<'a>>>(items: impl Iterator<Item = T>) -> Value<'a> {
    Value::from(items.collect::<Vec<T>>())
}
