//! YAML texts that a comment cuts off: after a space, `#` starts a comment, also in `summary: The #1 cause`.

use std::ops::Range;

use crate::diag::yaml_values;

/// A text without quotes with a comment directly after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutText {
    /// The name of the field, or of the field whose list it is in.
    pub key: Option<String>,
    /// Byte offsets of the comment.
    pub comment: Range<usize>,
}

impl CutText {
    /// What is wrong, in words.
    pub fn message(&self) -> String {
        let text = self.key.as_ref().map_or_else(|| "this text".to_owned(), |key| format!("the text of `{key}`"));
        format!("{text} ends here: in YAML, a space and `#` start a comment")
    }

    /// What to do about it.
    pub const HELP: &str = "put the whole text in double quotes, or move the comment to a line of its own";
}

/// Every text that a comment cuts off in the fields named, or in any field. Comments after dates, ids and lists, after
/// quotes, after a whole sentence and on lines of their own are only comments.
pub fn cut_texts(yaml: &str, fields: Option<&[&str]>) -> Vec<CutText> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') && (line.contains(" #") || line.contains("\t#")) {
            lines.push((start, line.trim_end()));
        }
        start += line.len();
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut values = yaml_values(yaml);
    values.retain(|(_, range)| !range.is_empty());
    values.sort_by_key(|(_, range)| range.start);
    let cut = lines.into_iter().filter_map(|(start, line)| cut_text(yaml, start, line, &values));
    cut.filter(|cut| fields.is_none_or(|fields| cut.key.as_deref().is_some_and(|key| fields.contains(&key)))).collect()
}

/// The text that is cut off in the line at `start`.
fn cut_text(yaml: &str, start: usize, line: &str, values: &[(Option<String>, Range<usize>)]) -> Option<CutText> {
    let value_at = |at: usize| {
        let nth = values.partition_point(|(_, range)| range.start < at).checked_sub(1)?;
        values.get(nth)
    };
    let within =
        |at: usize| value_at(at).is_some_and(|(_, range)| at < range.start + yaml[range.clone()].trim_end().len());
    let marks = line.match_indices('#').map(|(at, _)| at).filter(|at| line[..*at].ends_with([' ', '\t']));
    let at = marks.into_iter().find(|at| !within(start + at))?;
    let before = line[..at].trim_end();
    if ends_sentence(before) && is_remark(&line[at + 1..]) {
        return None;
    }
    let (key, range) = value_at(start + at)?;
    let value = yaml[range.clone()].trim_end();
    let plain = !value.is_empty() && !value.starts_with(['"', '\'', '|', '>']) && !before.ends_with(['"', '\'']);
    let cut = plain && range.start + value.len() == start + before.len();
    cut.then(|| CutText { key: key.clone(), comment: start + at..start + line.len() })
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}'])
}

/// Whether what follows `#` is written as a comment: a space, then words. `# 1` may be a number of the text.
fn is_remark(after: &str) -> bool {
    after.strip_prefix(' ').is_some_and(|words| words.trim_start().starts_with(char::is_alphabetic))
}
