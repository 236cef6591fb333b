//! Pictures: their size, so that pages do not jump while loading, whether they are safe to publish, and their bytes as they are
//! published.

use std::path::Path;

use super::private;
use super::read::read_up_to;
use crate::diag::{Diagnostic, FileId, Rule, rules};

/// A larger picture is a mistake: a telephone would load it for minutes.
const LARGEST_PICTURE: u64 = 32 << 20;

/// A browser holds four bytes for each pixel, however small the file is.
const MOST_PIXELS: u64 = 100_000_000;

/// Width and height in CSS pixels where the format tells, and what is wrong with the picture.
pub(super) fn inspect(from: &Path, id: FileId) -> (Option<(u32, u32)>, Vec<Diagnostic>) {
    match measured(from) {
        Ok(size) => (size, Vec::new()),
        Err(wrong) => (None, vec![Diagnostic::new(wrong.rule, id, wrong.message).help(wrong.help)]),
    }
}

/// The bytes of a picture as they are published: without what a camera or a program wrote into it besides the picture.
///
/// # Errors
/// When it cannot be published: what a finding has said, unless the file changed since.
pub fn read_picture(from: &Path) -> std::io::Result<Vec<u8>> {
    let bytes = read(from).map_err(|wrong| std::io::Error::other(wrong.message))?;
    if is_svg(from) {
        return Ok(bytes);
    }
    let cleaned = private::cleaned(&bytes).ok_or_else(|| std::io::Error::other(BROKEN))?;
    Ok(cleaned.bytes)
}

const BROKEN: &str = "this is no picture that a browser can show, or it is cut off";

/// Why a picture cannot be published.
struct Wrong {
    rule: &'static Rule,
    message: String,
    help: &'static str,
}

fn bad(message: impl Into<String>) -> Wrong {
    Wrong { rule: &rules::BAD_IMAGE, message: message.into(), help: "export the picture again" }
}

fn measured(from: &Path) -> Result<Option<(u32, u32)>, Wrong> {
    let bytes = read(from)?;
    if is_svg(from) {
        let text = String::from_utf8(bytes).map_err(|_| bad("this SVG is not UTF-8"))?;
        return match svg_danger(&text) {
            Some(danger) => Err(bad(format!("this SVG holds {danger}, which a site must not publish"))),
            None => Ok(svg_size(&text)),
        };
    }
    let size = imagesize::blob_size(&bytes).map_err(|_| bad(BROKEN))?;
    let cleaned = private::cleaned(&bytes).ok_or_else(|| bad(BROKEN))?;
    let (width, height) = (size.width as u32, size.height as u32);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        let message = format!("this picture has {width} × {height} pixels; browsers can show up to {most} million");
        return Err(Wrong { help: SMALLER, ..bad(message) });
    }
    Ok(Some(if cleaned.orientation < 5 { (width, height) } else { (height, width) }))
}

const SMALLER: &str = "export it again with fewer pixels";

fn read(from: &Path) -> Result<Vec<u8>, Wrong> {
    let read = read_up_to(from, LARGEST_PICTURE).map_err(|error| Wrong {
        rule: &rules::UNREADABLE,
        message: format!("this picture cannot be read: {error}"),
        help: "see who may read the file",
    })?;
    read.map_err(|size| Wrong {
        rule: &rules::FILE_TOO_LARGE,
        message: format!("this picture has {} MB; a picture has at most {}", size >> 20, LARGEST_PICTURE >> 20),
        help: SMALLER,
    })
}

fn is_svg(from: &Path) -> bool {
    from.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
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
