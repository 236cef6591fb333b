//! `table-header`: a screen reader says the heading of a column before each cell; without one, readers hear bare words. The
//! corner above a column of row names may be empty. Sees tables of Markdown, which always have a first row for headings.

use crate::check::page::Page;
use crate::diag::{Diagnostic, Place, rules};

pub(super) fn check(page: &Page) -> Vec<Diagnostic> {
    let body = page.body();
    let html = body.html.as_str();
    let mut found = Vec::new();
    for (at, _) in html.match_indices("<thead>") {
        let head = html[at..].find("</thead>").map_or("", |end| &html[at..at + end]);
        // An empty cell is written as a plain one.
        let cells: Vec<bool> = head
            .match_indices("<t")
            .filter_map(|(cell, _)| match head.as_bytes().get(cell + 2..cell + 4) {
                Some(b"h>" | b"h ") => Some(true),
                Some(b"d>" | b"d ") => Some(false),
                _ => None,
            })
            .collect();
        let empty = cells.iter().filter(|headed| !**headed).count();
        let corner = empty == 1 && cells.len() > 1 && !cells[0];
        if empty == 0 || corner {
            continue;
        }
        let message = match (empty == cells.len(), empty) {
            (true, _) => "no column of this table has a heading".to_owned(),
            (false, 1) => "a column of this table has no heading".to_owned(),
            (false, n) => format!("{n} columns of this table have no heading"),
        };
        let start = body.source_from(at);
        let finding = page.finding(&rules::TABLE_HEADER, message).at(Place::span(start..start));
        found.push(finding.help("write in the first row of the table what each column holds"));
    }
    found
}
