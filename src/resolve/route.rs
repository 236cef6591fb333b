//! Addresses: every page is a real file with a name, and links are relative; so the same output works at a domain's
//! root, below any path, and from a disk.

use rustc_hash::FxHashMap;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

use super::index::{Index, Redirect};
use super::site::EntryIx;
use crate::diag::{Diagnostic, Place, rules};
use crate::markdown::slug;
use crate::model::{Entry, Facts, Kind, page_name_problem};
use crate::source::{media, name_problem};

/// Folders and pages that the site makes by itself; nothing else may be written there.
const OWN: &[&str] = &[
    "_headers/",
    "_redirects/",
    "a-z/",
    "assets/",
    "body/",
    "data/",
    "embed/",
    "fragments/",
    "glossary/",
    "handouts/",
    "indexes/",
    "infobutton/",
    "names/",
    "search/",
    "server/",
    "single/",
    "social/",
    "sources/",
    "symptom-finder/",
    "404.html",
    "index.html",
];

/// The address of an entry.
pub(super) fn entry(facts: &Facts) -> String {
    match facts.kind {
        Kind::Home => "index.html".to_owned(),
        kind => format!("{}/{}.html", kind.folder(), facts.id),
    }
}

/// The address of the list of all entries of a kind; `page` counts from 1.
pub fn kind_index(kind: Kind, page: usize) -> String {
    match page {
        0 | 1 => format!("{}/index.html", kind.folder()),
        n => format!("{}/page-{n}.html", kind.folder()),
    }
}

/// The file name of a source's page, without its ending.
pub fn source_file(key: &str) -> String {
    let slug = slug(key);
    if slug.is_empty() { "source".to_owned() } else { slug }
}

/// The file name of a page about a name, without its ending: words that no file can be called get others before them, and
/// long ones are cut.
pub fn name_file(name: &str) -> String {
    const LONGEST: usize = 100;
    let slug = slug(name);
    match page_name_problem(&slug) {
        None => slug,
        Some(_) if slug.is_empty() => "name".to_owned(),
        Some(_) if slug.len() > LONGEST => {
            let end = (0..=LONGEST).rev().find(|end| slug.is_char_boundary(*end)).unwrap_or(0);
            format!("{}-{:08x}", &slug[..end], xxh3_64(slug.as_bytes()) >> 32)
        }
        Some(_) => format!("name-{slug}"),
    }
}

/// The way from one page to another, both from the root of the site, as a relative reference of RFC 3986. What a file
/// name may bear and a path may not (`#`, `?`, `%`, `:`, spaces and the like) is percent-encoded; letters of any
/// script stay readable, as the URL standard lets them.
pub fn relative(from: &str, to: &str) -> String {
    let up = from.bytes().filter(|byte| *byte == b'/').count();
    let mut out = String::with_capacity(3 * up + to.len());
    for _ in 0..up {
        out.push_str("../");
    }
    let mut done = 0;
    for (at, byte) in to.bytes().enumerate().filter(|(_, byte)| ENCODED[usize::from(*byte)]) {
        out.push_str(&to[done..at]);
        out.push_str(&format!("%{byte:02X}"));
        done = at + 1;
    }
    out.push_str(&to[done..]);
    out
}

/// [`is_encoded`] for every byte: a page has hundreds of links.
const ENCODED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_encoded(byte as u8);
        byte += 1;
    }
    table
};

/// Whether a byte of a path is percent-encoded: the ASCII of the URL standard's path set, and what parts an address.
const fn is_encoded(byte: u8) -> bool {
    matches!(
        byte,
        0..=b' '
            | b'"'
            | b'#'
            | b'%'
            | b':'
            | b'<'
            | b'>'
            | b'?'
            | b'['
            | b'\\'
            | b']'
            | b'^'
            | b'`'
            | b'{'
            | b'|'
            | b'}'
            | 0x7f
    )
}

