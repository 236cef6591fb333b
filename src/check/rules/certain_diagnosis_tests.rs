//! Sentences that tell readers what they have, and sentences that do not.

use super::*;
use crate::check::testing::on_page;

#[test]
fn lists_are_sorted() {
    assert!(DOUBTS.is_sorted() && DISEASES.is_sorted());
}

fn reported(text: &str) -> Vec<String> {
    let text = format!("---\ntitle: Worn knee\naliases: [{{name: knee pain}}]\nsummary: S.\n---\n{text}\n");
    on_page(check, "conditions/a.md", "en-GB", &text)
}

#[test]
fn sentences_that_tell_readers_what_they_have() {
    for text in [
        "You have arthritis.",
        "This means that you have a torn meniscus, a tear.",
        "It hurts on stairs: you have osteoarthritis.",
        "You\u{2019}ve got a sprain.",
        "You are suffering from early knee osteoarthritis.",
        "Your pain is caused by a worn joint.",
        "Your knee pain is due to wear.",
        "You have a worn knee.",
        "Pain at rest means you have an infection.",
        "It is definitely gout.",
        "You have arthritis because the joint is worn.",
        "If light hurts your eyes and one side throbs, you have a migraine.",
        "If you have pain at rest, you have an infection.",
        "When your knee is stiff in the morning, then you have arthritis.",
        "Then it is flu.",
        "If you see zigzag lines, this is migraine.",
        "You have migraine if one side of your head throbs.",
        "Zigzag lines mean it is a migraine.",
        "Your symptoms are those of a migraine.",
        "You are having a stroke.",
        "If it comes on suddenly, it\u{2019}s flu.",
        "These signs show that you are suffering from tonsillitis.",
        "Burning when you pee is a sure sign of cystitis.",
        "A hot, red joint always means gout.",
    ] {
        assert_eq!(reported(text).len(), 1, "{text}");
    }
    assert!(
        reported("It hurts. You\u{2019}ve got a bad sprain now.")[0]
            .starts_with("\u{201c}You\u{2019}ve got a bad sprain\u{201d}")
    );
}

#[test]
fn sentences_that_do_not() {
    for text in [
        "If you have arthritis, move.",
        "If you have a migraine, you have a disease of the brain.",
        "If light hurts your eyes, you may have a migraine.",
        "If the test is positive, you have gout.",
        "If your doctor says so, you have gout.",
        "If the pain comes back, it is a new infection.",
        "If it is flu, rest.",
        "A fever does not always mean flu.",
        "If you feel ill, it is flu or a cold.",
        "You have gout if a test of the joint shows crystals.",
        "You have gout if you have pain, or so it seems, and a doctor says so.",
        "Then it is time to rest.",
        "This is flu season.",
        "A test will prove that it is gout.",
        "This is arthritis of the kneecap.",
        "Burning is not a sure sign of cystitis.",
        "An X-ray shows that you have arthritis.",
        "It is arthritis of the knee that this page is about.",
        "If you are ill and have diabetes, you have gout more often.",
        "Tell your doctor when you have gout.",
        "You may have arthritis.",
        "You have a higher risk of gout.",
        "You have to treat the infection.",
        "You have been told about arthritis.",
        "You have no infection.",
        "Do you have arthritis?",
        "A doctor can tell you that you have gout.",
        "People say \u{201c}you have arthritis\u{201d} too soon.",
        "The test shows that you have gout.",
        "A level above 48 means you have diabetes.",
        "You have knee pain.",
        "You have two knees.",
        "Now that you have diabetes, eat well.",
        "Wear a bracelet that says you have diabetes.",
        "Make sure your school knows you have asthma.",
        "- you have arthritis",
        "Whether your pain is caused by wear is not clear.",
        "Your pain might come from the hip; it is not certain.",
        "You have questions about arthritis.",
        "Once you have gout, it can come back.",
        "Medicines are for people who have arthritis, and you have a choice.",
    ] {
        assert!(reported(text).is_empty(), "{text}: {:?}", reported(text));
    }
    assert!(on_page(check, "conditions/a.md", "de-DE", "You have arthritis.").is_empty());
}
