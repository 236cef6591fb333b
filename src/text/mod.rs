//! **text**: what characters mean, for everything that writes text.
//!
//! Comes in: texts, and HTML that this program wrote. Goes out: plain text that means the same.
//! Must not know: books, entries, settings.

mod plain;
mod raised;

pub use plain::{first_character, line, lines, unescape};
pub use raised::{Script, part_numbers, raised};
