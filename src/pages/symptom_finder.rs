//! The symptom finder: which conditions name which symptoms. It filters what pages say, by name; it never scores, ranks
//! or advises on what a reader ticked: software that does is a medical device.

use rustc_hash::FxHashMap;

use super::book::Book;
use super::cards::guide_card;
use super::fill::Filler;
use super::head::{paged_route, pager, pages, slice};
use super::items::item;
use super::layout::Layout;
use super::view::{FinderCellView, FinderCondition, FinderData, FinderRowView, FinderSymptom, FinderView, ItemView};
use super::words;
use crate::model::{Kind, RelationKind, Typical, Urgency};
use crate::resolve::{EntryIx, Site};

pub(super) const TITLE: &str = "Symptom finder";
pub(super) const INTRO: &str = "Which conditions name which symptoms. This is not a diagnosis: it filters what our \
                                pages say, in alphabetical order. It does not score, rank or advise.";

/// The data of the script.
pub const DATA: &str = "symptom-finder/data.js";

/// Of the form of the data.
const VERSION: u32 = 1;

/// Rows on one page.
const PER_PAGE: usize = 100;

const LEVELS: [Urgency; 4] = [Urgency::Emergency, Urgency::Urgent, Urgency::SeeDoctor, Urgency::SelfCare];
const TYPICAL: [Option<Typical>; 5] =
    [None, Some(Typical::Main), Some(Typical::Common), Some(Typical::Sometimes), Some(Typical::Uncommon)];

pub(super) fn route(page: usize) -> String {
    paged_route("symptom-finder", page)
}

/// What the pages of the table share.
pub(super) struct Named {
    /// Conditions that name a symptom, by name.
    conditions: Vec<EntryIx>,
    /// Symptoms, each with the position of the first condition that names it.
    first: FxHashMap<EntryIx, usize>,
}

impl Named {
    /// `conditions` are all conditions, by name.
    pub(super) fn new(site: &Site, conditions: &[EntryIx]) -> Named {
        let mut named = Named { conditions: Vec::new(), first: FxHashMap::default() };
        for condition in conditions {
            let nth = named.conditions.len();
            let mut symptoms = site.declared(*condition, RelationKind::Symptom).map(|(edge, _)| edge.to).peekable();
            if symptoms.peek().is_some() {
                named.conditions.push(*condition);
            }
            for symptom in symptoms {
                named.first.entry(symptom).or_insert(nth);
            }
        }
        named
    }
}

/// Whether any condition names a symptom.
pub fn has_finder(book: &Book) -> bool {
    !book.lists.named.conditions.is_empty()
}

/// How many pages the table has.
pub(super) fn finder_pages(book: &Book) -> usize {
    pages(book.lists.named.conditions.len(), PER_PAGE)
}

/// What leads from the page of a symptom to the finder: where the table names it first, and where a script ticks it.
pub(super) fn ticked(book: &Book, symptom: EntryIx) -> Option<String> {
    let shown = matches!(book.layout, Layout::Site | Layout::Frame);
    let nth = book.lists.named.first.get(&symptom).filter(|_| shown)?;
    let page = book.href(book.site.route(symptom), &route(nth / PER_PAGE + 1));
    Some(format!("{page}#{}", anchor(book, symptom)))
}

fn anchor(book: &Book, symptom: EntryIx) -> String {
    format!("s={}", book.site.entry(symptom).facts.id)
}

/// A page of the table.
pub(super) fn finder(book: &Book, page: usize) -> FinderView {
    let here = route(page);
    let mut filler = Filler::without_terms(book, &here);
    let (guide, get_help) = guide_card(&mut filler).unzip();
    let start = (page - 1) * PER_PAGE;
    let shown = slice(&book.lists.named.conditions, page, PER_PAGE).iter().enumerate();
    let rows = shown.map(|(nth, ix)| row(book, &here, *ix, start + nth)).collect();
    FinderView {
        intro: INTRO.to_owned(),
        data: DATA,
        get_help,
        get_help_href: guide.map(|ix| book.href(&here, book.site.route(ix))),
        rows,
        pager: pager(book, &here, page, finder_pages(book), route),
        sources: filler.sources(),
    }
}

