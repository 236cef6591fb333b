//! IIS: a file `web.config` in the root of the site, and rules for its URL Rewrite module in another.
//!
//! Written by the reference of IIS (<https://learn.microsoft.com/en-us/iis/configuration/system.webserver/>); never run
//! on an IIS. It keeps to what every IIS has: a section of a module that is not installed would make all pages fail
//! with status 500.19, and URL Rewrite is a download. So what needs it stands in a file of its own, which is named in a
//! comment. Packed files are left out: IIS packs by itself, and files under another name need outbound rules, which are
//! fragile.

use quick_xml::escape::minimal_escape;

use super::{ServerFacts, ask, shared};

const RULES: &str = "server/iis-infobutton.config";

/// `web.config`, and the rules for requests of record systems if there are answers.
pub(super) fn files(facts: &ServerFacts) -> Vec<(String, String)> {
    let mut files = vec![("web.config".to_owned(), web_config(facts))];
    if facts.codes {
        files.insert(0, (RULES.to_owned(), infobutton(facts)));
    }
    files
}

fn web_config(facts: &ServerFacts) -> String {
    let mut out = Element::document("configuration");
    for line in [
        "Written by Carebook for IIS 7.5 or later, by its reference; not tried on an IIS.",
        "Make the folder of the site a website or an application: IIS looks for the page of status 404 from there.",
    ] {
        out.comment(line);
    }
    out.open("system.webServer", &[]);
    pages(&mut out, facts);
    static_content(&mut out, facts);
    headers(&mut out);
    filtering(&mut out);
    if facts.codes {
        out.comment("With the module URL Rewrite, take this out of its comment: record systems get answers by code.");
        out.comment(&format!("<rewrite><rules configSource=\"{}\" /></rewrite>", RULES.replace('/', "\\")));
    }
    out.close();
    places(&mut out, facts);
    for (from, to) in facts.redirects {
        redirect(&mut out, facts, from, to);
    }
    out.finish()
}

fn pages(out: &mut Element, facts: &ServerFacts) {
    if facts.extension != "html" {
        out.comment("Pages are text, whatever their names end in: nothing runs them.");
        out.open("handlers", &[("accessPolicy", "Read")]);
        out.empty("clear", &[]);
        let modules = "StaticFileModule,DefaultDocumentModule,DirectoryListingModule";
        let file = [("name", "StaticFile"), ("path", "*"), ("verb", "GET,HEAD"), ("modules", modules)];
        out.empty("add", &[&file[..], &[("resourceType", "Either"), ("requireAccess", "Read")]].concat());
        out.close();
    }
    out.open("defaultDocument", &[("enabled", "true")]);
    out.open("files", &[]);
    out.empty("clear", &[]);
    out.empty("add", &[("value", &facts.page("index"))]);
    out.close();
    out.close();
    out.empty("directoryBrowse", &[("enabled", "false")]);
    // `File` keeps the status, which `ExecuteURL` loses; its path must be relative in a file of a site.
    out.open("httpErrors", &[("errorMode", "Custom")]);
    for status in ["403", "404"] {
        out.empty("remove", &[("statusCode", status), ("subStatusCode", "-1")]);
        out.empty("error", &[("statusCode", status), ("path", &facts.page("404")), ("responseMode", "File")]);
    }
    out.close();
}

fn static_content(out: &mut Element, facts: &ServerFacts) {
    out.open("staticContent", &[]);
    out.comment("no-cache: kept, but asked for again every time");
    out.empty("clientCache", &[("cacheControlMode", "DisableCache")]);
    for (ending, media_type, text) in facts.types() {
        media_type_of(out, ending, &shared::full(media_type, text));
    }
    out.close();
}

fn media_type_of(out: &mut Element, ending: &str, media_type: &str) {
    let ending = format!(".{ending}");
    // To say a type twice is an error, to take back none is not.
    out.empty("remove", &[("fileExtension", &ending)]);
    out.empty("mimeMap", &[("fileExtension", &ending), ("mimeType", media_type)]);
}

