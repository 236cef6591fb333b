//! Names and ids: how they are compared and what they may hold.

use unicode_normalization::UnicodeNormalization;

/// A name as it is compared: lower case, accents folded, one space for any run of spaces and hyphens, straight
/// quotation marks. `Runner’s  Knee` and `runner's knee` are the same name.
pub fn normal_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match character {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2039}' | '\u{203a}' | '\'' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{300c}' | '\u{300d}' => out.push('"'),
            c if c.is_whitespace() || c == '-' || c == '\u{2010}' || c == '\u{2011}' || c == '\u{2013}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Names that a file system or the site keeps for itself.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "index",
];

/// Why `id` cannot be an id, if it cannot: ids are kebab-case ASCII of at most 100 characters, and neither a
/// device name of Windows nor a page that every site has.
pub fn valid_id(id: &str) -> Result<(), &'static str> {
    let kebab = !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !id.contains("--");
    let paged = id.strip_prefix("page-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if !kebab {
        Err("an id is made of small letters a to z, digits and single hyphens")
    } else if id.len() > 100 {
        Err("an id has at most 100 characters")
    } else if RESERVED.contains(&id) || paged {
        Err("this name is kept for the system")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_loosely() {
        assert_eq!(normal_name("Runner\u{2019}s  Knee"), "runner's knee");
        assert_eq!(normal_name("Self-care"), "self care");
        assert_eq!(normal_name("Ménière"), "meniere");
    }

    #[test]
    fn ids() {
        assert!(valid_id("knee-pain-2").is_ok());
        for bad in ["", "Knee", "a b", "a--b", "-a", "con", "index", "page-2", "kné"] {
            assert!(valid_id(bad).is_err(), "{bad}");
        }
    }
}
