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
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    LineColumn {
        line: before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1,
        column: before[line_start..].chars().count() as u32 + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        let text = "ab\nüx\n";
        assert_eq!(line_column(text, 0), LineColumn { line: 1, column: 1 });
        assert_eq!(line_column(text, 5), LineColumn { line: 2, column: 2 });
        assert_eq!(line_column(text, 4), LineColumn { line: 2, column: 1 });
        assert_eq!(line_column(text, 99), LineColumn { line: 3, column: 1 });
    }
}
