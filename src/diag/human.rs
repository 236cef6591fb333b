//! Findings for a person: message, excerpt with a caret, one line of help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as SnippetLevel, Renderer, Snippet};

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{FileId, Finding, Level, Texts};

/// How findings are printed.
#[derive(Clone, Copy, Debug)]
pub struct HumanOptions {
    /// Colour and bold by terminal codes.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// How many findings of one line are shown with an excerpt. More say nothing new to a person, and each excerpt takes as long as
/// its line is.
const PER_LINE: usize = 20;

/// Findings with their excerpts, with a blank line between them. Of many findings in one line the most serious are shown, and
/// after them a note says how many were left out.
pub fn report(findings: &[Finding], texts: &dyn Texts, options: HumanOptions) -> String {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(options.width);
    let mut out = String::new();
    for (finding, shown) in findings.iter().zip(shown(findings)) {
        match shown {
            Shown::Yes => out.push_str(&one(finding, texts, &renderer)),
            Shown::No => continue,
            Shown::Count(n) => out.push_str(&rest_of_line(finding, n, &renderer)),
        }
        out.push_str("\n\n");
    }
    out
}

/// What is shown of a finding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
    /// Not itself, but how many findings of its line are left out.
    Count(usize),
}

/// What is shown of each finding: of those in one line, the first [`PER_LINE`] by level.
fn shown(findings: &[Finding]) -> Vec<Shown> {
    let mut lines: FxHashMap<(FileId, u32), Vec<usize>> = FxHashMap::default();
    for (nth, finding) in findings.iter().enumerate() {
        if let (Some(file), Some(position)) = (finding.file, finding.position) {
            lines.entry((file, position.line)).or_default().push(nth);
        }
    }
    let mut shown = vec![Shown::Yes; findings.len()];
    for mut line in lines.into_values().filter(|line| line.len() > PER_LINE) {
        line.sort_by_key(|nth| findings[*nth].level);
        let rest = &line[PER_LINE..];
        rest.iter().for_each(|nth| shown[*nth] = Shown::No);
        if let Some(last) = rest.iter().max() {
            shown[*last] = Shown::Count(rest.len());
        }
    }
    shown
}

fn rest_of_line(finding: &Finding, n: usize, renderer: &Renderer) -> String {
    let findings = if n == 1 { "finding" } else { "findings" };
    let path = finding.path.as_deref().unwrap_or_default();
    let line = finding.position.map_or(1, |position| position.line);
    let title = format!("{n} more {findings} in line {line} of {path}; `--format short` lists all of them");
    renderer.render(&[Group::with_title(SnippetLevel::NOTE.primary_title(title))])
}

fn one(finding: &Finding, texts: &dyn Texts, renderer: &Renderer) -> String {
    let level = match finding.level {
        Level::Error => SnippetLevel::ERROR,
        Level::Warning => SnippetLevel::WARNING,
        Level::Note | Level::Off => SnippetLevel::NOTE,
    };
    let title = level.primary_title(&finding.message).id(finding.rule);
    let text = finding.file.and_then(|file| texts.text(file));
    let group = match (text, &finding.span, &finding.path) {
        (Some(text), Some(span), Some(path)) => {
            let (lines, first) = lines_around(text, span);
            let span = span.start - first..span.end - first;
            let line = finding.position.map_or(1, |position| position.line as usize);
            let snippet = Snippet::source(lines).line_start(line).path(path);
            title.element(snippet.annotation(AnnotationKind::Primary.span(span)))
        }
        (_, _, Some(path)) => title.element(annotate_snippets::Origin::path(path)),
        _ => Group::with_title(title),
    };
    let group = match &finding.help {
        Some(help) => group.element(SnippetLevel::HELP.message(help)),
        None => group,
    };
    renderer.render(&[group])
}

/// The lines that a place lies in, and where they start. The renderer reads all that it is given, for every finding anew, so it
/// gets no more; of a line as long as a book, what stands far behind the place is left out, too.
fn lines_around<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, usize) {
    const SHOWN: usize = 1000;
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let mut end = line_end.min(span.end + SHOWN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[start..end], start)
}

/// One line a finding: `path:line:column: level[rule]: message`.
pub fn short(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        if let Some(path) = &finding.path {
            out.push_str(path);
            if let Some(position) = finding.position {
                out.push_str(&format!(":{}:{}", position.line, position.column));
            }
            out.push_str(": ");
        }
        let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        out.push_str(&format!("{}[{}]: {}{help}\n", finding.level.word(), finding.rule, finding.message));
    }
    out
}
