//! What all servers say: headers and media types.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::ServerFacts;
use crate::source::media;

/// Headers of every answer.
///
/// `Referrer-Policy` is `no-referrer` and not the usual `strict-origin-when-cross-origin`: an address here says what
/// somebody reads about, and the name of a clinic's intranet is nobody's business either. No page needs a referrer.
/// `Permissions-Policy` gives up what a page of text never asks for, for itself and whatever it may frame.
pub(super) const HEADERS: &[(&str, &str)] = &[
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// For files that never change under their name: a year, as RFC 9111 and RFC 8246 (`immutable`) have it.
pub(super) const KEPT: &str = "public, max-age=31536000, immutable";

/// For all others: kept, but asked for again by its tag every time. Advice that was corrected shows at once.
pub(super) const ASKED_AGAIN: &str = "no-cache";

/// Folders that pages of other sites may read with a script (CORS). What lies there is public and the same for all.
pub(super) const OPEN: &[&str] = &["data", "fragments", "infobutton"];

/// What lies in a site for servers alone, as a pattern below the root of the site: their configuration.
pub(super) const PRIVATE: &str = r"(?:server/|web\.config$|_headers$|_redirects$)";

/// Dot files at any depth, of which the site has its manifest; `/.well-known/` (RFC 8615) is for all.
pub(super) const HIDDEN: &str = r"/\.(?!well-known/)";

/// The media type of `feed.xml` and of the XML answers in `infobutton/`.
pub(super) fn atom() -> &'static str {
    media::ATOM.name()
}

/// A media type as a header has it.
pub(super) fn full(media_type: &str, text: bool) -> String {
    if text { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() }
}

/// The policy of pages, and of everything else that has none of its own.
pub(super) fn policy() -> String {
    format!("{POLICY}; frame-ancestors 'self'")
}

/// The policy of pages below `embed/`, which others may frame. `X-Frame-Options` must not stand beside it: it knows
/// no list of origins, and browsers that heed both would show nothing.
pub(super) fn embed_policy(facts: &ServerFacts) -> String {
    let mut ancestors = String::from("'self'");
    for origin in facts.frame_ancestors.iter().filter(|origin| is_source(origin)) {
        if origin == "*" {
            return format!("{POLICY}; frame-ancestors *");
        }
        ancestors.push(' ');
        ancestors.push_str(origin);
    }
    format!("{POLICY}; frame-ancestors {ancestors}")
}

/// The policy of the files below `single/`, which bring their styles and pictures with them and need nothing else.
pub(super) const SINGLE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'";

/// Whether a word is a host source of Content Security Policy level 3, as far as its characters show.
fn is_source(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%:/*".contains(&byte))
}

/// The addresses that an old route had: a page that was a folder was reached by the folder's name, too.
pub(super) fn old_addresses(route: &str) -> Vec<String> {
    let mut addresses = vec![route.to_owned()];
    if let Some(folder) = route.strip_suffix("/index.html") {
        addresses.push(format!("{folder}/"));
        addresses.push(folder.to_owned());
    }
    addresses
}

/// A route as the path of a full address (RFC 3986): everything but unreserved characters and `/` is encoded, so that
/// no server takes a part of it for a variable.
pub(super) fn encoded(route: &str) -> String {
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(route, ENCODED).to_string()
}

/// A text as a regular expression that matches it and nothing else.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_punctuation() && !"/-_~:,;!\"'%&<=>@`".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Texts as a regular expression that matches any of them.
pub(super) fn any_of<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| literal(text)).collect();
    format!("(?:{})", texts.join("|"))
}

impl ServerFacts<'_> {
    /// The address of a route on the host.
    pub(super) fn address(&self, route: &str) -> String {
        format!("{}{}", self.base_path, encoded(route))
    }

    /// The name of a page: `404.html`.
    pub(super) fn page(&self, name: &str) -> String {
        format!("{name}.{}", self.extension)
    }

    /// The media types of this site: with pages as such, whatever their names end in.
    pub(super) fn types(&self) -> impl Iterator<Item = (&str, &'static str, bool)> {
        let pages = (self.extension != "html").then_some((self.extension, "text/html", true));
        media::TYPES.iter().map(|known| (known.ending, known.name(), known.is_text())).chain(pages)
    }

    /// Tags of all languages, the most exact last, so that they can be tried in turn and the last that fits be kept.
    pub(super) fn languages(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.languages.iter().map(String::as_str).collect();
        tags.sort_by_key(|tag| (tag.len(), *tag));
        tags
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::server::tests::facts;

    #[test]
    fn a_policy_holds_origins_and_nothing_else() {
        let origins = ["https://a.example", "https://*.b.example:8443", "x; script-src *", "'none'", "a b", "", "é"];
        let origins = origins.map(str::to_owned);
        let policy = embed_policy(&ServerFacts { frame_ancestors: &origins, ..facts() });
        assert!(policy.ends_with("; frame-ancestors 'self' https://a.example https://*.b.example:8443"), "{policy}");
        let any = ["https://a.example".to_owned(), "*".to_owned()];
        assert!(embed_policy(&ServerFacts { frame_ancestors: &any, ..facts() }).ends_with("; frame-ancestors *"));
        assert!(embed_policy(&ServerFacts { frame_ancestors: &[], ..facts() }).ends_with("; frame-ancestors 'self'"));
    }

    #[test]
    fn routes_as_addresses_and_patterns() {
        assert_eq!(encoded("a/Knie ü $1;%.html"), "a/Knie%20%C3%BC%20%241%3B%25.html");
        assert_eq!(literal("a/b-c.0{2}$ü"), r"a/b-c\.0\{2\}\$ü");
        assert_eq!(old_addresses("a/b.html"), ["a/b.html"]);
        assert_eq!(old_addresses("a/b/index.html"), ["a/b/index.html", "a/b/", "a/b"]);
    }
}
