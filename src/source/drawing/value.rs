//! Values of attributes and of style properties: only what cannot load, run or leave the drawing.

use base64::Engine as _;
use percent_encoding::percent_decode_str;

use super::allowed::Kind;
use super::style::{self, quoted};
use crate::source::private;

/// The value of an attribute of the list as it is published.
pub(super) fn checked(
    element: &str,
    name: &'static str,
    kind: Kind,
    value: String,
) -> Result<Option<(&'static str, String)>, String> {
    let value = match kind {
        Kind::Dropped => return Ok(None),
        // What cannot be referred to is only a label of the program.
        Kind::Id => return Ok(is_id(&value).then_some((name, value))),
        Kind::Href if element == "image" && !value.starts_with('#') => picture(&value).ok_or(value),
        Kind::Href if is_reference(&value) => Ok(value),
        Kind::Figures if is_figures(&value) => Ok(value),
        Kind::Href | Kind::Figures => Err(value),
        Kind::Words => Ok(value),
        Kind::Css => css(&value).ok_or(value),
        Kind::Style => {
            let style = style::declarations(&value).map_err(|wrong| format!("{} (in `{element}`)", wrong.message))?;
            return Ok((!style.is_empty()).then_some((name, style)));
        }
    };
    value.map(|value| Some((name, value))).map_err(|value| {
        format!(
            "the attribute `{name}` of `{element}` has a value that is not allowed in a drawing: {}",
            quoted(&value)
        )
    })
}

/// Functions of CSS that compute colours, transforms and filters from their arguments alone.
const FUNCTIONS: &[&str] = &[
    "blur",
    "brightness",
    "color",
    "contrast",
    "device-cmyk",
    "drop-shadow",
    "grayscale",
    "hsl",
    "hsla",
    "hue-rotate",
    "hwb",
    "icc-color",
    "invert",
    "lab",
    "lch",
    "light-dark",
    "matrix",
    "oklab",
    "oklch",
    "opacity",
    "rgb",
    "rgba",
    "rotate",
    "saturate",
    "scale",
    "scalex",
    "scaley",
    "sepia",
    "skewx",
    "skewy",
    "translate",
    "translatex",
    "translatey",
    "var",
];

/// Whether a name can be referred to: letters, digits and a few signs that mean nothing to CSS, HTML or addresses.
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.:=+/".contains(c))
}

/// Numbers, lengths, path data, keywords: no sign that CSS or an address needs.
fn is_figures(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" +-.,%_".contains(&byte))
}

/// `#id`.
fn is_reference(value: &str) -> bool {
    value.strip_prefix('#').is_some_and(is_id)
}

/// A value of CSS in one spelling: without comments, strings in single quotes, `url(#id)` without quotes. `None` for what is
/// not on the list: escapes, other functions, addresses.
pub(super) fn css(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let mut depth = 0_usize;
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '/' if rest.starts_with('*') => {
                rest = rest.get(1 + rest[1..].find("*/")? + 2..)?;
                space(&mut out);
            }
            c if c.is_whitespace() => space(&mut out),
            '"' | '\'' => {
                let (words, after) = rest.split_once(c)?;
                let plain = words.chars().all(|c| c.is_alphanumeric() || " -_.,+&/".contains(c));
                out.push_str(&format!("'{}'", plain.then_some(words)?));
                rest = after;
            }
            '(' => {
                let name = function(&out).to_ascii_lowercase();
                if name == "url" {
                    let (inner, after) = rest.split_once(')')?;
                    let inner = unquoted(inner.trim());
                    out.truncate(out.len() - name.len());
                    out.push_str(&format!("url({})", is_reference(inner).then_some(inner)?));
                    rest = after;
                } else {
                    FUNCTIONS.binary_search(&name.as_str()).ok()?;
                    out.push('(');
                    depth += 1;
                }
            }
            ')' => {
                depth = depth.checked_sub(1)?;
                out.push(')');
            }
            '!' => {
                let word = rest.trim_start().get(..IMPORTANT.len())?;
                if !word.eq_ignore_ascii_case(IMPORTANT) {
                    return None;
                }
                out.push('!');
            }
            c if c.is_alphanumeric() || "-_.+%#,/".contains(c) => out.push(c),
            _ => return None,
        }
    }
    out.truncate(out.trim_end().len());
    (depth == 0).then_some(out)
}

