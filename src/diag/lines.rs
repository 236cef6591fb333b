//! Offsets to lines and columns.

use serde::Serialize;

/// A place as editors count it: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineColumn {
    pub line: u32,
    pub column: u32,
}

/// The line and column of a byte offset. An offset inside a character or past the end is moved back to the
/// nearest character border.
pub fn line_column(text: &str, offset: usize) -> LineColumn {
    let before = &text[..boundary(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    LineColumn {
        line: before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1,
        column: before[line_start..].chars().count() as u32 + 1,
    }
}

/// The nearest character border at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The lines of a text, for many look-ups: one takes the same time wherever it is, even within a line as long as a book.
pub struct LineIndex<'a> {
    text: &'a str,
    /// Offsets at which lines begin.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`].
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const STEP: usize = 512;

impl<'a> LineIndex<'a> {
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut characters = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            count += starts_in(chunk);
            characters.push(count);
        }
        LineIndex { text, starts: std::iter::once(0).chain(ends).collect(), characters }
    }

    /// The line and column of a byte offset, as [`line_column`] gives it.
    pub fn line_column(&self, offset: usize) -> LineColumn {
        let offset = boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.characters_before(offset) - self.characters_before(self.starts[line - 1]);
        LineColumn { line: line as u32, column: column as u32 + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        self.characters[step] + starts_in(&self.text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters of UTF-8 begin in these bytes.
fn starts_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_gives_the_same_places() {
        let text = "a\n\nüx€😀\n".repeat(200) + &"ü€".repeat(2000);
        let index = LineIndex::new(&text);
        for offset in (0..text.len() + 3).step_by(7).chain([0, 511, 512, 513, text.len()]) {
            assert_eq!(index.line_column(offset), line_column(&text, offset), "{offset}");
        }
        assert_eq!(LineIndex::new("").line_column(4), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn counts_characters_not_bytes() {
        let text = "ab\nüx\n";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 5), LineColumn { line: 2, column: 2 });
        assert_eq!(line_column(text, 4), LineColumn { line: 2, column: 1 });
        assert_eq!(line_column(text, 99), LineColumn { line: 3, column: 1 });
    }
}
