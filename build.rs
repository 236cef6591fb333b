//! Gives the program a word that changes with its code, so that it knows a site that another one made: see
//! `session::stamp`. Crates count as `Cargo.lock` has them, so install with `--locked`.

#![allow(clippy::disallowed_methods, reason = "it reads the code that it stands for")]

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for part in ["src", "themes", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        add(Path::new(part), &mut hasher)?;
    }
    println!("cargo::rustc-env=CAREBOOK_BUILT_FROM={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or all that is in a folder, in the order of names; nothing where there is none.
fn add(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            path.read_dir()?.map(|found| Ok(found?.path())).collect::<std::io::Result<_>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(path, hasher));
    }
    if path.is_file() {
        let name = path.to_string_lossy().replace('\\', "/");
        for part in [name.as_bytes(), &std::fs::read(path)?] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    Ok(())
}
