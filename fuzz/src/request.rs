//! Target: requests to the preview.

use super::html::{check_desk_page, check_page};
use carebook::preview::{Access, Body, Preview, Request};
use carebook::session::Options;
use carebook::source::Changes;
use hyper::http::{HeaderName, HeaderValue, Method, Uri, request};
use std::path::Path;
use std::sync::OnceLock;

/// Stands in an input for the token by which a device is let in.
const TOKEN: &str = "TOKEN";

/// What files hold that no request may see.
const SECRET: &str = "nobody-may-read-this";

/// Statuses that an answer may have. A page of a good book that cannot be made would be a 500.
const STATUSES: [u16; 9] = [200, 303, 304, 307, 400, 403, 404, 405, 414];

/// The input is the head of a request as it is sent: a line with method and target, then headers; `!` at its start means that it
/// comes from another machine.
pub fn request(data: &[u8]) {
    let (from_here, data) = data.strip_prefix(b"!").map_or((true, data), |rest| (false, rest));
    let access = Access::new(None, &[]).expect("random numbers");
    let invitation = access.invitation("");
    let token = invitation.rsplit('=').next().unwrap_or_default().as_bytes();
    let Some(head) = head(&replace(data, TOKEN.as_bytes(), token)) else { return };
    let request = Request::of(&head, from_here);
    let answer = preview().answer(&access, &request);
    let said = format!("{} for {request:?}", answer.status);
    assert!(STATUSES.contains(&answer.status), "{said}");
    check_access(&request, &answer, &said);
    check_headers(&answer, &said);
    let Body::Bytes(bytes) = &answer.body else { return assert_eq!(request.path, "/book/_carebook/events") };
    assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "{said}");
    if answer.kind.starts_with("text/html") && answer.status != 304 && !request.path.contains("/fragments/") {
        let html = std::str::from_utf8(bytes).expect("a page is a text");
        let path = percent_encoding::percent_decode_str(request.path).decode_utf8_lossy();
        if path.contains("_carebook/") { check_desk_page(html) } else { check_page(html) }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Who is a stranger is refused, whatever is asked for; what changes something is refused of everybody.
fn check_access(request: &Request, answer: &carebook::preview::Answer, said: &str) {
    let known = |authority: &str| {
        let name = authority.to_lowercase();
        let name = name.rsplit_once(':').filter(|(_, port)| is_number(port)).map_or(&*name, |(name, _)| name);
        ["localhost", "127.0.0.1", "[::1]"].contains(&name)
    };
    let own_origin = |origin: &str| request.host.is_some_and(|host| origin.ends_with(&format!("://{host}")));
    let stranger = !request.host.is_some_and(known)
        || !request.authority.is_none_or(known)
        || !request.origin.is_none_or(own_origin)
        || (matches!(request.fetch_site, Some("cross-site" | "same-site")) && request.fetch_mode != Some("navigate"));
    assert!(!stranger || answer.status == 403, "{said}");
    // A link for another device leads to a page with a button, and nothing else.
    let asks = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("<form method=\"post\">");
    let invites = answer.status == 200 && matches!(&answer.body, Body::Bytes(bytes) if asks(bytes));
    let admitted = request.from_here || invites || answer.status == 303;
    assert!(admitted || answer.status == 403, "{said}");
    let reads = matches!(request.method, "GET" | "HEAD");
    assert!(reads || matches!(answer.status, 303 | 403 | 405), "{said}");
}

/// No header but ours, each on one line, and nobody is sent to another site.
fn check_headers(answer: &carebook::preview::Answer, said: &str) {
    let head = answer.head();
    for value in [&answer.etag, &answer.location, &answer.cookie].into_iter().flatten() {
        assert!(value.bytes().all(|byte| (b' '..0x7f).contains(&byte)), "{value:?}: {said}");
    }
    for (name, value) in head.headers() {
        assert!(!name.as_str().starts_with("access-control-"), "{said}");
        assert!(value.to_str().is_ok(), "{name}: {said}");
    }
    let here = url::Url::parse("http://localhost:2273/").expect("an address");
    if let Some(to) = &answer.location {
        let to = here.join(to).unwrap_or_else(|error| panic!("`{to}` leads nowhere: {error}: {said}"));
        assert_eq!(to.origin(), here.origin(), "sent to another site: {said}");
    }
}

/// The head of a request, as the server's library reads it; `None` for what it refuses by itself.
fn head(data: &[u8]) -> Option<request::Parts> {
    let mut lines = data.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut first = lines.next()?.splitn(2, |byte| *byte == b' ');
    let method = Method::from_bytes(first.next()?).ok()?;
    let target = first.next()?;
    let target = target.strip_suffix(b" HTTP/1.1").unwrap_or(target);
    let mut head = request::Request::new(());
    *head.method_mut() = method;
    *head.uri_mut() = Uri::try_from(target).ok()?;
    for line in lines.filter(|line| !line.is_empty()) {
        let at = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..at]).ok()?;
        head.headers_mut().append(name, HeaderValue::from_bytes(line[at + 1..].trim_ascii()).ok()?);
    }
    Some(head.into_parts().0)
}

fn replace(data: &[u8], what: &[u8], with: &[u8]) -> Vec<u8> {
    match data.windows(what.len()).position(|part| part == what) {
        Some(at) => [&data[..at], with, &data[at + what.len()..]].concat(),
        None => data.to_vec(),
    }
}

/// A preview of a book on the disk, with files beside it that are nobody's business.
fn preview() -> &'static Preview {
    static PREVIEW: OnceLock<Preview> = OnceLock::new();
    PREVIEW.get_or_init(|| {
        let root = std::env::temp_dir().join(format!("carebook-fuzz-{}", std::process::id()));
        let write = |path: &str, text: &str| {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        };
        write("book.toml", &format!("# {SECRET}\n{}", super::book::SETTINGS));
        write("content/references.bib", super::book::SOURCES);
        write(
            "content/conditions/knee.md",
            "---\ntitle: Knee\nsummary: x\ncodes: {icd10: [M25.56]}\n---\nA[@kay] [[none]].\n",
        );
        write("content/faqs/why.md", "---\ntitle: Why?\nsummary: x\n---\nSo.[@lee]\n");
        write("content/faqs/draft.md", "---\ntitle: Draft\nsummary: x\ndraft: true\n---\nLater.\n");
        write("content/notes.txt", SECRET);
        write("secret.html", SECRET);
        let options = Options {
            drafts: false,
            base_url: None,
            profile: None,
            offline: false,
            today: "2026-11-20".parse().expect("a date"),
        };
        let preview = Preview::new(Path::new(&root), options).expect("a preview");
        preview.update(&Changes::All);
        // All that is answered is in memory.
        std::fs::remove_dir_all(&root).expect("a folder");
        preview
    })
}
