//! What a BibLaTeX record may ask of the parser, which recurses into commands and takes quadratic time for braces. The bounds
//! are far above what the records of real libraries have.

use biblatex::{Field, RawChunk};

/// Levels of braces in a value.
const NESTING: usize = 40;
/// Braces and dollar signs in a value. Papers of large collaborations have some hundred braced names.
const BRACES: usize = 3_000;
/// Bytes of a string after the strings in it are filled in.
pub(super) const VALUE: u64 = 16 * 1024;
/// Bytes that strings and parents may add to a record.
pub(super) const RECORD: u64 = 128 * 1024;
/// Bytes that strings and parents may add to all records of a file, besides four times its own size.
pub(super) const BUDGET: u64 = 4 * 1024 * 1024;
/// Strings within strings.
pub(super) const STRINGS: usize = 40;
/// Records that a record inherits from, all generations together.
pub(super) const ANCESTORS: usize = 16;
/// Bytes of a string that names records.
pub(super) const NAMES: u64 = 4 * 1024;

/// What to do about [`literal_problem`].
pub(super) const BRACES_HELP: &str = "check for a missing `}`, or write the text with fewer braces";

/// Fields that name other records, which are followed elsewhere, and long fields of reference managers that no style prints.
pub(super) fn is_left_out(field: &str) -> bool {
    const FIELDS: &[&str] = &["ids", "crossref", "xref", "xdata", "abstract", "annote", "file"];
    FIELDS.iter().any(|other| field.eq_ignore_ascii_case(other))
}

/// Why a value is not given to the parser, in words that follow its name.
pub(super) fn literal_problem(value: &Field) -> Option<&'static str> {
    let (mut depth, mut deepest, mut count) = (0usize, 0, 0);
    for chunk in value {
        let RawChunk::Normal(text) = chunk.v else { continue };
        for byte in text.bytes() {
            match byte {
                b'{' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                    count += 1;
                }
                b'}' => depth = depth.saturating_sub(1),
                b'$' => count += 1,
                _ => {}
            }
        }
    }
    if deepest > NESTING {
        Some("nests braces too deeply")
    } else if count > BRACES {
        Some("has too many braces or formulas")
    } else {
        None
    }
}
