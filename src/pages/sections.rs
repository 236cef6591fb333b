//! Sections from facts.

use super::bars::{self, Scale};
use super::fill::Filler;
use super::items::{grouped, related_item};
use super::view::{FaqView, GroupView, NotRecommendedView, RecoveryView, SectionView};
use super::words;
use crate::markdown::Body;
use crate::model::{Facts, Kind, RelationKind};
use crate::resolve::{EntryIx, Section};

/// A section of the page of `ix`. `heading` says whether it needs one of its own.
pub(super) fn section<'a>(filler: &mut Filler<'a>, ix: EntryIx, section: Section, heading: bool) -> SectionView {
    let site = filler.book.site;
    let facts = &site.entry(ix).facts;
    let mut view = SectionView {
        id: section.id(),
        title: section.title(facts.kind),
        heading,
        layout: "groups",
        ..SectionView::default()
    };
    match section {
        Section::Symptoms => {
            let rows = site.declared(ix, RelationKind::Symptom).map(|(edge, relation)| (edge.to, relation));
            view.groups = grouped(
                filler,
                rows,
                |relation| none_last(relation.typical),
                |(_, typical)| (words::symptoms_label(typical), words::typical(typical).1),
            );
        }
        Section::Treatments => {
            let rows = site.declared(ix, RelationKind::Treatment).map(|(edge, relation)| (edge.to, relation));
            view.ladder = true;
            view.groups = grouped(filler, rows, |relation| none_last(relation.role), |(_, role)| words::role(role));
        }
        Section::Causes => view.groups = plain(filler, ix, RelationKind::Cause),
        Section::Tests => view.groups = plain(filler, ix, RelationKind::Test),
        Section::Anatomy if facts.kind == Kind::Anatomy => view.groups = parts(filler, ix),
        Section::Anatomy => view.groups = plain(filler, ix, RelationKind::Anatomy),
        Section::Conditions => {
            view.groups = conditions(filler, ix, facts.kind);
            if facts.kind == Kind::Symptom {
                view.finder = super::symptom_finder::ticked(filler.book, ix);
            }
        }
        Section::HowTo => {
            view.layout = "how-to";
            view.how_often = facts.how_often.clone();
            view.how_long = facts.how_long.clone();
        }
        Section::Cautions => {
            view.layout = "cautions";
            view.cautions_html = cautions(filler, facts);
            view.not_recommended = not_recommended(filler, facts);
        }
        Section::Recovery => {
            view.layout = "recovery";
            let scale = bars::scale(&facts.recovery);
            view.recovery = recovery(filler, facts, scale);
            view.scale = scale.map(Scale::view);
        }
        Section::Faqs => {
            view.layout = "faqs";
            view.faqs = faqs(filler, ix);
        }
    }
    view
}

/// Sorts what is not told behind what is.
fn none_last<T>(value: Option<T>) -> (bool, Option<T>) {
    (value.is_none(), value)
}

fn plain(filler: &mut Filler, ix: EntryIx, kind: RelationKind) -> Vec<GroupView> {
    let rows = filler.book.site.declared(ix, kind).map(|(edge, relation)| (edge.to, relation));
    grouped(filler, rows, |_| (), |()| ("", ""))
}

fn parts(filler: &mut Filler, ix: EntryIx) -> Vec<GroupView> {
    let rows = filler.book.site.derived(ix, RelationKind::PartOf).map(|(edge, relation)| (edge.from, relation));
    grouped(filler, rows, |_| (), |()| ("", ""))
}

/// Conditions that name this entry: of a symptom by how typical, of a treatment by its role.
fn conditions(filler: &mut Filler, ix: EntryIx, kind: Kind) -> Vec<GroupView> {
    let site = filler.book.site;
    let Some(relation) = site.condition_relation(kind) else { return Vec::new() };
    let rows = site.derived(ix, relation).map(|(edge, relation)| (edge.from, relation));
    match relation {
        RelationKind::Symptom => grouped(
            filler,
            rows,
            |relation| none_last(relation.typical),
            |(_, typical)| (words::conditions_label(typical), words::typical(typical).1),
        ),
        RelationKind::Treatment => {
            let mut rows: Vec<_> = rows.collect();
            rows.sort_by_key(|(from, relation)| (none_last(relation.role), site.rank(*from)));
            let items = rows.into_iter().map(|(from, relation)| related_item(filler, from, relation)).collect();
            vec![GroupView { items, ..GroupView::default() }]
        }
        _ => grouped(filler, rows, |_| (), |()| ("", "")),
    }
}

/// What to watch for with a treatment.
pub(super) fn cautions(filler: &mut Filler, facts: &Facts) -> Vec<String> {
    facts.cautions.iter().map(|caution| filler.cited(&caution.text, &caution.cite)).collect()
}

/// For whom and by whom a treatment is not recommended.
pub(super) fn not_recommended(filler: &mut Filler, facts: &Facts) -> Vec<NotRecommendedView> {
    facts
        .not_recommended
        .iter()
        .map(|no| NotRecommendedView {
            whom: no.whom.clone(),
            by: no.by.clone().unwrap_or_default(),
            text: no.text.clone().unwrap_or_default(),
            cites_html: filler.cite(&no.cite),
        })
        .collect()
}

pub(super) fn recovery(filler: &mut Filler, facts: &Facts, scale: Option<Scale>) -> Vec<RecoveryView> {
    facts
        .recovery
        .iter()
        .map(|row| RecoveryView {
            situation: row.situation.clone(),
            time: words::recovery(row),
            cites_html: filler.cite(&row.cite),
            bar: scale.and_then(|scale| scale.bar(row)),
        })
        .collect()
}

fn faqs(filler: &mut Filler, ix: EntryIx) -> Vec<FaqView> {
    let site = filler.book.site;
    let mut questions: Vec<EntryIx> = site
        .derived(ix, RelationKind::About)
        .map(|(edge, _)| edge.from)
        .filter(|from| site.entry(*from).facts.kind == Kind::Faq)
        .collect();
    questions.sort_by_key(|question| site.rank(*question));
    questions.into_iter().map(|question| faq(filler, question)).collect()
}

/// A question with its answer; a long answer is cut down to its first paragraph and a link.
pub(super) fn faq(filler: &mut Filler, ix: EntryIx) -> FaqView {
    let entry = filler.book.site.entry(ix);
    let body: &Body = &entry.body;
    let (answer_html, more) = match (body.embeddable, &body.lead) {
        (true, _) => (filler.html(ix, body, 0..body.html.len()), false),
        (false, Some(lead)) => (format!("<p>{}</p>", filler.html(ix, body, lead.clone())), true),
        (false, None) => (String::new(), true),
    };
    FaqView {
        id: format!("cb-faq-{}", entry.facts.id),
        title: entry.facts.title.clone(),
        href: filler.to(filler.book.site.route(ix)),
        answer_html,
        more,
    }
}
