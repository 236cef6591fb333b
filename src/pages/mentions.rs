//! What a text mentions without linking to it: words of the glossary and, if the book wants it, names of other entries.

use rustc_hash::FxHashSet;
use std::ops::Range;

use super::book::Book;
use super::finder::{Finder, Found};
use super::prose::prose;
use crate::markdown::{Body, What};
use crate::model::{Kind, NotLinked};
use crate::resolve::{Destination, EntryIx, Site};

/// What a mention is explained by or linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// By position among the terms of the site.
    Term(u32),
    Entry(EntryIx),
}

/// A mention that the page of the text explains or links.
#[derive(Debug)]
pub(super) struct Mention {
    /// In the HTML of the body.
    pub start: u32,
    pub end: u32,
    pub target: Target,
}

/// All that texts are searched for.
pub struct Words {
    finder: Finder<Target>,
    /// Whether names of entries are among them.
    names: bool,
}

impl Words {
    /// The words of the glossary and, with `link_names`, every name that only one entry bears. Where a term and an entry are
    /// called the same, the term counts.
    pub fn new(site: &Site, link_names: bool) -> Words {
        let terms = site.data.terms.iter().enumerate().filter(|(_, term)| term.link).flat_map(|(nth, term)| {
            let names = std::iter::once(&term.term).chain(&term.aliases);
            names.map(move |name| (name.as_str(), Target::Term(nth as u32)))
        });
        let names = site.index.names.iter().filter(|name| link_names && name.ambiguous.is_none());
        let names = names.map(|name| (name.name.as_str(), Target::Entry(name.entry)));
        Words { finder: Finder::new(terms.chain(names)), names: link_names }
    }

    /// What the text of an entry mentions: everything at its first mention in a section, without the entry itself, what the
    /// section links to by hand, terms of which the entry itself says more, and what its author does not want linked.
    pub(super) fn mentions(&self, site: &Site, from: EntryIx) -> Box<[Mention]> {
        let entry = site.entry(from);
        let none = match &entry.facts.not_linked {
            NotLinked::All => return Box::default(),
            _ if entry.facts.kind == Kind::Home => return Box::default(),
            NotLinked::These(names) => self.targets(names),
        };
        let body = &entry.body;
        let sections = Sections::of(body);
        let linked = if self.names { linked(site, from, &sections) } else { FxHashSet::default() };
        let mut seen: FxHashSet<(usize, Target)> = FxHashSet::default();
        let mut mentions = Vec::new();
        for Found { range, value: target } in self.found(body) {
            let section = sections.at(range.start);
            let here = match target {
                Target::Term(nth) => {
                    let see = site.data.terms[nth as usize].see.as_deref();
                    see.is_some_and(|see| site.find(see) == Some(from))
                }
                Target::Entry(to) => to == from || linked.contains(&(section, to)),
            };
            if !here && !none.contains(&target) && !is_unlinked(body, &range) && seen.insert((section, target)) {
                mentions.push(Mention { start: range.start as u32, end: range.end as u32, target });
            }
        }
        mentions.into()
    }

    /// All mentions in the running text of a body. What fills a hole, such as a citation, is never part of one.
    fn found(&self, body: &Body) -> Vec<Found<Target>> {
        let mut found = Vec::new();
        for piece in prose(&body.html) {
            let mut at = piece.start;
            let first = body.holes.partition_point(|hole| hole.at <= piece.start);
            for hole in body.holes[first..].iter().take_while(|hole| hole.at < piece.end) {
                self.finder.find(&body.html, at..hole.at, &mut found);
                at = hole.at;
            }
            self.finder.find(&body.html, at..piece.end, &mut found);
        }
        found
    }

    /// What some names stand for.
    fn targets(&self, names: &[String]) -> FxHashSet<Target> {
        let mut found = Vec::new();
        for name in names {
            self.finder.find(name, 0..name.len(), &mut found);
        }
        found.into_iter().map(|found| found.value).collect()
    }
}

/// Whether the author wrote behind a mention that it is not linked.
fn is_unlinked(body: &Body, mention: &Range<usize>) -> bool {
    let first = body.holes.partition_point(|hole| hole.at < mention.end);
    let near = |at: usize| body.html[mention.end..at].split_inclusive('>').all(|piece| is_end(piece.trim()));
    body.holes[first..].iter().take_while(|hole| near(hole.at)).any(|hole| hole.what == What::NoLink)
}

/// Whether a piece of HTML is nothing but the end of an element, such as that of a word in italics.
fn is_end(piece: &str) -> bool {
    piece.is_empty() || (piece.starts_with("</") && !piece.starts_with("</p") && !piece.starts_with("</li"))
}

/// Entries that a text links to by hand, by the section in which it does.
fn linked(site: &Site, from: EntryIx, sections: &Sections) -> FxHashSet<(usize, EntryIx)> {
    let links = site.entry(from).body.holes.iter().filter_map(|hole| match &hole.what {
        What::Href(target) => Some((hole.at, target)),
        _ => None,
    });
    links
        .filter_map(|(at, target)| match site.destination(from, target) {
            Ok(Destination::Entry(to, _)) => Some((sections.at(at), to)),
            _ => None,
        })
        .collect()
}

/// For each term the entries that mention it, in the order of their titles. One after the other: a thread that waits for
/// others here might be given a page that waits for the same.
pub(super) fn by_term(book: &Book) -> Vec<Vec<EntryIx>> {
    let mut entries: Vec<EntryIx> = book.site.all().collect();
    entries.sort_by_key(|ix| book.site.rank(*ix));
    let mut by_term: Vec<Vec<EntryIx>> = vec![Vec::new(); book.site.data.terms.len()];
    for ix in entries {
        for mention in book.mentions(ix) {
            let Target::Term(term) = mention.target else { continue };
            let mentioned_in = &mut by_term[term as usize];
            // Several sections may mention it, but they are one page.
            if mentioned_in.last() != Some(&ix) {
                mentioned_in.push(ix);
            }
        }
    }
    by_term
}

/// Where the sections of a text start.
struct Sections(Vec<usize>);

impl Sections {
    fn of(body: &Body) -> Sections {
        let mut starts: Vec<usize> =
            body.headings.iter().filter(|heading| heading.level == 2).map(|heading| heading.at).collect();
        starts.sort_unstable();
        Sections(starts)
    }

    fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}
