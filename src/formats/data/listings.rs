//! `listings/*.json`: the lists of the site.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::codings::Coding;
use super::shared::{At, EntryRef, Source};
use super::{entries, json};
use crate::model::{AliasKind, BodySite, Code, Kind};
use crate::pages::Page;
use crate::resolve::{EntryIx, Name};

/// The name of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingName {
    /// All entries of a kind.
    Kind(Kind),
    Names,
    Codes,
    BodySites,
    Sources,
    Glossary,
}

impl ListingName {
    /// Every list, in a fixed order.
    pub(super) fn all() -> impl Iterator<Item = ListingName> {
        let others = [
            ListingName::Names,
            ListingName::Codes,
            ListingName::BodySites,
            ListingName::Sources,
            ListingName::Glossary,
        ];
        Kind::ALL.into_iter().map(ListingName::Kind).chain(others)
    }

    /// The name of its file, without the ending.
    pub(super) fn word(self) -> &'static str {
        match self {
            ListingName::Kind(kind) => kind.folder(),
            ListingName::Names => "names",
            ListingName::Codes => "codes",
            ListingName::BodySites => "body-sites",
            ListingName::Sources => "sources",
            ListingName::Glossary => "glossary",
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            ListingName::Kind(kind) => kind.label(),
            ListingName::Names => "A to Z",
            ListingName::Codes => "Codes",
            ListingName::BodySites => "Body sites",
            ListingName::Sources => "Sources",
            ListingName::Glossary => "Glossary",
        }
    }
}

/// A whole list.
pub(super) fn bytes(at: At, name: ListingName) -> Vec<u8> {
    match name {
        ListingName::Kind(kind) => json(&listing(at, kind)),
        ListingName::Names => json(&names(at)),
        ListingName::Codes => json(&codes(at)),
        ListingName::BodySites => json(&body_sites(at)),
        ListingName::Sources => json(&sources(at)),
        ListingName::Glossary => json(&glossary(at)),
    }
}

/// All entries of a kind.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Listing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    kind: Kind,
    /// What the site calls the list.
    title: &'static str,
    /// In the order of the site: by title, plain pages as the book orders them.
    entries: Vec<ListingRow<'a>>,
}

/// An entry in the list of its kind.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct ListingRow<'a> {
    /// Unique in the book. Its data are in `entries/ID.json`.
    id: &'a str,
    title: &'a str,
    /// One or two plain sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// The address of its page.
    address: String,
}

fn listing<'a>(at: At<'a>, kind: Kind) -> Listing<'a> {
    let site = at.book.site();
    let mut entries = site.of_kind(kind);
    entries.sort_by_key(|ix| (site.entry(*ix).facts.order, site.rank(*ix)));
    let row = |ix: EntryIx| {
        let facts = &site.entry(ix).facts;
        ListingRow {
            id: &facts.id,
            title: &facts.title,
            summary: facts.summary.as_deref(),
            address: at.address(site.route(ix)),
        }
    };
    Listing {
        schema: "../schema.json#/$defs/Listing",
        kind,
        title: kind.label(),
        entries: entries.into_iter().map(row).collect(),
    }
}

/// Every name of every entry, from A to Z. Questions and plain pages have none.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct NamesListing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// In the order of the book's language.
    names: Vec<NameRow<'a>>,
}

/// A name: the title of an entry, or another name of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct NameRow<'a> {
    name: &'a str,
    /// Under which it is listed: a letter, `0-9` or `#`.
    letter: &'a str,
    /// Who uses the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<AliasKind>,
    /// One entry, or all that bear the name.
    entries: Vec<EntryRef<'a>>,
    /// The address of the entry's page, or of the page that asks which of several entries is meant.
    address: String,
}

fn names<'a>(at: At<'a>) -> NamesListing<'a> {
    let index = &at.book.site().index;
    let row = |name: &'a Name| {
        let several = name.ambiguous.map(|nth| (Page::Name(nth), &index.ambiguous[nth]));
        NameRow {
            name: &name.name,
            letter: &name.letter,
            kind: name.kind.filter(|_| several.is_none()),
            address: at.page(several.as_ref().map_or(&Page::Entry(name.entry), |(page, _)| page)),
            entries: match several {
                Some((_, meanings)) => meanings.entries.iter().map(|ix| at.entry(*ix)).collect(),
                None => vec![at.entry(name.entry)],
            },
        }
    };
    NamesListing { schema: "../schema.json#/$defs/NamesListing", names: index.names.iter().map(row).collect() }
}

/// Every code of a terminology with the entries that bear it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct CodesListing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// By terminology and code.
    codes: Vec<CodeRow<'a>>,
}

/// A code with its entries.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct CodeRow<'a> {
    coding: Coding<'a>,
    entries: Vec<EntryRef<'a>>,
}

