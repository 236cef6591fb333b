//! `carebook init`: a small book that builds, with comments.

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::output::Output;
use crate::emit::disk::Dir;

macro_rules! starter {
    ($($path:literal),* $(,)?) => {
        /// Path from the book's folder, and text.
        const FILES: &[(&str, &str)] = &[$(($path, include_str!(concat!("starter/", $path)))),*];
    };
}

starter![
    "book.toml",
    "content/index.md",
    "content/conditions/example-condition.md",
    "content/symptoms/example-symptom.md",
    "content/treatments/example-treatment.md",
    "content/faqs/example-question.md",
    "content/pages/editorial-process.md",
    "content/glossary.yaml",
    "content/people.yaml",
    "content/body-sites.yaml",
    "content/references.bib",
];

/// Writes the starter into a folder that holds no book yet. No file that is there is changed.
pub(super) fn run(folder: &Path, output: &Output) -> Outcome {
    let there: Vec<&str> =
        FILES.iter().map(|(path, _)| *path).filter(|path| folder.join(path).symlink_metadata().is_ok()).collect();
    if !there.is_empty() {
        output.fail(&format!(
            "`{}` already holds a book: {}\nhelp: choose an empty folder, such as `carebook init my-book`",
            folder.display(),
            there.join(", ")
        ));
        return Outcome::WrongUsage;
    }
    for (path, text) in FILES {
        if let Err(error) = write(folder, path, text) {
            output.fail(&format!("cannot write `{}`: {error}", folder.join(path).display()));
            return Outcome::Environment;
        }
    }
    output.say(&format!("Started a book in {} with {} files.", folder.display(), FILES.len()));
    output.say(
        "Next: change `book.toml` and the entries in `content`, then run `carebook serve --open` there to see them.",
    );
    Outcome::Done
}

fn write(folder: &Path, path: &str, text: &str) -> std::io::Result<()> {
    let (inner, name) = path.rsplit_once('/').unwrap_or(("", path));
    Dir::open_or_make(folder)?.make(inner)?.create(name)?.write_all(text.as_bytes())
}
