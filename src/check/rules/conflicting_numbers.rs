//! `conflicting-numbers`: one treatment with different numbers on two pages.
//!
//! A page states a number of a treatment in its own entry, in a sentence that names exactly one treatment, or in a
//! sentence that names none but takes up the one before ("leave it on for 20 minutes"), or stands below a heading or a
//! question that names it. Two pages conflict where a number of the second agrees with none that the first gives for the
//! same thing: ranges that overlap agree, and two limits that differ by no more than a quarter. Numbers of the
//! treatment's own entry count as the book's; without any, those of the first page do. What is fitted to a condition
//! is compared with the treatment's own entry only: an exercise or a therapy, how long a course lasts, and the dose
//! of a medicine on pages of two conditions. Sentences about studies are passed over; what is for children, or for
//! others for whom other numbers hold, is accepted and never reported. English, but for the fields of the front matter.

use rustc_hash::FxHashMap;

use crate::check::agreement::agrees_with_any;
use crate::check::measures::{Amount, Measure};
use crate::check::stated::{About, Stated};
use crate::check::whole::Whole;
use crate::diag::{Diagnostic, Place, rules};
use crate::model::{Entry, Kind, RelationKind, TreatmentType, normal_name};
use crate::resolve::{Destination, EntryIx, Site};

pub(super) fn check(whole: &Whole) -> Vec<Diagnostic> {
    let names = Names::of(whole);
    let mut by_treatment: FxHashMap<(EntryIx, Measure), Vec<Number>> = FxHashMap::default();
    for (ix, entry) in whole.medical() {
        for stated in &whole.pages[ix.row()].stated {
            let Some((treatment, name)) = names.treatment_of(whole.site, ix, entry, stated) else { continue };
            if stated.about == About::Study {
                continue;
            }
            for (amount, place) in stated.amounts.iter().zip(&stated.places) {
                // An age is for others by its nature.
                let sure = stated.about == About::Readers || amount.measure == Measure::Age;
                let number = Number { ix, amount, stated, place: *place, name: name.clone(), sure };
                by_treatment.entry((treatment, amount.measure)).or_default().push(number);
            }
        }
    }
    let mut all: Vec<_> = by_treatment.into_iter().collect();
    all.sort_by_key(|((treatment, measure), _)| (*treatment, *measure));
    all.into_iter().flat_map(|((treatment, _), numbers)| conflicts(whole.site, treatment, &numbers)).collect()
}

/// A number of a treatment on a page.
struct Number<'a> {
    ix: EntryIx,
    amount: &'a Amount,
    stated: &'a Stated,
    place: Place,
    /// The name by which the treatment is called there: an entry may be about several medicines.
    name: Option<String>,
    /// Whether it is for all readers.
    sure: bool,
}

impl Number<'_> {
    fn words(&self) -> &str {
        &self.stated.sentence[self.amount.range.clone()]
    }

    /// Whether both are about the same thing.
    fn compares_with(&self, other: &Number) -> bool {
        !self.amount.measure.is_dose() || self.name.is_none() || other.name.is_none() || self.name == other.name
    }
}

/// Conflicts in the numbers of one treatment, which come page by page.
fn conflicts(site: &Site, treatment: EntryIx, numbers: &[Number]) -> Vec<Diagnostic> {
    let own = of_page(numbers, treatment);
    let fitted = matches!(
        site.entry(treatment).facts.treatment_type,
        Some(TreatmentType::Exercise | TreatmentType::Therapy | TreatmentType::Surgery)
    );
    let is_condition = |number: &Number| site.entry(number.ix).facts.kind == Kind::Condition;
    // The first number of each kind that later pages may be compared with.
    let mut firsts: Vec<&Number> = Vec::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for number in numbers.iter().filter(|number| number.sure && number.ix != treatment) {
        let fits = |other: &&Number| other.sure && other.compares_with(number);
        let measure = number.amount.measure;
        let home = if !own.is_empty() {
            own.iter().find(fits)
        } else if fitted || measure.depends_on_use() {
            None
        } else {
            let alike = |first: &&Number| first.name == number.name && is_condition(first) == is_condition(number);
            if !firsts.iter().any(alike) {
                firsts.push(number);
            }
            let before = firsts.iter().copied().filter(|other| other.ix < number.ix);
            before.filter(|other| !(measure.is_dose() && is_condition(number) && is_condition(other))).find(fits)
        };
        let Some(home) = home else { continue };
        let there: Vec<&Number> =
            of_page(numbers, home.ix).iter().filter(|other| other.compares_with(number)).collect();
        let amounts: Vec<&Amount> = there.iter().map(|other| other.amount).collect();
        if !agrees_with_any(number.amount, &amounts) {
            // A limit is best told apart from a limit.
            let kind = |number: &Number| number.amount.bound().map(|bound| std::mem::discriminant(&bound));
            let alike = there.into_iter().find(|other| fits(other) && kind(other) == kind(number));
            found.push(finding(site, treatment, number, alike.unwrap_or(home)));
        }
    }
    found.dedup_by(|a, b| a.file == b.file && a.place == b.place);
    found
}

/// How many numbers of one treatment a page is looked up for: each number of another page is compared with all of them.
const MOST: usize = 100;

