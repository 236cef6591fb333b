//! The Infobutton: what requests mean, and the files that answer them. The requests of `tests/infobutton` are tried
//! with the page's script as well, see `tests/browser/checks/infobutton.mjs`.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use carebook::formats::infobutton::{
    Answer, CodeTopics, Codes, Found, Source, Topic, answer, atom, files, json, parse_query, profile, shards,
};
use carebook::model::{CODE_SYSTEMS, CodeSystem, written_code_system};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn requests() -> Value {
    let file = support::root().join("tests/infobutton/requests.json");
    serde_json::from_str(&std::fs::read_to_string(file).expect("the requests")).expect("JSON")
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

fn topic<'a>(title: &'a str) -> Topic<'a> {
    Topic {
        title,
        summary: "",
        href: format!("conditions/{}.html", title.to_lowercase().replace(' ', "-")),
        handout: None,
        updated: None,
        other_names: Vec::new(),
        kind_label: "Conditions",
    }
}

/// One topic for each code of the requests.
fn codes_of(requests: &Value) -> Codes<'_> {
    let systems = requests["codes"].as_object().expect("systems with codes");
    Codes::new(systems.iter().flat_map(|(oid, codes)| {
        let system = CODE_SYSTEMS.iter().find(|system| system.oid == oid).expect("a known system").name;
        let codes = codes.as_array().expect("codes").iter().filter_map(Value::as_str);
        codes.map(move |code| CodeTopics { system, code, topics: vec![topic(code)] })
    }))
}

fn found(system: &str, code: &str) -> Found {
    let system: &'static CodeSystem = CODE_SYSTEMS.iter().find(|known| known.name == system).expect("a known system");
    Found { system, code: code.to_owned() }
}

fn source(address: Option<&str>) -> Source<'_> {
    Source {
        title: "Knees & more",
        language: "en",
        address,
        publisher: "North <Clinic>",
        updated: "2026-11-20".parse().expect("a date"),
    }
}

