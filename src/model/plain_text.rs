//! Fields that contain plain text: markup in them, and text that a comment cuts off.

use super::front::{Front, OrPlain};
use crate::data::{CutText, cut_texts};
use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::markdown::markup;

/// Fields of front matter that contain words for readers.
pub(super) const FRONT_FIELDS: &[&str] = &[
    "aliases",
    "alt",
    "by",
    "caption",
    "credit",
    "for",
    "how_long",
    "how_often",
    "license",
    "name",
    "sign",
    "situation",
    "summary",
    "text",
    "title",
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

/// Reports texts that a comment cuts off. `fields` are those that contain words; `offset` is where the YAML starts in its file.
pub(super) fn check_comments(
    yaml: &str,
    offset: usize,
    file: FileId,
    fields: Option<&[&str]>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend(cut_texts(yaml, fields).into_iter().map(|cut| {
        let place = Place::span(cut.comment.start + offset..cut.comment.end + offset);
        Diagnostic::new(&rules::CUT_TEXT, file, cut.message()).at(place).help(CutText::HELP)
    }));
}
