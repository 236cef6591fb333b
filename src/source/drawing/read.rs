//! Reads XML into the elements and attributes of the list.

use quick_xml::NsReader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use std::borrow::Cow;
use std::ops::Range;

use super::allowed::{self, Kind};
use super::style::{self, quoted};
use super::{Attributes, Element, Node, Rejection, copies, value};

/// More elements within each other than any drawing needs; browsers and mail programs give up at some depth.
const DEEPEST: usize = 200;

/// More attributes than SVG has.
const MOST_ATTRIBUTES: usize = 200;

/// More namespaces than any program declares. Every element looks through those in scope.
const MOST_NAMESPACES: usize = 200;

/// Further findings of one drawing say nothing new.
const MOST_REJECTIONS: usize = 20;

const SVG: &[u8] = b"http://www.w3.org/2000/svg";
const XLINK: &[u8] = b"http://www.w3.org/1999/xlink";
const XML: &[u8] = b"http://www.w3.org/XML/1998/namespace";

const AGAIN: &str = "export the drawing again";

const EMBED: &str = "embed pictures as PNG or JPEG when you export the drawing";

const PLAIN: &str = "remove it, or export the drawing again as plain SVG";

/// The nodes of a drawing, or what in it is not allowed.
pub(super) fn read(text: &str) -> Result<Vec<Node>, Vec<Rejection>> {
    let mut reading = Reading { text, ..Reading::default() };
    reading.run();
    if reading.rejections.is_empty() { Ok(reading.nodes) } else { Err(reading.rejections) }
}

#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    rejections: Vec<Rejection>,
    open: Vec<Open>,
    /// How many elements are open that are left out.
    skipped: usize,
    /// Namespaces that are declared by open elements.
    namespaces: usize,
    /// The text of an open style sheet, and where its pieces are: offsets in it, and in the file.
    sheet: String,
    sheet_pieces: Vec<(usize, usize)>,
}

struct Open {
    name: &'static str,
    namespaces: usize,
}

/// Nothing after this can be understood.
struct Stop;

