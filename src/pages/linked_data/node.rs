//! Things with their properties, and how they are written as JSON that may stand in a page.

use serde::ser::{Serialize, Serializer};
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::io;

/// A thing: its properties in the order in which they were said. Properties with nothing in them are left out.
pub(super) struct Node<'a>(Vec<(&'static str, Value<'a>)>);

/// What a property holds.
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(usize),
    Node(Node<'a>),
    List(Vec<Value<'a>>),
}

impl<'a> Node<'a> {
    /// A thing of a type of schema.org.
    pub(super) fn new(of_type: &'static str) -> Node<'a> {
        Node(vec![("@type", Value::Text(Cow::Borrowed(of_type)))])
    }

    /// The thing that holds all others, with the vocabulary of all.
    pub(super) fn root(of_type: &'static str) -> Node<'a> {
        let mut node = Node(vec![("@context", Value::Text(Cow::Borrowed("https://schema.org")))]);
        node.0.extend(Node::new(of_type).0);
        node
    }

    /// The same with a property more.
    #[must_use]
    pub(super) fn with(mut self, property: &'static str, value: impl Into<Value<'a>>) -> Node<'a> {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((property, value));
        }
        self
    }

    /// The thing as JSON in which nothing can end the element that it stands in.
    pub(super) fn json(&self) -> String {
        let mut out = Vec::with_capacity(4096);
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, InElement);
        self.serialize(&mut serializer).expect("texts, numbers and lists in memory can always be written");
        String::from_utf8(out).expect("JSON is text")
    }
}

impl Value<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Number(_) | Value::Node(_) => false,
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(property, value)| (property, value)))
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => number.serialize(serializer),
            Value::Node(node) => node.serialize(serializer),
            Value::List(items) => serializer.collect_seq(items),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number)
    }
}

impl<'a> From<Node<'a>> for Value<'a> {
    fn from(node: Node<'a>) -> Value<'a> {
        Value::Node(node)
    }
}

impl<'a, T: Into<Value<'a>>> From<Vec<T>> for Value<'a> {
    fn from(items: Vec<T>) -> Value<'a> {
        Value::List(items.into_iter().map(Into::into).collect())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Value<'a> {
        value.map_or_else(|| Value::List(Vec::new()), Into::into)
    }
}

/// Writes JSON for the inside of a `script` element: characters that could end it or start a comment, and those that
/// end lines in scripts, are written by their code points. Source: HTML Standard, section 4.12.1.3.
struct InElement;

impl Formatter for InElement {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut done = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let (length, written) = match byte {
                b'<' => (1, "\\u003c"),
                b'>' => (1, "\\u003e"),
                b'&' => (1, "\\u0026"),
                0xe2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => (3, "\\u2028"),
                0xe2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => (3, "\\u2029"),
                _ => continue,
            };
            writer.write_all(&bytes[done..at])?;
            writer.write_all(written.as_bytes())?;
            done = at + length;
        }
        writer.write_all(&bytes[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_left_out_and_the_order_stays() {
        let node = Node::root("Thing")
            .with("name", "A")
            .with("description", "")
            .with("url", None::<String>)
            .with("sameAs", Vec::<String>::new())
            .with("about", vec![Node::new("Thing").with("position", 1)]);
        let json =
            r#"{"@context":"https://schema.org","@type":"Thing","name":"A","about":[{"@type":"Thing","position":1}]}"#;
        assert_eq!(node.json(), json);
    }

    #[test]
    fn nothing_ends_the_element() {
        let hostile = "</script><!-- \"quoted\" & \\ \u{2028}\u{2029}\n";
        let json = Node::new("Thing").with("name", hostile).json();
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["name"], hostile);
    }
}
