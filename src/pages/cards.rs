//! Care cards from facts: when to get help, the most urgent first.

use super::book::Book;
use super::fill::Filler;
use super::items::link;
use super::view::{CardView, LinkView};
use super::words;
use crate::model::{GetHelp, Kind, Urgency};
use crate::resolve::EntryIx;

/// One card for each level that has signs.
pub(super) fn cards(filler: &mut Filler, signs: &[GetHelp]) -> Vec<CardView> {
    const LEVELS: [Urgency; 4] = [Urgency::Emergency, Urgency::Urgent, Urgency::SeeDoctor, Urgency::SelfCare];
    LEVELS.into_iter().filter_map(|level| card(filler, signs, level)).collect()
}

/// The book's guide to getting help, which is its first guide with signs, and the most urgent card there.
pub(super) fn guide_card(filler: &mut Filler) -> Option<(EntryIx, CardView)> {
    let (book, site) = (filler.book, filler.book.site);
    let signs = |ix: EntryIx| &site.entry(ix).facts.get_help;
    let guide = book.of_kind(Kind::Guide).iter().copied().find(|ix| !signs(*ix).is_empty())?;
    let level = signs(guide).iter().map(|sign| sign.urgency).min()?;
    Some((guide, card(filler, signs(guide), level)?))
}

/// What leads from the page at a route to the book's guide to getting help.
pub(super) fn guide_link(book: &Book, route: &str) -> Option<LinkView> {
    let guide = guide_card(&mut Filler::without_terms(book, route))?.0;
    Some(link(book, route, guide))
}

fn card(filler: &mut Filler, signs: &[GetHelp], level: Urgency) -> Option<CardView> {
    let signs_html: Vec<String> =
        signs.iter().filter(|sign| sign.urgency == level).map(|sign| filler.cited(&sign.sign, &sign.cite)).collect();
    let look = words::card(level);
    (!signs_html.is_empty()).then(|| CardView {
        class: look.word(),
        prefix: look.spoken_prefix().unwrap_or_default(),
        title: look.default_title(),
        signs_html,
    })
}
