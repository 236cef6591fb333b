//! Terminologies whose codes entries carry: the names that record systems give them, and what a code looks like.

use super::check_digits::{loinc, verhoeff};

/// A code system.
#[derive(Debug)]
pub struct CodeSystem {
    /// The field of `codes` in front matter.
    pub field: &'static str,
    /// As it is written for people, and in [`Code`](super::Code).
    pub name: &'static str,
    /// By which the HL7 guide names it.
    pub oid: &'static str,
    /// By which FHIR names it.
    pub uri: &'static str,
    /// Other OIDs, addresses and names that senders use.
    pub others: &'static [&'static str],
    /// Whether a code stands for every longer code that begins with it.
    pub hierarchical: bool,
    pub layout: CodeLayout,
    /// An example for messages.
    pub example: &'static str,
    /// Whether a code without punctuation, in capitals, can be one of this system.
    is_key: fn(&str) -> bool,
}

/// Where a code has its punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeLayout {
    Plain,
    /// A dot after that many characters, where more follow.
    Dot(usize),
    /// A hyphen before the last character.
    CheckDigit,
}

/// Every system whose codes entries may carry.
///
/// OIDs and URIs: FHIR R4, "Named systems" (terminologies-systems.html); of MeSH and ICD-11 the records of HL7
/// Terminology (NamingSystem MeSH, with the older URI that it still lists, and ICD11MMS). HL7 gives ICD-11 no OID; the
/// one here is that of the French Agence du numérique en santé (CodeSystem terminologie-cim11-mms). The second OID of
/// LOINC is the one that MedlinePlus Connect takes for laboratory observations.
/// Other names: `ICD10CM` in MedlinePlus Connect's answers, abbreviations of the UMLS and of HL7 table 0396, and those
/// of the record systems GaiaEHR and OpenInfobutton.
pub static CODE_SYSTEMS: [CodeSystem; 7] = [
    CodeSystem {
        field: "icd10",
        name: "ICD-10",
        oid: "2.16.840.1.113883.6.3",
        uri: "http://hl7.org/fhir/sid/icd-10",
        others: &["http://id.who.int/icd/release/10", "I10"],
        hierarchical: true,
        layout: CodeLayout::Dot(3),
        example: "M25.5",
        is_key: is_icd10,
    },
    CodeSystem {
        field: "icd10cm",
        name: "ICD-10-CM",
        oid: "2.16.840.1.113883.6.90",
        uri: "http://hl7.org/fhir/sid/icd-10-cm",
        others: &["I10C"],
        hierarchical: true,
        layout: CodeLayout::Dot(3),
        example: "M25.561",
        is_key: is_icd10cm,
    },
    CodeSystem {
        field: "icd11",
        name: "ICD-11",
        oid: "2.16.840.1.113883.6.347",
        uri: "http://id.who.int/icd/release/11/mms",
        others: &["ICD-11-MMS"],
        hierarchical: true,
        layout: CodeLayout::Dot(4),
        example: "FA01.0",
        is_key: is_icd11,
    },
    CodeSystem {
        field: "loinc",
        name: "LOINC",
        oid: "2.16.840.1.113883.6.1",
        uri: "http://loinc.org",
        others: &["2.16.840.1.113883.11.79", "LN"],
        hierarchical: false,
        layout: CodeLayout::CheckDigit,
        example: "2093-3",
        is_key: loinc,
    },
    CodeSystem {
        field: "mesh",
        name: "MeSH",
        oid: "2.16.840.1.113883.6.177",
        uri: "https://www.nlm.nih.gov/mesh",
        others: &["MSH", "http://terminology.hl7.org/CodeSystem/MSH"],
        hierarchical: false,
        layout: CodeLayout::Plain,
        example: "D003715",
        is_key: is_mesh,
    },
    CodeSystem {
        field: "rxnorm",
        name: "RxNorm",
        oid: "2.16.840.1.113883.6.88",
        uri: "http://www.nlm.nih.gov/research/umls/rxnorm",
        others: &["RXCUI"],
        hierarchical: false,
        layout: CodeLayout::Plain,
        example: "197379",
        is_key: is_rxnorm,
    },
    CodeSystem {
        field: "snomed",
        name: "SNOMED CT",
        oid: "2.16.840.1.113883.6.96",
        uri: "http://snomed.info/sct",
        others: &["SNOMED", "SNOMEDCT_US", "SCT"],
        hierarchical: false,
        layout: CodeLayout::Plain,
        example: "38341003",
        is_key: is_snomed_concept,
    },
];

