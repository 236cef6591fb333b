//! The terminal.

use std::io::{IsTerminal, Write};

use super::args::Colour;
use crate::diag::human::HumanOptions;

/// Where texts for people and tools go. A terminal that was closed ends nothing.
pub(super) struct Output {
    colour: bool,
}

impl Output {
    /// Colour follows the flag, else `NO_COLOR` (see no-color.org) and whether anybody is looking.
    pub(super) fn new(colour: Colour) -> Output {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => !refused && std::io::stderr().is_terminal(),
        };
        Output { colour }
    }

    /// A result, on standard output.
    pub(super) fn say(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    /// Findings and failures, on standard error.
    pub(super) fn complain(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }

    /// One failure as a sentence.
    pub(super) fn fail(&self, text: &str) {
        let (on, off) = if self.colour { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
        self.complain(&format!("{on}error{off}: {text}"));
    }

    /// One warning as a sentence.
    pub(super) fn warn(&self, text: &str) {
        let (on, off) = if self.colour { ("\x1b[1;33m", "\x1b[0m") } else { ("", "") };
        self.complain(&format!("{on}warning{off}: {text}"));
    }

    pub(super) fn human(&self) -> HumanOptions {
        HumanOptions { colour: self.colour, width: 100 }
    }
}
