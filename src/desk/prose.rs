//! A body as plain text in blocks, for counting.

use crate::markdown::{Body, LinkTarget, What};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Paragraph,
    Item,
    Cell,
    /// A heading, or the title of a card: not running text.
    Heading,
    Code,
}

/// A piece of text that stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: BlockKind,
    pub text: String,
    /// Where it starts in the HTML.
    pub at: usize,
    /// Whether a citation, or a note that may hold one, stands in it.
    pub cites: bool,
    /// Blocks that belong together share a number: a list with the line that opens it, a table.
    pub group: usize,
}

impl Block {
    /// Whether it is text that people read sentence by sentence.
    pub fn is_running(&self) -> bool {
        matches!(self.kind, BlockKind::Paragraph | BlockKind::Item)
    }
}

/// The text of a body. `title` gives the words of a link that shows its target's title.
pub(super) fn blocks(body: &Body, title: &dyn Fn(&LinkTarget) -> String) -> Vec<Block> {
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
                reader.tag(&html[at + 1..end.min(html.len()) - 1], at);
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
}

impl Reader {
    fn text(&mut self, html: &str, at: usize) {
        if self.hidden == 0 && (self.open.is_some() || !html.trim().is_empty()) {
            let text = unescape(html);
            self.block(at).text.push_str(&text);
        }
    }

    fn hole(&mut self, what: &What, title: &dyn Fn(&LinkTarget) -> String, at: usize) {
        match what {
            What::Cite(_) => self.block(at).cites = true,
            What::Title(target) => {
                let title = title(target);
                self.block(at).text.push_str(&title);
            }
            What::Href(_) | What::Image(_) | What::NoLink => {}
        }
    }

    fn block(&mut self, at: usize) -> &mut Block {
        let kind = self.kind.unwrap_or(if self.depth > 0 { BlockKind::Item } else { BlockKind::Paragraph });
        let group = self.group;
        self.open.get_or_insert_with(|| Block { kind, text: String::new(), at, cites: false, group })
    }

    fn tag(&mut self, tag: &str, at: usize) {
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
                self.block(at).cites = true;
                self.hide("sup");
            }
            "svg" if !closes => self.hide("svg"),
            "br" => self.block(at).text.push(' '),
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
        block.text = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !block.text.is_empty() || block.cites {
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

/// The markdown room writes no other references than these.
fn unescape(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::markdown::{MarkdownOptions, parse};

    fn read(text: &str) -> Vec<Block> {
        let (body, _) = parse(text, 0, FileId(0), MarkdownOptions { html: &[] });
        blocks(&body, &|_| "Title".to_owned())
    }

    fn shown(text: &str) -> Vec<(BlockKind, String, bool, usize)> {
        read(text).into_iter().map(|block| (block.kind, block.text, block.cites, block.group)).collect()
    }

    #[test]
    fn paragraphs_and_lists() {
        use BlockKind::{Heading, Item, Paragraph};
        let found = shown("## Ice & heat\n\nOne [[x]] *two*.[@a]\n\nThese:\n\n- a\n- b[@c]\n  - d\n\nEnd\nhere.\n");
        let wanted = [
            (Heading, "Ice & heat", false, 1),
            (Paragraph, "One Title two.", true, 2),
            (Paragraph, "These:", false, 3),
            (Item, "a", false, 3),
            (Item, "b", true, 3),
            (Item, "d", false, 3),
            (Paragraph, "End here.", false, 4),
        ];
        assert_eq!(found, wanted.map(|(kind, text, cites, group)| (kind, text.to_owned(), cites, group)));
    }

    #[test]
    fn what_is_no_running_text() {
        use BlockKind::{Cell, Code, Heading, Item, Paragraph};
        let kinds = |text: &str| -> Vec<(BlockKind, String)> {
            read(text).into_iter().map(|block| (block.kind, block.text)).collect()
        };
        assert_eq!(
            kinds("> [!urgent] Now\n> - go\n\n## H\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`\n\n```\n5 mg\n```\n"),
            [
                (Heading, "Now".to_owned()),
                (Item, "go".to_owned()),
                (Heading, "H".to_owned()),
                (Cell, "a".to_owned()),
                (Cell, "b".to_owned()),
                (Cell, "1".to_owned()),
                (Cell, "2".to_owned()),
                (Paragraph, "x".to_owned()),
                (Code, "5 mg".to_owned()),
            ]
        );
    }

    #[test]
    fn a_note_counts_as_a_citation_and_not_as_text() {
        let found = read("Half get better.[^a] - [x] done\n\n[^a]: So *they* say.[@b]\n");
        assert_eq!(found[0].text, "Half get better. - [x] done");
        assert!(found[0].cites && found[1].cites);
        assert_eq!(found[1].text, "So they say.");
    }
}
