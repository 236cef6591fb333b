//! What an organisation adds to every page.

use serde::Serialize;

/// How an organisation dresses the site. Addresses of the site are from its root: put `page.root` before them.
#[derive(Clone, Debug, Serialize)]
pub struct BrandView {
    pub name: String,
    pub logo: Option<LogoView>,
    pub header_links: Vec<BrandLinkView>,
    pub footer_links: Vec<BrandLinkView>,
    pub legal_links: Vec<BrandLinkView>,
    pub crisis: Vec<CrisisView>,
}

/// A logo, from the root of the site; sizes in pixels.
#[derive(Clone, Debug, Serialize)]
pub struct LogoView {
    pub src: String,
    /// For a dark ground, when there is one of its own.
    pub dark: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// A link of the brand; `external` ones lead away from the site and need no `page.root`.
#[derive(Clone, Debug, Serialize)]
pub struct BrandLinkView {
    pub title: String,
    pub href: String,
    pub external: bool,
}

/// Help in a crisis: a number, an address, or both.
#[derive(Clone, Debug, Serialize)]
pub struct CrisisView {
    pub name: String,
    /// As people write it; empty when there is none.
    pub phone: String,
    /// The same number for `tel:`.
    pub tel: String,
    pub url: Option<String>,
}
