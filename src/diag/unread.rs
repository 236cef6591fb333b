//! Names in texts that could not be read, so that a mistake there is reported once and not again at every use.

use rustc_hash::FxHashSet;

/// Names that a broken text may define. An "unknown name" finding about one of them would only follow from that mistake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadNames {
    names: FxHashSet<String>,
    /// Nothing of a file is known, so it may define any name.
    any: bool,
}

impl UnreadNames {
    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && !self.any
    }

    /// Whether a text that could not be read may define the name.
    pub fn may_have(&self, name: &str) -> bool {
        self.any || (!self.names.is_empty() && self.names.contains(&normal(name)))
    }

    /// Adds one name.
    pub fn add(&mut self, name: &str) {
        let name = normal(name);
        if !name.is_empty() {
            self.names.insert(name);
        }
    }

    /// Adds everything in a broken text that may be a name: what is between punctuation, and the rest of a line after a colon.
    pub fn add_text(&mut self, text: &str) {
        for line in text.lines() {
            let line = line.trim_start_matches([' ', '\t', '-']);
            line.split([':', ',', ';', '{', '}', '[', ']', '"', '\'', '#', '=']).for_each(|name| self.add(name));
            if let Some((_, value)) = line.split_once(": ") {
                self.add(value.trim_matches(['"', '\'', ' ']));
            }
        }
    }

    /// Adds what another list has.
    pub fn extend(&mut self, other: &UnreadNames) {
        self.names.extend(other.names.iter().cloned());
        self.any |= other.any;
    }

    /// Adds a file of which nothing could be read.
    pub fn add_any(&mut self) {
        self.any = true;
    }
}

/// Case and white space do not matter, so that a name is recognised however it is cited.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_in_broken_yaml_and_bibtex() {
        let mut unread = UnreadNames::default();
        assert!(unread.is_empty() && !unread.may_have(""));
        unread.add_text(
            "title: Knee pain: causes\naliases: [Sore knee, 'bad  knee'\n- id: ada\n@article{key2020, title = {",
        );
        for name in ["knee pain: causes", "Knee pain", "sore knee", "Bad knee", "ada", "key2020"] {
            assert!(unread.may_have(name), "{name}");
        }
        assert!(!unread.may_have("hip pain"));
        unread.add_any();
        assert!(unread.may_have("hip pain"));
    }
}
