//! Pages over the whole book: glossary, questions, sources, reviews, home.

use serde::Serialize;

use super::{BodySiteRowView, CardView, DateView, FaqView, ItemView, LetterView, LinkView, PagerView, SourceRowView};

/// A page of the glossary; template `glossary.html`, in templates `glossary`.
#[derive(Debug, Serialize)]
pub struct GlossaryView {
    pub letters: Vec<LetterView>,
    pub groups: Vec<TermGroupView>,
    pub pager: PagerView,
    pub sources: Vec<SourceRowView>,
}

/// The terms under a letter.
#[derive(Debug, Serialize)]
pub struct TermGroupView {
    pub letter: String,
    pub id: String,
    pub terms: Vec<TermView>,
}

/// What a word of the text means, in a card that opens by a button. Its element must have the id.
#[derive(Debug, Serialize)]
pub struct TermCardView {
    pub id: String,
    pub term: String,
    pub definition: String,
    /// The term in the glossary.
    pub href: String,
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
    /// How many pages mention it.
    pub mentions: usize,
    /// Some of them: the first ones by title.
    pub mentioned_in: Vec<LinkView>,
}

/// Questions by topic; template `faqs.html`, in templates `faqs`.
#[derive(Debug, Serialize)]
pub struct FaqsView {
    pub groups: Vec<FaqGroupView>,
    /// Words of the glossary that the page explains.
    pub terms: Vec<TermCardView>,
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
    /// The symptom finder.
    pub finder_href: Option<String>,
    pub conditions: Vec<ItemView>,
    /// Guides; the one with care cards first.
    pub guides: Vec<ItemView>,
    /// The most urgent care card of the guide that has some.
    pub get_help: Option<CardView>,
    /// The page with all care cards.
    pub get_help_href: Option<String>,
    pub body_sites: Vec<BodySiteRowView>,
    /// The drawing of the body with its links; empty when the book has none.
    pub map_html: String,
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
