//! nginx: a file to include in a `server` block.
//!
//! Headers of an outer block hold in an inner one only while that has none of its own
//! (<https://nginx.org/en/docs/http/ngx_http_headers_module.html>). So all headers stand in one place, and what differs
//! is said by variables, which inner blocks set. There is no `if` but in the block that only sets variables and hands
//! on.

use super::{ServerFacts, ask, shared};
use crate::config::Compression;

/// The file `server/nginx.conf`.
pub(super) fn conf(facts: &ServerFacts) -> String {
    let mut out = Block::default();
    introduction(&mut out, facts);
    let base = facts.base_path;
    out.line(&format!("set $carebook_policy {};", quoted(&shared::policy())));
    out.line(&format!("set $carebook_cache {};", quoted(shared::ASKED_AGAIN)));
    out.line("set $carebook_origin \"\";");
    out.line("");
    if base != "/" {
        let folder = base.trim_end_matches('/');
        out.line(&format!("location = {} {{ return 301 {base}$is_args$args; }}", quoted(folder)));
    }
    out.open(&format!("location ^~ {}", quoted(base)));
    common(&mut out, facts);
    own_files(&mut out, facts);
    embed(&mut out, facts);
    out.open(&format!("location {}", quoted(&format!("{base}single/"))));
    out.line(&format!("set $carebook_policy {};", quoted(shared::SINGLE_POLICY)));
    out.close();
    open_folders(&mut out, facts);
    if facts.codes {
        infobutton(&mut out, facts);
    }
    kept(&mut out, facts);
    redirects(&mut out, facts);
    out.close();
    out.text
}

fn introduction(out: &mut Block, facts: &ServerFacts) {
    let base = facts.base_path;
    for line in [
        "Written by Carebook for nginx 1.12 or later. Name it in the `server` block of the host:",
        "",
        "    server {",
        "        listen 443 ssl;",
        "        server_name www.example.org;",
        "        root /srv/www;",
        &format!("        include /srv/www{base}server/nginx.conf;"),
        "    }",
        "",
        &format!("The files of the site lie in /srv/www{base}, which may be a link to their folder."),
        &format!("The block must have no `location {base}` of its own. After a build: nginx -t && nginx -s reload"),
    ] {
        out.comment(line);
    }
    out.line("");
}

/// What holds for every file.
fn common(out: &mut Block, facts: &ServerFacts) {
    out.line(&format!("index {};", facts.page("index")));
    out.line(&format!("error_page 403 404 {};", quoted(&format!("{}{}", facts.base_path, facts.page("404")))));
    out.line("autoindex off;");
    out.line("absolute_redirect off;");
    out.line("");
    types(out, facts);
    packed(out, facts);
    for (name, value) in shared::HEADERS {
        out.line(&format!("add_header {name} {} always;", quoted(value)));
    }
    out.line("add_header Content-Security-Policy $carebook_policy always;");
    out.line("add_header Cache-Control $carebook_cache always;");
    out.line("add_header Access-Control-Allow-Origin $carebook_origin;");
    out.line("");
}

fn types(out: &mut Block, facts: &ServerFacts) {
    out.open("types");
    for (ending, media_type, _) in facts.types() {
        out.line(&format!("{media_type} {ending};"));
    }
    out.close();
    let mut text: Vec<&str> = facts.types().filter(|(.., text)| *text).map(|(_, media_type, _)| media_type).collect();
    text.push(shared::atom());
    text.sort_unstable();
    text.dedup();
    out.line("default_type application/octet-stream;");
    out.line("charset utf-8;");
    // `text/html` is always among them, and nginx warns if it is named.
    text.retain(|media_type| *media_type != "text/html");
    out.line(&format!("charset_types {};", text.join(" ")));
    out.line("");
}

/// Only `gzip_static` is in every package of nginx.
fn packed(out: &mut Block, facts: &ServerFacts) {
    if facts.compressed.is_empty() {
        return;
    }
    for encoding in facts.compressed {
        match encoding {
            Compression::Gzip => out.line("gzip_static on;"),
            Compression::Brotli => {
                out.comment("With the module ngx_http_brotli_static (Debian: libnginx-mod-http-brotli-static):");
                out.comment("brotli_static on;");
            }
            Compression::Zstd => {
                out.comment("With the module ngx_http_zstd_static, which is not part of nginx or Debian 12:");
                out.comment("zstd_static on;");
            }
        }
    }
    out.line("gzip_vary on;");
    out.line("");
}

/// What lies in the folder for servers alone.
fn own_files(out: &mut Block, facts: &ServerFacts) {
    let base = shared::literal(facts.base_path);
    out.line(&format!("location ~ {} {{ return 404; }}", quoted(shared::HIDDEN)));
    out.line(&format!("location ~ {} {{ return 404; }}", quoted(&format!("^{base}{}", shared::PRIVATE))));
}

