//! A model of IIS, as its reference describes it: how locations override, what is hidden, how types are found, and how
//! URL Rewrite reads its rules. It cannot prove that an IIS does the same; it finds what is written wrongly or
//! forgotten.

use super::site::{Answer, Site, said};
use carebook::config::Server;
use fancy_regex::Regex;
use percent_encoding::percent_decode_str;
use quick_xml::events::{BytesStart, Event};

/// Elements and their attributes, from <https://learn.microsoft.com/en-us/iis/configuration/system.webserver/> and, for
/// rules, the URL Rewrite Module Configuration Reference beside it.
const KNOWN: &[(&str, &str)] = &[
    ("configuration", ""),
    ("configuration/location", "path"),
    ("system.webServer", ""),
    ("system.webServer/handlers", "accessPolicy"),
    ("handlers/clear", ""),
    ("handlers/add", "name path verb modules resourceType requireAccess"),
    ("system.webServer/defaultDocument", "enabled"),
    ("defaultDocument/files", ""),
    ("files/clear", ""),
    ("files/add", "value"),
    ("system.webServer/directoryBrowse", "enabled"),
    ("system.webServer/httpErrors", "errorMode"),
    ("httpErrors/remove", "statusCode subStatusCode"),
    ("httpErrors/error", "statusCode path responseMode"),
    ("system.webServer/staticContent", ""),
    ("staticContent/clientCache", "cacheControlMode cacheControlMaxAge cacheControlCustom"),
    ("staticContent/remove", "fileExtension"),
    ("staticContent/mimeMap", "fileExtension mimeType"),
    ("system.webServer/httpProtocol", ""),
    ("httpProtocol/customHeaders", ""),
    ("customHeaders/remove", "name"),
    ("customHeaders/add", "name value"),
    ("system.webServer/security", ""),
    ("security/requestFiltering", ""),
    ("requestFiltering/hiddenSegments", ""),
    ("hiddenSegments/remove", "segment"),
    ("hiddenSegments/add", "segment"),
    ("requestFiltering/fileExtensions", "allowUnlisted"),
    ("fileExtensions/clear", ""),
    ("system.webServer/httpRedirect", "enabled exactDestination httpResponseStatus destination"),
    ("rules", ""),
    ("rules/rule", "name stopProcessing"),
    ("rule/match", "url"),
    ("rule/conditions", "trackAllCaptures"),
    ("conditions/add", "input pattern matchType negate"),
    ("rule/action", "type url appendQueryString"),
];

/// An element.
#[derive(Clone, Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

impl Node {
    fn parse(text: &str) -> Node {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().check_comments = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(start) => open.push(Node::new(&start)),
                Event::Empty(start) => open.last_mut().expect("an element").children.push(Node::new(&start)),
                Event::End(_) => {
                    let node = open.pop().expect("an element");
                    open.last_mut().expect("an outer element").children.push(node);
                }
                Event::Text(text) => assert!(text.trim_ascii().is_empty(), "text in an element"),
                Event::Decl(_) | Event::Comment(_) => {}
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(open.len(), 1);
        let root = open[0].children.first().expect("a root").clone();
        root.check("");
        root
    }

    fn new(start: &BytesStart) -> Node {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute, once");
            (text(attribute.key.as_ref()), attribute.unescape_value().expect("a value").into_owned())
        });
        Node { name: text(start.name().as_ref()), attributes: attributes.collect(), children: Vec::new() }
    }

    fn check(&self, parent: &str) {
        let path = format!("{parent}/{}", self.name);
        let known = KNOWN.iter().find(|(known, _)| *known == path || *known == self.name);
        let (_, attributes) = known.unwrap_or_else(|| panic!("IIS knows no {path}"));
        for (name, _) in &self.attributes {
            assert!(attributes.split(' ').any(|known| known == name), "{path} has no attribute {name}");
        }
        self.children.iter().for_each(|child| child.check(&self.name));
    }

    fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All elements at the end of a path.
    fn all(&self, path: &str) -> Vec<&Node> {
        path.split('/').fold(vec![self], |nodes, name| {
            nodes.into_iter().flat_map(|node| node.children.iter().filter(move |child| child.name == name)).collect()
        })
    }
}

