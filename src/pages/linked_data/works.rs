//! Sources as works.

use super::here::Here;
use super::node::{Node, Value};
use crate::cite::{Document, WorkIx, doi_address, pubmed_address};
use crate::markdown::escape_text;
use crate::pages::fill::source_route;
use crate::pages::view::{SourceRowView, SourceView};

/// The page of a source.
pub(super) fn page<'a>(here: &'a Here, view: &'a SourceView) -> Node<'a> {
    let work = here.book.site.work(&view.key).map(|ix| work(here, ix, true));
    here.page("WebPage").with("mainEntity", work)
}

/// The sources that the page cites.
pub(super) fn citations<'a>(here: &'a Here, rows: &[SourceRowView]) -> Value<'a> {
    super::here::list(rows.iter().filter_map(|row| here.book.site.work(&row.key)).map(|ix| work(here, ix, false)))
}

/// A source as references show it. Its own page shows the web address as well where there is a DOI.
fn work<'a>(here: &'a Here, ix: WorkIx, whole: bool) -> Node<'a> {
    let work = here.book.site.data.library.work(ix);
    let reference = here.book.references.html(ix);
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
    let url = work.url.as_ref().filter(|_| whole || work.doi.is_none());
    Node::new(work_type(work.document()))
        .with("@id", format!("{}#work", here.route(&source_route(&work.key))))
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
