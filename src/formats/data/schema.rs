//! `schema.json`: the JSON Schema of all files, made from the structs that are written.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

use super::entry::Entry;
use super::index::Index;
use super::listings::{BodySitesListing, CodesListing, GlossaryListing, Listing, NamesListing, SourcesListing};
use super::relations::Relations;

/// The JSON Schema (draft 2020-12) of the files below `data/v1/`. Each of them names the part that describes it.
pub fn data_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(RecursiveTransform(exact));
    let mut generator = settings.into_generator();
    let files = [
        generator.subschema_for::<Index>(),
        generator.subschema_for::<Entry>(),
        generator.subschema_for::<Listing>(),
        generator.subschema_for::<NamesListing>(),
        generator.subschema_for::<CodesListing>(),
        generator.subschema_for::<BodySitesListing>(),
        generator.subschema_for::<SourcesListing>(),
        generator.subschema_for::<GlossaryListing>(),
        generator.subschema_for::<Relations>(),
    ];
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Data of a book made by Carebook, version 1",
        "description": "Within this version members are added, and none is renamed, removed or given another meaning.",
        "anyOf": files,
        "$defs": generator.take_definitions(true),
    })
}

/// What is missing is left out, so nothing is ever null; and the sizes of numbers in Rust are no formats of JSON Schema.
fn exact(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf") {
        choices.retain(|choice| choice["type"] != "null");
        if let [only] = choices.as_slice()
            && let Some(reference) = only.get("$ref").cloned()
        {
            object.remove("anyOf");
            object.insert("$ref".to_owned(), reference);
        }
    }
    let is_size = |format: &Value| format.as_str().is_some_and(|name| name.trim_start_matches('u').starts_with("int"));
    if object.get("format").is_some_and(is_size) {
        object.remove("format");
    }
}
