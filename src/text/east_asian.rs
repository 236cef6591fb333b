//! Characters of scripts that are written without spaces between words.

use unicode_normalization::char::is_combining_mark;

/// Whether a character is wide, full-width or half-width (UAX #11), without emoji; Hangul counts.
pub fn is_east_asian(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x2e80..=0x2fff | 0x3001..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7ff
        | 0xf900..=0xfaff | 0xfe10..=0xfe1f | 0xfe30..=0xfe6f | 0xff01..=0xffef | 0x16fe0..=0x18dff | 0x1aff0..=0x1b2ff
        | 0x1f200..=0x1f265 | 0x20000..=0x3fffd)
}

/// Korean has spaces between words.
fn is_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x3130..=0x318f | 0x3200..=0x321e | 0x3260..=0x327e | 0xa960..=0xa97f
        | 0xac00..=0xd7ff | 0xffa0..=0xffdc)
}

/// Punctuation that is wide in Chinese and Japanese text and narrow elsewhere (East Asian Width "ambiguous").
const AMBIGUOUS: &str =
    "\u{a7}\u{b6}\u{b7}\u{2014}\u{2015}\u{2018}\u{2019}\u{201c}\u{201d}\u{2025}\u{2026}\u{2030}\u{203b}";

/// Whether a line break between two characters is no space. Source: CSS Text Module Level 4, segment break transformation
/// rules; `language` is a BCP 47 tag.
pub fn joins_lines(before: char, after: char, language: &str) -> bool {
    let wide = |c: char| is_east_asian(c) && !is_hangul(c);
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let ambiguous = |c: char| AMBIGUOUS.contains(c) && matches!(primary.as_str(), "zh" | "ja" | "yue" | "ii");
    (wide(before) || ambiguous(before)) && (wide(after) || ambiguous(after)) && (wide(before) || wide(after))
}

/// How a script tells where words end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// By spaces, and so for all that is no letter.
    Spaced,
    /// By a change of the script: Katakana.
    Runs,
    /// Not at all: Han, Hiragana, Bopomofo, Yi, Thai, Lao, Myanmar, Khmer, Tibetan.
    None,
}

/// How words end around a character.
pub fn spacing(c: char) -> Spacing {
    match u32::from(c) {
        0..=0xdff => Spacing::Spaced,
        0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => Spacing::Runs,
        0xe00..=0x109f
        | 0x1780..=0x17ff
        | 0x19e0..=0x19ff
        | 0x2e80..=0x2fdf
        | 0x3005..=0x3007
        | 0x3041..=0x309f
        | 0x3105..=0x312f
        | 0x31a0..=0x31bf
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xa000..=0xa4cf
        | 0xa9e0..=0xa9ff
        | 0xaa60..=0xaa7f
        | 0xf900..=0xfaff
        | 0x20000..=0x3fffd => Spacing::None,
        _ => Spacing::Spaced,
    }
}

/// Whether a character is written above, below or after another and belongs to it.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c) || matches!(u32::from(c), 0xfe00..=0xfe0f | 0xe0100..=0xe01ef)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_where_no_space_belongs() {
        for (before, after, language) in [
            ('\u{5f88}', '\u{8bf7}', "zh"),
            ('\u{ff0c}', '\u{8bf7}', "zh-Hant-TW"),
            ('\u{3042}', '\u{30a2}', "en"),
            ('\u{7684}', '\u{201c}', "zh"),
            ('\u{3002}', '\u{ff08}', "ja"),
        ] {
            assert!(joins_lines(before, after, language), "{before}{after}");
        }
        for (before, after, language) in [
            ('a', '\u{8bf7}', "zh"),
            ('\u{8bf7}', '1', "zh"),
            ('\u{ac00}', '\u{b098}', "ko"),
            ('\u{ac00}', '\u{8bf7}', "ko"),
            ('\u{7684}', '\u{201c}', "en"),
            ('\u{1f600}', '\u{8bf7}', "zh"),
            ('\u{e01}', '\u{e02}', "th"),
            ('\u{201d}', '\u{201c}', "zh"),
        ] {
            assert!(!joins_lines(before, after, language), "{before}{after}");
        }
    }
}
