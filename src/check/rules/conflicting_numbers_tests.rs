//! Small books whose pages agree or do not.

use super::check;
use crate::check::testing::on_book;

const ICE: &str = "---\ntitle: Ice\naliases: [{name: cold pack}]\nsummary: S.\nhow_long: \"10 to 15 minutes\"\n---\n\
                   In a study, packs stayed on for 30 minutes.\n";
const HEAT: &str = "---\ntitle: Heat\nsummary: S.\n---\nKeep it on for 20 minutes.\n";
const TABLETS: &str = "---\ntitle: Pain relief\naliases: [{name: ibuprofen}, {name: paracetamol}]\nsummary: S.\n---\n\
                       Take ibuprofen 400 mg or paracetamol. Take 500 mg of paracetamol.\n";

fn reported(path: &str, text: &str) -> Vec<String> {
    let files =
        [(path, text), ("treatments/ice.md", ICE), ("treatments/heat.md", HEAT), ("treatments/relief.md", TABLETS)];
    on_book(check, "", &files).into_iter().map(|(_, message)| message).collect()
}

#[test]
fn numbers_that_conflict() {
    for text in [
        "Ice the knee for 20 minutes.",
        "Use a cold pack. Leave it on for 20 minutes.",
        "- Cold packs: 20 to 25 minutes",
        "[[ice|Something cold]] helps for 20 minutes.",
        "## Ice\n\nLeave it on for 20 minutes.",
        "Take 1,000 mg of paracetamol.",
        // A study is no advice, not even in the treatment's own text.
        "Ice for 30 minutes.",
    ] {
        assert_eq!(reported("conditions/a.md", text).len(), 1, "{text}");
    }
    let question = "---\ntitle: How long should I ice my knee?\n---\nFor 20 minutes.\n";
    assert_eq!(reported("faqs/q.md", question).len(), 1);
    let found = reported("conditions/a.md", "Ice the knee for 20 minutes.");
    assert!(found[0].contains("\u{201c}20 minutes\u{201d} here") && found[0].contains("10 to 15 minutes"), "{found:?}");
}

#[test]
fn numbers_that_do_not() {
    for text in [
        "Ice the knee for 15 to 20 minutes.",
        "Ice the knee for up to 15 minutes.",
        "In a trial, ice was used for 20 minutes.",
        "Children need ice for 5 minutes.",
        "Use ice or heat for 20 minutes.",
        "Ice helps after 20 minutes.",
        "Heat it for 20 minutes.",
        "Take 500 mg of paracetamol, or 400 mg.",
        "Rest for 20 minutes.",
        "Use warmth for 20 minutes. Cold packs help too.",
        "Walk for 30 minutes a day. Lay a cold pack on it.",
        "## Ice and rest\n\nLie down for 40 minutes.",
    ] {
        assert!(reported("conditions/a.md", text).is_empty(), "{text}: {:?}", reported("conditions/a.md", text));
    }
}

#[test]
fn two_pages_without_a_home() {
    let files = [
        ("conditions/a.md", "Do the stretch for 5 minutes."),
        ("conditions/b.md", "Stretch for 20 minutes."),
        ("treatments/stretch.md", "---\ntitle: Stretch\nsummary: S.\n---\nGently.\n"),
    ];
    let found = on_book(check, "", &files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, Some(1));
}

#[test]
fn what_is_fitted_to_a_condition() {
    let relief = |kind: &str| format!("---\ntitle: Stretch\nsummary: S.\ntype: {kind}\n---\nGently.\n");
    let reported = |kind: &str, a: &str, b: &str, path: &str| {
        let files = [("conditions/a.md", a), (path, b), ("treatments/stretch.md", &relief(kind))];
        on_book(check, "", &files).len()
    };
    let (short, long) = ("Stretch for 5 minutes.", "Stretch for 20 minutes.");
    assert_eq!(reported("exercise", short, long, "conditions/b.md"), 0);
    assert_eq!(reported("device", short, long, "conditions/b.md"), 1);
    let (less, more) = ("Take stretch 200 mg.", "Take stretch 400 mg.");
    assert_eq!(reported("medicine", less, more, "conditions/b.md"), 0);
    assert_eq!(reported("medicine", less, more, "guides/b.md"), 1);
}

/// Treatments as books have them: a title in the plural, one field for two uses, "adults" in the text.
#[test]
fn treatments_for_several_uses() {
    const PACKS: &str = "---\ntitle: Cold packs\naliases: [{name: ice pack}]\nsummary: S.\n\
        how_long: \"A sprain: up to 20 minutes. A sting: at least 10 minutes.\"\n---\n";
    const SALTS: &str = "---\ntitle: Oral rehydration salts\naliases: [{name: rehydration sachets}, {name: ORS}]\n\
        summary: S.\ntype: medicine\n---\nStir one sachet into 200 ml of tap water. Adults have 200 to 400 ml.\n";
    const TABLETS: &str = "---\ntitle: Paracetamol\nsummary: S.\ntype: medicine\n---\n\
        **Adults** take one or two 500 mg tablets. Leave at least 4 hours between doses.\n";
    const SYRUP: &str = "---\ntitle: Syrup\nsummary: S.\ntype: medicine\n---\nAdults take it every 4 to 6 hours.\n";
    let reported = |text: &str| -> Vec<String> {
        let files = [
            ("conditions/a.md", text),
            ("treatments/cold-pack.md", PACKS),
            ("treatments/salts.md", SALTS),
            ("treatments/paracetamol.md", TABLETS),
            ("treatments/syrup.md", SYRUP),
        ];
        on_book(check, "", &files).into_iter().map(|(_, message)| message).collect()
    };
    for (text, here, there) in [
        ("1. **Ice.** Use an ice pack for up to 40 minutes.", "up to 40 minutes", "up to 20 minutes"),
        ("Hold ice packs on it for half an hour.", "half an hour", "20 minutes"),
        ("Lay a cold pack on it for 45 minutes.", "45 minutes", "20 minutes"),
        ("Mix a rehydration sachet with 300 ml of water.", "300 ml", "200 ml"),
        ("Take paracetamol with 6 hours or more between doses.", "6 hours or more", "at least 4 hours"),
        ("Paracetamol: leave 6 hours between doses.", "6 hours", "at least 4 hours"),
        ("Take paracetamol. Leave 6 hours between doses.", "6 hours", "at least 4 hours"),
        ("Take paracetamol every 2 hours.", "2 hours", "at least 4 hours"),
        ("Take the syrup every 8 hours.", "8 hours", "4 to 6 hours"),
        ("Adults can have syrup every 8 hours.", "8 hours", "4 to 6 hours"),
    ] {
        let found = reported(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains(&format!("\u{201c}{here}\u{201d} here")), "{found:?}");
        assert!(found[0].contains(there), "{found:?}");
    }
    for text in [
        "Use an ice pack for up to 20 minutes every 2 to 3 hours.",
        "A cold pack helps a sting: at least 10 minutes.",
        "Take paracetamol every 6 hours.",
        "Take one 300 ml glass or ORS.",
        "A child needs syrup every 8 hours.",
        "Stir a rehydration sachet into 200 ml of water.",
    ] {
        assert!(reported(text).is_empty(), "{text}: {:?}", reported(text));
    }
}
