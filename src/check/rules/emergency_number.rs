//! `emergency-number`: a number that readers are told to call, and that another country uses.
//!
//! The country is the option `country`, or that of the book's language ("en-GB"); without either, and for countries that
//! the table does not have, the rule says nothing. A number is called when a word such as "call" or "dial" leads to it.

use crate::check::emergency_numbers::{calls, country_of, country_with, of_country};
use crate::check::page::Page;
use crate::check::phrases::is_title;
use crate::check::prose::BlockKind;
use crate::check::whole::Whole;
use crate::config::RulesConfig;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let Some(local) = Local::of(page.rules, page.language) else { return Vec::new() };
    let facts = &page.entry.facts;
    let signs = facts.get_help.iter().enumerate().map(|(nth, row)| (&row.sign, Place::part("get_help", nth, "sign")));
    let summary = facts.summary.iter().map(|summary| (summary, Place::field("summary")));
    let mut found = Vec::new();
    for (text, place) in signs.chain(summary) {
        found.extend(local.foreign(text).map(|(_, message)| page.finding(&rules::EMERGENCY_NUMBER, message).at(place)));
    }
    for block in page.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        for (range, message) in local.foreign(&block.text) {
            // What is a title is reported where it was written.
            if !is_title(block, range.start) {
                found.push(page.finding_in(&rules::EMERGENCY_NUMBER, block, range, message));
            }
        }
    }
    found.into_iter().map(|finding| finding.help(local.help())).collect()
}

/// The numbers that every page shows.
pub(super) fn check_brand(whole: &Whole) -> Vec<Diagnostic> {
    let Some(local) = Local::of(whole.rules(), &whole.config.language) else { return Vec::new() };
    let phones = whole.config.brand.crisis.iter().filter_map(|crisis| crisis.phone.as_deref()).map(digits);
    let foreign = phones.filter(|phone| local.is_foreign(phone));
    foreign
        .map(|phone| {
            let message = format!("`crisis` in `book.toml`: {}", local.message(&phone));
            Diagnostic::without_file(&rules::EMERGENCY_NUMBER, message).help(local.help())
        })
        .collect()
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// What can be called where the readers are.
struct Local {
    country: &'static str,
    own: &'static [&'static str],
    allowed: Vec<String>,
}

impl Local {
    fn of(rules_config: &RulesConfig, language: &str) -> Option<Local> {
        let option = rules_config.word(&rules::EMERGENCY_NUMBER, "country");
        let country = if option.is_empty() { country_of(language)? } else { option };
        let (country, own) = of_country(country)?;
        let allowed = rules_config.words(&rules::EMERGENCY_NUMBER, "numbers").map(digits).collect();
        Some(Local { country, own, allowed })
    }

    /// Where a text tells readers to call a number of another country, and what to say of it.
    fn foreign(&self, text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, String)> {
        let calls = calls(text).into_iter().filter(|call| self.is_foreign(&call.number));
        calls.map(|call| (call.range, self.message(&call.number)))
    }

    fn is_foreign(&self, number: &str) -> bool {
        let known = self.own.contains(&number) || self.allowed.iter().any(|allowed| allowed == number);
        !known && country_with(number).is_some()
    }

    fn message(&self, number: &str) -> String {
        let there = country_with(number).unwrap_or("another country");
        format!("{number} is a number of {there}, and not of {}", self.country)
    }

    fn help(&self) -> String {
        let main: Vec<&str> = self.own.iter().copied().take(2).collect();
        format!(
            "give a number that works in {}, such as {}, or list this one in the option `numbers`",
            self.country,
            main.join(" or ")
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::on_book;
    use crate::check::whole::Whole;
    use crate::diag::{Diagnostic, rules};

    /// Both halves of the rule.
    fn all(whole: &Whole) -> Vec<Diagnostic> {
        let pages = whole.pages.iter().flat_map(|page| &page.diagnostics);
        let mut found: Vec<Diagnostic> =
            pages.filter(|found| found.rule == &rules::EMERGENCY_NUMBER).cloned().collect();
        found.extend(super::check_brand(whole));
        found
    }

    fn reported(settings: &str, text: &str) -> Vec<String> {
        let found = on_book(all, settings, &[("conditions/a.md", text)]);
        found.into_iter().map(|(_, message)| message).collect()
    }

    const BRITISH: &str = "[book]\nlanguage = \"en-GB\"\n";

    #[test]
    fn numbers_of_other_countries() {
        assert_eq!(
            reported(BRITISH, "Call 911 now."),
            ["911 is a number of the United States, and not of the United Kingdom"]
        );
        for text in [
            "> [!emergency] Call 000 if:\n> - it is bad\n",
            "## Call 911 if it is bad\n\nNow.",
            "Dial 112 or 911.",
            "| When | What |\n|---|---|\n| now | call 911 |\n",
            "---\ntitle: A\nsummary: Call 911.\n---\n",
        ] {
            assert_eq!(reported(BRITISH, text).len(), 1, "{text}");
        }
        let crisis = format!("{BRITISH}[[brand.crisis]]\nname = \"Lifeline\"\nphone = \"988\"\n");
        assert_eq!(reported(&crisis, "Text.").len(), 1);
        let option = "[book]\nlanguage = \"en\"\n[rules.emergency-number]\ncountry = \"AU\"\n";
        assert_eq!(reported(option, "Call 999.").len(), 1);
    }

    #[test]
    fn numbers_that_work() {
        for text in [
            "Call 999.",
            "Call 111 or 112.",
            "A trial with 911 people.",
            "```\ncall 911\n```\n",
            "Call 12345.",
            "In the United States, call 911.",
        ] {
            assert!(reported(BRITISH, text).is_empty(), "{text}");
        }
        assert!(reported("[book]\nlanguage = \"en\"\n", "Call 911.").is_empty());
        let more = format!("{BRITISH}[rules.emergency-number]\nnumbers = [\"911\"]\n");
        assert!(reported(&more, "Call 911.").is_empty());
    }
}
