//! The nearest known name, for "did you mean".

/// The candidate nearest to `word`, if one is near enough to be what was meant. A name that differs only in upper and lower
/// case, hyphens, underscores and spaces is the nearest. Otherwise at most a third of the word's characters may differ
/// (Damerau-Levenshtein), or one is the start of the other and at least half of it.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let bare = bare(&word);
    let length = word.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = candidate.to_lowercase();
            if !bare.is_empty() && bare == self::bare(&folded) {
                return Some((0, candidate));
            }
            let other = folded.chars().count();
            // A distance is at least the difference in length, which is quicker to find.
            let distance = (length.abs_diff(other) <= length / 3).then(|| strsim::damerau_levenshtein(&word, &folded));
            if let Some(distance) = distance.filter(|distance| *distance <= length / 3) {
                return Some((distance, candidate));
            }
            let (shorter, longer) = (length.min(other), length.max(other));
            let half = shorter >= 4 && 2 * shorter >= longer || shorter >= 2 && longer - shorter == 1;
            let start = half && (folded.starts_with(&word) || word.starts_with(&folded));
            start.then(|| (length.abs_diff(other), candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn bare(name: &str) -> String {
    name.replace(['-', '_', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_only() {
        let names = ["asthma", "knee-swelling", "heat", "body_sites", "apa"];
        assert_eq!(nearest("astma", names), Some("asthma"));
        assert_eq!(nearest("swelling", names), None);
        assert_eq!(nearest("knee-swell", names), Some("knee-swelling"));
        assert_eq!(nearest("knee", names), None);
        assert_eq!(nearest("elbow", names), None);
    }

    #[test]
    fn case_and_signs_between_words_make_no_difference() {
        let names = ["apa", "ama", "body_sites", "self-care"];
        assert_eq!(nearest("APA", names), Some("apa"));
        assert_eq!(nearest("Body Sites", names), Some("body_sites"));
        assert_eq!(nearest("selfcare", names), Some("self-care"));
    }

    #[test]
    fn short_words_need_to_be_very_near() {
        assert_eq!(nearest("gp", ["a", "er"]), None);
        assert_eq!(nearest("hip", ["hips", "knee"]), Some("hips"));
        assert_eq!(nearest("jo", ["joe", "jack"]), Some("joe"));
        assert_eq!(nearest("", ["a"]), None);
    }
}
