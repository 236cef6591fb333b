//! `empty-section`: a heading that promises something, with nothing below it.

use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::{Body, What};
use crate::resolve::{EntryIx, Site};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ix in whole.site.all() {
        let entry = whole.site.entry(ix);
        for nth in empty_sections(whole.site, ix) {
            let heading = &entry.body.headings[nth];
            let start = entry.body.source_from(heading.at);
            let message = format!("there is nothing below the heading \u{201c}{}\u{201d}", heading.text);
            let finding = Diagnostic::new(&rules::EMPTY_SECTION, entry.file, message);
            found.push(
                finding
                    .at(Place::span(start..start + heading.text.len()))
                    .help("write the section, or take the heading out"),
            );
        }
    }
    found
}

/// Positions of the headings of a text with nothing below them. One that bears the id of a section gets that section's
/// facts: it is not empty.
pub fn empty_sections(site: &Site, ix: EntryIx) -> Vec<usize> {
    let body = &site.entry(ix).body;
    if body.headings.is_empty() {
        return Vec::new();
    }
    let sections = site.sections(ix);
    let placed = |id: &str| sections.iter().any(|section| section.id() == id);
    let filled = |nth: usize| {
        let heading = &body.headings[nth];
        let end = body.headings[nth + 1..].iter().find(|next| next.level <= heading.level);
        let range = heading.at..end.map_or(body.html.len(), |next| next.at);
        let below = body.headings[nth..].iter().take_while(|below| range.contains(&below.at));
        below.clone().any(|below| placed(&below.id)) || !is_bare(body, range)
    };
    (0..body.headings.len()).filter(|nth| !filled(*nth)).collect()
}

/// Whether a part of the HTML holds nothing but headings.
fn is_bare(body: &Body, range: std::ops::Range<usize>) -> bool {
    let holes =
        body.holes.iter().any(|hole| range.contains(&hole.at) && matches!(hole.what, What::Image(_) | What::Title(_)));
    let mut rest = &body.html[range];
    while let Some(open) = rest.find("<h") {
        if !rest[..open].trim().is_empty() {
            return false;
        }
        match rest.find("</h") {
            Some(close) => rest = rest[close..].split_once('>').map_or("", |(_, behind)| behind),
            None => break,
        }
    }
    rest.trim().is_empty() && !holes
}
