//! Apache: a file `.htaccess` in the root of the site.
//!
//! Headers are set by the path of the file that is handed out, not of the request: an error page is never kept for a
//! year because of the address at which it was met (<https://httpd.apache.org/docs/2.4/mod/mod_headers.html>).

use std::fmt::Write;

use super::{ServerFacts, ask, shared};
use crate::config::Compression;

/// The file `.htaccess`.
pub(super) fn htaccess(facts: &ServerFacts) -> String {
    let mut out = introduction(facts);
    common(&mut out, facts);
    headers(&mut out, facts);
    let _ = writeln!(out, "\nRewriteEngine On\nRewriteBase {}", quoted(facts.base_path));
    let _ = writeln!(out, "RewriteRule {} - [R=404,L]", quoted(&format!("(?:^|/){}", &shared::HIDDEN[1..])));
    let _ = writeln!(out, "RewriteRule {} - [R=404,L]", quoted(&format!("^{}", shared::PRIVATE)));
    if facts.codes {
        infobutton(&mut out, facts);
    }
    redirects(&mut out, facts);
    packed(&mut out, facts);
    types(&mut out, facts);
    out
}

fn introduction(facts: &ServerFacts) -> String {
    format!(
        "# Written by Carebook for Apache 2.4. It needs the modules headers and rewrite (Debian: a2enmod headers\n\
         # rewrite), and a host that lets it speak; without them there are errors with status 500, not less safety:\n\
         #\n\
         #     <Directory /srv/www{}>\n\
         #         AllowOverride All\n\
         #     </Directory>\n\n",
        facts.base_path
    )
}

fn common(out: &mut String, facts: &ServerFacts) {
    let _ = writeln!(out, "DirectoryIndex {}", facts.page("index"));
    for status in [403, 404] {
        let _ = writeln!(out, "ErrorDocument {status} {}", facts.address(&facts.page("404")));
    }
    let _ = writeln!(out, "Options -Indexes -MultiViews\n");
    for (ending, media_type, text) in facts.types() {
        let _ = writeln!(out, "AddType {} .{ending}", quoted(&shared::full(media_type, text)));
    }
    if facts.extension != "html" {
        let _ = writeln!(out, "# Pages are text, whatever their names end in: nothing may run them.");
        let _ = writeln!(out, "RemoveHandler .{0}\nRemoveOutputFilter .{0}", facts.extension);
    }
    for encoding in facts.compressed {
        // To Debian's Apache `.br` is Breton.
        let _ = writeln!(out, "RemoveLanguage .{}", encoding.ending());
        let _ = writeln!(out, "AddEncoding {} .{}", encoding.coding(), encoding.ending());
    }
}

fn headers(out: &mut String, facts: &ServerFacts) {
    out.push('\n');
    for (name, value) in shared::HEADERS {
        let _ = writeln!(out, "Header always set {name} {}", quoted(value));
    }
    let policy = "Header always set Content-Security-Policy";
    let _ = writeln!(out, "{policy} {} {}", quoted(&shared::policy()), at(facts, "!", "(?:embed|single)/"));
    let _ = writeln!(out, "# Pages that others may frame.");
    let _ = writeln!(out, "{policy} {} {}", quoted(&shared::embed_policy(facts)), at(facts, "", "embed/"));
    let _ = writeln!(out, "Header always unset X-Frame-Options {}", at(facts, "", "embed/"));
    let _ = writeln!(out, "Header unset X-Frame-Options {}", at(facts, "", "embed/"));
    let _ = writeln!(out, "# Files that bring their styles and pictures with them.");
    let _ = writeln!(out, "{policy} {} {}", quoted(shared::SINGLE_POLICY), at(facts, "", "single/"));
    let _ = writeln!(out, "Header always set Cache-Control {}", quoted(shared::ASKED_AGAIN));
    if !facts.immutable.is_empty() {
        let kept = format!("{}{}$", shared::any_of(facts.immutable), packed_ending(facts));
        let _ = writeln!(out, "Header always set Cache-Control {} {}", quoted(shared::KEPT), at(facts, "", &kept));
    }
    let _ = writeln!(out, "# Public data, the same for all: pages of any site may read it.");
    let open = format!(r"(?:(?:{})/|embed/.*\.json{}$)", shared::OPEN.join("|"), packed_ending(facts));
    let _ = writeln!(out, "Header set Access-Control-Allow-Origin \"*\" {}", at(facts, "", &open));
}