fn of_page<'a, 'b>(numbers: &'a [Number<'b>], ix: EntryIx) -> &'a [Number<'b>] {
    let start = numbers.partition_point(|number| number.ix < ix);
    let end = numbers.partition_point(|number| number.ix <= ix);
    &numbers[start..end.min(start + MOST)]
}

fn finding(site: &Site, treatment: EntryIx, number: &Number, home: &Number) -> Diagnostic {
    let (entry, other) = (site.entry(number.ix), site.entry(home.ix));
    let place = if home.ix == treatment { "its own page".to_owned() } else { format!("the page `{}`", other.facts.id) };
    let (here, there) = (number.words(), home.words());
    let name = &site.entry(treatment).facts.id;
    let message = format!("`{name}`: \u{201c}{here}\u{201d} here, but \u{201c}{there}\u{201d} on {place}");
    Diagnostic::new(&rules::CONFLICTING_NUMBERS, entry.file, message)
        .at(number.place)
        .help("give one number in both places; if both are right, say why they differ")
}

/// Names of treatments, by their first words without a plural's ending.
struct Names {
    by_first: FxHashMap<String, Vec<(Vec<String>, EntryIx)>>,
}

impl Names {
    fn of(whole: &Whole) -> Names {
        let mut bearers: FxHashMap<String, Option<EntryIx>> = FxHashMap::default();
        for (ix, entry) in whole.of_kind(Kind::Treatment) {
            let aliases = entry.facts.aliases.iter().map(|alias| &alias.name);
            for name in std::iter::once(&entry.facts.title).chain(aliases) {
                // A name of two entries is nobody's.
                let bearer = bearers.entry(normal_name(name)).or_insert(Some(ix));
                if *bearer != Some(ix) {
                    *bearer = None;
                }
            }
        }
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, EntryIx)>> = FxHashMap::default();
        for (name, ix) in bearers.into_iter().filter_map(|(name, ix)| Some((name, ix?))) {
            let words: Vec<String> = split(&name).map(str::to_owned).collect();
            if let Some(first) = words.first().cloned() {
                by_first.entry(first.trim_end_matches('s').to_owned()).or_default().push((words, ix));
            }
        }
        by_first.values_mut().for_each(|names| names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Names { by_first }
    }

    /// The treatment that a sentence is about, if that is certain, and the name by which it is called.
    fn treatment_of(
        &self,
        site: &Site,
        ix: EntryIx,
        entry: &Entry,
        stated: &Stated,
    ) -> Option<(EntryIx, Option<String>)> {
        let mut named = self.in_text(&stated.normal);
        for link in &stated.links {
            if let Ok(Destination::Entry(to, _)) = site.destination(ix, link)
                && site.entry(to).facts.kind == Kind::Treatment
                && !named.iter().any(|(known, _)| *known == to)
            {
                named.push((to, None));
            }
        }
        if !named.is_empty() {
            return only(named);
        }
        if entry.facts.kind == Kind::Treatment {
            let around = self.in_text(&stated.previous);
            return (around.iter().all(|(other, _)| *other == ix)).then_some((ix, None));
        }
        if stated.refers_back {
            let around = self.in_text(&stated.previous);
            if !around.is_empty() {
                return only(around);
            }
        }
        if let Some(heading) = &stated.heading {
            let mut named = self.in_text(heading);
            if named.len() == 1 && named[0].1.as_deref().is_some_and(|name| is_form(heading, name)) {
                return named.pop();
            }
        }
        if entry.facts.kind != Kind::Faq {
            return None;
        }
        let question = self.in_text(&normal_name(&entry.facts.title));
        let mut about = site.declared(ix, RelationKind::About).map(|(edge, _)| edge.to);
        match (about.next(), about.next()) {
            _ if !question.is_empty() => only(question),
            (Some(to), None) if site.entry(to).facts.kind == Kind::Treatment => Some((to, None)),
            _ => None,
        }
    }

    /// The treatments that a text names, each once.
    fn in_text(&self, normal: &str) -> Vec<(EntryIx, Option<String>)> {
        let words: Vec<&str> = split(normal).collect();
        let mut found: Vec<(EntryIx, Option<String>)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let names = self.by_first.get(words[at].trim_end_matches('s'));
            let fits = |name: &[String]| {
                let pairs = words.get(at..at + name.len()).into_iter().flatten().zip(name);
                words.len() >= at + name.len() && pairs.into_iter().all(|(word, own)| is_form(word, own))
            };
            match names.into_iter().flatten().find(|(name, _)| fits(name)) {
                Some((name, ix)) => {
                    let called = Some(name.join(" "));
                    match found.iter_mut().find(|(known, _)| known == ix) {
                        // Two names of one entry may be two medicines.
                        Some((_, known)) if *known != called => *known = None,
                        Some(_) => {}
                        None => found.push((*ix, called)),
                    }
                    at += name.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

fn only(mut named: Vec<(EntryIx, Option<String>)>) -> Option<(EntryIx, Option<String>)> {
    if named.len() == 1 { named.pop() } else { None }
}

/// The word itself, its plural or its singular.
fn is_form(word: &str, own: &str) -> bool {
    word == own || word.strip_suffix('s') == Some(own) || (word.len() > 3 && own.strip_suffix('s') == Some(word))
}

fn split(normal: &str) -> impl Iterator<Item = &str> {
    normal.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
#[path = "conflicting_numbers_tests.rs"]
mod tests;
