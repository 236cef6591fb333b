//! The language of a book: whether its tag can be used, and in which direction it is written.

use icu_locale::subtags::{Region, region};
use icu_locale::{Direction, Locale, LocaleDirectionality};

const UK: Region = region!("UK");
const GB: Region = region!("GB");

/// Why a tag cannot be used, and what was probably meant.
pub(super) struct BadTag {
    pub meant: Option<String>,
}

/// Whether a tag is one of BCP 47 that browsers understand. Cases are free there, so they stay as they are written.
pub(super) fn check(tag: &str) -> Result<(), BadTag> {
    match tag.parse::<Locale>() {
        Ok(locale) if is_registered(&locale) && !tag.contains('_') => Ok(()),
        _ => Err(BadTag { meant: nearest(tag) }),
    }
}

/// Not in the registry, although they have the form of a tag: names of languages such as `english`, since no language
/// has a code of more than three letters, and `UK`, which is `GB` there.
fn is_registered(locale: &Locale) -> bool {
    locale.id.language.as_str().len() <= 3 && locale.id.region.is_none_or(|region| region != UK)
}

/// The tag that is nearest to what was written: `en-GB` for `en_GB.UTF-8`.
fn nearest(written: &str) -> Option<String> {
    let bare = written.split(['.', '@']).next().unwrap_or_default().trim().replace(['_', ' '], "-");
    let subtags: Vec<&str> = bare.split('-').filter(|subtag| !subtag.is_empty()).collect();
    (1..=subtags.len()).rev().find_map(|count| {
        let mut locale: Locale = subtags[..count].join("-").parse().ok()?;
        locale.id.region = locale.id.region.map(|region| if region == UK { GB } else { region });
        is_registered(&locale).then(|| locale.to_string())
    })
}

/// Whether a language is written from right to left, by its script or the one that it is most likely written in.
pub(super) fn is_right_to_left(tag: &str) -> bool {
    const DIRECTIONS: LocaleDirectionality = LocaleDirectionality::new_extended();
    let Ok(locale) = tag.parse::<Locale>() else { return false };
    DIRECTIONS.get(&locale.id) == Some(Direction::RightToLeft)
}

#[cfg(test)]
mod tests {
    use super::{check, is_right_to_left};

    #[test]
    fn tags_that_cannot_be_used_have_a_nearest_form() {
        let good = ["en", "en-GB", "pt-br", "zh-Hant-TW", "sr-Latn", "es-419", "de-1996", "ar-u-nu-latn", "uk", "ckb"];
        for tag in good {
            assert!(check(tag).is_ok(), "{tag}");
        }
        let bad = [
            ("en_GB", Some("en-GB")),
            ("en_GB.UTF-8", Some("en-GB")),
            ("de_DE@euro", Some("de-DE")),
            ("zh_hant_tw", Some("zh-Hant-TW")),
            ("en-UK", Some("en-GB")),
            ("uk_UA", Some("uk-UA")),
            ("en GB", Some("en-GB")),
            ("en-", Some("en")),
            ("en-England!", Some("en")),
            ("english", None),
            ("e", None),
            ("", None),
            ("العربية", None),
        ];
        for (tag, meant) in bad {
            assert_eq!(check(tag).err().map(|bad| bad.meant), Some(meant.map(str::to_owned)), "{tag}");
        }
    }

    #[test]
    fn directions_follow_the_script() {
        let right = "ar he fa ur yi ps sd ug dv ku-Arab ckb ks ar-EG iw az-Arab pa-PK pa-Arab nqo syr rhg ff-Adlm uz-AF und-Hebr";
        for tag in right.split(' ') {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in "en de en-GB ku tr az pa sd-Deva ar-Latn fa-Cyrl ff uz ja el ru und".split(' ') {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }
}
