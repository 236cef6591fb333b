//! The elements of a page that was written here, as the converter to Markdown wants them.
//!
//! Pages are well-formed: every element is closed where it was opened, names are in small letters, values of attributes stand
//! in double quotes. So one pass is enough: half of the instructions of a parser that must expect anything.
//! Whatever is written in another way (HTML of an author, a theme of one's own) is left to that parser: there is no tree then.

use htmd::Node;
use markup5ever::interface::{Attribute, QualName};
use markup5ever::{LocalName, Namespace, ns};
use markup5ever_rcdom::NodeData;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// Elements that have no end.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "col" | "hr" | "img" | "input" | "link" | "meta" | "source" | "wbr")
}

/// Elements with rules of their own, and such as are opened or closed by others.
#[rustfmt::skip]
fn is_unusual(name: &str) -> bool {
    matches!(
        name,
        "base" | "body" | "colgroup" | "dir" | "form" | "frame" | "frameset" | "head" | "html" | "iframe" | "image" |
        "listing" | "math" | "menu" | "nobr" | "noembed" | "noframes" | "noscript" | "object" | "option" |
        "optgroup" | "plaintext" | "rp" | "rt" | "ruby" | "script" | "select" | "style" | "template" | "textarea" |
        "title" | "xmp"
    )
}

/// Elements that end a paragraph.
#[rustfmt::skip]
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address" | "article" | "aside" | "blockquote" | "details" | "dd" | "div" | "dl" | "dt" | "fieldset" |
        "figcaption" | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" |
        "li" | "main" | "nav" | "ol" | "p" | "pre" | "search" | "section" | "summary" | "table" | "ul"
    )
}

/// Elements of which none stands within another of its name.
fn is_alone(name: &str) -> bool {
    matches!(name, "a" | "button" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that hold nothing but others.
fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "tfoot" | "thead" | "tr")
}

/// Whether a part of a table stands where it must; `None` for other elements.
fn fits_table(name: &str, parent: &str) -> Option<bool> {
    match name {
        "caption" | "tbody" | "tfoot" | "thead" => Some(parent == "table"),
        "tr" => Some(matches!(parent, "tbody" | "tfoot" | "thead")),
        "td" | "th" => Some(parent == "tr"),
        _ => None,
    }
}

/// Elements within each other at most: readers of the tree call themselves for every one of them.
const DEEPEST: usize = 200;

/// The document that holds the inside of a page; `None` if the standard's parser is needed for it.
pub(super) fn tree(html: &str) -> Option<Rc<Node>> {
    if html.contains(['\r', '\0']) {
        return None;
    }
    let document = Node::new(NodeData::Document);
    let root = append(&document, element("html", Vec::new()));
    append(&root, element("head", Vec::new()));
    let body = append(&root, element("body", Vec::new()));
    let mut reader = Reader { rest: html.trim_ascii_start(), open: vec![("body", body)] };
    while !reader.rest.is_empty() {
        reader.step()?;
    }
    (reader.open.len() == 1).then_some(document)
}

struct Reader<'a> {
    rest: &'a str,
    /// Elements that are not closed yet, from the outermost on.
    open: Vec<(&'a str, Rc<Node>)>,
}

impl<'a> Reader<'a> {
    fn step(&mut self) -> Option<()> {
        let Some(tag) = self.rest.strip_prefix('<') else { return self.text() };
        match tag.strip_prefix('/') {
            Some(end) => {
                let (name, rest) = end.split_once('>')?;
                let (open, _) = self.open.pop()?;
                self.rest = rest;
                (open == name && !self.open.is_empty()).then_some(())
            }
            None => self.start(tag),
        }
    }

    fn text(&mut self) -> Option<()> {
        let end = self.rest.find('<').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        let (name, parent) = self.open.last()?;
        if is_of_table(name) && !text.trim_ascii().is_empty() {
            return None;
        }
        // The standard drops a line break at the start of preformatted text.
        let starts = *name == "pre" && parent.children.borrow().is_empty();
        let text = if starts { text.strip_prefix('\n').unwrap_or(text) } else { text };
        let contents = RefCell::new((&*unescaped(text)?).into());
        if !text.is_empty() {
            append(parent, Node::new(NodeData::Text { contents }));
        }
        self.rest = rest;
        Some(())
    }

