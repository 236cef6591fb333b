//! Finds text that was meant as the marker of a callout and would be printed as it is.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

use super::callouts::{self, Callout};
use super::callouts_forms::{Lookalike, Position, at_start, in_fence, within};
use super::events::is_inline;

/// A marker that opens no callout.
#[derive(Debug)]
pub(super) struct Attempt {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// The marker of a quotation whose content starts at the event `at`: its word and where it ends in the text.
pub(super) fn opening_marker<'a>(
    text: &'a str,
    events: &[(Event, Range<usize>)],
    at: usize,
    quote: &Range<usize>,
) -> Option<(&'a str, usize)> {
    let (word, length) = callouts::marker(&text[quote.clone()])?;
    let end = quote.start + length;
    // A marker further in is that of a quotation within this one, or no text at all.
    let opens = matches!(
        events.get(at..at + 2),
        Some([(Event::Start(Tag::Paragraph), _), (Event::Text(_), first)]) if first.start < end
    );
    opens.then_some((word, end))
}

/// Every attempt at a callout in the events of a body.
pub(super) fn scan(text: &str, events: &[(Event, Range<usize>)]) -> Vec<Attempt> {
    let mut scan = Scan { text, events, at: 0, line_start: true, quotes: Vec::new(), found: Vec::new() };
    while scan.at < events.len() {
        scan.step();
    }
    scan.found
}

/// The definition `[!urgent]: title`, which CommonMark reads as the address of a link and does not print.
pub(super) fn in_definition(label: &str, destination: &str, range: Range<usize>) -> Option<Attempt> {
    let address = destination.contains(['/', '.', '#', ':']);
    let bracketed = format!("[{label}]");
    let found =
        at_start(&bracketed, Position::Elsewhere).filter(|_| !address || label.trim_start().starts_with('!'))?;
    let message = format!("`{}:` is read as the address of a link and is not printed", found.written);
    Some(Attempt { range, message, help: quotation(found.callout) })
}

struct Scan<'a, 'e> {
    text: &'a str,
    events: &'a [(Event<'e>, Range<usize>)],
    at: usize,
    line_start: bool,
    quotes: Vec<Quote>,
    found: Vec<Attempt>,
}

struct Quote {
    /// Whether no text of it was seen yet.
    opening: bool,
    /// Where its marker ends, if it has one that works.
    marker: Option<usize>,
}

