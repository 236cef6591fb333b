//! What templates may see. Plain values: every `href` is ready to print, every field that ends in `html` is safe
//! HTML, everything else is text to be escaped.

use serde::Serialize;

/// What every page tells about itself; in templates `page`.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The heading of the page.
    pub title: String,
    /// For search engines; empty when there is nothing to say.
    pub description: String,
    /// From the root of the site.
    pub route: String,
    /// The way to the root: empty or `../`; put it before every address of `site`.
    pub root: String,
    /// Full address, when the book knows where it will stand.
    pub canonical: Option<String>,
    /// From the home page to the parent of this page.
    pub breadcrumbs: Vec<LinkView>,
    /// Which item of the site's navigation it belongs to (its `key`), or empty.
    pub section: &'static str,
    /// Whether search engines should leave it out.
    pub hidden: bool,
}

/// The site as a whole; in templates `site`. Addresses are from the root: put `page.root` before them.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub language: String,
    pub license: Option<String>,
    pub disclaimer: Option<String>,
    /// The main lists of the site.
    pub nav: Vec<NavView>,
    /// Lists for the foot of the page.
    pub indexes: Vec<NavView>,
    /// Plain pages.
    pub pages: Vec<NavView>,
    /// The page that says how entries are written and checked.
    pub editorial: Option<NavView>,
    /// Whether sources are cited by number, or else by author and year.
    pub numbered_sources: bool,
    pub stylesheet: String,
    pub script: String,
    pub icon: String,
}

/// An item of a navigation, with its address from the root of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavView {
    pub key: &'static str,
    pub title: String,
    pub href: String,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: String,
}

/// A link to an entry with what lists say about it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ItemView {
    pub title: String,
    pub href: String,
    pub summary: String,
    /// `condition`, `symptom`, ...
    pub kind: &'static str,
    /// `Conditions`, `Symptoms`, ...
    pub kind_label: &'static str,
    /// A word about the relation, such as `Common`; empty when there is none.
    pub mark: &'static str,
    /// For the style of the mark: `main`, `common`, `self-care`, ...
    pub mark_class: &'static str,
    /// How certain the evidence is; empty when nobody says.
    pub evidence: &'static str,
    pub cites_html: String,
}

/// Items under a label.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GroupView {
    /// Empty when there is only one group.
    pub label: String,
    /// For its style.
    pub class: &'static str,
    pub items: Vec<ItemView>,
}

/// A page of knowledge; template `entry.html`, in templates `entry`.
#[derive(Debug, Serialize)]
pub struct EntryView {
    pub id: String,
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub summary: String,
    pub other_names: Vec<OtherNameView>,
    pub draft: bool,
    pub image: Option<FigureView>,
    pub contents: Vec<ContentsView>,
    /// Care cards, the most urgent first.
    pub get_help: Vec<CardView>,
    /// The text and the sections from facts, in the order of the page.
    pub parts: Vec<PartView>,
    pub confused_with: Vec<ItemView>,
    pub related: Vec<ItemView>,
    pub about: Vec<ItemView>,
    pub mentioned_by: Vec<ItemView>,
    pub body_sites: Vec<LinkView>,
    pub codes: Vec<CodeView>,
    pub part_of: Option<LinkView>,
    pub sources: Vec<SourceRowView>,
    pub further_reading: Vec<ReadingView>,
    pub review: ReviewView,
    pub changes: Vec<ChangeView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// A mail link for "was this page helpful", when the book wants one.
    pub feedback: Option<String>,
}

/// Another name of an entry.
#[derive(Debug, Serialize)]
pub struct OtherNameView {
    pub name: String,
    /// The page of a name that several entries bear.
    pub ambiguous_href: Option<String>,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    pub title: String,
}

/// A care card.
#[derive(Debug, Serialize)]
pub struct CardView {
    /// `emergency`, `urgent`, `see-doctor` or `self-care`.
    pub class: &'static str,
    /// Spoken before the title.
    pub prefix: &'static str,
    pub title: &'static str,
    /// Each completes the title, with its citations.
    pub signs_html: Vec<String>,
}

/// A piece of a page: text, or a section from facts. Exactly one of the two is there.
#[derive(Debug, Default, Serialize)]
pub struct PartView {
    pub html: Option<String>,
    pub section: Option<SectionView>,
}

/// A section from facts.
#[derive(Debug, Default, Serialize)]
pub struct SectionView {
    pub id: &'static str,
    pub title: &'static str,
    /// Whether it needs its heading; the author may have written one.
    pub heading: bool,
    /// Which of the fields below is filled: `groups`, `recovery`, `how-to`, `cautions` or `faqs`.
    pub layout: &'static str,
    /// Whether the groups are steps of a ladder, from self-care to last resort.
    pub ladder: bool,
    pub groups: Vec<GroupView>,
    pub recovery: Vec<RecoveryView>,
    pub how_often: Option<String>,
    pub how_long: Option<String>,
    pub cautions_html: Vec<String>,
    pub not_recommended: Vec<NotRecommendedView>,
    pub faqs: Vec<FaqView>,
}

