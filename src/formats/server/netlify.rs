//! Netlify: the files `_headers` and `_redirects`, which Cloudflare Pages reads, too.
//!
//! No two rules that fit one path set the same header, since hosts differ in what they do then: Cloudflare joins both
//! with a comma (<https://developers.cloudflare.com/pages/configuration/headers/>), and two policies would both hold.
//! So the policy is said folder by folder. `Cache-Control` is set for files that never change alone; both hosts let all
//! others be asked for again by themselves. They pack by themselves, too.

use std::fmt::Write;

use super::ServerFacts;
use super::shared;

/// The file `_headers`.
pub(super) fn headers(facts: &ServerFacts) -> String {
    let base = facts.base_path;
    let mut out = introduction(facts);
    rule(&mut out, &format!("{base}*"), shared::HEADERS);
    let policy = shared::policy();
    let page = |name| format!("{base}{}", facts.page(name));
    for path in [base.to_owned(), page("index"), page("404")] {
        rule(&mut out, &path, &[("Content-Security-Policy", &policy)]);
    }
    for folder in facts.folders {
        let policy = match folder.as_str() {
            "embed" => shared::embed_policy(facts),
            "single" => shared::SINGLE_POLICY.to_owned(),
            _ => policy.clone(),
        };
        rule(&mut out, &format!("{base}{}/*", shared::encoded(folder)), &[("Content-Security-Policy", &policy)]);
    }
    let _ = writeln!(out, "# Public data, the same for all: pages of any site may read it.");
    for folder in shared::OPEN {
        rule(&mut out, &format!("{base}{folder}/*"), &[("Access-Control-Allow-Origin", "*")]);
    }
    rule(&mut out, &format!("{base}embed/*.json"), &[("Access-Control-Allow-Origin", "*")]);
    for route in facts.immutable {
        rule(&mut out, &facts.address(route), &[("Cache-Control", shared::KEPT)]);
    }
    let atom = shared::full(shared::atom(), true);
    rule(&mut out, &format!("{base}feed.xml"), &[("Content-Type", &atom)]);
    if facts.codes {
        rule(&mut out, &format!("{base}infobutton/*.xml"), &[("Content-Type", &atom)]);
    }
    rule(&mut out, &format!("{base}*.md"), &[("Content-Type", &shared::full("text/markdown", true))]);
    if facts.extension != "html" {
        let html = shared::full("text/html", true);
        rule(&mut out, &format!("{base}*.{}", facts.extension), &[("Content-Type", &html)]);
    }
    out
}

/// The file `_redirects`. A redirect is said twice: a `301!` goes before the site's own page at the old address on
/// Netlify, and is passed over by Cloudflare, which knows the second form alone and lets any redirect go before files.
pub(super) fn redirects(facts: &ServerFacts) -> String {
    let base = facts.base_path;
    let mut out = introduction(facts);
    for (from, to) in facts.redirects {
        for address in shared::old_addresses(from) {
            let (from, to) = (facts.address(&address), facts.address(to));
            let _ = writeln!(out, "{from} {to} 301!\n{from} {to} 301");
        }
    }
    let missing = facts.address(&facts.page("404"));
    let _ = writeln!(out, "# For other servers alone. Cloudflare passes over lines with a status of 404.");
    for path in ["server/*", "web.config", ".htaccess", ".carebook-manifest.json"] {
        let _ = writeln!(out, "{base}{path} {missing} 404!");
    }
    if base != "/" || facts.extension != "html" {
        let _ = writeln!(out, "{base}* {missing} 404");
    }
    out
}

fn introduction(facts: &ServerFacts) -> String {
    let mut out = "# Written by Carebook for Netlify; Cloudflare Pages reads it, too.\n".to_owned();
    if facts.base_path != "/" {
        let _ = writeln!(
            out,
            "# The site lies in the folder {} of what is published; this file belongs into the root of that.",
            facts.base_path
        );
    }
    if facts.codes {
        out.push_str(
            "# Record systems are answered by the page infobutton/ alone: rules here cannot look for shorter codes.\n",
        );
    }
    out.push('\n');
    out
}

fn rule(out: &mut String, path: &str, headers: &[(&str, &str)]) {
    let _ = writeln!(out, "{path}");
    for (name, value) in headers {
        let _ = writeln!(out, "  {name}: {value}");
    }
}
