//! Fields that contain plain text: markup in them, and text that a comment cuts off.

use super::front::{Front, OrPlain};
use crate::diag::{Diagnostic, FileId, Place, rules, yaml_values};
use crate::markdown::markup;

/// Fields of front matter that contain words for readers.
pub(super) const FRONT_FIELDS: &[&str] = &[
    "aliases", "alt", "by", "caption", "credit", "for", "how_long", "how_often", "license", "name", "sign", "situation", "summary",
    "text", "title",
];

/// Fields of data files that contain words for readers.
pub(super) const DATA_FIELDS: &[&str] = &["aliases", "credentials", "definition", "instead", "name", "role", "term"];

/// Reports markup in a field that is shown as typed.
pub(super) fn check(file: FileId, place: Place, name: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some(found) = markup(text) else { return };
    let message = format!("`{name}` is plain text, so readers would see `{}`", found.piece);
    let cited = found.piece.starts_with("[@") || found.piece.starts_with("[-@");
    let help = if cited {
        "write it without the citation, and name the source in the field `cite`".to_owned()
    } else {
        format!("write \u{201c}{}\u{201d}", found.plain)
    };
    diagnostics.push(Diagnostic::new(&rules::PLAIN_TEXT, file, message).at(place).help(help));
}

/// Reports markup in the plain fields of an entry.
pub(super) fn check_front(front: &Front, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let mut field = |place: Place, text: Option<&str>| {
        if let (Some(text), Place::Field { field, sub, .. }) = (text, place) {
            check(file, place, sub.unwrap_or(field), text, diagnostics);
        }
    };
    field(Place::field("title"), front.title.as_deref());
    field(Place::field("summary"), front.summary.as_deref());
    field(Place::field("how_often"), front.how_often.as_deref());
    field(Place::field("how_long"), front.how_long.as_deref());
    for (nth, alias) in front.aliases.iter().enumerate() {
        match alias {
            OrPlain::Plain(name) => field(Place::item("aliases", nth), Some(name)),
            OrPlain::Full(alias) => field(Place::part("aliases", nth, "name"), Some(&alias.name)),
        }
    }
    for (nth, change) in front.changes.iter().enumerate() {
        field(Place::part("changes", nth, "summary"), Some(&change.summary));
    }
    if let Some(image) = &front.image {
        let part = |sub| Place::Field { field: "image", nth: None, sub: Some(sub) };
        field(part("alt"), Some(&image.alt));
        field(part("caption"), image.caption.as_deref());
        field(part("credit"), image.credit.as_deref());
        field(part("license"), image.license.as_deref());
    }
    for (nth, help) in front.get_help.iter().enumerate() {
        field(Place::part("get_help", nth, "sign"), Some(&help.sign));
    }
    for (nth, row) in front.recovery.iter().enumerate() {
        field(Place::part("recovery", nth, "situation"), Some(&row.situation));
        field(Place::part("recovery", nth, "text"), row.text.as_deref());
    }
    for (nth, caution) in front.cautions.iter().enumerate() {
        field(Place::part("cautions", nth, "text"), Some(&caution.text));
    }
    for (nth, row) in front.not_recommended.iter().enumerate() {
        field(Place::part("not_recommended", nth, "for"), Some(&row.whom));
        field(Place::part("not_recommended", nth, "by"), row.by.as_deref());
        field(Place::part("not_recommended", nth, "text"), row.text.as_deref());
    }
}

/// Reports texts without quotes that end at ` #`: what follows is a comment to YAML. `fields` are those that contain words;
/// `offset` is where the YAML starts in its file.
pub(super) fn check_comments(
    yaml: &str,
    offset: usize,
    file: FileId,
    fields: Option<&[&str]>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        if comment(line).is_some() {
            lines.push((start, line));
        }
        start += line.len();
    }
    if lines.is_empty() {
        return;
    }
    let values = yaml_values(yaml);
    for (start, line) in lines {
        let marks = line.match_indices('#').map(|(at, _)| at).filter(|at| line[..*at].ends_with([' ', '\t']));
        let within = |at: usize| values.iter().any(|(_, range)| range.contains(&(start + at)));
        let Some(at) = marks.filter(|at| *at > 0).find(|at| !within(*at)) else { continue };
        let before = line[..at].trim_end();
        let end = start + before.len();
        let cut = values.iter().find(|(_, range)| {
            let value = yaml[range.clone()].trim_end();
            range.start + value.len() == end && !value.is_empty() && !value.starts_with(['"', '\'', '|', '>'])
        });
        let key = match cut {
            Some((key, _)) => key.as_deref(),
            // `summary: #1 cause`: the value is nothing but a comment.
            None if line[at + 1..].starts_with(|c: char| c.is_alphanumeric()) => {
                before.strip_suffix(':').and_then(|before| before.rsplit([' ', '{', ',']).next())
            }
            None => continue,
        };
        let known = fields.is_none_or(|fields| key.is_some_and(|key| fields.contains(&key)));
        if !known || before.ends_with(['"', '\'']) {
            continue;
        }
        let place = Place::span(offset + start + at..offset + start + line.trim_end().len());
        let subject = key.map_or_else(|| "this text".to_owned(), |key| format!("the text of `{key}`"));
        let message = format!("{subject} ends here: to YAML, a space and `#` start a comment");
        diagnostics.push(
            Diagnostic::new(&rules::CUT_TEXT, file, message)
                .at(place)
                .help("put the whole text in double quotes, or move the comment to a line of its own"),
        );
    }
}

/// Where a line may have a comment after something else.
fn comment(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let at = text.find(" #").or_else(|| text.find("\t#"))?;
    (!text.starts_with('#')).then_some(at)
}
