//! Sentences that state an amount, and sentences that only hold a number.

use super::*;

#[test]
fn numbers_that_count() {
    for claim in [
        "It begins in 2 of 5 people at 45.",
        "Nine out of ten people are better.",
        "(One in three has it.)",
        "DIE HÄLFTE der Menschen.",
        "It takes two-to-three weeks, or two weeks.",
        "About half get better.",
        "It fell by 2.5 points.",
        "It fell by 0.5 cm.",
        "The risk is 1.5 times as high.",
        "It heals in 3–6 weeks.",
        "10 000 people took part.",
        "The first 6 weeks are the worst.",
        "Pain lasted 1 year.",
        "1 in 3 people has it.",
        "Wait at least 48 hours.",
        "See a doctor after 2 weeks.",
        "In 2019, 45 people took part.",
        "In 10 people, 3 may need surgery.",
        "Walk 30 minutes on 5 days of the week.",
        "A temperature of 38°C is high.",
        "Repeat it three times.",
        "Do it twice a day.",
        "Nach zwei Wochen ist es besser.",
        "Etwa 30 % haben Schmerzen.",
        "Call your doctor if it lasts 3 days.",
        "(about 12 weeks)",
        "The 34 people who answered were better.",
        "After one year most are well.",
        "Exercise 30 minutes a day.",
        "People with this issue 3 months later need help.",
        "One baby in every twenty has it.",
        "Nine in every ten children are better.",
        "Children under five get it most.",
        "It is one in a thousand.",
        "It will be gone in under a week.",
        "A further month of rest is enough for a year.",
    ] {
        assert!(may_hold_one(claim) && states_amount(claim), "{claim}");
    }
}

#[test]
fn numbers_that_do_not() {
    for other in [
        "There are 2 types of pain.",
        "It has 3 main parts.",
        "Do these 3 first.",
        "Stand on 1 leg.",
        "More than 1 problem may act at once.",
        "Rest it for one or two days.",
        "Rest it for 1 or 2 days.",
        "Call 0800 123 4567.",
        "Ring +44 20 7946 0000 for help.",
        "Call 116 117 or dial 0800-123-4567.",
        "The line is open 24 hours a day, 7 days a week.",
        "Ask the 24-hour helpline.",
        "Open Monday to Friday, 8 to 6.",
        "Come at 9:30, or at 10 am.",
        "It was updated on 3 May 2024.",
        "It was written on October 19, 2022.",
        "It was checked on 2024-05-03, and on 3/5/2024.",
        "The 2018/19 guideline says so.",
        "Children in year 7 do sport.",
        "Rate your pain on a scale from 0 to 10.",
        "Eat your 5 a day.",
        "It hurts in the lower half of the leg.",
        "People in their 40s notice it.",
        "Type 2 diabetes, L4, covid-19 and omega 3.",
        "It is the 3rd of them.",
        "One of the two knees hurts.",
        "One in particular helps.",
        "Am 3. Mai 2024 geprüft.",
        "A 5-minute read.",
        "See step 2 of 5.",
        "Call 111 day or night.",
        "Keep one knee in each position.",
        "It is over.",
        "It is the best week of the year.",
        "See you in a week or so.",
        "Come back once every other day.",
        "Walk one leg in front of two.",
    ] {
        assert!(!states_amount(other), "{other}");
    }
}

#[test]
fn lists_of_words_are_sorted() {
    assert!(NAMES.is_sorted() && PIECES.is_sorted());
}

#[test]
fn every_share_can_be_found() {
    for share in SHARES {
        assert!(may_hold_one(share) && states_amount(share), "{share}");
    }
}