/// When a header is set: by a pattern below the root of the site.
fn at(facts: &ServerFacts, not: &str, pattern: &str) -> String {
    let pattern = format!("^{}{pattern}", shared::literal(facts.base_path));
    format!("\"expr={not}(%{{REQUEST_URI}} =~ m#{}#)\"", pattern.replace('"', "\\\""))
}

/// What the name of a file may end in after it was exchanged for a packed one.
fn packed_ending(facts: &ServerFacts) -> String {
    let endings: Vec<&str> = facts.compressed.iter().map(|encoding| encoding.ending()).collect();
    if endings.is_empty() { String::new() } else { format!(r"(?:\.(?:{}))?", endings.join("|")) }
}

/// Answers by code. The request is read into variables; then the code is looked for, in the asked language and in that
/// of the site, and what it is a kind of, with one character less each time round.
fn infobutton(out: &mut String, facts: &ServerFacts) {
    let index = format!("^infobutton/{}$", shared::literal(&facts.page("index")));
    let _ = writeln!(out, "\n# Requests of record systems for patient education (HL7 Infobutton).");
    for (form, value) in ask::FORMS {
        let asked = [("%{QUERY_STRING}", ask::form(value), "NC")];
        rule(out, &asked, "^infobutton/", "-", &format!("E=CAREBOOK_ANSWER:{form}"));
    }
    let answer = ("%{ENV:CAREBOOK_ANSWER}", ".".to_owned(), "");
    rule(out, std::slice::from_ref(&answer), &index, "infobutton/", "L");
    let _ = writeln!(out, "RewriteRule {FOLDER} - [E=CAREBOOK_LANGUAGE:{}]", facts.language);
    for tag in facts.languages() {
        let asked = [("%{QUERY_STRING}", ask::language(tag), "NC")];
        rule(out, &asked, FOLDER, "-", &format!("E=CAREBOOK_LANGUAGE:{tag}"));
    }
    read_code(out, facts);
    let mut languages = vec!["%{ENV:CAREBOOK_LANGUAGE}"];
    if facts.languages.len() > 1 {
        languages.push(facts.language);
    }
    for lookup in ask::lookups(facts.systems) {
        let system = if lookup.any { ask::ANY.to_owned() } else { shared::literal(lookup.system.oid) };
        let asked = ("%{ENV:CAREBOOK_SYSTEM} %{ENV:CAREBOOK_KEY}", format!("^{system} {}$", lookup.key), "NC");
        let code = lookup.folder(|nth| format!("%{nth}"));
        rule(out, &[answer.clone(), asked], FOLDER, "-", &format!("E=CAREBOOK_CODE:{code}"));
        for language in &languages {
            let file = format!("%{{ENV:CAREBOOK_CODE}}/{language}.%{{ENV:CAREBOOK_ANSWER}}");
            let _ = writeln!(out, "RewriteCond {} {}", quoted(answer.0), quoted(&answer.1));
            let _ = writeln!(out, "RewriteCond %{{ENV:CAREBOOK_CODE}} .");
            let _ = writeln!(out, "RewriteCond {} -f", quoted(&format!("%{{REQUEST_FILENAME}}{file}")));
            let _ = writeln!(out, "RewriteRule {FOLDER} {} [L]", quoted(&format!("infobutton/{file}")));
        }
    }
    rule(out, &[answer], FOLDER, "infobutton/none.%{ENV:CAREBOOK_ANSWER}", "L");
}

