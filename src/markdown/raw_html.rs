//! HTML in a body: comments go (one of them keeps a word from being linked), allowed elements without attributes stay, all
//! else is shown as text and reported.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

use super::body::What;
use super::escape_text;
use super::events::Writer;
use crate::diag::rules;

/// What becomes of a piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    Comment,
    Open(&'a str),
    Close(&'a str),
    Refused,
}

/// Elements that have no end tag.
pub(super) const VOID: &[&str] = &["br", "wbr"];

/// No element at all.
const NONE: &[&str] = &[];

/// Judges one tag as the parser gives it, such as `<kbd>` or `</kbd>`.
pub(super) fn judge<'a>(tag: &str, allowed: &'a [impl AsRef<str>]) -> Verdict<'a> {
    let tag = tag.trim();
    if is_comment(tag) {
        return Verdict::Comment;
    }
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Verdict::Refused;
    };
    let known = |name: &str| allowed.iter().map(AsRef::as_ref).find(|allowed| allowed.eq_ignore_ascii_case(name));
    match inside.strip_prefix('/') {
        Some(name) => known(name.trim()).map_or(Verdict::Refused, Verdict::Close),
        None => {
            let name = inside.trim_end_matches('/').trim();
            known(name).map_or(Verdict::Refused, Verdict::Open)
        }
    }
}

/// Whether a tag is one comment. `<!-->` and `<!--->` are whole ones (CommonMark 0.31, section 6.6; HTML, 13.2.5.43), so what
/// begins like them is that and something else.
fn is_comment(tag: &str) -> bool {
    if matches!(tag, "<!-->" | "<!--->") {
        return true;
    }
    let inside = tag.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("-->") && !inside.starts_with('>') && !inside.starts_with("->"))
}

/// How many bytes stand behind the comment that a block begins with, when they are no other HTML.
fn after_comment(block: &str) -> Option<usize> {
    let block = block.trim_start();
    let (comment, rest) = block.split_at(block.strip_prefix("<!--")?.find("-->")? + 7);
    let whole = judge(comment, NONE) == Verdict::Comment;
    (whole && !rest.contains('<')).then_some(if rest.trim().is_empty() { 0 } else { rest.len() })
}

/// Whether a comment is the mark behind a word that is not to be linked: `<!-- no link -->`.
fn is_no_link(comment: &str) -> bool {
    comment.trim_start_matches("<!--").trim_end_matches("-->").trim().eq_ignore_ascii_case("no link")
}

impl Writer<'_> {
    pub(super) fn raw_html(&mut self, html: &str, range: Range<usize>) {
        let allowed = self.context.options.html;
        match judge(html, allowed) {
            Verdict::Comment if is_no_link(html) => self.hole(What::NoLink, range),
            Verdict::Comment => self.comment(range),
            Verdict::Open(name) => {
                self.out.html.push_str(&format!("<{name}>"));
                if !VOID.contains(&name) {
                    self.html.push(Some(name.to_owned()));
                }
            }
            Verdict::Close(name) if self.html.last().is_some_and(|open| open.as_deref() == Some(name)) => {
                self.html.pop();
                self.out.html.push_str(&format!("</{name}>"));
            }
            _ => {
                escape_text(html, &mut self.out.html);
                if !self.is_attempt(&range) && !self.callout_tag(html, range.clone()) {
                    self.report(&rules::RAW_HTML, range, "HTML is not allowed here").help =
                        Some("write it in Markdown, or put `<` and `>` as `&lt;` and `&gt;`".to_owned());
                }
            }
        }
    }

    /// The parser gives a block line by line: one that is a comment as a whole goes as a whole.
    pub(super) fn html_block(&mut self) {
        let end = self.matching_end(self.at);
        let block: String = self.events[self.at..end]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(line) | Event::Text(line) => Some(line.as_ref()),
                _ => None,
            })
            .collect();
        if end == self.at {
            return;
        }
        let whole = self.events[self.at].1.start..self.events[end - 1].1.end;
        match after_comment(&block) {
            Some(0) => {
                self.comment(whole);
                self.at = end;
            }
            // The rest of the line belongs to the comment's block, so it is not read as Markdown.
            Some(rest) => {
                let range = whole.end - rest..whole.end;
                self.report(&rules::RAW_HTML, range, "words behind a comment at the start of a line are not read")
                    .help = Some("put the comment behind the words, or on a line of its own".to_owned());
                escape_text(&block[block.len() - rest..], &mut self.out.html);
                self.at = end;
            }
            None if self.callout_tag(&block, whole.clone()) => {
                escape_text(&block, &mut self.out.html);
                self.at = end;
            }
            // All that follows would be a part of it, so it is one finding.
            None if block.trim_start().starts_with("<!--") && !block.contains("-->") => {
                let first = block.trim_start().lines().next().unwrap_or_default();
                let range = whole.start..whole.start + block.len() - block.trim_start().len() + first.len();
                self.report(&rules::RAW_HTML, range, "a comment that is not closed").help =
                    Some("end it with `-->`".to_owned());
                escape_text(&block, &mut self.out.html);
                self.at = end;
            }
            None => {}
        }
    }

    /// Whether an event is a part of a block that is a comment and nothing else.
    pub(super) fn is_comment(&self, event: &Event, range: &Range<usize>) -> bool {
        let html = matches!(event, Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::End(TagEnd::HtmlBlock));
        html && after_comment(&self.text[range.clone()]) == Some(0)
            || matches!(event, Event::Html(_)) && self.text[range.clone()].trim().is_empty()
    }

    fn comment(&mut self, range: Range<usize>) {
        let offset = self.context.offset;
        self.comments.push(range.start + offset..range.end + offset);
    }

    /// Closes what an author left open, so that it cannot reach beyond its block.
    pub(super) fn close_html(&mut self) {
        while let Some(open) = self.html.pop() {
            self.out.html.extend(open.map(|name| format!("</{name}>")));
        }
    }

    /// Closes what an author left open within an element of Markdown, so that the two cannot overlap.
    pub(super) fn close_inner_html(&mut self) {
        while let Some(Some(name)) = self.html.pop() {
            self.out.html.push_str(&format!("</{name}>"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_allowed_elements_pass() {
        let allowed = ["kbd".to_owned()];
        assert_eq!(judge("<kbd>", &allowed), Verdict::Open("kbd"));
        assert_eq!(judge("</KBD>", &allowed), Verdict::Close("kbd"));
        for comment in ["<!-- x -->", "<!---->", "<!-->", "<!--->"] {
            assert_eq!(judge(comment, &allowed), Verdict::Comment, "{comment}");
        }
        for refused in [
            "<!--> seen <!-- -->",
            "<!---> seen <!-- -->",
            "<script>",
            "<kbd onclick=x>",
            "<kbd/onclick=x>",
            "<!-- --><b>-->",
            "<!DOCTYPE x>",
        ] {
            assert_eq!(judge(refused, &allowed), Verdict::Refused, "{refused}");
        }
    }
}
