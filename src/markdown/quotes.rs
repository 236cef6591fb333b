//! Quotes, and the callouts that are written as quotes.

use pulldown_cmark::{Event, Tag};
use std::ops::Range;

use super::body::CalloutSpan;
use super::callouts::Callout;
use super::events::{Writer, plain_text};
use super::icon_array;
use super::{callouts_scan, callouts_words, escape_text};
use crate::diag::rules;

impl Writer<'_> {
    pub(super) fn start_quote(&mut self, range: Range<usize>) {
        self.depth += 1;
        let marker = callouts_scan::opening_marker(self.text, &self.events, self.at, &range);
        let callout = marker.and_then(|(word, end)| {
            let callout = Callout::from_word(word);
            if callout.is_none() {
                self.unknown_callout(word, range.start..end);
            }
            callout.map(|callout| (callout, end))
        });
        match callout {
            None => {
                self.quotes.push(None);
                self.out.html.push_str("<blockquote>\n");
            }
            Some((callout, marker_end)) => {
                let at = self.out.html.len();
                let level = self.title_level(callout);
                self.check_nesting(callout, &range);
                self.quotes.push(Some(CalloutSpan { callout, level, range: at..at }));
                self.check_content(callout, &range, marker_end);
                self.check_list(callout, range);
                self.open_callout(callout, marker_end);
            }
        }
    }

    fn unknown_callout(&mut self, word: &str, range: Range<usize>) {
        let help = match callouts_words::meant(word) {
            Some(near) => format!("did you mean `[!{}]`?", near.word()),
            None => format!("known are: {}", Callout::words().collect::<Vec<_>>().join(", ")),
        };
        self.report(&rules::CALLOUT, range, format!("unknown callout `{word}`")).help = Some(help);
    }

    /// Writes the opening of a callout and its title, which is the rest of the marker's line.
    fn open_callout(&mut self, callout: Callout, marker_end: usize) {
        let (open, close) = match callout {
            Callout::Risk => self.open_risk(marker_end),
            callout if callout.is_care() || callout.is_list() => self.open_section(callout),
            callout => open_box(callout),
        };
        self.out.html.push_str(&open);
        if let Some(prefix) = callout.spoken_prefix() {
            self.out.html.push_str("<span class=\"visually-hidden\">");
            escape_text(prefix, &mut self.out.html);
            self.out.html.push_str("</span>");
        }
        let goes_on = self.title(callout, marker_end);
        self.out.html.push_str(&close);
        if goes_on {
            self.out.html.push_str("<p>");
        }
    }

    /// Care cards and lists have a heading as title, one level below the text around them.
    fn title_level(&self, callout: Callout) -> Option<u8> {
        let around = self.headings.last().map_or(1, |heading| heading.level);
        (callout.is_care() || callout.is_list()).then(|| (around + 1).min(6))
    }

    fn open_section(&mut self, callout: Callout) -> (String, String) {
        self.n_cards += 1;
        let level = self.title_level(callout).unwrap_or(2);
        let (n, word) = (self.n_cards, callout.word());
        let class = if callout.is_care() { "card" } else { "dolist" };
        let open = format!(
            "<section class=\"{class} {class}-{word}\" aria-labelledby=\"cb-card-{n}\">\n\
             <h{level} class=\"{class}-title\" id=\"cb-card-{n}\">"
        );
        (open, format!("</h{level}>\n<div class=\"{class}-body\">\n"))
    }

    /// A figure of dots above its statement, `3 in 100 people ...`.
    fn open_risk(&mut self, marker_end: usize) -> (String, String) {
        let line = self.text[marker_end..].lines().next().unwrap_or_default();
        let picture = match icon_array::ratio(line) {
            Some((hit, all)) => icon_array::svg(hit, all),
            None => {
                let range = marker_end..marker_end + line.len();
                self.report(&rules::CALLOUT, range, "a `risk` callout names no ratio that can be drawn").help =
                    Some("start it with one such as `[!risk] 3 in 100 people`, out of at most 1000".to_owned());
                String::new()
            }
        };
        let open = format!("<figure class=\"risk\">\n{picture}<figcaption>\n<p class=\"callout-title\">");
        (open, "</p>\n".to_owned())
    }

    /// Skips the marker, writes the rest of its line as title, and leaves the loop at the callout's content.
    /// True when the marker's paragraph goes on behind that line.
    fn title(&mut self, callout: Callout, marker_end: usize) -> bool {
        if matches!(self.events.get(self.at), Some((Event::Start(Tag::Paragraph), _))) {
            self.at += 1;
        }
        while self
            .events
            .get(self.at)
            .is_some_and(|(event, range)| matches!(event, Event::Text(_)) && range.end <= marker_end)
        {
            self.at += 1;
        }
        let end = self.matching_end(self.at);
        let line_end = self.line_end(end);
        if plain_text(&self.events[self.at..line_end]).is_empty() {
            escape_text(callout.default_title(), &mut self.out.html);
        }
        self.trim_title_start();
        while self.at < line_end {
            self.step();
        }
        self.close_html();
        let goes_on = line_end < end;
        self.at = if goes_on { line_end + 1 } else { end + 1 };
        goes_on
    }

    /// Where the line of a paragraph ends, or the paragraph that ends at `end`; not within emphasis and the like.
    fn line_end(&self, end: usize) -> usize {
        let mut depth = 0usize;
        let breaks = self.events[self.at..end].iter().position(|(event, _)| {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            depth == 0 && matches!(event, Event::SoftBreak | Event::HardBreak)
        });
        breaks.map_or(end, |nth| self.at + nth)
    }

    fn trim_title_start(&mut self) {
        if let Some((Event::Text(text), range)) = self.events.get(self.at).cloned() {
            let trimmed = text.trim_start().to_owned();
            self.events[self.at] = (Event::Text(trimmed.into()), range);
        }
    }

    pub(super) fn end_quote(&mut self) {
        self.close_html();
        self.depth = self.depth.saturating_sub(1);
        let quote = self.quotes.pop().flatten();
        match quote.as_ref().map(|quote| quote.callout) {
            None => self.out.html.push_str("</blockquote>\n"),
            Some(callout) if callout.is_care() || callout.is_list() => {
                self.out.html.push_str("</div>\n</section>\n");
                let listed = quote.as_ref().is_some_and(|card| self.out.html[card.range.start..].contains("<li>"));
                if callout.is_care() {
                    self.check_follows_heading(listed);
                }
            }
            Some(Callout::Risk) => self.out.html.push_str("</figcaption>\n</figure>\n"),
            Some(_) => self.out.html.push_str("</div>\n"),
        }
        if let Some(mut callout) = quote
            && !self.in_note()
        {
            callout.range.end = self.out.html.len();
            self.callouts.push(callout);
        }
    }

    /// Readers take what follows a care card for a part of it, unless a heading stands between.
    /// A list after a card without one was reported as the signs of that card.
    fn check_follows_heading(&mut self, listed: bool) {
        let next = self.events[self.at..].iter().find(|(event, range)| !self.is_comment(event, range)).cloned();
        if let Some((Event::Start(tag), range)) = next
            && self.depth == 0
            && !matches!(tag, Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))
            && (listed || !matches!(tag, Tag::List(_)))
        {
            self.report(&rules::TEXT_AFTER_CARD, range, "text follows a care card without a heading").help =
                Some("put a heading before it, or move the card to the end of the section".to_owned());
        }
    }

    /// A do or don't list is one list; a don't says "do not" in every item, since the heading may not be heard.
    fn check_list(&mut self, callout: Callout, range: Range<usize>) {
        if !callout.is_list() {
            return;
        }
        let end = self.matching_end(self.at);
        let mut lists = 0;
        let mut wrong = Vec::new();
        for nth in self.at..end {
            match &self.events[nth].0 {
                Event::Start(Tag::List(_)) => lists += 1,
                Event::Start(Tag::Item) if callout == Callout::Dont => {
                    let item = plain_text(&self.events[nth + 1..self.matching_end(nth + 1)]);
                    wrong.extend((!says_not(&item)).then(|| self.events[nth].1.clone()));
                }
                _ => {}
            }
        }
        if lists != 1 {
            let message = format!("a `{}` callout holds exactly one list", callout.word());
            self.report(&rules::CALLOUT, range, message);
        }
        for range in wrong {
            let message = "read alone, this item of a \u{201c}do not\u{201d} list says the opposite of what is meant";
            let help =
                "start it with \u{201c}do not\u{201d}: a screen reader may read it without the title of the list";
            self.report(&rules::CALLOUT, range, message).help = Some(help.to_owned());
        }
    }
}

