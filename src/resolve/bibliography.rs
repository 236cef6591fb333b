//! Sources: where each is used, and which keys lead nowhere.

use super::row::Row;
use super::site::{EntryIx, Site};
use crate::cite::{Standing, WorkIx};
use crate::diag::{Diagnostic, FileId, Place, rules};
use crate::markdown::{LinkTarget, Mention, What};
use crate::model::{Facts, RelationKind};

/// Where a source is used; each list in the order of rows, without repetition.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    pub cited_by: Vec<EntryIx>,
    /// Entries that link to the source's page without resting a claim on it.
    pub mentioned_by: Vec<EntryIx>,
    pub further_reading_of: Vec<EntryIx>,
    /// Positions of glossary terms.
    pub terms: Vec<usize>,
}

impl Uses {
    /// Whether any claim rests on it.
    pub fn is_cited(&self) -> bool {
        !self.cited_by.is_empty() || !self.terms.is_empty()
    }
}

/// How an entry uses a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Cited(WorkIx),
    Mentioned(WorkIx),
    FurtherReading(WorkIx),
}

/// Resolves the sources that an entry names.
pub(super) fn resolve(site: &Site, ix: EntryIx, row: &mut Row) {
    let entry = site.entry(ix);
    for (key, place) in fact_citations(&entry.facts) {
        cite(site, key, entry.file, place, row);
    }
    for hole in &entry.body.holes {
        match &hole.what {
            What::Cite(citations) => {
                for citation in citations {
                    cite(site, &citation.key, entry.file, citation.place, row);
                }
            }
            What::Href(LinkTarget::Source { key }) => row.sources.extend(site.work(key).map(Reference::Mentioned)),
            _ => {}
        }
    }
    row.diagnostics.extend(entry.body.mentions.iter().filter_map(|mention| leftover(site, entry.file, mention)));
    for (nth, key) in entry.facts.further_reading.iter().enumerate() {
        match site.work(key) {
            Some(work) => row.sources.push(Reference::FurtherReading(work)),
            None => row.diagnostics.extend(unknown(site, key, entry.file, Place::item("further_reading", nth))),
        }
    }
}

/// A citation or a link to an entry that lacks a part of its brackets: `@key`, `(@key)`, `[key]`, `[knee-pain]`.
fn leftover(site: &Site, file: FileId, mention: &Mention) -> Option<Diagnostic> {
    let Mention { key, shown, place } = mention;
    let (what, help) = if site.work(key).is_some() {
        ("a citation without its brackets", format!("write `[@{key}]`"))
    } else if shown.starts_with('[') && key.contains('-') && site.find(key).is_some() {
        ("a link to an entry with half of its brackets", format!("write `[[{key}]]`"))
    } else {
        return None;
    };
    let message = format!("readers see \u{201c}{shown}\u{201d}: {what}");
    Some(Diagnostic::new(&rules::RAW_MARKUP, file, message).at(*place).help(help))
}

fn cite(site: &Site, key: &str, file: FileId, place: Place, row: &mut Row) {
    let work = cited(site, key, file, place, &mut row.diagnostics);
    row.sources.extend(work.map(Reference::Cited));
}

/// Where each source is used, from what all entries name and from the glossary.
pub(super) fn uses(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); site.data.library.works().len()];
    for (ix, row) in site.all().zip(&site.rows) {
        for reference in &row.sources {
            match reference {
                Reference::Cited(work) => push(&mut uses[work.row()].cited_by, ix),
                Reference::Mentioned(work) => push(&mut uses[work.row()].mentioned_by, ix),
                Reference::FurtherReading(work) => push(&mut uses[work.row()].further_reading_of, ix),
            }
        }
    }
    for (nth, term) in site.data.terms.iter().enumerate() {
        for key in &term.cite {
            if let Some(work) = cited(site, key, term.file, Place::part("", term.nth, "cite"), diagnostics) {
                uses[work.row()].terms.push(nth);
            }
        }
        if let Some(see) = &term.see
            && site.find(see).is_none()
            && !site.is_passed_over(see)
        {
            let near = crate::diag::nearest(see, site.entries.iter().map(|entry| entry.facts.id.as_str()));
            diagnostics.push(
                Diagnostic::new(&rules::UNKNOWN_ENTRY, term.file, format!("unknown entry `{see}`"))
                    .at(Place::part("", term.nth, "see"))
                    .help_if(near.map(|near| format!("did you mean `{near}`?"))),
            );
        }
    }
    uses
}

fn push(list: &mut Vec<EntryIx>, ix: EntryIx) {
    if list.last() != Some(&ix) {
        list.push(ix);
    }
}

/// The source that a claim rests on. One that nobody has read is reported, and still shown.
fn cited(site: &Site, key: &str, file: FileId, place: Place, diagnostics: &mut Vec<Diagnostic>) -> Option<WorkIx> {
    let Some(work) = site.work(key) else {
        diagnostics.extend(unknown(site, key, file, place));
        return None;
    };
    let reason = match site.data.library.work(work).standing {
        Standing::Read => return Some(work),
        Standing::AttestedOnly => "is known only from another source's list",
        Standing::FurtherReading => "is only there to read on",
    };
    diagnostics.push(
        Diagnostic::new(&rules::UNREAD_SOURCE, file, format!("a claim rests on `{key}`, which {reason}"))
            .at(place)
            .help(format!("mention it with `[[@{key}|words]]`, or list it under `further_reading`")),
    );
    Some(work)
}

/// The finding about a key that no record has. A record that could not be read was reported itself.
fn unknown(site: &Site, key: &str, file: FileId, place: Place) -> Option<Diagnostic> {
    if site.is_unread_source(key) {
        return None;
    }
    let problem = site.unknown_source(key);
    Some(Diagnostic::new(problem.rule, file, problem.message).at(place).help_if(problem.help))
}

/// Every citation in front matter, with its place.
pub fn fact_citations(facts: &Facts) -> Vec<(&str, Place)> {
    let lists = facts
        .relations
        .iter()
        .filter(|relation| relation.kind != RelationKind::PartOf)
        .map(|relation| (relation.kind.field(), relation.nth as usize, &relation.cite))
        .chain(facts.get_help.iter().enumerate().map(|(nth, help)| ("get_help", nth, &help.cite)))
        .chain(facts.recovery.iter().enumerate().map(|(nth, row)| ("recovery", nth, &row.cite)))
        .chain(facts.cautions.iter().enumerate().map(|(nth, caution)| ("cautions", nth, &caution.cite)))
        .chain(facts.not_recommended.iter().enumerate().map(|(nth, no)| ("not_recommended", nth, &no.cite)));
    lists
        .flat_map(|(field, nth, cite)| cite.iter().map(move |key| (key.as_str(), Place::part(field, nth, "cite"))))
        .collect()
}
