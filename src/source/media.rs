//! Media types of the files of a site, by their endings: one table for the preview, the configuration of servers, and
//! what pages and files say of each other.

/// A type of files.
#[derive(Debug)]
pub struct MediaType {
    /// Of names, in small letters and without the dot.
    pub ending: &'static str,
    /// As a `Content-Type` header has it.
    pub header: &'static str,
}

/// Pages.
pub const HTML: MediaType = MediaType { ending: "html", header: "text/html; charset=utf-8" };

/// Data.
pub const JSON: MediaType = MediaType { ending: "json", header: "application/json; charset=utf-8" };

/// Drawings.
pub const SVG: MediaType = MediaType { ending: "svg", header: "image/svg+xml; charset=utf-8" };

/// Copies of entries.
pub const MARKDOWN: MediaType = MediaType { ending: "md", header: "text/markdown; charset=utf-8" };

/// The type of `feed.xml` and of the XML answers in `infobutton/`, from RFC 4287.
pub const ATOM: MediaType = MediaType { ending: "xml", header: "application/atom+xml; charset=utf-8" };

/// Every type. Text is UTF-8 throughout and says so. Sources: the registry of IANA; RFC 9239 for scripts.
pub static TYPES: &[MediaType] = &[
    HTML,
    MediaType { ending: "css", header: "text/css; charset=utf-8" },
    MediaType { ending: "js", header: "text/javascript; charset=utf-8" },
    MediaType { ending: "mjs", header: "text/javascript; charset=utf-8" },
    JSON,
    MediaType { ending: "xml", header: "application/xml; charset=utf-8" },
    SVG,
    MediaType { ending: "webmanifest", header: "application/manifest+json; charset=utf-8" },
    MediaType { ending: "txt", header: "text/plain; charset=utf-8" },
    MARKDOWN,
    MediaType { ending: "woff2", header: "font/woff2" },
    MediaType { ending: "woff", header: "font/woff" },
    MediaType { ending: "ttf", header: "font/ttf" },
    MediaType { ending: "otf", header: "font/otf" },
    MediaType { ending: "png", header: "image/png" },
    MediaType { ending: "jpg", header: "image/jpeg" },
    MediaType { ending: "jpeg", header: "image/jpeg" },
    MediaType { ending: "webp", header: "image/webp" },
    MediaType { ending: "avif", header: "image/avif" },
    MediaType { ending: "gif", header: "image/gif" },
    MediaType { ending: "ico", header: "image/x-icon" },
    MediaType { ending: "pdf", header: "application/pdf" },
    MediaType { ending: "zip", header: "application/zip" },
];

static FEED: MediaType = ATOM;

/// For anything else.
const UNKNOWN: &str = "application/octet-stream";

/// Pages for SharePoint, which are HTML whatever their names end in.
const PAGES: &str = "aspx";

impl MediaType {
    /// Without parameters.
    pub fn name(&self) -> &'static str {
        self.header.split(';').next().unwrap_or(self.header)
    }

    /// Whether it is text, which is worth compressing.
    pub fn is_text(&self) -> bool {
        self.header.contains("charset")
    }
}

/// The type of files with that ending, in any case.
pub fn by_ending(ending: &str) -> Option<&'static MediaType> {
    let ending = if ending.eq_ignore_ascii_case(PAGES) { "html" } else { ending };
    TYPES.iter().find(|known| known.ending.eq_ignore_ascii_case(ending))
}

/// Whether files of a site have that ending.
pub fn known(ending: &str) -> bool {
    by_ending(ending).is_some()
}

/// The type of a file of a site, by its path.
pub fn of_file(path: &str) -> Option<&'static MediaType> {
    let found = by_ending(path.rsplit_once('.')?.1)?;
    let atom = found.ending == "xml" && (path == "feed.xml" || path.starts_with("infobutton/"));
    Some(if atom { &FEED } else { found })
}

/// The `Content-Type` header of a file of a site.
pub fn header(path: &str) -> &'static str {
    of_file(path).map_or(UNKNOWN, |found| found.header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_their_types() {
        assert_eq!(header("a/b.HTML"), "text/html; charset=utf-8");
        assert_eq!(header("a/b.aspx"), "text/html; charset=utf-8");
        assert_eq!(header("feed.xml"), ATOM.header);
        assert_eq!(header("sitemap.xml"), "application/xml; charset=utf-8");
        assert_eq!(header("LICENSE"), UNKNOWN);
        assert_eq!(of_file("a.svg").map(MediaType::name), Some("image/svg+xml"));
        assert!(TYPES.iter().all(|known| by_ending(known.ending).is_some_and(|found| found.header == known.header)));
    }
}
