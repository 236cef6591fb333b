//! Quotation marks, apostrophes and dashes of running text, across emphasis and links. Code, addresses and what an author
//! escaped stay as written.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

use crate::text::{Change, Quotes, changes, has_typewriter_marks};

type Located<'a> = (Event<'a>, Range<usize>);

/// Events whose texts are as they are printed. What changes is a text of its own.
pub(super) fn typeset<'a>(events: Vec<Located<'a>>, source: &str, language: &str) -> Vec<Located<'a>> {
    if !events.iter().any(|(event, _)| matches!(event, Event::Text(text) if has_typewriter_marks(text))) {
        return events;
    }
    let changes = Reader { source, quotes: Quotes::of(language), ..Reader::default() }.read(&events);
    let mut changes = changes.into_iter().peekable();
    let mut out = Vec::with_capacity(events.len() + 2 * changes.len());
    for (nth, (event, range)) in events.into_iter().enumerate() {
        let Event::Text(text) = &event else {
            out.push((event, range));
            continue;
        };
        let mut at = 0;
        while let Some((_, (changed, printed))) = changes.next_if(|(of, _)| *of == nth) {
            if changed.start > at {
                out.push((
                    Event::Text(text[at..changed.start].to_owned().into()),
                    range.start + at..range.start + changed.start,
                ));
            }
            let place = range.start + changed.start..range.start + changed.end;
            out.push((Event::Text(printed.into_owned().into()), place));
            at = changed.end;
        }
        match at {
            0 => out.push((event, range)),
            at if at < text.len() => out.push((Event::Text(text[at..].to_owned().into()), range.start + at..range.end)),
            _ => {}
        }
    }
    out
}

/// Gathers the running text of each block.
#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    quotes: Quotes,
    /// The text of the block so far.
    text: String,
    /// Texts in it: where each is, and the number of its event.
    pieces: Vec<(Range<usize>, usize)>,
    /// How many elements are open whose text is not that of the author.
    literal: usize,
    /// Changes with the numbers of their events.
    changes: Vec<(usize, Change)>,
}

impl Reader<'_> {
    fn read(mut self, events: &[Located]) -> Vec<(usize, Change)> {
        let mut end = 0;
        for (nth, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Text(text) => self.piece(nth, text, range, end),
                Event::Code(text) => self.stand_in(text),
                Event::SoftBreak | Event::HardBreak => self.text.push(' '),
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => self.literal += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.literal = self.literal.saturating_sub(1),
                Event::Start(Tag::Link { link_type, .. }) => {
                    self.literal += usize::from(self.literal > 0 || is_literal(*link_type))
                }
                Event::End(TagEnd::Link) => self.literal = self.literal.saturating_sub(1),
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Image { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_) => {}
                _ => self.end_block(),
            }
            // What an element holds comes after its start.
            end = if matches!(event, Event::Start(_)) { range.start } else { range.end };
        }
        self.end_block();
        self.changes
    }

    /// `end` is where the event before ended: a backslash between the two escapes the first character.
    fn piece(&mut self, nth: usize, text: &str, range: &Range<usize>, end: usize) {
        // A character reference is longer than what it means.
        if self.literal > 0 || range.len() != text.len() {
            return self.stand_in(text);
        }
        let escaped = range.start > end && self.source.as_bytes().get(range.start - 1) == Some(&b'\\');
        self.pieces.push((self.text.len()..self.text.len() + text.len(), nth));
        match text.as_bytes().first() {
            Some(first) if escaped && first.is_ascii_punctuation() => {
                self.text.push('\u{1}');
                self.text.push_str(&text[1..]);
            }
            _ => self.text.push_str(text),
        }
    }

    /// Letters where there are letters, so that an apostrophe behind them is one.
    fn stand_in(&mut self, text: &str) {
        // No change falls on it, since no piece begins here.
        self.text.extend(text.chars().map(|c| if c.is_alphanumeric() { c } else { '\u{fffc}' }));
    }

    fn end_block(&mut self) {
        if has_typewriter_marks(&self.text) {
            for (range, printed) in changes(&self.text, &self.quotes) {
                let nth = self.pieces.partition_point(|(piece, _)| piece.start <= range.start);
                let piece = nth.checked_sub(1).map(|nth| &self.pieces[nth]).filter(|(piece, _)| range.end <= piece.end);
                if let Some((piece, event)) = piece {
                    self.changes.push((*event, (range.start - piece.start..range.end - piece.start, printed)));
                }
            }
        }
        self.text.clear();
        self.pieces.clear();
    }
}

/// Whether the words of a link are its address or the title of an entry.
fn is_literal(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false })
}
