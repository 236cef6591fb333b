//! Pictures: their size, so that pages do not jump while loading, and whether they are safe to publish.

use std::path::Path;

use crate::diag::{Diagnostic, FileId, rules};

/// Width and height in CSS pixels where the format tells, and what is wrong with the picture.
#[allow(clippy::disallowed_methods, reason = "the room that reads the book")]
pub(super) fn inspect(from: &Path, id: FileId) -> (Option<(u32, u32)>, Vec<Diagnostic>) {
    let bad = |message: String| {
        (None, vec![Diagnostic::new(&rules::BAD_IMAGE, id, message).help("export the picture again")])
    };
    let svg = from.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if !svg {
        return match imagesize::size(from) {
            Ok(size) => (Some((size.width as u32, size.height as u32)), Vec::new()),
            Err(_) => bad("this is no picture that a browser can show, or it is cut off".to_owned()),
        };
    }
    match std::fs::read_to_string(from) {
        Ok(text) => match svg_danger(&text) {
            Some(danger) => bad(format!("this SVG holds {danger}, which a site must not publish")),
            None => (svg_size(&text), Vec::new()),
        },
        Err(error) => bad(format!("this picture cannot be read: {error}")),
    }
}

/// What in an SVG could run or ask another host.
fn svg_danger(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let attribute = |name: &str| {
        text.match_indices(name)
            .any(|(at, _)| text[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\''))
    };
    let elsewhere =
        ["href=\"http", "href='http", "href=\"//", "href='//", "url(http", "url(\"http", "url(//", "@import"];
    if text.contains("<script") {
        Some("a script")
    } else if text.contains("<foreignobject") {
        Some("foreign content")
    } else if text.contains("javascript:") || text.contains("<!entity") {
        Some("code")
    } else if ["onload", "onclick", "onerror", "onmouseover", "onfocus", "onbegin"].iter().any(|name| attribute(name)) {
        Some("an event handler")
    } else if elsewhere.iter().any(|start| text.contains(start)) {
        Some("a link to another host")
    } else {
        None
    }
}

/// From `width` and `height`, or from the `viewBox`, of the root element.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")?;
    let root = &text[start..start + text[start..].find('>')?];
    let number = |name: &str| -> Option<f64> {
        let value = attribute_value(root, name)?;
        value.trim_end_matches("px").trim().parse().ok()
    };
    let (width, height) = match (number(" width"), number(" height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let numbers: Vec<f64> =
                attribute_value(root, " viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
            (*numbers.get(2)?, *numbers.get(3)?)
        }
    };
    (width >= 1.0 && height >= 1.0 && width < 100_000.0 && height < 100_000.0)
        .then_some((width.round() as u32, height.round() as u32))
}

fn attribute_value<'a>(root: &'a str, name: &str) -> Option<&'a str> {
    let at = root.find(&format!("{name}="))? + name.len() + 1;
    let quote = root[at..].chars().next().filter(|c| *c == '"' || *c == '\'')?;
    root[at + 1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_sizes() {
        assert_eq!(svg_size("<svg viewBox=\"0 0 640 480\">"), Some((640, 480)));
        assert_eq!(svg_size("<svg width='10px' height='20' viewBox='0 0 1 1'>"), Some((10, 20)));
        assert_eq!(svg_size("<svg>"), None);
    }

    #[test]
    fn svg_dangers() {
        assert_eq!(svg_danger("<svg><script>x</script></svg>"), Some("a script"));
        assert_eq!(svg_danger("<svg onload=\"x()\"></svg>"), Some("an event handler"));
        assert_eq!(svg_danger("<svg><image href=\"https://x/y.png\"/></svg>"), Some("a link to another host"));
        assert_eq!(svg_danger("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>"), None);
    }
}
