//! Hashes of lines, by which code scanning finds a result again after other lines have moved it: `primaryLocationLineHash`
//! as GitHub computes it (github/codeql-action, `src/fingerprints.ts`), so that it never meets another value.

use rustc_hash::FxHashMap;

/// How many characters from the start of a line are hashed; blanks do not count, line ends do.
const BLOCK: usize = 100;

/// The hash of every line, in order: a polynomial hash in hexadecimal digits, and how many lines with it there are up
/// to this one.
pub(super) fn line_hashes(text: &str) -> Vec<String> {
    let (characters, starts) = characters(text);
    let mut seen: FxHashMap<i64, u32> = FxHashMap::default();
    let hashes = starts.into_iter().map(|start| {
        let window = characters[start..].iter().copied().chain(std::iter::repeat(0)).take(BLOCK);
        let hash = window.fold(0_i64, |hash, character| hash.wrapping_mul(37).wrapping_add(character));
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{hash:x}:{count}")
    });
    hashes.collect()
}

/// UTF-16 code units without blanks, with one for each line end and one for the end of the file; and where lines start.
fn characters(text: &str) -> (Vec<i64>, Vec<usize>) {
    const END: i64 = 65535;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut characters: Vec<i64> = Vec::with_capacity(text.len() + 1);
    let mut starts = vec![0];
    for unit in text.encode_utf16().filter(|unit| *unit != u16::from(b' ') && *unit != u16::from(b'\t')) {
        characters.push(i64::from(unit));
        if unit == u16::from(b'\n') {
            starts.push(characters.len());
        }
    }
    characters.push(END);
    (characters, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the tests of github/codeql-action.
    #[test]
    fn lines_hash_as_code_scanning_hashes_them() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        let text = " a\nb\n  \t\tc\n d";
        let expected = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(line_hashes(text), expected);
        assert_eq!(line_hashes(&text.replace('\n', "\r\n")), expected);
    }

    #[test]
    fn equal_lines_are_counted() {
        let hashes = line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(hashes[0], "a7f2ff13bc495cf2:1");
        assert_eq!(hashes[5], "a7f2ff13bc495cf2:6");
        assert_eq!(hashes[6..8], ["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1"]);
    }
}
