//! Files as read, and the numbers by which other rooms know them.

use crate::diag::nearest;
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::{FileId, Texts};

/// The folders that hold entries; each folder is a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    Conditions,
    Symptoms,
    Treatments,
    Faqs,
    Causes,
    Tests,
    Anatomy,
    Guides,
    Pages,
}

impl Folder {
    /// Every folder with its name, in reading order.
    pub const ALL: [(Folder, &'static str); 9] = [
        (Folder::Conditions, "conditions"),
        (Folder::Symptoms, "symptoms"),
        (Folder::Treatments, "treatments"),
        (Folder::Faqs, "faqs"),
        (Folder::Causes, "causes"),
        (Folder::Tests, "tests"),
        (Folder::Anatomy, "anatomy"),
        (Folder::Guides, "guides"),
        (Folder::Pages, "pages"),
    ];

    /// The name of the folder that was probably meant by another name: `Conditions`, `condition`, `illness`.
    pub fn meant(name: &str) -> Option<&'static str> {
        const SAME: &[(&str, &[&str])] = &[
            (
                "conditions",
                &[
                    "illness",
                    "illnesses",
                    "disease",
                    "diseases",
                    "disorder",
                    "disorders",
                    "diagnosis",
                    "diagnoses",
                    "problem",
                    "problems",
                    "injury",
                    "injuries",
                    "ailments",
                ],
            ),
            ("symptoms", &["sign", "signs", "complaint", "complaints"]),
            (
                "treatments",
                &[
                    "therapy",
                    "therapies",
                    "medicine",
                    "medicines",
                    "medication",
                    "medications",
                    "drug",
                    "drugs",
                    "exercise",
                    "exercises",
                    "remedy",
                    "remedies",
                    "intervention",
                    "interventions",
                    "procedures",
                ],
            ),
            ("faqs", &["question", "questions", "q&a", "qa", "answers"]),
            ("causes", &["risk-factors", "risk-factor", "risks", "triggers"]),
            (
                "tests",
                &["investigation", "investigations", "diagnostics", "examination", "examinations", "scan", "scans"],
            ),
            ("anatomy", &["body", "organs", "organ", "body-parts", "body-part", "part"]),
            (
                "guides",
                &["topic", "topics", "article", "articles", "advice", "how-to", "howto", "posts", "post", "blog"],
            ),
            ("pages", &["about", "static", "site", "content"]),
        ];
        let word = name.trim().to_lowercase().replace(['_', ' '], "-");
        let same = SAME.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(folder, _)| *folder);
        same.or_else(|| nearest(name, Folder::ALL.iter().map(|(_, folder)| *folder)))
    }
}

/// What a file is for, told from where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `book.toml`.
    Settings,
    /// `index.md`: the home page's own words.
    Home,
    /// An entry in the folder of its kind.
    Entry(Folder),
    /// `*.bib`, or `references.yaml` in Hayagriva's form.
    Bibliography,
    /// `glossary.yaml`.
    Glossary,
    /// `synonyms.yaml`.
    Synonyms,
    /// `people.yaml`.
    People,
    /// `body-sites.yaml`.
    BodySites,
    /// `body-map.svg`: a drawing with the body sites.
    BodyMap,
}

/// A text file of the book.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub id: FileId,
    pub role: Role,
    /// From the book's folder, with forward slashes, in NFC.
    pub path: Arc<str>,
    pub text: Arc<str>,
}

/// A picture of the book, published without what is private in it: see [`read_picture`](super::read_picture).
#[derive(Clone, Debug)]
pub struct Image {
    pub id: FileId,
    /// From the content folder, with forward slashes, in NFC: also its address in the site.
    pub path: Arc<str>,
    /// Where its bytes are; never a symbolic link.
    pub from: PathBuf,
    /// Width and height in CSS pixels, where the format tells.
    pub size: Option<(u32, u32)>,
    /// XXH3, 128 bits, of the bytes that were checked: no others are published. Zero where they could not be read.
    pub digest: u128,
}

/// Every file of a book.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By the number of the file. A number is never given to another path.
    paths: Arc<Vec<Arc<str>>>,
    /// `book.toml`, then the rest in the order of their paths.
    pub files: Vec<SourceFile>,
    /// Positions in `files`, by the number of the file.
    at: Vec<Option<u32>>,
    /// Sorted by path.
    pub images: Vec<Image>,
    /// Texts of the drawings with findings, which are places in them.
    pub(super) drawings: FxHashMap<FileId, Arc<str>>,
    /// The content folder from the book's folder, with forward slashes.
    pub content_dir: String,
}