impl Scan<'_, '_> {
    fn step(&mut self) {
        let (event, range) = &self.events[self.at];
        self.at += 1;
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.open_quote(range),
            Event::End(TagEnd::BlockQuote(_)) => {
                self.quotes.pop();
                self.line_start = true;
            }
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(kind, range),
            Event::Start(Tag::HtmlBlock | Tag::Image { .. }) => self.skip_element(),
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(tag) if is_inline_end(*tag) => {}
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) if self.line_start => self.line(),
            Event::Text(text) => self.inside_line(text),
            Event::Code(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
            Event::FootnoteReference(_) => self.line_start = false,
            _ => self.line_start = true,
        }
    }

    fn open_quote(&mut self, range: &Range<usize>) {
        let marker = opening_marker(self.text, self.events, self.at, range).map(|(_, end)| end);
        self.quotes.push(Quote { opening: true, marker });
        self.line_start = true;
    }

    /// A line that starts with the event before `self.at`.
    fn line(&mut self) {
        self.line_start = false;
        let start = self.at - 1;
        let opening = self.quotes.last().is_some_and(|quote| quote.opening);
        self.quotes.iter_mut().for_each(|quote| quote.opening = false);
        let from = self.events[start].1.start;
        if opening && self.quotes.last().and_then(|quote| quote.marker).is_some_and(|end| from < end) {
            return;
        }
        let line = self.line_text(start, opening);
        if !opening && line.starts_with(char::is_alphanumeric) {
            return self.report_within(start, &line);
        }
        let list = opening && self.list_follows(start);
        let position = if opening { Position::OpensQuote { list } } else { Position::Elsewhere };
        match at_start(&line, position) {
            Some(found) => self.report(start, &found, opening),
            None => self.report_within(start, &line),
        }
    }

    /// Whether a list follows the line that starts with the event `start`, in the same quotation.
    fn list_follows(&self, start: usize) -> bool {
        const NEAR: usize = 40;
        let near = self.events[start..].iter().take(NEAR).map(|(event, _)| event);
        let mut in_quote = near.take_while(|event| !matches!(event, Event::End(TagEnd::BlockQuote(_))));
        in_quote.any(|event| matches!(event, Event::Start(Tag::List(_))))
    }

    /// Text after the start of a line: two markers in one line, or a marker after other words.
    fn inside_line(&mut self, text: &str) {
        let next = self.events.get(self.at).map(|(event, _)| event);
        let split = text.ends_with('[') && matches!(next, Some(Event::Text(next)) if next.starts_with('!'));
        if split || text.contains("[!") {
            let start = self.at - 1;
            let after_marker = self.quotes.last().and_then(|quote| quote.marker);
            let own = after_marker.is_some_and(|end| self.events[start].1.start < end);
            if !own {
                self.report_within(start, &self.line_text(start, false));
            }
        }
    }

    fn report_within(&mut self, start: usize, line: &str) {
        if let Some((_, found)) = within(line) {
            self.report(start, &found, false);
        }
    }

    /// Reports once for a line, since one mistake often makes several pieces of text.
    fn report(&mut self, start: usize, found: &Lookalike, opening: bool) {
        let end = self.end_of_line(start);
        let range = self.events[start].1.start..self.events[end - 1].1.end.max(self.events[start].1.end);
        let written = &found.written;
        let in_callout = self.quotes.iter().any(|quote| quote.marker.is_some());
        let (message, help) = if in_callout && !opening {
            let word = found.callout.map_or("urgent", Callout::word);
            let help = format!("end the quotation with an empty line, without `>`, before `> [!{word}]`");
            (format!("`{written}` is inside another callout, so it opens no callout of its own"), help)
        } else if opening && found.disguised {
            let message =
                format!("`{written}` contains invisible or look-alike characters, so it does not open a callout");
            (message, format!("type it again: {}", quotation(found.callout)))
        } else if opening {
            (format!("`{written}` does not open a callout"), quotation(found.callout))
        } else {
            (
                format!("`{written}` is printed as text: a callout is a quotation that starts with its marker"),
                quotation(found.callout),
            )
        };
        self.found.push(Attempt { range, message, help });
        self.at = end.max(self.at);
    }

    fn code_block(&mut self, kind: &CodeBlockKind, range: &Range<usize>) {
        let attempt = match kind {
            CodeBlockKind::Fenced(info) => in_fence(info).map(|callout| (format!("`{}`", info.trim()), callout)),
            CodeBlockKind::Indented => self.indented_quote(),
        };
        if let Some((written, callout)) = attempt {
            let message = format!("{written} is printed as program code, not as a callout");
            self.found.push(Attempt { range: range.clone(), message, help: quotation(Some(callout)) });
        }
        self.skip_element();
    }

    /// A quotation with a marker that is indented by four spaces or more.
    fn indented_quote(&self) -> Option<(String, Callout)> {
        let Some((Event::Text(code), _)) = self.events.get(self.at) else { return None };
        let line = code.lines().next()?.trim();
        let quoted = line.strip_prefix('>')?.trim_start_matches(['>', ' ']);
        let found = at_start(quoted, Position::OpensQuote { list: false })?;
        Some((format!("the indented line `{line}`"), found.callout?))
    }

    fn skip_element(&mut self) {
        self.at = self.end_of_element() + 1;
    }

    /// The index of the event that ends the element whose content starts at `self.at`.
    fn end_of_element(&self) -> usize {
        let mut depth = 0usize;
        for (nth, (event, _)) in self.events.iter().enumerate().skip(self.at) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return nth,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.events.len()
    }

    /// The index of the event that ends the line that starts with the event `start`.
    fn end_of_line(&self, start: usize) -> usize {
        let end = self.events[start..].iter().position(|(event, _)| ends_line(event));
        end.map_or(self.events.len(), |nth| start + nth)
    }

    /// The beginning of a line as text. Code is a marker only where it opens a quotation: elsewhere it may explain one.
    fn line_text(&self, start: usize, opening: bool) -> String {
        let mut line = String::new();
        for (event, _) in &self.events[start..] {
            match event {
                event if ends_line(event) => break,
                Event::Text(text) | Event::InlineHtml(text) => line.push_str(text),
                Event::Code(code) if opening => line.push_str(code),
                Event::Code(_) => line.push('\u{fffc}'),
                _ => {}
            }
            if line.len() > 200 {
                break;
            }
        }
        line
    }
}

fn ends_line(event: &Event) -> bool {
    match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::Start(tag) => !is_inline(tag),
        Event::End(tag) => !is_inline_end(*tag),
        _ => false,
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}

/// The correct form.
pub(super) fn quotation(callout: Option<Callout>) -> String {
    match callout {
        Some(callout) if callout.is_care() => {
            format!(
                "write `> [!{}] {}`, then each sign on a line that starts with `> - `",
                callout.word(),
                callout.default_title()
            )
        }
        Some(callout) if callout.is_list() => {
            format!("write `> [!{}]`, then each item on a line that starts with `> - `", callout.word())
        }
        Some(callout) => format!("write `> [!{}] Title`, then the text on lines that start with `>`", callout.word()),
        None => {
            let words = Callout::words().collect::<Vec<_>>().join("`, `");
            format!("write `> [!urgent] Title`; the keyword is one of `{words}`")
        }
    }
}
