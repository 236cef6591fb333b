//! Terminologies whose codes entries bear, and how record systems name them.

/// A code system.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeSystem {
    /// As it is written for people, and in [`Code`](super::Code).
    pub name: &'static str,
    /// By which the HL7 guide names it.
    pub oid: &'static str,
    /// By which FHIR names it.
    pub uri: &'static str,
    /// Other names that senders use, as [`name_key`] leaves them.
    others: &'static [&'static str],
    /// Whether a code stands for every longer code that begins with it.
    pub hierarchical: bool,
}

/// Every system whose codes entries may bear.
///
/// OIDs and URIs: FHIR R4, "Named systems" (terminologies-systems.html); of MeSH and ICD-11 the records of HL7
/// Terminology (NamingSystem MeSH, with the older URI that it still lists, and ICD11MMS). HL7 gives ICD-11 no OID; the
/// one here is that of the French Agence du numérique en santé (CodeSystem terminologie-cim11-mms).
/// Other names: `ICD10CM` in MedlinePlus Connect's answers, abbreviations of the UMLS, and those of the record systems
/// GaiaEHR and OpenInfobutton.
pub static CODE_SYSTEMS: [CodeSystem; 7] = [
    CodeSystem {
        name: "ICD-10",
        oid: "2.16.840.1.113883.6.3",
        uri: "http://hl7.org/fhir/sid/icd-10",
        others: &["id.who.inticdrelease10"],
        hierarchical: true,
    },
    CodeSystem {
        name: "ICD-10-CM",
        oid: "2.16.840.1.113883.6.90",
        uri: "http://hl7.org/fhir/sid/icd-10-cm",
        others: &[],
        hierarchical: true,
    },
    CodeSystem {
        name: "ICD-11",
        oid: "2.16.840.1.113883.6.347",
        uri: "http://id.who.int/icd/release/11/mms",
        others: &["icd11mms"],
        hierarchical: true,
    },
    CodeSystem {
        name: "LOINC",
        oid: "2.16.840.1.113883.6.1",
        uri: "http://loinc.org",
        others: &["ln"],
        hierarchical: false,
    },
    CodeSystem {
        name: "MeSH",
        oid: "2.16.840.1.113883.6.177",
        uri: "https://www.nlm.nih.gov/mesh",
        others: &["msh", "terminology.hl7.orgcodesystemmsh"],
        hierarchical: false,
    },
    CodeSystem {
        name: "RxNorm",
        oid: "2.16.840.1.113883.6.88",
        uri: "http://www.nlm.nih.gov/research/umls/rxnorm",
        others: &["rxcui"],
        hierarchical: false,
    },
    CodeSystem {
        name: "SNOMED CT",
        oid: "2.16.840.1.113883.6.96",
        uri: "http://snomed.info/sct",
        others: &["snomed", "snomedctus"],
        hierarchical: false,
    },
];

impl CodeSystem {
    /// Everything by which senders name it, in lower case and without punctuation. The page's script finds it so.
    pub fn names(&self) -> Vec<String> {
        let own = [self.oid, self.uri, self.name].into_iter().map(name_key);
        own.chain(self.others.iter().map(|&name| name.to_owned())).collect()
    }
}

/// The system that a record system means: by its OID, its FHIR URI or a name, however punctuated; editions and
/// versions of a system are that system.
pub fn written_code_system(written: &str) -> Option<&'static CodeSystem> {
    let key = name_key(written);
    CODE_SYSTEMS.iter().find(|system| system.names().contains(&key))
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
    let digits = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2)
}
