//! Relations as flat rows: two arrays instead of a vector of vectors, since a book of ten thousand entries has a
//! quarter of a million links and they are walked on every page.

use super::site::EntryIx;
use crate::model::RelationKind;

/// A resolved relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: EntryIx,
    pub to: EntryIx,
    pub kind: RelationKind,
    /// Position in the `relations` of the entry that declares it.
    pub nth: u32,
}

/// Rows of values: row `i` is `values[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub struct Csr {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Csr {
    /// Rows from pairs of (row, value); within a row the order of the pairs is kept.
    pub fn from_pairs(n_rows: usize, pairs: &[(u32, u32)]) -> Csr {
        let mut starts = vec![0u32; n_rows + 1];
        for (row, _) in pairs {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..n_rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut values = vec![0u32; pairs.len()];
        for (row, value) in pairs {
            let at = &mut next[*row as usize];
            values[*at as usize] = *value;
            *at += 1;
        }
        Csr { starts, values }
    }

    /// The values of a row; empty for a row that does not exist.
    pub fn row(&self, row: usize) -> &[u32] {
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(start), Some(end)) => &self.values[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The same pairs seen from the other side; values of a row are in ascending order.
    #[must_use]
    pub fn transpose(&self, n_rows: usize) -> Csr {
        let rows = self.starts.len().saturating_sub(1);
        let pairs: Vec<(u32, u32)> =
            (0..rows).flat_map(|row| self.row(row).iter().map(move |value| (*value, row as u32))).collect();
        Csr::from_pairs(n_rows, &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::Csr;

    #[test]
    fn rows_keep_their_order_and_transpose() {
        let csr = Csr::from_pairs(3, &[(2, 1), (0, 2), (2, 0)]);
        assert_eq!(csr.row(0), [2]);
        assert_eq!(csr.row(1), [0u32; 0]);
        assert_eq!(csr.row(2), [1, 0]);
        assert_eq!(csr.row(9), [0u32; 0]);
        let back = csr.transpose(3);
        assert_eq!((back.row(0), back.row(1), back.row(2)), (&[2][..], &[2][..], &[0][..]));
    }
}