#[test]
fn requests_are_answered() {
    let requests = requests();
    let codes = codes_of(&requests);
    let mut wrong = Vec::new();
    for case in requests["requests"].as_array().expect("requests") {
        let hit = case["hits"][0].as_str().and_then(|hit| hit.split_once(' '));
        let expected = |ending: &str| match (ending, hit) {
            ("", _) => "infobutton/index.html".to_owned(),
            (ending, Some((oid, code))) => format!("infobutton/{oid}/{code}/en.{ending}"),
            (ending, None) => format!("infobutton/none.{ending}"),
        };
        let ending = match text(case, "form") {
            "page" => "",
            "atom" => "xml",
            ending => ending,
        };
        let mut query = parse_query(text(case, "query"));
        let mut got = vec![(answer(&query, &codes).route("en"), expected(ending))];
        // The code is found whatever form the answer has.
        query.insert(0, ("knowledgeResponseType".to_owned(), "text/xml".to_owned()));
        got.push((answer(&query, &codes).route("en"), expected("xml")));
        wrong.extend(got.into_iter().filter(|(got, expected)| got != expected).map(|pair| (text(case, "name"), pair)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every answer that a request can get is a file of the site.
#[test]
fn every_answer_is_a_file() {
    let requests = requests();
    let codes = codes_of(&requests);
    let files: BTreeMap<String, String> = files(&codes, &source(None)).into_iter().collect();
    for case in requests["requests"].as_array().expect("requests") {
        for form in ["text/xml", "application/json"] {
            let mut query = parse_query(text(case, "query"));
            query.insert(0, ("knowledgeResponseType".to_owned(), form.to_owned()));
            let route = answer(&query, &codes).route("en");
            assert!(files.contains_key(&route), "{route}");
        }
    }
}

#[test]
fn most_requests_are_real_ones() {
    let requests = requests();
    let all = requests["requests"].as_array().expect("requests");
    assert!(all.iter().filter(|case| text(case, "source") != "own").count() >= 15);
    let unknown: Vec<&str> =
        all.iter().map(|case| text(case, "source")).filter(|source| requests["sources"][*source].is_null()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn systems_are_known_by_their_names() {
    let requests = requests();
    for (name, oid) in requests["names"].as_object().expect("names") {
        assert_eq!(written_code_system(name).map(|system| system.oid), oid.as_str(), "{name}");
    }
    let systems: Vec<Value> = CODE_SYSTEMS
        .iter()
        .map(|system| serde_json::json!({"oid": system.oid, "names": system.names(), "wider": system.hierarchical}))
        .collect();
    assert_eq!(requests["systems"], Value::Array(systems), "what the script is tried with");
}

/// Whatever system the front matter knows has an OID.
#[test]
fn every_system_of_entries_is_known() {
    let front: Vec<String> =
        CODE_SYSTEMS.iter().map(|system| format!("{}: \"{}\"", system.field, system.example)).collect();
    let front = front.join(", ");
    let snapshot = support::book(&format!(
        "@@ conditions/a.md\n---\nid: a\ntitle: A\nsummary: S.\ncodes: {{{front}}}\n---\nText.\n"
    ));
    let codes: Vec<&str> =
        snapshot.site.all().flat_map(|ix| &snapshot.site.entry(ix).facts.codes).map(|code| code.system).collect();
    assert_eq!(codes.len(), CODE_SYSTEMS.len(), "{codes:?}");
    assert!(codes.iter().all(|system| CODE_SYSTEMS.iter().any(|known| known.name == *system)), "{codes:?}");
}

#[test]
fn spellings_of_a_code_are_one_code_and_names_that_no_file_can_have_are_left_out() {
    let row = |system, code, title| CodeTopics { system, code, topics: vec![topic(title)] };
    let codes = Codes::new([
        row("ICD-10", "M25.56", "One"),
        row("ICD-10", "m2556", "Two"),
        row("ICD-10", "M25.56", "One"),
        row("ICD-10", "M17 & M18", "Two codes"),
        row("ICD-10", "../M17", "A path"),
        row("ICD-10", "M17.", "A dot at the end"),
        row("ICD-10", "CON", "A device"),
        row("ICD-10", "–", "A dash"),
        row("ICD-9", "715", "No such system"),
        CodeTopics { system: "LOINC", code: "1-8", topics: Vec::new() },
    ]);
    let all: Vec<Found> = codes.all().collect();
    assert_eq!(all, [found("ICD-10", "M25.56")]);
    let titles: Vec<&str> = codes.topics(&all[0]).iter().map(|topic| topic.title).collect();
    assert_eq!(titles, ["One", "Two"]);
}

#[test]
fn at_most_three_topics_exact_codes_before_wider_ones() {
    let row = |code, titles: &[&'static str]| CodeTopics {
        system: "ICD-10-CM",
        code,
        topics: titles.iter().map(|title| topic(title)).collect(),
    };
    let codes =
        Codes::new([row("M25", &["Joint"]), row("M25.5", &["Pain", "Knee"]), row("M25.56", &["Knee", "Knees"])]);
    let titles = |code| {
        let found = found("ICD-10-CM", code);
        codes.topics(&found).iter().map(|topic| topic.title).collect::<Vec<_>>()
    };
    assert_eq!(titles("M25.56"), ["Knee", "Knees", "Pain"]);
    assert_eq!(titles("M25.5"), ["Pain", "Knee", "Joint"]);
    assert_eq!(titles("M25"), ["Joint"]);
}

/// A site with everything that makes writing XML, JSON and scripts hard.
fn hostile() -> Codes<'static> {
    let nasty = "</script><!-- \u{2028}\u{2029} \"'&]]> \u{1} \u{fffe} \\u003c {{x}} é";
    let full = Topic {
        title: nasty,
        summary: nasty,
        href: "conditions/a%20b.html".to_owned(),
        handout: Some("handouts/a%20b.html".to_owned()),
        updated: Some("2026-05-01".parse().expect("a date")),
        other_names: vec![nasty, "Other & other"],
        kind_label: nasty,
    };
    let rows = CODE_SYSTEMS.iter().map(move |system| CodeTopics {
        system: system.name,
        code: "M25.56",
        topics: vec![full.clone(), topic("Plain")],
    });
    Codes::new(rows)
}

/// An element with its attributes, its elements, and its text.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }

    fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn one<'e>(&'e self, name: &'e str) -> &'e Element {
        let mut all = self.all(name);
        let first = all.next().unwrap_or_else(|| panic!("{} has no {name}", self.name));
        assert!(all.next().is_none(), "{} has more than one {name}", self.name);
        first
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("{} has no attribute {name}", self.name))
    }
}

/// Reads XML strictly: one root, every end matches, no attribute twice, no character that XML cannot hold.
fn xml(text: &str) -> Element {
    use quick_xml::events::{BytesStart, Event};
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || c == '\u{fffe}' || c == '\u{ffff}';
    assert!(!text.contains(forbidden), "a character that XML cannot hold");
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let start = |event: &BytesStart| {
        let mut element =
            Element { name: String::from_utf8(event.name().0.to_vec()).expect("UTF-8"), ..Element::default() };
        for attribute in event.attributes() {
            let attribute = attribute.expect("a well-formed attribute");
            let name = String::from_utf8(attribute.key.0.to_vec()).expect("UTF-8");
            element.attributes.insert(name, attribute.unescape_value().expect("known entities").into_owned());
        }
        element
    };
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(event) => open.push(start(&event)),
            Event::Empty(event) => open.last_mut().expect("an open element").children.push(start(&event)),
            Event::End(_) => {
                let done = open.pop().expect("an open element");
                open.last_mut().expect("an open element").children.push(done);
            }
            Event::Text(event) => {
                open.last_mut().expect("an open element").text.push_str(&event.decode().expect("UTF-8"))
            }
            Event::GeneralRef(event) => {
                let name = event.decode().expect("UTF-8");
                let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"')];
                let (_, c) = known.iter().find(|(known, _)| *known == name).expect("an entity that XML knows");
                open.last_mut().expect("an open element").text.push(*c);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let document = open.pop().expect("the document");
    assert!(open.is_empty() && document.children.len() == 1);
    document.children.into_iter().next().expect("the root")
}

fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("urn:uuid:")) && !text.contains(char::is_whitespace)
}

/// What RFC 4287 wants of a feed and its entries, and the order of the HL7 knowledge response.
fn check_atom(feed: &Element) {
    assert_eq!((feed.name.as_str(), feed.attribute("xmlns")), ("feed", "http://www.w3.org/2005/Atom"));
    assert_eq!(feed.attribute("xml:lang"), "en");
    assert!(is_address(&feed.one("id").text), "{}", feed.one("id").text);
    assert!(is_moment(&feed.one("updated").text));
    assert_eq!(feed.one("title").text, "Knees & more");
    assert_eq!(feed.one("author").one("name").text, "North <Clinic>");
    let mut names = feed.names();
    names.dedup();
    let order = ["title", "subtitle", "author", "updated", "category", "id", "entry"];
    assert_eq!(names, order[..names.len()]);
    for category in feed.all("category") {
        assert_eq!(category.attributes.keys().collect::<Vec<_>>(), ["scheme", "term"]);
    }
    let mut ids = BTreeSet::new();
    for entry in feed.all("entry") {
        assert!(ids.insert(&entry.one("id").text), "an id twice");
        assert!(is_address(&entry.one("id").text) && is_moment(&entry.one("updated").text));
        assert!(!entry.one("title").text.is_empty());
        assert_eq!(entry.one("summary").attribute("type"), "html");
        let alternates: Vec<_> = entry.all("link").filter(|link| link.attribute("rel") == "alternate").collect();
        assert_eq!(alternates.len(), 1);
        for link in entry.all("link") {
            let attributes: Vec<&str> = link.attributes.keys().map(String::as_str).collect();
            assert_eq!(attributes, ["href", "hreflang", "rel", "title", "type"]);
            assert_eq!((link.attribute("hreflang"), link.attribute("type")), ("en", "text/html"));
        }
        let mut names = entry.names();
        names.dedup();
        assert_eq!(names, ["title", "link", "id", "updated", "summary"]);
    }
    assert!(feed.all("entry").count() <= 3);
}

#[test]
fn atom_is_atom() {
    let codes = hostile();
    for address in [None, Some("https://knee.example/book")] {
        for found in codes.all().map(Some).chain([None]) {
            let feed = xml(&atom(&codes, found.as_ref(), &source(address)));
            check_atom(&feed);
            assert_eq!(feed.all("entry").count(), if found.is_some() { 2 } else { 0 });
            assert_eq!(
                feed.attributes.get("xml:base").map(String::as_str),
                address.map(|_| "https://knee.example/book/")
            );
        }
    }
}

#[test]
fn an_answer_says_what_it_answers() {
    let codes = hostile();
    let found = found("ICD-10-CM", "M25.56");
    let feed = xml(&atom(&codes, Some(&found), &source(Some("https://knee.example"))));
    assert_eq!(feed.one("subtitle").text, "Knees & more results for ICD-10-CM M25.56");
    assert_eq!(feed.one("id").text, "https://knee.example/infobutton/2.16.840.1.113883.6.90/M25.56/en.xml");
    assert_eq!(feed.one("updated").text, "2026-05-01T00:00:00Z");
    let categories: Vec<(&str, &str)> =
        feed.all("category").map(|category| (category.attribute("scheme"), category.attribute("term"))).collect();
    let expected = [
        ("mainSearchCriteria.v.c", "M25.56"),
        ("mainSearchCriteria.v.cs", "2.16.840.1.113883.6.90"),
        ("mainSearchCriteria.v.dn", ""),
        ("informationRecipient", "PAT"),
    ];
    assert_eq!(categories, expected);
    let entry = feed.all("entry").next().expect("an entry");
    let hrefs: Vec<(&str, &str)> =
        entry.all("link").map(|link| (link.attribute("rel"), link.attribute("href"))).collect();
    let expected = [
        ("alternate", "https://knee.example/conditions/a%20b.html"),
        ("related", "https://knee.example/handouts/a%20b.html"),
    ];
    assert_eq!(hrefs, expected);
    let html = scraper::Html::parse_fragment(&entry.one("summary").text);
    for (selector, expected) in
        [("p.NLMalsoCalled", 1), ("p.NLMattribution", 1), (".NLMrelatedLinks a", 1), ("script", 0)]
    {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        assert_eq!(html.select(&selector).count(), expected, "{selector:?}");
    }
    let plain = feed.all("entry").nth(1).expect("a second entry");
    assert_eq!(plain.one("updated").text, "2026-11-20T00:00:00Z", "the day of the book");
}

#[test]
fn without_an_address_links_are_relative_to_the_file() {
    let codes = hostile();
    let found = found("ICD-10-CM", "M25.56");
    let feed = xml(&atom(&codes, Some(&found), &source(None)));
    let entry = feed.all("entry").next().expect("an entry");
    let link = entry.all("link").next().expect("a link").attribute("href");
    let file = Answer::Atom(Some(found.clone())).route("en");
    let base = format!("https://host.example/x/{file}");
    let folders = base.matches('/').count() - 3 - 1;
    assert_eq!(link, format!("{}conditions/a%20b.html", "../".repeat(folders)));
    let id = &feed.one("id").text;
    assert!(
        id.starts_with("urn:uuid:") && id.len() == 45 && &id[23..24] == "8" && "89ab".contains(&id[28..29]),
        "{id}"
    );
}

/// JSON as MedlinePlus Connect writes it: attributes are fields, text is `_value`, `category`, `entry` and `link` are
/// always arrays.
#[test]
fn json_is_the_twin_of_atom() {
    let codes = hostile();
    for address in [None, Some("https://knee.example")] {
        for found in codes.all().map(Some).chain([None]) {
            let feed = xml(&atom(&codes, found.as_ref(), &source(address)));
            let twin: Value = serde_json::from_str(&json(&codes, found.as_ref(), &source(address))).expect("JSON");
            let twin = &twin["feed"];
            assert_eq!(twin["lang"], feed.attribute("xml:lang"));
            assert_eq!(twin["base"].as_str(), feed.attributes.get("xml:base").map(String::as_str));
            assert_eq!(twin["xsi"], feed.attribute("xmlns:xsi"));
            for name in ["title", "subtitle"] {
                assert_eq!(twin[name], serde_json::json!({"_value": feed.one(name).text, "type": "text"}));
            }
            assert_eq!(twin["updated"], serde_json::json!({"_value": feed.one("updated").text}));
            assert_eq!(twin["author"]["name"]["_value"], feed.one("author").one("name").text);
            assert!(is_address(text(&twin["id"], "_value")));
            check_twins(twin["category"].as_array().expect("categories"), feed.all("category"), |twin, element| {
                assert_eq!(twin, &serde_json::json!(element.attributes));
            });
            check_twins(twin["entry"].as_array().expect("entries"), feed.all("entry"), |twin, element| {
                assert_eq!(twin["lang"], "en");
                assert_eq!(without_forbidden(&twin["title"]), element.one("title").text);
                assert_eq!(twin["updated"]["_value"], element.one("updated").text);
                assert_eq!(without_forbidden(&twin["summary"]), element.one("summary").text);
                assert_eq!(twin["summary"]["type"], "html");
                check_twins(twin["link"].as_array().expect("links"), element.all("link"), |twin, element| {
                    for name in ["rel", "type", "hreflang", "href"] {
                        assert_eq!(twin[name], element.attribute(name));
                    }
                    assert_eq!(twin.as_object().expect("a link").len(), element.attributes.len());
                });
            });
        }
    }
}

/// A text of JSON as XML can hold it.
fn without_forbidden(twin: &Value) -> String {
    text(twin, "_value").replace(['\u{1}', '\u{fffe}'], "")
}

fn check_twins<'e>(twins: &[Value], elements: impl Iterator<Item = &'e Element>, check: impl Fn(&Value, &Element)) {
    let elements: Vec<_> = elements.collect();
    assert_eq!(twins.len(), elements.len());
    twins.iter().zip(elements).for_each(|(twin, element)| check(twin, element));
}

#[test]
fn shards_hold_every_code_and_end_no_script() {
    let codes = hostile();
    let shards = shards(&codes);
    assert_eq!(shards.len(), CODE_SYSTEMS.len());
    for (route, script) in &shards {
        assert!(route.starts_with("infobutton/2.16.840.1.113883.6.") && route.ends_with("/M25.js"), "{route}");
        assert!(!script.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{script}");
        let codes = script.split_once(",\"M25\",").expect("a prefix").1.trim_end().trim_end_matches(");");
        let codes: Value = serde_json::from_str(codes).expect("JSON is JavaScript");
        let topic = &codes["M25.56"][0];
        assert_eq!(topic[1], "../conditions/a%20b.html");
        assert_eq!(topic[2], "../handouts/a%20b.html");
        assert!(topic[0].as_str().expect("a title").starts_with("</script><!-- \u{2028}"));
        assert_eq!(codes["M25.56"][1][2], "", "no handout");
    }
}

#[test]
fn files_have_safe_names_and_the_same_bytes_twice() {
    let codes = hostile();
    let once = files(&codes, &source(Some("https://knee.example")));
    assert_eq!(once, files(&hostile(), &source(Some("https://knee.example"))));
    // Two answers for each code and for none, a shard for each system, the profile.
    assert_eq!(once.len(), 7 * 2 + 2 + 7 + 1);
    let mut names: Vec<&String> = once.iter().map(|(route, _)| route).collect();
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || "./-".contains(c))));
    names.sort();
    names.dedup();
    assert_eq!(names.len(), once.len());
}