impl<'a> Reading<'a> {
    fn run(&mut self) {
        if let Some(at) = self.text.find(|c| !is_xml(c)) {
            let c = self.text[at..].chars().next().unwrap_or_default();
            let message = format!("this SVG holds the control character U+{:04X}", u32::from(c));
            return self.reject(message, "save it as UTF-8 text", at..at + c.len_utf8());
        }
        let mut reader = NsReader::from_str(self.text);
        loop {
            let start = reader.buffer_position() as usize;
            let event = match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => event,
                Err(error) => {
                    let at = (reader.error_position() as usize).min(self.text.len());
                    let reason = error.to_string();
                    // The kind of error, then what is wrong.
                    let reason = reason.split_once(": ").map_or(reason.as_str(), |(_, reason)| reason);
                    return self.reject(format!("this SVG is not well-formed: {reason}"), AGAIN, at..at);
                }
            };
            let range = start..reader.buffer_position() as usize;
            let done = self.event(&reader, &event, range);
            if done.is_err() || self.rejections.len() >= MOST_REJECTIONS {
                return;
            }
        }
        if self.nodes.is_empty() && self.rejections.is_empty() {
            self.reject("this file holds no drawing", AGAIN, 0..0);
        } else if !self.open.is_empty() || self.skipped > 0 {
            let end = self.text.len();
            self.reject("this SVG is cut off", AGAIN, end..end);
        } else if let Some(problem) = copies::problem(&self.nodes) {
            self.reject(problem, "simplify the drawing, or export it as PNG", 0..0);
        }
    }

    fn event(&mut self, reader: &NsReader<&[u8]>, event: &Event<'a>, range: Range<usize>) -> Result<(), Stop> {
        match event {
            Event::Start(tag) => return self.start(reader, tag, range, false),
            Event::Empty(tag) => return self.start(reader, tag, range, true),
            Event::End(_) => self.end(),
            Event::Text(text) => self.words(&text.decode().unwrap_or_default(), range),
            Event::CData(text) => {
                self.words(&text.decode().unwrap_or_default(), range.start + "<![CDATA[".len()..range.end)
            }
            Event::GeneralRef(name) => match character(name) {
                Some(c) => self.words(c.encode_utf8(&mut [0; 4]), range),
                None => {
                    let name = quoted(&self.text[range.clone()]);
                    self.reject(
                        format!("the entity {name} is not allowed in a drawing"),
                        "write the character itself",
                        range,
                    );
                }
            },
            Event::Decl(declaration) => self.encoding(declaration, range),
            Event::DocType(words) if words.contains(&b'[') => {
                let help = "export the drawing again as plain SVG, without data of the program that made it";
                self.reject("the document type of a drawing must not declare entities or attributes", help, range);
            }
            Event::PI(words) if words.target() == b"xml-stylesheet" => {
                self.reject("a drawing must not load a style sheet", PLAIN, range);
            }
            Event::DocType(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn encoding(&mut self, declaration: &BytesDecl, range: Range<usize>) {
        let Some(encoding) = declaration.encoding() else { return };
        let encoding = encoding.map(|name| String::from_utf8_lossy(&name).into_owned()).unwrap_or_default();
        if !["utf-8", "utf8", "us-ascii"].contains(&encoding.to_ascii_lowercase().as_str()) {
            let message = format!("this SVG declares the encoding {}, not UTF-8", quoted(&encoding));
            self.reject(message, "save it as UTF-8", range);
        }
    }

    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'a>,
        range: Range<usize>,
        empty: bool,
    ) -> Result<(), Stop> {
        if self.open.len() + self.skipped >= DEEPEST {
            self.reject(format!("this drawing has more than {DEEPEST} elements within each other"), PLAIN, range);
            return Err(Stop);
        }
        if self.skipped > 0 {
            self.skipped += usize::from(!empty);
            return Ok(());
        }
        let root = self.open.is_empty();
        if root && !self.nodes.is_empty() {
            self.reject("this SVG has a second outermost element", AGAIN, range);
            return Err(Stop);
        }
        let Some(name) = self.element(reader, tag, &range) else {
            self.skipped = usize::from(!empty);
            return if root { Err(Stop) } else { Ok(()) };
        };
        if root && name != "svg" {
            self.reject(format!("a drawing begins with the element `svg`, not with `{name}`"), PLAIN, range);
            return Err(Stop);
        }
        let (attributes, namespaces) = self.attributes(reader, tag, name, &range)?;
        self.nodes.push(Node::Start(Element { name, attributes, empty: false, range }));
        if empty {
            self.push_end();
        } else {
            self.open.push(Open { name, namespaces });
            self.namespaces += namespaces;
        }
        Ok(())
    }

    /// The name of an element as the list spells it; `None` for one that is left out.
    fn element(&mut self, reader: &NsReader<&[u8]>, tag: &BytesStart, range: &Range<usize>) -> Option<&'static str> {
        let written = quoted(&String::from_utf8_lossy(tag.name().as_ref()));
        let parent = self.open.last().map(|open| open.name);
        let (namespace, local) = reader.resolve_element(tag.name());
        let message = match namespace {
            ResolveResult::Unbound | ResolveResult::Bound(Namespace(SVG)) => {
                let local = String::from_utf8_lossy(local.as_ref());
                match (allowed::element(&local), parent) {
                    (Some(_), Some(parent)) if allowed::holds_only_text(parent) => {
                        format!("the element `{parent}` of a drawing holds only text, not {written}")
                    }
                    (Some(name), _) => return Some(name),
                    (None, Some(_)) if allowed::is_dropped_element(&local) => return None,
                    _ => format!("the element {written} is not allowed in a drawing"),
                }
            }
            ResolveResult::Bound(Namespace(namespace)) if parent.is_some() && allowed::is_private(namespace) => {
                return None;
            }
            ResolveResult::Bound(_) => format!("the element {written} is not allowed in a drawing: it is not SVG"),
            ResolveResult::Unknown(_) => format!("the namespace of the element {written} is not declared"),
        };
        self.reject(message, help(tag.local_name().as_ref()), range.clone());
        None
    }

    fn attributes(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'a>,
        element: &'static str,
        range: &Range<usize>,
    ) -> Result<(Attributes, usize), Stop> {
        let mut attributes = Attributes::new();
        let mut namespaces = 0;
        // That an attribute is given once is checked here for those that are kept: quick-xml compares each with all others.
        for (nth, attribute) in tag.attributes().with_checks(false).enumerate() {
            let Ok(attribute) = attribute else {
                self.reject(format!("an attribute of `{element}` cannot be read"), PLAIN, range.clone());
                return Err(Stop);
            };
            namespaces += usize::from(attribute.key.as_namespace_binding().is_some());
            if nth >= MOST_ATTRIBUTES || self.namespaces + namespaces > MOST_NAMESPACES {
                self.reject(format!("`{element}` has too many attributes or namespaces"), PLAIN, range.clone());
                return Err(Stop);
            }
            let place = self.place(attribute.key.as_ref(), range);
            match self.attribute(reader, &attribute, element) {
                Ok(None) => {}
                Ok(Some((name, value))) => match attributes.iter_mut().find(|(known, _)| *known == name) {
                    None => attributes.push((name, value)),
                    // Programs write both for old browsers; the plain one counts.
                    Some(known) if name == "href" && attribute.key.as_ref() == b"href" => known.1 = value,
                    Some(_) if name == "href" && attribute.key.as_ref() != b"href" => {}
                    Some(_) => self.reject(format!("`{element}` has the attribute `{name}` twice"), PLAIN, place),
                },
                Err(message) if element == "image" => self.reject(message, EMBED, place),
                Err(message) => self.reject(message, PLAIN, place),
            }
        }
        Ok((attributes, namespaces))
    }

    /// An attribute as it is published; `None` for one that is left out.
    fn attribute(
        &self,
        reader: &NsReader<&[u8]>,
        attribute: &Attribute,
        element: &'static str,
    ) -> Result<Option<(&'static str, String)>, String> {
        let key = attribute.key;
        if key.as_namespace_binding().is_some() {
            return Ok(None);
        }
        let written = quoted(&String::from_utf8_lossy(key.as_ref()));
        let (namespace, local) = reader.resolve_attribute(key);
        let local = String::from_utf8_lossy(local.as_ref());
        let found = match namespace {
            ResolveResult::Unbound => allowed::attribute(&local),
            ResolveResult::Bound(Namespace(XLINK)) => allowed::xlink_attribute(&local),
            // As it stands in HTML, which declares nothing.
            ResolveResult::Unknown(prefix) if prefix == b"xlink" => allowed::xlink_attribute(&local),
            ResolveResult::Bound(Namespace(XML)) => allowed::xml_attribute(&local),
            ResolveResult::Bound(Namespace(namespace)) if allowed::is_private(namespace) => return Ok(None),
            ResolveResult::Bound(_) => None,
            ResolveResult::Unknown(_) => {
                return Err(format!("the namespace of the attribute {written} is not declared"));
            }
        };
        let Some((name, kind)) = found else {
            return Err(format!("the attribute {written} of `{element}` is not allowed in a drawing"));
        };
        if kind == Kind::Dropped || (element == "style" && name == "type") {
            return Ok(None);
        }
        let value = attribute.unescape_value().ok().filter(|value| value.chars().all(is_xml));
        let Some(value) = value else { return Err(format!("the attribute {written} of `{element}` cannot be read")) };
        // Source: XML 1.0, 3.3.3 "Attribute-Value Normalization".
        let value = value.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        value::checked(element, name, kind, value)
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(open) = self.open.pop() else { return };
        self.namespaces -= open.namespaces;
        if open.name == "style" {
            self.end_sheet();
        }
        self.push_end();
    }

    fn push_end(&mut self) {
        if let Some(Node::Start(element)) = self.nodes.last_mut() {
            element.empty = true;
        }
        self.nodes.push(Node::End);
    }

    fn end_sheet(&mut self) {
        let text = std::mem::take(&mut self.sheet);
        let pieces = std::mem::take(&mut self.sheet_pieces);
        match style::sheet(&text) {
            Ok(sheet) if sheet.is_empty() => {}
            Ok(sheet) => self.nodes.push(Node::Text(sheet)),
            Err(wrong) => {
                let piece = pieces.iter().rev().find(|(start, _)| *start <= wrong.at);
                let at = piece.map_or(0, |(start, place)| place + wrong.at - start).min(self.text.len());
                self.reject(wrong.message, PLAIN, at..at);
            }
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        let Some(open) = self.open.last().filter(|_| self.skipped == 0) else { return self.outside(text, range) };
        if open.name == "style" {
            self.sheet_pieces.push((self.sheet.len(), range.start));
            return self.sheet.push_str(text);
        }
        // Line breaks of other systems are one sign in XML. Between shapes only white space stays.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if !allowed::holds_text(open.name) && !text.trim().is_empty() {
            return;
        }
        match self.nodes.last_mut() {
            Some(Node::Text(words)) => words.push_str(&text),
            _ => self.nodes.push(Node::Text(text)),
        }
    }

    fn outside(&mut self, text: &str, range: Range<usize>) {
        if self.skipped == 0 && !text.trim().is_empty() {
            self.reject("this SVG has text outside of its outermost element", AGAIN, range);
        }
    }

    /// Where a part of the text is.
    fn place(&self, part: &[u8], range: &Range<usize>) -> Range<usize> {
        let start = part.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        if range.contains(&start) { start..start + part.len() } else { range.clone() }
    }

    fn reject(&mut self, message: impl Into<String>, help: &'static str, range: Range<usize>) {
        let message = message.into();
        if !self.rejections.iter().any(|known| known.message == message) {
            self.rejections.push(Rejection { message, help, range });
        }
    }
}

/// What to do about an element.
fn help(element: &[u8]) -> &'static str {
    match element {
        b"foreignObject" => {
            "turn off formatted text and word wrap in the drawing program, or export the drawing as PNG"
        }
        b"a" => "put the link into the text of the entry",
        b"animate" | b"animateMotion" | b"animateTransform" | b"set" | b"discard" => "export a still drawing",
        _ => PLAIN,
    }
}

/// Characters of XML 1.0 without the control characters that no text needs.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

fn character(name: &BytesRef) -> Option<char> {
    let c = match name.resolve_char_ref() {
        Ok(Some(c)) => c,
        Ok(None) => {
            let name: Cow<str> = name.decode().ok()?;
            quick_xml::escape::resolve_xml_entity(&name)?.chars().next()?
        }
        Err(_) => return None,
    };
    is_xml(c).then_some(c)
}
