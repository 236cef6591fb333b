//! Headings: stable ids, apart from those of the page around them.

use pulldown_cmark::Event;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

use super::body::Heading;
use super::events::{Writer, plain_text};
use crate::diag::rules;
use crate::text::part_numbers;

/// How the ids begin that templates, scripts and the program itself put into a page. No heading takes one of them, so
/// that no word of an author can hide what a page needs or catch a link to it.
pub const OWN_IDS: &str = "cb-";

impl Writer<'_> {
    pub(super) fn heading(&mut self, level: u8, wanted: Option<&str>, range: Range<usize>) {
        let end = self.matching_end(self.at);
        let text = self.heading_text(end);
        self.check_heading(&text, wanted, end, &range);
        let before = self.headings.last().map_or(1, |heading| heading.level);
        if level == 1 {
            self.report(&rules::HEADING_LEVEL, range.clone(), "a body must not have a level-1 heading").help =
                Some("the title of the page is the only one; start with `##`".to_owned());
        } else if level > before + 1 {
            let message = format!("this heading jumps from level {before} to level {level}");
            self.report(&rules::HEADING_LEVEL, range, message).help = Some(format!("write it with {} `#`", before + 1));
        }
        let level = level.clamp(2, 6).min(before + 1);
        // A heading in a footnote is at the end of the page and no part of its contents: nothing leads to it.
        if self.in_note() {
            self.out.html.push_str(&format!("<h{level}>"));
        } else {
            let id = free_id(&text, wanted, &mut self.taken);
            let at = self.out.html.len();
            self.out.html.push_str(&format!("<h{level} id=\"{id}\">"));
            self.headings.push(Heading { level, id, text, at, outermost: self.depth == 0, own_id: wanted.is_some() });
        }
        while self.at < end {
            self.step();
        }
        self.close_html();
        self.at = end + 1;
        self.out.html.push_str(&format!("</h{level}>\n"));
    }

    /// The words of a heading whose content ends at the event `end`: without comments, which no page shows.
    fn heading_text(&self, end: usize) -> String {
        let shown: Vec<_> =
            self.events[self.at..end].iter().filter(|(event, _)| !is_comment_event(event)).cloned().collect();
        plain_text(&shown)
    }

    fn check_heading(&mut self, text: &str, wanted: Option<&str>, end: usize, range: &Range<usize>) {
        if !text.contains(|c: char| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')) {
            self.report(&rules::BAD_HEADING, range.clone(), "this heading has no words").help =
                Some("write what the section is about, or remove the heading".to_owned());
        }
        let source = self.text[range.clone()].trim_end();
        let first_line = source.lines().next().unwrap_or_default().trim_end();
        match attributes(first_line).filter(|_| !text.ends_with('}')) {
            Some(inside) if wanted.is_none() || inside.split_whitespace().count() != 1 => {
                let message = format!("`{{{inside}}}` after a heading is not an id, and the page does not show it");
                let id = slug(inside.split_whitespace().last().unwrap_or_default());
                let id = if id.is_empty() { "id" } else { &id };
                self.report(&rules::BAD_HEADING, range.clone(), message).help =
                    Some(format!("write the id as `{{#{id}}}`, or words in ordinary brackets"));
            }
            _ if self.events[self.at..end].iter().any(|(event, _)| holds_id(event)) => {
                self.report(&rules::BAD_HEADING, range.clone(), "the id of this heading is printed with its words")
                    .help =
                    Some("write it as ` {#id}` at the end of the line, with a small id and no spaces".to_owned());
            }
            _ => {}
        }
        let Some(id) = wanted.map(slug) else { return };
        if id.starts_with(OWN_IDS) {
            let message = format!("ids that start with `{OWN_IDS}`, such as `{id}`, are reserved for the page itself");
            self.report(&rules::BAD_HEADING, range.clone(), message).help =
                Some("choose an id that starts with another word".to_owned());
        } else if self.taken.contains_key(&id) {
            let message = format!("another heading above has the id `{id}`");
            self.report(&rules::DUPLICATE_ID, range.clone(), message).help =
                Some(format!("links to `#{id}` would lead there: choose another id"));
        }
    }
}

/// Whether a piece of a heading's text was meant as its id. Code may show one.
fn holds_id(event: &Event) -> bool {
    matches!(event, Event::Text(text) if text.contains("{#") || text.contains("{:") || text.ends_with("#}"))
}

fn is_comment_event(event: &Event) -> bool {
    matches!(event, Event::InlineHtml(html) if html.starts_with("<!--"))
}

/// The inside of the braces that a heading's line ends with.
fn attributes(line: &str) -> Option<&str> {
    let inside = line.strip_suffix('}')?;
    inside.rfind('{').map(|at| &inside[at + 1..])
}

/// Words to an address or id: letters and digits of any script in lower case, accents folded, runs of anything
/// else as one hyphen. Empty when nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in part_numbers(text).nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '\u{2019}') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A free id for a heading with that text; `wanted` is the id that the author gave.
pub(super) fn free_id(text: &str, wanted: Option<&str>, taken: &mut BTreeMap<String, usize>) -> String {
    let base = slug(wanted.unwrap_or(text));
    let base = match base.is_empty() {
        true => "section".to_owned(),
        false if base.starts_with(OWN_IDS) => format!("section-{base}"),
        false => base,
    };
    // How often a name was asked for, so that of thousands of equal headings each is looked at once.
    let mut n = taken.get(&base).copied().unwrap_or(0);
    loop {
        n += 1;
        let id = if n == 1 { base.clone() } else { format!("{base}-{n}") };
        if !taken.contains_key(&id) {
            taken.insert(base, n);
            taken.entry(id.clone()).or_insert(1);
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("How it feels", "how-it-feels"),
            ("Runner's knee (PFP)", "runners-knee-pfp"),
            ("Köhler  –  São", "kohler-sao"),
            ("膝の痛み", "膝の痛み"),
            ("?!", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn ids_are_unique_and_never_reserved() {
        let mut taken = BTreeMap::new();
        assert_eq!(free_id("Ice", None, &mut taken), "ice");
        assert_eq!(free_id("Ice", None, &mut taken), "ice-2");
        assert_eq!(free_id("Sources", None, &mut taken), "sources");
        assert_eq!(free_id("CB radio", None, &mut taken), "section-cb-radio");
        assert_eq!(free_id("x", Some("CB-main"), &mut taken), "section-cb-main");
        assert_eq!(free_id("?", None, &mut taken), "section");
    }
}
