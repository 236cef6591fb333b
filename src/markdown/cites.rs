//! Citation groups in running text: `[@key, p. 3; @other]`.

use super::body::Citation;
use crate::cite::parse_group;
use crate::diag::{Diagnostic, FileId, Place, rules};

/// The end (behind `]`) of a citation group whose `[` stands at `open`, if one starts there.
/// Groups may run over a line break but not over an empty line.
pub(super) fn group_end(text: &str, open: usize, limit: usize) -> Option<usize> {
    let rest = text.get(open..limit)?;
    if !rest.starts_with("[@") && !rest.starts_with("[-@") {
        return None;
    }
    let escaped = text[..open].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let close = rest.find(']')?;
    (!escaped).then_some(open + close + 1)
}

/// The end of a text in brackets that other tools would take for a citation, `[see @key]`. Looks no further than the
/// next bracket.
pub(super) fn words_before_key(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let (inside, _) = inside.split_at(inside.find(['[', ']'])?);
    let key = inside.split_once(" @")?.1;
    let closed = text[1 + inside.len()..].starts_with(']');
    (closed && key.starts_with(char::is_alphanumeric)).then_some(inside.len() + 2)
}

/// The citations of a group, given the text between its brackets and the offset of that text in the file.
pub(super) fn read(inside: &str, offset: usize, file: FileId) -> Result<Vec<Citation>, Box<Diagnostic>> {
    match parse_group(inside) {
        Ok(items) => Ok(items
            .into_iter()
            .map(|item| Citation {
                key: item.key.to_owned(),
                locator: item.locator,
                place: Place::span(item.range.start + offset..item.range.end + offset),
            })
            .collect()),
        Err(message) => Err(Box::new(
            Diagnostic::new(&rules::BAD_CITATION, file, message)
                .at(Place::span(offset..offset + inside.len()))
                .help("write it as `[@key]`, `[@key, p. 3]` or `[@key; @other]`"),
        )),
    }
}
