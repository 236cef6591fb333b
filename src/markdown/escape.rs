//! Text into HTML. Every character that could end a text or a quoted attribute is escaped.

use std::io::Write;

/// Appends `text` as element content.
pub fn escape_text(text: &str, out: &mut String) {
    pieces(text, &IN_TEXT, |piece| out.push_str(piece));
}

/// Appends `text` as the value of a double-quoted attribute.
pub fn escape_attribute(text: &str, out: &mut String) {
    pieces(text, &IN_ATTRIBUTE, |piece| out.push_str(piece));
}

/// Writes `text` so that it can stand in a text and in an attribute with either quotes.
///
/// # Errors
/// Those of the writer.
pub fn write_escaped(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut written = Ok(());
    pieces(text, &IN_ATTRIBUTE, |piece| {
        if written.is_ok() {
            written = out.write_all(piece.as_bytes());
        }
    });
    written
}

/// Which bytes are not written as they are. A table, since most bytes of a site pass here.
type Escaped = [bool; 256];

const IN_TEXT: Escaped = escaped(b"&<>");
const IN_ATTRIBUTE: Escaped = escaped(b"&<>\"'");

const fn escaped(bytes: &[u8]) -> Escaped {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}

/// Gives `text` away in as few pieces as can be: runs that stay as they are, and entities.
fn pieces<'a>(text: &'a str, escaped: &Escaped, mut take: impl FnMut(&'a str)) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| escaped[usize::from(*byte)]) {
        if done < at {
            take(&text[done..at]);
        }
        take(entity(byte));
        done = at + 1;
    }
    if done < text.len() {
        take(&text[done..]);
    }
}
