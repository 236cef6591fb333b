//! Tables, with header cells that say what they head, inside a box that scrolls by itself on a phone.

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::events::Writer;

/// A table being written.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    cell: &'static str,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Table {
        Table { alignments, column: 0, in_head: true, cell: "td" }
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

    pub(super) fn table_row(&mut self, head: bool) {
        if let Some(table) = self.tables.last_mut() {
            table.open_row(head, &mut self.out.html);
        }
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
