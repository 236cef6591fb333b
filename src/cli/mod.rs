//! **cli**: the commands, as thin shells.
//!
//! Comes in: arguments. Goes out: text on the terminal and an exit code: 0 when all is well, 1 when the content has
//! errors, 2 for wrong usage or settings, 3 for an I/O or environment error.
//! Must not know: how anything is done.

mod args;
mod build;
mod bundle;
mod check;
mod explain;
mod fix;
mod init;
mod join;
mod list;
mod new;
mod output;
mod report;
mod reports;
mod review;
mod schema;
mod serve;
mod watch;

use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command};
use output::Output;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    ContentErrors,
    WrongUsage,
    Environment,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::WrongUsage => 2,
            Outcome::Environment => 3,
        })
    }
}

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed terminal is no reason to fail.
            let _ = error.print();
            return if error.use_stderr() { Outcome::WrongUsage.into() } else { Outcome::Done.into() };
        }
    };
    let output = Output::new(cli.color);
    let folder = cli.directory.unwrap_or_else(|| ".".into());
    let outcome = match cli.command {
        Command::Init { path } => init::run(&folder.join(path), &output),
        Command::New { kind, title, id } => new::run(&folder, kind, &title, id, &output),
        Command::Build(args) if args.watch => watch::run(&folder, &args, &output),
        Command::Build(args) => build::build(&folder, &args, &output),
        Command::Join(args) => join::join(&folder, &args, &output),
        Command::Serve(args) => serve::run(&folder, &args, output),
        Command::Check(args) => check::run(&folder, &args, &output),
        Command::Explain { rule, all } => explain::run(rule.as_deref(), all, &output),
        Command::Review(args) => review::run(&folder, &args, &output),
        Command::List { kind, drafts, format } => list::run(&folder, kind, drafts, format, &output),
        Command::Schema { of } => schema::run(of, &output),
        Command::Bundle(args) => bundle::bundle(&folder, &args, &output),
        Command::Clean { out, profile } => build::clean(&folder, out, profile, &output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "carebook", &mut script);
            output.say(String::from_utf8_lossy(&script).trim_end());
            Outcome::Done
        }
    };
    outcome.into()
}
