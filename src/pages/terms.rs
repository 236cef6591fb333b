//! Words of the glossary in running text: found, and explained in a card.

use aho_corasick::AhoCorasick;
use std::ops::Range;

use super::book::Book;
use super::view::TermCardView;
use crate::markdown::escape_text;
use crate::model::Term;

/// Elements whose text never holds a term: what is already a link or a label, and what is not prose.
const CLOSED: &[&str] = &["a", "button", "code", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "svg", "th"];

/// Finds the terms of a glossary in HTML, all of them in one pass.
pub(super) struct TermFinder {
    automaton: Option<AhoCorasick>,
    /// Position of the term, by pattern.
    terms: Vec<usize>,
    /// Whether the pattern is an abbreviation, which keeps its case.
    exact: Vec<bool>,
}

/// A term in HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub range: Range<usize>,
    /// Position among the terms of the site.
    pub term: usize,
}

impl TermFinder {
    pub(super) fn new(terms: &[Term]) -> TermFinder {
        let mut patterns: Vec<(String, usize)> = Vec::new();
        for (nth, term) in terms.iter().enumerate().filter(|(_, term)| term.link) {
            let names = std::iter::once(&term.term).chain(&term.aliases);
            for name in names.map(|name| name.trim()).filter(|name| !name.is_empty()) {
                // As the text has it: escaped, and with the apostrophe of print.
                let mut written = String::new();
                escape_text(name, &mut written);
                if written.contains('\'') {
                    patterns.push((written.replace('\'', "\u{2019}"), nth));
                }
                patterns.push((written, nth));
            }
        }
        let automaton =
            AhoCorasick::builder().ascii_case_insensitive(true).build(patterns.iter().map(|(name, _)| name));
        TermFinder {
            // More patterns than the automaton can number are more than a glossary has.
            automaton: automaton.ok().filter(|_| !patterns.is_empty()),
            terms: patterns.iter().map(|(_, nth)| *nth).collect(),
            exact: patterns.iter().map(|(name, _)| !name.chars().any(char::is_lowercase)).collect(),
        }
    }

    /// The terms in a piece of HTML, in order.
    pub(super) fn mentions(&self, html: &str, range: Range<usize>) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        // A term may go over the end of a line.
        let flat = html.replace('\n', " ");
        let mut found = Vec::new();
        for text in prose(html, range) {
            for hit in automaton.find_overlapping_iter(&flat[text.clone()]) {
                let pattern = hit.pattern().as_usize();
                let (start, end) = (text.start + hit.start(), text.start + hit.end());
                // What follows `&` is the name of a character.
                let whole = start == text.start || !html[..start].ends_with(|c| c == '&' || in_word(c));
                let cased = !self.exact[pattern] || is_upper(&html[start..end]);
                if let (true, true, Some(end)) = (whole, cased, inflected(&html[..text.end], end)) {
                    found.push(Mention { range: start..end, term: self.terms[pattern] });
                }
            }
        }
        // The first one wins, and of those that start together the longest.
        found.sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
        let mut mentions: Vec<Mention> = Vec::new();
        for mention in found {
            if mentions.last().is_none_or(|last| last.range.end <= mention.range.start) {
                mentions.push(mention);
            }
        }
        mentions
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn is_upper(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// The end of a word that starts with a term: of the term itself, its plural or its genitive.
fn inflected(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    ["'s", "\u{2019}s", "es", "s", ""]
        .into_iter()
        .find(|ending| rest.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(in_word)))
        .map(|ending| end + ending.len())
}

/// The pieces of HTML that are running text.
fn prose(html: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = range.start;
    let mut closed: Option<&str> = None;
    while at < range.end {
        let tag = html[at..range.end].find('<').map_or(range.end, |found| at + found);
        if closed.is_none() && tag > at {
            pieces.push(at..tag);
        }
        let end = html[tag..range.end].find('>').map_or(range.end, |found| tag + found + 1);
        let written = &html[tag..end];
        match closed {
            Some(name) if written.strip_prefix("</").is_some_and(|rest| tag_name(rest) == name) => closed = None,
            Some(_) => {}
            None => {
                let name = written.strip_prefix('<').map(tag_name).unwrap_or_default();
                closed = CLOSED.iter().find(|closed| **closed == name).copied();
            }
        }
        at = end;
    }
    pieces
}

fn tag_name(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// What the card of a term says on the page at `route`.
pub(super) fn card(book: &Book, route: &str, nth: usize) -> TermCardView {
    let term = &book.site.data.terms[nth];
    TermCardView {
        id: card_id(term),
        term: term.term.clone(),
        definition: term.definition.clone(),
        href: format!("{}#term-{}", book.href(route, super::glossary::ROUTE), term.id),
    }
}

pub(super) fn card_id(term: &Term) -> String {
    format!("word-{}", term.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn found(names: &[&str], html: &str) -> Vec<String> {
        let terms: Vec<Term> = names
            .iter()
            .map(|name| Term {
                file: FileId(0),
                nth: 0,
                id: (*name).to_owned(),
                term: (*name).to_owned(),
                definition: String::new(),
                aliases: Vec::new(),
                see: None,
                cite: Vec::new(),
                link: !name.starts_with('-'),
            })
            .collect();
        let mentions = TermFinder::new(&terms).mentions(html, 0..html.len());
        mentions.into_iter().map(|found| format!("{}={}", &html[found.range], names[found.term])).collect()
    }

    #[test]
    fn terms_are_found_where_a_reader_would_find_them() {
        let cases: &[(&[&str], &str, &[&str])] = &[
            (
                &["groove"],
                "<p>The Groove, the grooves and a groove's end.</p>",
                &["Groove=groove", "grooves=groove", "groove's=groove"],
            ),
            (&["ache"], "<p>headache, aching, ache-free, ache</p>", &["ache=ache"]),
            (&["knee", "knee joint"], "<p>the knee joint of the knee</p>", &["knee joint=knee joint", "knee=knee"]),
            (
                &["graft"],
                "<h2 id=\"graft\">Graft</h2><p><a href=\"graft\">graft</a> <code>graft</code> <em>graft</em></p>",
                &["graft=graft"],
            ),
            (&["TENS"], "<p>tens of TENS</p>", &["TENS=TENS"]),
            (&["-x", "Bänder"], "<p>-x Bänder</p>", &["Bänder=Bänder"]),
            (&["knee", "knee joint"], "<p>the knee\njoint</p>", &["knee\njoint=knee joint"]),
            (&["knee", "knee cap"], "<p>knee capsule</p>", &["knee=knee"]),
            (
                &["Baker's cyst", "R&D"],
                "<p>Baker\u{2019}s cyst, R&amp;D</p>",
                &["Baker\u{2019}s cyst=Baker's cyst", "R&amp;D=R&D"],
            ),
            (&["amp"], "<p>ice &amp; heat</p>", &[]),
            (&["a"], "<p>cut <a", &[]),
            (&[], "<p>text</p>", &[]),
        ];
        for (names, html, wanted) in cases {
            assert_eq!(found(names, html), *wanted, "{html}");
        }
    }
}
