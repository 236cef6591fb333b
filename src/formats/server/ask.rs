//! How a request for patient education is read, in regular expressions that PCRE and ECMAScript share. They follow the
//! page's script and `formats::infobutton`, as far as patterns can: of several codes a server reads the first, and
//! letters and digits must not be percent-encoded.
//!
//! Only letters and digits of a code get into a path, beside punctuation that is put in here, and a code system gets
//! there by its own OID. So no request leads out of the folder.

use super::shared::literal;
use crate::model::{CodeLayout, CodeSystem};

/// How many characters a code may lose in the search for what it is a kind of: the longest codes of ICD-10-CM have
/// seven characters beside the dot, and three always stay.
const STEPS: usize = 4;

/// Forms of an answer and what asks for them; anything else gets the page.
pub(super) const FORMS: &[(&str, &str)] = &[
    ("json", "(?:application|text)SLASHjson"),
    ("xml", "(?:(?:text|application)SLASHxml|applicationSLASHatomPLUSxml)"),
];

/// The two forms of the name of a criterion, by which the present one goes over the earlier one.
pub(super) const CRITERIA: &[&str] = &["c", "v"];

/// The system of a request that names none.
pub(super) const ANY: &str = "any";

const SLASH: &str = "(?:/|%2F)";
const BLANK: &str = r"(?:\+|%20|%09)";
/// Between the letters of a name.
const GAP: &str = r"(?:[-_+()]|%20|%2D|%5F){0,2}";
/// Anything but letters, digits, and what ends a code: an ampersand or slash.
const JUNK: &str =
    "(?:[^0-9A-Za-z&/%]|%(?:[0189a-f][0-9a-f]|2[0-57-9a-e]|3[a-f]|40|5[b-f]|60|7[b-f])|%(?![0-9a-f]{2}))";

/// A parameter of a query. Its name may be encoded, and follow a blank or an ampersand as HTML writes it.
fn parameter(name: &str, value: &str) -> String {
    filled(&format!("(?:^|&){}{value}BLANK*(?:&|$)", start(name)))
}

/// A parameter, of several with this name the first.
fn first_parameter(name: &str, value: &str) -> String {
    let start = start(name);
    filled(&format!("^(?:(?!{start})[^&]*&)*{start}{value}BLANK*(?:&|$)"))
}

fn start(name: &str) -> String {
    format!("(?:amp;)?BLANK*{}=BLANK*", name.replace('.', "DOT"))
}

fn filled(pattern: &str) -> String {
    pattern
        .replace("SLASH", SLASH)
        .replace("BLANK", BLANK)
        .replace("JUNK", JUNK)
        .replace("PLUS", r"(?:\+|%2B|%20)")
        .replace("COLON", "(?::|%3A)")
        .replace("DOT", r"(?:\.|%2E)")
}

/// Matches a query that asks for a form of [`FORMS`].
pub(super) fn form(value: &str) -> String {
    parameter("knowledgeResponseType", &format!("{value}(?:BLANK*(?:;|%3B)[^&]*)?"))
}

/// Captures the form that a query asks for, where one pattern must do for all.
pub(super) fn any_form() -> String {
    form("(?:application|text)SLASH(?:atomPLUS)?(json|xml)")
}

/// Matches a query in a language, or in that of a region where it is spoken.
pub(super) fn language(tag: &str) -> String {
    let tag = literal(tag).replace('-', "(?:[-_]|%2D)");
    parameter("informationRecipient.languageCode.c", &format!("{tag}(?:(?:[-_]|%2D)[0-9A-Za-z-]+)?"))
}

/// Captures the letters and digits of a code as three parts of it: `M25`, `561` and nothing, for `M25.561`.
pub(super) fn code(criterion: &str) -> String {
    let part = "([0-9A-Za-z]{0,20})";
    let first = "([0-9A-Za-z]{1,20})";
    let value = format!("JUNK{{0,9}}{first}JUNK{{0,9}}{part}JUNK{{0,9}}{part}JUNK{{0,9}}(?:(?:/|%2F|%26)[^&]*)?");
    parameter(&format!("mainSearchCriteria.{criterion}.c[0-9]{{0,2}}"), &value)
}

/// Matches a query that names a code system.
pub(super) fn any_system(criterion: &str) -> String {
    parameter(&format!("mainSearchCriteria.{criterion}.cs[0-9]{{0,2}}"), "(?!BLANK)[^&]+")
}

/// Matches a query that names this code system.
pub(super) fn system(criterion: &str, system: &CodeSystem) -> String {
    let names: Vec<String> = system.written_names().map(name).collect();
    let value = format!(r"(?:{})(?:(?:\||%7C)[^&]*)?", names.join("|"));
    first_parameter(&format!("mainSearchCriteria.{criterion}.cs[0-9]{{0,2}}"), &value)
}

