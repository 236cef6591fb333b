//! Codes of terminologies, as FHIR writes them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{CODE_SYSTEMS, Code};

/// A code of a terminology.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Coding<'a> {
    /// The URI of the terminology in FHIR.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<&'static str>,
    /// The name of the terminology for people, such as `ICD-10-CM`.
    pub system_name: &'static str,
    /// The code, as the book has it.
    pub code: &'a str,
}

impl<'a> From<&'a Code> for Coding<'a> {
    fn from(code: &'a Code) -> Coding<'a> {
        Coding { system: system(code.system), system_name: code.system, code: &code.value }
    }
}

/// The URI of a terminology by its name for people.
fn system(name: &str) -> Option<&'static str> {
    CODE_SYSTEMS.iter().find(|system| system.name == name).map(|system| system.uri)
}
