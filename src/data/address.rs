//! Addresses of links: web addresses, mailboxes and telephone numbers that can be followed.
//!
//! The `url` crate parses as browsers do, and browsers repair much: `https:/x`, `https://1`, a backslash. What an author
//! wrote is therefore looked at as written first.

use std::net::{Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Why an address cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadAddress {
    /// A clause about the address, such as "has no host".
    pub problem: String,
    pub help: Option<String>,
}

type Checked = Result<(), BadAddress>;

fn bad(problem: impl Into<String>, help: impl Into<String>) -> Checked {
    Err(BadAddress { problem: problem.into(), help: Some(help.into()) })
}

const WRITE_WEB: &str = "write it as the browser shows it, such as `https://www.example.org/page`";
const WRITE_MAIL: &str = "write it as `mailto:name@example.org`";
const WRITE_TEL: &str = "write the number only, such as `tel:+441632960000`";

/// Checks an address with `https:`, `http:`, `mailto:` or `tel:`.
///
/// # Errors
/// Why it cannot be followed.
pub fn check_address(address: &str) -> Checked {
    check(address, true)
}

/// Checks the address of a site, whose host may be known in a local network only.
///
/// # Errors
/// Why it cannot be followed.
pub fn check_site_address(address: &str) -> Checked {
    check(address, false)
}

fn check(address: &str, public: bool) -> Checked {
    let Some((scheme, rest)) = address.split_once(':') else {
        let help = address_like(address).map_or_else(|| WRITE_WEB.to_owned(), |near| format!("did you mean `{near}`?"));
        return bad("does not begin with `https://`, `mailto:` or `tel:`", help);
    };
    let scheme = scheme.to_ascii_lowercase();
    let checks = match scheme.as_str() {
        "https" | "http" => web,
        "mailto" => mail,
        "tel" => telephone,
        _ => {
            let near = near_scheme(address);
            let help = near.map_or_else(|| WRITE_WEB.to_owned(), |near| format!("did you mean `{near}`?"));
            return bad(format!("has the unknown scheme `{scheme}`"), help);
        }
    };
    if scheme == "tel" {
        return telephone(address, rest, public);
    }
    if let Some(c) = address.chars().find(|c| is_hidden(*c)) {
        let what = if c == ' ' { "a space".to_owned() } else { format!("the hidden character U+{:04X}", c as u32) };
        return bad(format!("contains {what}"), "remove it, or write a space as `%20`");
    }
    if let Some(c) = address.chars().find(|c| "\\<>\"{}`".contains(*c)) {
        return bad(
            format!("contains `{c}`"),
            if c == '\\' { "write `/`" } else { "remove it, or write it percent-encoded" },
        );
    }
    escapes(address)?;
    checks(address, rest, public)
}

fn is_hidden(c: char) -> bool {
    let joins = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let turns = matches!(c, '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{2069}');
    c.is_whitespace() || c.is_control() || joins || turns
}

/// Every `%` begins a byte in two hexadecimal digits, and none a control character.
fn escapes(address: &str) -> Checked {
    let wrong = address.split('%').skip(1).find(|behind| {
        let byte = behind.get(..2).filter(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()));
        byte.and_then(|pair| u8::from_str_radix(pair, 16).ok()).is_none_or(|byte| byte < 0x20 || byte == 0x7f)
    });
    let Some(behind) = wrong else { return Ok(()) };
    let shown: String = behind.chars().take(2).collect();
    bad(format!("contains `%{shown}`, which is not an encoded character"), "write `%25` for a percent sign")
}