/// How long recovery takes in a situation.
#[derive(Debug, Serialize)]
pub struct RecoveryView {
    pub situation: String,
    pub time: String,
    pub cites_html: String,
}

/// For whom and by whom a treatment is not recommended.
#[derive(Debug, Serialize)]
pub struct NotRecommendedView {
    pub whom: String,
    pub by: String,
    pub text: String,
    pub cites_html: String,
}

/// A question with its answer.
#[derive(Debug, Serialize)]
pub struct FaqView {
    pub id: String,
    pub title: String,
    pub href: String,
    pub answer_html: String,
    /// Whether the page of the question says more.
    pub more: bool,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct FigureView {
    pub src: String,
    pub alt: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub caption: String,
    pub credit: String,
}

/// A code of a terminology.
#[derive(Debug, Serialize)]
pub struct CodeView {
    pub system: &'static str,
    pub value: String,
}

/// A row of the sources at the foot of a page. Its element must have the id `source-{number}`.
#[derive(Debug, Serialize)]
pub struct SourceRowView {
    pub number: u32,
    pub reference_html: String,
    pub title: String,
    /// The page of the source.
    pub href: String,
    /// Places on this page that cite it.
    pub places: Vec<LinkView>,
    /// A word of care for sources that nobody has read; empty otherwise.
    pub note: &'static str,
}

/// A source to read on.
#[derive(Debug, Serialize)]
pub struct ReadingView {
    pub reference_html: String,
    pub title: String,
    pub href: String,
}

/// Who wrote and reviewed an entry, and when.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    pub authors: Vec<PersonView>,
    pub reviewers: Vec<PersonView>,
    pub last_reviewed: Option<DateView>,
    pub next_review: Option<DateView>,
}

/// Somebody.
#[derive(Debug, Serialize)]
pub struct PersonView {
    pub name: String,
    pub role: String,
    pub credentials: String,
}

/// A date for `<time>`: `2026-11-20` and `20 November 2026`.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
}

/// A dated change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    pub date: DateView,
    pub clinical: bool,
    pub summary: String,
}

/// Where a list goes on.
#[derive(Debug, Default, Serialize)]
pub struct PagerView {
    /// From 1.
    pub page: usize,
    pub pages: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// All entries of a kind, or any list of items; template `listing.html`, in templates `listing`.
#[derive(Debug, Serialize)]
pub struct ListingView {
    pub intro: String,
    pub groups: Vec<GroupView>,
    pub pager: PagerView,
    /// Other lists that help here.
    pub see_also: Vec<LinkView>,
}

/// The A to Z of names; template `a-z.html`, in templates `az`.
#[derive(Debug, Serialize)]
pub struct AzView {
    pub letters: Vec<LetterView>,
    pub groups: Vec<LetterGroupView>,
    pub pager: PagerView,
}

/// A letter of the A to Z; without `href` when nothing is listed under it.
#[derive(Debug, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub href: Option<String>,
    pub current: bool,
}

/// The names under a letter; its element must have the id.
#[derive(Debug, Serialize)]
pub struct LetterGroupView {
    pub letter: String,
    pub id: String,
    pub rows: Vec<NameRowView>,
}

/// A name in the A to Z.
#[derive(Debug, Serialize)]
pub struct NameRowView {
    pub name: String,
    pub href: String,
    /// The title of the entry, when the name is another one; `several meanings` for a name of several entries.
    pub see: String,
    pub kind_label: &'static str,
}

/// Rows of links under links: symptom to conditions, treatment to conditions, code to entries; template
/// `table.html`, in templates `table`.
#[derive(Debug, Serialize)]
pub struct TableView {
    pub intro: String,
    pub head: [&'static str; 2],
    pub rows: Vec<TableRowView>,
    pub pager: PagerView,
}

/// A row of a table of links.
#[derive(Debug, Serialize)]
pub struct TableRowView {
    /// Without `href` when the left side has no page (a code).
    pub left: String,
    pub left_href: Option<String>,
    /// Whether the left side has red flags.
    pub urgent: bool,
    pub items: Vec<ItemView>,
}

/// Conditions against symptoms; template `matrix.html`, in templates `matrix`.
#[derive(Debug, Serialize)]
pub struct MatrixView {
    pub intro: String,
    pub columns: Vec<LinkView>,
    pub rows: Vec<MatrixRowView>,
    pub pager: PagerView,
}

/// A condition of the matrix, with a cell for every column.
#[derive(Debug, Serialize)]
pub struct MatrixRowView {
    pub title: String,
    pub href: String,
    pub cells: Vec<MarkView>,
}

/// How typical a symptom is; both empty where no source says.
#[derive(Debug, Default, Serialize)]
pub struct MarkView {
    pub class: &'static str,
    pub word: &'static str,
}

/// The tree of body sites, or one of them; template `body-site.html`, in templates `site_page`.
#[derive(Debug, Serialize)]
pub struct BodySiteView {
    /// All sites below, in reading order, for the index; the children for a single site.
    pub sites: Vec<BodySiteRowView>,
    pub groups: Vec<GroupView>,
}

/// A line of the tree.
#[derive(Debug, Serialize)]
pub struct BodySiteRowView {
    pub name: String,
    pub href: String,
    /// 0 for the outermost.
    pub depth: usize,
    /// Entries at it and within it.
    pub count: usize,
}

/// The glossary; template `glossary.html`, in templates `glossary`.
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    pub letters: Vec<LetterView>,
    pub groups: Vec<TermGroupView>,
    pub sources: Vec<SourceRowView>,
}

