//! `carebook init`: a small book that builds, with comments.

use std::path::Path;

use super::Outcome;
use super::output::Output;

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
#[allow(clippy::disallowed_methods, reason = "this command writes into the book's folder")]
pub(super) fn run(folder: &Path, output: &Output) -> Outcome {
    let there: Vec<&str> = FILES.iter().map(|(path, _)| *path).filter(|path| folder.join(path).exists()).collect();
    if !there.is_empty() {
        output.fail(&format!(
            "`{}` already holds a book: {}\nhelp: choose an empty folder, such as `carebook init my-book`",
            folder.display(),
            there.join(", ")
        ));
        return Outcome::WrongUsage;
    }
    for (path, text) in FILES {
        let file = folder.join(path);
        let parent = file.parent().unwrap_or(folder);
        if let Err(error) = std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&file, text)) {
            output.fail(&format!("cannot write `{}`: {error}", file.display()));
            return Outcome::Environment;
        }
    }
    output.say(&format!("Started a book in {} with {} files.", folder.display(), FILES.len()));
    output.say(
        "Next: change `book.toml` and the entries in `content`, then run `carebook serve --open` there to see them.",
    );
    Outcome::Done
}
