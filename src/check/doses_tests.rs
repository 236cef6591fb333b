//! Sentences that give a dose of a medicine, and sentences that do not.

use super::*;

#[test]
fn sentences_that_give_a_dose() {
    for sentence in [
        "Take 400 mg three times a day.",
        "Adults take 1,000mg of paracetamol.",
        "You can take one or two tablets.",
        "Take ibuprofen every 4 to 6 hours.",
        "Take no more than 8 tablets in 24 hours.",
        "Take the medicine twice a day.",
        "Give 5 ml of the syrup.",
        "Take 1 g of paracetamol.",
        "Take a maximum of 4 doses in 24 hours.",
        "Do not exceed 8 capsules a day.",
        "Take 2 paracetamol tablets.",
        "Use 2 puffs of your inhaler.",
        "Inject 10 units of insulin.",
        "The usual dose is 25 micrograms.",
        "Rub the gel in twice a day; apply it thinly.",
        "Nehmen Sie zweimal t\u{e4}glich eine Tablette.",
        "Nehmen Sie 400 mg.",
        "Tome un comprimido cada 8 horas.",
        "400 mg was compared with placebo.",
        "Two squirts in each nostril every morning.",
        "A thin layer of hydrocortisone goes on once daily.",
        "Put a pea-sized amount on at night.",
        "Two sprays in each nostril twice a day.",
        "One puff at bedtime keeps it away.",
        "400 mg of ibuprofen is enough for most adults.",
        "Give 5 ml three times a day.",
    ] {
        assert!(gives_dose(sentence), "{sentence}");
    }
}

#[test]
fn sentences_that_give_none() {
    for sentence in [
        "Drink 2 litres of water a day.",
        "Ice for 15 minutes, several times a day.",
        "Eat 30 g of fibre a day.",
        "Eat less than 2,400 mg of sodium a day.",
        "Do the exercise twice a day.",
        "Take a break every 2 hours.",
        "A pack of 16 tablets is cheap.",
        "An LDL of 190 mg/dl is high.",
        "Do not drink more than 14 units of alcohol a week.",
        "There are 2 kinds of painkillers.",
        "Tablets do not suit everyone.",
        "About 6 in 10 people felt better on the medicine.",
        "Take your temperature twice a day.",
        "Some medicines help one person and not another.",
        "Walk for 30 minutes 5 days a week.",
        "Check with a doctor once before you take a medicine.",
        "Put 1 tablet in each box of the pill organiser.",
        "Put one tablet in every slot of the organiser at night.",
        "Spread a thin layer of moisturiser twice a day.",
        "Two teaspoons of honey at night may help.",
        "Eat a small amount of nuts each day.",
        "A thin layer of cartilage covers the bone.",
        "Sip 200 ml of water three times a day.",
        "It weighs 5 g.",
        "Some medicines are taken once a day, others twice.",
        "People who inject insulin check their sugar 4 times a day.",
        "Some people who need painkillers have attacks twice a week.",
        "People who take painkillers more than twice a week get more headaches.",
        "Ask if you take more than one medicine a day.",
        "The drug is given in one unit of the hospital.",
        "Ibuprofen comes as 200 mg tablets.",
        "It comes as 200 mg and 400 mg tablets.",
    ] {
        assert!(!gives_dose(sentence), "{sentence}");
    }
}

#[test]
fn sentences_that_tell_a_dose() {
    for (sentence, tells) in [
        ("Take 400 mg of ibuprofen.", Some(("400 mg", Some("ibuprofen")))),
        ("The usual dose is 400 mg.", Some(("400 mg", None))),
        ("Do not take more than 8 tablets in 24 hours.", Some(("8 tablets", None))),
        ("Do not have more than 8 in 24 hours of the medicine.", Some(("8 in 24 hours", None))),
        ("400 mg of ibuprofen is enough for most adults.", Some(("400 mg", Some("ibuprofen")))),
        (
            "One 10 mg loratadine tablet each morning keeps it away.",
            Some(("One 10 mg loratadine tablet", Some("loratadine"))),
        ),
        ("Give 5 ml of simple linctus three times a day.", Some(("5 ml", Some("linctus")))),
        ("Two squirts in each nostril every morning.", Some(("Two squirts", None))),
        ("A thin layer of hydrocortisone goes on once daily.", Some(("thin layer", Some("hydrocortisone")))),
        ("Pop one antihistamine tablet before you go out.", Some(("one antihistamine tablet", None))),
        ("Omeprazole 20 mg a day for two weeks is usual.", Some(("20 mg", Some("omeprazole")))),
        ("Ten millilitres of linctus after meals will do.", Some(("Ten millilitres", Some("linctus")))),
        ("400 mg was compared with placebo.", None),
        ("In one trial people took 400 mg.", None),
        ("Take the medicine twice a day.", None),
        ("Ibuprofen comes as 200 mg tablets.", None),
        ("Drink 200 ml of water twice a day.", None),
        ("Put 1 tablet in each box of the pill organiser.", None),
    ] {
        let wanted = tells.map(|(amount, medicine)| (amount.to_owned(), medicine.map(str::to_owned)));
        assert_eq!(told_dose(sentence).map(|dose| (dose.amount, dose.medicine)), wanted, "{sentence}");
    }
}
