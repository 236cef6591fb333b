//! A body as plain text in blocks, each word of which is known by its place in the file.

use std::ops::Range;

use super::readability;
use crate::diag::Place;
use crate::markdown::{Body, LinkTarget, What};
use crate::text::{Script, first_character, raised};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Paragraph,
    Item,
    Cell,
    /// A heading, or the title of a card: not running text.
    Heading,
    Code,
}

/// A piece of text that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Words with one space between them.
    pub text: String,
    /// Where it starts in the HTML.
    pub at: usize,
    /// Offsets in `text` behind citations, and behind notes that may hold some.
    pub cites: Vec<usize>,
    /// Blocks that belong together share a number: a list with the line that opens it, a table.
    pub group: usize,
    /// How many lists and tables are around it.
    pub depth: usize,
    pub links: Vec<LinkText>,
    /// Where pieces of the text stand in the HTML: offsets in both.
    anchors: Vec<(u32, u32)>,
}

/// The words of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkText {
    /// Offsets in the text of the block.
    pub range: Range<usize>,
    /// Where it leads; `None` for an address outside the book.
    pub target: Option<LinkTarget>,
    /// Whether the words are the title of the target, which nobody wrote here.
    pub titled: bool,
}

impl Block {
    /// Whether it is text that people read sentence by sentence.
    pub fn is_running(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item)
    }

    /// Whether a citation, or a note that may hold one, stands in it.
    pub fn is_cited(&self) -> bool {
        !self.cites.is_empty()
    }

    /// The link whose words are at an offset of the text.
    pub fn link_at(&self, at: usize) -> Option<&LinkText> {
        let next = self.links.partition_point(|link| link.range.start <= at);
        next.checked_sub(1).map(|nth| &self.links[nth]).filter(|link| link.range.contains(&at))
    }

    /// The links within a part of the text.
    pub fn links_in(&self, range: Range<usize>) -> impl Iterator<Item = &LinkText> {
        let first = self.links.partition_point(|link| link.range.start < range.start);
        self.links[first..].iter().take_while(move |link| link.range.end <= range.end)
    }

    /// The sentences of the text, each with its offsets in it.
    pub fn sentences(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let start = self.text.as_ptr() as usize;
        readability::sentences(&self.text).into_iter().map(move |sentence| {
            let at = sentence.as_ptr() as usize - start;
            (at..at + sentence.len(), sentence)
        })
    }

    /// Where a part of the text stands in the file.
    pub fn place(&self, body: &Body, range: Range<usize>) -> Place {
        let source = |at: usize| {
            let nth = self.anchors.partition_point(|(text, _)| *text as usize <= at);
            let (text, html) = nth.checked_sub(1).map_or((0, self.at as u32), |nth| self.anchors[nth]);
            body.source(html as usize + at - text as usize)
        };
        let start = source(range.start);
        // The last character stands in the text; what is behind it may be a mark or another block.
        let last = self.text[..range.end].chars().next_back().map_or(0, char::len_utf8);
        let end = if range.end > range.start { source(range.end - last) + last } else { start };
        Place::span(start..end.max(start))
    }

    /// Where the whole text stands in the file.
    pub fn place_of_all(&self, body: &Body) -> Place {
        self.place(body, 0..self.text.len())
    }
}

/// The text of a body. `title` gives the words of a link that shows its target's title.
pub fn blocks(body: &Body, title: &dyn Fn(&LinkTarget) -> String) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut holes = body.holes.iter().peekable();
    let mut at = 0;
    let html = body.html.as_str();
    while at < html.len() {
        while let Some(hole) = holes.next_if(|hole| hole.at <= at) {
            reader.hole(&hole.what, title, at);
        }
        let next = holes.peek().map_or(html.len(), |hole| hole.at);
        at = match html[at..].strip_prefix('<') {
            // Holes in a tag are addresses: no text.
            Some(rest) => {
                let end = rest.find('>').map_or(html.len(), |end| at + end + 2);
                let end = end.min(html.len());
                reader.tag(&html[at + 1..end - 1], at, &html[end..]);
                end
            }
            None => {
                let end = html[at..].find('<').map_or(html.len(), |end| at + end).min(next.max(at + 1));
                reader.text(&html[at..end], at);
                end
            }
        };
    }
    for hole in holes {
        reader.hole(&hole.what, title, at);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Option<Block>,
    kind: Option<BlockKind>,
    /// How deep lists and tables are nested, and the group of the outermost.
    depth: usize,
    group: usize,
    /// How deep in words that no page shows or that are no text: labels of cards, marks of notes.
    hidden: usize,
    hidden_tag: &'static str,
    /// The link that is open.
    link: Option<LinkText>,
    /// Where raised or lowered text starts that is open.
    script: usize,
}

