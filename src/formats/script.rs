//! Data as scripts: a page that is opened from a disk can load no data, but every script.

/// JSON as a part of a script, wherever that may stand: no end of a script element, no comment of HTML, and no line
/// separator that older browsers took for the end of a line.
pub(super) fn for_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
