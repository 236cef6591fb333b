//! The house rules of `ARCHITECTURE.md`: layers, sizes, contracts.

#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::path::PathBuf;

/// Rooms from the ground up: a room may use only rooms on lower floors.
const FLOORS: &[(&str, u32)] = &[
    ("diag", 0),
    ("data", 1),
    ("text", 1),
    ("config", 2),
    ("source", 3),
    ("cite", 3),
    ("markdown", 4),
    ("model", 5),
    ("resolve", 6),
    ("check", 7),
    ("pages", 7),
    ("formats", 8),
    ("theme", 8),
    ("formats", 8),
    ("emit", 9),
    ("session", 10),
    ("desk", 11),
    ("preview", 12),
    ("cli", 13),
];

fn rust_files() -> Vec<(String, String)> {
    let src = support::root().join("src");
    walkdir::WalkDir::new(&src)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|found| found.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|found| {
            let path: PathBuf = found.path().strip_prefix(&src).expect("within src").to_path_buf();
            (path.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(found.path()).expect("source text"))
        })
        .collect()
}

fn floor(room: &str) -> u32 {
    let found = FLOORS.iter().find(|(name, _)| *name == room);
    found.unwrap_or_else(|| panic!("the room `{room}` has no floor: add it to tests/tidy.rs and ARCHITECTURE.md")).1
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files().iter().filter(|(path, _)| path.contains('/')) {
        let room = path.split('/').next().expect("a room");
        for used in text.match_indices("crate::").map(|(at, word)| &text[at + word.len()..]) {
            let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name != room && floor(&name) >= floor(room) {
                wrong.push(format!("{path} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_opens_with_its_contract() {
    for (room, _) in FLOORS {
        let path = support::root().join(format!("src/{room}/mod.rs"));
        let text = std::fs::read_to_string(&path).expect("a room");
        for part in
            [format!("//! **{room}**: "), "Comes in:".to_owned(), "Goes out:".to_owned(), "Must not know:".to_owned()]
        {
            assert!(text.contains(&part), "{} lacks `{part}`", path.display());
        }
    }
}

#[test]
fn files_and_lines_stay_short() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        if lines > 420 {
            wrong.push(format!("{path} has {lines} lines"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{path} does not say what it is for"));
        }
        for (nth, line) in text.lines().enumerate().filter(|(_, line)| line.chars().count() > 130) {
            wrong.push(format!("{path}:{} is {} characters long", nth + 1, line.chars().count()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_half_built_stays_behind() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files() {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in ["todo!", "unimplemented!", "TODO", "FIXME", "XXX", ".unwrap()", "dbg!", "println!", "unsafe "] {
            if shipped.contains(word) {
                wrong.push(format!("{path} holds `{word}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// YAML is read by one crate, named in one file.
#[test]
fn yaml_is_named_once() {
    let users: Vec<String> =
        rust_files().into_iter().filter(|(_, text)| text.contains("serde_yaml")).map(|(path, _)| path).collect();
    assert_eq!(users, ["data/yaml.rs"]);
}

/// `Dir` follows no symbolic link and overwrites no file of others. What writes without it may.
#[test]
fn one_module_writes_files() {
    const WRITES: &[&str] = &[
        "fs::write",
        "fs::copy",
        "fs::rename",
        "fs::hard_link",
        "fs::create_dir",
        "fs::remove_",
        "fs::set_permissions",
        "File::create",
        "File::options",
        "OpenOptions",
        "symlinkat",
        "renameat",
        "mkdirat",
        "unlinkat",
        "OFlags::WRONLY",
        "OFlags::RDWR",
        "OFlags::CREATE",
    ];
    let mut wrong = Vec::new();
    for (path, text) in rust_files().iter().filter(|(path, _)| !path.starts_with("emit/disk/dir/")) {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        wrong.extend(WRITES.iter().filter(|word| shipped.contains(**word)).map(|word| format!("{path} uses `{word}`")));
    }
    assert!(wrong.is_empty(), "use `emit::disk::Dir`: {wrong:#?}");
}
