//! Requests and answers as values: all of the preview that needs no socket.

use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::http::{request, uri::Authority};
use hyper::{Response, StatusCode};
use percent_encoding::percent_decode_str;
use xxhash_rust::xxh3::xxh3_64;

use super::access::{Access, Verdict};
use super::client;
use super::look::{Moment, Preview};
use super::pages::{Found, Pages, with_script};
use crate::desk::{self, Desk};
use crate::formats::{codes, infobutton};
use crate::markdown::escape_text;
use crate::source::media;

/// Longest path and query that anything of ours has.
const LONGEST: usize = 4096;

/// What stands on every answer: pages as a careful host would publish them, and nothing for other sites.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; \
     frame-ancestors 'self'";

/// What of a request matters.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub method: &'a str,
    /// As sent, percent-encoded.
    pub path: &'a str,
    pub query: Option<&'a str>,
    pub host: Option<&'a str>,
    /// Of an address in absolute form.
    pub authority: Option<&'a str>,
    pub origin: Option<&'a str>,
    pub fetch_site: Option<&'a str>,
    pub fetch_mode: Option<&'a str>,
    pub cookie: Option<&'a str>,
    pub if_none_match: Option<&'a str>,
    /// Whether it comes from this machine.
    pub from_here: bool,
}

/// What an answer brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    Bytes(Bytes),
    /// A stream of events, for as long as the other side listens.
    Events,
}

/// An answer before it is written to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Media type.
    pub kind: &'static str,
    pub body: Body,
    pub etag: Option<String>,
    pub location: Option<String>,
    pub cookie: Option<String>,
}

/// What a one-time link shows; the button sends the address of the page itself.
const INVITATION: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
    <title>Open the preview</title>\n</head>\n<body>\n<main>\n<h1>Open the preview</h1>\n\
    <p>This link opens the preview on one device, once.</p>\n\
    <form method=\"post\"><button>Open the preview on this device</button></form>\n</main>\n</body>\n</html>\n";

const HTML: &str = media::HTML.header;
const JSON: &str = media::JSON.header;

