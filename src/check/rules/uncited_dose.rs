//! `uncited-dose`: a sentence that gives a dose of a medicine, where no citation covers it.
//!
//! What a citation covers is told in `check::claims`, what a dose is in `check::doses`. Such a sentence is a claim as well;
//! it is reported here and not twice.

use crate::check::claims::uncited;
use crate::check::doses::gives_dose;
use crate::check::page::Page;
use crate::diag::{Diagnostic, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_medical() {
        return Vec::new();
    }
    let doses = uncited(&page.blocks, &gives_dose);
    doses
        .into_iter()
        .map(|dose| {
            page.finding_in(
                &rules::UNCITED_DOSE,
                dose.block,
                dose.range,
                "this sentence gives a dose, but no source for it",
            )
            .help("cite the source that gives the dose, or send readers to the leaflet and the pharmacist")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::testing::on_page;

    #[test]
    fn a_citation_covers_a_dose() {
        for (text, count) in [
            ("Take 400 mg three times a day.", 1),
            ("Take 400 mg three times a day.[@a]", 0),
            ("Take 400 mg.[@a] Do not take more than 1,200 mg a day.", 1),
            ("- one tablet in the morning\n- two tablets at night", 2),
            ("- one tablet in the morning[@a]\n- two tablets at night", 0),
            ("Two squirts in each nostril every morning.", 1),
            ("A thin layer of hydrocortisone goes on once daily.", 1),
            ("Put 1 tablet in each box of the pill organiser.", 0),
            ("Ice it for 15 minutes.", 0),
            ("| Dose |\n|---|\n| 400 mg |", 0),
        ] {
            assert_eq!(on_page(check, "treatments/a.md", "en-GB", text).len(), count, "{text}");
        }
        assert!(on_page(check, "pages/a.md", "en-GB", "Take 400 mg.").is_empty());
    }
}
