//! A drawing as a part of a page. What a strict content security policy would block, or what would reach out of the
//! drawing, does not pass: scripts, handlers, style sheets, other files.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::markdown::{escape_attribute, escape_text};

/// What may stand in a drawing. Source: SVG 2, without scripting, animation, links, embedded content and foreign objects.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "marker",
    "pattern",
];

/// Elements that say something about the drawing and are not drawn. The words of the page stand in for them.
const SILENT: &[&str] = &["title", "desc", "metadata"];

/// The drawing as an element for a page: `label` is what it shows, and ids within begin with `id`. `None` when it holds
/// what cannot stand in a page; it is then better shown beside it.
pub(super) fn inline_svg(text: &str, id: &str, label: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut silent = 0usize;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return (depth == 0 && out.ends_with("</svg>")).then_some(out),
            Event::Start(tag) if silent > 0 || is_silent(&tag) => silent += 1,
            Event::End(_) if silent > 0 => silent -= 1,
            Event::Empty(tag) if silent > 0 || is_silent(&tag) => {}
            Event::Start(tag) => {
                open(&tag, id, (depth == 0).then_some(label), &mut out)?;
                out.push('>');
                depth += 1;
            }
            Event::Empty(tag) => {
                open(&tag, id, (depth == 0).then_some(label), &mut out)?;
                out.push_str("/>");
            }
            Event::End(tag) => {
                out.push_str(&format!("</{}>", std::str::from_utf8(tag.name().as_ref()).ok()?));
                depth = depth.checked_sub(1)?;
            }
            Event::Text(words) if silent == 0 && depth > 0 => escape_text(&words.decode().ok()?, &mut out),
            Event::GeneralRef(name) if silent == 0 => {
                let written = format!("&{};", name.decode().ok()?);
                escape_text(&unescape(&written).ok()?, &mut out);
            }
            Event::CData(_) | Event::DocType(_) => return None,
            Event::Text(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn is_silent(tag: &BytesStart) -> bool {
    SILENT.iter().any(|name| name.as_bytes() == tag.name().as_ref())
}

/// Writes the beginning of an element, without its end. The outermost one bears the label.
fn open(tag: &BytesStart, id: &str, label: Option<&str>, out: &mut String) -> Option<()> {
    let name = std::str::from_utf8(tag.name().into_inner()).ok()?.to_owned();
    if !ELEMENTS.contains(&name.as_str()) || label.is_some() != (name == "svg") {
        return None;
    }
    out.push('<');
    out.push_str(&name);
    match label {
        Some("") => out.push_str(" aria-hidden=\"true\""),
        Some(label) => push("aria-label", label, out),
        None => {}
    }
    if label.is_some_and(|label| !label.is_empty()) {
        push("role", "img", out);
    }
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = std::str::from_utf8(attribute.key.into_inner()).ok()?;
        let value = attribute.unescape_value().ok()?;
        attribute_of(key, &value, id, out)?;
    }
    Some(())
}

fn push(name: &str, value: &str, out: &mut String) {
    out.push_str(&format!(" {name}=\""));
    escape_attribute(value, out);
    out.push('"');
}

/// Writes an attribute as far as it may stand in a page. `None` for what the drawing could not do without.
fn attribute_of(key: &str, value: &str, id: &str, out: &mut String) -> Option<()> {
    match key {
        "id" => push(key, &format!("{id}-{value}"), out),
        "href" | "xlink:href" => push("href", &format!("#{id}-{}", value.strip_prefix('#')?), out),
        // A policy without inline style allows the same words as attributes.
        "style" => {
            for (name, value) in value.split(';').filter_map(|rule| rule.split_once(':')) {
                let name = name.trim();
                if name.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !name.starts_with('-') {
                    push(name, &own_references(value.trim(), id)?, out);
                }
            }
        }
        "role" | "xmlns" | "xml:space" | "class" | "version" => {}
        key if key.starts_with("on") || key.starts_with("aria-") || key.contains(':') => {}
        key => push(key, &own_references(value, id)?, out),
    }
    Some(())
}

/// `url(#part)` with the id that the part has on the page; `None` for an address elsewhere.
fn own_references(value: &str, id: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("url(") {
        let inner = rest[at + 4..].trim_start_matches(['"', '\'']);
        out.push_str(&rest[..at]);
        out.push_str(&format!("url(#{id}-"));
        rest = inner.strip_prefix('#')?;
        let end = rest.find(')')?;
        out.push_str(rest[..end].trim_end_matches(['"', '\'']));
        rest = &rest[end..];
    }
    out.push_str(rest);
    Some(out)
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
                    r##"<svg aria-label="A knee" role="img" viewBox="0 0 9 9"><rect fill="url(#p-a)" id="p-r"/></svg>"##,
                ),
            ),
            (
                r##"<svg><g onclick="x()"><use xlink:href="#a"/></g></svg>"##,
                Some(r##"<svg aria-label="A knee" role="img"><g><use href="#p-a"/></g></svg>"##),
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
