//! `dose-outside-treatment`: a dose has one home, the entry of its treatment; everywhere else it is linked to.
//!
//! Only sentences that tell readers how much to take count: what a study gave is a result. Amounts of ice, exercise or
//! food are no doses.

use crate::check::doses::{Dose, told_dose};
use crate::check::page::Page;
use crate::diag::{Diagnostic, rules};
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_medical() || page.kind() == Kind::Treatment {
        return Vec::new();
    }
    let mut found = Vec::new();
    for block in page.running() {
        for (range, sentence) in block.sentences() {
            if let Some(dose) = told_dose(sentence) {
                let finding =
                    page.finding_in(&rules::DOSE_OUTSIDE_TREATMENT, block, range, message(&dose, page.kind()));
                found.push(finding.help("give it there only, and link to that page from here"));
            }
        }
    }
    found
}

fn message(dose: &Dose, kind: Kind) -> String {
    let medicine = dose.medicine.as_ref().filter(|name| !dose.amount.contains(name.as_str()));
    let of = medicine.map_or(String::new(), |name| format!(" of {name}"));
    let place = place(kind);
    format!("\u{201c}{}\u{201d}{of} is a dose: it belongs on the page of the treatment, and not {place}", dose.amount)
}

/// Where the dose stands, as people say it.
fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Condition => "on the page of a condition",
        Kind::Symptom => "on the page of a symptom",
        Kind::Faq => "in the answer to a question",
        Kind::Cause => "on the page of a cause",
        Kind::Test => "on the page of a test",
        Kind::Anatomy => "on the page of a part of the body",
        Kind::Guide => "in a guide",
        Kind::Treatment | Kind::Page | Kind::Home => "on a page",
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::testing::on_page;

    #[test]
    fn doses_have_one_home() {
        let text = "Take 400 mg of ibuprofen.[@a]";
        for (path, count) in [("faqs/a.md", 1), ("conditions/a.md", 1), ("treatments/a.md", 0), ("pages/a.md", 0)] {
            assert_eq!(on_page(check, path, "en-GB", text).len(), count, "{path}");
        }
        let found = on_page(check, "faqs/a.md", "en-GB", "400 mg of ibuprofen is enough for most adults.");
        let wanted = "\u{201c}400 mg\u{201d} of ibuprofen is a dose: it belongs on the page of the treatment, \
                      and not in the answer to a question";
        assert_eq!(found, [wanted]);
        for text in ["In a trial people took 400 mg.", "Ice it for 15 minutes twice a day.", "Ask which dose is right."]
        {
            assert!(on_page(check, "faqs/a.md", "en-GB", text).is_empty(), "{text}");
        }
    }
}
