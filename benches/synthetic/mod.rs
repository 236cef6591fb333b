//! A made-up book of any size, the same for every run: entries of all kinds in the proportions of the knee site, with
//! relations, citations, links, care cards and tables. Its words mean nothing.

use std::fmt::Write;
use std::path::Path;

/// Marsaglia's xorshift.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// How many entries of each kind, out of 75.
const KINDS: &[(&str, &str, usize)] = &[
    ("conditions", "condition", 18),
    ("symptoms", "symptom", 14),
    ("treatments", "treatment", 16),
    ("faqs", "faq", 12),
    ("causes", "cause", 6),
    ("tests", "test", 3),
    ("anatomy", "anatomy", 4),
    ("guides", "guide", 2),
];

const WORDS: &[&str] = &[
    "amber", "basin", "cedar", "delta", "ember", "fable", "garnet", "harbor", "island", "juniper", "kernel", "lantern",
    "meadow", "nectar", "orchard", "pebble", "quartz", "ripple", "saddle", "timber", "umber", "valley", "willow",
    "yonder", "zephyr", "about", "after", "before", "between", "during", "often", "slowly", "under", "within",
    "without", "again", "around", "because",
];

const CLASSES: &[&str] = &["main", "common", "sometimes", "uncommon"];
const ROLES: &[&str] = &["self-care", "self-care-add-on", "professional", "professional-later", "last-resort"];

/// Sizes of a book.
struct Book {
    counts: Vec<usize>,
    sources: usize,
    sequence: Sequence,
}

/// What the glossary holds.
pub struct Glossary {
    pub terms: usize,
    /// Whether the terms are of the words of the texts.
    pub found: bool,
}

/// Writes a book with about `entries` entries into `folder`.
pub fn write(folder: &Path, entries: usize) -> std::io::Result<()> {
    write_with(folder, entries, &Glossary { terms: 200.min(entries), found: false }, false)
}

/// Writes a book with a glossary of one's own.
pub fn write_with(folder: &Path, entries: usize, glossary: &Glossary, link_names: bool) -> std::io::Result<()> {
    let counts = KINDS.iter().map(|(_, _, share)| (entries * share / 75).max(1)).collect();
    let mut book = Book { counts, sources: (entries / 4).max(1), sequence: Sequence(0x9e37_79b9_7f4a_7c15) };
    let content = folder.join("content");
    std::fs::create_dir_all(&content)?;
    let links = if link_names { "[content]\nlink_names = true\n" } else { "" };
    let settings = format!("[book]\ntitle = \"A made-up book\"\nlanguage = \"en-GB\"\n{links}");
    std::fs::write(folder.join("book.toml"), settings)?;
    std::fs::write(content.join("references.bib"), book.bibliography())?;
    std::fs::write(content.join("body-sites.yaml"), body_sites())?;
    std::fs::write(content.join("people.yaml"), "- {id: somebody, name: Some Body, role: Writer}\n")?;
    std::fs::write(content.join("glossary.yaml"), book.glossary(glossary))?;
    for (nth, (kind_folder, kind, _)) in KINDS.iter().enumerate() {
        std::fs::create_dir_all(content.join(kind_folder))?;
        for n in 0..book.counts[nth] {
            std::fs::write(content.join(kind_folder).join(format!("{kind}-{n}.md")), book.entry(kind, n))?;
        }
    }
    Ok(())
}

impl Book {
    fn id(&mut self, kind: &str) -> String {
        let nth = KINDS.iter().position(|(_, name, _)| *name == kind).expect("a kind");
        let n = self.sequence.below(self.counts[nth]);
        format!("{kind}-{n}")
    }

