//! Drawings: SVG through one allow-list.
//!
//! An SVG that is opened by itself is a document of the site, and its scripts could do whatever a script of the site can. So no
//! byte of it is published as it is: [`Drawing::parse`] reads the elements, attributes and values of the list, and what is
//! published is written from those alone. Names in the output are constants of this program; a value has passed its check.

mod allowed;
mod copies;
mod lists;
mod read;
mod style;
mod value;

use std::ops::Range;

use crate::diag::line_column;

/// A drawing that holds only what the list allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// In the order of the document; every start has its end.
    pub nodes: Vec<Node>,
}

/// A step through a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Start(Element),
    Text(String),
    End,
}

/// Names and values of attributes, in their order.
pub type Attributes = Vec<(&'static str, String)>;

/// The start of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: &'static str,
    pub attributes: Attributes,
    /// Whether nothing is in it, so that it is written as one tag.
    pub empty: bool,
    /// Byte offsets of its tag in the text that was read.
    pub range: Range<usize>,
}

/// Why a drawing cannot be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    pub message: String,
    pub help: &'static str,
    /// Byte offsets in the text that was read.
    pub range: Range<usize>,
}

/// The text of a file, without its byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Rejection> {
    let help = "save it as UTF-8";
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Rejection { message: "this SVG is UTF-16, not UTF-8".to_owned(), help, range: 0..0 });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        Rejection { message: format!("this SVG is not UTF-8 in line {line}"), help, range: at..at }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A file as it is published.
///
/// # Errors
/// The first reason why it cannot be published, with its line.
pub(super) fn rewritten(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let text = text(bytes).map_err(|rejection| rejection.message)?;
    match Drawing::parse(text) {
        Ok(drawing) => Ok(drawing.to_svg().into_bytes()),
        Err(rejections) => Err(rejections.first().map_or_else(String::new, |rejection| {
            format!("{} (line {})", rejection.message, line_column(text, rejection.range.start).line)
        })),
    }
}

impl Drawing {
    /// Reads a drawing.
    ///
    /// # Errors
    /// Everything in it that is not on the list, each kind once.
    pub fn parse(text: &str) -> Result<Drawing, Vec<Rejection>> {
        read::read(text).map(|nodes| Drawing { nodes })
    }

    /// The drawing as a file.
    pub fn to_svg(&self) -> String {
        let mut out = String::new();
        let mut open: Vec<&Element> = Vec::new();
        for node in &self.nodes {
            match node {
                Node::Start(element) => {
                    out.push_str(&format!("<{}", element.name));
                    if open.is_empty() {
                        out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
                    }
                    for (name, value) in &element.attributes {
                        out.push_str(&format!(" {name}=\""));
                        escape(value, &mut out);
                        out.push('"');
                    }
                    out.push_str(if element.empty { "/>" } else { ">" });
                    open.push(element);
                }
                Node::Text(text) => escape(text, &mut out),
                Node::End => out.push_str(&open.pop().map_or_else(String::new, Element::end)),
            }
        }
        out
    }

    /// Width and height in CSS pixels: from those of the outermost element, or from its `viewBox`.
    pub fn size(&self) -> Option<(u32, u32)> {
        let Some(Node::Start(root)) = self.nodes.first() else { return None };
        let (width, height) = match (root.get("width").and_then(pixels), root.get("height").and_then(pixels)) {
            (Some(width), Some(height)) => (width, height),
            _ => {
                let view_box = root.get("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
                let numbers: Vec<f64> = view_box.filter_map(|part| part.parse().ok()).collect();
                (*numbers.get(2)?, *numbers.get(3)?)
            }
        };
        let fits = |length: f64| (1.0..100_000.0).contains(&length);
        (fits(width) && fits(height)).then_some((width.round() as u32, height.round() as u32))
    }
}

impl Element {
    /// The end tag; empty for an element that is one tag.
    pub fn end(&self) -> String {
        if self.empty { String::new() } else { format!("</{}>", self.name) }
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The attributes with the declarations of `style` as attributes of their own, which a page may have whose policy forbids
    /// inline style. Properties that cannot be attributes are left out.
    pub fn presentation(&self) -> Vec<(&'static str, &str)> {
        let mut attributes: Vec<(&'static str, &str)> = Vec::with_capacity(self.attributes.len());
        let others = self.attributes.iter().filter(|(name, _)| *name != "style");
        attributes.extend(others.map(|(name, value)| (*name, value.as_str())));
        // No value holds a semicolon or a colon.
        for (name, value) in self.get("style").unwrap_or_default().split(';').filter_map(|rule| rule.split_once(':')) {
            let Some(name) = allowed::presentation(name) else { continue };
            let value = value.split('!').next().unwrap_or_default().trim_end();
            match attributes.iter_mut().find(|(known, _)| *known == name) {
                Some(attribute) => attribute.1 = value,
                None => attributes.push((name, value)),
            }
        }
        attributes
    }
}

/// A length in CSS pixels. Source: CSS Values 4, "Absolute lengths".
fn pixels(length: &str) -> Option<f64> {
    const UNITS: &[(&str, f64)] = &[
        ("px", 1.0),
        ("pt", 4.0 / 3.0),
        ("pc", 16.0),
        ("in", 96.0),
        ("cm", 96.0 / 2.54),
        ("mm", 96.0 / 25.4),
        ("", 1.0),
    ];
    let length = length.trim();
    UNITS.iter().find_map(|(unit, factor)| Some(length.strip_suffix(unit)?.parse::<f64>().ok()? * factor))
}

/// Escapes text and values in double quotes for XML. Tabs and line breaks in values are spaces by now.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
