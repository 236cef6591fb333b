//! `missing-get-help`: a condition says when to get help: in `get_help`, in a care card that sends readers to somebody, or
//! in a section whose heading announces it. A card about self-care does not count, nor does a link to another page.

use crate::check::page::Page;
use crate::check::signs::about_getting_help;
use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::Callout;
use crate::model::Kind;

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let body = page.body();
    let sends = |callout| matches!(callout, Callout::Emergency | Callout::Urgent | Callout::SeeDoctor);
    if page.kind() != Kind::Condition
        || !page.entry.facts.get_help.is_empty()
        || body.callouts.iter().any(|card| sends(card.callout))
        || body.headings.iter().any(about_getting_help)
    {
        return Vec::new();
    }
    let message = format!("`{}` does not say when to get help", page.entry.facts.id);
    let found = page.finding(&rules::MISSING_GET_HELP, message).at(Place::field("title"));
    vec![
        found
            .help("add `get_help`: the signs, and how urgent each is; if there are none, say so in a section about it"),
    ]
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::testing::on_page;

    fn reported(path: &str, text: &str) -> bool {
        !on_page(check, path, "en-GB", text).is_empty()
    }

    #[test]
    fn conditions_without_help() {
        let path = "conditions/knee-pain.md";
        for text in [
            "It hurts.",
            "It hurts. Call a doctor.",
            "## What helps\n\nRest.",
            "## Self-help\n\nRest.",
            "## What can help\n\nRest.",
            "## Questions for your doctor\n\nMany.",
            "> [!self-care] You can look after it yourself if:\n> - it is mild\n",
            "> [!important] Watch out\n> It hurts.\n",
        ] {
            assert!(reported(path, text), "{text}");
        }
        for text in [
            "---\ntitle: A\nget_help:\n  - {urgency: urgent, sign: \"it locks\"}\n---\n",
            "> [!see-doctor]\n> - it lasts\n",
            "## When to get help\n\nIf it lasts.",
            "### See a GP if it lasts\n\nSoon.",
            "## When should you see a doctor?\n\nSoon.",
            "## Red flags\n\nNone.",
            "## Wann Sie zum Arzt gehen sollten\n\nBald.",
        ] {
            assert!(!reported(path, text), "{text}");
        }
        assert!(!reported("symptoms/knee-pain.md", "It hurts."));
    }
}
