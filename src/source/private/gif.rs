//! GIF: a header, then frames and extensions. Source: GIF89a, sections 12 to 26.

const HEADER: usize = 13;
const FRAME: usize = 10;
/// Extensions for applications that browsers know: how often the frames are shown, and the colour profile.
const KEPT: &[&[u8]] = &[b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = HEADER + colours(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let (end, kept) = match bytes.get(at) {
            // Old programs leave out the byte that ends a file.
            Some(0x3B) | None => break,
            // Comments and plain text, which no browser shows.
            Some(0x21) if matches!(bytes.get(at + 1)?, 0xFE | 0x01) => (blocks(bytes, at + 2)?, false),
            Some(0x21) if *bytes.get(at + 1)? == 0xFF => {
                (blocks(bytes, at + 2)?, KEPT.contains(&bytes.get(at + 3..at + 14)?))
            }
            Some(0x21) => (blocks(bytes, at + 2)?, true),
            // A frame: its place, its colours, the size of its codes, its pixels.
            Some(0x2C) => (blocks(bytes, at + FRAME + colours(*bytes.get(at + FRAME - 1)?) + 1)?, true),
            Some(_) => return None,
        };
        if kept {
            out.extend_from_slice(&bytes[at..end]);
        }
        at = end;
    }
    out.push(0x3B);
    Some(out)
}

/// How many bytes the table of colours has that flags tell of.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends, each of which begins with its length; the last has none.
fn blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            0 => return Some(at + 1),
            length => at += 1 + usize::from(length),
        }
    }
}