/// Systems are the same by their OID.
impl PartialEq for CodeSystem {
    fn eq(&self, other: &CodeSystem) -> bool {
        self.oid == other.oid
    }
}

impl Eq for CodeSystem {}

impl CodeSystem {
    /// Everything by which senders name it.
    pub fn written_names(&self) -> impl Iterator<Item = &'static str> {
        [self.oid, self.uri, self.name].into_iter().chain(self.others.iter().copied())
    }

    /// Its names in lower case and without punctuation. The page's script finds it so.
    pub fn names(&self) -> Vec<String> {
        self.written_names().map(name_key).collect()
    }

    /// A code as this system writes it, from one with other punctuation, letters or blanks; `None` if this system
    /// cannot have such a code.
    pub fn code(&self, written: &str) -> Option<String> {
        let key = code_key(written);
        if !(self.is_key)(&key) {
            return None;
        }
        let at = match self.layout {
            CodeLayout::Plain => key.len(),
            CodeLayout::Dot(at) => at.min(key.len()),
            CodeLayout::CheckDigit => key.len() - 1,
        };
        let (start, end) = key.split_at(at);
        let separator = match self.layout {
            _ if end.is_empty() => "",
            CodeLayout::CheckDigit => "-",
            _ => ".",
        };
        Some(format!("{start}{separator}{end}"))
    }
}

/// The system that a record system means: by an OID, its FHIR URI or a name, however punctuated; editions and
/// versions of a system are that system.
pub fn written_code_system(written: &str) -> Option<&'static CodeSystem> {
    let key = name_key(written);
    CODE_SYSTEMS.iter().find(|system| system.names().contains(&key))
}