/// Whether an item of a don't list keeps its sense without the title of the list.
fn says_not(item: &str) -> bool {
    const STARTS: &[&str] = &[
        "avoid",
        "can't",
        "cannot",
        "do not",
        "don't",
        "must not",
        "mustn't",
        "never",
        "no",
        "not",
        "please avoid",
        "please do not",
        "please don't",
        "should not",
        "shouldn't",
        "stop",
        "try not to",
        "you can't",
        "you cannot",
        "you must never",
        "you must not",
        "you mustn't",
        "you should never",
        "you should not",
        "you shouldn't",
    ];
    let item = item.trim_start().to_lowercase().replace('\u{2019}', "'");
    let whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    STARTS.iter().any(|start| item.strip_prefix(start).is_some_and(whole))
}

fn open_box(callout: Callout) -> (String, String) {
    let word = callout.word();
    let open = format!("<div class=\"callout callout-{word}\">\n<p class=\"callout-title\">");
    (open, "</p>\n".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_forbid_by_themselves() {
        for item in [
            "Do not bend it",
            "Don\u{2019}t bend it",
            "never run",
            "Avoid kneeling",
            "No running",
            "not run",
            "Stop if it hurts",
            "You must not bend it",
            "You should not drive",
            "Please do not run",
            "Try not to kneel",
            "cannot be bent",
        ] {
            assert!(says_not(item), "{item}");
        }
        for item in [
            "bend it",
            "avoiding stairs",
            "Notice pain",
            "Normal walks",
            "Stopwatches",
            "Try to kneel",
            "You can run",
            "",
        ] {
            assert!(!says_not(item), "{item}");
        }
    }
}
