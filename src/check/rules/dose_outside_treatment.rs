//! `dose-outside-treatment`: a dose has one home, the entry of its treatment; everywhere else it is linked to.
//!
//! Only sentences that tell readers how much to take count: what a study gave is a result. Amounts of ice, exercise or
//! food are no doses.

use crate::check::doses::tells_dose;
use crate::check::page::Page;
use crate::diag::{Diagnostic, rules};
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_medical() || page.kind() == Kind::Treatment {
        return Vec::new();
    }
    let mut found = Vec::new();
    for block in page.running() {
        for (range, _) in block.sentences().filter(|(_, sentence)| tells_dose(sentence)) {
            let message = format!("this is {}, and a dose has one home: the entry of its treatment", page.kind().a());
            let finding = page.finding_in(&rules::DOSE_OUTSIDE_TREATMENT, block, range, message);
            found.push(finding.help("write the dose in the entry of the treatment, and link to it from here"));
        }
    }
    found
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
        for text in ["In a trial people took 400 mg.", "Ice it for 15 minutes twice a day.", "Ask which dose is right."]
        {
            assert!(on_page(check, "faqs/a.md", "en-GB", text).is_empty(), "{text}");
        }
    }
}
