//! Target: `book.toml`.

use super::book::{self, Extent};
use super::text;
use carebook::config;

/// The input is `book.toml`. A book with these settings is checked, also with those of a profile called `north`.
pub fn settings(data: &[u8]) {
    let Some(toml) = text(data) else { return };
    for profile in [None, Some("north")] {
        let (config, problems) = config::parse(toml, profile);
        for problem in &problems {
            if let Some(span) = &problem.span {
                assert!(toml.get(span.clone()).is_some(), "no place in the text: {problem:?}");
            }
        }
        if problems.is_empty() {
            let snapshot = book::with_settings(config);
            book::check_findings(&snapshot);
            book::check_site(&snapshot, Extent::Site);
        }
    }
}
