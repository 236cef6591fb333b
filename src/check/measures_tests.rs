//! Amounts in sentences, each with its kind and its range.

use super::Measure::{
    Age, Course, DailyLimit, Dose, Hold, Interval, Millilitres, Pieces, Session, TimesADay, TimesAWeek, Water,
};
use super::*;

fn found(sentence: &str) -> Vec<(Measure, f64, f64)> {
    amounts(sentence).into_iter().map(|amount| (amount.measure, amount.low, amount.high)).collect()
}

#[test]
fn ranges_with_their_kinds() {
    let end = f64::INFINITY;
    for (sentence, wanted) in [
        ("10 to 15 minutes, several times a day", vec![(Session, 10.0, 15.0)]),
        ("Ice for 10-15 minutes.", vec![(Session, 10.0, 15.0)]),
        ("Ice for 10\u{2013}15 min", vec![(Session, 10.0, 15.0)]),
        ("A trust says up to 15 minutes.", vec![(Session, 0.0, 15.0)]),
        ("Do not use ice for more than 20 minutes.", vec![(Session, 0.0, 20.0)]),
        ("for no longer than 20 minutes", vec![(Session, 0.0, 20.0)]),
        ("at least twenty minutes", vec![(Session, 20.0, end)]),
        ("between 10 and 20 minutes", vec![(Session, 10.0, 20.0)]),
        ("for 20 minutes every 2 to 3 hours", vec![(Session, 20.0, 20.0), (Interval, 2.0, 3.0)]),
        ("Hold it for 30 seconds, 3 times a day.", vec![(Hold, 30.0, 30.0), (TimesADay, 3.0, 3.0)]),
        ("two or three times a week", vec![(TimesAWeek, 2.0, 3.0)]),
        ("3 days a week for 6 weeks", vec![(TimesAWeek, 3.0, 3.0), (Course, 42.0, 42.0)]),
        ("Take it once daily or twice a day.", vec![(TimesADay, 1.0, 1.0), (TimesADay, 2.0, 2.0)]),
        ("Take 400mg every 4 to 6 hours", vec![(Dose, 400.0, 400.0), (Interval, 4.0, 6.0)]),
        ("1,200 mg; 500 micrograms", vec![(Dose, 1200.0, 1200.0), (Dose, 0.5, 0.5)]),
        ("Take 2 tablets", vec![(Pieces, 2.0, 2.0)]),
        ("no more than 8 tablets in 24 hours", vec![(DailyLimit, 0.0, 8.0)]),
        ("5 ml of syrup", vec![(Millilitres, 5.0, 5.0)]),
        ("Do not give it to children under 16.", vec![(Age, 16.0, 16.0)]),
        ("a 6-week programme", vec![(Course, 42.0, 42.0)]),
        ("Use it for 1 hour.", vec![(Session, 60.0, 60.0)]),
        ("Do not use it for more than 10 days.", vec![(Course, 0.0, 10.0)]),
        ("at least twice a day", vec![(TimesADay, 2.0, end)]),
        ("6 hours or more between doses", vec![(Interval, 6.0, end)]),
        ("Leave 6 hours between doses.", vec![(Interval, 6.0, end)]),
        ("Leave at least 4 hours between the doses.", vec![(Interval, 4.0, end)]),
        ("every 8 hours", vec![(Interval, 8.0, 8.0)]),
        ("Mix a sachet with 300 ml of tap water.", vec![(Water, 300.0, 300.0)]),
        ("The most is eight 500 mg tablets in 24 hours.", vec![(DailyLimit, 8.0, 8.0)]),
        ("Adults take one or two 500 mg tablets.", vec![(Pieces, 1.0, 2.0)]),
        ("a glass of one 300 ml pack", vec![(Millilitres, 300.0, 300.0)]),
        ("up to 4 times in 24 hours", vec![(TimesADay, 0.0, 4.0)]),
        ("Use it for up to half an hour.", vec![(Session, 0.0, 30.0)]),
        ("about 20 minutes", vec![(Session, 15.0, 25.0)]),
    ] {
        assert_eq!(found(sentence), wanted, "{sentence}");
    }
}

#[test]
fn what_is_no_amount_of_a_treatment() {
    for sentence in [
        "It gets better after 6 weeks.",
        "It gets better in 4 to 6 weeks.",
        "Within 24 hours it is gone.",
        "In the first 48 hours it swells.",
        "Most people walk 6 weeks later.",
        "a 200 mg tablet",
        "Walk for at least 150 minutes a week.",
        "It is not for babies under 3 months.",
        "See a doctor if it has not helped for 2 weeks.",
        "Sleep for 8 hours.",
        "A pack of 16 tablets is enough.",
        "It comes as 200 mg and 400 mg tablets.",
        "It takes 20 to 30 minutes to work.",
        "55% of 60 people in 2 trials",
        "grade 3 of 5",
        "people over 65",
        "It works within half an hour.",
        "half of them",
        "morning stiffness lasts 30 minutes",
    ] {
        assert!(found(sentence).is_empty(), "{sentence}: {:?}", found(sentence));
    }
}

#[test]
fn the_words_of_a_limit_belong_to_it() {
    for (sentence, words) in [
        ("Ice it for up to 40 minutes.", "up to 40 minutes"),
        ("Leave at least 4 hours between doses.", "at least 4 hours"),
        ("Take it with 6 hours or more between doses.", "6 hours or more"),
        ("for 20 minutes", "20 minutes"),
    ] {
        assert_eq!(&sentence[amounts(sentence)[0].range.clone()], words, "{sentence}");
    }
}
