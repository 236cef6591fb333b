//! Pages that look at a page of the site in a frame: its outline for a screen reader, and its accessibility.

use serde::Serialize;

use super::address::Query;
use super::{Desk, templates};
use crate::pages::{self, Page};

#[derive(Serialize)]
struct FrameView {
    action: String,
    route: String,
    /// The page's title; nothing when there is no such page.
    title: Option<String>,
    src: String,
    pages: Vec<PageChoice>,
    axe: String,
    /// The same page in the other tool.
    other: String,
}

#[derive(Serialize)]
struct PageChoice {
    route: String,
    title: String,
}

/// What a screen reader says.
pub(super) fn outline(desk: &Desk, query: &Query) -> Result<String, String> {
    let view = view(desk, query, "outline", "accessibility");
    templates::render(desk, "outline", "What a screen reader says", "outline.html", &view)
}

/// What axe-core finds.
pub(super) fn accessibility(desk: &Desk, query: &Query) -> Result<String, String> {
    let view = view(desk, query, "accessibility", "outline");
    templates::render(desk, "accessibility", "Accessibility of a page", "accessibility.html", &view)
}

fn view(desk: &Desk, query: &Query, path: &str, other: &str) -> FrameView {
    let route = query.get("page").unwrap_or("index.html").trim_start_matches('/').to_owned();
    let pages = all(desk);
    let title = pages.iter().find(|page| page.route == route).map(|page| page.title.clone());
    FrameView {
        action: desk.at(path, &[]),
        src: desk.page_of(&route),
        axe: desk.at("axe.min.js", &[]),
        other: desk.at(other, &[("page", &route)]),
        route,
        title,
        pages,
    }
}

/// Every page with words of its own: not those that only lead elsewhere.
fn all(desk: &Desk) -> Vec<PageChoice> {
    let book = desk.snapshot.book();
    let pages = pages::all(&book);
    let pages = pages.iter().filter(|page| !matches!(page, Page::Redirect(_) | Page::Alias(..)));
    pages.map(|page| PageChoice { route: page.route(&book), title: page.title(&book) }).collect()
}
