//! The coverage: which rows a filter keeps, and in which order.

use super::measure::Measure;
use crate::check::readability::Scale;
use crate::resolve::Site;

/// What the table can be limited to, by its word in the address and its label.
pub(super) const LIMITS: &[(&str, &str)] = &[
    ("no-sources", "Without sources"),
    ("claims", "Claims without citation"),
    ("orphans", "Orphans"),
    ("one-way", "One-way links"),
    ("empty-sections", "Empty sections"),
    ("no-summary", "Missing summary"),
];

/// Whether a row belongs to a limit; every row belongs to an unknown one.
pub(super) fn within(site: &Site, row: &Measure, limit: &str) -> bool {
    match limit {
        "no-sources" => row.without_sources(site),
        "claims" => row.claims > 0,
        "orphans" => row.orphan,
        "one-way" => !row.one_way.is_empty(),
        "empty-sections" => !row.empty_sections.is_empty(),
        "no-summary" => row.missing_summary,
        _ => true,
    }
}

/// The columns by which rows can be sorted: word, heading, and whether the largest comes first.
pub(super) const COLUMNS: &[(&str, &str, bool)] = &[
    ("title", "Entry", false),
    ("kind", "Kind", false),
    ("sources", "Sources", false),
    ("claims", "Claims", true),
    ("in", "Relations in", false),
    ("out", "Relations out", false),
    ("orphan", "Orphan", true),
    ("one-way", "One-way links", true),
    ("empty", "Empty sections", true),
    ("summary", "Summary", true),
    ("words", "Words", true),
    ("grade", "Reading", true),
];

/// Whether a column starts with its largest values, so that what needs work comes first.
pub(super) fn largest_first(column: &(&str, &str, bool), scale: Scale) -> bool {
    column.2 && !(column.0 == "grade" && scale.rises_with_ease())
}

/// Sorts rows by a column; equal ones by title.
pub(super) fn sort(site: &Site, rows: &mut [Measure], column: &str, descending: bool) {
    let title = |row: &Measure| site.rank(row.ix);
    rows.sort_by(|a, b| {
        let by = key(site, a, column).total_cmp(&key(site, b, column));
        let by = if descending { by.reverse() } else { by };
        by.then_with(|| title(a).cmp(&title(b)))
    });
}

fn key(site: &Site, row: &Measure, column: &str) -> f64 {
    let number = match column {
        "kind" => site.entry(row.ix).facts.kind as usize,
        "sources" => row.sources,
        "claims" => row.claims,
        "in" => row.incoming,
        "out" => row.outgoing,
        "orphan" => usize::from(row.orphan),
        "one-way" => row.one_way.len(),
        "empty" => row.empty_sections.len(),
        "summary" => usize::from(row.missing_summary),
        "words" => row.words,
        "grade" => return row.grade.map_or_else(|| no_grade(site), |grade| grade.value),
        _ => site.rank(row.ix) as usize,
    };
    number as f64
}

/// An entry without text is listed behind the easiest.
fn no_grade(site: &Site) -> f64 {
    if Scale::of(&site.data.language).rises_with_ease() { f64::INFINITY } else { f64::NEG_INFINITY }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hardest_text_comes_first() {
        let grade = COLUMNS.iter().find(|column| column.0 == "grade").expect("the column");
        assert!(largest_first(grade, Scale::FleschKincaid) && largest_first(grade, Scale::Lix));
        assert!(!largest_first(grade, Scale::Inflesz));
        let words = COLUMNS.iter().find(|column| column.0 == "words").expect("the column");
        assert!(largest_first(words, Scale::Inflesz));
    }
}
