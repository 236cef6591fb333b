//! Signs of entries, and which of them are the same.

use super::*;
use crate::check::testing::looked_at;

fn found(text: &str) -> Vec<(Option<Urgency>, SignWords, bool)> {
    looked_at("conditions/a.md", "en-GB", text, |page| {
        signs(page).into_iter().map(|sign| (sign.urgency, sign.words, sign.plain)).collect()
    })
}

#[test]
fn rows_of_the_front_matter() {
    let text = "---\ntitle: A\nsummary: B.\nget_help:\n  - {urgency: urgent, sign: \"your knee is very painful\"}\n  \
                - {urgency: see-doctor, sign: \"it came after an injury (get help today if a sign above is present)\"}\n---\n";
    let found = found(text);
    assert_eq!(found[0].0, Some(Urgency::Urgent));
    assert_eq!(found[0].1, SignWords::of("very painful knee"));
    assert!(found[0].2 && !found[1].2);
}

#[test]
fn lists_of_cards_complete_their_titles() {
    let card = "> [!emergency] Call 999 if your child:\n> - has a fit\n> - has a stiff neck and:\n>   - a fever\n";
    assert_eq!(
        found(card),
        [
            (Some(Urgency::Emergency), SignWords::of("child seizure"), true),
            (Some(Urgency::Emergency), SignWords::of("child neck stiff"), false),
            (Some(Urgency::Emergency), SignWords::of("child fever"), true),
        ]
    );
    let title = "> [!see-doctor] See a GP if your knee locks\n> They will look at it.\n";
    assert_eq!(found(title).last(), Some(&(Some(Urgency::SeeDoctor), SignWords::of("knee lock"), true)));
}

#[test]
fn sections_about_getting_help() {
    let text = "## What helps\n\nRest.\n\n## When to see a doctor\n\n- a locked knee\n\n## Self-help\n\nIce.\n";
    assert_eq!(found(text), [(None, SignWords::of("knee lock"), false)]);
}
