//! Names are found where a reader would find them.

use super::*;

fn found(names: &[&str], html: &str) -> Vec<String> {
    let finder = Finder::new(names.iter().enumerate().map(|(nth, name)| (*name, nth)));
    let mut found = Vec::new();
    finder.find(html, 0..html.len(), &mut found);
    found.into_iter().map(|found| format!("{}={}", &html[found.range], names[found.value])).collect()
}

#[test]
fn names_are_found_where_a_reader_would_find_them() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        (
            &["groove"],
            "The Groove, the grooves and a groove's end.",
            &["Groove=groove", "grooves=groove", "groove's=groove"],
        ),
        (&["ache"], "headache, aching, ache-free, ache", &["ache=ache"]),
        (&["knee", "knee joint"], "the knee joint of the knee", &["knee joint=knee joint", "knee=knee"]),
        (&["knee", "knee joint"], "the knee\n  joint", &["knee\n  joint=knee joint"]),
        (&["knee", "knee cap"], "knee capsule", &["knee=knee"]),
        (&["knee cap", "cap of the knee"], "knee cap of the knee", &["knee cap=knee cap"]),
        (&["TENS"], "tens of TENS, TENSs and tenss", &["TENS=TENS", "TENSs=TENS"]),
        (&["tens", "TENS"], "tens of TENS", &["tens=tens", "TENS=tens"]),
        (&["TENS", "tens"], "tens of TENS", &["tens=tens", "TENS=TENS"]),
        (
            &["Baker's cyst", "R&D"],
            "Baker\u{2019}s cyst, R&amp;D",
            &["Baker\u{2019}s cyst=Baker's cyst", "R&amp;D=R&D"],
        ),
        (&["amp"], "ice &amp; heat", &[]),
        (&[], "text", &[]),
        (&["", " "], "a text", &[]),
    ];
    for (names, html, wanted) in cases {
        assert_eq!(found(names, html), *wanted, "{html}");
    }
}

#[test]
fn plurals_and_genitives() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        (
            &["biopsy"],
            "Biopsies, a biopsy\u{2019}s end, biopsys",
            &["Biopsies=biopsy", "biopsy\u{2019}s=biopsy", "biopsys=biopsy"],
        ),
        (&["runner"], "runners' knees, the runners\u{2019} and \u{2018}the runners\u{2019}", &["runners=runner"; 3]),
        (&["physio exercise"], "physio exercises", &["physio exercises=physio exercise"]),
        (&["brush"], "brushes", &["brushes=brush"]),
        (&["lie", "ly"], "lies", &["lies=lie"]),
        (&["ability"], "abilities' abilit", &["abilities=ability"]),
        // The longest name wins, also where its plural is meant.
        (&["knee", "knee joint"], "knee joints", &["knee joints=knee joint"]),
        (&["s"], "x's s", &["s=s", "s=s"]),
    ];
    for (names, html, wanted) in cases {
        assert_eq!(found(names, html), *wanted, "{html}");
    }
}

#[test]
fn letters_of_all_languages_have_two_cases() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        (&["Ödem"], "ein ödem, ÖDEM und Ödeme", &["ödem=Ödem", "ÖDEM=Ödem"]),
        (&["élan"], "Élan", &["Élan=élan"]),
        (&["артроз"], "Артроз", &["Артроз=артроз"]),
        (&["πόνος"], "ΠΌΝΟΣ", &["ΠΌΝΟΣ=πόνος"]),
        // Composed or not.
        (&["Ödem"], "o\u{308}dem", &["o\u{308}dem=Ödem"]),
        (&["ÖD"], "öd", &[]),
    ];
    for (names, html, wanted) in cases {
        assert_eq!(found(names, html), *wanted, "{html}");
    }
}

#[test]
fn many_names_within_each_other_take_no_longer() {
    let names: Vec<String> = (1..=2_000).map(|n| format!("knee {}", "joint ".repeat(n % 12))).collect();
    let finder = Finder::new(names.iter().map(|name| (name.as_str(), ())));
    let text = format!("knee {}", "joint ".repeat(20)).repeat(200);
    let mut found = Vec::new();
    finder.find(&text, 0..text.len(), &mut found);
    assert_eq!(found.len(), 200, "the longest one of each, and nothing within it");
}

#[test]
fn names_in_scripts_without_spaces() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        (&["半月板", "半月板损伤"], "损伤半月板很常见，半月板损伤也是。", &["半月板=半月板", "半月板损伤=半月板损伤"]),
        (&["MRI", "検査"], "MRI検査をします", &["MRI=MRI", "検査=検査"]),
        (&["ひざ"], "右ひざが痛い", &["ひざ=ひざ"]),
        // Words of Katakana end with it.
        (&["ランス"], "バランスの練習", &[]),
        (&["バランス"], "体のバランスを保つ", &["バランス=バランス"]),
        // One character alone may be a part of another word.
        (&["膝"], "膝が痛い。膝関节", &["膝=膝"]),
        (&["ขา"], "เขาเจ็บขา", &["ขา=ขา"]),
        (&["เข่า"], "ปวดเข่ามาก", &["เข่า=เข่า"]),
        (&["ຫົວເຂົ່າ"], "ເຈັບຫົວເຂົ່າຫຼາຍ", &["ຫົວເຂົ່າ=ຫົວເຂົ່າ"]),
        (&["ជង្គង់"], "ឈឺជង្គង់ណាស់", &["ជង្គង់=ជង្គង់"]),
        // A letter is not found without what is written below it.
        (&["ជង"], "ឈឺជង្គង់ណាស់", &[]),
        (&["반월판"], "반월판은 연골이다. 반월판을, 반월판연골", &["반월판은=반월판", "반월판을=반월판"]),
        (&["무"], "무로", &[]),
    ];
    for (names, html, wanted) in cases {
        assert_eq!(found(names, html), *wanted, "{html}");
    }
}
