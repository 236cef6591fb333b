//! Emphasis in texts without spaces, by the CJK-friendly amendments to CommonMark
//! (<https://github.com/tats-u/markdown-cjk-friendly>, `specification.md`), which released versions of the parser lack.
//!
//! CommonMark tells from the characters around asterisks whether they open or close emphasis, and expects a space between a
//! word and punctuation. The amendments count East Asian punctuation as letters, and East Asian characters as spaces where
//! other punctuation follows. So a letter that no text has is put between such asterisks and the punctuation beside them before
//! the text is parsed, and taken out of all that was parsed.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Options, Parser, Tag};
use std::ops::Range;

use crate::text::{is_east_asian, is_mark};

/// A noncharacter, which counts as a letter.
const LETTER: char = '\u{fdd1}';

/// A link reference definition: `[label]: destination`.
pub(super) struct Definition {
    pub label: String,
    pub destination: String,
    pub range: Range<usize>,
}

/// Parses a text; ranges are those of the text as written.
pub(super) fn events(text: &str, options: Options) -> (Vec<(Event<'_>, Range<usize>)>, Vec<Definition>) {
    let places = if may_differ(text) { places(text) } else { Vec::new() };
    if places.is_empty() {
        let parser = Parser::new_ext(text, options).into_offset_iter();
        let definitions = definitions(&parser, |at| at);
        return (parser.collect(), definitions);
    }
    let mut with_letters = String::with_capacity(text.len() + places.len() * LETTER.len_utf8());
    let mut at = 0;
    for place in &places {
        with_letters.push_str(&text[at..*place]);
        with_letters.push(LETTER);
        at = *place;
    }
    with_letters.push_str(&text[at..]);
    // Where each letter is in the new text.
    let letters: Vec<usize> = places.iter().enumerate().map(|(nth, place)| place + nth * LETTER.len_utf8()).collect();
    let written = |at: usize| at - letters.partition_point(|letter| *letter < at) * LETTER.len_utf8();
    let parser = Parser::new_ext(&with_letters, options).into_offset_iter();
    let definitions = definitions(&parser, written);
    let events = parser
        .map(|(event, range)| (without_letters(event), written(range.start)..written(range.end)))
        .filter(|(event, _)| !matches!(event, Event::Text(text) if text.is_empty()))
        .collect();
    (events, definitions)
}

fn definitions(parser: &OffsetIter, written: impl Fn(usize) -> usize) -> Vec<Definition> {
    let all = parser.reference_definitions().iter();
    all.map(|(label, definition)| Definition {
        label: label.replace(LETTER, ""),
        destination: definition.dest.replace(LETTER, ""),
        range: written(definition.span.start)..written(definition.span.end),
    })
    .collect()
}

/// Whether a text has marks of emphasis and East Asian characters, all of which start with one of these bytes in UTF-8.
fn may_differ(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().any(|byte| matches!(byte, 0xe1 | 0xe3..=0xf0)) && bytes.iter().any(|byte| matches!(byte, b'*' | b'~'))
}

/// Where a letter is needed, in order.
fn places(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'*' | b'~' | b'\\')) {
        let start = at + found;
        let mark = bytes[start];
        if mark == b'\\' {
            at = (start + 2).min(bytes.len());
            continue;
        }
        let end = start + bytes[start..].iter().take_while(|byte| **byte == mark).count();
        at = end;
        if mark == b'~' && end - start != 2 {
            continue;
        }
        let (before, after) = (Side::before(&text[..start]), Side::after(&text[end..]));
        // A pair of tildes may open before anything but a space.
        if mark == b'*' && after.faces(before) && !after.faced_plain(before) {
            places.push(end);
        }
        if before.faces(after) && !before.faced_plain(after) {
            if places.last() == Some(&end) {
                places.insert(places.len() - 1, start);
            } else {
                places.push(start);
            }
        }
    }
    places
}

/// What is on one side of a run of marks.
#[derive(Clone, Copy)]
struct Side {
    space: bool,
    punctuation: bool,
    east_asian: bool,
}

impl Side {
    fn before(text: &str) -> Side {
        let mut chars = text.chars().rev();
        let last = chars.next();
        // A variation selector belongs to the character before it; those of ideographs follow nothing else.
        match last {
            Some(c) if matches!(u32::from(c), 0xe0100..=0xe01ef) => {
                Side { space: false, punctuation: false, east_asian: true }
            }
            Some(c) if matches!(u32::from(c), 0xfe00..=0xfe0e) => {
                let of = Side::of(chars.next());
                let wide_quote = u32::from(c) == 0xfe01
                    && text.trim_end_matches(c).ends_with(['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']);
                Side { east_asian: of.east_asian || wide_quote, ..of }
            }
            last => Side::of(last),
        }
    }

    fn after(text: &str) -> Side {
        Side::of(text.chars().next())
    }

    fn of(c: Option<char>) -> Side {
        let Some(c) = c else { return Side { space: true, punctuation: false, east_asian: false } };
        let space = c.is_whitespace();
        let punctuation = !space && !c.is_alphanumeric() && !c.is_control() && !is_mark(c) && c != LETTER;
        Side { space, punctuation, east_asian: is_east_asian(c) }
    }

    /// Whether a run whose inner side this is can open or close by the amendments.
    fn faces(self, outer: Side) -> bool {
        let other_punctuation = |side: Side| side.punctuation && !side.east_asian;
        !self.space && (!other_punctuation(self) || outer.space || other_punctuation(outer) || outer.east_asian)
    }

    /// The same by CommonMark.
    fn faced_plain(self, outer: Side) -> bool {
        !self.space && (!self.punctuation || outer.space || outer.punctuation)
    }
}

fn without_letters<'a>(event: Event) -> Event<'a> {
    let plain = |text: CowStr| CowStr::from(text.replace(LETTER, ""));
    match event {
        Event::Start(tag) => Event::Start(tag_without_letters(tag)),
        Event::Text(text) => Event::Text(plain(text)),
        Event::Code(text) => Event::Code(plain(text)),
        Event::Html(text) => Event::Html(plain(text)),
        Event::InlineHtml(text) => Event::InlineHtml(plain(text)),
        Event::FootnoteReference(text) => Event::FootnoteReference(plain(text)),
        Event::InlineMath(text) => Event::InlineMath(plain(text)),
        Event::DisplayMath(text) => Event::DisplayMath(plain(text)),
        Event::End(end) => Event::End(end),
        Event::SoftBreak => Event::SoftBreak,
        Event::HardBreak => Event::HardBreak,
        Event::Rule => Event::Rule,
        Event::TaskListMarker(done) => Event::TaskListMarker(done),
    }
}

fn tag_without_letters<'a>(tag: Tag) -> Tag<'a> {
    let plain = |text: CowStr| CowStr::from(text.replace(LETTER, ""));
    match tag {
        Tag::Heading { level, id, .. } => {
            Tag::Heading { level, id: id.map(plain), classes: Vec::new(), attrs: Vec::new() }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(words)) => Tag::CodeBlock(CodeBlockKind::Fenced(plain(words))),
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(plain(label)),
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: plain(dest_url), title: plain(title), id: plain(id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: plain(dest_url), title: plain(title), id: plain(id) }
        }
        other => other.into_static(),
    }
}
