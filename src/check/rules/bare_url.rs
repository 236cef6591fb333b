//! `bare-url`: a web address in the text is read aloud letter by letter, and nobody can tap it. An address in code is an
//! example. One that is a link is read aloud all the same; without `https://`, as in `[www.nhs.uk](...)`, it belongs to
//! `link-text`. E-mail addresses are fine: people write them down.

use std::ops::Range;

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};

const HELP: &str = "make it a link on words that say where it leads: `[Knee pain (NHS)](https://...)`";

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let facts = &page.entry.facts;
    let mut found = in_body(page);
    let signs = facts.get_help.iter().enumerate();
    let cautions = facts.cautions.iter().enumerate();
    let fields = facts.summary.iter().map(|text| (text, Place::field("summary")));
    let fields = fields.chain(signs.map(|(nth, help)| (&help.sign, Place::part("get_help", nth, "sign"))));
    let fields = fields.chain(cautions.map(|(nth, caution)| (&caution.text, Place::part("cautions", nth, "text"))));
    for (text, place) in fields {
        let help = "name the page in words; a link stands in the text below";
        found.extend(addresses(text).into_iter().take(1).map(|range| finding(page, &text[range], place).help(help)));
    }
    found
}

fn in_body(page: &Page) -> Vec<Diagnostic> {
    let body = page.body();
    let html = body.html.as_str();
    if !html.contains("://") && !html.contains("www.") && !html.contains("WWW.") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut in_code, mut in_link) = (false, false);
    let mut at = 0;
    while at < html.len() {
        if html[at..].starts_with('<') {
            let end = html[at..].find('>').map_or(html.len(), |end| at + end + 1);
            let tag = html[at + 1..end].trim_end_matches('>');
            match tag.split(' ').next().unwrap_or_default() {
                "a" => in_link = true,
                "/a" => in_link = false,
                "code" | "pre" => in_code = true,
                "/code" | "/pre" => in_code = false,
                _ => {}
            }
            at = end;
            continue;
        }
        let end = html[at..].find('<').map_or(html.len(), |end| at + end);
        let text = if in_code { "" } else { &html[at..end] };
        for range in addresses(text) {
            let words = text[range.clone()].replace("&amp;", "&");
            if !in_link || words.contains("://") {
                let place = Place::span(body.source(at + range.start)..body.source(at + range.end - 1) + 1);
                found.push(finding(page, &words, place).help(HELP));
            }
        }
        at = end;
    }
    found
}

fn finding(page: &Page, address: &str, place: Place) -> Diagnostic {
    let short: String = address.chars().take(60).collect();
    let dots = if short.len() < address.len() { "\u{2026}" } else { "" };
    page.finding(&rules::BARE_URL, format!("readers see a web address: \u{201c}{short}{dots}\u{201d}")).at(place)
}

/// Where the web addresses of a text are.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices(':').filter(|(at, _)| text[*at..].starts_with("://")).filter_map(|(at, _)| {
        let scheme = ["https", "http"].iter().find(|scheme| {
            at.checked_sub(scheme.len())
                .and_then(|from| text.get(from..at))
                .is_some_and(|s| s.eq_ignore_ascii_case(scheme))
        })?;
        Some((at - scheme.len(), at + 3))
    });
    let www = text.match_indices('.').filter_map(|(at, _)| {
        let from = at.checked_sub(3)?;
        text.get(from..at).filter(|www| www.eq_ignore_ascii_case("www")).map(|_| (from, at + 1))
    });
    let fits = |(start, rest): &(usize, usize)| {
        !text[..*start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '@'))
            // The address of a link that cannot be read is reported as such.
            && !text[..*start].ends_with("](")
            && text[*rest..].starts_with(char::is_alphanumeric)
    };
    let mut starts: Vec<usize> = starts.chain(www).filter(fits).map(|(start, _)| start).collect();
    starts.sort_unstable();
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in starts {
        if found.last().is_none_or(|last| last.end <= start) {
            found.push(start..end_of(text, start));
        }
    }
    found
}

/// The end of the web address that starts at an offset.
fn end_of(text: &str, start: usize) -> usize {
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |end| start + end);
    let marks = ['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '\u{201d}', '\u{2019}'];
    start + text[start..end].trim_end_matches(marks).len()
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_in_a_text() {
        for (text, wanted) in [
            ("See https://www.nhs.uk/symptoms/knee-pain/.", vec!["https://www.nhs.uk/symptoms/knee-pain/"]),
            ("(www.nhs.uk)", vec!["www.nhs.uk"]),
            ("WWW.NHS.UK is it, www.a.b too", vec!["WWW.NHS.UK", "www.a.b"]),
            ("HTTP://a.b", vec!["HTTP://a.b"]),
            ("Write to knee@www.example.org", vec![]),
            ("Ask nhs.uk or write to help@nhs.uk.", vec![]),
            ("An address starts with https:// and a name.", vec![]),
            ("awww.no", vec![]),
            ("Wow... www. is short for it.", vec![]),
            ("ftp://x", vec![]),
        ] {
            let found: Vec<&str> = addresses(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
