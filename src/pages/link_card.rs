//! What other sites and programs show of a page with a link to it. Source: The Open Graph protocol, ogp.me.

use icu_locale_core::Locale;

use super::book::Book;
use super::companions::social_route;
use super::page::{Page, View};
use super::view::{MetaView, PageView};

/// Width and height of the pictures for links.
const PICTURE_SIZE: (u32, u32) = (1200, 630);

/// The properties of a page. None where the book does not know its address, for pages that only lead on, and for the
/// page for missing addresses.
pub(super) fn link_card(book: &Book, page: &Page, head: &PageView, view: &View) -> Vec<MetaView> {
    let (Some(address), false) = (&head.canonical, matches!(view, View::NotFound | View::Redirect(_))) else {
        return Vec::new();
    };
    let mut card = Vec::new();
    let mut add = |name, content: &str| {
        if !content.is_empty() {
            card.push(MetaView { name, content: content.to_owned() });
        }
    };
    add("og:type", if matches!(page, Page::Entry(_)) { "article" } else { "website" });
    add("og:title", &head.title);
    add("og:description", &head.description);
    add("og:url", address);
    add("og:site_name", &book.config.title);
    add("og:locale", &locale(&book.config.language).unwrap_or_default());
    if let (Page::Entry(ix), true) = (page, book.output().link_pictures)
        && let Some(picture) = book.absolute(&social_route(&book.site.entry(*ix).facts.id))
    {
        let (width, height) = PICTURE_SIZE;
        add("og:image", &picture);
        add("og:image:width", &width.to_string());
        add("og:image:height", &height.to_string());
        add("og:image:alt", &head.title);
    }
    if let View::Entry(entry) = view
        && let Some(changed) = &entry.changed
    {
        add("article:modified_time", &changed.iso);
    }
    card
}

/// A language with its territory, such as `en_GB`; a language alone has no form there.
fn locale(language: &str) -> Option<String> {
    let locale: Locale = language.parse().ok()?;
    let region = locale.id.region?;
    Some(format!("{}_{region}", locale.id.language))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn locales_have_a_territory() {
        let cases = [
            ("en-GB", Some("en_GB")),
            ("zh-Hant-TW", Some("zh_TW")),
            ("pt-br", Some("pt_BR")),
            ("en", None),
            ("", None),
        ];
        for (language, wanted) in cases {
            assert_eq!(locale(language).as_deref(), wanted, "{language}");
        }
    }
}
