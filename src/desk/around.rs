//! The picture around one entry: everything related to it on either side, grouped by relation.

use serde::Serialize;

use super::address::Link;
use super::graph::href;
use super::{Desk, templates};
use crate::model::{Kind, RelationKind};
use crate::resolve::{EntryIx, Site};

const NODE_WIDTH: usize = 280;
const NODE_HEIGHT: usize = 26;
const PITCH: usize = 32;
const GAP: usize = 140;
const HEAD: usize = 30;

#[derive(Serialize)]
struct AroundView {
    title: String,
    kind: &'static str,
    page: String,
    path: String,
    edit: Option<String>,
    coverage: String,
    whole: String,
    width: usize,
    height: usize,
    node_width: usize,
    node_height: usize,
    centre_x: usize,
    centre_y: usize,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    label: String,
    x: usize,
    /// Of the label's line of text.
    y: usize,
    nodes: Vec<NodeView>,
}

#[derive(Serialize)]
struct NodeView {
    y: usize,
    link: Link,
    /// The line to the middle.
    x1: usize,
    y1: usize,
    bend: usize,
    x2: usize,
    y2: usize,
}

/// Entries related in one way.
struct Group {
    label: String,
    left: bool,
    entries: Vec<EntryIx>,
}

/// The picture around the entry of that id.
pub(super) fn page(desk: &Desk, id: &str) -> Option<Result<String, String>> {
    let site = desk.site();
    let ix = site.find(id)?;
    let facts = &site.entry(ix).facts;
    let (left, right): (Vec<Group>, Vec<Group>) = groups(site, ix).into_iter().partition(|group| group.left);
    let tall = |groups: &[Group]| groups.iter().map(|group| HEAD + group.entries.len() * PITCH).sum::<usize>();
    let height = tall(&left).max(tall(&right)).max(2 * PITCH) + 2 * PITCH;
    let centre = (NODE_WIDTH + GAP, height / 2 - NODE_HEIGHT / 2);
    let mut shown = side(desk, &left, 0, (height - tall(&left)) / 2, centre);
    shown.extend(side(desk, &right, 2 * (NODE_WIDTH + GAP), (height - tall(&right)) / 2, centre));
    let view = AroundView {
        title: facts.title.clone(),
        kind: facts.kind.word(),
        page: desk.page_of(site.route(ix)),
        path: site.entry(ix).path.to_string(),
        edit: desk.edit(ix),
        coverage: desk.at("coverage/entry", &[("id", id)]),
        whole: desk.at("graph", &[]),
        width: 3 * NODE_WIDTH + 2 * GAP,
        height,
        node_width: NODE_WIDTH,
        node_height: NODE_HEIGHT,
        centre_x: centre.0,
        centre_y: centre.1,
        groups: shown,
    };
    Some(templates::render(desk, "graph", &format!("Relations of {}", facts.title), "around.html", &view))
}

fn side(desk: &Desk, groups: &[Group], x: usize, top: usize, centre: (usize, usize)) -> Vec<GroupView> {
    let mut y = top;
    let left = x < centre.0;
    let (x1, x2) = if left { (x + NODE_WIDTH, centre.0) } else { (centre.0 + NODE_WIDTH, x) };
    let mut shown = Vec::new();
    for group in groups {
        let label_y = y + HEAD - 8;
        y += HEAD;
        let mut nodes = Vec::new();
        for ix in &group.entries {
            let middle = y + NODE_HEIGHT / 2;
            let hub = centre.1 + NODE_HEIGHT / 2;
            let (y1, y2) = if left { (middle, hub) } else { (hub, middle) };
            let title = desk.site().entry(*ix).facts.title.clone();
            nodes.push(NodeView {
                y,
                link: Link { title, href: href(desk, *ix) },
                x1,
                y1,
                bend: (x1 + x2) / 2,
                x2,
                y2,
            });
            y += PITCH;
        }
        shown.push(GroupView { label: group.label.clone(), x, y: label_y, nodes });
    }
    shown
}

/// Everything related to an entry. What comes before it in the order symptom, condition, treatment stands left.
fn groups(site: &Site, ix: EntryIx) -> Vec<Group> {
    let mut groups = Vec::new();
    for kind in RelationKind::ALL {
        if kind.symmetric() {
            let label = if kind == RelationKind::Related { "Related" } else { "Often confused with" };
            groups.push(Group { label: label.to_owned(), left: false, entries: site.either_way(ix, kind) });
            continue;
        }
        let declared = site.declared(ix, kind).map(|(edge, _)| edge.to).collect();
        let left =
            matches!(kind, RelationKind::Symptom | RelationKind::Cause | RelationKind::About | RelationKind::PartOf);
        groups.push(Group { label: declared_label(kind).to_owned(), left, entries: declared });
        derived(site, ix, kind, &mut groups);
    }
    for group in &mut groups {
        group.entries.sort_by_key(|ix| site.rank(*ix));
        group.entries.dedup();
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

fn derived(site: &Site, ix: EntryIx, kind: RelationKind, groups: &mut Vec<Group>) {
    let from: Vec<EntryIx> = site.derived(ix, kind).map(|(edge, _)| edge.from).collect();
    if kind != RelationKind::About {
        let left = matches!(kind, RelationKind::Treatment | RelationKind::Test);
        groups.push(Group { label: derived_label(kind).to_owned(), left, entries: from });
        return;
    }
    let (questions, others): (Vec<EntryIx>, Vec<EntryIx>) =
        from.into_iter().partition(|from| site.entry(*from).facts.kind == Kind::Faq);
    groups.push(Group { label: "Questions about it".to_owned(), left: false, entries: questions });
    groups.push(Group { label: derived_label(kind).to_owned(), left: false, entries: others });
}

fn declared_label(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Symptom => "Symptoms",
        RelationKind::Cause => "Causes and risk factors",
        RelationKind::Treatment => "Treatments",
        RelationKind::Test => "Tests",
        RelationKind::Anatomy => "Parts of the body",
        RelationKind::OftenConfusedWith => "Often confused with",
        RelationKind::About => "What it is about",
        RelationKind::PartOf => "Part of",
        RelationKind::Related => "Related",
    }
}

/// The same relation from the other side.
fn derived_label(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Symptom => "Conditions that feel like this",
        RelationKind::Cause => "What it may lead to",
        RelationKind::Treatment => "What it is used for",
        RelationKind::Test => "What it is used to check",
        RelationKind::Anatomy => "What concerns it",
        RelationKind::OftenConfusedWith => "Often confused with",
        RelationKind::About => "Pages about it",
        RelationKind::PartOf => "Its parts",
        RelationKind::Related => "Related",
    }
}
