//! All files below `infobutton/`.

use serde::Serialize;
use std::collections::BTreeMap;

use super::FOLDER;
use super::codes::{Codes, MOST, Row};
use super::feed::{Source, atom, json, write_attribute};
use super::request::Answer;
use crate::formats::script::for_script;
use crate::formats::xml::escape;
use crate::model::CodeSystem;

/// Characters of a code that name the file in which the page's script looks for it.
const PREFIX: usize = 3;

/// The way from the page, `infobutton/index.html`, to the root of the site.
const ROOT: &str = "../";

/// Every file but the page, by its address from the root of the site: an Atom and a JSON answer for each code and for
/// no code, the codes for the page's script, and, when the book knows where the site will stand, the profile by which
/// an infobutton manager registers it. Always in the same order.
pub fn files(codes: &Codes, source: &Source) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for found in codes.all().map(Some).chain([None]) {
        let both = [
            (Answer::Atom(found.clone()), atom(codes, found.as_ref(), source)),
            (Answer::Json(found.clone()), json(codes, found.as_ref(), source)),
        ];
        files.extend(both.map(|(answer, text)| (answer.route(source.language), text)));
    }
    files.extend(shards(codes));
    files.extend(profile(codes, source).map(|text| (format!("{FOLDER}/profile.xml"), text)));
    files
}

/// A topic for the script: title, page, handout (or empty), summary, label of its kind. Addresses are from the page.
#[derive(Serialize)]
struct ShardTopic<'a>(&'a str, String, String, &'a str, &'a str);

/// The codes for the page's script, one file for each system and beginning of codes: a call of a function that the
/// script has defined. A script element loads it from a disk as well, which no other way of a browser does.
pub fn shards(codes: &Codes) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for system in codes.systems() {
        let mut shards: BTreeMap<&str, BTreeMap<&str, Vec<ShardTopic>>> = BTreeMap::new();
        for (key, row) in codes.rows_of(system) {
            let prefix = key.get(..PREFIX).unwrap_or(key);
            shards.entry(prefix).or_default().insert(row.code, shard_topics(row));
        }
        files.extend(shards.iter().map(|(prefix, shard)| shard_file(system, prefix, shard)));
    }
    files
}

fn shard_topics<'a>(row: &Row<'a>) -> Vec<ShardTopic<'a>> {
    let topics = row.topics.iter().take(MOST);
    topics
        .map(|topic| {
            let handout = topic.handout.as_ref().map_or_else(String::new, |handout| format!("{ROOT}{handout}"));
            ShardTopic(topic.title, format!("{ROOT}{}", topic.href), handout, topic.summary, topic.kind_label)
        })
        .collect()
}

fn shard_file(system: &CodeSystem, prefix: &str, shard: &BTreeMap<&str, Vec<ShardTopic>>) -> (String, String) {
    let codes = serde_json::to_string(shard).expect("maps of texts become JSON");
    let text = format!("carebookCodes(\"{}\",\"{prefix}\",{});\n", system.oid, for_script(&codes));
    (format!("{FOLDER}/{}/{prefix}.js", system.oid), text)
}

/// The resource profile by which the infobutton manager OpenInfobutton registers the site (its schema
/// `ResourceProfile-v2.9_LITE.xsd`), or nothing when the book does not know where the site will stand. The manager's
/// own number for the profile, and the organisations that may use it, are for the manager to fill in. It says that the
/// site reads the parameters of the HL7 guide, and that what comes back is a page.
pub fn profile(codes: &Codes, source: &Source) -> Option<String> {
    let address = source.address?;
    let mut systems = String::new();
    for system in codes.systems() {
        systems.push_str("<supportedTerminology");
        write_attribute(&mut systems, "id", system.oid);
        write_attribute(&mut systems, "name", system.name);
        systems.push_str("/>\n");
    }
    if systems.is_empty() {
        return None;
    }
    let [title, publisher, address] = [source.title, source.publisher, address].map(escape);
    let date = source.updated;
    Some(format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<knowledgeResourceProfile>
<!-- For the manager to fill in: the number of the profile, and the OID of each organisation that may use it. -->
<header id="1">
<title>{title}</title>
<profileDescription>Patient education by {publisher}</profileDescription>
<versionControl publicationDate="{date}T00:00:00"/>
</header>
<profileDefinition hl7URLCompliant="true" hl7KnowledgeResponseCompliant="false">
<authorizedOrganizations>
<authorizedOrganization id="" name=""/>
</authorizedOrganizations>
<supportedTerminologies>
{systems}</supportedTerminologies>
<contexts>
<context id="1" name="Patient education">
<contextDefinition>
<task match="false" search="true"/>
<informationRecipientLanguage match="false" search="true"/>
<informationRecipientUserType match="false" search="true"/>
<conceptOfInterest match="false" search="true"/>
<subTopics>
<subTopic linkName="Patient education"/>
</subTopics>
</contextDefinition>
<knowledgeRequestService>
<knowledgeRequestServiceLocation url="{address}/{FOLDER}/index.html?"/>
</knowledgeRequestService>
</context>
</contexts>
</profileDefinition>
</knowledgeResourceProfile>
"#
    ))
}
