//! The allow-list of drawings: which elements, attributes and properties of CSS it has, and how their values are checked.

use super::lists::*;

/// How the value of an attribute is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name within the drawing.
    Id,
    /// `#id`, or the data of a picture.
    Href,
    /// Words for assistive technology, classes, languages: escaped, never interpreted.
    Words,
    /// Numbers, lengths, path data and keywords.
    Figures,
    /// A value of CSS.
    Css,
    /// Declarations of CSS.
    Style,
    /// Not drawn, so not published.
    Dropped,
}

/// The element of that name as the list spells it. XML tells upper from lower case.
pub(super) fn element(name: &str) -> Option<&'static str> {
    in_list(ELEMENTS, name)
}

/// Whether an element is not drawn by any current browser, nor is anything in it.
pub(super) fn is_dropped_element(name: &str) -> bool {
    ["metadata", "font", "font-face", "color-profile"].contains(&name)
}

/// Elements that hold nothing but text.
pub(super) fn holds_only_text(element: &str) -> bool {
    ["style", "title", "desc"].contains(&element)
}

/// Elements whose text is drawn or read aloud.
pub(super) fn holds_text(element: &str) -> bool {
    holds_only_text(element) || ["text", "tspan", "textPath"].contains(&element)
}

/// An attribute without a namespace, and how its value is checked.
pub(super) fn attribute(name: &str) -> Option<(&'static str, Kind)> {
    match name {
        "id" => return Some(("id", Kind::Id)),
        "href" => return Some(("href", Kind::Href)),
        "style" => return Some(("style", Kind::Style)),
        name if name.starts_with("data-") => return Some(("data-", Kind::Dropped)),
        _ => {}
    }
    let lists =
        [(PRESENTATION, Kind::Css), (CSS_ATTRIBUTES, Kind::Css), (FIGURES, Kind::Figures), (WORDS, Kind::Words)];
    let found = lists.into_iter().find_map(|(list, kind)| Some((in_list(list, name)?, kind)));
    found.or_else(|| Some((in_list(DROPPED_ATTRIBUTES, name)?, Kind::Dropped)))
}

/// An attribute of XLink.
pub(super) fn xlink_attribute(name: &str) -> Option<(&'static str, Kind)> {
    match name {
        "href" => Some(("href", Kind::Href)),
        name => Some((in_list(&["actuate", "arcrole", "role", "show", "title", "type"], name)?, Kind::Dropped)),
    }
}

/// An attribute with the prefix that XML itself has.
pub(super) fn xml_attribute(name: &str) -> Option<(&'static str, Kind)> {
    match name {
        "space" => Some(("xml:space", Kind::Figures)),
        "lang" => Some(("lang", Kind::Words)),
        _ => None,
    }
}

/// A property of CSS: its name as the list spells it, or `None` for one that does not draw.
pub(super) enum Property {
    Drawn(&'static str),
    Dropped,
}

/// A property by its name, which CSS compares without regard to case. Properties of one browser or program begin with a hyphen.
pub(super) fn property(name: &str) -> Option<Property> {
    let name = name.to_ascii_lowercase();
    if let Some(name) = in_list(PRESENTATION, &name).or_else(|| in_list(STYLE_ONLY, &name)) {
        return Some(Property::Drawn(name));
    }
    let of_program = name.starts_with('-') && !name.starts_with("--") && name[1..].bytes().all(is_name_byte);
    (of_program || in_list(DROPPED_PROPERTIES, &name).is_some()).then_some(Property::Dropped)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// A property of CSS that may also be written as an attribute.
pub(super) fn presentation(property: &str) -> Option<&'static str> {
    in_list(PRESENTATION, property)
}

fn in_list(list: &'static [&'static str], name: &str) -> Option<&'static str> {
    list.binary_search(&name).ok().map(|nth| list[nth])
}

/// Vocabularies of W3C for descriptions, which browsers do not draw.
const DESCRIPTIONS: &[&[u8]] = &[
    b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    b"http://www.w3.org/2000/01/rdf-schema#",
    b"http://www.w3.org/2001/XMLSchema-instance",
    b"http://www.w3.org/2000/02/svg/testsuite/description/",
];

/// Whether a namespace is one of a program, which no browser draws. Those that browsers know are all of W3C.
pub(super) fn is_private(namespace: &[u8]) -> bool {
    DESCRIPTIONS.contains(&namespace) || !(namespace.starts_with(b"http://www.w3.org/") || namespace.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_free_of_scripts() {
        let lists = [
            ELEMENTS,
            PRESENTATION,
            STYLE_ONLY,
            DROPPED_PROPERTIES,
            CSS_ATTRIBUTES,
            WORDS,
            FIGURES,
            DROPPED_ATTRIBUTES,
        ];
        for list in lists {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
            for name in list {
                assert!(!name.starts_with("on") && !name.starts_with("--") && !name.contains(':'), "{name}");
            }
        }
        for name in ["script", "SCRIPT", "foreignObject", "a", "animate", "set", "feImage", "iframe", "handler"] {
            assert_eq!(element(name), None, "{name}");
        }
        for name in ["onload", "src", "srcset", "ping", "x/onload", "xmlns", "base", "attributeName", "to", "values "] {
            assert!(attribute(name).is_none(), "{name}");
        }
    }
}
