//! What PEMAT asks of a page and PIF TICK of a book, as far as it can be told without a person.
//!
//! Sources: Shoemaker SJ, Wolf MS, Brach C. The Patient Education Materials Assessment Tool (PEMAT) and User's Guide. AHRQ
//! Publication 14-0002-EF, 2014: the 24 items for printable materials, in our own words. Patient Information Forum, PIF TICK
//! criteria of 2022: ten, by their names.
//!
//! Many items ask what rules look for; then the answer is what the rules found. A rule that the book has switched off says
//! nothing, so the item is left to a person. A score here is one of the items that could be judged, never a PEMAT score.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::page::text_of;
use super::super::prose::Block;
use super::super::readability;
use crate::config::Config;
use crate::diag::{Diagnostic, FileId, Rule, rules};
use crate::markdown::{Callout, What};
use crate::model::{Entry, Role};
use crate::resolve::{EntryIx, Site};

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Understandability,
    Actionability,
}

/// An item of PEMAT for printable materials.
#[derive(Debug)]
pub struct Item {
    /// Its number in the tool.
    pub number: u8,
    /// What it asks, in our own words.
    pub asks: &'static str,
    judge: Option<fn(&Look) -> Verdict>,
}

impl Item {
    pub fn group(&self) -> Group {
        if self.number < 20 { Group::Understandability } else { Group::Actionability }
    }

    /// Whether only a person can judge it, on any page.
    pub fn needs_person(&self) -> bool {
        self.judge.is_none()
    }
}

/// What can be said of an item on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Agree,
    /// With what speaks against it.
    Disagree(String),
    NotApplicable,
    Person,
}

/// A page with what can be said of each item of [`PEMAT`], in their order.
#[derive(Clone, Debug)]
pub struct PematPage {
    pub ix: EntryIx,
    pub verdicts: Vec<Verdict>,
}

impl PematPage {
    /// Of the items of a group that could be judged: on how many one agrees, and how many there are.
    pub fn score(&self, group: Group) -> (usize, usize) {
        let of_group = PEMAT.iter().zip(&self.verdicts).filter(|(item, _)| item.group() == group);
        let agree = |(_, verdict): &(&Item, &Verdict)| **verdict == Verdict::Agree;
        let judged = |(_, verdict): &(&Item, &Verdict)| matches!(verdict, Verdict::Agree | Verdict::Disagree(_));
        (of_group.clone().filter(agree).count(), of_group.filter(judged).count())
    }
}

/// A criterion of PIF TICK.
#[derive(Clone, Debug)]
pub struct TickItem {
    pub name: &'static str,
    /// What the book shows; `None` where only a person knows.
    pub shows: Option<String>,
}

/// The report.
#[derive(Clone, Debug)]
pub struct Pemat {
    pub pages: Vec<PematPage>,
    pub tick: Vec<TickItem>,
}

/// Looks at every entry about health, in the order of titles. `found` is all that was found, before levels.
pub fn pemat<'a>(site: &Site, config: &Config, found: impl Iterator<Item = &'a Diagnostic>) -> Pemat {
    let mut by_file: FxHashMap<FileId, FxHashSet<&str>> = FxHashMap::default();
    for finding in found {
        by_file.entry(finding.file.unwrap_or(FileId(u32::MAX))).or_default().insert(finding.rule.name);
    }
    let none = FxHashSet::default();
    let mut rows: Vec<EntryIx> = site.all().filter(|ix| site.entry(*ix).facts.kind.is_medical()).collect();
    rows.sort_by_key(|ix| site.rank(*ix));
    let pages = rows.into_iter().map(|ix| {
        let entry = site.entry(ix);
        let found = by_file.get(&entry.file).unwrap_or(&none);
        let look = Look { site, config, ix, entry, blocks: text_of(site, ix), found };
        let judge = |item: &Item| item.judge.map_or(Verdict::Person, |judge| judge(&look));
        PematPage { ix, verdicts: PEMAT.iter().map(judge).collect() }
    });
    Pemat { pages: pages.collect(), tick: tick(site, config) }
}

/// A page as its items see it.
struct Look<'a> {
    site: &'a Site,
    config: &'a Config,
    ix: EntryIx,
    entry: &'a Entry,
    blocks: Vec<Block>,
    /// Names of the rules that found something on it.
    found: &'a FxHashSet<&'a str>,
}