fn headers(out: &mut Element) {
    out.open("httpProtocol", &[]);
    out.open("customHeaders", &[]);
    out.empty("remove", &[("name", "X-Powered-By")]);
    for (name, value) in shared::HEADERS {
        header(out, name, value);
    }
    header(out, "Content-Security-Policy", &shared::policy());
    out.close();
    out.close();
}

fn header(out: &mut Element, name: &str, value: &str) {
    out.empty("remove", &[("name", name)]);
    out.empty("add", &[("name", name), ("value", value)]);
}

/// What lies in the folder for servers alone; IIS itself hides every `web.config`.
fn filtering(out: &mut Element) {
    out.open("security", &[]);
    out.open("requestFiltering", &[]);
    out.open("hiddenSegments", &[]);
    for segment in [".carebook-manifest.json", ".htaccess", "_headers", "_redirects"] {
        out.empty("remove", &[("segment", segment)]);
        out.empty("add", &[("segment", segment)]);
    }
    out.close();
    out.close();
    out.close();
}

/// Folders and files with rules of their own.
fn places(out: &mut Element, facts: &ServerFacts) {
    out.comment("Nothing of this folder is handed out.");
    place(out, "server", |out| {
        out.open("security", &[]);
        out.open("requestFiltering", &[]);
        out.open("fileExtensions", &[("allowUnlisted", "false")]);
        out.empty("clear", &[]);
        out.close();
        out.close();
        out.close();
    });
    out.comment(
        "Pages that others may frame. CORS for the .json files in it would need a pattern, so it is left out here.",
    );
    place(out, "embed", |out| {
        custom_headers(out, |out| {
            out.empty("remove", &[("name", "X-Frame-Options")]);
            header(out, "Content-Security-Policy", &shared::embed_policy(facts));
        });
    });
    place(out, "single", |out| {
        custom_headers(out, |out| header(out, "Content-Security-Policy", shared::SINGLE_POLICY));
    });
    out.comment("Public data, the same for all: pages of any site may read it.");
    for folder in shared::OPEN {
        place(out, folder, |out| {
            custom_headers(out, |out| header(out, "Access-Control-Allow-Origin", "*"));
            if *folder == "infobutton" {
                atom(out);
            }
        });
    }
    place(out, "feed.xml", atom);
    for route in facts.immutable {
        place(out, route, |out| {
            out.open("staticContent", &[]);
            let year = [("cacheControlMode", "UseMaxAge"), ("cacheControlMaxAge", "365.00:00:00")];
            out.empty("clientCache", &[&year[..], &[("cacheControlCustom", "public, immutable")]].concat());
            out.close();
        });
    }
}

fn place(out: &mut Element, path: &str, inside: impl FnOnce(&mut Element)) {
    out.open("location", &[("path", path)]);
    out.open("system.webServer", &[]);
    inside(out);
    out.close();
    out.close();
}

fn custom_headers(out: &mut Element, inside: impl FnOnce(&mut Element)) {
    out.open("httpProtocol", &[]);
    out.open("customHeaders", &[]);
    inside(out);
    out.close();
    out.close();
}

fn atom(out: &mut Element) {
    out.open("staticContent", &[]);
    media_type_of(out, "xml", &shared::full(shared::atom(), true));
    out.close();
}

/// Needs the feature HTTP Redirection; without it the site's own page at the old address leads on.
fn redirect(out: &mut Element, facts: &ServerFacts, from: &str, to: &str) {
    place(out, from, |out| {
        let to = facts.address(to);
        let how = [("enabled", "true"), ("exactDestination", "true"), ("httpResponseStatus", "Permanent")];
        out.empty("httpRedirect", &[&how[..], &[("destination", to.as_str())]].concat());
    });
}