/// A code without what senders write differently: case, dots, blanks, and the dashes and daggers around it. Of an
/// expression of several ICD-11 codes (`FA01.0&XK8G`, `A/B`) the first.
pub fn code_key(code: &str) -> String {
    let first = code.split(['&', '/']).next().unwrap_or(code);
    first.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A name without what senders write differently: scheme, version, case, punctuation. Dots stay, since they make OIDs.
fn name_key(written: &str) -> String {
    let name = written.trim().to_ascii_lowercase();
    let name = ["urn:oid:", "oid:", "http://", "https://"]
        .into_iter()
        .find_map(|start| name.strip_prefix(start))
        .unwrap_or(&name);
    let name = name.split('|').next().unwrap_or(name);
    let edition = name.starts_with("snomed.info/sct/");
    let parts = name.split('/').filter(|part| !is_release(part)).take(if edition { 2 } else { usize::MAX });
    let letters = parts.flat_map(str::chars).filter(|c| c.is_ascii_alphanumeric() || *c == '.');
    letters.collect::<String>().trim_matches('.').to_owned()
}

/// `2024` and `2024-01`, as WHO puts them into its URIs.
fn is_release(part: &str) -> bool {
    let (year, month) = part.split_once('-').unwrap_or((part, "00"));
    let digits = |text: &str, length| text.len() == length && is_digits(text);
    digits(year, 4) && digits(month, 2)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A letter, two digits, and up to two characters more. The last may be a letter: Sweden's edition has `M54.5K`.
fn is_icd10(key: &str) -> bool {
    let bytes = key.as_bytes();
    (3..=5).contains(&key.len()) && bytes[0].is_ascii_uppercase() && is_digits(&key[1..key.len().min(4)])
}

/// A letter, a digit, a digit or `A` or `B` (`C7A`), and up to four characters more.
fn is_icd10cm(key: &str) -> bool {
    let bytes = key.as_bytes();
    (3..=7).contains(&key.len())
        && bytes[0].is_ascii_uppercase()
        && bytes[1].is_ascii_digit()
        && (bytes[2].is_ascii_digit() || matches!(bytes[2], b'A' | b'B'))
}

/// A stem code: of its first four characters the second is a letter and the third a digit; no `I` and `O`, which look
/// like digits (WHO, ICD-11 Reference Guide, "Code structure").
fn is_icd11(key: &str) -> bool {
    let bytes = key.as_bytes();
    (4..=6).contains(&key.len())
        && bytes[1].is_ascii_uppercase()
        && bytes[2].is_ascii_digit()
        && !key.contains(['I', 'O'])
}

/// The unique id of a heading, a supplementary record or a qualifier, and no number of the tree.
fn is_mesh(key: &str) -> bool {
    matches!(key.len(), 7 | 10) && key.starts_with(['C', 'D', 'Q']) && is_digits(&key[1..])
}

fn is_rxnorm(key: &str) -> bool {
    key.len() <= 8 && is_digits(key) && !key.starts_with('0')
}

/// The id of a concept: its last digit is the check digit, the two before it say that it is no description or relation
/// (SNOMED CT Release File Specification, "SCTID").
fn is_snomed_concept(key: &str) -> bool {
    (6..=18).contains(&key.len())
        && is_digits(key)
        && !key.starts_with('0')
        && matches!(&key[key.len() - 3..key.len() - 1], "00" | "10")
        && verhoeff(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(field: &str, written: &str) -> Option<String> {
        CODE_SYSTEMS.iter().find(|system| system.field == field).expect("a system").code(written)
    }

    #[test]
    fn every_example_is_a_code() {
        for system in &CODE_SYSTEMS {
            assert_eq!(system.code(system.example).as_deref(), Some(system.example), "{}", system.name);
        }
    }

    #[test]
    fn writes_codes_as_their_system_does() {
        for (field, written, right) in [
            ("icd10", "M17", "M17"),
            ("icd10", "m17.1", "M17.1"),
            ("icd10", "M17.-", "M17"),
            ("icd10", "M01.1*", "M01.1"),
            ("icd10", "M545K", "M54.5K"),
            ("icd10cm", " M25561 ", "M25.561"),
            ("icd10cm", "m25.561", "M25.561"),
            ("icd10cm", "S83.511A", "S83.511A"),
            ("icd10cm", "C7a.1", "C7A.1"),
            ("icd10cm", "T360X1A", "T36.0X1A"),
            ("icd11", "fa010", "FA01.0"),
            ("icd11", "FA01.0&XK8G", "FA01.0"),
            ("icd11", "ME84.2Z", "ME84.2Z"),
            ("loinc", "20933", "2093-3"),
            ("loinc", "2093–3", "2093-3"),
            ("mesh", "d003715", "D003715"),
            ("rxnorm", "197 379", "197379"),
            ("snomed", "38341003 ", "38341003"),
        ] {
            assert_eq!(code(field, written).as_deref(), Some(right), "{field} {written}");
        }
    }

    #[test]
    fn rejects_what_a_system_cannot_have() {
        for (field, written) in [
            ("icd10", "17.1"),
            ("icd10", "MM7.1"),
            ("icd10", "M17.123"),
            ("icd10", "M15-M19"),
            ("icd10", "M2S.5"),
            ("icd10cm", "M25.56112"),
            ("icd10cm", "MO5.1"),
            ("icd10cm", "M1"),
            ("icd11", "M25.56"),
            ("icd11", "FAO1"),
            ("icd11", "FA01.012"),
            ("loinc", "2093-4"),
            ("loinc", "3"),
            ("mesh", "C05.550.518"),
            ("mesh", "D3715"),
            ("rxnorm", "RX197"),
            ("rxnorm", "0197"),
            ("snomed", "38341004"),
            ("snomed", "83341003"),
            ("snomed", "064572001"),
            ("snomed", "751689013"),
            ("snomed", "–"),
            ("rxnorm", ""),
            ("icd10", "é17"),
        ] {
            assert_eq!(code(field, written), None, "{field} {written}");
        }
    }
}
