//! `link-text`: many readers go from link to link, and hear the words of each alone. "Click here" does not say where a link
//! leads, and an address is read letter by letter. Words that are a title were not written here. The list of words is
//! English; addresses are found in every language. A whole address with `https://` belongs to `bare-url`, linked or not. Only
//! the whole words of a link count: "click here for the exercises" passes.

use crate::check::page::Page;
use crate::diag::{Diagnostic, rules};

/// Words that fit every link, sorted.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "a link", "an article", "article", "click", "click here", "click here for more", "click here to find out more",
    "click me", "click on this link", "click the link", "click this", "click this link", "continue", "continue reading",
    "details", "download", "find out more", "find out more here", "follow the link", "follow this link", "full article",
    "full details", "further details", "further information", "go", "go here", "go to page", "go to this page", "here",
    "info", "information", "it", "keep reading", "learn more", "learn more here", "link", "link here", "link to page",
    "more", "more details", "more here", "more info", "more information", "more on this", "next", "on this page", "online",
    "open", "our page", "our website", "page", "press here", "read", "read here", "read it here", "read more",
    "read more here", "read on", "read this", "read this page", "see", "see here", "see more", "see page", "see this",
    "see this link", "see this page", "site", "source", "start here", "tap here", "that", "that page", "the article",
    "the link", "the page", "the site", "the website", "there", "these", "this", "this article", "this here", "this link",
    "this one", "this page", "this site", "this text", "this web page", "this webpage", "this website", "those", "view",
    "view more", "visit", "visit page", "visit website", "web page", "webpage", "website", "what's this",
];

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let english = page.is_in("en");
    let mut found = Vec::new();
    for block in &page.blocks {
        for link in block.links.iter().filter(|link| !link.titled) {
            let words = block.text[link.range.clone()].trim();
            let (message, help) = if is_address(words) {
                ("the words of this link are an address", "write what is there: `[Knee pain (NHS)](https://...)`")
            } else if english && says_nothing(words) {
                ("these words do not say where the link leads", "name what is there, such as the title of the page")
            } else {
                continue;
            };
            let message = format!("{message}: \u{201c}{words}\u{201d}");
            found.push(page.finding_in(&rules::LINK_TEXT, block, link.range.clone(), message).help(help));
        }
    }
    found
}

fn says_nothing(words: &str) -> bool {
    // The longest of the list are shorter; most links need no copy.
    if words.len() > 40 {
        return false;
    }
    let plain = words.to_lowercase().replace('\u{2019}', "'");
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    EMPTY.binary_search(&plain).is_ok()
}

/// An address without `https://`: `www.nhs.uk`, `nhs.uk/conditions`. A bare name such as `nhs.uk` is what people say.
fn is_address(words: &str) -> bool {
    if words.contains(char::is_whitespace) {
        return false;
    }
    let host = |host: &str| {
        host.contains('.')
            && host.split('.').all(|part| !part.is_empty())
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
            && host.bytes().any(|b| b.is_ascii_alphabetic())
    };
    let path = |(before, behind): (&str, &str)| host(before) && !behind.is_empty();
    let www = words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    www || words.split_once('/').is_some_and(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fit_every_link() {
        assert!(EMPTY.is_sorted());
        for words in ["Click here", "HERE", "here.", "read more \u{2192}", "(more)", "This page", "What\u{2019}s this?"]
        {
            assert!(says_nothing(words), "{words}");
        }
        for words in [
            "ice",
            "here is how",
            "physical therapist",
            "click here for the exercises",
            "read about ice",
            "",
            "\u{2192}",
        ] {
            assert!(!says_nothing(words), "{words}");
        }
    }

    #[test]
    fn addresses() {
        for words in ["www.nhs.uk", "WWW.nhs.uk", "nhs.uk/symptoms"] {
            assert!(is_address(words), "{words}");
        }
        for words in
            ["nhs.uk", "https://www.nhs.uk", "and/or", "24/7", "1.5/2", "help@nhs.uk", "NHS 111", "ice.", "e.g./i.e."]
        {
            assert!(!is_address(words), "{words}");
        }
    }
}
