//! The drawing on which readers point at where it hurts.

use super::body_sites::route;
use super::book::Book;
use crate::markdown::escape_attribute;
use crate::model::Piece;

/// The drawing as SVG for the page at `here`, every body site of it a link; `current` is the site of the page. Empty when
/// the book has no drawing. What it shows is also a list, so each page puts that list first.
pub(super) fn body_map(book: &Book, here: &str, current: Option<usize>) -> String {
    let sites = &book.site.data.body_sites;
    let Some(map) = &sites.map else { return String::new() };
    let mut out = String::from("<svg class=\"body-map\" role=\"group\" viewBox=\"");
    escape_attribute(&map.view_box, &mut out);
    out.push_str("\" aria-label=\"");
    escape_attribute(&map.title, &mut out);
    out.push('"');
    out.push_str(&map.attributes);
    out.push('>');
    // An element within a link cannot be a link itself.
    let mut open: Vec<bool> = Vec::new();
    for piece in &map.pieces {
        match piece {
            Piece::Markup(markup) => out.push_str(markup),
            Piece::Open(id) => {
                let site = sites.find(id).filter(|_| !open.contains(&true));
                open.push(site.is_some());
                if let Some(nth) = site {
                    open_link(book, here, nth, current == Some(nth), &mut out);
                }
            }
            Piece::Close => {
                if open.pop() == Some(true) {
                    out.push_str("</a>");
                }
            }
        }
    }
    out.push_str("</svg>");
    out
}

fn open_link(book: &Book, here: &str, nth: usize, current: bool, out: &mut String) {
    let site = &book.site.data.body_sites.sites[nth];
    out.push_str("<a href=\"");
    escape_attribute(&book.href(here, &route(&site.id)), out);
    out.push_str("\" aria-label=\"");
    escape_attribute(&site.name, out);
    out.push_str(if current { "\" class=\"body-here\" aria-current=\"page\">" } else { "\">" });
}
