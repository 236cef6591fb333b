//! A part of a site, for a build that several machines share.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One of `of` parts of a site's files; counted from 1, as people write it: `2/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    pub nth: usize,
    pub of: usize,
}

impl Slice {
    /// All files.
    pub const WHOLE: Slice = Slice { nth: 1, of: 1 };

    /// Whether the file at a position in the order of all files belongs to this part. Parts are dealt like cards: pages of
    /// one kind, which take the same time, lie next to each other.
    pub(super) fn takes(self, position: usize) -> bool {
        position % self.of == self.nth - 1
    }

    /// Whether the index for search belongs to this part: nobody can make a piece of it without making all of it.
    pub(super) fn takes_search(self) -> bool {
        self.nth == self.of
    }
}

impl fmt::Display for Slice {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.nth, self.of)
    }
}

impl FromStr for Slice {
    type Err = String;

    fn from_str(text: &str) -> Result<Slice, String> {
        let numbers = text.split_once('/').and_then(|(nth, of)| Some((nth.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((nth, of)) if 1 <= nth && nth <= of => Ok(Slice { nth, of }),
            _ => Err("write which part of how many, such as `1/4` to `4/4`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Slice;

    #[test]
    fn every_file_belongs_to_one_part() {
        for of in 1..=7 {
            let slices: Vec<Slice> = (1..=of).map(|nth| Slice { nth, of }).collect();
            for position in 0..40 {
                assert_eq!(slices.iter().filter(|slice| slice.takes(position)).count(), 1, "{position} of {of}");
            }
            assert_eq!(slices.iter().filter(|slice| slice.takes_search()).count(), 1);
        }
    }

    #[test]
    fn parts_are_written_as_people_write_them() {
        assert_eq!("2/8".parse(), Ok(Slice { nth: 2, of: 8 }));
        assert_eq!(Slice { nth: 2, of: 8 }.to_string(), "2/8");
        for wrong in ["", "2", "0/3", "4/3", "1/0", "-1/2", "1/2/3", "a/b"] {
            assert!(wrong.parse::<Slice>().is_err(), "{wrong}");
        }
    }
}
