//! A [`Place`] in a text to a byte range. YAML is read again here, with positions, and only when something is
//! to be printed: the ordinary path never pays for spans.

use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};
use std::ops::Range;

use super::Place;

/// The byte range that a place means, or `None` for a whole file. A field that cannot be found falls back to
/// its item, then to its list, then to the first line of the front matter.
pub fn locate(text: &str, place: Place) -> Option<Range<usize>> {
    match place {
        Place::File => None,
        Place::Span { start, end } => Some(clamp(text, start as usize..end as usize)),
        Place::Field { field, nth, sub } => {
            let (offset, yaml) = front_matter(text);
            let path: Vec<Step> = [
                (!field.is_empty()).then_some(Step::Key(field)),
                nth.map(|nth| Step::Item(nth as usize)),
                sub.map(Step::Key),
            ]
            .into_iter()
            .flatten()
            .collect();
            let first_line = yaml.find('\n').unwrap_or(yaml.len());
            let range = locate_path(yaml, &path).unwrap_or(0..first_line);
            Some(clamp(text, range.start + offset..range.end + offset))
        }
    }
}

/// One step into a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

/// The byte range of the node at `path`, or of its nearest ancestor that exists. `None` when the text is no
/// YAML or when nothing of the path exists.
pub fn locate_path(yaml: &str, path: &[Step]) -> Option<Range<usize>> {
    let documents = MarkedYaml::load_from_str(yaml).ok()?;
    let mut node = documents.first()?;
    let mut found = None;
    for step in path {
        let Some((range, next)) = descend(node, step) else { break };
        found = Some(range);
        node = next;
    }
    let range = found?;
    Some(byte_offset(yaml, range.start)..byte_offset(yaml, range.end))
}

/// The child that a step leads to, with its character range (a key and its scalar, or an item).
fn descend<'a, 'y>(node: &'a MarkedYaml<'y>, step: &Step) -> Option<(Range<usize>, &'a MarkedYaml<'y>)> {
    match (step, &node.data) {
        (Step::Key(key), YamlData::Mapping(mapping)) => {
            mapping.iter().find(|(name, _)| name.data.as_str() == Some(key)).map(|(name, value)| {
                let scalar = !matches!(value.data, YamlData::Mapping(_) | YamlData::Sequence(_));
                let end = if scalar { value.span.end.index() } else { name.span.end.index() };
                (name.span.start.index()..end, value)
            })
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

fn byte_offset(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
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
