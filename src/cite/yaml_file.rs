//! Hayagriva's own YAML: a map from keys to records. Besides its fields a record may have `keywords`.

use rustc_hash::FxHashMap;
use serde_json::Value;
use std::ops::Range;

use super::contained::contained;
use super::library::Record;
use crate::data;
use crate::diag::{Diagnostic, FileId, Place, UnreadNames, YamlTree, rules};

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

/// Levels of lists and mappings in a record; each parent takes one or two.
const NESTING: usize = 20;
/// Values of a record, with those of its parents.
const VALUES: usize = 5_000;

/// Reads a file. `unread` gets the keys of records that cannot be read.
pub(super) fn read(
    text: &str,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
    unread: &mut UnreadNames,
) -> Vec<Record> {
    let (value, problems) = data::parse_yaml::<serde_json::Map<String, Value>>(text, 1);
    if value.is_none() {
        unread.add_text(text);
    }
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
    let mut read = Vec::with_capacity(records.len());
    let tree = YamlTree::new(text);
    let places: FxHashMap<&str, Range<usize>> = tree.fields().collect();
    for (key, value) in records {
        let place = places.get(key.as_str()).cloned().map_or(Place::File, Place::span);
        match record(&key, value, place) {
            Ok(record) => read.push(record),
            Err((reason, place)) => {
                let message = format!("the source `{key}` cannot be read{reason}");
                diagnostics.push(Diagnostic::new(&rules::BIBLIOGRAPHY, file, message).at(place));
                unread.add(&key);
            }
        }
    }
    read
}

fn record(key: &str, mut value: Value, place: Place) -> Result<Record, (String, Place)> {
    if !is_small(&value) {
        return Err((": its values are nested too deeply, or too many".to_owned(), place));
    }
    let keywords = keywords(value.as_object_mut().and_then(|fields| fields.remove("keywords")));
    // One record alone, so that a broken one does not take the others with it. JSON is YAML.
    let mut alone = serde_json::Map::new();
    alone.insert(key.to_owned(), value);
    let alone = Value::Object(alone).to_string();
    let read = contained(|| hayagriva::io::from_yaml_str(&alone).map(|library| library.into_iter().next()));
    match read {
        Some(Ok(Some(entry))) => {
            let dated = entry.date_any().is_some();
            let written = Vec::new();
            let (read_on, url, incomplete) = (false, None, false);
            Ok(Record { entry, keywords, dated, read_on, url, written, place, incomplete })
        }
        Some(Err(error)) => {
            let said = error.to_string();
            // Its line and column are those of the record alone.
            let said = said.split(" at line").next().unwrap_or(&said);
            let said = said.split(", expected one of").next().unwrap_or(said);
            let said = said.strip_prefix(&format!("{key}.")).unwrap_or(said);
            Err((format!(": {said}"), place))
        }
        Some(Ok(None)) | None => Err((String::new(), place)),
    }
}

/// Whether a record can be given to libraries that recurse into it. The parser of the file bounds how deep it is.
fn is_small(value: &Value) -> bool {
    let mut open = vec![(value, 1)];
    let mut count = 0;
    while let Some((value, depth)) = open.pop() {
        count += 1;
        if depth > NESTING || count > VALUES {
            return false;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(fields) => open.extend(fields.values().map(|field| (field, depth + 1))),
            _ => {}
        }
    }
    true
}

fn keywords(value: Option<Value>) -> Vec<String> {
    let word = |value: &Value| value.as_str().map(|word| word.trim().to_lowercase());
    match value {
        Some(Value::Array(words)) => words.iter().filter_map(word).collect(),
        Some(Value::String(words)) => words.split(',').map(|word| word.trim().to_lowercase()).collect(),
        _ => Vec::new(),
    }
}