fn web(address: &str, rest: &str, public: bool) -> Checked {
    let slashes = rest.len() - rest.trim_start_matches('/').len();
    let scheme = &address[..address.len() - rest.len()];
    let behind = &rest[slashes..];
    if behind.is_empty() {
        return bad("has no host", WRITE_WEB);
    }
    if slashes != 2 {
        return bad(
            format!("has {slashes} slashes behind `{scheme}`, not 2"),
            format!("did you mean `{scheme}//{behind}`?"),
        );
    }
    let authority = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let doubled = ["https", "http"].iter().find(|twice| {
        let after = authority.get(..twice.len()).is_some_and(|start| start.eq_ignore_ascii_case(twice));
        after && matches!(&authority[twice.len()..], "" | ":") && behind[authority.len()..].starts_with("//")
    });
    if doubled.is_some() {
        let host = behind[authority.len()..].trim_start_matches('/');
        return bad("begins twice", format!("did you mean `{scheme}//{host}`?"));
    }
    if authority.contains('@') {
        let host = authority.rsplit('@').next().unwrap_or_default();
        let path = &behind[authority.len()..];
        return bad("contains a user name or password", format!("did you mean `{scheme}//{host}{path}`?"));
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') && (!host.starts_with('[') || host.ends_with(']')) => {
            (host, Some(port))
        }
        _ => (authority, None),
    };
    if let Some(port) = port.filter(|port| !is_port(port)) {
        return bad(format!("has the invalid port `{port}`"), "remove it: a port is a number up to 65535");
    }
    check_host(host, public)?;
    if let Err(error) = Url::parse(address) {
        return bad(format!("cannot be read: {error}"), WRITE_WEB);
    }
    match behind.chars().next_back().filter(|last| is_stray(behind, *last)) {
        Some(last) => {
            let help = format!("did you mean `{}`?", address.trim_end_matches(|c| is_stray(behind, c)));
            bad(format!("ends with `{last}`, which belongs to the sentence"), help)
        }
        None => Ok(()),
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// Whether a sign at the end belongs to the sentence around the address.
fn is_stray(address: &str, last: char) -> bool {
    let unopened =
        |open: char, close: char| last == close && address.matches(close).count() > address.matches(open).count();
    ".,;:!'\u{201c}\u{201d}\u{2019}\u{2026}\u{3002}\u{ff0c}".contains(last) || unopened('(', ')') || unopened('[', ']')
}

fn check_host(host: &str, public: bool) -> Checked {
    if host.is_empty() {
        return bad("has no host", WRITE_WEB);
    }
    if let Some(inside) = host.strip_prefix('[') {
        let address = inside.strip_suffix(']').and_then(|inside| inside.parse::<Ipv6Addr>().ok());
        return if address.is_some() { Ok(()) } else { bad(format!("has the invalid host `{host}`"), WRITE_WEB) };
    }
    let labels: Vec<&str> = host.split('.').collect();
    if labels.iter().any(|label| label.is_empty()) {
        return bad(format!("has a host with an empty part: `{host}`"), "write one dot between two parts");
    }
    let wrong = |label: &&str| {
        let signs = label.chars().any(|c| !c.is_alphanumeric() && !is_mark(c) && c != '-' && c != '_' && c != '%');
        signs || label.starts_with('-') || label.ends_with('-') || label.len() > 63 && label.is_ascii()
    };
    if labels.iter().any(wrong) || Host::parse(host).is_err() {
        return bad(format!("has the invalid host `{host}`"), WRITE_WEB);
    }
    let last = labels.last().copied().unwrap_or_default();
    if last.bytes().all(|b| b.is_ascii_digit()) {
        let whole = host.parse::<Ipv4Addr>().is_ok();
        return if whole { Ok(()) } else { bad(format!("has the invalid host `{host}`"), WRITE_WEB) };
    }
    let www = labels.first().is_some_and(|first| first.eq_ignore_ascii_case("www"));
    if public && labels.len() < 2 + usize::from(www) {
        return bad(format!("has an incomplete host: `{host}`"), "write the whole name, such as `www.example.org`");
    }
    Ok(())
}

/// Marks of scripts such as Devanagari are a part of words.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn mail(_: &str, rest: &str, _: bool) -> Checked {
    let boxes = rest.split('?').next().unwrap_or_default();
    if boxes.is_empty() {
        return bad("has no mailbox", WRITE_MAIL);
    }
    boxes.split(',').try_for_each(check_mailbox)
}

/// Checks an e-mail address without `mailto:`.
///
/// # Errors
/// Why no letter could arrive.
pub fn check_mailbox(mailbox: &str) -> Checked {
    let Some((name, host)) = mailbox.rsplit_once('@') else {
        return bad(format!("has no `@` in `{mailbox}`"), WRITE_MAIL);
    };
    let sign = |c: char| !c.is_alphanumeric() && !"!#$%&'*+=?^_`{|}~.-".contains(c);
    if name.is_empty() || name.contains(sign) || name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        return bad(format!("has an invalid name before `@`: `{name}`"), WRITE_MAIL);
    }
    match check_host(host, true) {
        Err(bad) => Err(BadAddress { help: Some(WRITE_MAIL.to_owned()), ..bad }),
        Ok(()) if host.parse::<Ipv4Addr>().is_ok() => bad(format!("has the invalid host `{host}`"), WRITE_MAIL),
        Ok(()) => Ok(()),
    }
}

