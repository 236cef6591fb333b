//! What is done to the HTML of a page that is not for the site itself. Texts and attributes are escaped before they get
//! there, so a `<` always begins a tag.

use crate::pages::Layout;

/// The page as its layout wants it.
pub(super) fn finish(html: String, layout: Layout) -> String {
    match layout {
        Layout::Site | Layout::Text => html,
        // Few sites let themselves be shown in frames: what leads to others opens a tab of its own.
        Layout::Frame => in_tabs(&html),
        Layout::Piece => lowered(&html),
        // A link that cannot lead anywhere stays as words.
        Layout::File => html.replace(" href=\"\"", ""),
    }
}

fn in_tabs(html: &str) -> String {
    const LINK: &str = "<a href=\"http";
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find(LINK) {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        out.push_str(&rest[..at]);
        out.push_str("<a target=\"_blank\"");
        let attributes = &rest[at + 2..end];
        if attributes.contains(" rel=\"") {
            out.push_str(&attributes.replace(" rel=\"", " rel=\"noopener "));
        } else {
            out.push_str(" rel=\"noopener\"");
            out.push_str(attributes);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Headings one level lower, for the page around the piece has a title of its own.
fn lowered(html: &str) -> String {
    let mut html = html.trim().to_owned();
    for level in (1..6).rev() {
        let below = level + 1;
        html = html.replace(&format!("<h{level}"), &format!("<h{below}"));
        html = html.replace(&format!("</h{level}>"), &format!("</h{below}>"));
    }
    html.push('\n');
    html
}

/// Style sheets for the inside of a page: nothing in them ends the element or asks for another file.
pub(super) fn inner_styles<'a>(sheets: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for sheet in sheets {
        out.push_str(&without_fonts(sheet).replace("</", "<\\/"));
        out.push('\n');
    }
    out
}

/// The rules that load fonts are left out: the fonts of the reader's system stand in for them.
fn without_fonts(sheet: &str) -> String {
    let mut out = String::new();
    let mut rest = sheet;
    while let Some(at) = rest.find("@font-face") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('}').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_layout_does() {
        let link = "<a href=\"https://example.org\">a</a> <a href=\"b.html\">b</a>".to_owned();
        assert_eq!(
            finish(link, Layout::Frame),
            "<a target=\"_blank\" rel=\"noopener\" href=\"https://example.org\">a</a> <a href=\"b.html\">b</a>"
        );
        assert_eq!(
            finish("<h1>a</h1><h2 id=\"b\">b</h2>".to_owned(), Layout::Piece),
            "<h2>a</h2><h3 id=\"b\">b</h3>\n"
        );
        assert_eq!(finish("<a href=\"\">a</a>".to_owned(), Layout::File), "<a>a</a>");
    }

    #[test]
    fn style_sheets_for_the_inside_of_a_page() {
        let sheets = ["@font-face{src:url(\"a.woff2\")}p{color:red}", "q::before{content:\"</style>\"}"];
        assert_eq!(inner_styles(sheets.into_iter()), "p{color:red}\nq::before{content:\"<\\/style>\"}\n");
    }
}
