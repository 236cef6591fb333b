//! Data as scripts: a page that is opened from a disk can load no data, but every script.

/// JSON as a part of a script, wherever that may stand: no end of a script element, no comment of HTML, and no line
/// separator that older browsers took for the end of a line.
pub(super) fn for_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 64);
    let mut rest = json;
    while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = special.chars();
        out.extend(chars.next().map(|c| format!("\\u{:04x}", u32::from(c))));
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}