/// The terms under a letter.
#[derive(Debug, Serialize)]
pub struct TermGroupView {
    pub letter: String,
    pub id: String,
    pub terms: Vec<TermView>,
}

/// A term; its element must have the id `term-{id}`.
#[derive(Debug, Serialize)]
pub struct TermView {
    pub id: String,
    pub term: String,
    pub aliases: Vec<String>,
    pub definition: String,
    pub cites_html: String,
    pub see: Option<LinkView>,
}

/// Questions by topic; template `faqs.html`, in templates `faqs`.
#[derive(Debug, Serialize)]
pub struct FaqsView {
    pub groups: Vec<FaqGroupView>,
    pub sources: Vec<SourceRowView>,
    pub pager: PagerView,
}

/// The questions about an entry.
#[derive(Debug, Serialize)]
pub struct FaqGroupView {
    pub title: String,
    /// Of the entry; empty for questions about nothing in particular.
    pub href: String,
    pub faqs: Vec<FaqView>,
}

/// All sources; template `sources.html`, in templates `sources`.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    pub rows: Vec<SourceListView>,
    pub pager: PagerView,
}

/// A source in the list of all.
#[derive(Debug, Serialize)]
pub struct SourceListView {
    pub reference_html: String,
    pub href: String,
    pub title: String,
    /// `Guideline`, `Review`, `Web page`, ...
    pub kind: String,
    /// On how many pages it is cited.
    pub cited: usize,
    pub note: &'static str,
}

/// One source; template `source.html`, in templates `source`.
#[derive(Debug, Serialize)]
pub struct SourceView {
    pub key: String,
    pub reference_html: String,
    pub kind: String,
    pub note: &'static str,
    /// DOI, PMID and web address, each with its full address.
    pub links: Vec<LinkView>,
    pub cited_by: Vec<ItemView>,
    pub mentioned_by: Vec<ItemView>,
    pub further_reading_of: Vec<ItemView>,
    pub terms: Vec<LinkView>,
}

/// Reviews and changes; template `reviews.html`, in templates `reviews`.
#[derive(Debug, Serialize)]
pub struct ReviewsView {
    /// The last reviewed first.
    pub reviewed: Vec<ReviewRowView>,
    /// How many entries nobody has reviewed yet.
    pub never: usize,
    /// The latest changes first.
    pub changes: Vec<ChangeRowView>,
}

/// A reviewed entry.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRowView {
    pub item: ItemView,
    pub last_reviewed: DateView,
    pub next_review: Option<DateView>,
}

/// A change of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRowView {
    pub item: ItemView,
    pub date: DateView,
    pub clinical: bool,
    pub summary: String,
}

/// The home page; template `home.html`, in templates `home`.
#[derive(Debug, Serialize)]
pub struct HomeView {
    pub summary: String,
    pub html: String,
    pub sources: Vec<SourceRowView>,
    /// "What hurts?"
    pub symptoms: Vec<ItemView>,
    pub conditions: Vec<ItemView>,
    /// Guides; the one with care cards first.
    pub guides: Vec<ItemView>,
    /// The most urgent care card of the guide that has some.
    pub get_help: Option<CardView>,
    /// The page with all care cards.
    pub get_help_href: Option<String>,
    pub body_sites: Vec<BodySiteRowView>,
    pub letters: Vec<LetterView>,
    /// The lists of the site with the number of their items.
    pub lists: Vec<CountView>,
    pub reviewed: Vec<ReviewRowView>,
    pub changes: Vec<ChangeRowView>,
}

/// A list with its size.
#[derive(Debug, Serialize)]
pub struct CountView {
    pub title: String,
    pub href: String,
    pub count: usize,
}

/// A page that only leads on; template `redirect.html`, in templates `redirect`.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    pub title: String,
    pub href: String,
}