/// A name of a code system as senders write it: `urn:oid:` before an OID, `https` for `http`, a release within an
/// address of WHO or after any address, and words of a name together or apart.
fn name(written: &str) -> String {
    const RELEASE: &str = "[0-9]{4}(?:(?:-|%2D)[0-9]{2})?";
    let letters = |text: &str| literal(text).replace(r"\.", "DOT").replace('-', "(?:-|%2D)");
    if let Some((_, address)) = written.split_once("://") {
        let parts: Vec<String> = address.split('/').map(letters).collect();
        let address = parts.join(&format!("SLASH(?:{RELEASE}SLASH)?"));
        let edition = if address.contains("snomed") { "(?:SLASH[^&|]*)?" } else { "" };
        return format!("(?:https?COLONSLASH{{2}})?{address}(?:SLASH{RELEASE})?SLASH?{edition}");
    }
    if written.contains('.') {
        return format!("(?:(?:urnCOLON)?oidCOLON)?{}", letters(written));
    }
    let letters: Vec<String> = written.chars().filter(char::is_ascii_alphanumeric).map(String::from).collect();
    letters.join(GAP)
}

/// Where the file of a code is, by the request.
pub(super) struct Lookup {
    pub system: &'static CodeSystem,
    /// Whether the request names no system.
    pub any: bool,
    /// Matches the letters and digits of a code, and captures the parts of the code of the file.
    pub key: String,
    /// What stands between these parts, if there are two.
    pub separator: Option<char>,
}

impl Lookup {
    /// The folder of the code, by what writes a capture.
    pub fn folder(&self, capture: impl Fn(usize) -> String) -> String {
        let end = self.separator.map_or_else(String::new, |separator| format!("{separator}{}", capture(2)));
        format!("{}/{}{end}", self.system.oid, capture(1))
    }
}

/// Where to look for a code, in this order: in the system that the request names, then what the code is a kind of; or,
/// if it names none, in every system, for the code alone.
pub(super) fn lookups(systems: &[&'static CodeSystem]) -> Vec<Lookup> {
    let mut all = Vec::new();
    for system in systems {
        for cut in 0..=if system.hierarchical { STEPS } else { 0 } {
            all.extend(keys(system, cut).into_iter().map(|(key, separator)| Lookup {
                system,
                any: false,
                key,
                separator,
            }));
        }
    }
    for system in systems {
        all.extend(keys(system, 0).into_iter().map(|(key, separator)| Lookup { system, any: true, key, separator }));
    }
    all
}

/// Patterns for a code without punctuation of which some characters are cut off.
fn keys(system: &CodeSystem, cut: usize) -> Vec<(String, Option<char>)> {
    const ONE: &str = "[0-9A-Za-z]";
    // No code of an ICD is longer, and a code of something else under a wrong name leads nowhere.
    let (short, lost) = if cut == 0 {
        (String::new(), String::new())
    } else {
        (format!("(?={ONE}{{4,7}}$)"), format!("{ONE}{{{cut}}}"))
    };
    match system.layout {
        CodeLayout::Plain => vec![(format!("({ONE}+)"), None)],
        CodeLayout::CheckDigit => vec![(format!("({ONE}+)({ONE})"), Some('-'))],
        CodeLayout::Dot(at) => vec![
            (format!("{short}({ONE}{{{at}}})({ONE}+){lost}"), Some('.')),
            (format!("{short}({ONE}{{3,{at}}}){lost}"), None),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CODE_SYSTEMS, written_code_system};
    use fancy_regex::Regex;

    fn matches(pattern: &str, query: &str) -> bool {
        Regex::new(&format!("(?i){pattern}")).expect("a pattern").is_match(query).expect("an end")
    }

    /// Servers know a system by the names by which the page knows it.
    #[test]
    fn systems_are_known_by_the_names_of_the_table() {
        let spelled = |name: &str| {
            let encoded = name.replace('/', "%2F").replace(':', "%3a");
            [name.to_owned(), name.to_lowercase(), format!("+{name}%20"), format!("{name}|2024"), encoded]
        };
        for system in &CODE_SYSTEMS {
            let pattern = super::system("v", system);
            assert!(pattern.len() < 4000, "nginx reads no longer words");
            for written in CODE_SYSTEMS.iter().flat_map(CodeSystem::written_names).flat_map(spelled) {
                let query = format!("mainSearchCriteria.v.cs={}", written.replace(' ', "+"));
                let plain = written.trim_start_matches('+').replace("%20", "").replace("%2F", "/").replace("%3a", ":");
                let known = written_code_system(&plain) == Some(system);
                assert_eq!(matches(&pattern, &query), known, "{written} as {}", system.name);
            }
        }
    }

    #[test]
    fn codes_are_read_in_parts() {
        let pattern = Regex::new(&format!("(?i){}", code("v"))).expect("a pattern");
        let read = |value: &str| {
            let query = format!("a=b&mainSearchCriteria.v.c={value}&c=d");
            let found = pattern.captures(&query).expect("an end")?;
            Some((1..=3).map(|nth| found.get(nth).map_or("", |part| part.as_str()).to_owned()).collect::<String>())
        };
        for value in
            ["M25.561", "M25%2E561", "M25561", "M25.561%20", "+M25.561", "M25.561%E2%80%A0", "M25.561%", "M25-561.-"]
        {
            assert_eq!(read(value).as_deref(), Some("M25561"), "{value}");
        }
        assert_eq!(read("FA01.0%26XK8G").as_deref(), Some("FA010"));
        for value in ["", "..", "../M25.561", "%2e%2e%2fM25", "%00"] {
            assert_eq!(read(value), None, "{value}");
        }
    }
}
