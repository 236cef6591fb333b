//! What a review leaves in a file: who, when, and a mark of the text that was reviewed.

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::front_matter::split;

/// A review as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Ids of people.
    pub by: Vec<String>,
    pub on: Date,
    /// Where the book's interval does not hold.
    pub next: Option<Date>,
}

/// Fields that say something about a review and nothing about health.
const FIELDS: &[&str] = &["reviewed_by", "last_reviewed", "next_review", "reviewed_text", "changes", "draft"];

/// A mark of all that an entry says: 16 digits that are others as soon as a word is another. What is said about reviews
/// and changes, notes that allow findings, comments in the front matter, empty lines and spaces at the ends of lines do not
/// count.
///
/// XXH3 with 64 bits (its specification is final), in hexadecimal digits: it shows that a text was changed, and is no
/// protection against somebody who wants to hide that.
pub fn text_mark(text: &str) -> String {
    let (front, body) = split(text).map_or((0..0, 0), |(front, body)| (front, body));
    let kept = fields(&text[front]).filter(|field| !FIELDS.contains(&field.name)).flat_map(|field| field.text.lines());
    let comment = |line: &&str| line.trim_start().starts_with('#');
    let body = without_notes(&text[body..]);
    let lines = kept.filter(|line| !comment(line)).chain(body.lines()).map(str::trim_end);
    let said: String = lines.filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
    format!("{:016x}", xxh3_64(said.as_bytes()))
}

/// The text of an entry with a review in its front matter; everything else stays as it is, comments too. `None` when the
/// front matter is not written line by line.
pub fn stamp(text: &str, review: &Review) -> Option<String> {
    let (front, _) = split(text)?;
    let end = if text[front.clone()].contains("\r\n") { "\r\n" } else { "\n" };
    // An old day would say that the next review is over already.
    let next = review.next.map_or(String::new(), |next| format!("next_review: {next}"));
    let mut lines = vec![
        ("reviewed_by", format!("reviewed_by: [{}]", review.by.join(", "))),
        ("last_reviewed", format!("last_reviewed: {}", review.on)),
        ("next_review", next),
        ("reviewed_text", format!("reviewed_text: \"{}\"", text_mark(text))),
    ];
    let mut out = text[..front.start].to_owned();
    for field in fields(&text[front.clone()]) {
        match lines.iter().position(|(name, _)| *name == field.name) {
            Some(nth) => push(&mut out, &format!("{}{}", lines.remove(nth).1, remark(field.text)), end),
            None => out.push_str(field.text),
        }
    }
    if !out.ends_with('\n') {
        return None;
    }
    lines.iter().for_each(|(_, line)| push(&mut out, line, end));
    out.push_str(&text[front.end..]);
    Some(out)
}

/// The comment behind the value of a field that is one line, with the space before it.
fn remark(field: &str) -> &str {
    let line = field.trim_end();
    let start = line.find(" #").filter(|_| !line.contains(['\n', '"', '\'']));
    start.map_or("", |at| &line[line[..at].trim_end().len()..])
}

/// A body without the notes that allow findings in it.
fn without_notes(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("<!-- allow") {
        let Some(end) = rest[at..].find("-->") else { break };
        out.push_str(rest[..at].trim_end_matches(' '));
        rest = &rest[at + end + 3..];
    }
    out + rest
}

fn push(out: &mut String, line: &str, end: &str) {
    if !line.is_empty() {
        out.push_str(line);
        out.push_str(end);
    }
}

/// A field of the outermost mapping with all that belongs to it; comments and empty lines between fields have no name.
struct Field<'a> {
    name: &'a str,
    text: &'a str,
}

fn fields(front: &str) -> impl Iterator<Item = Field<'_>> {
    let mut rest = front;
    std::iter::from_fn(move || {
        let first = rest.find('\n').map_or(rest.len(), |at| at + 1);
        if first == 0 {
            return None;
        }
        let name = name(&rest[..first]).unwrap_or("");
        let mut end = first;
        let mut at = first;
        for line in rest[first..].split_inclusive('\n').take_while(|_| !name.is_empty()) {
            at += line.len();
            let bare = line.trim();
            // Empty lines and remarks belong to the field if more of it follows.
            if bare.is_empty() || (line.starts_with('#')) {
                continue;
            }
            // A list may stand as far left as its field.
            if !line.starts_with([' ', '\t', '-', ']', '}']) {
                break;
            }
            end = at;
        }
        let text;
        (text, rest) = rest.split_at(end);
        Some(Field { name, text })
    })
}

/// The name of the field that a line begins.
fn name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: Knee # the joint\nreviewed_by:\n  - a\n  - b\n\
        # a remark\nnext_review: 2020-01-01\nchanges:\n- {date: 2020-01-01}\nsummary: S\n---\n\nText.\n";

    fn review(next: Option<&str>) -> Review {
        let day = |day: &str| day.parse().expect("a day");
        Review { by: vec!["c".to_owned(), "d".to_owned()], on: day("2026-11-20"), next: next.map(day) }
    }

    #[test]
    fn a_stamp_changes_nothing_else() {
        let mark = text_mark(TEXT);
        let stamped = stamp(TEXT, &review(None)).expect("a text");
        let wanted = format!(
            "---\ntitle: Knee # the joint\nreviewed_by: [c, d]\n# a remark\n\
             changes:\n- {{date: 2020-01-01}}\nsummary: S\nlast_reviewed: 2026-11-20\nreviewed_text: \"{mark}\"\n---\n\nText.\n"
        );
        assert_eq!(stamped, wanted);
        assert_eq!(text_mark(&stamped), mark);
        assert_eq!(stamp(&stamped, &review(None)), Some(stamped.clone()));
        let remarked = TEXT.replace("next_review: 2020-01-01", "last_reviewed: 2020-01-01 # by phone");
        let stamped_anew = stamp(&remarked, &review(None)).expect("a text");
        assert!(stamped_anew.contains("\nlast_reviewed: 2026-11-20 # by phone\n"), "{stamped_anew}");
        let later = stamp(&stamped, &review(Some("2027-05-20"))).expect("a text");
        assert!(later.contains("next_review: 2027-05-20\n"));
        assert_eq!(text_mark(&later), mark);
    }

    #[test]
    fn a_mark_follows_words_only() {
        let mark = text_mark(TEXT);
        assert_ne!(text_mark(&TEXT.replace("Text.", "Text!")), mark);
        assert_ne!(text_mark(&TEXT.replace("summary: S", "summary: T")), mark);
        for same in [
            TEXT.replace('\n', "\r\n"),
            TEXT.replace("Text.", "Text.  \n\n"),
            TEXT.replace("Text.", "<!-- allow orphan: so -->\nText."),
            TEXT.replace("Text.", "Text. <!-- allow orphan: so -->"),
            TEXT.replace("# a remark", "# another\n\n# and one more"),
            TEXT.replace("- {date: 2020-01-01}\n", "- {date: 2020-01-01}\n\n# so\n- {date: 2021-01-01}\n"),
            TEXT.replace("reviewed_by:\n", "\"reviewed_by\":\n"),
            TEXT.replace("- {date: 2020-01-01}\n", "- {date: 2020-01-01}\n- {date: 2021-01-01}\n"),
            TEXT.replace("title:", "draft: true\ntitle:"),
        ] {
            assert_eq!(text_mark(&same), mark, "{same}");
        }
        assert!(
            stamp(&TEXT.replace('\n', "\r\n"), &review(None))
                .is_some_and(|text| text.matches('\n').count() == text.matches("\r\n").count())
        );
    }
}
