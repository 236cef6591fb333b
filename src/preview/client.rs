//! The preview's own files in the browser, compiled in.

/// Files by name below `_carebook/`: what they are and their bytes.
const FILES: &[(&str, &str, &[u8])] = &[
    ("client.js", "text/javascript; charset=utf-8", include_bytes!("client/client.js")),
    ("client.css", "text/css; charset=utf-8", include_bytes!("client/client.css")),
    ("text.js", "text/javascript; charset=utf-8", include_bytes!("client/text.js")),
    ("panel.js", "text/javascript; charset=utf-8", include_bytes!("client/panel.js")),
    ("idiomorph.min.js", "text/javascript; charset=utf-8", include_bytes!("client/idiomorph.min.js")),
];

/// The file with that name, with its media type.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    FILES.iter().find(|(known, ..)| *known == name).map(|(_, kind, bytes)| (*kind, *bytes))
}
