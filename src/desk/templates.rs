//! The desk's templates, compiled in, and what all of them see.

use serde::Serialize;
use std::sync::LazyLock;
use tera::{Context, Tera};

use super::Desk;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        const TEMPLATES: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),*];
    };
}

templates![
    "accessibility.html",
    "around.html",
    "base.html",
    "coverage.html",
    "entry.html",
    "findings.html",
    "graph.html",
    "outline.html",
    "overview.html",
    "parts.html",
    "reviews.html",
    "rule.html",
    "sources.html",
];

static TERA: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::default();
    tera.add_raw_templates(TEMPLATES.iter().copied()).map_err(|error| error.to_string())?;
    Ok(tera)
});

/// The pages that every page links to, by their path and name.
const PAGES: &[(&str, &str)] = &[
    ("", "Overview"),
    ("findings", "Findings"),
    ("reviews", "Reviews"),
    ("coverage", "Coverage"),
    ("graph", "Relations"),
    ("sources", "Sources"),
    ("outline", "Outline"),
    ("accessibility", "Accessibility"),
];

/// What stands around the content of every page.
#[derive(Serialize)]
struct Frame<'a> {
    /// Where the site stands.
    base: &'a str,
    book: &'a str,
    title: &'a str,
    nav: Vec<NavItem>,
}

#[derive(Serialize)]
struct NavItem {
    title: &'static str,
    href: String,
    /// `page` for the page itself, `true` for one below it.
    current: &'static str,
}

/// Writes the page at `path` by a template, which knows the content as `view`.
pub(super) fn render(
    desk: &Desk,
    path: &str,
    title: &str,
    template: &str,
    view: &impl Serialize,
) -> Result<String, String> {
    let tera = TERA.as_ref().map_err(Clone::clone)?;
    let nav = PAGES.iter().map(|(at, name)| NavItem {
        title: name,
        href: desk.at(at, &[]),
        current: match path.strip_prefix(at) {
            Some("") => "page",
            Some(_) if !at.is_empty() => "true",
            _ => "",
        },
    });
    let frame = Frame { base: desk.base, book: &desk.config().title, title, nav: nav.collect() };
    let mut context = Context::new();
    context.insert("desk", &frame);
    context.insert("view", view);
    tera.render(template, &context).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_templates_can_be_read() {
        assert_eq!(super::TERA.as_ref().err(), None);
    }
}
