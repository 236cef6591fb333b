//! `entries/ID.json`: all that the page of an entry says.

use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

use super::codings::Coding;
use super::facts::{Caution, NotRecommended, Recovery, Sign, cautions, get_help, not_recommended, recovery};
use super::index::Forms;
use super::relations::{Relation, relations_of};
use super::shared::{At, Day, EntryRef, PersonRef, Source};
use crate::model::{AliasKind, ChangeKind, Facts, Kind, TreatmentType};
use crate::pages::{Page, Rich, TextSection, entry_text};
use crate::resolve::EntryIx;

/// All that the page of an entry says.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub(super) struct Entry<'a> {
    /// What describes this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Unique in the book.
    id: &'a str,
    kind: Kind,
    /// Of a question, the question itself.
    title: &'a str,
    /// Other names.
    names: Vec<OtherName<'a>>,
    /// One or two plain sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// Whether it is not for publication; missing otherwise.
    #[serde(skip_serializing_if = "is_false")]
    draft: bool,
    /// The address of its page.
    page: String,
    /// The address of this file.
    data: String,
    /// The address of its text as Markdown.
    markdown: String,
    /// The address of its page for frames of other sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    embed: Option<String>,
    /// The address of a sheet to print.
    #[serde(skip_serializing_if = "Option::is_none")]
    handout: Option<String>,
    /// Codes of terminologies.
    codes: Vec<Coding<'a>>,
    /// Where on the body it is.
    body_sites: Vec<BodySiteRef<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    /// Signs and how soon to get help, the most urgent first.
    get_help: Vec<Sign<'a>>,
    /// The text in the order of the page, from heading to heading. On the page, what is below as data follows the text under
    /// the heading with the id `symptoms`, `causes`, `tests`, `how-to`, `cautions`, `treatments`, `recovery`, `conditions`,
    /// `anatomy` or `faqs`, or has a heading of its own.
    sections: Vec<Section<'a>>,
    /// The footnotes of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    footnotes: Option<Footnotes>,
    /// Of a treatment: what sort it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    treatment_type: Option<TreatmentType>,
    /// Of a treatment: how often to do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    how_often: Option<&'a str>,
    /// Of a treatment: how long to do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    how_long: Option<&'a str>,
    /// Of a treatment: what to watch for.
    cautions: Vec<Caution<'a>>,
    /// Of a treatment: for whom and by whom it is not recommended.
    not_recommended: Vec<NotRecommended<'a>>,
    /// How long it takes.
    recovery: Vec<Recovery<'a>>,
    /// What the entry says about others, and others about it: by kind, each from the most typical to the least, from self-care
    /// to last resort, and by title.
    relations: Vec<Relation<'a>>,
    /// Entries whose text leads here and that have no relation to it.
    mentioned_by: Vec<EntryRef<'a>>,
    /// What the entry rests on, in the order of the list on its page.
    sources: Vec<Source<'a>>,
    /// What to read on; no claim rests on being listed here.
    further_reading: Vec<Source<'a>>,
    authors: Vec<PersonRef<'a>>,
    /// Who reviewed the entry as a whole; nobody when there is no `lastReviewed`.
    reviewed_by: Vec<PersonRef<'a>>,
    /// When it was last reviewed; missing when nobody has reviewed it yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<Day>,
    /// When the next review is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<Day>,
    /// What changed, the latest first.
    changes: Vec<Change<'a>>,
}

/// Another name of an entry.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct OtherName<'a> {
    name: &'a str,
    /// Who uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<AliasKind>,
}

/// A body site.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct BodySiteRef<'a> {
    id: &'a str,
    name: &'a str,
    /// The address of its page.
    address: String,
}

/// A picture that stands for the entry.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct Image<'a> {
    /// The address of the file.
    address: String,
    /// What it shows, for those who do not see it.
    alt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    /// Whom to name with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
    /// Of the picture, where it is not that of the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
}

