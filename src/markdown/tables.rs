//! Tables, with header cells that say what they head, inside a box that scrolls by itself on a phone.

use pulldown_cmark::{Alignment, Event, TagEnd};
use std::ops::Range;

use super::events::Writer;
use crate::diag::rules;

/// A table being written.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Whether the header row contains bars, so that a line without any is meant as text.
    bars: bool,
    cell: &'static str,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Table {
        Table { alignments, column: 0, in_head: true, bars: false, cell: "td" }
    }

    pub(super) fn open(&self, out: &mut String) {
        out.push_str("<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n<table>\n");
    }

    pub(super) fn open_row(&mut self, head: bool, out: &mut String) {
        self.in_head = head;
        self.column = 0;
        out.push_str(if head { "<thead><tr>" } else { "<tr>" });
    }

    /// An empty header cell heads nothing, so it is a plain cell.
    pub(super) fn open_cell(&mut self, empty: bool, out: &mut String) {
        self.cell = if self.in_head && !empty { "th" } else { "td" };
        out.push('<');
        out.push_str(self.cell);
        if self.cell == "th" {
            out.push_str(" scope=\"col\"");
        }
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            _ => "",
        };
        out.push_str(class);
        out.push('>');
        self.column += 1;
    }

    pub(super) fn close_cell(&self, out: &mut String) {
        out.push_str("</");
        out.push_str(self.cell);
        out.push('>');
    }

    pub(super) fn close(&self, out: &mut String) {
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        let table = Table::new(alignments);
        table.open(&mut self.out.html);
        self.tables.push(table);
    }

    pub(super) fn table_row(&mut self, head: bool, range: Range<usize>) {
        let row = self.text[range.clone()].trim_end();
        if let Some(table) = self.tables.last_mut() {
            table.open_row(head, &mut self.out.html);
            table.bars |= head && row.contains('|');
            let (columns, bars) = (table.alignments.len(), table.bars);
            if !head {
                self.check_row(row.len(), columns, bars, range);
            }
        }
    }

    /// The parser drops cells that have no header, and fills up rows that have too few.
    fn check_row(&mut self, length: usize, columns: usize, bars: bool, range: Range<usize>) {
        let row = &self.text[range.start..range.start + length];
        let cells = cells(row);
        let counted =
            format!("this row has {cells} {}, the header {columns}", if cells == 1 { "cell" } else { "cells" });
        let (message, help) = if bars && !row.contains('|') {
            ("this line is read as a row of the table above it".to_owned(), "put an empty line before it")
        } else if cells > columns {
            (
                format!("{counted}: the last would not be shown"),
                "add a column to the header and the line below it, or write a bar that belongs to a cell as `\\|`",
            )
        } else if cells < columns {
            (counted, "add the missing cells; an empty cell is a space between two bars")
        } else {
            return;
        };
        self.report(&rules::TABLE_ROW, range.start..range.start + length, message).help = Some(help.to_owned());
    }

    pub(super) fn table_cell(&mut self) {
        let empty = matches!(self.events.get(self.at), Some((Event::End(TagEnd::TableCell), _)));
        if let Some(table) = self.tables.last_mut() {
            table.open_cell(empty, &mut self.out.html);
        }
    }

    pub(super) fn end_table_cell(&mut self) {
        self.close_html();
        if let Some(table) = self.tables.last() {
            table.close_cell(&mut self.out.html);
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            table.close(&mut self.out.html);
        }
    }
}

/// The cells of a row as written. A bar behind a backslash belongs to its cell; code does not protect one.
/// Source: GitHub Flavored Markdown, section 4.10.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\'));
    let closed = row.ends_with('|') && !row.ends_with("\\|");
    bars.count() + usize::from(!closed)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn counts_cells_as_written() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("a | b |", 2),
            ("| a |", 1),
            ("a", 1),
            ("| | |", 2),
            ("||", 1),
            (r"| a \| b | c |", 2),
            (r"| [[id\|words]] | c \|", 2),
            ("| `a|b` | c |", 3),
            ("| a | b | |", 3),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