    fn key(&mut self) -> String {
        format!("source{}", self.sequence.below(self.sources))
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.sequence.below(WORDS.len())]
    }

    fn words(&mut self, n: usize) -> String {
        (0..n).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Different ids of a kind.
    fn ids(&mut self, kind: &str, n: usize) -> Vec<String> {
        let mut ids: Vec<String> = (0..n).map(|_| self.id(kind)).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn entry(&mut self, kind: &str, n: usize) -> String {
        let mut out = String::from("---\n");
        let name = self.words(2);
        let _ = write!(out, "title: {kind} {n} {name}\nsummary: {}.\nauthors: [somebody]\n", self.words(14));
        if !matches!(kind, "faq" | "guide") {
            let _ = writeln!(out, "aliases: [\"{kind} alias {n} {name}\"]");
            let _ = writeln!(out, "body_sites: [site-{}]", self.sequence.below(40));
        }
        match kind {
            "condition" => self.condition(&mut out),
            "symptom" => {
                let _ =
                    writeln!(out, "get_help: [{{urgency: urgent, sign: {}, cite: [{}]}}]", self.words(6), self.key());
            }
            "treatment" => {
                let _ = writeln!(
                    out,
                    "type: exercise\nhow_often: {}\ncautions: [{{text: {}.}}]",
                    self.words(4),
                    self.words(8)
                );
            }
            "faq" | "guide" => {
                let about = self.ids("condition", 2).join(", ");
                let _ = writeln!(out, "about: [{about}]");
            }
            _ => {}
        }
        out.push_str("---\n");
        self.body(kind, &mut out);
        out
    }

    fn condition(&mut self, out: &mut String) {
        out.push_str("symptoms:\n");
        for (nth, id) in self.ids("symptom", 6).iter().enumerate() {
            let _ = writeln!(out, "  - {{id: {id}, typical: {}, cite: [{}]}}", CLASSES[nth % 4], self.key());
        }
        out.push_str("treatments:\n");
        for (nth, id) in self.ids("treatment", 6).iter().enumerate() {
            let _ = writeln!(out, "  - {{id: {id}, role: {}, cite: [{}]}}", ROLES[nth % 5], self.key());
        }
        let causes = self.ids("cause", 4).join(", ");
        let tests = self.ids("test", 2).join(", ");
        let anatomy = self.ids("anatomy", 2).join(", ");
        let _ = writeln!(out, "causes: [{causes}]\ntests: [{tests}]\nanatomy: [{anatomy}]");
        let _ = writeln!(out, "get_help: [{{urgency: see-doctor, sign: {}, cite: [{}]}}]", self.words(6), self.key());
        let _ = writeln!(
            out,
            "recovery: [{{situation: {}, from: 4 weeks, to: 6 weeks, cite: [{}]}}]",
            self.words(3),
            self.key()
        );
    }

    fn body(&mut self, kind: &str, out: &mut String) {
        if kind == "faq" {
            let _ = writeln!(out, "{}.[@{}] See [[{}]].", self.words(30), self.key(), self.id("condition"));
            return;
        }
        for heading in 0..4 {
            let _ = writeln!(out, "\n## {} {heading}\n", self.words(2));
            for _ in 0..2 {
                let (link, other) = (self.id("symptom"), self.id("treatment"));
                let _ = writeln!(
                    out,
                    "{}.[@{}] {} [[{link}]], **{}** and [[{other}|{}]].[@{}, p. {}; @{}]\n",
                    self.words(35),
                    self.key(),
                    self.words(8),
                    self.words(2),
                    self.words(2),
                    self.key(),
                    self.sequence.below(90) + 1,
                    self.key()
                );
            }
            let _ = writeln!(out, "- {}\n- {}[@{}]\n- {}\n", self.words(6), self.words(7), self.key(), self.words(5));
        }
        let _ = writeln!(
            out,
            "| {} | {} |\n|---|---|\n| {} | {} |\n",
            self.word(),
            self.word(),
            self.words(3),
            self.words(3)
        );
    }

    fn bibliography(&mut self) -> String {
        let mut out = String::new();
        for n in 0..self.sources {
            let _ = writeln!(
                out,
                "@article{{source{n},\n  author = {{{}, Ann and {}, Ben and {}, Cy}},\n  title = {{{} {n}}},\n  journaltitle = {{Journal of {}}},\n  date = {{20{:02}}},\n  volume = {{{}}},\n  pages = {{{}--{}}},\n  doi = {{10.1000/synthetic.{n}}},\n}}",
                self.word(),
                self.word(),
                self.word(),
                self.words(9),
                self.word(),
                n % 26,
                n % 90 + 1,
                n % 500 + 1,
                n % 500 + 9
            );
        }
        out
    }

    fn glossary(&mut self, glossary: &Glossary) -> String {
        let mut out = String::new();
        for n in 0..glossary.terms {
            if glossary.found {
                // Words by their numbers, so that no two terms are equal and many start alike.
                let (a, b, c) = (n % 38, n / 38 % 38, n / 38 / 38);
                let term = format!("{} {} {}", WORDS[a], WORDS[b], WORDS[c]);
                let _ = writeln!(out, "- {{term: {term}, id: term-{n}, definition: {}.}}", self.words(12));
                continue;
            }
            let _ = writeln!(
                out,
                "- {{term: term {n} {}, definition: {}., cite: [{}]}}",
                self.word(),
                self.words(12),
                self.key()
            );
        }
        out
    }
}

fn body_sites() -> String {
    let mut out = String::new();
    for group in 0..8 {
        let _ = writeln!(out, "- id: site-{}\n  name: Site {}\n  children:", group * 5, group * 5);
        for n in group * 5 + 1..group * 5 + 5 {
            let _ = writeln!(out, "    - {{id: site-{n}, name: Site {n}}}");
        }
    }
    out
}
