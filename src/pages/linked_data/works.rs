//! Sources as works.

use super::here::Here;
use super::node::{Node, Value, write_text};
use crate::cite::{Document, WorkIx, doi_address, pubmed_address};
use crate::markdown::escape_text;
use crate::pages::book::Book;
use crate::pages::view::{SourceRowView, SourceView};

/// The page of a source.
pub(super) fn page<'a>(here: &'a Here, view: &'a SourceView) -> Node<'a> {
    let book = here.book;
    let work = book.site.work(&view.key).map(|ix| work(book, ix, Some(id(here, ix))));
    here.page("WebPage").with("mainEntity", work)
}

/// The sources that the page cites.
pub(super) fn citations<'a>(here: &'a Here, rows: &[SourceRowView]) -> Value<'a> {
    let works = rows.iter().filter_map(|row| here.book.site.work(&row.key));
    super::here::list(works.map(|ix| Value::Written(cited(here, ix))))
}

/// A source that is cited. Only its address is another one on every page.
fn cited(here: &Here, ix: WorkIx) -> String {
    let known = here.book.data_lists.cited[ix.row()].get_or_init(|| work(here.book, ix, None).json().into());
    // It is said behind the type, whose name is a plain word.
    let (of_type, rest) = known.split_at(known.find([',', '}']).unwrap_or(known.len()));
    let mut json = String::with_capacity(known.len() + 64);
    json.push_str(of_type);
    json.push_str(",\"@id\":");
    write_text(&id(here, ix), &mut json);
    json.push_str(rest);
    json
}

fn id(here: &Here, ix: WorkIx) -> String {
    format!("{}#work", here.route(here.book.source_route(ix)))
}

/// A source as references show it. Its own page, whose id is given, shows the web address as well where there is a DOI.
fn work<'a>(book: &'a Book, ix: WorkIx, own_page: Option<String>) -> Node<'a> {
    let work = book.site.data.library.work(ix);
    let reference = book.references.html(ix);
    let authors: Vec<Node> = work
        .authors()
        // References cut long lists of authors short.
        .filter(|author| names(reference, author.family))
        .map(|author| {
            Node::new(if author.is_organization() { "Organization" } else { "Person" }).with("name", author.name())
        })
        .collect();
    let identifier =
        |scheme: &'static str, value| Node::new("PropertyValue").with("propertyID", scheme).with("value", value);
    let identifiers =
        [work.doi.as_ref().map(|doi| identifier("doi", doi)), work.pmid.as_ref().map(|pmid| identifier("pmid", pmid))];
    let addresses = [work.doi.as_deref().map(doi_address), work.pmid.as_deref().map(pubmed_address)];
    let url = work.url.as_ref().filter(|_| own_page.is_some() || work.doi.is_none());
    Node::new(work_type(work.document()))
        .with("@id", own_page)
        .with("name", &work.title)
        .with("author", authors)
        .with("datePublished", work.year.filter(|year| (1..=9999).contains(year)).map(|year| format!("{year:04}")))
        .with("identifier", super::here::list(identifiers.into_iter().flatten()))
        .with("sameAs", super::here::list(addresses.into_iter().flatten()))
        .with("url", url)
}

/// Whether a reference names somebody.
fn names(reference_html: &str, family: &str) -> bool {
    let mut written = String::with_capacity(family.len());
    escape_text(family, &mut written);
    reference_html.contains(&written)
}

/// A `MedicalGuideline` is no work in schema.org and cannot be cited: guidelines are what they were published as.
fn work_type(document: Document) -> &'static str {
    match document {
        Document::ScholarlyArticle => "ScholarlyArticle",
        Document::Article => "Article",
        Document::WebPage => "WebPage",
        Document::Book => "Book",
        Document::Chapter => "Chapter",
        Document::Report => "Report",
        Document::Thesis => "Thesis",
        Document::Other => "CreativeWork",
    }
}