/// Rules for URL Rewrite: the code, then what it is a kind of, each in the asked language and in that of the site. The
/// names of files need no capitals there.
fn infobutton(facts: &ServerFacts) -> String {
    let mut out = Element::document("rules");
    out.comment("Requests of record systems for patient education (HL7 Infobutton); not tried on an IIS.");
    for (nth, lookup) in ask::lookups(facts.systems).iter().enumerate() {
        for tag in facts.languages().into_iter().rev().filter(|tag| *tag != facts.language) {
            answer(&mut out, facts, (nth, lookup), Some(tag));
        }
        answer(&mut out, facts, (nth, lookup), None);
    }
    let name = "Infobutton, no answer";
    rewrite(&mut out, facts, name, &[Condition::query(ask::any_form())], "none.{C:1}");
    out.finish()
}

/// A rule whose conditions capture the form of the answer, then the code in three parts, then the parts of the code of
/// the file.
fn answer(out: &mut Element, facts: &ServerFacts, (nth, lookup): (usize, &ask::Lookup), asked: Option<&str>) {
    let criterion = "[vc]";
    let system = match lookup.any {
        true => Condition { negate: true, ..Condition::query(ask::any_system(criterion)) },
        false => Condition::query(ask::system(criterion, lookup.system)),
    };
    let key = Condition { input: "{C:2}{C:3}{C:4}".to_owned(), ..Condition::query(format!("^{}$", lookup.key)) };
    let code = Condition::query(ask::code(criterion));
    let mut conditions = vec![system, Condition::query(ask::any_form()), code, key];
    conditions.extend(asked.map(|tag| Condition::query(ask::language(tag))));
    let code = lookup.folder(|nth| format!("{{C:{}}}", nth + 4));
    let file = format!("{code}/{}.{{C:1}}", asked.unwrap_or(facts.language));
    // Of a website or an application, with a backslash at its end.
    let path = format!("{{APPL_PHYSICAL_PATH}}infobutton\\{}", file.replace('/', "\\"));
    conditions.push(Condition { input: path, file: true, ..Condition::query(String::new()) });
    let name = format!("Infobutton {}, {}, {}", nth + 1, lookup.system.name, asked.unwrap_or("any language"));
    rewrite(out, facts, &name, &conditions, &file);
}

/// What must hold for a rule.
struct Condition {
    input: String,
    pattern: String,
    negate: bool,
    /// The input must be a file, in place of a pattern.
    file: bool,
}

impl Condition {
    fn query(pattern: String) -> Condition {
        Condition { input: "{QUERY_STRING}".to_owned(), pattern, negate: false, file: false }
    }

    fn attributes(&self) -> Vec<(&str, &str)> {
        let what = if self.file { ("matchType", "IsFile") } else { ("pattern", self.pattern.as_str()) };
        let negate = self.negate.then_some(("negate", "true"));
        [("input", self.input.as_str()), what].into_iter().chain(negate).collect()
    }
}

/// A rule of URL Rewrite.
fn rewrite(out: &mut Element, facts: &ServerFacts, name: &str, conditions: &[Condition], to: &str) {
    out.open("rule", &[("name", name), ("stopProcessing", "true")]);
    out.empty("match", &[("url", &format!("^infobutton/(?:{})?$", shared::literal(&facts.page("index"))))]);
    out.open("conditions", &[("trackAllCaptures", "true")]);
    for condition in conditions {
        out.empty("add", &condition.attributes());
    }
    out.close();
    let url = format!("{}infobutton/{to}", facts.base_path);
    out.empty("action", &[("type", "Rewrite"), ("url", &url), ("appendQueryString", "false")]);
    out.close();
}

/// An XML document that grows, set in by the elements that are open.
struct Element {
    text: String,
    open: Vec<String>,
}

impl Element {
    fn document(root: &str) -> Element {
        let mut out = Element { text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), open: Vec::new() };
        out.open(root, &[]);
        out
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(&"  ".repeat(self.open.len()));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comment(&mut self, words: &str) {
        self.line(&format!("<!-- {words} -->"));
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{name}{}>", written(attributes)));
        self.open.push(name.to_owned());
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line(&format!("<{name}{} />", written(attributes)));
    }

    fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.line(&format!("</{name}>"));
        }
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}

fn written(attributes: &[(&str, &str)]) -> String {
    let quoted = |value| minimal_escape(value).replace('"', "&quot;");
    attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", quoted(*value))).collect()
}