fn embed(out: &mut Block, facts: &ServerFacts) {
    let policy = format!("set $carebook_policy {};", quoted(&shared::embed_policy(facts)));
    out.comment("Pages that others may frame, and what tools ask about them.");
    out.open(&format!("location {}", quoted(&format!("{}embed/", facts.base_path))));
    out.line(&policy);
    out.open(r#"location ~ "\.json$""#);
    out.line(&policy);
    out.line("set $carebook_origin \"*\";");
    out.close();
    out.close();
}

fn open_folders(out: &mut Block, facts: &ServerFacts) {
    let base = facts.base_path;
    out.comment("Public data, the same for all: pages of any site may read it.");
    for folder in shared::OPEN {
        out.open(&format!("location {}", quoted(&format!("{base}{folder}/"))));
        out.line("set $carebook_origin \"*\";");
        if *folder == "infobutton" {
            out.open(r#"location ~ "\.xml$""#);
            out.line("set $carebook_origin \"*\";");
            atom(out);
            out.close();
        }
        out.close();
    }
    out.open(&format!("location = {}", quoted(&format!("{base}feed.xml"))));
    atom(out);
    out.close();
}

fn atom(out: &mut Block) {
    out.line("types { }");
    out.line(&format!("default_type {};", shared::atom()));
}

/// Answers by code. The first block reads the request, the others look for the file: the code, then what it is a kind
/// of, each in the asked language and in that of the site.
fn infobutton(out: &mut Block, facts: &ServerFacts) {
    let folder = format!("{}infobutton/", facts.base_path);
    let pages = format!("^{}(?:{})?$", shared::literal(&folder), shared::literal(&facts.page("index")));
    out.comment("Requests of record systems for patient education (HL7 Infobutton).");
    out.open(&format!("location ~ {}", quoted(&pages)));
    out.line("set $carebook_origin \"*\";");
    out.line("set $carebook_answer \"\";");
    for (form, value) in ask::FORMS {
        out.choose("$args", &ask::form(value), "$carebook_answer", form);
    }
    out.line(&format!("set $carebook_system {};", ask::ANY));
    out.line("set $carebook_key \"-\";");
    for criterion in ask::CRITERIA {
        out.choose("$args", &ask::any_system(criterion), "$carebook_system", "-");
        for system in facts.systems {
            out.choose("$args", &ask::system(criterion, system), "$carebook_system", system.oid);
        }
        out.choose("$args", &ask::code(criterion), "$carebook_key", "$1$2$3");
    }
    out.comment("Capitals, for the letters in codes of this site.");
    for (letter, times) in facts.letters {
        let small = letter.to_ascii_lowercase();
        let line =
            format!("if ($carebook_key ~ \"^([^{small}]*){small}(.*)$\") {{ set $carebook_key \"$1{letter}$2\"; }}");
        (0..*times).for_each(|_| out.line(&line));
    }
    out.line(&format!("set $carebook_language {};", quoted(facts.language)));
    for tag in facts.languages() {
        out.choose("$args", &ask::language(tag), "$carebook_language", tag);
    }
    out.line("set $carebook_asked \"$carebook_system $carebook_key\";");
    for (nth, lookup) in ask::lookups(facts.systems).iter().enumerate() {
        let variable = format!("$carebook_code{nth}");
        let system = if lookup.any { ask::ANY.to_owned() } else { shared::literal(lookup.system.oid) };
        out.line(&format!("set {variable} \"-\";"));
        let pattern = format!("^{system} {}$", lookup.key);
        out.choose("$carebook_asked", &pattern, &variable, &lookup.folder(|nth| format!("${nth}")));
    }
    let answer = quoted(&format!("{folder}answer.$carebook_answer"));
    out.line(&format!("if ($carebook_answer) {{ rewrite ^ {answer} last; }}"));
    out.close();
    for (form, _) in ask::FORMS {
        answers(out, facts, &folder, form);
    }
}

fn answers(out: &mut Block, facts: &ServerFacts, folder: &str, form: &str) {
    out.open(&format!("location = {}", quoted(&format!("{folder}answer.{form}"))));
    out.line("internal;");
    out.line("set $carebook_origin \"*\";");
    if form == "xml" {
        atom(out);
    }
    let mut languages = vec!["$carebook_language"];
    if facts.languages.len() > 1 {
        languages.push(facts.language);
    }
    out.line("try_files");
    for nth in 0..ask::lookups(facts.systems).len() {
        for language in &languages {
            out.line(&format!("    {}", quoted(&format!("{folder}$carebook_code{nth}/{language}.{form}"))));
        }
    }
    out.line(&format!("    {};", quoted(&format!("{folder}none.{form}"))));
    out.close();
}

/// Files that never change under their name.
fn kept(out: &mut Block, facts: &ServerFacts) {
    if facts.immutable.is_empty() {
        return;
    }
    let pattern = format!("^{}{}$", shared::literal(facts.base_path), shared::any_of(facts.immutable));
    out.open(&format!("location ~ {}", quoted(&pattern)));
    out.line(&format!("set $carebook_cache {};", quoted(shared::KEPT)));
    out.close();
}

fn redirects(out: &mut Block, facts: &ServerFacts) {
    if !facts.redirects.is_empty() {
        out.comment("Old addresses.");
    }
    for (from, to) in facts.redirects {
        for address in shared::old_addresses(from) {
            let from = quoted(&format!("{}{address}", facts.base_path));
            out.line(&format!("location = {from} {{ return 301 {}; }}", facts.address(to)));
        }
    }
}

/// A value in quotes. A backslash is an escape there only before some characters, so that most patterns stay readable.
fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        let escape = c == '\\' && rest.peek().is_none_or(|next| "\\\"'trn".contains(*next));
        if c == '"' || escape {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// A text that grows by lines, set in by the blocks that are open.
#[derive(Default)]
struct Block {
    text: String,
    depth: usize,
}

impl Block {
    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&"    ".repeat(self.depth));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    fn comment(&mut self, words: &str) {
        self.line(format!("# {words}").trim_end());
    }

    fn open(&mut self, head: &str) {
        self.line(&format!("{head} {{"));
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.line("}");
    }

    /// Sets a variable if another matches.
    fn choose(&mut self, from: &str, pattern: &str, variable: &str, value: &str) {
        self.line(&format!("if ({from} ~* {}) {{ set {variable} {}; }}", quoted(pattern), quoted(value)));
    }
}
