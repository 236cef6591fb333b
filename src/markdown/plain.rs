//! Events as plain text: for headings, alternative texts and whatever else is read without markup.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

use super::raw_html::{self, Verdict};
use super::{escape_text, line_breaks};
use crate::config::SAFE_HTML;
use crate::text::line;

/// The words of some inline events as plain text, without citations.
pub(super) fn plain_text(events: &[(Event, Range<usize>)]) -> String {
    let mut html = String::new();
    for (nth, (event, _)) in events.iter().enumerate() {
        match event {
            Event::SoftBreak if line_breaks::joins(events, nth, "") => {}
            Event::Text(part) | Event::Code(part) => escape_text(part, &mut html),
            Event::InlineHtml(tag) => match raw_html::judge(tag, SAFE_HTML) {
                Verdict::Open(name) => html.extend(["<", name, ">"]),
                Verdict::Close(name) => html.extend(["</", name, ">"]),
                Verdict::Comment => {}
                Verdict::Refused => escape_text(tag, &mut html),
            },
            Event::Start(Tag::Strikethrough) => html.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => html.push_str("</del>"),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => html.push(' '),
            _ => {}
        }
    }
    while let Some(start) = html.find("[@") {
        let Some(end) = html[start..].find(']') else { break };
        html.replace_range(start..start + end + 1, "");
    }
    line(&html)
}