impl Reader {
    fn text(&mut self, html: &str, at: usize) {
        if self.hidden == 0 && (self.open.is_some() || !html.trim().is_empty()) {
            self.block(at).push(html, at);
        }
    }

    fn hole(&mut self, what: &What, title: &dyn Fn(&LinkTarget) -> String, at: usize) {
        match what {
            What::Cite(_) => {
                let block = self.block(at);
                block.cites.push(block.text.len());
            }
            What::Title(target) if self.hidden == 0 => {
                let title = title(target);
                let block = self.block(at);
                block.anchors.push((block.text.len() as u32, at as u32));
                block.text.push_str(&title);
                block.anchors.push((block.text.len() as u32, at as u32));
                self.link.iter_mut().for_each(|link| link.titled = true);
            }
            What::Href(target) => {
                if let Some(link) = &mut self.link {
                    link.target = Some(target.clone());
                }
            }
            What::Title(_) | What::Image(_) | What::NoLink => {}
        }
    }

    fn block(&mut self, at: usize) -> &mut Block {
        let kind = self.kind.unwrap_or(if self.depth > 0 { BlockKind::Item } else { BlockKind::Paragraph });
        let (group, depth) = (self.group, self.depth);
        self.open.get_or_insert_with(|| Block {
            kind,
            text: String::new(),
            at,
            cites: Vec::new(),
            group,
            depth,
            links: Vec::new(),
            anchors: Vec::new(),
        })
    }

    fn link(&mut self, closes: bool, at: usize) {
        let end = self.block(at).text.len();
        if let Some(mut link) = self.link.take() {
            link.range.end = end;
            self.block(at).links.push(link);
        }
        if !closes {
            self.link = Some(LinkText { range: end..end, target: None, titled: false });
        }
    }

