//! The nearest known name, for "did you mean".

/// The candidate nearest to `word`, if one is near enough to be what was meant: at most a third of the
/// word's characters differ (Damerau-Levenshtein), or one is the start of the other.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = candidate.to_lowercase();
            let distance = strsim::damerau_levenshtein(&word, &folded);
            let prefix = word.len() >= 4 && (folded.starts_with(&word) || word.starts_with(&folded));
            (distance <= allowed || prefix).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_only() {
        let names = ["asthma", "knee-swelling", "heat"];
        assert_eq!(nearest("astma", names), Some("asthma"));
        assert_eq!(nearest("knee", names), Some("knee-swelling"));
        assert_eq!(nearest("elbow", names), None);
    }
}
