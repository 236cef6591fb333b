//! A [`Place`] in a text to a byte range. YAML is read again here, with positions, and only when something is
//! to be printed: the ordinary path never pays for spans.

use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};
use std::cell::OnceCell;
use std::ops::Range;

use super::lines::LineIndex;
use super::{LineColumn, Place};

/// Finds places in one text. What many places need is made once, when the first of them asks.
pub struct Locator<'a> {
    text: &'a str,
    yaml: OnceCell<YamlTree<'a>>,
    lines: OnceCell<LineIndex<'a>>,
}

/// A YAML text as a tree that knows the place of every node. To look up many paths, make it once.
pub struct YamlTree<'a> {
    /// Where the YAML begins in its file.
    offset: usize,
    text: &'a str,
    documents: Vec<MarkedYaml<'a>>,
    /// The byte offset of each character; empty where bytes are characters.
    bytes: Vec<usize>,
}

impl<'a> Locator<'a> {
    pub fn new(text: &'a str) -> Locator<'a> {
        Locator { text, yaml: OnceCell::new(), lines: OnceCell::new() }
    }

    /// The byte range that a place means, or `None` for a whole file. A field that cannot be found falls back to
    /// its item, then to its list, then to the first line of the front matter.
    pub fn locate(&self, place: Place) -> Option<Range<usize>> {
        let text = self.text;
        match place {
            Place::File => None,
            Place::Span { start, end } => Some(clamp(text, start as usize..end as usize)),
            Place::Field { field, nth, sub } => {
                let yaml = self.yaml.get_or_init(|| {
                    let (offset, yaml) = front_matter(text);
                    YamlTree::part(offset, yaml)
                });
                let path: Vec<Step> = [
                    (!field.is_empty()).then_some(Step::Key(field)),
                    nth.map(|nth| Step::Item(nth as usize)),
                    sub.map(Step::Key),
                ]
                .into_iter()
                .flatten()
                .collect();
                let first_line = yaml.text.find('\n').unwrap_or(yaml.text.len());
                let range = yaml.find(&path).unwrap_or(0..first_line);
                Some(clamp(text, range.start + yaml.offset..range.end + yaml.offset))
            }
        }
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        self.lines.get_or_init(|| LineIndex::new(self.text)).line_column(offset)
    }
}

impl<'a> YamlTree<'a> {
    /// Reads a YAML text; the tree of a text that is not valid or [too deep](too_deep) is empty.
    pub fn new(text: &'a str) -> YamlTree<'a> {
        YamlTree::part(0, text)
    }

    fn part(offset: usize, text: &'a str) -> YamlTree<'a> {
        let bytes = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        let readable = too_deep(text).is_none();
        let documents = if readable { MarkedYaml::load_from_str(text).unwrap_or_default() } else { Vec::new() };
        YamlTree { offset, text, documents, bytes }
    }

    fn byte(&self, character: usize) -> usize {
        if self.bytes.is_empty() {
            return character.min(self.text.len());
        }
        self.bytes.get(character).copied().unwrap_or(self.text.len())
    }

    /// The byte ranges of the fields of the text, by name; of lists and mappings, those of their names.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let mappings = self.documents.iter().take(1).filter_map(|document| document.data.as_mapping());
        mappings.flatten().filter_map(|(name, value)| {
            let range = field_range(name, value);
            Some((name.data.as_str()?, self.byte(range.start)..self.byte(range.end)))
        })
    }

    /// The byte range of the node at `path`, or of its nearest ancestor that exists.
    pub fn find(&self, path: &[Step]) -> Option<Range<usize>> {
        let mut node = self.documents.first()?;
        let mut found = None;
        for step in path {
            let Some((range, next)) = descend(node, step) else { break };
            found = Some(range);
            node = next;
        }
        found.map(|range| self.byte(range.start)..self.byte(range.end))
    }
}

/// The byte range that a place of a text means; see [`Locator::locate`].
pub fn locate(text: &str, place: Place) -> Option<Range<usize>> {
    Locator::new(text).locate(place)
}

/// One step into a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

/// The byte range of the node at `path` in a YAML text, or of its nearest ancestor that exists. `None` when the text is not
/// valid YAML or when nothing of the path exists.
pub fn locate_path(yaml: &str, path: &[Step]) -> Option<Range<usize>> {
    YamlTree::new(yaml).find(path)
}

/// The most levels of brackets in YAML. Parsers take time that grows with the square of the depth, and ours needs four.
const DEEPEST: usize = 50;

/// Where the brackets of a YAML text are nested deeper than any file of a book needs.
pub fn too_deep(yaml: &str) -> Option<usize> {
    let bytes = yaml.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        let starts = at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'[' | b'{' | b',' | b':');
        match bytes[at] {
            quote @ (b'"' | b'\'') if starts => at = end_of_quote(bytes, at, quote),
            b'#' if starts => at += bytes[at..].iter().take_while(|byte| **byte != b'\n').count(),
            b'[' | b'{' if starts || depth > 0 => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The end of the quoted text that starts at an offset.
fn end_of_quote(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if quote == b'"' && bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// The byte ranges of all keys and plain values of a YAML text: what is no comment.
pub(super) fn scalars(yaml: &str) -> Vec<Range<usize>> {
    fn gather(node: &MarkedYaml, found: &mut Vec<Range<usize>>) {
        match &node.data {
            YamlData::Mapping(mapping) => mapping.iter().for_each(|(key, value)| {
                gather(key, found);
                gather(value, found);
            }),
            YamlData::Sequence(items) => items.iter().for_each(|item| gather(item, found)),
            YamlData::Tagged(_, node) => gather(node, found),
            _ => found.push(node.span.start.index()..node.span.end.index()),
        }
    }
    let yaml = YamlTree::new(yaml);
    let mut found = Vec::new();
    yaml.documents.iter().for_each(|document| gather(document, &mut found));
    found.into_iter().map(|range| yaml.byte(range.start)..yaml.byte(range.end)).collect()
}

/// The values of a YAML text that are not lists or mappings, each with the name of its field or of the field whose list it
/// is in.
pub fn yaml_values(yaml: &str) -> Vec<(Option<String>, Range<usize>)> {
    fn gather(node: &MarkedYaml, key: Option<&str>, found: &mut Vec<(Option<String>, Range<usize>)>) {
        match &node.data {
            YamlData::Mapping(mapping) => {
                mapping.iter().for_each(|(key, value)| gather(value, key.data.as_str(), found));
            }
            YamlData::Sequence(items) => items.iter().for_each(|item| gather(item, key, found)),
            YamlData::Tagged(_, node) => gather(node, key, found),
            _ => found.push((key.map(str::to_owned), node.span.start.index()..node.span.end.index())),
        }
    }
    let yaml = YamlTree::new(yaml);
    let mut found = Vec::new();
    yaml.documents.iter().for_each(|document| gather(document, None, &mut found));
    found.into_iter().map(|(key, range)| (key, yaml.byte(range.start)..yaml.byte(range.end))).collect()
}

/// The character range of a field: its name, and its value if that is a scalar.
fn field_range(name: &MarkedYaml, value: &MarkedYaml) -> Range<usize> {
    let scalar = !matches!(value.data, YamlData::Mapping(_) | YamlData::Sequence(_));
    name.span.start.index()..if scalar { value.span.end.index() } else { name.span.end.index() }
}

/// The child that a step leads to, with its character range (a key and its scalar, or an item).
fn descend<'a, 'y>(node: &'a MarkedYaml<'y>, step: &Step) -> Option<(Range<usize>, &'a MarkedYaml<'y>)> {
    match (step, &node.data) {
        (Step::Key(key), YamlData::Mapping(mapping)) => {
            let field = mapping.iter().find(|(name, _)| name.data.as_str() == Some(key));
            field.map(|(name, value)| (field_range(name, value), value))
        }
        (Step::Item(nth), YamlData::Sequence(items)) => {
            items.get(*nth).map(|item| (item.span.start.index()..item.span.end.index(), item))
        }
        // `aliases: one` is read as a list of one.
        (Step::Item(0), _) => Some((node.span.start.index()..node.span.end.index(), node)),
        // An item may be written as a plain id instead of a mapping.
        _ => None,
    }
}

/// The YAML part of a file and where it starts: between the `---` lines, or the whole text of a data file.
pub(super) fn front_matter(text: &str) -> (usize, &str) {
    let Some(rest) = text.strip_prefix("---") else { return (0, text) };
    let Some(newline) = rest.find('\n') else { return (0, text) };
    if !rest[..newline].trim().is_empty() {
        return (0, text);
    }
    let start = 3 + newline + 1;
    let end = text[start..].find("\n---").map_or(text.len(), |at| start + at + 1);
    (start, &text[start..end.max(start)])
}

fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let border = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = border(range.start);
    start..border(range.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str =
        "---\ntitle: Kné\nrelated: [a, b]\nsymptoms:\n  - {id: x, typical: main}\n  - id: y\n---\nbody\n";

    fn text_at(place: Place) -> &'static str {
        &ENTRY[locate(ENTRY, place).expect("a range")]
    }

    #[test]
    fn brackets_have_a_depth() {
        let nested = |n: usize| format!("a: {}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(too_deep(&nested(DEEPEST)), None);
        assert_eq!(too_deep(&nested(DEEPEST + 1)), Some(3 + DEEPEST));
        assert!(too_deep(&format!("a: {}", "{b: ".repeat(100))).is_some());
        for text in ["a: [x], [y], ".repeat(100), "a: \"[[[[\" # [[[\n".repeat(100), "a: x[x{ '[['\n".repeat(100)] {
            assert_eq!(too_deep(&text), None, "{text}");
        }
    }

    #[test]
    fn finds_fields_items_and_parts() {
        assert_eq!(text_at(Place::field("title")), "title: Kné");
        assert_eq!(text_at(Place::item("related", 1)), "b");
        assert_eq!(text_at(Place::part("symptoms", 0, "typical")), "typical: main");
        assert_eq!(text_at(Place::part("symptoms", 1, "id")), "id: y");
    }

    #[test]
    fn falls_back_to_what_exists() {
        assert_eq!(text_at(Place::part("related", 1, "id")), "b");
        assert_eq!(text_at(Place::field("absent")), "title: Kné");
    }
}