/// Reads the code and its system into variables.
fn read_code(out: &mut String, facts: &ServerFacts) {
    let _ = writeln!(out, "RewriteRule {FOLDER} - [E=CAREBOOK_SYSTEM:{},E=CAREBOOK_KEY:-]", ask::ANY);
    let mut read = |pattern: String, set: &str| rule(out, &[("%{QUERY_STRING}", pattern, "NC")], FOLDER, "-", set);
    for criterion in ask::CRITERIA {
        read(ask::any_system(criterion), "E=CAREBOOK_SYSTEM:-");
        for system in facts.systems {
            read(ask::system(criterion, system), &format!("E=CAREBOOK_SYSTEM:{}", system.oid));
        }
        read(ask::code(criterion), "E=CAREBOOK_KEY:%1%2%3");
    }
    let _ = writeln!(out, "# Capitals, for the letters in codes of this site.");
    for (letter, times) in facts.letters {
        let small = letter.to_ascii_lowercase();
        let key = ("%{ENV:CAREBOOK_KEY}", format!("^([^{small}]*){small}(.*)$"), "");
        (0..*times)
            .for_each(|_| rule(out, std::slice::from_ref(&key), FOLDER, "-", &format!("E=CAREBOOK_KEY:%1{letter}%2")));
    }
}

/// The address at which requests of record systems arrive.
const FOLDER: &str = "^infobutton/$";

/// A rule with its conditions: what is looked at, the pattern, flags.
fn rule(out: &mut String, conditions: &[(&str, String, &str)], pattern: &str, to: &str, flags: &str) {
    for (text, condition, flag) in conditions {
        let flag = if flag.is_empty() { String::new() } else { format!(" [{flag}]") };
        let _ = writeln!(out, "RewriteCond {} {}{flag}", quoted(text), quoted(condition));
    }
    let _ = writeln!(out, "RewriteRule {} {} [{flags}]", quoted(pattern), quoted(to));
}

fn redirects(out: &mut String, facts: &ServerFacts) {
    if !facts.redirects.is_empty() {
        let _ = writeln!(out, "\n# Old addresses.");
    }
    for (from, to) in facts.redirects {
        let addresses = shared::old_addresses(from);
        let from = quoted(&format!("^{}$", shared::any_of(&addresses)));
        // A percent sign before a digit would be what a condition has captured.
        let to = quoted(&facts.address(to).replace('%', "\\%"));
        let _ = writeln!(out, "RewriteRule {from} {to} [R=301,NE,L]");
    }
}

/// Exchanges a file for its packed form, the smallest that the other side knows.
fn packed(out: &mut String, facts: &ServerFacts) {
    let text: Vec<&str> = facts.types().filter(|(.., text)| *text).map(|(ending, ..)| ending).collect();
    if !facts.compressed.is_empty() {
        let any = format!(r".*\.(?:{}){}$", text.join("|"), packed_ending(facts));
        let _ = writeln!(out, "\n# Packed files.\nHeader merge Vary Accept-Encoding {}", at(facts, "", &any));
    }
    for encoding in [Compression::Brotli, Compression::Zstd, Compression::Gzip] {
        if facts.compressed.contains(&encoding) {
            let ending = encoding.ending();
            let known = format!(r"(?:^|[,\s]){}(?:$|[,\s]|;q=(?!0(?:\.0*)?(?:$|[,\s])))", encoding.coding());
            let _ = writeln!(out, "RewriteCond %{{HTTP:Accept-Encoding}} {} [NC]", quoted(&known));
            let _ = writeln!(out, "RewriteCond %{{REQUEST_FILENAME}}.{ending} -f");
            let _ =
                writeln!(out, "RewriteRule {} $1.{ending} [L]", quoted(&format!(r"^(.+\.(?:{}))$", text.join("|"))));
        }
    }
}

/// Types that Apache would not find by the last ending of a name.
fn types(out: &mut String, facts: &ServerFacts) {
    let _ = writeln!(out, "\n# Media types.");
    let endings = packed_ending(facts);
    if let Some(endings) = endings.strip_suffix('?') {
        for (ending, media_type, _) in facts.types().filter(|(.., text)| *text) {
            media_type_of(out, &format!(r"\.{ending}{endings}$"), media_type);
        }
    }
    media_type_of(out, &format!(r"^(?:feed|infobutton/.+)\.xml{endings}$"), shared::atom());
}

fn media_type_of(out: &mut String, pattern: &str, media_type: &str) {
    let flags = format!("[T={}]", shared::full(media_type, true));
    let _ = writeln!(out, "RewriteRule {} - {}", quoted(pattern), quoted(&flags));
}

/// A value in quotes.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\\\""))
}