impl<'a> Request<'a> {
    /// A plain request from this machine.
    pub fn get(path: &'a str) -> Request<'a> {
        Request {
            method: "GET",
            path,
            query: None,
            host: Some("localhost"),
            authority: None,
            origin: None,
            fetch_site: None,
            fetch_mode: None,
            cookie: None,
            if_none_match: None,
            from_here: true,
        }
    }

    /// What of the head of a request matters.
    pub fn of(head: &'a request::Parts, from_here: bool) -> Request<'a> {
        let text = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
        // Two hosts, or one that is no text, are as good as a foreign one.
        let one_host = head.headers.get_all(header::HOST).iter().count() == 1;
        Request {
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query(),
            host: text("host").filter(|_| one_host),
            authority: head.uri.authority().map(Authority::as_str),
            origin: head.headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null")),
            fetch_site: text("sec-fetch-site"),
            fetch_mode: text("sec-fetch-mode"),
            cookie: text("cookie"),
            if_none_match: text("if-none-match"),
            from_here,
        }
    }
}

impl Answer {
    fn new(status: u16, kind: &'static str, bytes: impl Into<Bytes>) -> Answer {
        Answer { status, kind, body: Body::Bytes(bytes.into()), etag: None, location: None, cookie: None }
    }

    fn plain(status: u16, words: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    fn redirect(status: u16, to: String) -> Answer {
        Answer { location: Some(to), ..Answer::plain(status, "see `Location`") }
    }

    /// Bytes with a tag that changes with them.
    fn file(kind: &'static str, bytes: impl Into<Bytes>, request: &Request) -> Answer {
        let bytes = bytes.into();
        let hash = xxh3_64(&bytes);
        Answer::new(200, kind, bytes).tagged(hash, request)
    }

    /// The status and the headers, as they are sent.
    pub fn head(&self) -> Response<()> {
        let mut response = Response::new(());
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        let fixed = [
            ("content-type", self.kind),
            ("cache-control", "no-cache"),
            ("content-security-policy", POLICY),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.status == 405 {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        let own = [(header::ETAG, &self.etag), (header::LOCATION, &self.location), (header::SET_COOKIE, &self.cookie)];
        for (name, value) in own {
            if let Some(value) = value.as_ref().and_then(|value| HeaderValue::from_str(value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }

    /// With a tag; without the bytes where the other side has them.
    fn tagged(mut self, hash: u64, request: &Request) -> Answer {
        let tag = format!("\"{hash:016x}\"");
        let known = request.if_none_match.is_some_and(|tags| tags.split(',').any(|other| other.trim() == tag));
        if known && self.status == 200 {
            self.status = 304;
            self.body = Body::Bytes(Bytes::new());
        }
        self.etag = Some(tag);
        self
    }
}

impl Preview {
    /// Answers a request. Never fails, never waits, never touches what the request names but the lists in memory.
    pub fn answer(&self, access: &Access, request: &Request) -> Answer {
        match access.judge(request) {
            Verdict::Welcome => {}
            Verdict::Invite => return Answer::new(200, HTML, INVITATION),
            Verdict::Admit { cookie, to } => {
                return Answer { cookie: Some(cookie), ..Answer::redirect(303, to) };
            }
            Verdict::Refuse(reason) => return Answer::plain(403, reason),
        }
        if request.method != "GET" && request.method != "HEAD" {
            return Answer::plain(405, "only GET and HEAD");
        }
        if request.path.len() + request.query.map_or(0, str::len) > LONGEST {
            return Answer::plain(414, "no address here is that long");
        }
        let Some(path) = decoded(request.path) else { return Answer::plain(400, "this is no path") };
        let Some(rest) = path.strip_prefix(self.base.as_str()) else {
            return self.outside(&path);
        };
        match rest.strip_prefix("_carebook/") {
            Some(name) => self.own(name, request),
            None => self.page(rest, request),
        }
    }

    /// An address that is not below the base.
    fn outside(&self, path: &str) -> Answer {
        if path == "/" || path == self.base.trim_end_matches('/') {
            return Answer::redirect(307, self.base.clone());
        }
        if path == "/_carebook/" {
            return Answer::redirect(307, format!("{}_carebook/", self.base));
        }
        Answer::plain(404, &format!("the site stands below {}, as `base_url` in book.toml says", self.base))
    }

    fn page(&self, route: &str, request: &Request) -> Answer {
        let now = self.now();
        let Some(pages) = &now.pages else { return self.broken("The book cannot be shown yet", 500) };
        let answered = record_answer(pages, route, request.query);
        let route = answered.as_deref().unwrap_or(route);
        let folder = route.is_empty() || route.ends_with('/');
        let route = if folder { format!("{route}{}", pages.index()) } else { route.to_owned() };
        match pages.find(&route) {
            Found::Page(html, hash) => Answer::new(200, HTML, html).tagged(hash, request),
            Found::File(bytes) => Answer::file(media::header(&route), bytes, request),
            Found::Broken(message) => self.broken(&message, 500),
            Found::Nothing if pages.has_page(&format!("{route}/{}", pages.index())) => {
                Answer::redirect(307, format!("{}/", request.path))
            }
            Found::Nothing if is_draft(pages, &route) => {
                self.broken("The entry is a draft. `carebook serve --drafts` shows drafts, too", 404)
            }
            Found::Nothing => self.missing(pages, request),
        }
    }

    fn missing(&self, pages: &Pages, request: &Request) -> Answer {
        match pages.missing() {
            Found::Page(html, hash) => Answer::new(404, HTML, html).tagged(hash, request),
            _ => Answer::plain(404, "there is no page at this address"),
        }
    }

    /// A page of our own where the site's cannot be shown; the script shows the findings over it and waits.
    fn broken(&self, message: &str, status: u16) -> Answer {
        let mut words = String::new();
        escape_text(message, &mut words);
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>{words}</title>\n</head>\n<body>\n<main>\n\
             <h1>This page cannot be shown</h1>\n<p id=\"carebook-error\">{words}</p>\n<p>It appears as soon as the mistake \
             is corrected. The <a href=\"{}_carebook/\">editor's desk</a> has all findings.</p>\n</main>\n</body>\n</html>\n",
            self.base
        );
        Answer::new(status, HTML, with_script(html.into_bytes(), &self.base, 0))
    }

    /// What the preview has of its own, below `_carebook/`.
    fn own(&self, name: &str, request: &Request) -> Answer {
        let now = self.now();
        let file = client::file(name).or_else(|| desk::asset(name));
        match name {
            "events" => Answer { body: Body::Events, ..Answer::new(200, "text/event-stream", Bytes::new()) },
            "state.json" => Answer::new(200, JSON, serde_json::to_string(&now.state).unwrap_or_default()),
            "findings.json" => Answer::file(JSON, self.overlay(&now), request),
            _ => match file {
                Some((kind, bytes)) => Answer::file(kind, Bytes::from_static(bytes), request),
                None => self.desk(name, request, &now),
            },
        }
    }

    fn overlay(&self, now: &Moment) -> String {
        let reports = now.reports.as_ref();
        reports.map_or_else(String::new, |reports| {
            reports.overlay(now.state.stale, &|path, line, column| self.editor(now, path, line, column))
        })
    }

    fn desk(&self, name: &str, request: &Request, now: &Moment) -> Answer {
        let (Some(pages), Some(reports)) = (&now.pages, &now.reports) else {
            return self.broken("The desk needs a `book.toml` that can be read", 500);
        };
        let mut query = infobutton::parse_query(request.query.unwrap_or_default());
        // What is asked for is shown again, and no page can show these.
        query.retain(|(name, value)| !name.contains(char::is_control) && !value.contains(char::is_control));
        let editor = |path: &str, line, column| self.editor(now, path, line, column);
        let desk = Desk {
            snapshot: &pages.snapshot,
            findings: reports.findings(),
            texts: reports.texts(),
            today: jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
            base: &self.base,
            editor: &editor,
        };
        match desk.page(name, &query) {
            Some(Ok(html)) => Answer::file(HTML, html, request),
            Some(Err(message)) => self.broken(&message, 500),
            None => self.missing(pages, request),
        }
    }

    /// The address that opens a file of the book in the editor that its settings name.
    fn editor(&self, now: &Moment, path: &str, line: u32, column: u32) -> Option<String> {
        let config = &now.pages.as_ref()?.snapshot.config;
        Some(config.editor.as_ref()?.open(&self.root().join(path), line, column))
    }
}

/// The file that a server gives for the request of a record system, as its settings say.
fn record_answer(pages: &Pages, route: &str, query: Option<&str>) -> Option<String> {
    let query = query.filter(|_| ["infobutton", "infobutton/", "infobutton/index.html"].contains(&route))?;
    let book = pages.snapshot.book();
    let answer = infobutton::answer(&infobutton::parse_query(query), &codes(&book));
    (answer != infobutton::Answer::Page).then(|| answer.route(&book.config().language))
}

/// Whether an entry that is left out as a draft would stand at a route.
fn is_draft(pages: &Pages, route: &str) -> bool {
    let id = route.rsplit('/').next().and_then(|name| name.strip_suffix(".html"));
    id.is_some_and(|id| pages.snapshot.site.data.drafts.iter().any(|draft| draft == id))
}

/// A path with its percent signs resolved. `None` for what no path of a site is: it is refused before it is looked up.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let strange = path.contains(|c: char| c.is_control() || c == '\\') || path.contains("//");
    let climbs = path.split('/').any(|part| part == "." || part == "..");
    (path.starts_with('/') && !strange && !climbs).then(|| path.into_owned())
}
