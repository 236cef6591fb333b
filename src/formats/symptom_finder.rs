//! What the symptom finder filters, as a script that hands it over.

use super::script::for_script;
use crate::pages::{Book, finder_data};

/// `symptom-finder/data.js`. Its parts are described at `pages::FinderData`.
pub(super) fn data(book: &Book) -> Vec<u8> {
    let json = serde_json::to_string(&finder_data(book)).expect("texts and numbers become JSON");
    format!("carebookSymptoms({});\n", for_script(&json)).into_bytes()
}
