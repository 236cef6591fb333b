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
pub use settings::{CitationConfig, Config, DEFAULT_STYLE, FeedbackConfig, Interval, MarkdownConfig, SAFE_HTML};

use crate::data::{self, Problem, SettingPlaces};
use crate::diag::Step;
use report::Report;

/// Reads `book.toml`, with the settings of a profile in the place of the general ones. The settings are usable (with
/// defaults) even when there are problems.
pub fn parse(text: &str, profile: Option<&str>) -> (Config, Vec<Problem>) {
    let over = profile.map(|name| ["profiles", name]);
    let over = over.as_ref().map_or(&[][..], <[&str; 2]>::as_slice);
    let (written, mut problems) = data::parse_toml::<BookToml>(text, over);
    problems.iter_mut().for_each(name_table);
    let mut report = Report { places: SettingPlaces::new(text, over), problems };
    let mut written = written.unwrap_or_default();
    if let Some(name) = profile {
        check_profile(name, &written, &mut report);
        written.output.dir =
            written.profiles.get(name).map(|own| own.output.dir.clone().unwrap_or_else(|| format!("site-{name}")));
    }
    let mut config = settings::lower(written, &mut report);
    config.profile = profile.map(str::to_owned);
    (config, report.problems)
}

/// A setting that stands outside of its table, or in another one.
fn name_table(problem: &mut Problem) {
    let Some(unknown) = &problem.unknown else { return };
    if problem.kind != data::ProblemKind::UnknownField || problem.help.as_ref().is_some_and(|help| help.ends_with('?'))
    {
        return;
    }
    let schema = schemars::schema_for!(BookToml).to_value();
    let tables = schema["properties"].as_object().into_iter().flatten();
    let table = tables.filter_map(|(table, of)| {
        let fields = schema.pointer(of["$ref"].as_str()?.strip_prefix('#')?)?["properties"].as_object()?;
        (!of.to_string().contains("RulesTable") && fields.contains_key(&unknown.word)).then_some(table)
    });
    if let [table] = table.collect::<Vec<_>>().as_slice() {
        problem.help = Some(format!("write `{}` below `[{table}]`", unknown.word));
    }
}

impl Config {
    /// The place of a setting in the text of `book.toml`, or of the nearest around it that is written there. For findings
    /// that show only when the whole book is known.
    pub fn place(&self, text: &str, setting: &[String]) -> Option<std::ops::Range<usize>> {
        let over = self.profile.as_deref().map(|name| ["profiles", name]);
        let places = SettingPlaces::new(text, over.as_ref().map_or(&[][..], <[&str; 2]>::as_slice));
        let path: Vec<Step> = setting.iter().map(|key| key.parse().map_or(Step::Key(key), Step::Item)).collect();
        (1..=path.len()).rev().find_map(|depth| places.value(&path[..depth]))
    }
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