impl Look<'_> {
    /// Agrees when none of the rules found anything.
    fn none_of(&self, rules: &[&'static Rule]) -> Verdict {
        let against: Vec<&str> = rules.iter().map(|rule| rule.name).filter(|name| self.found.contains(name)).collect();
        if !against.is_empty() {
            return Verdict::Disagree(against.join(", "));
        }
        if rules.iter().any(|rule| self.config.rules.is_off(rule)) { Verdict::Person } else { Verdict::Agree }
    }

    fn words(&self) -> usize {
        self.blocks.iter().filter(|block| block.is_running()).map(|block| readability::words(&block.text).count()).sum()
    }

    /// PEMAT leaves very short materials out of some items: here, less than half a page.
    fn is_short(&self) -> bool {
        self.words() < 150
    }

    fn html(&self, tag: &str) -> bool {
        self.entry.body.html.contains(tag)
    }

    fn callout(&self, wanted: impl Fn(Callout) -> bool) -> bool {
        self.entry.body.callouts.iter().any(|span| wanted(span.callout))
    }

    /// Whether the page says something to do, where a program can see it.
    fn has_action(&self) -> bool {
        let facts = &self.entry.facts;
        let self_care = |role: Option<Role>| matches!(role, Some(Role::SelfCare | Role::SelfCareAddOn));
        !facts.get_help.is_empty()
            || facts.how_often.is_some()
            || facts.how_long.is_some()
            || facts.relations.iter().any(|relation| self_care(relation.role))
            || self.callout(|callout| callout.is_care() || matches!(callout, Callout::Do | Callout::Dont))
            || self.html("<ol")
            || self.site.sections(self.ix).contains(&crate::resolve::Section::HowTo)
    }
}

fn says_if(holds: bool, against: &str) -> Verdict {
    if holds { Verdict::Agree } else { Verdict::Disagree(against.to_owned()) }
}

/// The 24 items for printable materials.
pub static PEMAT: &[Item] = &[
    Item { number: 1, asks: "it is plain at once what the page is for", judge: None },
    Item { number: 2, asks: "nothing on it leads away from that", judge: None },
    Item {
        number: 3,
        asks: "words are common ones",
        judge: Some(|look| look.none_of(&[&rules::READING_GRADE, &rules::JARGON])),
    },
    Item {
        number: 4,
        asks: "medical terms are explained",
        judge: Some(|look| look.none_of(&[&rules::JARGON, &rules::UNDEFINED_ABBREVIATION])),
    },
    Item { number: 5, asks: "sentences say who does what", judge: Some(|look| look.none_of(&[&rules::PASSIVE_VOICE])) },
    Item { number: 6, asks: "numbers are easy to understand", judge: Some(numbers) },
    Item { number: 7, asks: "readers need not calculate", judge: Some(calculations) },
    Item {
        number: 8,
        asks: "the text is in short sections",
        judge: Some(|look| match look.is_short() {
            true => Verdict::NotApplicable,
            false => look.none_of(&[&rules::LONG_PAGE, &rules::LONG_PARAGRAPH]),
        }),
    },
    Item { number: 9, asks: "headings say what is below them", judge: Some(headings) },
    Item { number: 10, asks: "things come in a sensible order", judge: None },
    Item {
        number: 11,
        asks: "there is a summary",
        judge: Some(|look| match look.is_short() {
            true => Verdict::NotApplicable,
            false => says_if(look.entry.facts.summary.is_some(), "no `summary`"),
        }),
    },
    Item { number: 12, asks: "boxes, lists and the like show what matters", judge: Some(cues) },
    Item { number: 15, asks: "there are pictures where they would help", judge: None },
    Item { number: 16, asks: "pictures belong to the text", judge: None },
    Item { number: 17, asks: "pictures have captions", judge: Some(captions) },
    Item { number: 18, asks: "pictures are clear", judge: None },
    Item {
        number: 19,
        asks: "tables are simple, with headings",
        judge: Some(|look| match look.html("<table") {
            true => look.none_of(&[&rules::TABLE_HEADER]),
            false => Verdict::NotApplicable,
        }),
    },
    Item {
        number: 20,
        asks: "at least one thing to do is named",
        judge: Some(|look| if look.has_action() { Verdict::Agree } else { Verdict::Person }),
    },
    Item { number: 21, asks: "it speaks to the reader", judge: Some(address) },
    Item {
        number: 22,
        asks: "what to do is in small steps",
        judge: Some(|look| match look.html("<ol") || look.callout(|callout| callout == Callout::Do) {
            true => Verdict::Agree,
            false => Verdict::Person,
        }),
    },
    Item { number: 23, asks: "there is something to use, such as a checklist", judge: None },
    Item { number: 24, asks: "calculations are explained in steps", judge: None },
    Item { number: 25, asks: "it is said how to use charts and tables", judge: None },
    Item { number: 26, asks: "pictures show how to do it where they would help", judge: None },
];

