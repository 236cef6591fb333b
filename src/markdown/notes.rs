//! Footnotes: written where they are defined, shown at the end of the body in the order of first reference.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Hole, TextAt};
use super::events::{Out, Writer};
use crate::diag::{Diagnostic, rules};

/// Footnotes of a body.
#[derive(Default)]
pub(super) struct Notes {
    /// Labels in lower case, in the order of first reference.
    references: Vec<String>,
    /// By label in lower case: the text, its place, and the label as written.
    defined: BTreeMap<String, (Out, Range<usize>, String)>,
    /// The definition being written and the output that waits behind it.
    open: Vec<(String, Range<usize>, Out)>,
}

impl Writer<'_> {
    pub(super) fn note_reference(&mut self, label: &str) {
        let label = label.to_lowercase();
        let references = &mut self.notes.references;
        let nth = references.iter().position(|known| *known == label).unwrap_or_else(|| {
            references.push(label);
            references.len() - 1
        });
        let mark = mark(nth);
        let link = format!(
            "<sup class=\"note-ref\"><a href=\"#cb-note-{mark}\" role=\"doc-noteref\" aria-label=\"Note {mark}\">{mark}</a></sup>"
        );
        match self.links.last_mut() {
            Some(around) => around.notes.push_str(&link),
            None => self.out.html.push_str(&link),
        }
    }

    /// The parser leaves a reference to a footnote that does not exist as text.
    pub(super) fn check_note(&mut self, open: usize, limit: usize) {
        let Some(rest) = self.text.get(open..limit).and_then(|rest| rest.strip_prefix("[^")) else { return };
        if let Some((label, _)) = rest.split_once(']') {
            let range = open..open + label.len() + 3;
            self.report(&rules::FOOTNOTE, range, format!("the footnote `{label}` is not defined")).help =
                Some(format!("add a line `[^{label}]: ...`"));
        }
    }

    pub(super) fn start_note(&mut self, label: &str, range: Range<usize>) {
        self.depth += 1;
        let outer = std::mem::take(&mut self.out);
        self.notes.open.push((label.to_owned(), range, outer));
    }

    pub(super) fn end_note(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if let Some((label, range, outer)) = self.notes.open.pop() {
            let note = std::mem::replace(&mut self.out, outer);
            if note.html.trim().is_empty() {
                self.report(&rules::FOOTNOTE, range.clone(), format!("the footnote `{label}` has no text")).help =
                    Some(format!("write its text after `[^{label}]:`"));
            }
            let written = (note, range.clone(), label.clone());
            let first = self.notes.defined.entry(label.to_lowercase()).or_insert(written);
            if first.1 != range {
                self.report(&rules::FOOTNOTE, range, format!("the footnote `{label}` is defined twice")).help =
                    Some("only the first would be shown: give one of them another label".to_owned());
            }
        }
    }

    /// Whether a footnote is being written.
    pub(super) fn in_note(&self) -> bool {
        !self.notes.open.is_empty()
    }

    /// Ends the body: appends the notes and reports those that nothing refers to.
    pub(super) fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.close_html();
        self.check_leftovers();
        let has_notes = !self.notes.references.is_empty();
        if has_notes {
            self.out.html.push_str("<aside class=\"notes\" aria-label=\"Notes\">\n<ol class=\"note-list\">\n");
            for (nth, label) in std::mem::take(&mut self.notes.references).iter().enumerate() {
                if let Some((note, ..)) = self.notes.defined.remove(label) {
                    let mark = mark(nth);
                    self.out.html.push_str(&format!("<li id=\"cb-note-{mark}\">"));
                    self.append(note);
                    self.out.html.push_str("</li>\n");
                }
            }
            self.out.html.push_str("</ol>\n</aside>\n");
        }
        for (_, range, label) in std::mem::take(&mut self.notes.defined).into_values() {
            self.report(&rules::FOOTNOTE, range, format!("nothing refers to the footnote `{label}`")).help =
                Some(format!("write `[^{label}]` where it belongs, or remove it"));
        }
        // They come in the order of their ends.
        self.callouts.sort_by_key(|callout| callout.range.start);
        let body = Body {
            embeddable: self.headings.is_empty() && self.callouts.is_empty() && !has_notes,
            html: self.out.html,
            holes: self.out.holes,
            texts: self.out.texts,
            comments: self.comments,
            mentions: self.mentions,
            headings: self.headings,
            callouts: self.callouts,
            lead: self.lead,
        };
        (body, self.diagnostics)
    }

    fn append(&mut self, note: Out) {
        let start = self.out.html.len();
        self.out.html.push_str(&note.html);
        self.out.holes.extend(note.holes.into_iter().map(|hole| Hole { at: hole.at + start, ..hole }));
        self.out.texts.extend(note.texts.into_iter().map(|text| TextAt { at: text.at + start as u32, ..text }));
    }
}

/// Notes bear letters, so that they are not taken for sources.
fn mark(nth: usize) -> String {
    let letter = char::from(b'a' + (nth % 26) as u8);
    if nth < 26 { letter.to_string() } else { format!("{letter}{}", nth / 26 + 1) }
}