    fn tag(&mut self, tag: &str, at: usize, behind: &str) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if self.hidden > 0 {
            if name == self.hidden_tag {
                self.hidden = if closes { self.hidden - 1 } else { self.hidden + 1 };
            }
            return;
        }
        match name {
            "span" if tag.contains("visually-hidden") || tag.contains("class=\"task\"") => self.hide("span"),
            "sup" if tag.contains("note-ref") => {
                let block = self.block(at);
                block.cites.push(block.text.len());
                self.hide("sup");
            }
            "a" => self.link(closes, at),
            "svg" if !closes => self.hide("svg"),
            "del" if !closes => self.hide("del"),
            "s" if !closes => self.hide("s"),
            "sup" | "sub" if !closes => self.script = self.block(at).text.len(),
            "sup" => self.raise(Script::Super, at, behind),
            "sub" => self.raise(Script::Sub, at, behind),
            "q" => self.block(at).push(if closes { "\u{201d}" } else { "\u{201c}" }, at),
            "br" => self.block(at).push(" ", at),
            "ul" | "ol" | "table" | "dl" => self.nest(closes),
            "p" => self.start(closes, paragraph_kind(tag), at),
            "li" | "dd" | "dt" => self.start(closes, None, at),
            "td" | "th" => self.start(closes, Some(BlockKind::Cell), at),
            "pre" => self.start(closes, Some(BlockKind::Code), at),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.start(closes, Some(BlockKind::Heading), at),
            "div" | "section" | "aside" | "figure" | "figcaption" | "blockquote" | "hr" => self.end(),
            _ => {}
        }
    }

    fn raise(&mut self, script: Script, at: usize, behind: &str) {
        let start = self.script;
        let block = self.block(at);
        // A mark that closes nothing.
        if !block.text.is_char_boundary(start) {
            return;
        }
        let inside = block.text.split_off(start);
        let from = block.anchors.iter().find(|(text, _)| *text as usize >= start).map_or(at as u32, |(_, html)| *html);
        block.anchors.retain(|(text, _)| (*text as usize) < start);
        block.anchors.push((start as u32, from));
        let text = raised(script, &inside, block.text.chars().next_back(), first_character(behind));
        block.text.push_str(&text);
        let end = block.text.len();
        block.anchors.push((end as u32, at as u32));
        block.cites.iter_mut().filter(|cite| **cite > start).for_each(|cite| *cite = end);
        for link in block.links.iter_mut().filter(|link| link.range.end > start) {
            link.range = start.min(link.range.start)..end;
        }
        self.link.iter_mut().for_each(|link| link.range.start = start.min(link.range.start));
    }

    fn hide(&mut self, tag: &'static str) {
        (self.hidden, self.hidden_tag) = (1, tag);
    }

    fn nest(&mut self, closes: bool) {
        self.end();
        if closes {
            self.depth = self.depth.saturating_sub(1);
        } else {
            // A line that ends with a colon opens the list behind it.
            let opened = self.blocks.last().is_some_and(|last| last.is_running() && last.text.ends_with(':'));
            if self.depth == 0 && !opened {
                self.group += 1;
            }
            self.depth += 1;
        }
    }

    fn start(&mut self, closes: bool, kind: Option<BlockKind>, at: usize) {
        self.end();
        self.kind = None;
        if !closes {
            self.kind = kind;
            if self.depth == 0 {
                self.group += 1;
            }
            // So that it starts at its tag.
            self.block(at);
        }
    }

    fn end(&mut self) {
        let Some(mut block) = self.open.take() else { return };
        let end = block.text.trim_end().len();
        block.text.truncate(end);
        block.cites.iter_mut().for_each(|at| *at = end.min(*at));
        block.links.iter_mut().for_each(|link| link.range = link.range.start.min(end)..link.range.end.min(end));
        if !block.text.is_empty() || block.is_cited() {
            self.blocks.push(block);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end();
        self.blocks
    }
}

fn paragraph_kind(tag: &str) -> Option<BlockKind> {
    tag.contains("callout-title").then_some(BlockKind::Heading)
}

impl Block {
    /// Appends a piece of HTML without tags that stands at `at`.
    fn push(&mut self, html: &str, at: usize) {
        let bytes = html.as_bytes();
        let mut anchored = false;
        let mut next = 0;
        while next < bytes.len() {
            let byte = bytes[next];
            if byte.is_ascii_whitespace() {
                if self.text.is_empty() || self.text.ends_with(' ') {
                    anchored = false;
                } else {
                    self.anchor(&mut anchored, at + next);
                    self.text.push(' ');
                }
                next += 1;
                continue;
            }
            self.anchor(&mut anchored, at + next);
            if byte == b'&' {
                let (character, length) = reference(&html[next..]);
                self.text.push(character);
                next += length;
                anchored = false;
                continue;
            }
            let end = html[next..].find(|c: char| c.is_ascii_whitespace() || c == '&').map_or(html.len(), |n| next + n);
            self.text.push_str(&html[next..end]);
            next = end;
        }
    }

    fn anchor(&mut self, anchored: &mut bool, html: usize) {
        if !*anchored {
            self.anchors.push((self.text.len() as u32, html as u32));
            *anchored = true;
        }
    }
}

/// The character of a reference and its length. The markdown room writes no others than these.
fn reference(html: &str) -> (char, usize) {
    const ALL: [(&str, char); 5] = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&amp;", '&')];
    let found = ALL.iter().find(|(written, _)| html.starts_with(written));
    found.map_or(('&', 1), |(written, character)| (*character, written.len()))
}

#[cfg(test)]
#[path = "prose_tests.rs"]
mod tests;