const IMPORTANT: &str = "important";

/// The name that a value ends with.
fn function(value: &str) -> &str {
    let start = value.rfind(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    &value[start.map_or(0, |at| at + value[at..].chars().next().map_or(0, char::len_utf8))..]
}

fn unquoted(value: &str) -> &str {
    let quoted = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// A picture within a drawing, as it is published: of a kind that browsers show, and without what a camera wrote into it.
fn picture(value: &str) -> Option<String> {
    let (kind, data) = value.trim().strip_prefix("data:")?.split_once(',')?;
    let kind = kind.to_ascii_lowercase();
    let (kind, base64) = kind.split_once(';')?;
    if base64.trim() != "base64" || !["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"].contains(&kind)
    {
        return None;
    }
    let data: Vec<u8> = percent_decode_str(data).filter(|byte| !byte.is_ascii_whitespace()).collect();
    let bytes = LENIENT.decode(data).ok()?;
    let picture = private::cleaned(&bytes)?.bytes;
    let kind = match picture.first()? {
        0x89 => "png",
        0xFF => "jpeg",
        b'G' => "gif",
        _ => "webp",
    };
    Some(format!("data:image/{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(picture)))
}

/// Programs write the data with and without `=` at its end.
const LENIENT: base64::engine::GeneralPurpose = base64::engine::GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    base64::engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_css_in_one_spelling() {
        let cases = [
            ("red", "red"),
            ("  #fff ", "#fff"),
            ("rgb( 0 , 0,0 )", "rgb( 0 , 0,0 )"),
            ("url( '#a' ) none", "url(#a) none"),
            ("URL(\"#a\")", "url(#a)"),
            ("10px/1.2 \"DejaVu Sans\", 'Arial'", "10px/1.2 'DejaVu Sans', 'Arial'"),
            ("translate(1,2)\n rotate(-45)", "translate(1,2) rotate(-45)"),
            ("light-dark(rgb(0, 0, 0), #fff)", "light-dark(rgb(0, 0, 0), #fff)"),
            ("1 /* two */ 3", "1 3"),
            ("red ! important", "red ! important"),
            ("new 0 0 100 100", "new 0 0 100 100"),
        ];
        for (value, expected) in cases {
            assert_eq!(css(value).as_deref(), Some(expected), "{value}");
            assert_eq!(css(expected).as_deref(), Some(expected), "{value}, a second time");
        }
    }

    #[test]
    fn values_that_load_or_escape() {
        let cases = [
            "url(http://a.example/x)",
            "url('http://a.example/x')",
            "url(//a.example/x)",
            "url(x.svg#a)",
            "url(#a",
            "url(#a b)",
            "url(#)",
            "u\\72l(http://a.example)",
            "\\75rl(#a)",
            "u/**/rl(#a)",
            "ｕｒｌ(#a)",
            "image-set('x.png' 1x)",
            "image(x)",
            "src('x')",
            "expression(1)",
            "attr(x url)",
            "element(#a)",
            "paint(x)",
            "(1)",
            "a;b",
            "a:b",
            "a}b{",
            "@import",
            "'a",
            "'http://a'",
            "'a\\'",
            "/* open",
            "rgb(1",
            "1)",
            "!x",
            "<a>",
            "a=b",
        ];
        for value in cases {
            assert_eq!(css(value), None, "{value}");
        }
    }

    #[test]
    fn pictures_within_drawings() {
        let gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
        let expected = format!("data:image/gif;base64,{gif}");
        for written in [
            expected.clone(),
            format!("data:image/gif;base64,\n {gif}"),
            format!("data:image/png;base64,{gif}"),
            format!("data:image/gif;base64,{}", gif.replace('/', "%2F")),
        ] {
            assert_eq!(picture(&written).as_ref(), Some(&expected), "{written}");
        }
        for wrong in [
            "data:image/svg+xml;base64,PHN2Zy8+",
            "data:text/html;base64,PHN2Zy8+",
            "data:image/png;base64,PHN2Zy8+",
            "data:image/png,x",
            "data:,x",
            "http://a.example/x.png",
            "/\\a.example/x.png",
            "x.png",
            "",
        ] {
            assert_eq!(picture(wrong), None, "{wrong}");
        }
        assert_eq!(picture(&format!("data:image/gif;charset=utf-8;base64,{gif}")), None);
    }
}