/// The order and the required attributes of OpenInfobutton's `ResourceProfile-v2.9_LITE.xsd`.
#[test]
fn the_profile_has_the_form_that_managers_read() {
    let codes = hostile();
    assert!(profile(&codes, &source(None)).is_none());
    assert!(profile(&Codes::default(), &source(Some("https://knee.example"))).is_none());
    let profile = xml(&profile(&codes, &source(Some("https://knee.example"))).expect("a profile"));
    assert_eq!(
        (profile.name.as_str(), profile.names()),
        ("knowledgeResourceProfile", vec!["header", "profileDefinition"])
    );
    let header = profile.one("header");
    assert!(header.attribute("id").parse::<u32>().is_ok());
    assert_eq!(header.names(), ["title", "profileDescription", "versionControl"]);
    assert_eq!(header.one("versionControl").attribute("publicationDate"), "2026-11-20T00:00:00");
    let definition = profile.one("profileDefinition");
    assert_eq!(definition.attribute("hl7URLCompliant"), "true");
    assert_eq!(definition.attribute("hl7KnowledgeResponseCompliant"), "false");
    assert_eq!(definition.names(), ["authorizedOrganizations", "supportedTerminologies", "contexts"]);
    let oids: Vec<&str> =
        definition.one("supportedTerminologies").children.iter().map(|system| system.attribute("id")).collect();
    assert_eq!(oids, CODE_SYSTEMS.iter().map(|system| system.oid).collect::<Vec<_>>());
    let context = definition.one("contexts").one("context");
    assert_eq!(context.names(), ["contextDefinition", "knowledgeRequestService"]);
    let order =
        ["task", "informationRecipientLanguage", "informationRecipientUserType", "conceptOfInterest", "subTopics"];
    assert_eq!(context.one("contextDefinition").names(), order);
    let location = context.one("knowledgeRequestService").one("knowledgeRequestServiceLocation");
    assert_eq!(location.attribute("url"), "https://knee.example/infobutton/index.html?");
}