fn codes<'a>(at: At<'a>) -> CodesListing<'a> {
    let mut bearers: BTreeMap<&Code, Vec<EntryIx>> = BTreeMap::new();
    for ix in entries(at.book) {
        for code in &at.book.site().entry(ix).facts.codes {
            bearers.entry(code).or_default().push(ix);
        }
    }
    let row = |(code, entries)| CodeRow { coding: Coding::from(code), entries: at.by_title(entries) };
    CodesListing { schema: "../schema.json#/$defs/CodesListing", codes: bearers.into_iter().map(row).collect() }
}

/// The tree of body sites.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct BodySitesListing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// The outermost ones, in reading order.
    body_sites: Vec<BodySiteNode<'a>>,
}

/// A body site with all that lies within it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct BodySiteNode<'a> {
    id: &'a str,
    name: &'a str,
    /// Other names.
    aliases: &'a [String],
    /// The address of its page.
    address: String,
    /// Entries that name the site itself, and not one within it.
    entries: Vec<EntryRef<'a>>,
    /// Sites within it, in reading order.
    children: Vec<BodySiteNode<'a>>,
}

fn body_sites<'a>(at: At<'a>) -> BodySitesListing<'a> {
    let site = at.book.site();
    let sites = &site.data.body_sites.sites;
    let node = |(nth, body_site): (usize, &'a BodySite)| BodySiteNode {
        id: &body_site.id,
        name: &body_site.name,
        aliases: &body_site.aliases,
        address: at.page(&Page::BodySite(nth)),
        entries: at.by_title(site.entries_at(nth)),
        children: Vec::new(),
    };
    let mut nodes: Vec<BodySiteNode> = sites.iter().enumerate().map(node).collect();
    let mut roots = Vec::new();
    // Parents stand before their children: from the end, every node is whole when it is taken.
    while let Some(mut node) = nodes.pop() {
        node.children.reverse();
        match sites[nodes.len()].parent {
            Some(parent) => nodes[parent].children.push(node),
            None => roots.push(node),
        }
    }
    roots.reverse();
    BodySitesListing { schema: "../schema.json#/$defs/BodySitesListing", body_sites: roots }
}

/// Every source of the book, once.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct SourcesListing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// By key.
    sources: Vec<SourceRow<'a>>,
}

/// A source with all that uses it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct SourceRow<'a> {
    source: Source<'a>,
    /// Entries with a claim that rests on it.
    cited_by: Vec<EntryRef<'a>>,
    /// Entries whose text leads to it without resting a claim on it.
    mentioned_by: Vec<EntryRef<'a>>,
    /// Entries that recommend it to read on.
    further_reading_of: Vec<EntryRef<'a>>,
    /// The ids of terms of the glossary whose definition rests on it.
    terms: Vec<&'a str>,
}

fn sources<'a>(at: At<'a>) -> SourcesListing<'a> {
    let site = at.book.site();
    let row = |ix: crate::cite::WorkIx| {
        let uses = &site.uses[ix.row()];
        let entries = |list: &[EntryIx]| at.by_title(list.iter().copied());
        SourceRow {
            source: at.source(ix, None),
            cited_by: entries(&uses.cited_by),
            mentioned_by: entries(&uses.mentioned_by),
            further_reading_of: entries(&uses.further_reading_of),
            terms: uses.terms.iter().map(|nth| site.data.terms[*nth].id.as_str()).collect(),
        }
    };
    SourcesListing {
        schema: "../schema.json#/$defs/SourcesListing",
        sources: site.data.library.all().map(row).collect(),
    }
}

/// Words with their plain explanations.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct GlossaryListing<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// In the order of the book's language.
    terms: Vec<TermRow<'a>>,
}

/// A word with its plain explanation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct TermRow<'a> {
    id: &'a str,
    term: &'a str,
    /// Other words for the same.
    aliases: &'a [String],
    definition: &'a str,
    /// The entry that says more.
    #[serde(skip_serializing_if = "Option::is_none")]
    see: Option<EntryRef<'a>>,
    /// The keys of the sources on which the definition rests.
    sources: Vec<&'a str>,
    /// The address of the term in the glossary.
    address: String,
}

fn glossary<'a>(at: At<'a>) -> GlossaryListing<'a> {
    let site = at.book.site();
    let row = |nth: usize| {
        let term = &site.data.terms[nth];
        TermRow {
            id: &term.id,
            term: &term.term,
            aliases: &term.aliases,
            definition: &term.definition,
            see: term.see.as_ref().and_then(|see| site.find(see)).map(|ix| at.entry(ix)),
            sources: at.known(&term.cite),
            address: format!("{}#term-{}", at.page(&Page::of_term(at.book, nth)), term.id),
        }
    };
    GlossaryListing {
        schema: "../schema.json#/$defs/GlossaryListing",
        terms: site.listed_terms().into_iter().map(|(nth, _)| row(nth)).collect(),
    }
}
