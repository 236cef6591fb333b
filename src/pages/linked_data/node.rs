//! Things with their properties, and how they are written as JSON that may stand in a page.

use std::borrow::Cow;
use std::fmt::Write;

/// A thing: its properties in the order in which they were said. Properties with nothing in them are left out.
pub(super) struct Node<'a>(Vec<(&'static str, Value<'a>)>);

/// What a property holds.
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(usize),
    Node(Node<'a>),
    List(Vec<Value<'a>>),
    /// JSON as [`Node::json`] wrote it.
    Written(String),
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
        let mut out = String::with_capacity(4096);
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let mut before = '{';
        for (property, value) in &self.0 {
            out.push(before);
            before = ',';
            write_text(property, out);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

impl Value<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Number(_) | Value::Node(_) | Value::Written(_) => false,
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Value::Text(text) => write_text(text, out),
            Value::Number(number) => {
                write!(out, "{number}").expect("a text in memory takes everything");
            }
            Value::Node(node) => node.write(out),
            Value::List(items) => {
                out.push('[');
                for (nth, item) in items.iter().enumerate() {
                    if nth > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Value::Written(json) => out.push_str(json),
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

/// Writes a JSON string for the inside of a `script` element: characters that could end it or start a comment, and those that
/// end lines in scripts, are written by their code points. Sources: RFC 8259, section 7; HTML Standard, section 4.12.1.3.
pub(super) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| ESCAPED[usize::from(*byte)]) {
        let (length, code) = match byte {
            // The lead byte of line and paragraph separators, and of many others.
            0xe2 if text[at..].starts_with('\u{2028}') => (3, 0x2028),
            0xe2 if text[at..].starts_with('\u{2029}') => (3, 0x2029),
            0xe2 => continue,
            byte => (1, u32::from(byte)),
        };
        out.push_str(&text[done..at]);
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ => write!(out, "\\u{code:04x}").expect("a text in memory takes everything"),
        }
        done = at + length;
    }
    out.push_str(&text[done..]);
    out.push('"');
}

/// Bytes with which something starts that is not written as it is.
const ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = true;
        control += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'&' as usize] = true;
    table[0xe2] = true;
    table
};

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
        let hostile = "</script><!-- \"quoted\" & \\ \u{2028}\u{2029}\n\r\t\u{8}\u{c}\0\u{1f} \u{e2}\u{201c}\u{7f}";
        let json = Node::new("Thing").with("name", hostile).json();
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["name"], hostile);
    }
}