/// What the script relies on elsewhere: sections with these ids; and it stays small.
#[test]
fn the_script_is_small_and_names_sections_that_pages_have() {
    let script = support::root().join("themes/default/static/infobutton.js");
    let script = std::fs::read_to_string(script).expect("the script");
    assert!(script.len() < 7000, "{} bytes", script.len());
    let known: Vec<&str> = carebook::resolve::Section::ALL.iter().map(|section| section.id()).collect();
    let sections = script.split_once("__proto__: null,").expect("sections").1.split('}').next().expect("sections");
    let named: Vec<&str> = sections.split('"').skip(1).step_by(2).collect();
    assert!(named.len() > 4 && named.iter().all(|name| known.contains(name)), "{named:?}");
}

/// The page for frames finds the same files, leads to pages for frames, and opens handouts in tabs, since servers let no
/// other site frame them.
#[test]
fn the_page_has_a_form_for_frames() {
    let snapshot =
        support::book("@@ conditions/a.md\n---\ntitle: A\nsummary: S.\ncodes: {icd10cm: [M25.56]}\n---\nText.\n");
    let pages = support::pages(&snapshot);
    let page = &pages["embed/infobutton/index.html"];
    assert!(page.contains("class=\"layout-frame\"") && !page.contains("class=\"site-nav\""));
    assert!(page.contains("data-codes=\"../../infobutton/\""));
    assert!(page.contains("<a href=\"../conditions/a.html\">A</a>"));
    assert!(page.contains("<a target=\"_blank\" rel=\"noopener\" href=\"../../handouts/a.html\">"));
    assert!(pages["infobutton/index.html"].contains("data-codes=\"../infobutton/\""));
}

