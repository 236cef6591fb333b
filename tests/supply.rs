//! What the program is made of: the rules of `deny.toml`, held against `Cargo.lock` and the crates that were downloaded. No network.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn table(file: &str) -> Value {
    let text = std::fs::read_to_string(support::root().join(file)).expect("a file of the repository");
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap_or_else(|| panic!("no list `{field}`"))
}

fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("no `{field}` in {value}"))
}

/// Every crate that Cargo.lock names, on any system.
fn locked() -> Vec<Value> {
    let lock = table("Cargo.lock");
    list(&lock, "package").to_vec()
}

/// What cargo knows of this crate and of all that this system needs, which is all that is sure to be downloaded.
fn metadata() -> Value {
    let said = Command::new("rustc").arg("-vV").output().expect("rustc");
    let said = String::from_utf8(said.stdout).expect("text");
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("the name of this system");
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host])
        .current_dir(support::root())
        .output()
        .expect("cargo");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON of cargo")
}

/// Whether the lists of `deny.toml` satisfy what a crate says of its licence.
fn licensed(expression: &str, name: &str, rules: &Value) -> bool {
    let excepted = list(rules, "exceptions").iter().filter(|one| word(one, "crate") == name);
    let allowed: BTreeSet<&str> =
        excepted.flat_map(|one| list(one, "allow")).chain(list(rules, "allow")).filter_map(Value::as_str).collect();
    let read = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX);
    read.is_ok_and(|read| read.evaluate(|asked| allowed.contains(asked.to_string().as_str())))
}

#[test]
fn every_licence_is_allowed() {
    let rules = &table("deny.toml")["licenses"];
    let known = metadata();
    let crates = list(&known, "packages");
    assert!(crates.len() > 200, "{} crates", crates.len());
    let refused: Vec<String> = crates
        .iter()
        .map(|one| (word(one, "name"), one["license"].as_str().unwrap_or("no licence")))
        .filter(|(name, licence)| !licensed(licence, name, rules))
        .map(|(name, licence)| format!("{name}: {licence}"))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    for wrong in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "MPL-2.0", "no licence"] {
        assert!(!licensed(wrong, "carebook", rules), "{wrong}");
    }
    assert!(licensed("MIT/GPL-3.0-only", "carebook", rules) && licensed("MPL-2.0", "selectors", rules));
}

/// Names and versions of the crates below these kinds of edges: `normal` edges lead to what is in the program.
fn tree(edges: &str) -> BTreeSet<(String, String)> {
    let said = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", edges, "--prefix", "none", "--format", "{p}"])
        .current_dir(support::root())
        .output()
        .expect("cargo");
    let said = String::from_utf8(said.stdout).expect("text");
    let words = said.lines().filter_map(|line| line.split_once(" v"));
    words.map(|(name, rest)| (name.to_owned(), rest.split(' ').next().unwrap_or(rest).to_owned())).collect()
}

