//! Made-up sites, and what servers are asked about them.

use crate::support::write;
use carebook::config::{Compression, Server};
use carebook::formats::{ServerFacts, server_files};
use carebook::model::CODE_SYSTEMS;
use std::path::Path;

/// A site that servers hand out.
pub struct Site {
    /// What it is called in cases.
    pub name: &'static str,
    pub base: &'static str,
    /// What the names of pages end in.
    pub page: &'static str,
    /// With packed files, old addresses and answers by code.
    pub rich: bool,
}

pub const SITES: &[Site] = &[
    Site { name: "root", base: "/", page: "html", rich: true },
    Site { name: "knee", base: "/knee/", page: "html", rich: true },
    Site { name: "aspx", base: "/a/b.c/", page: "aspx", rich: true },
    Site { name: "bare", base: "/bare/", page: "html", rich: false },
];

/// Codes of the sites, with the languages of their answers: OID, code. The others are those of
/// `tests/infobutton/requests.json`, in English.
const CODES: &[(&str, &str, &[&str])] = &[
    ("2.16.840.1.113883.6.90", "M25.56", &["en", "es", "es-US"]),
    ("2.16.840.1.113883.6.90", "S83", &["en"]),
    ("2.16.840.1.113883.6.90", "Z1", &["en"]),
    ("2.16.840.1.113883.6.88", "1978", &["en"]),
];

/// Requests of record systems with what the page finds, and the codes of a site.
pub fn requests() -> serde_json::Value {
    serde_json::from_str(include_str!("../infobutton/requests.json")).expect("JSON")
}

fn codes() -> Vec<(String, String, &'static [&'static str])> {
    let requests = requests();
    let systems = requests["codes"].as_object().expect("systems with codes");
    let mut codes: Vec<_> =
        CODES.iter().map(|(oid, code, tags)| ((*oid).to_owned(), (*code).to_owned(), *tags)).collect();
    for (oid, all) in systems {
        for code in all.as_array().expect("codes").iter().filter_map(serde_json::Value::as_str) {
            if !codes.iter().any(|(known, other, _)| known == oid && other == code) {
                codes.push((oid.clone(), code.to_owned(), &["en"]));
            }
        }
    }
    codes
}

/// Old routes, and where they lead. `{page}` is the ending of pages.
const REDIRECTS: &[(&str, &str)] = &[
    ("old/knee-pain.html", "conditions/knee.{page}"),
    ("old/knee/index.html", "conditions/knee.{page}"),
    ("alt/Schmerz-überall-(1)+$1;{x}.html", "conditions/ü $1%20.{page}"),
];

impl Site {
    /// The routes of all files, each of which says its route.
    pub fn routes(&self) -> Vec<String> {
        let mut routes: Vec<String> = "index.{page} 404.{page} conditions/index.{page} conditions/knee.{page} \
             conditions/knee.md assets/plain.css assets/style.0a1b2c3d.css assets/photo.20240101.png assets/script.js \
             assets/module.mjs assets/icon.svg assets/own.woff2 images/knee.webp feed.xml sitemap.xml site.webmanifest \
             robots.txt data/v1/entries/knee.json fragments/conditions/knee.{page} embed/conditions/knee.{page} \
             embed/conditions/knee.json embed/carebook.js single/knee.{page} .carebook-manifest.json \
             .well-known/security.txt old/knee-pain.html old/knee/index.html"
            .split_whitespace()
            .map(|route| route.replace("{page}", self.page))
            .collect();
        routes.push("images/Knie ü.png".to_owned());
        if self.rich {
            for (system, code, languages) in codes() {
                for file in languages.iter().flat_map(|tag| [format!("{tag}.json"), format!("{tag}.xml")]) {
                    routes.push(format!("infobutton/{system}/{code}/{file}"));
                }
            }
            routes.extend(["none.json", "none.xml"].map(|file| format!("infobutton/{file}")));
            routes.push(format!("infobutton/index.{}", self.page));
        }
        routes
    }

    /// The files by which a server learns how to hand it out.
    pub fn configuration(&self, server: Server) -> Vec<(String, String)> {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
        let redirects: Vec<(String, String)> =
            REDIRECTS.iter().map(|(from, to)| ((*from).to_owned(), to.replace("{page}", self.page))).collect();
        let mut folders: Vec<String> =
            self.routes().iter().filter_map(|route| Some(route.split_once('/')?.0.to_owned())).collect();
        folders.sort();
        folders.dedup();
        let facts = ServerFacts {
            base_path: self.base,
            extension: self.page,
            frame_ancestors: &strings(&["https://portal.clinic.example", "https://*.ehr.example:8443"]),
            compressed: if self.rich { &[Compression::Gzip, Compression::Brotli, Compression::Zstd] } else { &[] },
            redirects: if self.rich { &redirects } else { &[] },
            codes: self.rich,
            systems: &CODE_SYSTEMS.iter().collect::<Vec<_>>(),
            letters: &('A'..='Z').map(|letter| (letter, 1)).collect::<Vec<_>>(),
            languages: &strings(&["es-US", "en", "es"]),
            language: "en",
            immutable: &strings(&["assets/style.0a1b2c3d.css", "assets/style.ffffffff.css"]),
            folders: &folders,
        };
        server_files(server, &facts)
    }

