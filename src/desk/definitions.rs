//! What the columns of the coverage mean, in plain words.

use serde::Serialize;

use crate::check::readability::Scale;

/// A word of the desk and what it means.
#[derive(Serialize)]
pub(super) struct Definition {
    pub term: &'static str,
    pub meaning: String,
}

/// The words of the coverage, in the order of its columns.
pub(super) fn coverage(scale: Scale) -> Vec<Definition> {
    let grade = match scale {
        Scale::FleschKincaid => {
            "The Flesch-Kincaid grade of paragraphs and lists: about the years of school that a reader needs. 6 to 8 is \
             a good aim for patients. It counts words, sentences and syllables, and knows nothing of the sense."
        }
        Scale::Inflesz => {
            "INFLESZ of paragraphs and lists: the more, the easier. 55 to 65 is normal, above 65 easy, below 55 too hard \
             for most patients. It counts words, sentences and syllables, and knows nothing of the sense."
        }
        Scale::Lix => {
            "LIX of paragraphs and lists: words for each sentence, and the share of words with more than six letters. \
             Below 40 is easy, above 50 is hard. It knows nothing of the sense."
        }
    };
    let meanings = [
        ("Sources", "How many sources the entry cites, in its text and in its facts."),
        (
            "Claims",
            "Sentences of the text with a number, a share, a time or a dose, and no citation in their paragraph. In a \
             list, one citation anywhere in it, or in the line that opens it, covers the list. Years, and numbers in \
             names such as “type 2”, do not count. A machine finds these: read each before you judge.",
        ),
        (
            "Relations in",
            "How many relations of other entries lead to this one. One that reads the same from both sides counts where \
             it was written first.",
        ),
        ("Relations out", "How many relations the entry itself writes."),
        (
            "Orphan",
            "No relation joins the entry to another, from either side, and no other text links to it. Readers find it \
             only in lists.",
        ),
        (
            "One-way links",
            "Entries that the text links to, that have no relation to this one and whose text does not link back.",
        ),
        (
            "Empty sections",
            "Headings with nothing before the next heading of the same or a higher level. A heading that gets facts, \
             such as the list of symptoms, is not empty.",
        ),
        ("Summary", "Whether there is one. Questions need none."),
        ("Words", "Of paragraphs and lists; headings, tables and facts are left out."),
        ("Reading", grade),
    ];
    let meanings = meanings.into_iter();
    meanings.map(|(term, meaning)| Definition { term, meaning: meaning.to_owned() }).collect()
}