    fn start(&mut self, tag: &'a str) -> Option<()> {
        let drawing = tag.starts_with("svg") || self.is_open("svg");
        let end = tag.find(|c: char| !is_of_name(c, drawing))?;
        let (name, mut rest) = tag.split_at(end);
        let mut attributes = Vec::new();
        let closed = loop {
            if let Some(behind) = rest.strip_prefix('>') {
                rest = behind;
                break false;
            }
            if let Some(behind) = rest.strip_prefix("/>") {
                rest = behind;
                break true;
            }
            rest = attribute(rest.strip_prefix([' ', '\n'])?, drawing, &mut attributes)?;
        };
        self.rest = rest;
        // Elements of a drawing may end at once.
        let void = if drawing { closed } else { is_void(name) };
        if name.is_empty() || (closed && !void) || (!drawing && !self.fits(name)) || self.open.len() > DEEPEST {
            return None;
        }
        let node = append(&self.open.last()?.1, element(name, attributes));
        if !void {
            self.open.push((name, node));
        }
        Some(())
    }

    /// Whether an element can start here and change nothing about those that are open.
    fn fits(&self, name: &str) -> bool {
        let parent = self.open.last().map_or("", |(parent, _)| parent);
        if let Some(fits) = fits_table(name, parent) {
            return fits;
        }
        let moves = match name {
            "li" => self.nearest(&["li", "ol", "ul"]) == "li",
            "dt" | "dd" => self.nearest(&["dt", "dd", "dl"]) != "dl",
            name => (is_alone(name) && self.is_open(name)) || (is_heading(name) && is_heading(parent)),
        };
        let misplaced = is_of_table(parent) || (is_block(name) && self.is_open("p"));
        !(is_unusual(name) || misplaced || moves)
    }

    fn nearest(&self, names: &[&str]) -> &str {
        self.open.iter().rev().find(|(open, _)| names.contains(open)).map_or("", |(open, _)| open)
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|(open, _)| *open == name)
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Nobody looks into a drawing, so its names may be any.
fn is_of_name(c: char, drawing: bool) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || (drawing && (c.is_ascii_alphabetic() || c == ':'))
}

/// Reads one attribute; goes on behind it.
fn attribute<'a>(text: &'a str, drawing: bool, attributes: &mut Vec<Attribute>) -> Option<&'a str> {
    let end = text.find(|c: char| !is_of_name(c, drawing))?;
    let (name, rest) = text.split_at(end);
    let (value, rest) = match rest.strip_prefix("=\"") {
        Some(quoted) => quoted.split_once('"')?,
        None if rest.starts_with([' ', '>', '/', '\n']) => ("", rest),
        None => return None,
    };
    let name = LocalName::from(name);
    if name.is_empty() || attributes.iter().any(|known| known.name.local == name) {
        return None;
    }
    let name = QualName::new(None, Namespace::default(), name);
    attributes.push(Attribute { name, value: (&*unescaped(value)?).into() });
    Some(rest)
}

fn element(name: &str, attributes: Vec<Attribute>) -> Rc<Node> {
    Node::new(NodeData::Element {
        name: QualName::new(None, ns!(html), LocalName::from(name)),
        attrs: RefCell::new(attributes),
        template_contents: RefCell::new(None),
        mathml_annotation_xml_integration_point: false,
    })
}

fn append(parent: &Rc<Node>, child: Rc<Node>) -> Rc<Node> {
    child.parent.set(Some(Rc::downgrade(parent)));
    parent.children.borrow_mut().push(child.clone());
    child
}

/// Text without the entities that pages are written with; `None` if there are others.
fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('&') {
        return Some(Cow::Borrowed(text));
    }
    const ENTITIES: &[(&str, char)] = &[("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\'')];
    let mut parts = text.split('&');
    let mut out = String::with_capacity(text.len());
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (entity, c) = ENTITIES.iter().find(|(entity, _)| part.starts_with(entity))?;
        out.push(*c);
        out.push_str(&part[entity.len()..]);
    }
    Some(Cow::Owned(out))
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