    /// Writes the site into a folder, with the configuration of all servers.
    pub fn write(&self, folder: &Path) {
        for route in self.routes() {
            write(folder, &route, &said("file", &route));
            let ending = route.rsplit('.').next().unwrap_or_default();
            let packed = !["woff2", "png", "webp"].contains(&ending) && !route.starts_with('.');
            if self.rich && packed {
                for kind in ["gz", "br", "zst"] {
                    write(folder, &format!("{route}.{kind}"), &said(&format!("{kind} of"), &route));
                }
            }
        }
        for server in [Server::Nginx, Server::Iis, Server::Apache, Server::Netlify] {
            for (path, text) in self.configuration(server) {
                write(folder, &path, &text);
            }
        }
    }

    /// What cases this site is for.
    pub fn tags(&self) -> Vec<&'static str> {
        let rich: &[&str] = if self.rich { &["packed", "redirects", "codes"] } else { &[] };
        [&[self.name], rich].concat()
    }
}

pub fn said(what: &str, route: &str) -> String {
    format!("{what}: {route}\n")
}

/// What a server says.
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let values: Vec<&str> = values.collect();
        (!values.is_empty()).then(|| values.join(", "))
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(out, "{}", self.status)?;
        self.headers.iter().try_for_each(|(name, value)| write!(out, "\n    {name}: {value}"))?;
        write!(out, "\n    {}", self.body.lines().next().unwrap_or_default())
    }
}

/// A question to servers, and what they must say.
pub struct Case {
    pub name: String,
    tags: Vec<String>,
    path: String,
    /// As they are sent.
    pub headers: Vec<(String, String)>,
    expected: Vec<String>,
}

pub fn cases() -> Vec<Case> {
    let text = include_str!("cases.txt");
    let cases: Vec<Case> = text.split("\n=== ").skip(1).map(case).collect();
    assert!(cases.len() > 50);
    cases
}

fn case(text: &str) -> Case {
    let mut lines = text.lines();
    let head = lines.next().expect("a name");
    let (name, tags) = head.split_once(" [").unwrap_or((head, ""));
    let tags = tags.trim_end_matches(']').split(", ").filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let asked = lines.next().and_then(|line| line.strip_prefix('>')).expect("a question").trim();
    let (path, headers) = asked.split_once("| ").map_or((asked, ""), |(path, headers)| (path.trim(), headers));
    let headers = headers.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    let expected: Vec<String> = lines.filter_map(|line| line.strip_prefix("< ")).map(str::to_owned).collect();
    assert!(!expected.is_empty(), "{name} expects nothing");
    Case { name: name.to_owned(), tags, path: path.to_owned(), headers: headers.into_iter().collect(), expected }
}

impl Case {
    pub fn is_for(&self, tags: &[&str]) -> bool {
        self.tags.iter().all(|tag| tags.contains(&tag.as_str()))
    }

    /// What is asked of the host of a site.
    pub fn target(&self, site: &Site) -> String {
        match self.path.strip_prefix("//") {
            Some(path) => format!("/{}", filled(path, site).trim_start_matches('/')),
            None => format!("{}{}", site.base, filled(&self.path, site)),
        }
    }

    /// What is wrong with an answer. Headers in `left_to_host` may be missing.
    pub fn judge(&self, site: &Site, answer: &Answer, left_to_host: &[&str]) -> Vec<String> {
        let expected = self.expected.iter().map(|line| filled(line, site));
        expected.filter(|line| !holds(line, answer, left_to_host)).collect()
    }
}

fn filled(text: &str, site: &Site) -> String {
    text.replace("{base}", site.base).replace("{page}", site.page)
}

fn holds(line: &str, answer: &Answer, left_to_host: &[&str]) -> bool {
    if let Some(beginning) = line.strip_prefix("~ ") {
        return answer.status.to_string().starts_with(beginning);
    }
    if let Some(name) = line.strip_prefix('!') {
        return answer.header(name).is_none();
    }
    if let Some(status) = line.get(..3).and_then(|status| status.parse::<u16>().ok()) {
        return answer.status == status && answer.body.starts_with(line[3..].trim_start());
    }
    let (name, part) = line.split_once(" ~ ").unwrap_or((line, ""));
    if !part.is_empty() {
        return answer.header(name).is_some_and(|value| value.contains(part));
    }
    let (name, value) = line.split_once(": ").expect("a header");
    match answer.header(name) {
        Some(found) => found == value,
        None => left_to_host.contains(&name),
    }
}
