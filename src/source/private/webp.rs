//! WebP: a RIFF file, chunks with a name and a length each. Source: RFC 9649.

use super::{Cleaned, exif, u32_le};

/// Name, length of the rest, form.
const HEADER: usize = 12;
const KEPT: &[&[u8]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// In the first byte of `VP8X`: whether there is EXIF, and whether there is XMP.
const HAS_EXIF: u8 = 0b1000;
const HAS_XMP: u8 = 0b0100;

pub(super) fn cleaned(bytes: &[u8]) -> Option<Cleaned> {
    let mut out = bytes[..HEADER].to_vec();
    let mut orientation = 1;
    let mut flags = None;
    let mut rest = bytes.get(HEADER..u32_le(&bytes[4..])?.checked_add(8)?)?;
    while !rest.is_empty() {
        let length = u32_le(rest.get(4..)?)?;
        let data = rest.get(8..length.checked_add(8)?)?;
        let (name, size) = (&rest[..4], (8 + length.next_multiple_of(2)).min(rest.len()));
        match name {
            b"EXIF" => orientation = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            b"VP8X" => flags = Some(out.len() + 8).filter(|_| !data.is_empty()),
            _ => {}
        }
        if KEPT.contains(&name) {
            out.extend_from_slice(&rest[..size]);
        }
        rest = &rest[size..];
    }
    // Without `VP8X` there is no place for EXIF, and nobody reads it.
    orientation = flags.map_or(1, |_| orientation);
    if let Some(flags) = flags {
        out[flags] &= !(HAS_EXIF | HAS_XMP);
        if orientation != 1 {
            out[flags] |= HAS_EXIF;
            let exif = exif::only(orientation);
            out.extend(b"EXIF");
            out.extend((exif.len() as u32).to_le_bytes());
            out.extend(exif);
        }
    }
    let length = (out.len() - 8) as u32;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(Cleaned { bytes: out, orientation })
}