/// The old addresses that lead to entries; those that two pages would share are reported.
pub(super) fn redirects(index: &Index, entries: &[Arc<Entry>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let routes = index.routes.iter().zip(entries);
    let mut taken: FxHashMap<String, Arc<str>> =
        routes.map(|(route, entry)| (route.to_lowercase(), entry.path.clone())).collect();
    let mut redirects = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        for (nth, old) in entry.facts.redirect_from.iter().enumerate() {
            let place = Place::item("redirect_from", nth);
            let blame = |message: String| Diagnostic::new(&rules::ADDRESS_COLLISION, entry.file, message).at(place);
            let address = match old_address(old) {
                Ok(address) => address,
                Err(reason) => {
                    let help = "write it from the root of the site, such as `old/page.html`";
                    diagnostics.push(blame(format!("`{old}` cannot be an old address: {reason}")).help(help));
                    continue;
                }
            };
            let key = address.to_lowercase();
            let own = is_own(&key);
            match taken.insert(key, entry.path.clone()) {
                _ if own => diagnostics.push(blame(format!("the address `{address}` is reserved for the site itself"))),
                Some(other) => diagnostics.push(blame(format!("the address `{address}` is already that of `{other}`"))),
                None => redirects.push(Redirect { from: address, to: EntryIx(row as u32) }),
            }
        }
    }
    redirects
}

/// Whether an address in small letters is one of the site's own pages, or in one of its folders.
fn is_own(address: &str) -> bool {
    let listing = address.split_once('/').is_some_and(|(folder, page)| {
        let name = page.strip_suffix(".html").unwrap_or(page);
        Kind::ALL.iter().any(|kind| kind.folder() == folder) && page_name_problem(name).is_some()
    });
    listing || OWN.iter().any(|own| address == *own || (own.ends_with('/') && address.starts_with(own)))
}

/// An old address as a safe path to a page, or why it cannot be one.
fn old_address(written: &str) -> Result<String, &'static str> {
    let path = written.trim().trim_start_matches('/');
    let path = match path.rsplit('/').next() {
        Some("") => format!("{path}index.html"),
        Some(last) if !last.contains('.') => format!("{path}/index.html"),
        _ => path.to_owned(),
    };
    let Some((folders, page)) = path.strip_suffix(".html").map(|path| path.rsplit_once('/').unwrap_or(("", path)))
    else {
        return Err("it does not end in `.html`");
    };
    if path.contains(|c: char| c.is_whitespace() || "#%".contains(c)) {
        return Err("it has a space, `#` or `%`");
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        return Err("a name in it starts with a dot");
    }
    // A file cannot be a folder as well: `knee.html/more.html`.
    if folders.split('/').any(|folder| folder.rsplit_once('.').is_some_and(|(_, ending)| media::known(ending))) {
        return Err("a folder in it has the ending of a file");
    }
    let folders = folders.split('/').filter(|_| !folders.is_empty());
    // Compressed copies have longer names.
    let longest = format!("{page}.html.zst");
    folders.chain([longest.as_str()]).find_map(name_problem).map_or(Ok(path.clone()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_pages() {
        assert_eq!(relative("index.html", "a/b.html"), "a/b.html");
        assert_eq!(relative("a/b.html", "c/d.html"), "../c/d.html");
        assert_eq!(relative("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(relative("a/b.html", "images/Knie (ü) 50% #2?.svg"), "../images/Knie%20(ü)%2050%25%20%232%3F.svg");
        assert_eq!(relative("index.html", "a:b.svg"), "a%3Ab.svg");
    }

    #[test]
    fn old_addresses_are_safe_paths() {
        assert_eq!(old_address("/old/knee").as_deref(), Ok("old/knee/index.html"));
        assert_eq!(old_address("old/knee/").as_deref(), Ok("old/knee/index.html"));
        assert_eq!(old_address("blog/page-2.html").as_deref(), Ok("blog/page-2.html"));
        assert_eq!(old_address("v1.2/knee.html").as_deref(), Ok("v1.2/knee.html"));
        assert_eq!(old_address("//evil/x.html").as_deref(), Ok("evil/x.html"));
        let long = format!("old/{}.html", "x".repeat(250));
        for bad in [
            "../x.html",
            "a\\b.html",
            "a b.html",
            "x.php",
            ".git/x.html",
            "a//b.html",
            "con.html",
            "old/NUL.html",
            "com1",
            "aux/knee.html",
            "aux.x/knee.html",
            "old./knee.html",
            "knee.html/more.html",
            "robots.txt/x.html",
            &long,
        ] {
            assert!(old_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn own_addresses_are_known() {
        for own in ["index.html", "a-z/x.html", "conditions/index.html", "conditions/page-2.html", "sources/x.html"] {
            assert!(is_own(own), "{own}");
        }
        assert!(!is_own("conditions/old-knee.html") && !is_own("old/index.html"));
    }
}
