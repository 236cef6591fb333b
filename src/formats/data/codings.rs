//! Codes of terminologies, as FHIR writes them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Code;

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

/// The URI of a terminology by its name for people. Sources: HL7 Terminology (terminology.hl7.org), "External Code Systems"
/// for LOINC, RxNorm and SNOMED CT, the code systems MeSH and icd10CM, and the metadata record of ICD-11 MMS; HL7 FHIR,
/// "Using ICD-[x] with FHIR" for ICD-10.
fn system(name: &str) -> Option<&'static str> {
    match name {
        "ICD-10" => Some("http://hl7.org/fhir/sid/icd-10"),
        "ICD-10-CM" => Some("http://hl7.org/fhir/sid/icd-10-cm"),
        "ICD-11" => Some("http://id.who.int/icd/release/11/mms"),
        "LOINC" => Some("http://loinc.org"),
        "MeSH" => Some("https://www.nlm.nih.gov/mesh"),
        "RxNorm" => Some("http://www.nlm.nih.gov/research/umls/rxnorm"),
        "SNOMED CT" => Some("http://snomed.info/sct"),
        _ => None,
    }
}
