//! How many elements a browser draws. A few copies of copies of copies are more than any device can draw.

use rustc_hash::FxHashMap;

use super::{Element, Node};

/// More than a phone draws in a few seconds.
const MOST: u64 = 1_000_000;

/// More references one after the other than drawings need: a copy of a symbol that is filled with a pattern has two.
const LONGEST: usize = 20;

/// Why the references of a drawing cannot be followed; `None` when they can.
pub(super) fn problem(nodes: &[Node]) -> Option<String> {
    let parts = parts(nodes);
    let references = references(nodes, &parts);
    // What each part draws, with what it refers to: right for parts that refer to nothing, then for those that refer to these.
    let mut drawn = vec![0; parts.len()];
    for _ in 0..LONGEST {
        let before = sums(nodes, &references, &drawn);
        if before.last().is_some_and(|all| *all > MOST) {
            return Some(format!("this drawing has more than {MOST} elements when its references are followed"));
        }
        let now: Vec<u64> = parts.values().map(|part| (before[part.end] - before[part.start]).min(MOST + 1)).collect();
        if now == drawn {
            return None;
        }
        drawn = now;
    }
    Some(format!("elements of this drawing refer to each other in a circle, or more than {LONGEST} deep"))
}

/// An element that others can refer to: its place in the nodes, and after its end.
struct Part {
    start: usize,
    end: usize,
}

/// The parts by their ids. The order of the map stays the same, and numbers them.
fn parts(nodes: &[Node]) -> FxHashMap<&str, Part> {
    let mut parts: FxHashMap<&str, Part> = FxHashMap::default();
    let mut open: Vec<(usize, &Element)> = Vec::new();
    for (nth, node) in nodes.iter().enumerate() {
        match node {
            Node::Start(element) => open.push((nth, element)),
            Node::Text(_) => {}
            Node::End => {
                let Some((start, element)) = open.pop() else { continue };
                if let Some(id) = element.get("id") {
                    parts.entry(id).or_insert(Part { start, end: nth + 1 });
                }
            }
        }
    }
    parts
}

/// The numbers of the parts that elements refer to, each with the place of the element; in order.
fn references(nodes: &[Node], parts: &FxHashMap<&str, Part>) -> Vec<(usize, usize)> {
    let numbers: FxHashMap<&str, usize> = parts.keys().enumerate().map(|(nth, id)| (*id, nth)).collect();
    let mut references = Vec::new();
    for (nth, node) in nodes.iter().enumerate() {
        let Node::Start(element) = node else { continue };
        for (name, value) in &element.attributes {
            let href = value.strip_prefix('#').filter(|_| *name == "href");
            let urls = value.split("url(#").skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
            references.extend(href.into_iter().chain(urls).filter_map(|id| Some((nth, *numbers.get(id)?))));
        }
    }
    references
}

/// How much is drawn before each node, and at the end.
fn sums(nodes: &[Node], references: &[(usize, usize)], drawn: &[u64]) -> Vec<u64> {
    let mut references = references.iter().peekable();
    let mut sum = 0;
    let mut sums = Vec::with_capacity(nodes.len() + 1);
    for (nth, node) in nodes.iter().enumerate() {
        sums.push(sum);
        sum += u64::from(matches!(node, Node::Start(_)));
        while let Some((_, part)) = references.next_if(|(place, _)| *place == nth) {
            sum += drawn[*part];
        }
    }
    sums.push(sum);
    sums
}
