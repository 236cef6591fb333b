//! **check**: what an editor in chief would say about a book that resolves.
//!
//! Comes in: a [`Site`] and today's date. Goes out: findings. Everything that keeps a page from being made is
//! found where it is read; here is what can only be judged over the whole.
//! Must not know: pages, HTML, files.

mod entries;
pub mod readability;
mod review;
mod settings;
mod sources;
mod words;

use jiff::civil::Date;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::resolve::Site;

/// Everything there is to say about a book on that day.
pub fn check(site: &Site, config: &Config, today: Date) -> Vec<Diagnostic> {
    let mut diagnostics = entries::check(site);
    diagnostics.extend(review::check(site, today));
    diagnostics.extend(sources::check(site));
    diagnostics.extend(settings::check(site, config));
    diagnostics.extend(words::check(site));
    diagnostics
}
