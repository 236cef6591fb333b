//! Where the nodes of the picture stand.
//!
//! Three columns; in each, the order that keeps lines short, by the barycentre heuristic: a node goes to the mean place
//! of those it is joined to, column by column, a few times over. Source: Sugiyama K, Tagawa S, Toda M. Methods for
//! visual understanding of hierarchical system structures. IEEE Trans Syst Man Cybern 1981;11:109-25.

/// How often all columns are ordered. More rounds hardly change anything.
const ROUNDS: usize = 6;

/// The row of every node in its column. `columns` holds the nodes of each column in their first order, which also
/// decides between equals; `edges` joins nodes by number.
pub(super) fn rows(columns: &[Vec<usize>; 3], edges: &[(usize, usize)]) -> Vec<usize> {
    let nodes = columns.iter().map(Vec::len).sum();
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (a, b) in edges {
        neighbours[*a].push(*b);
        neighbours[*b].push(*a);
    }
    let mut places = vec![0.0; nodes];
    let mut first = vec![0; nodes];
    let mut order = columns.clone();
    for column in &order {
        place(column, &mut places);
        for (row, node) in column.iter().enumerate() {
            first[*node] = row;
        }
    }
    for round in 0..ROUNDS {
        // The outer columns follow the middle one, then it follows them.
        let turns: &[usize] = if round % 2 == 0 { &[0, 2] } else { &[1] };
        for turn in turns {
            let column = &mut order[*turn];
            let mut means: Vec<(f64, usize)> =
                column.iter().map(|node| (mean(&neighbours[*node], &places), *node)).collect();
            means.sort_by(|a, b| a.0.total_cmp(&b.0).then(first[a.1].cmp(&first[b.1])));
            *column = means.into_iter().map(|(_, node)| node).collect();
            place(column, &mut places);
        }
    }
    let mut rows = vec![0; nodes];
    for column in &order {
        for (row, node) in column.iter().enumerate() {
            rows[*node] = row;
        }
    }
    rows
}

/// Places between 0 and 1, so that columns of different lengths compare.
fn place(column: &[usize], places: &mut [f64]) {
    for (row, node) in column.iter().enumerate() {
        places[*node] = (row as f64 + 0.5) / column.len() as f64;
    }
}

/// Nodes that nothing is joined to go last.
fn mean(neighbours: &[usize], places: &[f64]) -> f64 {
    if neighbours.is_empty() {
        return f64::INFINITY;
    }
    neighbours.iter().map(|node| places[*node]).sum::<f64>() / neighbours.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pairs of lines between two columns cross.
    fn crossings(rows: &[usize], edges: &[(usize, usize)]) -> usize {
        let pairs = edges.iter().enumerate().flat_map(|(nth, a)| edges[nth + 1..].iter().map(move |b| (a, b)));
        pairs.filter(|(a, b)| (rows[a.0] < rows[b.0]) != (rows[a.1] < rows[b.1]) && a.0 != b.0 && a.1 != b.1).count()
    }

    #[test]
    fn lines_that_can_run_apart_do() {
        // Conditions 3, 4, 5 in the middle; the symptoms 0, 1, 2 belong to them in the opposite order.
        let columns = [vec![0, 1, 2], vec![3, 4, 5], vec![6]];
        let edges = [(0, 5), (1, 4), (2, 3)];
        let rows = rows(&columns, &edges);
        assert_eq!(crossings(&rows, &edges), 0);
        assert_eq!(rows[6], 0);
    }

    #[test]
    fn the_same_every_time_and_the_lonely_last() {
        let columns = [vec![0, 1], vec![2, 3], vec![]];
        let edges = [(1, 2), (1, 3)];
        assert_eq!(rows(&columns, &edges), rows(&columns, &edges));
        assert_eq!(rows(&columns, &edges)[0], 1);
    }
}
