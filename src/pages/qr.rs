//! An address as a QR code. Source: ISO/IEC 18004, through the `qrcodegen` library.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

use super::view::QrView;

/// Light modules around a code, as the standard asks.
const QUIET: i32 = 4;

/// The code of an address; `None` when the address is too long for one.
pub(super) fn qr(address: &str) -> Option<QrView> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(QrView { size: (size + 2 * QUIET) as u32, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let code = qr("https://example.org/knee/conditions/knee-osteoarthritis.html").expect("a code");
        assert_eq!(code.size, 33 + 8);
        // The upper corners of the finder patterns; see the standard, "finder pattern".
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", &code.path[..40]);
        assert!(code.path.contains("M30 4h7v1h-7z") && code.path.contains("M4 30h7v1h-7z"));
        assert_eq!(qr(&"x".repeat(5000)).map(|code| code.size), None);
    }
}
