use super::*;
use crate::check::testing::looked_at;

fn found(text: &str) -> Vec<(Option<Urgency>, String, String, bool)> {
    looked_at("conditions/a.md", "en-GB", text, |page| {
        signs(page).into_iter().map(|sign| (sign.urgency, sign.text, sign.words.key(), sign.plain)).collect()
    })
}

fn short(text: &str) -> Vec<(Option<Urgency>, String, bool)> {
    found(text).into_iter().map(|(urgency, _, key, plain)| (urgency, key, plain)).collect()
}

#[test]
fn rows_of_the_front_matter() {
    let text = "---\ntitle: A\nsummary: B.\nget_help:\n  - {urgency: urgent, sign: \"your knee is very painful\"}\n  \
                - {urgency: see-doctor, sign: \"it came after an injury (get help today if a sign above is present)\"}\n---\n";
    let found = found(text);
    assert_eq!(found[0].0, Some(Urgency::Urgent));
    assert_eq!(found[0].2, "knee pain severe");
    assert!(found[0].3 && !found[1].3);
}

#[test]
fn lists_of_cards_complete_their_titles() {
    let card = "> [!emergency] Call 999 if your child:\n> - has a fit\n> - has a stiff neck and:\n>   - a fever\n";
    assert_eq!(
        short(card),
        [
            (Some(Urgency::Emergency), "child seizure".to_owned(), true),
            (Some(Urgency::Emergency), "child neck stiff".to_owned(), false),
            (Some(Urgency::Emergency), "child fever".to_owned(), true),
        ]
    );
    let title = "> [!see-doctor] See a GP if your knee locks\n> They will look at it.\n";
    assert_eq!(short(title).last(), Some(&(Some(Urgency::SeeDoctor), "knee lock".to_owned(), true)));
}

#[test]
fn sections_about_getting_help() {
    let text = "## What helps\n\nRest.\n\n## When to see a doctor\n\n- a locked knee\n\n## Self-help\n\nIce.\n";
    assert_eq!(short(text), [(None, "knee lock".to_owned(), false)]);
}