/// Malformed codes are reported at their place, with the corrected code where there is one.
#[test]
fn malformed_codes_are_findings() {
    let snapshot = support::book(
        "@@ conditions/a.md\n---\ntitle: A\nsummary: S.\ncodes:\n  icd10cm: [M25.56, M25563, \" M25.561\"]\n  \
         snomed: [38341004]\n  loinc: 2093-4\n  mesh: C05.550\n  rxnorm: \"123 456\"\n---\nText.\n",
    );
    let findings = snapshot.findings();
    let found: Vec<String> = findings
        .iter()
        .filter(|finding| finding.rule == "bad-code")
        .map(|finding| {
            let line = finding.position.map_or(0, |position| position.line);
            format!("{line}: {} ({})", finding.message, finding.help.as_deref().unwrap_or_default())
        })
        .collect();
    let expected = [
        "5: `M25563` is not how ICD-10-CM writes a code (write `M25.563`)",
        "5: ` M25.561` is not how ICD-10-CM writes a code (write `M25.561`)",
        "6: `38341004` is not a valid SNOMED CT code (check it against its source; a code of this system looks like `38341003`)",
    ];
    assert!(expected.iter().all(|line| found.iter().any(|found| found == line)), "{found:#?}");
    assert_eq!(found.len(), 6, "{found:#?}");
}
