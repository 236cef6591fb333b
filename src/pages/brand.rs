//! What an organisation adds to every page.

use super::book::Book;
use super::view::{BrandLinkView, BrandView, CrisisView, LogoView};
use crate::config::{BrandLink, BrandTarget, Crisis};
use crate::resolve::relative;

/// The brand as templates see it. A link to an entry that does not exist is a finding; here it is left out.
pub(super) fn brand(book: &Book) -> BrandView {
    let brand = &book.config.brand;
    BrandView {
        name: brand.name.clone().unwrap_or_else(|| book.config.title.clone()),
        logo: brand.logo.as_deref().and_then(|path| logo(book, path, brand.logo_dark.as_deref())),
        header_links: links(book, &brand.header_links),
        footer_links: links(book, &brand.footer_links),
        legal_links: links(book, &brand.legal_links),
        crisis: brand.crisis.iter().map(crisis).collect(),
    }
}

fn logo(book: &Book, path: &str, dark: Option<&str>) -> Option<LogoView> {
    let src = book.site.picture(path).ok()?;
    let size = book.lists.image_sizes.get(src);
    Some(LogoView {
        src: encode(book, src),
        dark: dark.and_then(|path| book.site.picture(path).ok()).map(|path| encode(book, path)),
        width: size.map(|size| size.0),
        height: size.map(|size| size.1),
    })
}

/// An address from the root of the site.
fn encode(book: &Book, route: &str) -> String {
    relative("", &book.file(route))
}

fn links(book: &Book, links: &[BrandLink]) -> Vec<BrandLinkView> {
    links
        .iter()
        .filter_map(|link| {
            let (href, external) = match &link.to {
                BrandTarget::Url(url) => (url.clone(), true),
                BrandTarget::Entry(id) => (encode(book, book.site.route(book.site.find(id)?)), false),
            };
            Some(BrandLinkView { title: link.title.clone(), href, external })
        })
        .collect()
}

fn crisis(crisis: &Crisis) -> CrisisView {
    CrisisView {
        name: crisis.name.clone(),
        phone: crisis.phone.clone().unwrap_or_default(),
        tel: crisis.phone.as_deref().map(dialled).unwrap_or_default(),
        url: crisis.url.clone(),
    }
}

/// A number as a telephone takes it. Source: RFC 3966.
pub(super) fn dialled(phone: &str) -> String {
    // In +44 (0)20 the zero is dialled only without the country's code.
    let phone = if phone.trim_start().starts_with('+') { phone.replace("(0)", "") } else { phone.to_owned() };
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c)).collect();
    digits.replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn numbers_as_telephones_take_them() {
        assert_eq!(dialled("+44 (0)20 7946-0000"), "+442079460000");
        assert_eq!(dialled("112"), "112");
        assert_eq!(dialled("(020) 79"), "02079");
        assert_eq!(dialled("*31#"), "*31%23");
    }
}
