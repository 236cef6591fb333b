//! Abbreviations in a text, by their capitals.

use std::ops::Range;

/// An abbreviation in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation<'a> {
    /// Without an `s` of a plural.
    pub name: &'a str,
    /// Offsets in the text, with all that belongs to the word.
    pub range: Range<usize>,
}

/// The abbreviations of a text: words of 2 to 6 capitals, with digits, `&` and hyphens, in the plural or not. Of a word
/// with small letters behind a hyphen, such as "MRI-guided", the part in capitals counts.
pub fn abbreviations(text: &str) -> impl Iterator<Item = Abbreviation<'_>> {
    let start = text.as_ptr() as usize;
    let word = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | '\'' | '\u{2019}'));
    let capitals = |word: &&str| word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
    text.split(word).filter(capitals).flat_map(parts).filter_map(move |part| {
        let name = name(part)?;
        let at = part.as_ptr() as usize - start;
        Some(Abbreviation { name, range: at..at + part.len() })
    })
}

/// The word itself, or what its hyphens part, if not all of it is in capitals.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")).unwrap_or(word);
    let small = |part: &str| part.contains(char::is_lowercase) && name(part).is_none();
    let apart = word.split('-').any(small);
    let whole = (!apart).then_some(word);
    whole.into_iter().chain(word.split('-').filter(move |_| apart))
}

/// An abbreviation without the `s` of a plural; `None` for any other word.
fn name(part: &str) -> Option<&str> {
    let name = part.strip_suffix('s').unwrap_or(part);
    let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'&' | b'-');
    let in_a_row = name.split('-').any(|part| part.bytes().filter(u8::is_ascii_uppercase).count() > 1);
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    (name.bytes().all(fits) && in_a_row && (2..=6).contains(&letters)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_abbreviation() {
        for (text, wanted) in [
            ("An MRI, two NSAIDs and COX-2.", vec!["MRI", "NSAID", "COX-2"]),
            ("(ACL) A&E \u{201c}PFP\u{201d}; NHS's", vec!["ACL", "A&E", "PFP", "NHS"]),
            ("MRI-guided, non-NHS, X-ray, T-shirt", vec!["MRI", "NHS"]),
            ("CT/MRI and CT\u{2013}MRI", vec!["CT", "MRI", "CT", "MRI"]),
            ("I am A. Vitamin B12, L4, C5-C6, pH, mmHg, McMurray, J.K.", vec![]),
            ("ABCDEFGH is no abbreviation; nor is U.S. or e.g. this.", vec![]),
        ] {
            let found: Vec<Abbreviation> = abbreviations(text).collect();
            let names: Vec<&str> = found.iter().map(|found| found.name).collect();
            assert_eq!(names, wanted, "{text}");
            assert!(found.iter().all(|found| text[found.range.clone()].starts_with(found.name)));
        }
    }
}