/// What the MPL covers is for tests alone, as `deny.toml` says.
#[test]
fn exceptions_are_in_no_binary() {
    let rules = &table("deny.toml")["licenses"];
    let crates = tree("normal,build");
    let shipped: BTreeSet<&str> = crates.iter().map(|(name, _)| name.as_str()).collect();
    assert!(shipped.contains("hyper"), "{shipped:?}");
    let excepted = list(rules, "exceptions").iter().map(|one| word(one, "crate"));
    assert_eq!(excepted.filter(|name| shipped.contains(name)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// What `release/third-party` prints.
fn third_party_licences(language: &str) -> String {
    let ran = Command::new("python3")
        .arg(support::root().join("release/third-party"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("LC_ALL", language)
        .current_dir(std::env::temp_dir())
        .output()
        .expect("python3");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

/// Each is in the list with numbers of texts, all those texts are there, and one of them is more than a pointer to a licence.
#[test]
fn all_crates_and_bundled_files_have_licence_texts() {
    let printed = third_party_licences("C");
    let (list, texts) = printed.split_once("\nText 1: ").expect("texts after the list");
    let texts: Vec<String> = format!("1: {texts}").split("\nText ").map(str::to_lowercase).collect();
    let text = |number: &str| {
        let found = texts.iter().find_map(|text| text.strip_prefix(number)?.strip_prefix(": "));
        found.unwrap_or_else(|| panic!("no text {number}"))
    };
    let mut names: Vec<String> = tree("normal").iter().map(|(name, version)| format!("{name} {version}")).collect();
    assert!(names.len() > 200, "{names:?}");
    names.retain(|name| !name.starts_with("carebook "));
    names.extend(["axe-core", "idiomorph", "Inter"].map(str::to_owned));
    for name in names {
        let entry = list.split_once(&format!("\n{name}: ")).unwrap_or_else(|| panic!("{name} is not listed")).1;
        let numbers = entry.lines().nth(2).and_then(|line| line.strip_prefix("    texts: ")).expect("numbers of texts");
        let texts: Vec<&str> = numbers.split(", ").map(text).collect();
        assert!(texts.iter().any(|text| text.contains("as is") || text.contains("as-is")), "{name}: {texts:?}");
    }
    for wanted in
        ["The CSL styles and locales found in `archive/`", "Copyright (c) Project Nayuki", "Mozilla Public License"]
    {
        assert!(printed.contains(wanted), "{wanted}");
    }
    assert!(!list.contains("jsonschema") && !printed.contains(&*support::root().to_string_lossy()));
    assert_eq!(printed, third_party_licences("tr_TR.UTF-8"));
}

/// `release/build` as it is, but for a cargo that compiles nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_release_contains_all_licences() {
    use std::os::unix::fs::PermissionsExt;
    let folder = support::temporary("release");
    let cargo = folder.join("cargo");
    let script = format!(
        "#!/bin/sh\ncase $1 in\n\
         build) mkdir -p \"$CARGO_TARGET_DIR/licences\" && echo program >\"$CARGO_TARGET_DIR/licences/carebook\" ;;\n\
         cyclonedx) echo '{{}}' >carebook.cdx.json ;;\n\
         *) exec '{}' \"$@\" ;;\nesac\n",
        env!("CARGO")
    );
    std::fs::write(&cargo, script).expect("a script");
    std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let out = folder.join("out");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").expect("PATH"));
    let ran = Command::new(support::root().join("release/build"))
        .arg(&out)
        .arg("licences")
        .envs([("PATH", path.as_str()), ("CARGO_NET_OFFLINE", "true"), ("SOURCE_DATE_EPOCH", "0")])
        .output()
        .expect("bash");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let sums = std::fs::read_to_string(out.join("SHA256SUMS")).expect("checksums");
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY-LICENCES.txt", "RUST-LIBRARY-LICENCES.html"] {
        let size = std::fs::metadata(out.join(file)).unwrap_or_else(|error| panic!("{file}: {error}")).len();
        assert!(size > 500 && sums.contains(file), "{file}: {size} bytes\n{sums}");
    }
    let written = std::fs::read_to_string(out.join("THIRD-PARTY-LICENCES.txt")).expect("licences");
    assert_eq!(written, third_party_licences("C"));
}

#[test]
fn every_crate_comes_from_the_one_registry_and_has_a_checksum() {
    let rules = &table("deny.toml")["sources"];
    let from: BTreeSet<String> =
        list(rules, "allow-registry").iter().filter_map(Value::as_str).map(|url| format!("registry+{url}")).collect();
    let strange = |one: &Value| {
        let known = one["source"].as_str().is_some_and(|source| from.contains(source)) && one["checksum"].is_string();
        !known && word(one, "name") != "carebook"
    };
    let strangers: Vec<Value> = locked().into_iter().filter(strange).collect();
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn no_crate_that_asks_other_hosts_and_no_open_version() {
    let rules = &table("deny.toml")["bans"];
    let banned: BTreeSet<&str> = list(rules, "deny").iter().map(|one| word(one, "crate")).collect();
    let locked = locked();
    let found: Vec<&str> = locked.iter().map(|one| word(one, "name")).filter(|name| banned.contains(name)).collect();
    assert!(banned.contains("openssl") && found.is_empty(), "{found:?}");
    let known = metadata();
    let own = list(&known, "packages").iter().find(|one| word(one, "name") == "carebook").expect("this crate");
    let open = list(own, "dependencies").iter().filter(|one| word(one, "req") == "*").count();
    assert_eq!(open, 0, "versions of `*`");
}

/// Two versions of a crate are there only if `deny.toml` names the older one, and it names none that has gone.
#[test]
fn versions_that_are_twice_are_listed() {
    let rules = &table("deny.toml")["bans"];
    let split = |one| word(one, "crate").split_once('@').expect("name@version");
    let skips: Vec<(&str, &str)> = list(rules, "skip").iter().map(split).collect();
    let locked = locked();
    let mut crates: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &locked {
        crates.entry(word(one, "name")).or_default().push(word(one, "version"));
    }
    crates.retain(|_, versions| versions.len() > 1);
    let listed = |name: &str, version: &str, skip: &(&str, &str)| {
        skip.0 == name && version.strip_prefix(skip.1).is_some_and(|rest| rest.starts_with('.'))
    };
    let more = |(name, versions): &(&&str, &Vec<&str>)| {
        versions.iter().filter(|version| !skips.iter().any(|skip| listed(name, version, skip))).count() > 1
    };
    let more: Vec<_> = crates.iter().filter(more).collect();
    assert!(more.is_empty(), "not in deny.toml: {more:?}");
    let gone = |skip: &&(&str, &str)| {
        !crates.get(skip.0).is_some_and(|versions| versions.iter().any(|version| listed(skip.0, version, skip)))
    };
    let gone: Vec<_> = skips.iter().filter(gone).collect();
    assert!(gone.is_empty(), "in deny.toml for nothing: {gone:?}");
}

/// Sockets and programs are named in one file each, so that docs/security.md can be checked by reading two files.
#[test]
fn sockets_and_programs_have_one_place() {
    let mut found = BTreeSet::new();
    for file in walkdir::WalkDir::new(support::root().join("src")).into_iter().filter_map(Result::ok) {
        if file.path().extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(file.path()).expect("source text");
            let path = file.path().strip_prefix(support::root()).expect("within").to_string_lossy().replace('\\', "/");
            for word in ["TcpListener::bind", "UdpSocket::", "TcpStream::connect", "process::Command", "open::that"] {
                found.extend(text.contains(word).then(|| format!("{path}: {word}")));
            }
        }
    }
    let expected = [
        "src/cli/serve.rs: open::that",
        "src/preview/server.rs: TcpListener::bind",
        "src/preview/server.rs: UdpSocket::",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
