//! `body-map.svg`: the drawing on which readers point at where it hurts.
//!
//! It is a part of pages, so of what `source` allows in a drawing it has only shapes, groups and text. Elements with an `id` may
//! become links.

use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::markdown::{escape_attribute, escape_text};
use crate::source::{Drawing, Element, Node, SourceFile};

/// The elements of a body map.
const ELEMENTS: &[&str] =
    &["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"];

/// Elements that describe the drawing and are not drawn.
const SILENT: &[&str] = &["title", "desc"];

/// Attributes that the page writes itself, or does without.
const OF_PAGE: &[&str] =
    &["aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "id", "lang", "role", "xml:space"];

/// The drawing, ready to be written into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyMap {
    pub file: FileId,
    /// What it shows: the drawing's own title.
    pub title: String,
    /// `viewBox` of the drawing.
    pub view_box: String,
    /// Other attributes of its outermost element, as they are written.
    pub attributes: String,
    pub pieces: Vec<Piece>,
}

/// A piece of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Safe SVG.
    Markup(String),
    /// An element with that id begins.
    Open(String),
    /// The last one that began ends.
    Close,
}

impl BodyMap {
    /// The ids of the drawing's elements.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Open(id) => Some(id.as_str()),
            _ => None,
        })
    }
}

/// Reads the drawing. `None` when it cannot be used; the findings say why.
pub fn parse_body_map(file: &SourceFile) -> (Option<BodyMap>, Vec<Diagnostic>) {
    let finding = |message: String, range| Diagnostic::new(&rules::BODY_MAP, file.id, message).at(Place::span(range));
    let drawing = match Drawing::parse(&file.text) {
        Ok(drawing) => drawing,
        Err(rejections) => {
            let found = rejections.into_iter().map(|found| finding(found.message, found.range).help(found.help));
            return (None, found.collect());
        }
    };
    let map = BodyMap {
        file: file.id,
        title: String::new(),
        view_box: String::new(),
        attributes: String::new(),
        pieces: Vec::new(),
    };
    let mut writer = Writer { map, open: Vec::new(), silent: 0, in_title: false };
    for node in &drawing.nodes {
        match node {
            Node::Start(element) => {
                if let Err((message, help)) = writer.start(element) {
                    return (None, vec![finding(message, element.range.clone()).help(help)]);
                }
            }
            Node::Text(text) => writer.text(text),
            Node::End => writer.end(),
        }
    }
    let mut map = writer.map;
    map.title = map.title.split_whitespace().collect::<Vec<_>>().join(" ");
    for (missing, what) in [(map.view_box.is_empty(), "`viewBox`"), (map.title.is_empty(), "`title`")] {
        if missing {
            let finding = Diagnostic::new(&rules::BODY_MAP, file.id, format!("the drawing has no {what}"));
            return (None, vec![finding.help("its `svg` needs both: how large it is, and what it shows")]);
        }
    }
    (Some(map), Vec::new())
}

struct Writer<'a> {
    map: BodyMap,
    open: Vec<&'a Element>,
    /// How many elements are open that are not drawn.
    silent: usize,
    in_title: bool,
}

impl<'a> Writer<'a> {
    fn start(&mut self, element: &'a Element) -> Result<(), (String, String)> {
        let name = element.name;
        if self.silent > 0 || SILENT.contains(&name) {
            self.in_title |= name == "title" && self.open.len() == 1;
            self.silent += 1;
            return Ok(());
        }
        if !ELEMENTS.contains(&name) {
            let help = format!("it may have {}", ELEMENTS.join(", "));
            return Err((format!("a body map cannot have the element `{name}`"), help));
        }
        let root = self.open.is_empty();
        let written = self.attributes(element, root)?;
        // The page writes the outermost element itself.
        if root {
            self.map.attributes = written;
        } else {
            self.map.pieces.extend(element.get("id").map(|id| Piece::Open(id.to_owned())));
            self.markup(&format!("<{name}{written}{}>", if element.empty { "/" } else { "" }));
        }
        self.open.push(element);
        Ok(())
    }

    /// The attributes as they are written, without the id.
    fn attributes(&mut self, element: &Element, root: bool) -> Result<String, (String, String)> {
        let mut written = String::new();
        for (name, value) in element.presentation() {
            match name {
                "viewBox" if root => value.clone_into(&mut self.map.view_box),
                "width" | "height" | "class" if root => {}
                name if OF_PAGE.contains(&name) => {}
                name if name == "href" || value.contains("url(") => {
                    let help = "use classes, and plain attributes such as `fill`".to_owned();
                    return Err((format!("a body map cannot refer to other elements, as `{name}` does"), help));
                }
                name => {
                    written.push_str(&format!(" {name}=\""));
                    escape_attribute(value, &mut written);
                    written.push('"');
                }
            }
        }
        Ok(written)
    }

    fn end(&mut self) {
        if self.silent > 0 {
            self.silent -= 1;
            self.in_title &= self.silent > 0;
            return;
        }
        let Some(element) = self.open.pop().filter(|_| !self.open.is_empty()) else { return };
        self.markup(&element.end());
        if element.get("id").is_some() {
            self.map.pieces.push(Piece::Close);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.map.title.push_str(text);
        } else if self.silent == 0 && self.open.len() > 1 {
            let mut escaped = String::new();
            escape_text(text, &mut escaped);
            self.markup(&escaped);
        }
    }

    fn markup(&mut self, text: &str) {
        match self.map.pieces.last_mut() {
            Some(Piece::Markup(markup)) => markup.push_str(text),
            _ => self.map.pieces.push(Piece::Markup(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Role;

    #[test]
    fn what_a_page_takes_of_a_drawing() {
        let text = concat!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" style=\"stroke:red;line-height:2\" role=\"img\">",
            "<title>A <!-- left -->leg</title><g id=\"knee\" fill=\"red\" style=\"fill:blue\"><path d=\"M0 0\"/>",
            "<text class=\"label\">Knee &amp; shin</text></g></svg>"
        );
        let file = SourceFile { id: FileId(0), role: Role::BodyMap, path: "x".into(), text: text.into() };
        let map = parse_body_map(&file).0.expect("a body map");
        assert_eq!((map.title.as_str(), map.view_box.as_str()), ("A leg", "0 0 9 9"));
        assert_eq!(map.attributes, " stroke=\"red\"");
        let markup = "<g fill=\"blue\"><path d=\"M0 0\"/><text class=\"label\">Knee &amp; shin</text></g>";
        let pieces = [Piece::Open("knee".to_owned()), Piece::Markup(markup.to_owned()), Piece::Close];
        assert_eq!(map.pieces, pieces);
    }
}
