//! `uncited-claim`: a number, a time or a share that readers cannot look up. What a claim is, and how far a citation reaches,
//! stands in `check::claims`. A table is reported once. Rows of the front matter that state an amount need a source of their own.

use crate::check::claims::{Claim, is_claim, uncited, uncited_tables, without_links};
use crate::check::doses::gives_dose;
use crate::check::page::Page;
use crate::check::prose::LinkText;
use crate::diag::{Diagnostic, Place, rules};

const HELP: &str = "cite the source of the number with `[@key]` behind it, or take the number out";

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    if !page.is_medical() {
        return Vec::new();
    }
    // What gives a dose is reported as one, and not twice.
    let doses = !page.rules.is_off(&rules::UNCITED_DOSE);
    let wanted = |sentence: &str| is_claim(sentence) && !(doses && gives_dose(sentence));
    let claims = uncited(&page.blocks, &wanted).into_iter().filter(|claim| !is_only_in_links(claim)).map(|claim| {
        let message = format!("no source for \u{201c}{}\u{201d}", short(claim.sentence));
        page.finding_in(&rules::UNCITED_CLAIM, claim.block, claim.range, message).help(HELP)
    });
    let mut found: Vec<Diagnostic> = claims.collect();
    found.extend(uncited_tables(&page.blocks).into_iter().map(|cell| {
        let message = format!("no source for the table with \u{201c}{}\u{201d}", short(&cell.text));
        let found = page.finding_in(&rules::UNCITED_CLAIM, cell, 0..cell.text.len(), message);
        found.help("cite the source of its numbers with `[@key]` in the paragraph before the table, or in its cells")
    }));
    found.extend(rows(page));
    found
}

/// Whether the amount is in the words of a link to another page, which brings its sources: "See [the first 6 weeks]".
fn is_only_in_links(claim: &Claim) -> bool {
    let leads = |link: &LinkText| link.target.is_some();
    claim.block.links_in(claim.range.clone()).any(leads) && !is_claim(&without_links(claim.block, &claim.range, leads))
}

/// Rows of the front matter that state an amount.
fn rows(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    let recovery = facts.recovery.iter().enumerate().filter(|(_, row)| row.cite.is_empty()).map(|(nth, row)| {
        let said = row.text.as_deref().unwrap_or_default();
        let amount = row.from.is_some() || row.to.is_some() || is_claim(said);
        (amount, row.situation.as_str(), Place::item("recovery", nth))
    });
    let signs = facts.get_help.iter().enumerate().filter(|(_, help)| help.cite.is_empty());
    let signs = signs.map(|(nth, help)| (is_claim(&help.sign), help.sign.as_str(), Place::item("get_help", nth)));
    let cautions = facts.cautions.iter().enumerate().filter(|(_, caution)| caution.cite.is_empty());
    let cautions = cautions.map(|(nth, row)| (is_claim(&row.text), row.text.as_str(), Place::item("cautions", nth)));
    let not = facts.not_recommended.iter().enumerate().filter(|(_, no)| no.cite.is_empty()).map(|(nth, no)| {
        let said = no.text.as_deref().unwrap_or_default();
        (is_claim(said), said, Place::item("not_recommended", nth))
    });
    let all = recovery.chain(signs).chain(cautions).chain(not);
    all.filter(|(amount, ..)| *amount)
        .map(|(_, said, place)| {
            let message = format!("no source for \u{201c}{}\u{201d}", short(said));
            page.finding(&rules::UNCITED_CLAIM, message).at(place).help("add `cite: [key]` to this row")
        })
        .collect()
}

/// A sentence, cut where it is long.
fn short(sentence: &str) -> String {
    const LONGEST: usize = 80;
    match sentence.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            let whole = sentence[..end].rfind(' ').unwrap_or(end);
            format!("{}\u{2026}", &sentence[..whole])
        }
        None => sentence.to_owned(),
    }
}
