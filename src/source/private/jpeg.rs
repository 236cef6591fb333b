//! JPEG: segments with a marker each, and between them the picture itself. Source: ITU T.81, annex B.

use super::{Cleaned, exif, u16_be};

const START: [u8; 2] = [0xFF, 0xD8];
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: u8 = 0xE1;
const EXIF_NAME: &[u8] = b"Exif\0\0";

/// Stops at the end of the picture: telephones put films and further pictures behind it.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Cleaned> {
    let mut pieces: Vec<&[u8]> = Vec::new();
    let mut orientation = 1;
    let mut at = START.len();
    loop {
        // Any number of 0xFF may stand before a marker.
        let fill = bytes.get(at..)?.iter().take_while(|byte| **byte == 0xFF).count();
        at += fill.checked_sub(1)?;
        let marker = *bytes.get(at + 1)?;
        match marker {
            END => break,
            0x01 | 0xD0..=0xD7 => {
                pieces.push(&bytes[at..at + 2]);
                at += 2;
            }
            _ => {
                let end = at + 2 + u16_be(bytes.get(at + 2..)?).filter(|length| *length >= 2)?;
                let payload = bytes.get(at + 4..end)?;
                if marker == EXIF && payload.starts_with(EXIF_NAME) {
                    orientation = exif::orientation(&payload[EXIF_NAME.len()..]);
                }
                let end = if marker == SCAN { end + scan(bytes.get(end..)?)? } else { end };
                if is_kept(marker, payload) {
                    pieces.push(&bytes[at..end]);
                }
                at = end;
            }
        }
    }
    Some(Cleaned { bytes: joined(&pieces, orientation), orientation })
}

/// How many bytes of compressed picture there are until the next marker.
fn scan(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7))
}

/// Segments for applications (0xE0 to 0xEF) and comments (0xFE) are for people and programs, but for the shape of pixels
/// (`JFIF`, 14 bytes without its small copy), the colour profile, and which colours are meant (`Adobe`).
fn is_kept(marker: u8, payload: &[u8]) -> bool {
    match marker {
        0xE0 => payload.starts_with(b"JFIF\0") && payload.len() == 14,
        0xE2 => payload.starts_with(b"ICC_PROFILE\0"),
        0xEE => payload.starts_with(b"Adobe"),
        0xE1 | 0xE3..=0xED | 0xEF | 0xF0..=0xFE => false,
        _ => true,
    }
}

/// `JFIF` must come first, so EXIF stands behind it.
fn joined(pieces: &[&[u8]], orientation: u8) -> Vec<u8> {
    let mut out = START.to_vec();
    let jfif = pieces.first().is_some_and(|piece| piece[1] == 0xE0);
    let (before, after) = pieces.split_at(usize::from(jfif));
    out.extend(before.iter().copied().flatten());
    if orientation != 1 {
        let exif = exif::only(orientation);
        let length = 2 + EXIF_NAME.len() + exif.len();
        out.extend([0xFF, EXIF, 0, length as u8]);
        out.extend(EXIF_NAME);
        out.extend(exif);
    }
    for piece in after {
        out.extend_from_slice(piece);
    }
    out.extend([0xFF, END]);
    out
}
