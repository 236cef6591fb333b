//! What `mixed-denominators` reports and what it leaves.

use super::*;
use crate::check::testing::{BOOK, Book};

#[test]
fn lists_can_be_searched() {
    assert!(SMALL.is_sorted() && PEOPLE.is_sorted(), "{:?}", PEOPLE.windows(2).find(|pair| pair[0] > pair[1]));
    assert!(OTHERS.is_sorted(), "{:?}", OTHERS.windows(2).find(|pair| pair[0] > pair[1]));
}

#[test]
fn risks_that_cannot_be_compared() {
    for (text, wanted) in [
        ("It comes back in 1 in 8 people. After surgery it is 3 in 100.", "3 in 100"),
        ("About 1 in 10 get better.\n\n- 3 out of 100 get worse", "3 out of 100"),
        ("One in five runners has it. It stays in 3 in 100.", "3 in 100"),
        ("34 of 60 people were better. 12 of 45 people were not.", "12 of 45"),
        ("It happens to 1 in 8 women and 20% of men.", "20% of men"),
        ("5% of people have it. Of those, 1 in 3 has pain.", "1 in 3"),
        ("1 in 1,000 people and 1 in 100 people.", "1 in 100"),
        ("> [!risk] 3 in 100 people\n> have it.\n\n1 in 5 have it.", "1 in 5"),
        ("| Risk |\n|---|\n| 1 in 8 |\n| 3 in 100 |", "3 in 100"),
        ("About 1 person in every 20 has it. Then 3 people in 100 have pain.", "3 people in 100"),
        ("1 to 2 in 100 people have it. 1 in 8 do not.", "1 in 8"),
    ] {
        assert_eq!(BOOK.words(check, text), [wanted], "{text}");
    }
}

#[test]
fn risks_that_can() {
    for text in [
        "23 in 100 people have it. Among teenagers it is 29 in 100.",
        "34 of 60 (57%) were better, and 12 of 45 (27%) were not.",
        "12 of 40 people (30%) were better; at 12 weeks, it was 9 of 45 people (20%).",
        "It helps 1 in 8 people. The dose was cut (by 20%).",
        "1 in 4 (25 in 100) have it, and 3 in 100 do not.",
        "1 in 8 people have it.\n\n## Later\n\n3 in 100 have it.",
        "These happen in more than 1 in 100 people. Those happen in less than 1 in 1,000 people.",
        "Up to 1 in 10 people have it, and 3 in 100 get worse.",
        "5% of people have it, and 3 in 100 get worse.",
        "1 in 8 people have it. Use a gel with 5% of ibuprofen, or 1% gel.",
        "Do 3 in 10 minutes. Then rest for 1 in 4 days. Do 2 of 3 sets.",
        "Step 1 of 3. 1 in 8 people stop. Take 2 of 4 tablets.",
        "It rose by 4 in 2018, and 1 in 8 people have it.",
        "The 2 of them met 1 in 8 people in 3 weeks. Half of all, 2 in 1 case.",
        "At 6, in 10 weeks, 1 in 8 people.",
        "The cartilage lost 10% of its height in 1 in 8 people.",
    ] {
        let found = BOOK.words(check, text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn other_languages() {
    for (language, text) in [
        ("es", "1 de cada 8 personas la tiene. Les pasa a 3 de cada 100."),
        ("de", "3 von 100 Menschen haben es. Bei 1 von 8 Frauen bleibt es."),
    ] {
        assert_eq!(Book { language, ..BOOK }.words(check, text).len(), 1, "{text}");
    }
}

#[test]
fn the_two_that_stand_closest_are_named() {
    for (text, wanted) in [
        (
            "1 in 8 have it. 3 in 100 women do. Of these, 1 in 20 stay ill, and 1 in 50 get worse.",
            ("1 in 20", "1 in 50"),
        ),
        ("1 in 8 have it. 2 in 8 had it. 3 in 100 women do. It stays in 1 in 100.", ("2 in 8", "3 in 100")),
        ("1 in 8 have it.\n\nIt is 3 in 100 women.\n\nIt is 2 in 8 men, and 5 in 100 now.", ("2 in 8", "5 in 100")),
    ] {
        let found = BOOK.found(check, text);
        let message = format!("\u{201c}{}\u{201d} and \u{201c}{}\u{201d} are hard to compare", wanted.0, wanted.1);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].0.as_str(), &found[0].1.message), (wanted.1, &message), "{text}");
    }
}
