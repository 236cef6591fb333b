//! **config**: the words of `book.toml` into settings.
//!
//! Comes in: the text of `book.toml`. Goes out: [`Config`], with every default applied, and what was wrong.
//! Must not know: the content, the file system.

mod brand;
mod colour;
mod editor;
mod language;
mod output;
mod rules;
mod schema;
mod settings;

pub use brand::{BrandConfig, BrandLink, BrandTarget, ClinicConfig, Crisis, FontConfig, FontFile};
pub use colour::{Colour, contrast, nearest_passing};
pub use editor::EditorLink;
pub use output::{Compression, OutputConfig, Server};
pub use rules::RulesConfig;
pub use schema::BookToml;
pub use settings::{CitationConfig, Config, DEFAULT_STYLE, FeedbackConfig, Interval, MarkdownConfig, SAFE_HTML};

use crate::data::{self, Problem};

/// Reads `book.toml`, with the settings of a profile in the place of the general ones. The settings are usable (with
/// defaults) even when there are problems.
pub fn parse(text: &str, profile: Option<&str>) -> (Config, Vec<Problem>) {
    let over = profile.map(|name| ["profiles", name]);
    let (written, mut problems) = data::parse_toml::<BookToml>(text, over.as_ref().map_or(&[], <[&str; 2]>::as_slice));
    let mut written = written.unwrap_or_default();
    if let Some(name) = profile {
        check_profile(name, &written, &mut problems);
        written.output.dir =
            written.profiles.get(name).map(|own| own.output.dir.clone().unwrap_or_else(|| format!("site-{name}")));
    }
    let config = settings::lower(written, text, &mut problems);
    (config, problems)
}

fn check_profile(name: &str, written: &BookToml, problems: &mut Vec<Problem>) {
    if written.profiles.contains_key(name) {
        return;
    }
    let known: Vec<&str> = written.profiles.keys().map(String::as_str).collect();
    let help = match known.as_slice() {
        [] => format!("start one with a table such as `[profiles.{name}.clinic]`"),
        known => format!("there are: {}", known.join(", ")),
    };
    problems.push(settings::wrong(format!("`book.toml` has no profile `{name}`"), &help, None));
}
