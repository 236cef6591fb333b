//! Headings: stable ids that cannot meet the page's own.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Ids that the page around a body uses, or that would hide a property of the document in a script.
const RESERVED: &[&str] = &[
    "main",
    "top",
    "contents",
    "sources",
    "get-help",
    "related",
    "confused-with",
    "about",
    "further-reading",
    "contents-title",
    "search",
    "sheet",
    "clinic",
    "large-print",
    "page-title",
    "body",
    "head",
    "title",
    "location",
    "constructor",
    "config",
    "images",
    "forms",
    "links",
    "scripts",
    "cookie",
    "domain",
    "children",
];

/// Words to an address or id: letters and digits of any script in lower case, accents folded, runs of anything
/// else as one hyphen. Empty when nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '\u{2019}') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A free id for a heading with that text; `wanted` is the id that the author gave.
pub(super) fn free_id(text: &str, wanted: Option<&str>, taken: &mut BTreeMap<String, usize>) -> String {
    let base = slug(wanted.unwrap_or(text));
    let reserved = RESERVED.contains(&base.as_str())
        || ["source-", "cite-", "note-", "faq-", "card-", "footer-", "word-"]
            .iter()
            .any(|prefix| base.starts_with(prefix));
    let base = match (base.is_empty(), reserved) {
        (true, _) => "section".to_owned(),
        (_, true) => format!("section-{base}"),
        _ => base,
    };
    // How often a name was asked for, so that of thousands of equal headings each is looked at once.
    let mut n = taken.get(&base).copied().unwrap_or(0);
    loop {
        n += 1;
        let id = if n == 1 { base.clone() } else { format!("{base}-{n}") };
        if !taken.contains_key(&id) {
            taken.insert(base, n);
            taken.entry(id.clone()).or_insert(1);
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("How it feels", "how-it-feels"),
            ("Runner's knee (PFP)", "runners-knee-pfp"),
            ("Köhler  –  São", "kohler-sao"),
            ("膝の痛み", "膝の痛み"),
            ("?!", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn ids_are_unique_and_never_reserved() {
        let mut taken = BTreeMap::new();
        assert_eq!(free_id("Ice", None, &mut taken), "ice");
        assert_eq!(free_id("Ice", None, &mut taken), "ice-2");
        assert_eq!(free_id("Sources", None, &mut taken), "section-sources");
        assert_eq!(free_id("x", Some("cite-1"), &mut taken), "section-cite-1");
        assert_eq!(free_id("?", None, &mut taken), "section");
    }
}
