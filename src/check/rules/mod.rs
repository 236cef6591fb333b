//! The rules, one file each, in the order of the manual. A file holds what a rule looks at; its name, its level and its
//! options stand in `diag/rules.rs`, its reasons and its examples in `diag/rules/NAME.md`.

mod bare_url;
mod certain_diagnosis;
mod changed_since_review;
mod conflicting_numbers;
mod dose_outside_treatment;
mod duplicate_source;
mod emergency_number;
mod empty_entry;
mod empty_section;
mod future_review;
mod half_review;
mod jargon;
mod link_text;
mod long_page;
mod long_paragraph;
mod long_sentence;
mod lost_negation;
mod missing_get_help;
mod missing_list;
mod missing_red_flag;
mod missing_summary;
mod mixed_denominators;
mod never_reviewed;
mod old_source;
mod orphan;
mod passive_voice;
mod reading_grade;
mod repeated_heading;
mod retracted_source;
mod review_due_soon;
mod review_overdue;
mod self_review;
mod settings;
mod superseded_source;
mod table_header;
mod uncited_claim;
mod uncited_dose;
mod uncited_section;
mod undefined_abbreviation;
mod unknown_word;
mod unused_source;
mod urgency_conflict;
mod useless_alt;

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
    PageRule { rules: &[&rules::LONG_PAGE], check: long_page::check },
    PageRule { rules: &[&rules::REPEATED_HEADING], check: repeated_heading::check },
    PageRule { rules: &[&rules::MISSING_LIST], check: missing_list::check },
    PageRule { rules: &[&rules::TABLE_HEADER], check: table_header::check },
    PageRule { rules: &[&rules::USELESS_ALT], check: useless_alt::check },
    PageRule { rules: &[&rules::LINK_TEXT], check: link_text::check },
    PageRule { rules: &[&rules::BARE_URL], check: bare_url::check },
    PageRule { rules: &[&rules::UNCITED_CLAIM], check: uncited_claim::check },
    PageRule { rules: &[&rules::UNCITED_SECTION], check: uncited_section::check },
    PageRule { rules: &[&rules::HALF_REVIEW], check: half_review::check },
    PageRule { rules: &[&rules::SELF_REVIEW], check: self_review::check },
    PageRule { rules: &[&rules::CHANGED_SINCE_REVIEW], check: changed_since_review::check },
    PageRule { rules: &[&rules::READING_GRADE], check: reading_grade::check },
    PageRule { rules: &[&rules::LONG_SENTENCE], check: long_sentence::check },
    PageRule { rules: &[&rules::LONG_PARAGRAPH], check: long_paragraph::check },
    PageRule { rules: &[&rules::JARGON], check: jargon::check },
    PageRule { rules: &[&rules::UNDEFINED_ABBREVIATION], check: undefined_abbreviation::check },
    PageRule { rules: &[&rules::PASSIVE_VOICE], check: passive_voice::check },
    PageRule { rules: &[&rules::LOST_NEGATION], check: lost_negation::check },
    PageRule { rules: &[&rules::MIXED_DENOMINATORS], check: mixed_denominators::check },
    PageRule { rules: &[&rules::MISSING_GET_HELP], check: missing_get_help::check },
    PageRule { rules: &[&rules::URGENCY_CONFLICT], check: urgency_conflict::check },
    PageRule { rules: &[&rules::EMERGENCY_NUMBER], check: emergency_number::check },
    PageRule { rules: &[&rules::UNCITED_DOSE], check: uncited_dose::check },
    PageRule { rules: &[&rules::DOSE_OUTSIDE_TREATMENT], check: dose_outside_treatment::check },
    PageRule { rules: &[&rules::CERTAIN_DIAGNOSIS], check: certain_diagnosis::check },
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
    SiteRule { rules: &[&rules::DUPLICATE_SOURCE], check: duplicate_source::check },
    SiteRule { rules: &[&rules::RETRACTED_SOURCE], check: retracted_source::check },
    SiteRule { rules: &[&rules::SUPERSEDED_SOURCE], check: superseded_source::check },
    SiteRule { rules: &[&rules::OLD_SOURCE], check: old_source::check },
    SiteRule { rules: &[&rules::UNUSED_SOURCE], check: unused_source::check },
    SiteRule { rules: &[&rules::NEVER_REVIEWED], check: never_reviewed::check },
    SiteRule { rules: &[&rules::REVIEW_OVERDUE], check: review_overdue::check },
    SiteRule { rules: &[&rules::REVIEW_DUE_SOON], check: review_due_soon::check },
    SiteRule { rules: &[&rules::URGENCY_CONFLICT], check: urgency_conflict::check_book },
    SiteRule { rules: &[&rules::MISSING_RED_FLAG], check: missing_red_flag::check },
    SiteRule { rules: &[&rules::CONFLICTING_NUMBERS], check: conflicting_numbers::check },
    SiteRule { rules: &[&rules::EMERGENCY_NUMBER], check: emergency_number::check_brand },
];

#[cfg(test)]
mod page_tests;
