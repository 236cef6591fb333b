//! **emit**: pages, pictures and theme files into a finished site.
//!
//! Comes in: a [`Book`](crate::pages::Book), a [`Theme`](crate::theme::Theme), pictures. Goes out: bytes under
//! addresses, given to a [`Sink`]: a folder on disk ([`disk`]) or a map in memory ([`MemorySite`]).
//! Must not know: how views are made, what is in them.
//!
//! Pages are made and written one by one on all cores; the whole site is never held in memory, and nothing of it
//! replaces the old one before all of it is there.

mod bundle;
mod compress;
pub mod disk;
mod memory;
mod plan;
mod render;
mod slice;

pub use bundle::Bundle;
pub use compress::Compressed;
pub use memory::MemorySite;
pub use plan::{Artifact, Maker};
pub use render::{EmitError, Emitted, Sink, emit, emit_slice, planned};
pub use slice::Slice;
