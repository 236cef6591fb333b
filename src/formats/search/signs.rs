//! Signs of care cards: what a reader may type who should get help.

use std::collections::BTreeMap;

use super::documents::Document;
use crate::model::{Kind, Urgency};
use crate::pages::Book;

/// A sign, once for all entries that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub urgency: Urgency,
    pub text: String,
    /// Whether a guide has it, which says all of it.
    pub guide: bool,
    /// The document whose card is shown.
    pub document: usize,
}

/// Every sign that is a reason to see somebody, the most urgent first.
pub(super) fn signs(book: &Book, documents: &[Document]) -> Vec<Sign> {
    let mut found: BTreeMap<(Urgency, String), ((bool, usize), usize)> = BTreeMap::new();
    for (nth, document) in documents.iter().enumerate() {
        let Document::Entry(ix) = *document else { continue };
        let facts = &book.site().entry(ix).facts;
        // A guide says all of it; the page of one thing only what belongs there.
        let rank = (facts.kind != Kind::Guide, nth);
        for sign in facts.get_help.iter().filter(|sign| sign.urgency < Urgency::SelfCare) {
            let known = found.entry((sign.urgency, sign.sign.clone())).or_insert((rank, nth));
            *known = (*known).min((rank, nth));
        }
    }
    found
        .into_iter()
        .map(|((urgency, text), ((other, _), document))| Sign { urgency, text, guide: !other, document })
        .collect()
}
