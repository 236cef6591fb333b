//! `carebook schema`.

use super::Outcome;
use super::args::SchemaOf;
use super::output::Output;
use crate::config::BookToml;
use crate::formats::data_schema;
use crate::model::front_schema;

pub(super) fn run(of: SchemaOf, output: &Output) -> Outcome {
    let schema = match of {
        SchemaOf::Book => schemars::schema_for!(BookToml).to_value(),
        SchemaOf::Data => data_schema(),
        SchemaOf::Entry(kind) => front_schema(kind),
    };
    match serde_json::to_string_pretty(&schema) {
        Ok(text) => {
            output.say(&text);
            Outcome::Done
        }
        Err(error) => {
            output.fail(&format!("the schema cannot be printed: {error}"));
            Outcome::Environment
        }
    }
}
