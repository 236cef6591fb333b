//! Line breaks between characters of scripts that have no spaces.

use pulldown_cmark::{Event, Tag};
use std::ops::Range;

use crate::text::joins_lines;

/// Whether the line break at an event is no space: browsers, search and other readers of the HTML would take it for one.
pub(super) fn joins(events: &[(Event, Range<usize>)], at: usize, language: &str) -> bool {
    last_before(&events[..at])
        .zip(first_after(&events[at + 1..]))
        .is_some_and(|(before, after)| joins_lines(before, after, language))
}

/// The last character that readers see before a place, without citations and footnote marks.
fn last_before(events: &[(Event, Range<usize>)]) -> Option<char> {
    let mut at = events.len();
    while let Some((event, _)) = at.checked_sub(1).map(|before| &events[before]) {
        at -= 1;
        match event {
            text if is_text(text, "]") => {
                // Further back than any group of citations begins, nothing is looked for.
                let from = at.saturating_sub(64);
                let open = events[from..at].iter().rposition(|(event, _)| is_text(event, "["));
                let open = open.map(|open| from + open);
                match open.filter(|open| is_citation(&events[*open..])) {
                    Some(open) => at = open,
                    None => return Some(']'),
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(last) = text.chars().rev().find(|c| !c.is_whitespace()) {
                    return Some(last);
                }
            }
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            _ => return None,
        }
    }
    None
}

fn first_after(events: &[(Event, Range<usize>)]) -> Option<char> {
    let mut at = 0;
    while let Some((event, _)) = events.get(at) {
        match event {
            text if is_text(text, "[") && is_citation(&events[at..]) => {
                at += events[at..].iter().position(|(event, _)| is_text(event, "]"))?;
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(first) = text.chars().find(|c| !c.is_whitespace()) {
                    return Some(first);
                }
            }
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            _ => return None,
        }
        at += 1;
    }
    None
}

fn is_text(event: &Event, wanted: &str) -> bool {
    matches!(event, Event::Text(text) if text.as_ref() == wanted)
}

/// Whether a bracket opens a group of citations.
fn is_citation(events: &[(Event, Range<usize>)]) -> bool {
    matches!(events.get(1), Some((Event::Text(text), _)) if text.starts_with('@') || text.starts_with("-@"))
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}