/// The symptoms that a condition names, by name.
fn symptoms(book: &Book, condition: EntryIx) -> Vec<(EntryIx, Option<Typical>)> {
    let named = book.site.declared(condition, RelationKind::Symptom);
    let mut named: Vec<_> = named.map(|(edge, relation)| (edge.to, relation.typical)).collect();
    named.sort_by_key(|(ix, _)| book.site.rank(*ix));
    named
}

fn is_urgent(book: &Book, ix: EntryIx) -> bool {
    book.site.entry(ix).facts.get_help.iter().any(|help| help.urgency <= Urgency::Urgent)
}

/// The row of the condition at a position among all.
fn row(book: &Book, here: &str, condition: EntryIx, nth: usize) -> FinderRowView {
    let symptoms = symptoms(book, condition).into_iter().map(|(ix, typical)| {
        let (mark, mark_class) = words::typical(typical);
        let first = book.lists.named.first.get(&ix) == Some(&nth);
        FinderCellView {
            id: first.then(|| anchor(book, ix)),
            item: ItemView { mark, mark_class, ..item(book, here, ix) },
        }
    });
    FinderRowView {
        title: book.site.entry(condition).facts.title.clone(),
        href: book.href(here, book.site.route(condition)),
        urgent: is_urgent(book, condition),
        symptoms: symptoms.collect(),
    }
}

/// What the script filters. Links are those of the page, of which all shapes have the same.
pub fn finder_data<'a>(book: &Book<'a>) -> FinderData<'a> {
    let here = route(1);
    let all = book.of_kind(Kind::Symptom);
    let numbers: FxHashMap<EntryIx, usize> = all.iter().enumerate().map(|(nth, ix)| (*ix, nth)).collect();
    let level = |level: &Urgency| {
        let look = words::card(*level);
        (look.word(), look.spoken_prefix().unwrap_or_default(), look.default_title())
    };
    let condition = |ix: EntryIx| {
        let named = symptoms(book, ix).into_iter();
        let pair = |(ix, typical)| [numbers.get(&ix).copied(), TYPICAL.iter().position(|known| *known == typical)];
        let pairs = named.map(pair).filter(|pair| pair.iter().all(Option::is_some));
        let title = &book.site.entry(ix).facts.title;
        let href = book.href(&here, book.site.route(ix));
        FinderCondition(title, href, u8::from(is_urgent(book, ix)), pairs.flatten().flatten().collect())
    };
    FinderData {
        version: VERSION,
        levels: LEVELS.iter().map(level).collect(),
        typical: TYPICAL.iter().map(|typical| in_sentence(*typical)).collect(),
        symptoms: all.iter().map(|ix| symptom(book, &here, *ix)).collect(),
        conditions: book.lists.named.conditions.iter().map(|ix| condition(*ix)).collect(),
    }
}

fn in_sentence(typical: Option<Typical>) -> String {
    match words::typical(typical).0 {
        "" => "listed".to_owned(),
        word => word.to_lowercase(),
    }
}

fn symptom<'a>(book: &Book<'a>, here: &str, ix: EntryIx) -> FinderSymptom<'a> {
    let facts = &book.site.entry(ix).facts;
    let sites = &book.site.data.body_sites;
    let places = facts.body_sites.iter().filter_map(|id| sites.find(id)).map(|nth| sites.sites[nth].name.as_str());
    let others = facts.aliases.iter().map(|alias| alias.name.as_str()).chain(places).collect();
    let mut signs: Vec<(usize, &str)> = facts
        .get_help
        .iter()
        .filter_map(|help| Some((LEVELS.iter().position(|level| *level == help.urgency)?, help.sign.as_str())))
        .collect();
    signs.sort_by_key(|(level, _)| *level);
    FinderSymptom(&facts.id, &facts.title, book.href(here, book.site.route(ix)), others, signs)
}
