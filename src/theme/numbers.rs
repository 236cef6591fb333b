//! Numbers in text from right to left. The groups of "0800 111 222" are set apart by spaces, so the Unicode Bidirectional
//! Algorithm shows them from right to left as "222 111 0800" there (UAX #9, rule L2), which is another number to dial. An
//! element `bdi` with a direction of its own keeps their order.

/// The fewest digits of a number in groups that is isolated.
const FEWEST: usize = 5;

/// Elements whose text is not shown as text, or keeps its direction already.
const PASSED_OVER: &[&str] = &["script", "style", "title", "textarea", "svg", "bdi", "code", "pre"];

/// A finished page with every number in groups isolated. Texts and attributes are escaped, so a `<` always begins a tag.
pub(super) fn isolated(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    let mut rest = html;
    // The element whose text is passed over.
    let mut within: Option<&str> = None;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        match within {
            Some(_) => out.push_str(text),
            None => isolate(text, &mut out),
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name = tag[1..end].trim_start_matches('/').split([' ', '>', '/', '\n']).next().unwrap_or_default();
        match within {
            Some(open) if tag.starts_with("</") && open == name => within = None,
            None if !tag.starts_with("</") && passes_over(name, &tag[..end]) => within = Some(name),
            _ => {}
        }
        out.push_str(&tag[..end]);
        rest = &tag[end..];
    }
    isolate(rest, &mut out);
    out
}

fn passes_over(name: &str, tag: &str) -> bool {
    let closed = tag.ends_with("/>");
    !closed && (PASSED_OVER.contains(&name) || (name == "a" && tag.contains(" dir=\"ltr\"")))
}

fn isolate(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let number = &rest[start..start + length(&rest[start..])];
        out.push_str(&rest[..start]);
        let end = start + number.len().max(1);
        if is_in_groups(number) {
            out.push_str("<bdi dir=\"ltr\">");
            out.push_str(number);
            out.push_str("</bdi>");
        } else {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// How long the run of digits and of signs between them is; it ends with a digit.
fn length(text: &str) -> usize {
    let run =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '/' | '.' | ' ' | '\u{a0}' | '\u{202f}');
    let end = text.find(|c: char| !run(c)).unwrap_or(text.len());
    text[..end].rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1)
}

fn is_in_groups(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= FEWEST && number.contains([' ', '\u{a0}', '\u{202f}', '(', ')', '+'])
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn numbers_in_groups_keep_their_order() {
        for (html, wanted) in [
            ("<p>اتصل 0800 111 222 الآن</p>", "<p>اتصل <bdi dir=\"ltr\">0800 111 222</bdi> الآن</p>"),
            ("+44 (0)20 1234", "<bdi dir=\"ltr\">+44 (0)20 1234</bdi>"),
            ("(020) 1234 5678.", "<bdi dir=\"ltr\">(020) 1234 5678</bdi>."),
            ("<p>1 000 000</p>", "<p><bdi dir=\"ltr\">1 000 000</bdi></p>"),
            // One group is shown in order.
            ("2026, 10-20; 112: 3.5 (1)", "2026, 10-20; 112: 3.5 (1)"),
            ("<p title=\"0800 111 222\">a</p>", "<p title=\"0800 111 222\">a</p>"),
            (
                "<a href=\"tel:1\" dir=\"ltr\">0800 111</a> 0800 111",
                "<a href=\"tel:1\" dir=\"ltr\">0800 111</a> <bdi dir=\"ltr\">0800 111</bdi>",
            ),
            ("<script>0800 111 222</script>", "<script>0800 111 222</script>"),
            ("+ ( a", "+ ( a"),
        ] {
            assert_eq!(isolated(html), wanted);
        }
    }
}
