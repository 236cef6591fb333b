//! Addresses that open a file in an editor.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::path::Path;

/// Editors by name, with the address that each listens to (from their manuals).
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    ("idea", "idea://open?file=/{path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file:///{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file:///{path}&line={line}&column={column}"),
];

/// What a path keeps in an address, besides letters and digits: slashes and what is harmless anywhere.
const KEPT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// An address with gaps for a path, a line and a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorLink(String);

impl EditorLink {
    /// From the name of an editor, or from an address with `{path}` in it.
    ///
    /// # Errors
    /// What is wrong with it: an unknown name, or an address that would run something in the page itself.
    pub fn parse(text: &str) -> Result<EditorLink, String> {
        if let Some((_, address)) = EDITORS.iter().find(|(name, _)| *name == text) {
            return Ok(EditorLink((*address).to_owned()));
        }
        let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_lowercase()).unwrap_or_default();
        let plain =
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !plain || matches!(scheme.as_str(), "javascript" | "data" | "blob" | "vbscript") {
            let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
            return Err(format!("no editor is known as `{text}`; known are {}", names.join(", ")));
        }
        if !text.contains("://") {
            return Err(format!("`{text}` is no address: it has no `://`"));
        }
        if text.contains("{path}") {
            Ok(EditorLink(text.to_owned()))
        } else {
            Err(format!("`{text}` has no `{{path}}`"))
        }
    }

    /// The address that opens a file at a place, both counted from 1.
    pub fn open(&self, file: &Path, line: u32, column: u32) -> String {
        let path = file.to_string_lossy().replace('\\', "/");
        let path = utf8_percent_encode(path.trim_start_matches('/'), KEPT).to_string();
        self.0.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()).replace("{path}", &path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_open_files() {
        let open = |editor: &str| EditorLink::parse(editor).expect(editor).open(Path::new("/a b/c#1.md"), 3, 5);
        assert_eq!(open("vscode"), "vscode://file/a%20b/c%231.md:3:5");
        assert_eq!(open("idea"), "idea://open?file=/a%20b/c%231.md&line=3&column=5");
        assert_eq!(open("own://{line}?{path}"), "own://3?a%20b/c%231.md");
        for bad in ["vim", "javascript:alert('{path}')", "own://open", "own:{path}", "{path}", ""] {
            assert!(EditorLink::parse(bad).is_err(), "{bad}");
        }
    }
}
