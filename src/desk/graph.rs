//! The relations of the whole book as a picture: symptoms, conditions and treatments in three columns.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::address::{Query, holds};
use super::{Desk, layout, templates};
use crate::model::{Kind, RelationKind};
use crate::resolve::EntryIx;

/// Sizes of the picture, in its own units: those of CSS pixels until somebody zooms.
const NODE_WIDTH: usize = 280;
const NODE_HEIGHT: usize = 24;
const PITCH: usize = 30;
const GAP: usize = 160;
const HEAD: usize = 40;

const KINDS: [Kind; 3] = [Kind::Symptom, Kind::Condition, Kind::Treatment];

#[derive(Serialize)]
struct GraphView {
    action: String,
    words: String,
    width: usize,
    height: usize,
    node_width: usize,
    node_height: usize,
    columns: Vec<ColumnView>,
    edges: Vec<EdgeView>,
    nodes: usize,
}

#[derive(Serialize)]
struct ColumnView {
    label: &'static str,
    x: usize,
    nodes: Vec<NodeView>,
}

#[derive(Serialize)]
struct NodeView {
    n: usize,
    y: usize,
    href: String,
    title: String,
    /// What it is joined to, for the list.
    near: Vec<NearView>,
}

#[derive(Serialize)]
struct NearView {
    href: String,
    title: String,
}

#[derive(Serialize)]
struct EdgeView {
    a: usize,
    b: usize,
    x1: usize,
    y1: usize,
    /// Where the curve bends.
    bend1: usize,
    bend2: usize,
    x2: usize,
    y2: usize,
}

/// The entries of the picture by number, and how they are joined: always from a column to one further right.
struct Graph {
    nodes: Vec<EntryIx>,
    columns: [Vec<usize>; 3],
    edges: Vec<(usize, usize)>,
}

/// The picture of the whole book, or of what some words and their neighbours leave of it.
pub(super) fn page(desk: &Desk, query: &Query) -> Result<String, String> {
    let graph = graph(desk, &query.words());
    let rows = layout::rows(&graph.columns, &graph.edges);
    let longest = graph.columns.iter().map(Vec::len).max().unwrap_or_default();
    let y = |node: usize, column: usize| {
        let spread = longest * PITCH / graph.columns[column].len().max(1);
        HEAD + rows[node] * spread + (spread - NODE_HEIGHT) / 2
    };
    let view = GraphView {
        action: desk.at("graph", &[]),
        words: query.text("words").to_owned(),
        width: 3 * NODE_WIDTH + 2 * GAP,
        height: HEAD + longest * PITCH + 10,
        node_width: NODE_WIDTH,
        node_height: NODE_HEIGHT,
        edges: edges(&graph, &y),
        columns: columns(desk, &graph, &rows, &y),
        nodes: graph.nodes.len(),
    };
    templates::render(desk, "graph", "Relations", "graph.html", &view)
}

fn column_of(kind: Kind) -> Option<usize> {
    KINDS.iter().position(|known| *known == kind)
}

fn graph(desk: &Desk, words: &[String]) -> Graph {
    let site = desk.site();
    let all: Vec<EntryIx> = KINDS.iter().flat_map(|kind| site.of_kind(*kind)).collect();
    let column = |ix: EntryIx| column_of(site.entry(ix).facts.kind);
    let mut joined: Vec<(EntryIx, EntryIx)> = Vec::new();
    for ix in &all {
        for kind in RelationKind::ALL {
            for (edge, _) in site.declared(*ix, kind) {
                match (column(edge.from), column(edge.to)) {
                    (Some(a), Some(b)) if a < b => joined.push((edge.from, edge.to)),
                    (Some(a), Some(b)) if a > b => joined.push((edge.to, edge.from)),
                    _ => {}
                }
            }
        }
    }
    joined.sort_unstable();
    joined.dedup();
    let nodes = if words.is_empty() { all } else { matching(desk, &all, &joined, words) };
    let numbers: FxHashMap<EntryIx, usize> = nodes.iter().enumerate().map(|(n, ix)| (*ix, n)).collect();
    let mut columns = [const { Vec::new() }; 3];
    for (n, ix) in nodes.iter().enumerate() {
        if let Some(column) = column(*ix) {
            columns[column].push(n);
        }
    }
    let numbered = |(a, b): &(EntryIx, EntryIx)| Some((*numbers.get(a)?, *numbers.get(b)?));
    Graph { edges: joined.iter().filter_map(numbered).collect(), nodes, columns }
}

/// Entries with those words in a name, and those they are joined to.
fn matching(desk: &Desk, all: &[EntryIx], joined: &[(EntryIx, EntryIx)], words: &[String]) -> Vec<EntryIx> {
    let site = desk.site();
    let mut kept = vec![false; site.entries.len()];
    let found = |ix: EntryIx| {
        let facts = &site.entry(ix).facts;
        holds(&facts.title, words) || facts.aliases.iter().any(|alias| holds(&alias.name, words))
    };
    let hits: Vec<bool> = site.all().map(found).collect();
    for ix in all.iter().filter(|ix| hits[ix.row()]) {
        kept[ix.row()] = true;
    }
    for (a, b) in joined.iter().filter(|(a, b)| hits[a.row()] || hits[b.row()]) {
        kept[a.row()] = true;
        kept[b.row()] = true;
    }
    all.iter().copied().filter(|ix| kept[ix.row()]).collect()
}

fn x_of(column: usize) -> usize {
    column * (NODE_WIDTH + GAP)
}

fn edges(graph: &Graph, y: &dyn Fn(usize, usize) -> usize) -> Vec<EdgeView> {
    let mut column = vec![0; graph.nodes.len()];
    for (nth, nodes) in graph.columns.iter().enumerate() {
        for node in nodes {
            column[*node] = nth;
        }
    }
    let middle = |node: usize| y(node, column[node]) + NODE_HEIGHT / 2;
    let edge = |(a, b): &(usize, usize)| {
        let (x1, x2) = (x_of(column[*a]) + NODE_WIDTH, x_of(column[*b]));
        let bend = (x2 - x1) / 2;
        EdgeView { a: *a, b: *b, x1, y1: middle(*a), bend1: x1 + bend, bend2: x2 - bend, x2, y2: middle(*b) }
    };
    graph.edges.iter().map(edge).collect()
}

fn columns(desk: &Desk, graph: &Graph, rows: &[usize], y: &dyn Fn(usize, usize) -> usize) -> Vec<ColumnView> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for (a, b) in &graph.edges {
        near[*a].push(*b);
        near[*b].push(*a);
    }
    let columns = graph.columns.iter().enumerate().map(|(nth, nodes)| {
        let mut nodes = nodes.clone();
        nodes.sort_by_key(|node| rows[*node]);
        let nodes = nodes.into_iter().map(|node| {
            let title = desk.site().entry(graph.nodes[node]).facts.title.as_str();
            NodeView {
                n: node,
                y: y(node, nth),
                href: href(desk, graph.nodes[node]),
                title: title.to_owned(),
                near: near[node].iter().map(|other| near_view(desk, graph.nodes[*other])).collect(),
            }
        });
        ColumnView { label: KINDS[nth].label(), x: x_of(nth), nodes: nodes.collect() }
    });
    columns.collect()
}

fn near_view(desk: &Desk, ix: EntryIx) -> NearView {
    NearView { href: href(desk, ix), title: desk.site().entry(ix).facts.title.clone() }
}

/// The address of the picture around an entry.
pub(super) fn href(desk: &Desk, ix: EntryIx) -> String {
    desk.at("graph", &[("entry", &desk.site().entry(ix).facts.id)])
}
