//! Callouts: quotes that open with a marker such as `[!urgent]`. Care cards follow the NHS rules: one call to
//! action as heading, a hidden spoken prefix that matches the level, and a heading after each card.
//! Source of the rules: NHS digital service manual, "Care cards", "Warning callout", "Do and don't lists".

/// What a callout is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callout {
    Emergency,
    Urgent,
    SeeDoctor,
    SelfCare,
    Warning,
    Important,
    Note,
    Tip,
    Do,
    Dont,
    Risk,
}

/// Every callout with the word of its marker.
const CALLOUTS: &[(Callout, &str)] = &[
    (Callout::Emergency, "emergency"),
    (Callout::Urgent, "urgent"),
    (Callout::SeeDoctor, "see-doctor"),
    (Callout::SelfCare, "self-care"),
    (Callout::Warning, "warning"),
    (Callout::Important, "important"),
    (Callout::Note, "note"),
    (Callout::Tip, "tip"),
    (Callout::Do, "do"),
    (Callout::Dont, "dont"),
    (Callout::Risk, "risk"),
];

impl Callout {
    /// The callout of a marker's word, in any case.
    pub(super) fn from_word(word: &str) -> Option<Callout> {
        let word = word.to_lowercase();
        CALLOUTS.iter().find(|(_, name)| *name == word).map(|(callout, _)| *callout)
    }

    /// The words of all markers.
    pub(super) fn words() -> impl Iterator<Item = &'static str> {
        CALLOUTS.iter().map(|(_, name)| *name)
    }

    /// The word of the marker, also the name of its style.
    pub fn word(self) -> &'static str {
        CALLOUTS.iter().find(|(callout, _)| *callout == self).map_or("note", |(_, name)| name)
    }

    /// Whether this is a care card: something to do about one's health now or soon.
    pub fn is_care(self) -> bool {
        matches!(self, Callout::Emergency | Callout::Urgent | Callout::SeeDoctor | Callout::SelfCare)
    }

    /// Whether a reader may come to harm who does not see it: an extract of the text must not leave it out.
    pub fn is_safety(self) -> bool {
        self.is_care() || self.is_list() || matches!(self, Callout::Warning | Callout::Important)
    }

    /// Whether this is a do or don't list.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Callout::Do | Callout::Dont)
    }

    /// Spoken before the title, for those who do not see the colour.
    pub fn spoken_prefix(self) -> Option<&'static str> {
        match self {
            Callout::Emergency => Some("Immediate action required: "),
            Callout::Urgent => Some("Urgent advice: "),
            Callout::SeeDoctor => Some("Non-urgent advice: "),
            Callout::SelfCare => Some("Self-care advice: "),
            Callout::Warning | Callout::Important => Some("Important: "),
            Callout::Note | Callout::Tip => Some("Information: "),
            Callout::Do | Callout::Dont | Callout::Risk => None,
        }
    }

    /// The title of a callout that brings none.
    pub fn default_title(self) -> &'static str {
        match self {
            Callout::Emergency => "Get emergency help now if:",
            Callout::Urgent => "Get help today if:",
            Callout::SeeDoctor => "See a doctor if:",
            Callout::SelfCare => "You can look after this yourself if:",
            Callout::Warning => "Warning",
            Callout::Important => "Important",
            Callout::Note => "Note",
            Callout::Tip => "Tip",
            Callout::Do => "Do",
            Callout::Dont => "Do not",
            Callout::Risk => "",
        }
    }
}

/// The marker at the start of a quote's source: its word and the byte length up to and with `]`.
pub(super) fn marker(source: &str) -> Option<(&str, usize)> {
    let start = source.find("[!")?;
    if !source[..start].chars().all(|c| c == '>' || c.is_whitespace()) {
        return None;
    }
    let end = start + source[start..].find(']')?;
    let word = &source[start + 2..end];
    (!word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-')).then_some((word, end + 1))
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn reads_markers_at_the_start_only() {
        assert_eq!(marker("> [!urgent] Go if:\n> x"), Some(("urgent", 11)));
        assert_eq!(marker("> words [!urgent]"), None);
        assert_eq!(marker("> [!two words]"), None);
    }
}
