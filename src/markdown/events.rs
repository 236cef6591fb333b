//! The one loop over parser events: HTML is written, what depends on other files becomes a hole.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, CalloutSpan, Citation, Heading, Hole, Mention, TextAt, What};
use super::callouts_content::definitions;
use super::notes::Notes;
pub(super) use super::plain::plain_text;
use super::tables::Table;
use super::{MarkdownOptions, callouts_scan, cites, code, escape_text, flanking, line_breaks, typography};
use crate::diag::{Diagnostic, FileId, Place, Rule, rules};

/// What the loop needs to know about the text beside the text itself.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub offset: usize,
    pub file: FileId,
    pub options: MarkdownOptions<'a>,
}

/// A piece of output: the body, or a footnote that will be appended to it.
#[derive(Default)]
pub(super) struct Out {
    pub html: String,
    pub holes: Vec<Hole>,
    pub texts: Vec<TextAt>,
}

/// A link that is open: how to close it, and what waits for its end, since a link must not hold another.
#[derive(Default)]
pub(super) struct OpenLink {
    pub closes_with: &'static str,
    pub citations: Vec<(Vec<Citation>, Range<usize>)>,
    /// References to footnotes, as HTML.
    pub notes: String,
}

/// The state of the loop.
pub(super) struct Writer<'a> {
    pub text: &'a str,
    pub context: Context<'a>,
    pub events: Vec<(Event<'a>, Range<usize>)>,
    pub at: usize,
    pub out: Out,
    pub diagnostics: Vec<Diagnostic>,
    pub headings: Vec<Heading>,
    pub n_cards: usize,
    pub callouts: Vec<CalloutSpan>,
    pub(super) taken: BTreeMap<String, usize>,
    run_end: usize,
    pub lead: Option<Range<usize>>,
    /// How many lists, quotes and the like are open.
    pub depth: usize,
    pub(super) links: Vec<OpenLink>,
    /// Quotes that are open; a callout does not know its end yet.
    pub quotes: Vec<Option<CalloutSpan>>,
    pub(super) tables: Vec<Table>,
    /// HTML elements of the author that are open; `None` stands for one of Markdown around those behind it.
    pub(super) html: Vec<Option<String>>,
    pub(super) comments: Vec<Range<usize>>,
    /// Citation groups that were read, with their brackets, in order.
    pub(super) handled: Vec<Range<usize>>,
    pub(super) mentions: Vec<Mention>,
    pub notes: Notes,
    /// Text that was reported as a malformed callout, in order.
    pub(super) attempts: Vec<Range<usize>>,
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Writes a whole body.
pub(super) fn write(text: &str, context: Context) -> (Body, Vec<Diagnostic>) {
    let (events, links) = flanking::events(text, OPTIONS);
    let definitions = definitions(&links);
    let attempts = callouts_scan::scan(text, &events);
    let events = typography::typeset(events, text, context.options.language);
    let mut writer = Writer {
        text,
        context,
        events,
        at: 0,
        out: Out { html: String::with_capacity(text.len() * 3 / 2), holes: Vec::new(), texts: Vec::new() },
        diagnostics: Vec::new(),
        headings: Vec::new(),
        n_cards: 0,
        callouts: Vec::new(),
        run_end: 0,
        taken: BTreeMap::new(),
        lead: None,
        depth: 0,
        links: Vec::new(),
        quotes: Vec::new(),
        tables: Vec::new(),
        html: Vec::new(),
        comments: Vec::new(),
        handled: Vec::new(),
        mentions: Vec::new(),
        notes: Notes::default(),
        attempts: Vec::new(),
    };
    writer.report_attempts(definitions, attempts);
    while writer.at < writer.events.len() {
        writer.step();
    }
    writer.finish()
}

impl<'a> Writer<'a> {
    pub(super) fn step(&mut self) {
        let (event, range) = self.events[self.at].clone();
        self.at += 1;
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.running_text(&text, range),
            Event::Code(code) => {
                self.mark_text(range.start);
                self.element("code", &code);
            }
            Event::SoftBreak if line_breaks::joins(&self.events, self.at - 1, self.context.options.language) => {}
            Event::SoftBreak => self.out.html.push('\n'),
            Event::HardBreak => self.out.html.push_str("<br>\n"),
            Event::Rule => self.out.html.push_str("<hr>\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, range),
            Event::FootnoteReference(label) => self.note_reference(&label),
            Event::TaskListMarker(done) => self.out.html.push_str(task_mark(done)),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape_text(&text, &mut self.out.html),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if !is_inline(&tag) {
            self.close_html();
        }
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, .. } => self.heading(level as u8, id.as_deref(), range),
            Tag::BlockQuote(_) => self.start_quote(range),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.open("<li>"),
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::FootnoteDefinition(label) => self.start_note(&label, range),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.table_row(true, range),
            Tag::TableRow => self.table_row(false, range),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Superscript => self.open_inline("<sup>"),
            Tag::Subscript => self.open_inline("<sub>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, range),
            tag @ Tag::Image { .. } if self.exclaimed_link(&tag, &range) => {}
            Tag::Image { link_type, dest_url, title, .. } => self.image(link_type, &dest_url, &title, range),
            Tag::HtmlBlock => self.html_block(),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_html();
                self.out.html.push_str("</p>\n");
            }
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::List(ordered) => self.close(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.out.html.push_str("</tr></thead>\n<tbody>\n"),
            TagEnd::TableRow => self.out.html.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Superscript => self.close_inline("</sup>"),
            TagEnd::Subscript => self.close_inline("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, html: &str) {
        self.depth += 1;
        self.out.html.push_str(html);
    }

    fn close(&mut self, html: &str) {
        self.close_html();
        self.depth = self.depth.saturating_sub(1);
        self.out.html.push_str(html);
    }

    fn open_inline(&mut self, html: &str) {
        self.out.html.push_str(html);
        self.html.push(None);
    }

    fn close_inline(&mut self, html: &str) {
        self.close_inner_html();
        self.out.html.push_str(html);
    }

    pub(super) fn element(&mut self, name: &str, text: &str) {
        self.out.html.push_str(&format!("<{name}>"));
        escape_text(text, &mut self.out.html);
        self.out.html.push_str(&format!("</{name}>"));
    }

    fn start_list(&mut self, first: Option<u64>) {
        match first {
            None => self.open("<ul>\n"),
            Some(1) => self.open("<ol>\n"),
            Some(first) => self.open(&format!("<ol start=\"{first}\">\n")),
        }
    }

    fn start_paragraph(&mut self) {
        if self.figure() {
            return;
        }
        self.out.html.push_str("<p>");
        if self.lead.is_none() && self.depth == 0 {
            let start = self.out.html.len();
            let end = self.matching_end(self.at);
            while self.at < end {
                self.step();
            }
            self.close_html();
            self.lead = Some(start..self.out.html.len());
        }
    }

    /// The index of the event that closes the element whose content starts at `from`.
    pub(super) fn matching_end(&self, from: usize) -> usize {
        let mut depth = 0usize;
        for (nth, (event, _)) in self.events.iter().enumerate().skip(from) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return nth,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.events.len()
    }

    /// Text, in which citation groups may stand. A group is told from the source, because the parser cuts text at
    /// every bracket.
    fn running_text(&mut self, text: &CowStr, range: Range<usize>) {
        if text.as_ref() == "[" && self.bracket(range.start) {
            return;
        }
        // Behind an exclamation mark the parser sees a picture: `Stop![@key]`.
        if text.as_ref() == "![" && self.text[range.end..].starts_with(['@', '-', '^']) {
            self.write_text("!", range.start..range.start + 1);
            if !self.bracket(range.start + 1) {
                self.write_text("[", range.start + 1..range.end);
            }
            return;
        }
        self.write_text(text, range);
    }

    /// Writes text and notes where it comes from, again behind each character that is longer in HTML.
    pub(super) fn write_text(&mut self, text: &str, range: Range<usize>) {
        let mut from = range.start;
        for piece in text.split_inclusive(['&', '<', '>']) {
            self.mark_text(from);
            escape_text(piece, &mut self.out.html);
            from = (from + piece.len()).min(range.end);
        }
    }

    /// Notes where the text comes from that is written next.
    fn mark_text(&mut self, from: usize) {
        let (at, from) = (self.out.html.len() as u32, (from + self.context.offset) as u32);
        self.out.texts.push(TextAt { at, from });
    }

    /// A bracket that opens no link: true when it was a citation group and is written.
    fn bracket(&mut self, open: usize) -> bool {
        let rest = &self.text[open..];
        if ["[@", "[-@", "[^"].iter().any(|start| rest.starts_with(start)) {
            let limit = self.run_end(open);
            if let Some(end) = cites::group_end(self.text, open, limit) {
                let inside = open + 1..end - 1;
                self.handled.push(open..end);
                self.citation(inside.clone());
                self.skip_text_until(inside.end + 1);
                return true;
            }
            self.check_note(open, limit);
        } else if let Some(close) = cites::words_before_key(rest) {
            self.report(&rules::BAD_CITATION, open..open + close, "this is not read as a citation").help =
                Some("a citation starts with its key: put the words before it, as in `see [@key]`".to_owned());
        }
        false
    }

    /// The offset at which the run of text and line breaks around `at` ends. Looked for once for each run.
    fn run_end(&mut self, at: usize) -> usize {
        if at >= self.run_end {
            let rest = self.events[self.at..].iter();
            let run = rest.take_while(|(event, _)| matches!(event, Event::Text(_) | Event::SoftBreak));
            self.run_end = run.last().map_or(at, |(_, range)| range.end);
        }
        self.run_end
    }

    fn skip_text_until(&mut self, offset: usize) {
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            if range.start >= offset || !matches!(event, Event::Text(_) | Event::SoftBreak) {
                return;
            }
            self.at += 1;
            if range.end > offset {
                self.write_text(&self.text[offset..range.end], offset..range.end);
            }
        }
    }

    fn citation(&mut self, inside: Range<usize>) {
        let offset = self.context.offset + inside.start;
        match cites::read(&self.text[inside.clone()], offset, self.context.file) {
            Ok(citations) => match self.links.last_mut() {
                Some(link) => link.citations.push((citations, inside)),
                None => self.hole(What::Cite(citations), inside),
            },
            Err(diagnostic) => self.diagnostics.push(*diagnostic),
        }
    }

    pub(super) fn hole(&mut self, what: What, range: Range<usize>) {
        let place = self.place(range);
        self.out.holes.push(Hole { at: self.out.html.len(), what, place });
    }

    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place::span(range.start + self.context.offset..range.end + self.context.offset)
    }

    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let diagnostic = Diagnostic::new(rule, self.context.file, message).at(self.place(range));
        self.diagnostics.push(diagnostic);
        self.diagnostics.last_mut().expect("one was pushed in the line above")
    }

    fn code_block(&mut self, kind: &CodeBlockKind) {
        let end = self.matching_end(self.at);
        let code: String = self.events[self.at..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split_whitespace().next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        code::write(&code, language, &mut self.out.html);
        self.at = end + 1;
    }
}

/// Whether an element stands in a line of text.
pub(super) fn is_inline(tag: &Tag) -> bool {
    use Tag::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link { .. } | Image { .. })
}

fn task_mark(done: bool) -> &'static str {
    if done {
        "<span class=\"task\" role=\"img\" aria-label=\"done\">\u{2611}</span> "
    } else {
        "<span class=\"task\" role=\"img\" aria-label=\"not done\">\u{2610}</span> "
    }
}