fn numbers(look: &Look) -> Verdict {
    let numbers = look.blocks.iter().any(|block| block.text.contains(|c: char| c.is_ascii_digit()));
    if numbers { look.none_of(&[&rules::MIXED_DENOMINATORS]) } else { Verdict::NotApplicable }
}

/// Words that ask a reader to calculate.
const CALCULATIONS: &[&str] = &["multiply", "divide ", "subtract", "add up", "per kilogram", "per kg", "mg/kg"];

fn calculations(look: &Look) -> Verdict {
    if !readability::primary(&look.config.language).eq_ignore_ascii_case("en") {
        return Verdict::Person;
    }
    let asks = look.blocks.iter().find_map(|block| {
        let text = block.text.to_lowercase();
        CALCULATIONS.iter().find(|words| text.contains(*words))
    });
    asks.map_or(Verdict::Agree, |words| Verdict::Disagree(format!("\u{201c}{}\u{201d}", words.trim())))
}

fn headings(look: &Look) -> Verdict {
    if look.is_short() {
        return Verdict::NotApplicable;
    }
    if look.entry.body.headings.is_empty() {
        return Verdict::Disagree("no headings".to_owned());
    }
    look.none_of(&[&rules::REPEATED_HEADING, &rules::EMPTY_SECTION])
}

fn cues(look: &Look) -> Verdict {
    let shown = !look.entry.facts.get_help.is_empty() || !look.entry.body.callouts.is_empty();
    let written = ["<ul", "<ol", "<table", "<strong", "<dl"].iter().any(|tag| look.html(tag));
    if look.is_short() && !shown && !written {
        return Verdict::NotApplicable;
    }
    says_if(shown || written, "no list, box or bold word")
}

fn captions(look: &Look) -> Verdict {
    let body = &look.entry.body;
    let pictures = body.holes.iter().filter(|hole| matches!(hole.what, What::Image(_))).count();
    let own = look.entry.facts.image.as_ref();
    if pictures == 0 && own.is_none() {
        return Verdict::NotApplicable;
    }
    let captions = body.html.matches("<figcaption>").count();
    let bare = pictures > captions || own.is_some_and(|picture| picture.caption.is_none());
    says_if(!bare, "a picture without a caption")
}

/// Words by which a text speaks to its reader, by language.
const YOU: &[(&str, &[&str])] = &[
    ("en", &["you", "your", "yourself"]),
    ("de", &["sie", "ihr", "ihre", "ihnen", "du", "dein", "deine"]),
    ("es", &["usted", "su", "sus", "te", "tu", "tus"]),
    ("fr", &["vous", "votre", "vos"]),
];

fn address(look: &Look) -> Verdict {
    let language = readability::primary(&look.config.language);
    let Some((_, words)) = YOU.iter().find(|(code, _)| code.eq_ignore_ascii_case(language)) else {
        return Verdict::Person;
    };
    let said =
        |block: &Block| readability::words(&block.text).any(|word| words.contains(&word.to_lowercase().as_str()));
    let spoken = look.blocks.iter().any(said) || !look.entry.facts.get_help.is_empty();
    // "Wrap the ice in a cloth" speaks to the reader, too.
    if spoken { Verdict::Agree } else { Verdict::Person }
}

/// What the book shows for each criterion of PIF TICK.
fn tick(site: &Site, config: &Config) -> Vec<TickItem> {
    let medical: Vec<EntryIx> = site.all().filter(|ix| site.entry(*ix).facts.kind.is_medical()).collect();
    let count = |holds: &dyn Fn(&EntryIx) -> bool| medical.iter().filter(|ix| holds(ix)).count();
    let all = medical.len();
    let mut cited = vec![false; site.entries.len()];
    site.uses.iter().flat_map(|uses| &uses.cited_by).for_each(|ix| cited[ix.row()] = true);
    let sourced = count(&|ix| cited[ix.row()]);
    let reviewed = count(&|ix| site.entry(*ix).facts.reviewed().is_some());
    let process = config.editorial_page.as_deref().filter(|id| site.find(id).is_some());
    let item = |name, shows| TickItem { name, shows };
    vec![
        item(
            "Systems",
            process.map(|id| format!("the page `{id}` tells the process; {reviewed} of {all} entries have a review")),
        ),
        item("Training", None),
        item("Need", None),
        item(
            "Evidence",
            Some(format!(
                "{sourced} of {all} entries cite sources; {} sources in all",
                site.data.library.works().len()
            )),
        ),
        item("Involving users", None),
        item("Health inequalities", None),
        item("Content and design", Some("see the items of PEMAT for each page".to_owned())),
        item("Feedback", config.feedback.email.as_ref().map(|to| format!("every page asks for messages to {to}"))),
        item("Disseminating", None),
        item("Impact", None),
    ]
}
