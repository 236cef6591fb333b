//! Words of the pages for values of the model.

use jiff::civil::Date;

use super::view::DateView;
use crate::model::{AliasKind, Evidence, Kind, Recovery, Role, Span, TreatmentType, Typical, Unit, Urgency};

/// A date for people: `20 November 2026`.
pub(super) fn date(date: Date) -> DateView {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    DateView { iso: date.to_string(), text: format!("{} {month} {}", date.day(), date.year()) }
}

/// Who uses a name.
pub(super) fn name_kind(kind: Option<AliasKind>) -> &'static str {
    match kind {
        Some(AliasKind::Lay) => "everyday name",
        Some(AliasKind::Medical) => "medical name",
        Some(AliasKind::Abbreviation) => "abbreviation",
        None => "",
    }
}

pub(super) fn unit(unit: Unit, n: u32) -> &'static str {
    match (unit, n) {
        (Unit::Day, 1) => "day",
        (Unit::Day, _) => "days",
        (Unit::Week, 1) => "week",
        (Unit::Week, _) => "weeks",
        (Unit::Month, 1) => "month",
        (Unit::Month, _) => "months",
        (Unit::Year, 1) => "year",
        (Unit::Year, _) => "years",
    }
}

fn span(span: Span) -> String {
    format!("{} {}", span.n, unit(span.unit, span.n))
}

/// The time of a row as people say it: `4 to 6 weeks`, `up to 3 months`, `at least 1 year`; or the author's own words.
pub fn recovery(row: &Recovery) -> String {
    let range = match (row.from, row.to) {
        (Some(from), Some(to)) if from == to => span(from),
        (Some(from), Some(to)) if from.unit == to.unit => format!("{} to {}", from.n, span(to)),
        (Some(from), Some(to)) => format!("{} to {}", span(from), span(to)),
        (Some(from), None) => format!("at least {}", span(from)),
        (None, Some(to)) => format!("up to {}", span(to)),
        (None, None) => String::new(),
    };
    row.text.clone().unwrap_or(range)
}

/// How typical a symptom is: the word of a mark, the class of its style.
pub(super) fn typical(typical: Option<Typical>) -> (&'static str, &'static str) {
    match typical {
        Some(Typical::Main) => ("Main", "main"),
        Some(Typical::Common) => ("Common", "common"),
        Some(Typical::Sometimes) => ("Sometimes", "sometimes"),
        Some(Typical::Uncommon) => ("Uncommon", "uncommon"),
        None => ("", ""),
    }
}

/// Labels of a condition's symptoms, by how typical they are.
pub(super) fn symptoms_label(typical: Option<Typical>) -> &'static str {
    match typical {
        Some(Typical::Main) => "Main symptoms",
        Some(Typical::Common) => "Common symptoms",
        Some(Typical::Sometimes) => "Symptoms that some people have",
        Some(Typical::Uncommon) => "Uncommon symptoms",
        None => "Other symptoms",
    }
}

/// Labels of a symptom's conditions, by how typical it is of them.
pub(super) fn conditions_label(typical: Option<Typical>) -> &'static str {
    match typical {
        Some(Typical::Main) => "A main symptom of",
        Some(Typical::Common) => "Common with",
        Some(Typical::Sometimes) => "Sometimes with",
        Some(Typical::Uncommon) => "Uncommon, but possible with",
        None => "Also listed under",
    }
}

/// A step of the ladder from self-care to a last resort: its label, the class of its style.
pub(super) fn role(role: Option<Role>) -> (&'static str, &'static str) {
    match role {
        Some(Role::SelfCare) => ("Things you can do yourself", "self-care"),
        Some(Role::SelfCareAddOn) => ("Extra self-care that some people add", "self-care-add-on"),
        Some(Role::FirstLine) => ("Treatments that are usually tried first", "first-line"),
        Some(Role::Professional) => ("With a health professional", "professional"),
        Some(Role::ProfessionalLater) => ("With a health professional, later on", "professional-later"),
        Some(Role::LastResort) => ("When nothing else has helped", "last-resort"),
        None => ("Other treatments", "other"),
    }
}

/// The same step as a short mark.
pub(super) fn role_mark(role: Option<Role>) -> (&'static str, &'static str) {
    match role {
        Some(Role::SelfCare) => ("Self-care", "self-care"),
        Some(Role::SelfCareAddOn) => ("Extra self-care", "self-care-add-on"),
        Some(Role::FirstLine) => ("Usually tried first", "first-line"),
        Some(Role::Professional) => ("With a professional", "professional"),
        Some(Role::ProfessionalLater) => ("With a professional, later", "professional-later"),
        Some(Role::LastResort) => ("Last resort", "last-resort"),
        None => ("", ""),
    }
}

/// How certain the evidence is, in the words of GRADE.
pub(super) fn evidence(evidence: Option<Evidence>) -> &'static str {
    match evidence {
        Some(Evidence::High) => "high",
        Some(Evidence::Moderate) => "moderate",
        Some(Evidence::Low) => "low",
        Some(Evidence::VeryLow) => "very low",
        None => "",
    }
}

/// What sort of treatment it is, for groups of a list.
pub(super) fn treatment_type(kind: Option<TreatmentType>) -> &'static str {
    match kind {
        Some(TreatmentType::Lifestyle) => "Everyday changes",
        Some(TreatmentType::Exercise) => "Exercise",
        Some(TreatmentType::Medicine) => "Medicines",
        Some(TreatmentType::Device) => "Devices and supports",
        Some(TreatmentType::Therapy) => "Therapy",
        Some(TreatmentType::Injection) => "Injections",
        Some(TreatmentType::Surgery) => "Surgery",
        None => "Other treatments",
    }
}

/// The callout that a care card looks like.
pub fn card(urgency: Urgency) -> crate::markdown::Callout {
    use crate::markdown::Callout;
    match urgency {
        Urgency::Emergency => Callout::Emergency,
        Urgency::Urgent => Callout::Urgent,
        Urgency::SeeDoctor => Callout::SeeDoctor,
        Urgency::SelfCare => Callout::SelfCare,
    }
}

/// What the list of a kind says under its heading.
pub(super) fn intro(kind: Kind) -> &'static str {
    match kind {
        Kind::Condition => "What can be wrong, how it feels, and what helps.",
        Kind::Symptom => "What you may notice. Each page says when to get help and what may be behind it.",
        Kind::Treatment => "What helps, from things you can do yourself to surgery.",
        Kind::Faq => "Short answers to questions that people ask.",
        Kind::Cause => "What can start a problem or keep it going.",
        Kind::Test => "How a problem is checked.",
        Kind::Anatomy => "How the body is built and what each part does.",
        Kind::Guide => "Topics that concern more than one condition.",
        Kind::Page => "Who writes this site, and how.",
        Kind::Home => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_say_them() {
        let weeks = |n| Some(Span { n, unit: Unit::Week });
        let row = |from, to, text: Option<&str>| {
            let text = text.map(str::to_owned);
            recovery(&Recovery { situation: String::new(), from, to, text, cite: Vec::new() })
        };
        assert_eq!(row(weeks(4), weeks(6), None), "4 to 6 weeks");
        assert_eq!(row(weeks(4), Some(Span { n: 1, unit: Unit::Year }), None), "4 weeks to 1 year");
        assert_eq!(row(weeks(1), weeks(1), None), "1 week");
        assert_eq!(row(None, weeks(6), Some("about 6 weeks")), "about 6 weeks");
        assert_eq!(row(weeks(6), None, None), "at least 6 weeks");
        assert_eq!(row(None, None, Some("nobody knows")), "nobody knows");
    }
}
