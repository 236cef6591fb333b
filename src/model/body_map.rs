//! `body-map.svg`: the drawing on which readers point at where it hurts.
//!
//! It stands within pages, so only shapes, groups and text pass, without style, script or address. Elements with an `id`
//! may become links.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::markdown::{escape_attribute, escape_text};
use crate::source::SourceFile;

/// What may stand in the drawing.
const ELEMENTS: &[&str] =
    &["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"];

/// Elements that say something about the drawing and are not drawn.
const SILENT: &[&str] = &["title", "desc", "metadata"];

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
    let map = BodyMap {
        file: file.id,
        title: String::new(),
        view_box: String::new(),
        attributes: String::new(),
        pieces: Vec::new(),
    };
    let mut writer = Writer { file, map, diagnostics: Vec::new(), marked: Vec::new(), silent: 0, in_title: false };
    writer.read();
    let Writer { mut map, mut diagnostics, .. } = writer;
    map.title = map.title.split_whitespace().collect::<Vec<_>>().join(" ");
    for (missing, what) in [(map.view_box.is_empty(), "`viewBox`"), (map.title.is_empty(), "`title`")] {
        if missing && diagnostics.is_empty() {
            let finding = Diagnostic::new(&rules::BODY_MAP, file.id, format!("the drawing has no {what}"));
            diagnostics.push(finding.help("its `svg` needs both: how large it is, and what it shows"));
        }
    }
    (diagnostics.is_empty().then_some(map), diagnostics)
}

struct Writer<'a> {
    file: &'a SourceFile,
    map: BodyMap,
    diagnostics: Vec<Diagnostic>,
    /// For each open element whether it bears an id.
    marked: Vec<bool>,
    /// How many elements are open that are not drawn.
    silent: usize,
    in_title: bool,
}

/// The attributes of an element: what is written, and its id.
#[derive(Default)]
struct Attributes {
    written: String,
    id: Option<String>,
}

impl Writer<'_> {
    fn read(&mut self) {
        let mut reader = Reader::from_str(&self.file.text);
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event();
            let range = start..reader.buffer_position() as usize;
            let done = match event {
                Ok(Event::Eof) if self.marked.is_empty() => return,
                Ok(Event::Eof) => Err(("the drawing is cut off".to_owned(), None)),
                Ok(event) => self.event(&event),
                Err(error) => Err((format!("the drawing is not well-formed: {error}"), None)),
            };
            if let Err((message, help)) = done {
                let finding = Diagnostic::new(&rules::BODY_MAP, self.file.id, message).at(Place::span(range));
                return self.diagnostics.push(finding.help_if(help));
            }
        }
    }

    fn event(&mut self, event: &Event) -> Result<(), (String, Option<String>)> {
        match event {
            Event::Start(tag) => self.start(tag, false)?,
            Event::Empty(tag) => self.start(tag, true)?,
            Event::End(tag) => self.end(&name(tag.name().as_ref())),
            Event::Text(text) => self.text(&text.decode().map_err(|error| (error.to_string(), None))?),
            Event::GeneralRef(entity) => self.text(&character(entity).ok_or_else(|| {
                ("the drawing uses an entity of its own".to_owned(), Some("write the character itself".to_owned()))
            })?),
            Event::CData(_) | Event::DocType(_) | Event::PI(_) => {
                return Err(("a body map holds only elements and text".to_owned(), None));
            }
            Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart, empty: bool) -> Result<(), (String, Option<String>)> {
        let name = name(tag.name().as_ref());
        if self.silent > 0 || SILENT.contains(&name.as_str()) {
            self.in_title |= !empty && name == "title" && self.marked.len() == 1;
            self.silent += usize::from(!empty);
            return Ok(());
        }
        if !ELEMENTS.contains(&name.as_str()) {
            return Err((
                format!("a body map cannot hold the element `{name}`"),
                Some(format!("it may hold {}", ELEMENTS.join(", "))),
            ));
        }
        let root = self.marked.is_empty();
        if root && name != "svg" {
            return Err((format!("a body map starts with `svg`, not with `{name}`"), None));
        }
        let Attributes { written, id } = self.attributes(tag, root)?;
        let marked = id.is_some() && !root;
        // The page writes the outermost element itself.
        if root {
            self.map.attributes = written;
        } else {
            self.map.pieces.extend(id.map(Piece::Open));
            self.markup(&format!("<{name}{written}{}>", if empty { "/" } else { "" }));
        }
        match empty {
            true if marked => self.map.pieces.push(Piece::Close),
            true => {}
            false => self.marked.push(marked),
        }
        Ok(())
    }

    fn attributes(&mut self, tag: &BytesStart, root: bool) -> Result<Attributes, (String, Option<String>)> {
        let mut read = Attributes::default();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| (format!("an attribute cannot be read: {error}"), None))?;
            let key = name(attribute.key.as_ref());
            let value =
                attribute.unescape_value().map_err(|error| (format!("`{key}` cannot be read: {error}"), None))?;
            match key.as_str() {
                "id" => read.id = Some(value.into_owned()),
                "viewBox" if root => self.map.view_box = value.into_owned(),
                "width" | "height" if root => {}
                key if key.starts_with("xmlns") => {}
                "class" if root => {}
                key if plain(key, &value) => {
                    read.written.push_str(&format!(" {key}=\""));
                    escape_attribute(&value, &mut read.written);
                    read.written.push('"');
                }
                key => {
                    return Err((
                        format!("a body map cannot hold the attribute `{key}`"),
                        Some("use classes, and plain attributes such as `fill`".to_owned()),
                    ));
                }
            }
        }
        Ok(read)
    }

    fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent -= 1;
            self.in_title &= self.silent > 0;
            return;
        }
        let marked = self.marked.pop().unwrap_or(false);
        if !self.marked.is_empty() {
            self.markup(&format!("</{name}>"));
        }
        if marked {
            self.map.pieces.push(Piece::Close);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.map.title.push_str(text);
        } else if self.silent == 0 && self.marked.len() > 1 {
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

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Attributes that only draw.
const ATTRIBUTES: &[&str] = &[
    "class",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "letter-spacing",
    "opacity",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "vector-effect",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Whether an attribute only draws; its value names nothing outside.
fn plain(key: &str, value: &str) -> bool {
    ATTRIBUTES.contains(&key) && !value.contains('\\') && (key == "transform" || !value.contains('('))
}

fn character(entity: &BytesRef) -> Option<String> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c.to_string());
    }
    quick_xml::escape::resolve_xml_entity(&entity.decode().ok()?).map(str::to_owned)
}
