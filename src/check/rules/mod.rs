//! The rules, one file each, in the order of the manual. A file holds what a rule looks at; its name, its level and its
//! options stand in `diag/rules.rs`, its reasons and its examples in `diag/rules/NAME.md`.

mod changed_since_review;
mod empty_entry;
mod empty_section;
mod future_review;
mod half_review;
mod missing_summary;
mod orphan;
mod review_overdue;
mod settings;
mod unknown_word;
mod unused_source;

pub use empty_section::empty_sections;
pub use orphan::{is_orphan, linked};

use super::page::Page;
use super::whole::Whole;
use crate::diag::{Diagnostic, Rule, rules};

/// A rule that looks at one entry at a time.
pub(super) struct PageRule {
    /// What it may report.
    pub rules: &'static [&'static Rule],
    pub check: fn(&Page) -> Vec<Diagnostic>,
}

/// A rule that looks at the whole book.
pub(super) struct SiteRule {
    /// What it may report.
    pub rules: &'static [&'static Rule],
    pub check: fn(&Whole) -> Vec<Diagnostic>,
}

/// Rules of single entries.
pub(super) static PAGE_RULES: &[PageRule] = &[
    PageRule { rules: &[&rules::MISSING_SUMMARY], check: missing_summary::check },
    PageRule { rules: &[&rules::EMPTY_ENTRY], check: empty_entry::check },
    PageRule { rules: &[&rules::HALF_REVIEW], check: half_review::check },
    PageRule { rules: &[&rules::CHANGED_SINCE_REVIEW], check: changed_since_review::check },
];

/// Rules of the whole book that say that a page would be wrong. They see no [`Whole::pages`].
pub(super) static FAULT_RULES: &[SiteRule] = &[
    SiteRule { rules: &[&rules::SETTINGS, &rules::UNKNOWN_ENTRY], check: settings::check },
    SiteRule { rules: &[&rules::FUTURE_REVIEW], check: future_review::check },
];

/// Rules of the whole book.
pub(super) static SITE_RULES: &[SiteRule] = &[
    SiteRule { rules: &[&rules::EMPTY_SECTION], check: empty_section::check },
    SiteRule { rules: &[&rules::ORPHAN], check: orphan::check },
    SiteRule { rules: &[&rules::UNKNOWN_WORD], check: unknown_word::check },
    SiteRule { rules: &[&rules::UNUSED_SOURCE], check: unused_source::check },
    SiteRule { rules: &[&rules::REVIEW_OVERDUE], check: review_overdue::check },
];
