//! Citation groups as written: `@key, p. 3; @other`.

use hayagriva::citationberg::taxonomy::Locator as Label;
use std::ops::Range;

/// A place within a source: a label and its number, such as page 3.
#[derive(Clone, Debug, PartialEq)]
pub struct Locator {
    pub(super) label: Label,
    pub(super) text: String,
}

/// As it was written: `p. 3`.
impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = LABELS.iter().find(|(_, label)| *label == self.label).map(|(names, _)| *names);
        let several = self.text.contains(['-', '–', ',']);
        let name = names.and_then(|names| if several { names.get(1) } else { names.first() }).unwrap_or(&"");
        write!(f, "{name} {}", self.text)
    }
}

/// One source of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupItem<'a> {
    pub key: &'a str,
    /// Byte range of the key with its `@` in the text of the group.
    pub range: Range<usize>,
    pub locator: Option<Locator>,
}

/// Words that name a kind of place. Source: the CSL 1.0.2 specification, "Locators", with Pandoc's abbreviations.
const LABELS: &[(&[&str], Label)] = &[
    (&["p.", "pp.", "p", "pp", "page", "pages"], Label::Page),
    (&["ch.", "chap.", "chaps.", "chapter", "chapters"], Label::Chapter),
    (&["sec.", "secs.", "section", "sections", "§", "§§"], Label::Section),
    (&["fig.", "figs.", "figure", "figures"], Label::Figure),
    (&["para.", "paras.", "paragraph", "paragraphs", "¶"], Label::Paragraph),
    (&["vol.", "vols.", "volume", "volumes"], Label::Volume),
    (&["col.", "cols.", "column", "columns"], Label::Column),
    (&["app.", "appendix", "appendices"], Label::Appendix),
    (&["tbl.", "table", "tables"], Label::Table),
    (&["l.", "line", "lines"], Label::Line),
    (&["n.", "nn.", "note", "notes"], Label::Note),
    (&["pt.", "pts.", "part", "parts"], Label::Part),
];

/// The sources of a group, given the text between its brackets.
///
/// # Errors
/// One sentence that says what cannot be read.
pub fn parse_group(text: &str) -> Result<Vec<GroupItem<'_>>, String> {
    let mut items = Vec::new();
    let mut at = 0;
    for piece in text.split(';') {
        items.push(item(piece, at)?);
        at += piece.len() + 1;
    }
    Ok(items)
}

fn item(piece: &str, offset: usize) -> Result<GroupItem<'_>, String> {
    let lead = piece.len() - piece.trim_start().len();
    let body = piece.trim();
    if body.is_empty() {
        return Err("this citation group has an empty place".to_owned());
    }
    let Some(rest) = body.strip_prefix('@') else {
        return Err(format!("`{body}` does not start with `@` and a key"));
    };
    let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
    let (key, after) = rest.split_at(end);
    if key.is_empty() {
        return Err("there is no key behind `@`".to_owned());
    }
    let start = offset + lead;
    let words = after.trim_start_matches(',').trim();
    let locator = (!words.is_empty()).then(|| locator(words)).transpose()?;
    Ok(GroupItem { key, range: start..start + 1 + key.len(), locator })
}

fn locator(words: &str) -> Result<Locator, String> {
    let end = words.find(|c: char| c.is_whitespace() || c.is_ascii_digit()).unwrap_or(words.len());
    let (label, text) = words.split_at(end);
    let text = text.trim();
    if label.is_empty() {
        return Ok(Locator { label: Label::Page, text: text.to_owned() });
    }
    let known = LABELS.iter().find(|(names, _)| names.contains(&label.to_lowercase().as_str()));
    match known {
        Some((_, label)) if !text.is_empty() => Ok(Locator { label: *label, text: text.to_owned() }),
        Some(_) => Err(format!("`{words}` names no number")),
        None => Err(format!("`{words}` is no place in a source")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_with_places() {
        let items = parse_group("@a, p. 3; @b:2020 ; @c, §4-5").expect("a group");
        let keys: Vec<_> = items.iter().map(|item| item.key).collect();
        assert_eq!(keys, ["a", "b:2020", "c"]);
        assert_eq!(items[1].range, 10..17);
        assert_eq!(items[0].locator, Some(Locator { label: Label::Page, text: "3".into() }));
        assert_eq!(items[2].locator, Some(Locator { label: Label::Section, text: "4-5".into() }));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for bad in ["", "@", "@a;", "see @a", "@a, page", "@a, somewhere 3"] {
            assert!(parse_group(bad).is_err(), "{bad}");
        }
    }
}
