//! Sites on servers: on real ones with the configuration that Carebook writes, and on models of those that cannot be
//! had here.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests write sites")]

#[path = "servers/iis.rs"]
mod iis;
#[path = "servers/live.rs"]
mod live;
#[path = "servers/netlify.rs"]
mod netlify;
#[path = "servers/site.rs"]
mod site;
mod support;

use iis::Iis;
use live::Live;
use netlify::Netlify;
use site::{Answer, SITES, Site, cases, requests};

/// Asks everything of every site; `tags` are those of the server, which `host` opens for a site.
fn ask_all<'a, G>(tags: &[&str], left_to_host: &[&str], host: impl Fn(&'a Site) -> G)
where
    G: Fn(&str, &[(String, String)]) -> Answer,
{
    let mut wrong = Vec::new();
    let mut asked = 0;
    for site in SITES {
        let tags = [tags, &site.tags()].concat();
        let get = host(site);
        for case in cases().iter().filter(|case| case.is_for(&tags)) {
            let target = case.target(site);
            let answer = get(&target, &case.headers);
            asked += 1;
            assert!(!answer.body.contains("SECRET"), "{target} gets out of the site");
            let faults = case.judge(site, &answer, left_to_host);
            if !faults.is_empty() {
                let faults = faults.join("\n       ");
                wrong.push(format!("{}: {} ({target})\n  not: {faults}\n  but: {answer}", site.name, case.name));
            }
        }
    }
    println!("asked {asked} times");
    assert!(asked > 100, "only {asked} questions");
    let some = wrong[..wrong.len().min(10)].join("\n\n");
    assert!(wrong.is_empty(), "{} of {asked} answers are wrong, such as\n\n{some}", wrong.len());
}

#[test]
fn nginx() {
    let nginx = Live::nginx("all");
    let tags = ["nginx", "live", "answers", "cors-in-embed", "old-folders"];
    ask_all(&tags, &[], |site| |path: &str, headers: &[_]| nginx.get(site, path, headers));
    says_nothing_but(&nginx, &["is forbidden"]);
}

#[test]
fn apache() {
    let apache = Live::apache("all");
    let tags = ["apache", "live", "answers", "cors-in-embed", "old-folders"];
    ask_all(&tags, &[], |site| |path: &str, headers: &[_]| apache.get(site, path, headers));
    says_nothing_but(&apache, &["server-generated directory index forbidden", "invalid URI path"]);
}

/// Asks every request of `tests/infobutton`, by which the page's script is tried as well, for JSON.
fn ask_requests(but: &str, get: impl Fn(&str) -> Answer) {
    let requests = requests();
    let mut wrong = Vec::new();
    for case in requests["requests"].as_array().expect("requests").iter().filter(|case| case["name"] != but) {
        let query = case["query"].as_str().expect("a query");
        let hit = case["server"].as_str().or(case["hits"][0].as_str()).filter(|hit| !hit.is_empty());
        let file = match hit.and_then(|hit| hit.split_once(' ')) {
            Some((oid, code)) => format!("{oid}/{code}/en.json"),
            None => "none.json".to_owned(),
        };
        let query: Vec<&str> = query.split('&').filter(|part| !part.to_lowercase().contains("responsetype")).collect();
        let answer = get(&format!(
            "/infobutton/?knowledgeResponseType=application/json&{}",
            query.join("&").replace(' ', "%20")
        ));
        if answer.status != 200 || answer.body.trim_end() != format!("file: infobutton/{file}") {
            wrong.push(format!("{}: not {file}, but {answer}", case["name"]));
        }
    }
    assert!(wrong.is_empty(), "{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Servers answer requests of record systems as the page does.
#[test]
fn requests_get_the_answers_of_the_page() {
    let nginx = Live::nginx("requests");
    ask_requests("", |path| nginx.get(&SITES[0], path, &[]));
    let apache = Live::apache("requests");
    ask_requests("", |path| apache.get(&SITES[0], path, &[]));
    let iis = Iis::new(&SITES[0]);
    // Its rules have no order of the two forms.
    ask_requests("guide, earlier form beside the present one", |path| iis.get(path));
}

/// That a server complained of nothing else: no variable without a value, no endless way round.
fn says_nothing_but(server: &Live, right: &[&str]) {
    let said = server.says();
    let other: Vec<&str> = said.lines().filter(|line| !right.iter().any(|words| line.contains(words))).collect();
    assert!(other.is_empty(), "{other:#?}");
}

/// What a browser has is not sent again, and what it has of another form is.
#[test]
fn files_are_asked_for_again_by_their_tags() {
    for server in [Live::nginx("tags"), Live::apache("tags")] {
        for encoding in ["identity", "gzip"] {
            let mut headers = vec![("Accept-Encoding".to_owned(), encoding.to_owned())];
            let first = server.get(&SITES[0], "/conditions/knee.html", &headers);
            let tag = first.header("etag").expect("a tag");
            headers.push(("If-None-Match".to_owned(), tag));
            let second = server.get(&SITES[0], "/conditions/knee.html", &headers);
            assert_eq!((second.status, second.body.as_str()), (304, ""));
            assert_eq!(second.header("cache-control").as_deref(), Some("no-cache"));
            headers[0].1 = if encoding == "gzip" { "identity" } else { "gzip" }.to_owned();
            assert_eq!(server.get(&SITES[0], "/conditions/knee.html", &headers).status, 200);
        }
    }
}

#[test]
fn iis() {
    ask_all(&["iis", "answers"], &[], |site| {
        let iis = Iis::new(site);
        move |path: &str, _: &[_]| iis.get(path)
    });
}

#[test]
fn netlify() {
    let tags = ["netlify", "cors-in-embed", "old-folders"];
    // The host knows the usual types, and lets files be asked for again.
    ask_all(&tags, &["content-type", "cache-control"], |site| {
        let netlify = Netlify::new(site);
        move |path: &str, _: &[_]| netlify.get(path)
    });
    for (site, path, media_type) in [
        (0, "/feed.xml", "application/atom+xml; charset=utf-8"),
        (0, "/infobutton/none.xml", "application/atom+xml; charset=utf-8"),
        (0, "/conditions/knee.md", "text/markdown; charset=utf-8"),
        (2, "/a/b.c/conditions/knee.aspx", "text/html; charset=utf-8"),
    ] {
        let answer = Netlify::new(&SITES[site]).get(path);
        assert_eq!(answer.header("content-type").as_deref(), Some(media_type), "{path}");
    }
}
