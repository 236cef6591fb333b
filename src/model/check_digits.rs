//! Check digits of codes, which show most typing errors.

/// Whether the last digit of a LOINC code without its hyphen is right: mod 10 with every second digit doubled (LOINC
/// Users' Guide, appendix "Calculating mod 10 check digits"). Parts, answers, lists and groups (`LP12345-6`) have their
/// own ways, so only their form is looked at.
pub(super) fn loinc(key: &str) -> bool {
    let other = ["LP", "LA", "LL", "LG"].iter().find_map(|start| key.strip_prefix(start));
    let digits = other.unwrap_or(key).as_bytes();
    if !(2..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = digits.iter().rev().enumerate().map(|(nth, digit)| doubled(digit - b'0', nth % 2 == 1)).sum();
    other.is_some() || (sum.is_multiple_of(10) && digits[0] != b'0')
}

fn doubled(digit: u8, double: bool) -> u32 {
    let value = u32::from(digit) * if double { 2 } else { 1 };
    value / 10 + value % 10
}

/// Whether a number is right by its last digit after J. Verhoeff (SNOMED CT Release File Specification, appendix "Check
/// digit computation"). `digits` holds digits only.
pub(super) fn verhoeff(digits: &str) -> bool {
    const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let permuted = |digit: u8, times: usize| (0..times).fold(digit, |digit, _| PERMUTATION[usize::from(digit)]);
    let digits = digits.bytes().rev().enumerate();
    // The permutation repeats after eight steps.
    digits.fold(0, |sum, (nth, digit)| combined(sum, permuted(digit - b'0', nth % 8))) == 0
}

/// The product of two symmetries of a pentagon; from 5 on they are reflections.
fn combined(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b) % 5 + 5,
        (false, true) => (a - b + 5) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_are_right_and_their_neighbours_are_not() {
        for code in ["20933", "31872", "45484"] {
            assert!(loinc(code), "{code}");
        }
        // Concepts of the International Edition: hypertensive disorder, viral disease, diabetes mellitus, SNOMED CT itself.
        for code in ["38341003", "38362002", "73211009", "138875005", "900000000000207008"] {
            assert!(verhoeff(code), "{code}");
            let last = code.as_bytes()[code.len() - 1];
            let wrong = format!("{}{}", &code[..code.len() - 1], char::from((last - b'0' + 1) % 10 + b'0'));
            assert!(!verhoeff(&wrong), "{wrong}");
        }
    }
}
