//! **text**: what characters mean, for everything that writes text.
//!
//! Comes in: texts, and HTML that this program wrote. Goes out: plain text that means the same, texts as they are printed, and
//! what characters of a script do.
//! Must not know: books, entries, settings.

mod east_asian;
mod plain;
mod quotes;
mod raised;

pub use east_asian::{Spacing, is_east_asian, is_mark, joins_lines, spacing};
pub use plain::{first_character, line, lines, unescape};
pub use quotes::{Change, Quotes, changes, has_typewriter_marks, typeset};
pub use raised::{Script, part_numbers, raised};
