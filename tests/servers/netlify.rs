//! A model of Netlify that reads `_headers` and `_redirects` by the grammar of its documentation and parsers
//! (<https://docs.netlify.com/manage/routing/headers>, <https://docs.netlify.com/manage/routing/redirects/overview>),
//! within the limits of Cloudflare Pages (<https://developers.cloudflare.com/pages/configuration/headers/>).

use super::site::{Answer, Site, said};
use carebook::config::Server;
use fancy_regex::Regex;
use percent_encoding::percent_decode_str;

/// A site there.
pub struct Netlify {
    headers: Vec<(Regex, Vec<(String, String)>)>,
    redirects: Vec<Redirect>,
    routes: Vec<String>,
    page: &'static str,
    base: &'static str,
}

struct Redirect {
    from: String,
    to: String,
    status: u16,
    forced: bool,
}

impl Netlify {
    pub fn new(site: &Site) -> Netlify {
        let files = site.configuration(Server::Netlify);
        let [(headers, header_text), (redirects, redirect_text)] = &files[..] else { panic!("two files") };
        assert_eq!((headers.as_str(), redirects.as_str()), ("_headers", "_redirects"));
        Netlify {
            headers: read_headers(header_text),
            redirects: lines(redirect_text).map(redirect).collect(),
            routes: site.routes(),
            page: site.page,
            base: site.base,
        }
    }

    pub fn get(&self, target: &str) -> Answer {
        let path = target.split('?').next().expect("a path");
        let path = percent_decode_str(path).decode_utf8_lossy();
        let rule = |forced: bool| self.redirects.iter().find(|rule| rule.forced == forced && rule.is_for(&path));
        let answer = rule(true).map(|rule| self.sent(rule));
        let answer = answer.or_else(|| self.file(200, &path));
        let answer = answer.or_else(|| rule(false).map(|rule| self.sent(rule)));
        let mut answer = answer.or_else(|| self.file(404, "/404.html")).expect("a page for 404");
        if answer.status != 301 {
            answer.headers.extend(self.headers_of(&path));
        }
        answer
    }

    fn sent(&self, rule: &Redirect) -> Answer {
        match rule.status {
            301 => {
                let headers = vec![("location".to_owned(), rule.to.clone())];
                Answer { status: 301, headers, body: String::new() }
            }
            404 => self.file(404, &rule.to).expect("the page for 404"),
            other => panic!("{other}"),
        }
    }

    fn file(&self, status: u16, path: &str) -> Option<Answer> {
        let mut route = path.strip_prefix(self.base)?.to_owned();
        if route.is_empty() || route.ends_with('/') {
            route.push_str(&format!("index.{}", self.page));
        }
        self.routes.contains(&route).then(|| Answer { status, headers: Vec::new(), body: said("file", &route) })
    }

    fn headers_of(&self, path: &str) -> Vec<(String, String)> {
        let rules = self.headers.iter().filter(|(pattern, _)| pattern.is_match(path).expect("an end"));
        let headers: Vec<(String, String)> = rules.flat_map(|(_, headers)| headers.clone()).collect();
        for (name, _) in &headers {
            let times = headers.iter().filter(|(other, _)| other == name).count();
            assert_eq!(times, 1, "{name} is said {times} times for {path}, which hosts understand differently");
        }
        headers
    }
}

impl Redirect {
    fn is_for(&self, path: &str) -> bool {
        match self.from.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path.trim_end_matches('/') == self.from.trim_end_matches('/'),
        }
    }
}

/// Lines that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.inspect(|line| assert!(line.len() <= 1000, "Cloudflare reads no line of {} characters", line.len()))
}

fn read_headers(text: &str) -> Vec<(Regex, Vec<(String, String)>)> {
    let mut rules: Vec<(Regex, Vec<(String, String)>)> = Vec::new();
    for line in lines(text) {
        if line.starts_with('/') {
            assert!(line.matches('*').count() <= 1, "Cloudflare knows one `*`: {line}");
            rules.push((pattern(line), Vec::new()));
        } else {
            let (name, value) = line.trim().split_once(": ").unwrap_or_else(|| panic!("no header: {line}"));
            rules.last_mut().expect("a path before").1.push((name.to_lowercase(), value.to_owned()));
        }
    }
    assert!(rules.len() <= 100, "Cloudflare reads 100 rules, these are {}", rules.len());
    assert!(rules.iter().all(|(_, headers)| !headers.is_empty()));
    rules
}

/// A path as Netlify understands it: a `*` alone may be nothing at all, one in a name may be anything.
fn pattern(path: &str) -> Regex {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(|part| match part {
        "*" => "?(.*)".to_owned(),
        part => fancy_regex::escape(part).replace(r"\*", "(.*)"),
    });
    let parts: Vec<String> = parts.collect();
    Regex::new(&format!("(?i)^/{}/?$", parts.join("/"))).expect("a pattern")
}

fn redirect(line: &str) -> Redirect {
    let words: Vec<&str> = line.split(' ').collect();
    let [from, to, status] = words[..] else { panic!("three words: {line}") };
    assert!(from.starts_with('/') && to.starts_with('/') && line.is_ascii(), "{line}");
    Redirect {
        from: percent_decode_str(from).decode_utf8().expect("UTF-8").into_owned(),
        to: to.to_owned(),
        status: status.trim_end_matches('!').parse().expect("a status"),
        forced: status.ends_with('!'),
    }
}
