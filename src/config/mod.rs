//! **config**: the words of `book.toml` into settings.
//!
//! Comes in: the text of `book.toml`. Goes out: [`Config`], with every default applied, and what was wrong.
//! Must not know: the content, the file system.

mod brand;
mod colour;
mod editor;
mod schema;
mod settings;

pub use brand::{BrandConfig, BrandLink, BrandTarget, ClinicConfig, Crisis, FontConfig, FontFile};
pub use colour::{Colour, contrast, nearest_passing};
pub use editor::EditorLink;
pub use schema::BookToml;
pub use settings::{CitationConfig, Config, DEFAULT_STYLE, FeedbackConfig, Interval, MarkdownConfig};

use crate::data::{self, Problem};

/// Reads `book.toml`. The settings are usable (with defaults) even when there are problems.
pub fn parse(text: &str) -> (Config, Vec<Problem>) {
    let (written, mut problems) = data::parse_toml::<BookToml>(text);
    let config = settings::lower(written.unwrap_or_default(), text, &mut problems);
    (config, problems)
}