/// A piece of the text, from a heading to the next of any level.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct Section<'a> {
    /// Of the heading on the page; missing for what stands before the first heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// The heading as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    /// Of the heading: 2 to 6, and 1 for what stands before the first, right below the title of the page.
    level: u8,
    /// What stands below the heading. It needs neither script nor style; marks of citations and other links to places of the
    /// page lead to the page.
    html: String,
    /// The same as plain text: a line for every paragraph, item and row, without marks of citations.
    text: String,
}

/// Footnotes, to which marks in the text lead.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct Footnotes {
    html: String,
    /// The same as plain text.
    text: String,
}

/// A dated change.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
struct Change<'a> {
    date: Day,
    kind: ChangeKind,
    summary: &'a str,
}

/// For members that are left out unless they hold.
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// The whole file.
pub(super) fn entry<'a>(at: At<'a>, ix: EntryIx) -> Entry<'a> {
    let site = at.book.site();
    let facts = &site.entry(ix).facts;
    let Forms { page, data, markdown, embed, handout } = Forms::of(at, ix);
    let (last_reviewed, review_due) = at.review(facts);
    let text = entry_text(at.book, ix, at.file);
    let further_reading = facts.further_reading.iter().filter_map(|key| site.work(key));
    let reviewed_by = at.people(if last_reviewed.is_some() { &facts.reviewed_by } else { &[] });
    Entry {
        schema: "../schema.json#/$defs/Entry",
        id: &facts.id,
        kind: facts.kind,
        title: &facts.title,
        names: facts.aliases.iter().map(|alias| OtherName { name: &alias.name, kind: alias.kind }).collect(),
        summary: facts.summary.as_deref(),
        draft: facts.draft,
        page,
        data,
        markdown,
        embed,
        handout,
        codes: facts.codes.iter().map(Coding::from).collect(),
        body_sites: body_sites(at, facts),
        image: image(at, ix),
        get_help: get_help(at, facts),
        sections: text.sections.into_iter().map(section).collect(),
        footnotes: text.notes.map(|Rich { html, text }| Footnotes { html, text }),
        treatment_type: facts.treatment_type,
        how_often: facts.how_often.as_deref(),
        how_long: facts.how_long.as_deref(),
        cautions: cautions(at, facts),
        not_recommended: not_recommended(at, facts),
        recovery: recovery(at, facts),
        relations: relations_of(at, ix),
        mentioned_by: at.by_title(site.mentioned_by(ix)),
        sources: text.sources.into_iter().map(|(number, work)| at.source(work, Some(number))).collect(),
        further_reading: further_reading.map(|work| at.source(work, None)).collect(),
        authors: at.people(&facts.authors),
        reviewed_by,
        last_reviewed,
        review_due,
        changes: changes(facts),
    }
}

fn body_sites<'a>(at: At<'a>, facts: &Facts) -> Vec<BodySiteRef<'a>> {
    let sites = &at.book.site().data.body_sites;
    let found = facts.body_sites.iter().filter_map(|id| sites.find(id));
    found
        .map(|nth| (nth, &sites.sites[nth]))
        .map(|(nth, body_site)| BodySiteRef {
            id: &body_site.id,
            name: &body_site.name,
            address: at.page(&Page::BodySite(nth)),
        })
        .collect()
}

fn image<'a>(at: At<'a>, ix: EntryIx) -> Option<Image<'a>> {
    let site = at.book.site();
    let picture = site.entry(ix).facts.image.as_ref()?;
    // A picture that is missing is a finding.
    let path = site.image_of(ix, &picture.src).ok()?;
    Some(Image {
        address: at.address(path),
        alt: &picture.alt,
        caption: picture.caption.as_deref(),
        credit: picture.credit.as_deref(),
        license: picture.license.as_deref(),
    })
}

fn section<'a>(section: TextSection<'a>) -> Section<'a> {
    let Rich { html, text } = section.content;
    Section {
        id: section.heading.map(|heading| heading.id.as_str()),
        title: section.heading.map(|_| section.title),
        level: section.heading.map_or(1, |heading| heading.level),
        html,
        text,
    }
}

fn changes(facts: &Facts) -> Vec<Change<'_>> {
    let mut changes: Vec<_> = facts.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
        .into_iter()
        .map(|change| Change { date: Day(change.date), kind: change.kind, summary: &change.summary })
        .collect()
}