/// RFC 3966: digits with visual separators, `+` in front, and parameters such as `;ext=12`.
fn telephone(_: &str, rest: &str, _: bool) -> Checked {
    let (number, parameters) = rest.split_once(';').map_or((rest, None), |(number, rest)| (number, Some(rest)));
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return bad("has no number", WRITE_TEL);
    }
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let Some(c) = number.chars().find(|c| !c.is_ascii_digit() && !"+-.()*#".contains(*c)) else {
        let plus = number.rfind('+').is_some_and(|at| at > 0);
        let known = |parameter: &str| {
            parameter.split_once('=').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
        };
        if plus || !(2..=20).contains(&digits) || parameters.is_some_and(|all| !all.split(';').all(known)) {
            return bad("is not a number that a telephone can dial", WRITE_TEL);
        }
        return Ok(());
    };
    let what = if c.is_whitespace() { "a space".to_owned() } else { format!("`{c}`") };
    let help = if c.is_alphabetic() { WRITE_TEL.to_owned() } else { format!("did you mean `tel:{dialled}`?") };
    bad(format!("contains {what}, which a telephone cannot dial"), help)
}

/// The address that was probably meant by one with a misspelt scheme.
pub fn near_scheme(address: &str) -> Option<String> {
    const OTHER: &[(&str, &str)] =
        &[("email", "mailto"), ("e-mail", "mailto"), ("mail", "mailto"), ("phone", "tel"), ("callto", "tel")];
    let (scheme, rest) = address.split_once([':', ';'])?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme.contains('.') {
        return address_like(address);
    }
    if ["ftp", "sftp", "file", "data", "sms", "geo", "blob"].contains(&scheme.as_str()) {
        return None;
    }
    if let Some((_, meant)) = OTHER.iter().find(|(other, _)| *other == scheme) {
        return Some(format!("{meant}:{}", rest.trim_start_matches('/')));
    }
    let near =
        |known: &&str| scheme != **known && strsim::damerau_levenshtein(&scheme, known) <= (known.len() / 2).min(2);
    let meant = ["https", "http", "mailto", "tel"]
        .into_iter()
        .filter(|known| near(known))
        .min_by_key(|known| (strsim::damerau_levenshtein(&scheme, known), *known != "https"));
    let meant = match meant {
        Some(meant) => meant,
        None if address.contains(':') => return None,
        None => ["https", "http"].into_iter().find(|known| *known == scheme)?,
    };
    let rest = rest.trim_start_matches('/');
    Some(if meant.starts_with("http") { format!("{meant}://{rest}") } else { format!("{meant}:{rest}") })
}

/// The address that was probably meant by words without a scheme: `www.nhs.uk`, `nhs.uk/conditions`, `//nhs.uk`,
/// `https//nhs.uk`, `help@nhs.uk`, `0800 111`. A path of a file is none.
pub fn address_like(words: &str) -> Option<String> {
    let words = words.trim();
    for scheme in ["https", "http"] {
        let behind = words
            .get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &words[scheme.len()..]);
        let behind = behind.map(|behind| behind.trim_start_matches([':', ';', '/', '\\']));
        if let Some(behind) = behind.filter(|behind| words.len() > behind.len() + scheme.len() && !behind.is_empty()) {
            return Some(format!("{scheme}://{behind}"));
        }
    }
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    if digits >= 3 && words.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c)) {
        return Some(format!("tel:{}", words.replace([' ', '-', '(', ')'], "")));
    }
    if words.contains('@') && !words.contains('/') && check_mailbox(words).is_ok() {
        return Some(format!("mailto:{words}"));
    }
    let bare = words.trim_start_matches(['/', '\\']);
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let file = FILES.contains(&last.as_str()) && !www;
    let address = format!("https://{bare}");
    (host.contains('.') && !file && last.chars().all(char::is_alphabetic) && check_address(&address).is_ok())
        .then_some(address)
}

/// Endings of files that are also, or look like, the ends of hosts.
const FILES: &[&str] = &[
    "bmp", "csv", "css", "doc", "docx", "gif", "heic", "htm", "html", "ico", "jpeg", "jpg", "js", "json", "markdown",
    "md", "mov", "odt", "pdf", "php", "png", "ppt", "pptx", "py", "rs", "rtf", "sh", "svg", "tif", "tiff", "toml",
    "txt", "webp", "xls", "xlsx", "xml", "yaml", "yml", "zip",
];

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;
