//! What a camera or a program wrote into a picture besides the picture: where it was taken, when, with which device, by whom,
//! a small copy of the whole of it before it was cut, a film. A published picture has none of that.
//!
//! Nothing is decoded or compressed anew. A picture is a row of pieces; those on a list of what browsers need are kept as they
//! are, colour profile among them, and of all that EXIF says only which way is up.

mod exif;
mod gif;
mod jpeg;
mod png;
mod webp;

/// A picture as it may be published, and which way up it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub bytes: Vec<u8>,
    /// As EXIF counts: 1 is upright, from 5 on width and height are exchanged.
    pub orientation: u8,
}

/// The picture without what is private; `None` where it is cut off or of a kind that is not known.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Cleaned> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => jpeg::cleaned(bytes),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => png::cleaned(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::cleaned(bytes),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => {
            gif::cleaned(bytes).map(|bytes| Cleaned { bytes, orientation: 1 })
        }
        _ => None,
    }
}

fn u16_be(bytes: &[u8]) -> Option<usize> {
    Some(u16::from_be_bytes(bytes.get(..2)?.try_into().ok()?).into())
}

fn u32_be(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?)).ok()
}

fn u32_le(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?)).ok()
}
