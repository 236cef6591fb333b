//! What is wrong with settings, at the place where they are written.

use crate::data::{Problem, ProblemKind, SettingPlaces};
use crate::diag::Step;

/// Collects problems of settings.
pub(super) struct Report<'a> {
    pub places: SettingPlaces<'a>,
    pub problems: Vec<Problem>,
}

impl Report<'_> {
    /// A value that cannot be used, and what to write.
    pub fn wrong(&mut self, path: &[Step], message: String, help: &str) {
        let span = self.places.value(path);
        self.problems.push(Problem::new(ProblemKind::WrongType, message, Some(help.to_owned()), span));
    }

    /// The name of a setting that is not known, or not known here.
    pub fn unknown(&mut self, path: &[Step], message: String, help: Option<String>) {
        let span = self.places.name(path);
        self.problems.push(Problem::new(ProblemKind::UnknownField, message, help, span));
    }
}

/// The path of a setting.
pub(super) fn path<'a, const N: usize>(keys: [&'a str; N]) -> [Step<'a>; N] {
    keys.map(Step::Key)
}
