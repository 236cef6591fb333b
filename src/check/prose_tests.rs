//! Blocks of bodies, and where their words are in the file.

use super::*;
use crate::diag::FileId;
use crate::markdown::{MarkdownOptions, parse};

fn read(text: &str) -> Vec<Block> {
    let (body, _) = parse(text, 0, FileId(0), MarkdownOptions::default());
    blocks(&body, &|_| "Title".to_owned())
}

fn shown(text: &str) -> Vec<(BlockKind, String, bool, usize)> {
    read(text).into_iter().map(|block| (block.kind, block.text.clone(), block.is_cited(), block.group)).collect()
}

#[test]
fn paragraphs_and_lists() {
    use BlockKind::{Heading, Item, Paragraph};
    let found = shown("## Ice & heat\n\nOne [[x]] *two*.[@a]\n\nThese:\n\n- a\n- b[@c]\n  - d\n\nEnd\nhere.\n");
    let wanted = [
        (Heading, "Ice & heat", false, 1),
        (Paragraph, "One Title two.", true, 2),
        (Paragraph, "These:", false, 3),
        (Item, "a", false, 3),
        (Item, "b", true, 3),
        (Item, "d", false, 3),
        (Paragraph, "End here.", false, 4),
    ];
    assert_eq!(found, wanted.map(|(kind, text, cites, group)| (kind, text.to_owned(), cites, group)));
}

#[test]
fn what_is_no_running_text() {
    use BlockKind::{Cell, Code, Heading, Item, Paragraph};
    let kinds = |text: &str| -> Vec<(BlockKind, String)> {
        read(text).into_iter().map(|block| (block.kind, block.text)).collect()
    };
    assert_eq!(
        kinds("> [!urgent] Now\n> - go\n\n## H\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n`x`\n\n```\n5 mg\n```\n"),
        [
            (Heading, "Now".to_owned()),
            (Item, "go".to_owned()),
            (Heading, "H".to_owned()),
            (Cell, "a".to_owned()),
            (Cell, "b".to_owned()),
            (Cell, "1".to_owned()),
            (Cell, "2".to_owned()),
            (Paragraph, "x".to_owned()),
            (Code, "5 mg".to_owned()),
        ]
    );
}

#[test]
fn a_note_counts_as_a_citation_and_not_as_text() {
    let found = read("Half get better.[^a] - [x] done\n\n[^a]: So *they* say.[@b]\n");
    assert_eq!(found[0].text, "Half get better. - [x] done");
    assert!(found[0].is_cited() && found[1].is_cited());
    assert_eq!(found[1].text, "So they say.");
}

#[test]
fn links_and_citations_end_with_their_text() {
    for text in [
        "See [words ](https://x.org)",
        "- [a ](b.md)\n- [ ](https://c.d) [@k]",
        "## T [x ](#y)\n\n\u{20} [ü ](a.md) \n",
    ] {
        for block in read(text) {
            assert!(block.cites.iter().all(|at| block.text.get(..*at).is_some()), "{text}");
            assert!(block.links.iter().all(|link| block.text.get(link.range.clone()).is_some()), "{text}");
        }
    }
}

#[test]
fn places_are_those_of_the_file() {
    let text = "Intro\n\n## One & *two*\n\nIt's  \n  so: a < b.[@k] Next [words](x.md) end.\n\n\
        > [!note] T\n> - see [[x]] now\n\n[^n] R.\n\n[^n]: A note.\n";
    let (body, _) = parse(text, 0, FileId(0), MarkdownOptions::default());
    let blocks = blocks(&body, &|_| "Title".to_owned());
    let mut seen = 0;
    for block in &blocks {
        for word in ["Intro", "One", "two", "so:", "b.", "Next", "words", "end", "see", "now", "R.", "note."] {
            let Some(at) = block.text.find(word) else { continue };
            let Place::Span { start, end } = block.place(&body, at..at + word.len()) else { panic!("no span") };
            assert_eq!(&text[start as usize..end as usize], word, "{}", block.text);
            seen += 1;
        }
    }
    assert_eq!(seen, 12);
    let linked = blocks.iter().find(|block| block.text.starts_with("It")).expect("the paragraph");
    assert_eq!(&linked.text[linked.links[0].range.clone()], "words");
    assert_eq!(linked.cites, ["It\u{2019}s so: a < b.".len()]);
}

#[test]
fn deleted_and_raised_text_reads_as_on_the_page() {
    let html = ["sup", "sub", "q", "s", "br"].map(str::to_owned);
    let text = "Take ~~10 mg~~ 1 mg of 10<sup>9</sup> per H<sub>2</sub>O, <q>x</q> <s>5</s> [a<sup>2</sup>](x.md) end.";
    let (body, _) = parse(text, 0, FileId(0), MarkdownOptions { html: &html, language: "en" });
    let block = blocks(&body, &|_| String::new()).remove(0);
    assert_eq!(
        block.text,
        "Take 1 mg of 10\u{2079} per H\u{2082}O, \u{201c}x\u{201d} [a\u{b2}] end.".replace(['[', ']'], "")
    );
    assert_eq!(&block.text[block.links[0].range.clone()], "a\u{b2}");
    for word in ["1 mg", "per", "O,", "end"] {
        let at = block.text.find(word).expect("a word");
        let Place::Span { start, .. } = block.place(&body, at..at + word.len()) else { panic!("no span") };
        let found = &text[start as usize..];
        assert!(found.starts_with(word), "{word}: {found}");
    }
}
