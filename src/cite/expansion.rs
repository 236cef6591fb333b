//! How large texts become that include each other: `@string`, `crossref` and `xdata` of BibLaTeX, macros of CSL.

/// A node with everything that it includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Expanded {
    /// The sum of all sizes, each as often as it is included.
    pub size: u64,
    /// The longest chain of inclusions, counting the node itself.
    pub depth: usize,
}

/// Sizes after expansion, and the cycles that were cut.
pub(super) struct Expansion {
    pub nodes: Vec<Expanded>,
    /// Each from a node to one that includes it again.
    pub cycles: Vec<Vec<usize>>,
}

/// Measures the expansion of nodes with sizes of their own. `uses` lists what each includes; what closes a cycle is taken out
/// of it. A node that `chooses` takes only one of them, at most the largest. Needs no recursion and visits every inclusion once,
/// so hostile input cannot make it slow.
pub(super) fn expand(own: &[u64], uses: &mut [Vec<usize>], chooses: impl Fn(usize) -> bool) -> Expansion {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; own.len()];
    let mut nodes: Vec<Expanded> = own.iter().map(|size| Expanded { size: *size, depth: 1 }).collect();
    let mut cycles: Vec<Vec<usize>> = Vec::new();
    for start in 0..own.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        // Nodes that are open, each with the position of the inclusion that is looked at.
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.last_mut() {
            let (node, nth) = (*node, *next);
            let Some(used) = uses[node].get(nth).copied() else {
                states[node] = State::Done;
                open.pop();
                continue;
            };
            match states[used] {
                State::New => {
                    states[used] = State::Open;
                    open.push((used, 0));
                }
                State::Open => {
                    let from = open.iter().position(|(other, _)| *other == used).unwrap_or(0);
                    let reported = cycles.last().is_some_and(|cycle| cycle.last() == Some(&node));
                    if !reported {
                        cycles.push(open[from..].iter().map(|(node, _)| *node).collect());
                    }
                    uses[node].swap_remove(nth);
                }
                State::Done => {
                    *next += 1;
                    let size = nodes[used].size;
                    nodes[node].size = match chooses(node) {
                        true => nodes[node].size.max(own[node].saturating_add(size)),
                        false => nodes[node].size.saturating_add(size),
                    };
                    nodes[node].depth = nodes[node].depth.max(nodes[used].depth + 1);
                }
            }
        }
    }
    Expansion { nodes, cycles }
}

/// A cycle as people read it: `a → b → a`. A long one is cut.
pub(super) fn chain<'a>(cycle: &[usize], name: impl Fn(usize) -> &'a str) -> String {
    let mut names: Vec<&str> = cycle.iter().take(6).map(|node| name(*node)).collect();
    if cycle.len() > names.len() {
        names.push("...");
    }
    names.extend(cycle.first().map(|node| name(*node)));
    names.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_what_is_included_more_than_once() {
        let mut uses = vec![vec![1, 1, 2], vec![2, 2], vec![], vec![0]];
        let expansion = expand(&[1, 10, 100, 0], &mut uses, |_| false);
        let sizes: Vec<(u64, usize)> = expansion.nodes.iter().map(|node| (node.size, node.depth)).collect();
        assert_eq!(sizes, [(521, 3), (210, 2), (100, 1), (521, 4)]);
        assert!(expansion.cycles.is_empty());
        assert_eq!(expand(&[1, 10, 100, 0], &mut uses, |node| node == 0).nodes[0].size, 211);
    }

    #[test]
    fn cuts_cycles_and_reports_each_once() {
        let mut uses = vec![vec![0, 0], vec![2], vec![3], vec![1, 0]];
        let expansion = expand(&[1; 4], &mut uses, |_| false);
        assert_eq!(expansion.cycles, [vec![0], vec![1, 2, 3]]);
        assert_eq!(uses, [vec![], vec![2], vec![3], vec![0]]);
        assert_eq!(chain(&expansion.cycles[1], |node| ["a", "b", "c", "d"][node]), "b → c → d → b");
    }

    #[test]
    fn sizes_beyond_any_number_stay_the_largest() {
        let mut uses: Vec<Vec<usize>> =
            (0..200).map(|node| if node == 0 { vec![] } else { vec![node - 1; 2] }).collect();
        let expansion = expand(&[10; 200], &mut uses, |_| false);
        assert_eq!((expansion.nodes[199].size, expansion.nodes[199].depth), (u64::MAX, 200));
        let mut chain: Vec<Vec<usize>> = (0..100_000).map(|node| vec![(node + 1) % 100_000]).collect();
        assert_eq!(expand(&vec![1; 100_000], &mut chain, |_| false).cycles.len(), 1);
    }
}
