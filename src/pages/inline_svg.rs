//! A drawing as a part of a page: what `source` allows in a drawing, without what the policy of a page blocks or what would
//! reach out of the drawing.

use crate::markdown::{escape_attribute, escape_text};
use crate::source::{Drawing, Element, Node};

/// A sheet would style the whole page, and the policy of pages blocks pictures within drawings.
const NOT_IN_PAGES: &[&str] = &["style", "image"];

/// Elements that describe the drawing and are not drawn. The words of the page replace them.
const SILENT: &[&str] = &["title", "desc"];

/// Attributes that the page gives a drawing itself, or that its style sheets would take for their own.
const OF_PAGE: &[&str] =
    &["aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "role", "xml:space"];

/// The drawing as an element for a page: `label` is what it shows, and ids within begin with `id`. `None` when it holds
/// what cannot be a part of a page; it is then better shown beside it.
pub(super) fn inline_svg(text: &str, id: &str, label: &str) -> Option<String> {
    let drawing = Drawing::parse(text).ok()?;
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<&Element> = Vec::new();
    let mut silent = 0_usize;
    for node in &drawing.nodes {
        match node {
            Node::Start(element) if silent > 0 || SILENT.contains(&element.name) => silent += 1,
            Node::End if silent > 0 => silent -= 1,
            Node::Text(_) if silent > 0 => {}
            Node::Start(element) if NOT_IN_PAGES.contains(&element.name) => return None,
            Node::Start(element) => {
                start(element, id, open.is_empty().then_some(label), &mut out);
                open.push(element);
            }
            Node::Text(words) => escape_text(words, &mut out),
            Node::End => out.push_str(&open.pop().map_or_else(String::new, Element::end)),
        }
    }
    Some(out)
}

/// Writes the start of an element. The outermost one has the label.
fn start(element: &Element, id: &str, label: Option<&str>, out: &mut String) {
    out.push('<');
    out.push_str(element.name);
    match label {
        Some("") => out.push_str(" aria-hidden=\"true\""),
        Some(label) => {
            push("aria-label", label, out);
            push("role", "img", out);
        }
        None => {}
    }
    for (name, value) in element.presentation() {
        match name {
            "id" => push(name, &format!("{id}-{value}"), out),
            "href" => push(name, &format!("#{id}-{}", value.trim_start_matches('#')), out),
            name if OF_PAGE.contains(&name) => {}
            // The list lets references through in this one spelling.
            name => push(name, &value.replace("url(#", &format!("url(#{id}-")), out),
        }
    }
    out.push_str(if element.empty { "/>" } else { ">" });
}

fn push(name: &str, value: &str, out: &mut String) {
    out.push_str(&format!(" {name}=\""));
    escape_attribute(value, out);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_in_pages() {
        let cases = [
            (
                concat!(
                    r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title>"##,
                    r##"<rect style="fill:url('#a');-x-y:1" id="r"/></svg>"##
                ),
                Some(
                    r##"<svg aria-label="A knee" role="img" viewBox="0 0 9 9"><rect id="p-r" fill="url(#p-a)"/></svg>"##,
                ),
            ),
            (r##"<svg><g onclick="x()"><use xlink:href="#a"/></g></svg>"##, None),
            (
                r##"<svg><g fill="red" style="fill:blue !important;line-height:2"><use xlink:href="#a"/></g></svg>"##,
                Some(r##"<svg aria-label="A knee" role="img"><g fill="blue"><use href="#p-a"/></g></svg>"##),
            ),
            (
                r##"<svg role="x" aria-label="y" class="hidden"><g fill="URL( '#a' ) red" class="z"></g></svg>"##,
                Some(r##"<svg aria-label="A knee" role="img"><g fill="url(#p-a) red"/></svg>"##),
            ),
            (r#"<svg style="onload:alert(1)"/>"#, None),
            (r#"<svg x/onload="alert(1)"/>"#, None),
            (r#"<svg fill="u\72l(http://example.org/x)"/>"#, None),
            (r#"<svg><title><g/></title></svg>"#, None),
            (
                r#"<svg><image href="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"/></svg>"#,
                None,
            ),
            (
                r#"<svg><text>a &lt; b &amp; c</text></svg>"#,
                Some(r#"<svg aria-label="A knee" role="img"><text>a &lt; b &amp; c</text></svg>"#),
            ),
            ("<svg><script>x()</script></svg>", None),
            ("<svg><style>p{}</style></svg>", None),
            ("<svg><image href=\"https://example.org/x.png\"/></svg>", None),
            ("<svg><use href=\"https://example.org/x.svg#a\"/></svg>", None),
            ("<svg><rect fill=\"url(https://example.org/x)\"/></svg>", None),
            ("<svg><g>", None),
            ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>", None),
            ("<g><svg/></g>", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(inline_svg(text, "p", "A knee").as_deref(), expected, "{text}");
        }
        assert_eq!(inline_svg("<svg><g/></svg>", "p", "").as_deref(), Some("<svg aria-hidden=\"true\"><g/></svg>"));
    }
}
