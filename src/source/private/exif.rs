//! The one thing in EXIF that a browser needs: which way is up.

/// The tag of the orientation. Source: EXIF 2.32, 4.6.4.
const ORIENTATION: u16 = 0x0112;

/// The orientation that EXIF tells; 1, upright, where it tells none.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    read(exif).filter(|way| (1..=8).contains(way)).map_or(1, |way| way as u8)
}

fn read(exif: &[u8]) -> Option<u16> {
    let little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let number = |bytes: &[u8]| -> Option<u16> {
        let two = bytes.get(..2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let offset: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let offset = if little { u32::from_le_bytes(offset) } else { u32::from_be_bytes(offset) };
    let table = exif.get(usize::try_from(offset).ok()?..)?;
    let rows = table.get(2..)?.chunks_exact(12).take(number(table)?.into());
    let mut found = rows.filter(|row| number(row) == Some(ORIENTATION));
    number(&found.next()?[8..])
}

/// EXIF that tells the orientation and nothing else.
pub(super) fn only(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}
