//! The text of each block as readers see it, and where it was written.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Stands for what is not text: code, a picture, a citation, a link that shows the title of its target.
pub(super) const OBJECT: char = '\u{fffc}';

/// Stands for a sign that the author escaped, so that it is seen.
pub(super) const ESCAPED: char = '\u{fffd}';

/// What a run of text is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RunKind {
    #[default]
    Paragraph,
    Item,
    Heading,
    Cell,
}

/// The text of one block.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub kind: RunKind,
    /// Whether it is in a quotation.
    pub quoted: bool,
    /// Lines as they are written, without code and without escaped signs.
    pub text: String,
    /// Offsets in the text and in the body, where they begin to differ.
    places: Vec<(usize, usize)>,
}

impl Run {
    /// Where a part of the text was written.
    pub fn source(&self, body: &str, range: Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let nth = self.places.partition_point(|(text, _)| *text <= offset);
            nth.checked_sub(1).map_or(0, |nth| self.places[nth].1 + offset - self.places[nth].0)
        };
        let last =
            self.text[range.clone()].char_indices().next_back().map_or(range.start, |(nth, _)| range.start + nth);
        let start = at(range.start).min(body.len());
        let end = body.get(at(last)..).and_then(|rest| rest.chars().next()).map_or(start, |c| at(last) + c.len_utf8());
        start..end.max(start)
    }

    fn push(&mut self, text: &str, from: usize) {
        self.places.push((self.text.len(), from));
        self.text.push_str(text);
    }

    fn object(&mut self, from: usize) {
        self.push(OBJECT.encode_utf8(&mut [0; 4]), from);
    }

    fn escaped(&mut self, from: usize) {
        self.push(ESCAPED.encode_utf8(&mut [0; 4]), from);
    }
}

/// Collects runs from events.
pub(super) struct Runs<'a> {
    body: &'a str,
    /// Citations that were read, in order.
    handled: &'a [Range<usize>],
    open: Option<Run>,
    kinds: Vec<RunKind>,
    quotes: usize,
    /// How deep in what shows no text of its own.
    hidden: usize,
}

impl<'a> Runs<'a> {
    pub fn new(body: &'a str, handled: &'a [Range<usize>]) -> Runs<'a> {
        Runs { body, handled, open: None, kinds: Vec::new(), quotes: 0, hidden: 0 }
    }

    /// Takes an event; gives the run that it ends.
    pub fn take(&mut self, event: &Event, range: Range<usize>) -> Option<Run> {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if self.hidden == 0 => {
                self.text(text, range);
                None
            }
            Event::Code(_) | Event::FootnoteReference(_) if self.hidden == 0 => {
                self.run().object(range.start);
                None
            }
            Event::SoftBreak | Event::HardBreak if self.hidden == 0 => {
                self.run().push("\n", range.start);
                None
            }
            Event::Rule => self.open.take(),
            _ => None,
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) -> Option<Run> {
        match tag {
            Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => self.hide(tag, range),
            Tag::Link { link_type, .. } if self.hidden > 0 || shows_no_words(*link_type) => self.hide(tag, range),
            Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                None
            }
            tag => {
                let inner = self.kinds.last().copied().unwrap_or_default();
                self.kinds.push(match tag {
                    Tag::Heading { .. } => RunKind::Heading,
                    Tag::TableCell => RunKind::Cell,
                    Tag::Item | Tag::DefinitionListDefinition => RunKind::Item,
                    Tag::BlockQuote(_) => RunKind::Paragraph,
                    _ => inner,
                });
                self.quotes += usize::from(matches!(tag, Tag::BlockQuote(_)));
                self.open.take()
            }
        }
    }

    fn end(&mut self, tag: TagEnd) -> Option<Run> {
        match tag {
            TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.hidden -= 1,
            TagEnd::Link => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            tag => {
                self.kinds.pop();
                self.quotes -= usize::from(matches!(tag, TagEnd::BlockQuote(_)));
                return self.open.take();
            }
        }
        None
    }

    /// Begins what shows no text of its own. A block ends the run before it.
    fn hide(&mut self, tag: &Tag, range: Range<usize>) -> Option<Run> {
        self.hidden += 1;
        if !matches!(tag, Tag::Image { .. } | Tag::Link { .. }) {
            return self.open.take();
        }
        if self.hidden == 1 {
            self.run().object(range.start);
        }
        None
    }

    fn run(&mut self) -> &mut Run {
        let kind = self.kinds.last().copied().unwrap_or_default();
        let quoted = self.quotes > 0;
        self.open.get_or_insert_with(|| Run { kind, quoted, ..Run::default() })
    }

    /// Text as it is written: quotation marks and dashes as typed, citations as one object, and what the author escaped or
    /// wrote as a reference as an object, since it is meant to be seen.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let body = self.body;
        let Some(mut written) = body.get(range.clone()) else { return };
        let mut from = range.start;
        if written.starts_with('&') && text != written {
            let plain = text.starts_with('&') || !text.starts_with(|c: char| c.is_ascii_punctuation());
            return if plain { self.run().push(text, from) } else { self.run().escaped(from) };
        }
        if body[..from].ends_with('\\') && written.starts_with(|c: char| c.is_ascii_punctuation()) {
            self.run().escaped(from);
            (written, from) = (&written[1..], from + 1);
        }
        while !written.is_empty() {
            while self.handled.first().is_some_and(|cited| cited.end <= from) {
                self.handled = &self.handled[1..];
            }
            let end = from + written.len();
            let next = self.handled.first().filter(|cited| cited.start < end).cloned();
            let plain = next.as_ref().map_or(end, |cited| cited.start.max(from));
            if plain > from {
                self.run().push(&body[from..plain], from);
            }
            from = plain;
            if let Some(cited) = next {
                if cited.start == from || !self.run().text.ends_with(OBJECT) {
                    self.run().object(from);
                }
                from = cited.end.min(end);
            }
            written = &body[from..end];
        }
    }
}

/// Whether readers see the address or title of a link's target as its words.
fn shows_no_words(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Autolink | LinkType::Email | LinkType::WikiLink { has_pothole: false })
}
