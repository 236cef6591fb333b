//! Addresses: of the desk's pages, of the site's, and what was asked for in one.

use serde::Serialize;

use super::Desk;
use crate::resolve::relative;

/// What stands behind the question mark.
pub(super) struct Query<'a>(&'a [(String, String)]);

impl<'a> Query<'a> {
    pub fn new(pairs: &'a [(String, String)]) -> Query<'a> {
        Query(pairs)
    }

    /// The first value of that name that is not empty.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim());
        values.into_iter().find(|value| !value.is_empty())
    }

    /// The same, or nothing.
    pub fn text(&self, name: &str) -> &'a str {
        self.get(name).unwrap_or_default()
    }

    /// A page's number, from 1.
    pub fn number(&self, name: &str) -> usize {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
    }

    /// The words to look for, in lower case.
    pub fn words(&self) -> Vec<String> {
        self.text("words").split_whitespace().map(str::to_lowercase).collect()
    }

    /// The address of a page of the desk with this query, some values changed, from the first row on.
    pub fn with(&self, desk: &Desk, path: &str, changed: &[(&str, &str)]) -> String {
        let kept = self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let kept = kept.filter(|(key, value)| {
            *key != "p" && !value.is_empty() && changed.iter().all(|(changed, _)| changed != key)
        });
        let pairs: Vec<(&str, &str)> = kept.chain(changed.iter().copied()).collect();
        desk.at(path, &pairs)
    }
}

/// Whether a text holds all words, which are in lower case.
pub(super) fn holds(text: &str, words: &[String]) -> bool {
    words.is_empty() || {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// A link of a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    pub title: String,
    pub href: String,
}

/// A value that a filter may have.
#[derive(Serialize)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

/// The values of a filter; `chosen` is the one in the address.
pub(super) fn choices<V: Into<String>, L: Into<String>>(
    values: impl IntoIterator<Item = (V, L)>,
    chosen: &str,
) -> Vec<Choice> {
    let choice = |(value, label): (V, L)| {
        let value: String = value.into();
        Choice { selected: value == chosen, value, label: label.into() }
    };
    values.into_iter().map(choice).collect()
}

impl Desk<'_> {
    /// The address of a page of the desk.
    pub(super) fn at(&self, path: &str, query: &[(&str, &str)]) -> String {
        let mut out = format!("{}_carebook/{path}", self.base);
        for (nth, (key, value)) in query.iter().enumerate() {
            out.push(if nth == 0 { '?' } else { '&' });
            out.push_str(&encode(key));
            out.push('=');
            out.push_str(&encode(value));
        }
        out
    }

    /// The address of a page of the site.
    pub(super) fn page_of(&self, route: &str) -> String {
        format!("{}{}", self.base, relative("", route))
    }
}

/// Source: RFC 3986, section 2.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_with_care() {
        let pairs = [("words", " Knee  Pain "), ("level", ""), ("p", "0")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        let query = Query::new(&pairs);
        assert_eq!(query.words(), ["knee", "pain"]);
        assert_eq!((query.get("level"), query.number("p"), query.number("q")), (None, 1, 1));
        assert!(holds("Pain in the KNEE", &query.words()) && !holds("knee", &query.words()));
    }

    #[test]
    fn values_are_encoded() {
        assert_eq!(encode("a b&c=ü/d"), "a%20b%26c%3D%C3%BC/d");
    }
}
