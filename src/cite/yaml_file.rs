//! Hayagriva's own YAML: a map from keys to records. Besides its fields a record may have `keywords`.

use serde_json::Value;

use super::library::Record;
use crate::data;
use crate::diag::{Diagnostic, FileId, Place, Step, locate_path, rules};

/// Fields that contain words for readers.
const TEXTS: &[&str] = &[
    "abstract",
    "affiliated",
    "author",
    "editor",
    "genre",
    "location",
    "note",
    "organization",
    "publisher",
    "title",
    "value",
];

pub(super) fn read(text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Record> {
    let (value, problems) = data::parse_yaml::<serde_json::Map<String, Value>>(text);
    for problem in problems {
        let place = problem.span.map_or(Place::File, Place::span);
        diagnostics.push(Diagnostic::new(&rules::BIBLIOGRAPHY, file, problem.message).at(place).help_if(problem.help));
    }
    if value.is_some() {
        diagnostics.extend(data::cut_texts(text, Some(TEXTS)).into_iter().map(|cut| {
            let place = Place::span(cut.comment.clone());
            Diagnostic::new(&rules::CUT_TEXT, file, cut.message()).at(place).help(data::CutText::HELP)
        }));
    }
    let records = value.unwrap_or_default();
    records.into_iter().filter_map(|(key, value)| record(key, value, text, file, diagnostics)).collect()
}

fn record(
    key: String,
    mut value: Value,
    text: &str,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let keywords = keywords(value.as_object_mut().and_then(|fields| fields.remove("keywords")));
    let place = locate_path(text, &[Step::Key(&key)]).map_or(Place::File, Place::span);
    // One record alone, so that a broken one does not take the others with it. JSON is YAML.
    let mut alone = serde_json::Map::new();
    alone.insert(key.clone(), value);
    let read = hayagriva::io::from_yaml_str(&Value::Object(alone).to_string());
    match read.map(|library| library.into_iter().next()) {
        Ok(entry) => entry.map(|entry| {
            let dated = entry.date_any().is_some();
            Record { entry, keywords, dated, written: Vec::new(), place }
        }),
        Err(error) => {
            let said = error.to_string();
            // Its line and column are those of the record alone.
            let said = said.split(" at line").next().unwrap_or(&said);
            let said = said.split(", expected one of").next().unwrap_or(said);
            let said = said.strip_prefix(&format!("{key}.")).unwrap_or(said);
            let message = format!("the source `{key}` cannot be read: {said}");
            diagnostics.push(Diagnostic::new(&rules::BIBLIOGRAPHY, file, message).at(place));
            None
        }
    }
}

fn keywords(value: Option<Value>) -> Vec<String> {
    let word = |value: &Value| value.as_str().map(|word| word.trim().to_lowercase());
    match value {
        Some(Value::Array(words)) => words.iter().filter_map(word).collect(),
        Some(Value::String(words)) => words.split(',').map(|word| word.trim().to_lowercase()).collect(),
        _ => Vec::new(),
    }
}
