//! For search engines: the sitemap and `robots.txt`. Source: the sitemap protocol, version 0.9; RFC 9309.

use super::xml::Xml;
use crate::pages::{Book, Page, all};

/// Addresses in one file at most. Source: the sitemap protocol.
const MOST: usize = 50_000;

/// The file of sitemaps.
pub(super) const SITEMAP: &str = "sitemap.xml";

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A file of a sitemap that is too long for one, counted from 1.
pub(super) fn part_route(nth: usize) -> String {
    format!("sitemap-{nth}.xml")
}

/// Addresses that search engines may list, each with the day of its last change where one is known.
fn addresses(book: &Book) -> Vec<(String, Option<String>)> {
    let pages = all(book).into_iter().filter(|page| !page.is_hidden(book));
    pages.filter_map(|page| Some((book.absolute(&page.route(book))?, changed(book, &page)))).collect()
}

/// The last day on which the entry of a page was changed or reviewed.
fn changed(book: &Book, page: &Page) -> Option<String> {
    let (Page::Entry(ix) | Page::Handout(ix)) = page else { return None };
    Some(book.site().entry(*ix).facts.touched()?.to_string())
}

/// The sitemap files after the first: none unless one file cannot hold all addresses.
pub(super) fn parts(book: &Book) -> usize {
    let pages = all(book).iter().filter(|page| !page.is_hidden(book)).count();
    if pages > MOST { pages.div_ceil(MOST) } else { 0 }
}

/// `sitemap.xml`: all addresses, or the list of its parts.
pub(super) fn sitemap(book: &Book) -> Vec<u8> {
    let parts = parts(book);
    if parts == 0 {
        return urls(&addresses(book));
    }
    let mut xml = Xml::document("sitemapindex", &[("xmlns", NAMESPACE)]);
    for nth in 1..=parts {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &book.absolute(&part_route(nth)).unwrap_or_default());
        xml.close("sitemap");
    }
    xml.finish("sitemapindex")
}

/// A part of the sitemap, counted from 1.
pub(super) fn part(book: &Book, nth: usize) -> Vec<u8> {
    let addresses = addresses(book);
    let start = ((nth - 1) * MOST).min(addresses.len());
    urls(&addresses[start..(start + MOST).min(addresses.len())])
}

fn urls(addresses: &[(String, Option<String>)]) -> Vec<u8> {
    let mut xml = Xml::document("urlset", &[("xmlns", NAMESPACE)]);
    for (address, changed) in addresses {
        xml.open("url", &[]);
        xml.text("loc", &[], address);
        if let Some(day) = changed {
            xml.text("lastmod", &[], day);
        }
        xml.close("url");
    }
    xml.finish("urlset")
}

/// `robots.txt`: everything may be read. Pages that should not be listed say so themselves.
pub(super) fn robots(book: &Book) -> Vec<u8> {
    let sitemap = book.absolute(SITEMAP).map(|address| format!("\nSitemap: {address}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}
