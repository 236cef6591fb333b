//! Care cards from facts: when to get help, the most urgent first.

use super::fill::Filler;
use super::view::CardView;
use super::words;
use crate::model::{GetHelp, Urgency};

/// One card for each level that has signs.
pub(super) fn cards(filler: &mut Filler, signs: &[GetHelp]) -> Vec<CardView> {
    const LEVELS: [Urgency; 4] = [Urgency::Emergency, Urgency::Urgent, Urgency::SeeDoctor, Urgency::SelfCare];
    LEVELS.into_iter().filter_map(|level| card(filler, signs, level)).collect()
}

/// The most urgent card.
pub(super) fn first_card(filler: &mut Filler, signs: &[GetHelp]) -> Option<CardView> {
    let level = signs.iter().map(|sign| sign.urgency).min()?;
    card(filler, signs, level)
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
