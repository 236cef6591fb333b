//! The rules, one file each, in the order of the manual. A file holds what a rule looks at; its name, its level and its
//! options stand in `diag/rules.rs`, its reasons and its examples in `diag/rules/NAME.md`.

mod certain_diagnosis;
mod conflicting_numbers;
mod dose_outside_treatment;
mod emergency_number;
mod empty_entry;
mod empty_section;
mod future_review;
mod half_review;
mod missing_get_help;
mod missing_red_flag;
mod missing_summary;
mod orphan;
mod review_overdue;
mod settings;
mod uncited_dose;
mod unknown_word;
mod unused_source;
mod urgency_conflict;

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
    PageRule { rules: &[&rules::MISSING_GET_HELP], check: missing_get_help::check },
    PageRule { rules: &[&rules::URGENCY_CONFLICT], check: urgency_conflict::check },
    PageRule { rules: &[&rules::EMERGENCY_NUMBER], check: emergency_number::check },
    PageRule { rules: &[&rules::UNCITED_DOSE], check: uncited_dose::check },
    PageRule { rules: &[&rules::DOSE_OUTSIDE_TREATMENT], check: dose_outside_treatment::check },
    PageRule { rules: &[&rules::CERTAIN_DIAGNOSIS], check: certain_diagnosis::check },
];

/// Rules of the whole book.
pub(super) static SITE_RULES: &[SiteRule] = &[
    SiteRule { rules: &[&rules::SETTINGS, &rules::UNKNOWN_ENTRY], check: settings::check },
    SiteRule { rules: &[&rules::EMPTY_SECTION], check: empty_section::check },
    SiteRule { rules: &[&rules::ORPHAN], check: orphan::check },
    SiteRule { rules: &[&rules::UNKNOWN_WORD], check: unknown_word::check },
    SiteRule { rules: &[&rules::UNUSED_SOURCE], check: unused_source::check },
    SiteRule { rules: &[&rules::FUTURE_REVIEW], check: future_review::check },
    SiteRule { rules: &[&rules::REVIEW_OVERDUE], check: review_overdue::check },
    SiteRule { rules: &[&rules::URGENCY_CONFLICT], check: urgency_conflict::check_book },
    SiteRule { rules: &[&rules::MISSING_RED_FLAG], check: missing_red_flag::check },
    SiteRule { rules: &[&rules::CONFLICTING_NUMBERS], check: conflicting_numbers::check },
    SiteRule { rules: &[&rules::EMERGENCY_NUMBER], check: emergency_number::check_brand },
];
