//! Numbers and marks of one page.

use rustc_hash::FxHashMap;
use std::fmt::{Arguments, Write};

use super::group::Locator;
use super::html::escape;
use super::library::WorkIx;
use super::references::References;

/// Gives sources their numbers in the order of first use, and writes the marks.
///
/// The place of the n-th citation group has the id `cite-n`, the row of a source `source-number`.
pub struct Numbering<'a> {
    references: &'a References,
    numbers: FxHashMap<WorkIx, u32>,
    list: Vec<Listed>,
    groups: u32,
}

/// A source of a page's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub work: WorkIx,
    /// From 1, in the order of first use.
    pub number: u32,
    /// The numbers of the groups that cite it.
    pub places: Vec<u32>,
}

impl<'a> Numbering<'a> {
    /// For a new page.
    pub fn new(references: &'a References) -> Numbering<'a> {
        Numbering { references, numbers: FxHashMap::default(), list: Vec::new(), groups: 0 }
    }

    /// The mark of a group as safe HTML; empty for an empty group.
    pub fn cite(&mut self, group: &[(WorkIx, Option<&Locator>)]) -> String {
        if group.is_empty() {
            return String::new();
        }
        self.groups += 1;
        let mut cited: Vec<(u32, WorkIx, Option<&Locator>)> = Vec::with_capacity(group.len());
        for (work, locator) in group {
            let number = self.number(*work);
            if !cited.iter().any(|(other, _, place)| *other == number && place == locator) {
                cited.push((number, *work, *locator));
            }
        }
        let form = self.references.form();
        let element = if form.superscript { "sup" } else { "span" };
        let mut out = String::with_capacity(96 * cited.len());
        append(&mut out, format_args!("<{element} class=\"cite\" id=\"cb-cite-{}\">", self.groups));
        escape(&form.open, &mut out);
        if form.numeric {
            cited.sort_by_key(|(number, ..)| *number);
            self.write_numbers(&cited, &mut out);
        } else {
            self.write_names(&cited, &mut out);
        }
        escape(&form.close, &mut out);
        append(&mut out, format_args!("</{element}>"));
        out
    }

    fn number(&mut self, work: WorkIx) -> u32 {
        let next = self.list.len() as u32 + 1;
        let number = *self.numbers.entry(work).or_insert(next);
        if number == next {
            self.list.push(Listed { work, number, places: Vec::new() });
        }
        let places = &mut self.list[number as usize - 1].places;
        if places.last() != Some(&self.groups) {
            places.push(self.groups);
        }
        number
    }

    fn write_numbers(&self, cited: &[(u32, WorkIx, Option<&Locator>)], out: &mut String) {
        let form = self.references.form();
        let mut at = 0;
        while at < cited.len() {
            if at > 0 {
                escape(&form.delimiter, out);
            }
            self.write_number(&cited[at], out);
            let last = run_end(cited, at);
            match &form.range {
                Some(range) if last >= at + 2 => {
                    escape(range, out);
                    self.write_number(&cited[last], out);
                    at = last + 1;
                }
                _ => at += 1,
            }
        }
    }

    fn write_number(&self, (number, _, locator): &(u32, WorkIx, Option<&Locator>), out: &mut String) {
        append(out, format_args!("<a href=\"#cb-source-{number}\" aria-label=\"Source {number}\">{number}"));
        if let Some(locator) = locator {
            escape(&self.references.place(locator), out);
        }
        out.push_str("</a>");
    }

    fn write_names(&self, cited: &[(u32, WorkIx, Option<&Locator>)], out: &mut String) {
        for (nth, (number, work, locator)) in cited.iter().enumerate() {
            if nth > 0 {
                escape(&self.references.form().delimiter, out);
            }
            append(out, format_args!("<a href=\"#cb-source-{number}\">"));
            escape(self.references.in_text(*work), out);
            if let Some(locator) = locator {
                escape(&self.references.place(locator), out);
            }
            out.push_str("</a>");
        }
    }

    /// The list of the page's sources: by number, or as the style sorts it where there are no numbers.
    pub fn finish(self) -> Vec<Listed> {
        let mut list = self.list;
        if !self.references.numbered() {
            list.sort_by_key(|listed| self.references.rank(listed.work));
        }
        list
    }
}

fn append(out: &mut String, text: Arguments) {
    out.write_fmt(text).expect("a text in memory takes everything");
}

/// The last position of the run of numbers in a row, without places, that starts at `at`.
fn run_end(cited: &[(u32, WorkIx, Option<&Locator>)], at: usize) -> usize {
    let mut last = at;
    while last + 1 < cited.len()
        && cited[last + 1].0 == cited[last].0 + 1
        && cited[last].2.is_none()
        && cited[last + 1].2.is_none()
    {
        last += 1;
    }
    last
}
