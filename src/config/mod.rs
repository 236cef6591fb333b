//! **config**: the words of `book.toml` into settings.
//!
//! Comes in: the text of `book.toml`. Goes out: [`Config`], with every default applied, and what was wrong.
//! Must not know: the content, the file system.

mod brand;
mod colour;
mod colour_names;
mod editor;
mod language;
mod output;
mod report;
mod rules;
mod schema;
mod settings;

pub use brand::{BrandConfig, BrandLink, BrandTarget, ClinicConfig, Crisis, FontConfig, FontFile};
pub use colour::{Colour, contrast, nearest_passing};
pub use editor::EditorLink;
pub use output::{Compression, OutputConfig, Server};
pub use rules::RulesConfig;
pub use schema::BookToml;
pub use settings::{CitationConfig, Config, DEFAULT_STYLE, FeedbackConfig, Interval, MarkdownConfig};

use crate::data::{self, Problem, SettingPlaces};
use crate::diag::Step;
use report::Report;

/// Reads `book.toml`, with the settings of a profile in the place of the general ones. The settings are usable (with
/// defaults) even when there are problems.
pub fn parse(text: &str, profile: Option<&str>) -> (Config, Vec<Problem>) {
    let over = profile.map(|name| ["profiles", name]);
    let over = over.as_ref().map_or(&[][..], <[&str; 2]>::as_slice);
    let (written, problems) = data::parse_toml::<BookToml>(text, over);
    let mut report = Report { places: SettingPlaces::new(text, over), problems };
    let mut written = written.unwrap_or_default();
    if let Some(name) = profile {
        check_profile(name, &written, &mut report);
        written.output.dir =
            written.profiles.get(name).map(|own| own.output.dir.clone().unwrap_or_else(|| format!("site-{name}")));
    }
    let config = settings::lower(written, &mut report);
    (config, report.problems)
}

/// The place of a setting in the text of `book.toml`, for findings that show only when the book is known.
pub fn place(text: &str, profile: Option<&str>, path: &[Step]) -> Option<std::ops::Range<usize>> {
    let over = profile.map(|name| ["profiles", name]);
    SettingPlaces::new(text, over.as_ref().map_or(&[][..], <[&str; 2]>::as_slice)).value(path)
}

fn check_profile(name: &str, written: &BookToml, report: &mut Report) {
    if written.profiles.contains_key(name) {
        return;
    }
    let known: Vec<&str> = written.profiles.keys().map(String::as_str).collect();
    let help = match known.as_slice() {
        [] => format!("start one with a table such as `[profiles.{name}.clinic]`"),
        known => format!("one of: {}", known.join(", ")),
    };
    report.wrong(&[], format!("`book.toml` has no profile `{name}`"), &help);
}