impl Sources {
    /// Files whose numbers are positions in `paths`.
    pub(super) fn new(
        paths: Arc<Vec<Arc<str>>>,
        files: Vec<SourceFile>,
        images: Vec<Image>,
        content_dir: String,
    ) -> Sources {
        let mut at = vec![None; paths.len()];
        for (nth, file) in files.iter().enumerate() {
            at[file.id.0 as usize] = Some(nth as u32);
        }
        Sources { paths, files, at, images, drawings: FxHashMap::default(), content_dir }
    }

    /// Takes a text into the book; also how tests make books without a disk.
    pub fn add_text(&mut self, path: &str, role: Role, text: &str) -> FileId {
        let id = FileId(self.paths.len() as u32);
        Arc::make_mut(&mut self.paths).push(path.into());
        self.at.push(Some(self.files.len() as u32));
        self.files.push(SourceFile { id, role, path: path.into(), text: text.into() });
        id
    }

    /// The files with a role, in the order of their paths.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(move |file| file.role == role)
    }

    /// The image at a path from the content folder.
    pub fn image(&self, path: &str) -> Option<&Image> {
        let at = self.images.binary_search_by(|image| image.path.as_ref().cmp(path)).ok()?;
        Some(&self.images[at])
    }
}

impl Texts for Sources {
    fn path(&self, file: FileId) -> &str {
        self.paths.get(file.0 as usize).map_or("", |path| path)
    }

    fn text(&self, file: FileId) -> Option<&str> {
        match self.at.get(file.0 as usize).copied().flatten() {
            Some(at) => Some(&self.files[at as usize].text),
            None => self.drawings.get(&file).map(|text| text.as_ref()),
        }
    }
}

/// The longest name of a file on the usual file systems, in bytes.
const LONGEST_NAME: usize = 255;

/// Whether a path stays in its folder and means the same on every system. Source: the names that Windows reserves,
/// which are the narrowest.
pub fn is_portable(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| name_problem(part).is_none())
}

/// Why a name cannot be that of a file or folder on every system, if it cannot.
pub fn name_problem(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("it is empty")
    } else if name == "." || name == ".." {
        Some("it means a folder itself")
    } else if name.contains(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c)) {
        Some("file names on Windows cannot have one of its characters")
    } else if name.ends_with(['.', ' ']) {
        Some("file names on Windows cannot end in a dot or a space")
    } else if is_device(name) {
        Some("Windows reserves this name for a device")
    } else if name.len() > LONGEST_NAME {
        Some("it is too long for the name of a file")
    } else {
        None
    }
}

/// Whether Windows takes a name for a device, whatever its ending. Source: Microsoft, "Naming Files, Paths, and
/// Namespaces".
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    // Most names are told apart by their length.
    let named = |devices: &[&str]| devices.iter().any(|device| device.eq_ignore_ascii_case(stem));
    match stem.len() {
        3 => named(&["con", "prn", "aux", "nul"]),
        // The digit may be a superscript: `COM¹`.
        4 | 5 => stem.split_at_checked(3).is_some_and(|(kind, digit)| {
            let digit = digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() || ["¹", "²", "³"].contains(&digit);
            digit && (kind.eq_ignore_ascii_case("com") || kind.eq_ignore_ascii_case("lpt"))
        }),
        6 => named(&["conin$"]),
        7 => named(&["conout$"]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_file_can_have() {
        for good in ["knee.png", "console.png", "com.png", "common", "lpt10", "Knie ü.svg", "a.con"] {
            assert_eq!(name_problem(good), None, "{good}");
        }
        let long = "x".repeat(256);
        for bad in [
            "", ".", "..", "con", "CON.png", "Aux.x.y", "nul .png", "com1", "LPT9.svg", "COM¹", "a.", "a ", "a:b",
            &long,
        ] {
            assert!(name_problem(bad).is_some(), "{bad}");
        }
        assert!(is_portable("a/b.png") && !is_portable("a//b") && !is_portable("con/b") && !is_portable(""));
    }
}
