//! Drawings: their size, and what in them must not be published. A drawing that is opened by itself is a page of the site, so
//! a script in it could do whatever a script of the site could.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt;

/// Why a drawing must not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Danger {
    Script,
    Foreign,
    Code,
    Handler,
    OtherHost,
    /// No drawing, or one that is cut off.
    NotWhole,
}

impl fmt::Display for Danger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Danger::Script => "a script",
            Danger::Foreign => "foreign content",
            Danger::Code => "code",
            Danger::Handler => "an event handler",
            Danger::OtherHost => "a link to another host",
            Danger::NotWhole => return f.write_str("this is no drawing that a browser can show, or it is cut off"),
        };
        write!(f, "this SVG holds {what}, which a site must not publish")
    }
}

/// What in an SVG could run or ask another host; also whether it is one at all.
pub(super) fn danger(text: &str) -> Option<Danger> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut elements = 0_usize;
    loop {
        let danger = match reader.read_event() {
            Err(_) => Some(Danger::NotWhole),
            Ok(Event::Eof) => return (depth > 0 || elements == 0).then_some(Danger::NotWhole),
            Ok(Event::Start(tag)) => {
                depth += 1;
                elements += 1;
                in_element(&tag)
            }
            Ok(Event::Empty(tag)) => {
                elements += 1;
                in_element(&tag)
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                None
            }
            Ok(Event::DocType(words)) => {
                words.to_ascii_lowercase().windows(8).any(|word| word == b"<!entity").then_some(Danger::Code)
            }
            Ok(Event::PI(words)) => words.starts_with(b"xml-stylesheet").then_some(Danger::OtherHost),
            Ok(Event::Text(words)) => in_words(&words),
            Ok(Event::CData(words)) => in_words(&words),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::GeneralRef(_)) => None,
        };
        if danger.is_some() {
            return danger;
        }
    }
}

fn in_element(tag: &BytesStart) -> Option<Danger> {
    match tag.local_name().as_ref().to_ascii_lowercase().as_slice() {
        b"script" => return Some(Danger::Script),
        b"foreignobject" | b"iframe" | b"embed" | b"object" => return Some(Danger::Foreign),
        _ => {}
    }
    tag.attributes().find_map(|attribute| {
        let Ok(attribute) = attribute else { return Some(Danger::NotWhole) };
        let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
        // An entity that XML does not know may stand for anything.
        let Ok(value) = attribute.unescape_value() else { return Some(Danger::Code) };
        in_attribute(&name, &value)
    })
}

fn in_attribute(name: &[u8], value: &str) -> Option<Danger> {
    if name.starts_with(b"on") {
        return Some(Danger::Handler);
    }
    // Browsers pass over white space within a scheme.
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let bare = bare.to_lowercase();
    if bare.contains("javascript:") || bare.contains("vbscript:") {
        return Some(Danger::Code);
    }
    if name == b"href" || name == b"src" {
        if bare.starts_with("data:") && !bare.starts_with("data:image/") {
            return Some(Danger::Code);
        }
        if ["http:", "https:", "//"].iter().any(|start| bare.starts_with(start)) {
            return Some(Danger::OtherHost);
        }
    }
    asks_elsewhere(&bare).then_some(Danger::OtherHost)
}

fn in_words(words: &[u8]) -> Option<Danger> {
    let bare: Vec<u8> = words.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase).collect();
    asks_elsewhere(&String::from_utf8_lossy(&bare)).then_some(Danger::OtherHost)
}

/// Style that loads something from another place.
fn asks_elsewhere(bare: &str) -> bool {
    let starts = ["http", "//", "'http", "'//", "\"http", "\"//"];
    bare.contains("@import")
        || bare.match_indices("url(").any(|(at, _)| starts.iter().any(|start| bare[at + 4..].starts_with(start)))
}

/// From `width` and `height`, or from the `viewBox`, of the root element.
pub(super) fn size(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let root = &text[start..start + text[start..].find('>')?];
    let number = |name: &str| -> Option<f64> {
        let value = attribute_value(root, name)?;
        value.trim_end_matches("px").trim().parse().ok()
    };
    let (width, height) = match (number(" width"), number(" height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let numbers: Vec<f64> =
                attribute_value(root, " viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
            (*numbers.get(2)?, *numbers.get(3)?)
        }
    };
    (width >= 1.0 && height >= 1.0 && width < 100_000.0 && height < 100_000.0)
        .then_some((width.round() as u32, height.round() as u32))
}

fn attribute_value<'a>(root: &'a str, name: &str) -> Option<&'a str> {
    let at = root.find(&format!("{name}="))? + name.len() + 1;
    let quote = root[at..].chars().next().filter(|c| *c == '"' || *c == '\'')?;
    root[at + 1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size("<svg viewBox=\"0 0 640 480\">"), Some((640, 480)));
        assert_eq!(size("<svg width='10px' height='20' viewBox='0 0 1 1'>"), Some((10, 20)));
        assert_eq!(size("<svg>"), None);
    }

    #[test]
    fn dangers() {
        let drawing = |inner: &str| danger(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>"));
        let harmless = [
            "<path d=\"M0 0\"/>",
            "<style>.a{fill:url(#b)}</style>",
            "<use href=\"#a\"/><image href=\"data:image/png;base64,AAAA\"/>",
            "<metadata><rdf:li rdf:resource=\"http://example.org\"/></metadata><desc>once on a time, onload=1</desc>",
        ];
        for inner in harmless {
            assert_eq!(drawing(inner), None, "{inner}");
        }
        let dangers = [
            ("<script>x</script>", Danger::Script),
            ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>", Danger::Script),
            ("<foreignObject/>", Danger::Foreign),
            ("<g ONPOINTERENTER='x()'/>", Danger::Handler),
            ("<animate attributeName=\"x\" onbegin=\"x()\"/>", Danger::Handler),
            ("<a href=\"java&#x73;cript:x()\"/>", Danger::Code),
            ("<a xlink:href=\" java\tscript:x()\"/>", Danger::Code),
            ("<set attributeName=\"href\" to=\"javascript:x()\"/>", Danger::Code),
            ("<a href=\"data:text/html,x\"/>", Danger::Code),
            ("<image href=\"https://x/y.png\"/>", Danger::OtherHost),
            ("<image href=\"//x/y.png\"/>", Danger::OtherHost),
            ("<g style=\"fill:URL( 'https://x')\"/>", Danger::OtherHost),
            ("<style>@import 'x.css';</style>", Danger::OtherHost),
            ("<style><![CDATA[a{background:url(//x)}]]></style>", Danger::OtherHost),
            ("<?xml-stylesheet href=\"x.css\"?>", Danger::OtherHost),
            ("<g>", Danger::NotWhole),
            ("<g a=b/>", Danger::NotWhole),
        ];
        for (inner, wanted) in dangers {
            assert_eq!(drawing(inner), Some(wanted), "{inner}");
        }
        assert_eq!(danger("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>"), Some(Danger::Code));
        assert_eq!(danger("<svg onload=\"x()\"/>"), Some(Danger::Handler));
        assert_eq!(danger("<svg viewBox=\"0 0 1 1\"><path"), Some(Danger::NotWhole));
        assert_eq!(danger("no drawing"), Some(Danger::NotWhole));
    }
}
