//! What a request asks for, and which file answers it.

use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

use super::FOLDER;
use super::codes::{Codes, Found};
use crate::model::{CodeSystem, code_key, written_code_system};

/// So often one parameter counts.
const REPEATS: usize = 9;

/// The file that answers a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The page for people; its script looks for the code.
    Page,
    /// An Atom feed for a code, or the empty one.
    Atom(Option<Found>),
    /// The same as JSON.
    Json(Option<Found>),
}

impl Answer {
    /// The file's address from the root of a site in that language.
    pub fn route(&self, language: &str) -> String {
        let (found, ending) = match self {
            Answer::Page => return format!("{FOLDER}/index.html"),
            Answer::Atom(found) => (found, "xml"),
            Answer::Json(found) => (found, "json"),
        };
        match found {
            Some(Found { system, code }) => format!("{FOLDER}/{}/{code}/{language}.{ending}", system.oid),
            None => format!("{FOLDER}/none.{ending}"),
        }
    }
}

/// Which system a code of a request belongs to.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// The request does not say.
    Silent,
    /// It says something that is no system of ours: then no code of ours is meant.
    Unknown,
    Known(&'static CodeSystem),
}

/// Which file a server gives for the parameters of a request, decoded (see [`parse_query`]).
///
/// `knowledgeResponseType` says which form; without one, or with any other, it is the page. The code: that of the
/// request exactly, of several the first; else, in the ICD, the nearest wider one. A code without a system must be a
/// code of the site exactly, since the same characters mean other things in other systems.
pub fn answer(query: &[(String, String)], codes: &Codes) -> Answer {
    let Some(ending) = response_type(query) else { return Answer::Page };
    let asked = asked(query);
    let exact = asked.iter().find_map(|(system, key)| match system {
        Asked::Known(system) => codes.exact(system, key),
        Asked::Silent => codes.systems().find_map(|system| codes.exact(system, key)),
        Asked::Unknown => None,
    });
    let found = exact.or_else(|| {
        asked.iter().find_map(|(system, key)| match system {
            Asked::Known(system) => codes.nearest(system, key),
            _ => None,
        })
    });
    ending(found)
}

/// What `knowledgeResponseType` stands for.
fn response_type(query: &[(String, String)]) -> Option<fn(Option<Found>) -> Answer> {
    let (_, wanted) = query.iter().find(|(name, _)| parameter(name) == "knowledgeresponsetype")?;
    // A plus that was not encoded arrives as a space.
    let wanted = wanted.trim().to_ascii_lowercase().replace(' ', "+");
    match wanted.split(';').next().unwrap_or_default().trim_end_matches('+') {
        "application/json" | "text/json" => Some(Answer::Json),
        "text/xml" | "application/xml" | "application/atom+xml" => Some(Answer::Atom),
        _ => None,
    }
}

/// The codes that a request asks for, in order, each with its system.
fn asked(query: &[(String, String)]) -> Vec<(Asked, String)> {
    // By form, number and repetition: `mainSearchCriteria.v.c`, `.c1`, `.c2` go with `.cs`, `.cs1`, `.cs2`. The form
    // `mainSearchCriteria.c.c` is that of earlier editions of the guide.
    let mut criteria: BTreeMap<(bool, Option<u32>, usize), (&str, &str)> = BTreeMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (name, value) in query {
        let name = parameter(name);
        let Some((old, code, number)) = criterion(&name) else { continue };
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times <= REPEATS {
            let row = criteria.entry((old, number, *times)).or_default();
            *(if code { &mut row.0 } else { &mut row.1 }) = value.trim();
        }
    }
    let rows = criteria.into_values().map(|(code, system)| {
        let asked = match written_code_system(system) {
            _ if system.is_empty() => Asked::Silent,
            Some(system) => Asked::Known(system),
            None => Asked::Unknown,
        };
        (asked, code_key(code))
    });
    rows.filter(|(_, key)| !key.is_empty()).collect()
}

/// Whether a parameter is a code or a code system of what is searched for: `(earlier form, code, number)`.
fn criterion(name: &str) -> Option<(bool, bool, Option<u32>)> {
    let rest = name.strip_prefix("mainsearchcriteria.")?;
    let (old, rest) = match rest.strip_prefix("v.c") {
        Some(rest) => (false, rest),
        None => (true, rest.strip_prefix("c.c")?),
    };
    let (code, number) = rest.strip_prefix('s').map_or((true, rest), |number| (false, number));
    match number.len() {
        0 => Some((old, code, None)),
        1 | 2 if number.bytes().all(|byte| byte.is_ascii_digit()) => Some((old, code, Some(number.parse().ok()?))),
        _ => None,
    }
}

/// The name of a parameter without what senders write differently: case, spaces, an ampersand written as in HTML.
fn parameter(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    name.strip_prefix("amp;").unwrap_or(&name).to_owned()
}

/// The parameters behind the `?` of an address, decoded as the URL standard says
/// (`application/x-www-form-urlencoded`): nothing is an error.
pub fn parse_query(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
