//! PNG: chunks with a length, a name and a sum each. Source: PNG, third edition.

use super::{Cleaned, exif, u32_be};

const SIGNATURE: usize = 8;

/// Chunks that say how the picture looks or moves. Those with a capital first letter are needed by every reader; others
/// hold texts, dates, EXIF, or what a program of its own accord wrote.
const KEPT: &[&[u8]] = &[
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"hIST", b"cICP", b"mDCV", b"cLLI",
    b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn cleaned(bytes: &[u8]) -> Option<Cleaned> {
    let mut out = bytes[..SIGNATURE].to_vec();
    let mut orientation = 1;
    let mut rest = &bytes[SIGNATURE..];
    // Where EXIF belongs: behind the header.
    let mut header_end = SIGNATURE;
    loop {
        let (chunk, after) = rest.split_at_checked(u32_be(rest)?.checked_add(12)?)?;
        let name = &chunk[4..8];
        if name == b"eXIf" {
            orientation = exif::orientation(&chunk[8..chunk.len() - 4]);
        }
        if name[0].is_ascii_uppercase() || KEPT.contains(&name) {
            out.extend_from_slice(chunk);
        }
        match name {
            b"IHDR" => header_end = out.len(),
            b"IEND" => break,
            _ => {}
        }
        rest = after;
    }
    if orientation != 1 {
        out.splice(header_end..header_end, chunk(b"eXIf", &exif::only(orientation)));
    }
    Some(Cleaned { bytes: out, orientation })
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [&(data.len() as u32).to_be_bytes(), named.as_slice(), &sum.sum().to_be_bytes()].concat()
}
