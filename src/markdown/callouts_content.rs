//! Checks of callouts: markers that open none, cards without signs, empty items.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

use super::callouts::Callout;
use super::callouts_forms::in_tag;
use super::callouts_scan::{Attempt, in_definition, quotation};
use super::events::{Writer, plain_text};
use super::flanking::Definition;
use crate::diag::rules;

/// Link definitions that were meant as callouts, in the order of the text.
pub(super) fn definitions(definitions: &[Definition]) -> Vec<Attempt> {
    let attempt = |found: &Definition| in_definition(&found.label, &found.destination, found.range.clone());
    let mut found: Vec<Attempt> = definitions.iter().filter_map(attempt).collect();
    found.sort_by_key(|attempt| attempt.range.start);
    found
}

/// What a callout contains below its title.
#[derive(Default)]
struct Content {
    /// Whether there are words or pictures.
    words: bool,
    lists: usize,
    empty_items: Vec<Range<usize>>,
}

impl Writer<'_> {
    pub(super) fn report_attempts(&mut self, definitions: Vec<Attempt>, attempts: Vec<Attempt>) {
        self.attempts = attempts.iter().map(|attempt| attempt.range.clone()).collect();
        for attempt in definitions.into_iter().chain(attempts) {
            self.report(&rules::CALLOUT, attempt.range, attempt.message).help = Some(attempt.help);
        }
    }

    /// Whether a part of the text was reported as a malformed callout.
    pub(super) fn is_attempt(&self, range: &Range<usize>) -> bool {
        let next = self.attempts.partition_point(|attempt| attempt.start <= range.start);
        next.checked_sub(1).is_some_and(|nth| range.start < self.attempts[nth].end)
    }

    /// Reports a tag such as `<Urgent>`; true when it was one.
    pub(super) fn callout_tag(&mut self, html: &str, range: Range<usize>) -> bool {
        let callout = in_tag(html).filter(|_| !html.trim_start().starts_with("</"));
        if let Some(callout) = callout {
            let message = "HTML is not allowed here, and a tag does not open a callout";
            self.report(&rules::CALLOUT, range, message).help = Some(quotation(Some(callout)));
        }
        callout.is_some()
    }

    /// Within a quotation a care card looks like somebody's words, within another card like a part of it.
    pub(super) fn check_nesting(&mut self, callout: Callout, range: &Range<usize>) {
        if !callout.is_care() {
            return;
        }
        let message = match self.quotes.last() {
            Some(None) => "this care card is inside a quotation",
            Some(Some(outer)) if outer.callout.is_care() => "this care card is inside another care card",
            _ => return,
        };
        self.report(&rules::CALLOUT, range.clone(), message).help =
            Some("start its lines with a single `>`, after an empty line without `>`".to_owned());
    }

    /// Reports a callout that does not contain what its title announces. Called before the title is written.
    pub(super) fn check_content(&mut self, callout: Callout, range: &Range<usize>, marker_end: usize) {
        self.check_title_start(callout, marker_end);
        let end = self.matching_end(self.at);
        let title_end = self.title_end(end);
        let content = content(&self.events[title_end..end]);
        if callout.is_care() || callout.is_list() {
            for item in &content.empty_items {
                self.report(
                    &rules::CALLOUT,
                    item.clone(),
                    format!("an empty item in a `{}` callout", callout.word()),
                )
                .help = Some("write its text after `- `, or remove the line".to_owned());
            }
        }
        let next = self.events[end + 1..].iter().find(|(event, range)| !self.is_comment(event, range));
        let followed = match next {
            Some((Event::Start(Tag::List(_)), _)) => Followed::List,
            Some((Event::Start(Tag::BlockQuote(_)), quote)) if !self.text[quote.clone()].contains("[!") => {
                Followed::Quote
            }
            _ => Followed::Other,
        };
        let title = plain_text(&self.events[self.at..title_end]);
        let announces = title.ends_with([':', '\u{ff1a}']);
        let marker_only = self.text[marker_end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
        if callout.is_care() && content.empty_items.is_empty() {
            self.check_signs(callout, range, &content, followed);
        } else if !callout.is_care()
            && !callout.is_list()
            && callout != Callout::Risk
            && !content.words
            && (announces || marker_only)
        {
            self.report(&rules::CALLOUT, range.clone(), format!("this `{}` callout is empty", callout.word())).help =
                Some("start every line of its text with `> `".to_owned());
        }
    }

    fn check_signs(&mut self, callout: Callout, range: &Range<usize>, content: &Content, followed: Followed) {
        let (message, help) = match followed {
            Followed::List if content.lists == 0 => (
                "the list after this care card is not part of it",
                "start each line of the list with `> `, and remove the empty line before it",
            ),
            Followed::Quote if !content.words => {
                ("this care card ends at the empty line, before its signs", "write `>` on the empty line, or remove it")
            }
            _ if !content.words => (
                "this care card has a title but no signs",
                "list the signs below the title, each on a line that starts with `> - `",
            ),
            _ => return,
        };
        let message = format!("{message} (`{}`)", callout.word());
        self.report(&rules::CALLOUT, range.clone(), message).help = Some(help.to_owned());
    }

    /// The index of the event at which the line of the marker ends.
    fn title_end(&self, end: usize) -> usize {
        let breaks =
            |event: &Event| matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph));
        self.events[self.at..end].iter().position(|(event, _)| breaks(event)).map_or(end, |nth| self.at + nth)
    }

    /// `[!urgent]: title`, and `[!urgent]-` of Obsidian: what follows the marker would be printed with the title.
    fn check_title_start(&mut self, callout: Callout, marker_end: usize) {
        let line = self.text[marker_end..].lines().next().unwrap_or_default().trim_end();
        let rest = line.trim_start();
        let mut chars = rest.chars();
        let Some(first) = chars.next().filter(|c| "-+:;,.|=>#]})!/{".contains(*c)) else { return };
        let number = chars.as_str().trim_start().starts_with(|c: char| c.is_ascii_digit());
        if number && "-+>.#".contains(first) || rest.starts_with("...") {
            return;
        }
        let message = format!("`{first}` after the marker would be printed with the title");
        self.report(&rules::CALLOUT, marker_end..marker_end + line.len(), message).help =
            Some(format!("write `> [!{}] Title`", callout.word()));
    }
}

#[derive(Clone, Copy)]
enum Followed {
    List,
    Quote,
    Other,
}

fn content(events: &[(Event, Range<usize>)]) -> Content {
    let mut content = Content::default();
    let mut items: Vec<(bool, Range<usize>)> = Vec::new();
    let mut citing = false;
    for (nth, (event, range)) in events.iter().enumerate() {
        let words = match event {
            Event::Text(text) if text.as_ref() == "[" => {
                citing |= matches!(events.get(nth + 1), Some((Event::Text(key), _)) if key.starts_with(['@', '-']));
                false
            }
            Event::Text(text) if citing => {
                citing = text.as_ref() != "]";
                false
            }
            Event::Text(text) | Event::Code(text) => text.contains(char::is_alphanumeric),
            Event::Start(Tag::Image { .. }) => true,
            Event::Start(Tag::List(_)) => {
                content.lists += 1;
                false
            }
            Event::Start(Tag::Item) => {
                items.push((false, range.clone()));
                false
            }
            Event::End(TagEnd::Item) => {
                let (words, range) = items.pop().unwrap_or_default();
                content.empty_items.extend((!words).then_some(range));
                words
            }
            _ => false,
        };
        if words {
            content.words = true;
            items.last_mut().into_iter().for_each(|item| item.0 = true);
        }
    }
    content
}