/// A site on an IIS that has URL Rewrite, with the rules taken out of their comment.
pub struct Iis {
    config: Node,
    rules: Vec<Rule>,
    routes: Vec<String>,
    page: &'static str,
    base: &'static str,
}

impl Iis {
    pub fn new(site: &Site) -> Iis {
        let files = site.configuration(Server::Iis);
        let parsed = |name: &str| files.iter().find(|(path, _)| path == name).map(|(_, text)| Node::parse(text));
        let config = parsed("web.config").expect("a web.config");
        let rules = parsed("server/iis-infobutton.config")
            .map_or_else(Vec::new, |rules| rules.all("rule").into_iter().map(Rule::new).collect());
        Iis { config, rules, routes: site.routes(), page: site.page, base: site.base }
    }

    pub fn get(&self, target: &str) -> Answer {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = percent_decode_str(path.strip_prefix(self.base).expect("below the base path")).decode_utf8_lossy();
        let sections = self.sections(&path);
        let all = |path: &str| sections.iter().flat_map(|section| section.all(path)).collect::<Vec<_>>();
        let hidden = all("security/requestFiltering/hiddenSegments/add");
        let closed =
            all("security/requestFiltering/fileExtensions").iter().any(|node| node.get("allowUnlisted") == "false");
        // What IIS hides by itself.
        let config = path.split('/').any(|segment| segment == "web.config");
        if config || closed || hidden.iter().any(|node| path.split('/').any(|segment| segment == node.get("segment"))) {
            return self.missing(&sections);
        }
        if let Some(to) = all("httpRedirect").last().filter(|node| node.get("enabled") == "true") {
            assert_eq!((to.get("exactDestination"), to.get("httpResponseStatus")), ("true", "Permanent"));
            let headers = vec![("location".to_owned(), to.get("destination").to_owned())];
            return Answer { status: 301, headers, body: String::new() };
        }
        if let Some(url) = self.rewritten(&path, query) {
            return self.get(&url);
        }
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}{}", all("defaultDocument/files/add").last().expect("a page").get("value"))
        } else {
            path.into_owned()
        };
        self.file(&path).unwrap_or_else(|| self.missing(&sections))
    }

    /// The settings for a path, from the root inwards.
    fn sections(&self, path: &str) -> Vec<&Node> {
        let mut locations: Vec<&Node> = self.config.all("location");
        locations.retain(|node| {
            path.strip_prefix(node.get("path")).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        locations.sort_by_key(|node| node.get("path").len());
        let inner = locations.iter().flat_map(|node| node.all("system.webServer"));
        self.config.all("system.webServer").into_iter().chain(inner).collect()
    }

    fn file(&self, path: &str) -> Option<Answer> {
        // Names are looked up in any case.
        let path = self.routes.iter().find(|route| route.eq_ignore_ascii_case(path))?.as_str();
        let sections = self.sections(path);
        let mut headers = headers(&sections);
        let ending = format!(".{}", path.rsplit('.').next().unwrap_or_default());
        let mut types = sections.iter().flat_map(|section| section.all("staticContent/mimeMap"));
        let media_type = types.rfind(|node| node.get("fileExtension") == ending)?;
        headers.push(("content-type".to_owned(), media_type.get("mimeType").to_owned()));
        let cache = sections.iter().flat_map(|section| section.all("staticContent/clientCache")).last()?;
        let cache = match (cache.get("cacheControlMode"), cache.get("cacheControlMaxAge")) {
            ("DisableCache", "") => "no-cache".to_owned(),
            ("UseMaxAge", "365.00:00:00") => format!("{},max-age=31536000", cache.get("cacheControlCustom")),
            other => panic!("{other:?}"),
        };
        headers.push(("cache-control".to_owned(), cache));
        Some(Answer { status: 200, headers, body: said("file", path) })
    }

    fn missing(&self, sections: &[&Node]) -> Answer {
        let mut errors = sections.iter().flat_map(|section| section.all("httpErrors/error"));
        let error = errors.find(|node| node.get("statusCode") == "404").expect("a page for 404");
        assert_eq!((error.get("path"), error.get("responseMode")), (format!("404.{}", self.page).as_str(), "File"));
        let mut headers = headers(sections);
        headers.push(("content-type".to_owned(), "text/html; charset=utf-8".to_owned()));
        Answer { status: 404, headers, body: said("file", error.get("path")) }
    }

    /// What URL Rewrite makes of a request.
    fn rewritten(&self, path: &str, query: &str) -> Option<String> {
        self.rules.iter().find_map(|rule| Some(with(&rule.to, &rule.captures(path, query, &self.routes)?)))
    }
}

/// A rule of URL Rewrite.
struct Rule {
    path: Regex,
    conditions: Vec<Condition>,
    to: String,
}

/// A condition: an input with captures of those before it, and what it must match, or must not.
struct Condition {
    input: String,
    /// Without one the input must be a file.
    pattern: Option<Regex>,
    negate: bool,
}

impl Rule {
    fn new(rule: &Node) -> Rule {
        let action = rule.all("action")[0];
        assert_eq!((action.get("type"), action.get("appendQueryString")), ("Rewrite", "false"));
        assert_eq!((rule.get("stopProcessing"), rule.all("conditions")[0].get("trackAllCaptures")), ("true", "true"));
        Rule {
            path: pattern(rule.all("match")[0].get("url")),
            conditions: rule.all("conditions/add").into_iter().map(Condition::new).collect(),
            to: action.get("url").to_owned(),
        }
    }

    /// What the conditions have captured if all hold.
    fn captures(&self, path: &str, query: &str, routes: &[String]) -> Option<Vec<String>> {
        self.path.captures(path).expect("an end")?;
        let mut captures: Vec<String> = vec![String::new()];
        self.conditions.iter().all(|condition| condition.holds(query, routes, &mut captures)).then_some(captures)
    }
}

impl Condition {
    fn new(condition: &Node) -> Condition {
        let file = condition.get("matchType") == "IsFile";
        Condition {
            input: condition.get("input").to_owned(),
            pattern: (!file).then(|| pattern(condition.get("pattern"))),
            negate: condition.get("negate") == "true",
        }
    }

    fn holds(&self, query: &str, routes: &[String], captures: &mut Vec<String>) -> bool {
        let input = with(&self.input.replace("{QUERY_STRING}", query), captures);
        let Some(pattern) = &self.pattern else {
            let file = input.strip_prefix("{APPL_PHYSICAL_PATH}").expect("a file of the site").replace('\\', "/");
            return routes.iter().any(|route| route.eq_ignore_ascii_case(&file));
        };
        let found = pattern.captures(&input).expect("an end");
        if let Some(found) = &found {
            captures.extend(found.iter().skip(1).map(|group| group.map_or("", |group| group.as_str()).to_owned()));
        }
        found.is_some() != self.negate
    }
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern")
}

/// A text with captures for its `{C:1}`.
fn with(text: &str, captures: &[String]) -> String {
    let mut text = text.to_owned();
    for (nth, capture) in captures.iter().enumerate() {
        text = text.replace(&format!("{{C:{nth}}}"), capture);
    }
    text
}

/// Headers, each as the innermost section has it.
fn headers(sections: &[&Node]) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for node in
        sections.iter().flat_map(|section| section.all("httpProtocol/customHeaders")).flat_map(|node| &node.children)
    {
        let name = node.get("name").to_lowercase();
        if node.name == "remove" {
            headers.retain(|(known, _)| *known != name);
        } else {
            assert!(!headers.iter().any(|(known, _)| *known == name), "IIS refuses to add {name} twice");
            headers.push((name, node.get("value").to_owned()));
        }
    }
    headers
}
