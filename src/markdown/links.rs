//! Links: which are safe, and which are holes to be filled when other files are known.

use std::borrow::Cow;

use super::body::LinkTarget;
use crate::source::is_other_picture;

/// What a link's destination turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Leaves the site.
    External(String),
    /// Leads to something of the book.
    Internal(LinkTarget),
    /// May run code, or hides where it leads; the scheme.
    Unsafe(String),
}

/// The inside of `[[...]]`.
pub(super) fn wiki(inside: &str) -> LinkTarget {
    let inside = inside.trim();
    match inside.strip_prefix('@') {
        Some(key) => LinkTarget::Source { key: key.trim().to_owned() },
        None => match split_anchor(inside) {
            ("", Some(anchor)) => LinkTarget::Anchor { anchor },
            (name, anchor) => LinkTarget::Entry { name: name.trim().to_owned(), anchor },
        },
    }
}

/// The inside of `(...)` behind `[words]`.
pub(super) fn ordinary(destination: &str) -> Destination {
    // Browsers drop white space and control characters from addresses, so they must not hide a scheme.
    let bare: String =
        destination.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>().to_lowercase();
    if bare.starts_with("//") || bare.starts_with("\\") || bare.starts_with("/\\") {
        return Destination::Unsafe("//".to_owned());
    }
    if let Some(scheme) = scheme(&bare) {
        return match scheme {
            "https" | "http" | "mailto" | "tel" => Destination::External(destination.trim().to_owned()),
            other => Destination::Unsafe(other.to_owned()),
        };
    }
    match split_anchor(destination) {
        ("", Some(anchor)) => Destination::Internal(LinkTarget::Anchor { anchor }),
        (path, anchor) => Destination::Internal(LinkTarget::File { path: percent_decoded(path).into_owned(), anchor }),
    }
}

/// Whether a destination is that of a picture, by its ending.
pub(super) fn is_picture(destination: &str) -> bool {
    const ENDINGS: &[&str] = &["gif", "jpe", "jpeg", "jpg", "png", "svg", "webp"];
    let path = destination.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) || is_other_picture(path)
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (plain && !scheme.is_empty()).then_some(scheme)
}

fn split_anchor(target: &str) -> (&str, Option<String>) {
    match target.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => (path, Some(percent_decoded(anchor).into_owned())),
        Some((path, _)) => (path, None),
        None => (target, None),
    }
}

/// `%20` and the like as characters; text that is not percent-encoded UTF-8 stays as it is.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match (bytes[at], hex.and_then(|pair| u8::from_str_radix(pair, 16).ok())) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_may_run_code_are_refused() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\tscript:x",
            " javascript:x",
            "vbscript:x",
            "data:text/html,x",
            "//evil.example",
            "\\\\evil",
            "/\\evil",
            "file:///x",
        ] {
            assert!(matches!(ordinary(address), Destination::Unsafe(_)), "{address}");
        }
    }

    #[test]
    fn ordinary_links() {
        assert_eq!(ordinary("https://a.b/c"), Destination::External("https://a.b/c".into()));
        let file = LinkTarget::File { path: "../a b.md".into(), anchor: Some("x".into()) };
        assert_eq!(ordinary("../a%20b.md#x"), Destination::Internal(file));
        assert_eq!(ordinary("#x"), Destination::Internal(LinkTarget::Anchor { anchor: "x".into() }));
    }
}
