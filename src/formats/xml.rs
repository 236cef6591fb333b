//! Small pieces of XML.

use std::fmt::Write as _;

/// A document being written. Everything in it is escaped.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// The declaration, and the outermost element with its attributes.
    pub(super) fn document(name: &str, attributes: &[(&str, &str)]) -> Xml {
        let mut xml = Xml { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned() };
        xml.open(name, attributes);
        xml
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        let _ = writeln!(self.out, "</{name}>");
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element with text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        self.out.push_str(&escape(text));
        self.close(name);
    }

    /// The document, after the outermost element was ended.
    pub(super) fn finish(mut self, name: &str) -> Vec<u8> {
        self.close(name);
        self.out.into_bytes()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"");
            self.out.push_str(&escape(value));
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Text for XML and for HTML. Characters that XML cannot hold at all are left out. Source: XML 1.0, production 2.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        let mut xml = Xml::document("a", &[("b", "\"<")]);
        xml.text("c", &[], "x & y \u{1}\u{ffff}]]>");
        xml.empty("d", &[]);
        let text = String::from_utf8(xml.finish("a")).expect("UTF-8");
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;\">\n<c>x &amp; y ]]&gt;</c>\n<d/>\n</a>\n"
        );
    }
}
