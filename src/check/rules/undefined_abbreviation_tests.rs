//! What `undefined-abbreviation` reports and what it leaves.

use super::*;
use crate::check::testing::{BOOK, Book};

#[test]
fn lists_can_be_searched() {
    for list in [COMMON, OTHERS] {
        assert!(list.is_sorted(), "{:?}", list.windows(2).find(|pair| pair[0] > pair[1]));
    }
}

#[test]
fn what_no_page_explains() {
    for (text, wanted) in [
        ("The ACL may tear. An ACL tear heals.", vec!["ACL"]),
        ("NSAIDs (such as ibuprofen) and COX-2 drugs.", vec!["NSAIDs", "COX-2"]),
        ("Ask for a TENS machine; ROM exercises.", vec!["TENS", "ROM"]),
        ("- PRP\n- rest", vec!["PRP"]),
        ("(see NICE)", vec!["NICE"]),
        ("The LCL, MCL and PCL are bands (see above).", vec!["LCL", "MCL", "PCL"]),
        ("ECG. TB and MS.", vec!["ECG", "TB", "MS"]),
        ("Some treatments (for example, PRP) cost money.", vec!["PRP"]),
        ("Do NOT use PRP.", vec!["PRP"]),
        ("An ACL-deficient knee.", vec!["ACL"]),
        ("The leaflet says ACL tears heal.", vec!["ACL"]),
        ("Call the RNLI, which the CQC does not check.", vec!["RNLI", "CQC"]),
    ] {
        assert_eq!(BOOK.words(check, text), wanted, "{text}");
    }
}

#[test]
fn what_a_page_explains() {
    for text in [
        "The anterior cruciate ligament (ACL) may tear. The ACL heals.",
        "Anti-inflammatory medicines (NSAIDs) help. An NSAID is no cure.",
        "The ACL (anterior cruciate ligament) may tear.",
        "PRP (a part of your own blood) is injected.",
        "PRP stands for platelet-rich plasma.",
        "A part of your own blood, called PRP, is injected.",
        "PRP is a part of your blood.",
        "Nerve stimulation (\u{201c}TENS\u{201d}) helps. TENS is safe.",
        "A clot in the leg (deep vein thrombosis, or DVT) hurts.",
        "Follow the RICE rule: rest, ice, compression, elevation.",
        "PCL tears (posterior cruciate ligament) heal.",
        "A DEXA scan (a bone scan) helps.",
        "The team for knee injuries, or in full the Knee Injury Team, is KIT.",
        "TENS, or nerve stimulation, helps.",
        "Anti-inflammatories (NSAIDs, such as ibuprofen) help.",
        "Scans (TENS or PRP) help.",
        "## The anterior cruciate ligament (ACL)\n\nThe ACL may tear.",
        "Remember the word PRICE:\n\n1. **Protection.** Wear a brace.\n2. **Rest.** Stop.\n3. Ice\n4. Compression\n5. Elevation",
        "Look it up: ACL. The anterior cruciate ligament (ACL) may tear.",
    ] {
        let found = BOOK.words(check, text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_is_none() {
    for text in [
        "Go to A&E, call the NHS or your GP in the UK or USA.",
        "An MRI scan, a CT scan, DNA, HIV, COVID-19 and CO2.",
        "Do NOT bend it. NEVER run. You MUST rest.",
        "DO NOT BEND YOUR KNEE.",
        "Type II, stage IV, cranial nerve XII.",
        "Vitamin B12, L4, X-ray, pH, mmHg, 400 MG.",
        "See [AAOS on knees](https://example.org) and [[aaos]].",
        "| ACL |\n|---|\n| PCL |",
        "```\nACL\n```",
        "MRI-guided and non-NHS care.",
        "I am OK. Open 9AM\u{2013}5PM. Use SPF50.",
        "We aim for level AA. Grade AB is rare.",
        "Go to the sign that says EXIT and turn left.",
        "The door is marked EXIT, and the button labelled OPEN.",
        "Look for \u{201c}EXIT\u{201d} above the door. Press the key \"ENTER\".",
    ] {
        let found = BOOK.words(check, text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_the_book_knows() {
    let text = "The ACL, NSAIDs and PFP.";
    let front = "title: Kneecap pain\nsummary: S.\naliases: [{name: PFP, kind: abbreviation}, Torn ACL]";
    assert_eq!(Book { front, ..BOOK }.words(check, text), ["NSAIDs"]);
    let glossary =
        "- term: anti-inflammatory\n  definition: D.\n  aliases: [NSAID]\n- term: Ligament (ACL)\n  definition: D.";
    assert_eq!(Book { glossary, ..BOOK }.words(check, text), ["PFP"]);
    assert!(Book { language: "es", ..BOOK }.words(check, text).is_empty());
    let front = "title: Knee pain\nsummary: Pain and the ACL.";
    assert_eq!(Book { front, ..BOOK }.words(check, "The ACL hurts."), ["summary"]);
}
