//! `carebook serve`.

use qrcodegen::{QrCode, QrCodeEcc};
use std::io::{ErrorKind, IsTerminal};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Outcome;
use super::args::{CheckArgs, Format, ServeArgs};
use super::build::{find_book, options};
use super::output::Output;
use super::report::{plural, print};
use crate::diag::{Finding, Level};
use crate::preview::{Access, Bound, Heard, Notice, Preview, Reports, ServeError, Tally, Wishes, bind, serve, watch};

/// Serves the book that `folder` lies in until the program is told to end.
pub(super) fn run(folder: &Path, args: &ServeArgs, output: Output) -> Outcome {
    let root = match find_book(folder, &output) {
        Ok(root) => root,
        Err(outcome) => return outcome,
    };
    let output = Arc::new(output);
    match start(&root, args, &output) {
        Ok(()) => Outcome::Done,
        Err(message) => {
            output.fail(&message);
            Outcome::Environment
        }
    }
}

fn start(root: &Path, args: &ServeArgs, output: &Arc<Output>) -> Result<(), String> {
    let wishes = Wishes {
        host: args.host,
        port: args.port.unwrap_or(PORT),
        exact_port: args.port.is_some(),
        names: args.allow_host.clone(),
        poll: args.poll,
    };
    let check = CheckArgs {
        drafts: args.drafts,
        base_url: args.base_url.clone(),
        profile: args.profile.clone(),
        ..CheckArgs::default()
    };
    let options = options(&check);
    let bound = bind(&wishes).map_err(|error| said(&error))?;
    let access = Arc::new(Access::new(bound.shared, &wishes.names)?);
    let preview = Arc::new(Preview::new(root, options.clone())?);
    let address = format!("http://{}{}", authority(&bound, args.host), preview.base());
    let invite = inviter(&bound, &access, preview.base().to_owned(), output.clone());
    greet(&address, root, args, output);
    if bound.port != wishes.port && !wishes.exact_port {
        output.complain(&format!("Port {} is taken; {} is the next free one.", wishes.port, bound.port));
    }
    invite();
    // A terminal that is held must not hold the preview: words go through a channel.
    let (send, words) = std::sync::mpsc::channel();
    let (watched, told, root) = (preview.clone(), output.clone(), root.to_path_buf());
    std::thread::spawn(move || watch(&watched, &options, wishes.poll, |heard| drop(send.send(heard))));
    std::thread::spawn(move || words.iter().for_each(|heard| tell(&heard, &root, &told)));
    if args.open
        && let Err(error) = open::that_detached(&address)
    {
        output.complain(&format!("No browser could be opened: {error}"));
    }
    serve(bound, &preview, &access, invite).map_err(|error| said(&error))?;
    output.complain("The preview has ended.");
    Ok(())
}

/// The port unless asked for: the word "care" on the keys of a telephone.
const PORT: u16 = 2273;

fn authority(bound: &Bound, host: Option<IpAddr>) -> String {
    match host {
        Some(host) if !host.is_unspecified() => SocketAddr::new(host, bound.port).to_string(),
        _ => format!("localhost:{}", bound.port),
    }
}

fn greet(address: &str, root: &Path, args: &ServeArgs, output: &Output) {
    let drafts = if args.drafts { ", with drafts" } else { "" };
    output.say(&format!("Preview:       {address}"));
    output.say(&format!("Editor's desk: {address}_carebook/"));
    output.say(&format!("Book:          {}{drafts}", root.display()));
    output.complain("Save a file to see it there. Press Ctrl+C to stop.");
}

/// Prints a link for one more device, where other machines may come at all.
fn inviter(
    bound: &Bound,
    access: &Arc<Access>,
    base: String,
    output: Arc<Output>,
) -> impl Fn() + Send + Sync + 'static {
    let shared = bound.shared.map(|address| SocketAddr::new(address, bound.port));
    let access = access.clone();
    move || {
        let Some(shared) = shared else { return };
        let link = format!("http://{shared}{}", access.invitation(&base));
        output.say(&format!(
            "\nThis link lets one other device of the network in; when it was used, the next one is shown.\n{link}"
        ));
        if std::io::stdout().is_terminal()
            && let Ok(code) = QrCode::encode_text(&link, QrCodeEcc::Low)
        {
            output.say(&blocks(&code));
        }
    }
}

/// A QR code in half blocks, dark on light whatever the colours of the terminal.
fn blocks(code: &QrCode) -> String {
    let dark = |x: i32, y: i32| code.get_module(x, y);
    let rows = (-2..code.size() + 2).step_by(2).map(|y| {
        let cells = (-2..code.size() + 2).map(|x| match (dark(x, y), dark(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        format!("\x1b[30;107m{}\x1b[0m", cells.collect::<String>())
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// What changed and what came of it.
fn tell(heard: &Heard, root: &Path, output: &Output) {
    match heard {
        Heard::Polling(why) => {
            output.complain(&format!("Changes are looked for instead of being told: {why}."));
        }
        Heard::Notice(notice, changed) => {
            if notice.tally.errors > 0 {
                print_errors(&notice.reports, output);
            }
            output.complain(&summary(notice, changed, root));
        }
    }
}

/// Errors that are printed; the desk has all of them.
const MOST: usize = 10;

fn print_errors(reports: &Reports, output: &Output) {
    let errors = reports.findings().iter().filter(|finding| finding.level == Level::Error);
    let errors: Vec<Finding> = errors.take(MOST).cloned().collect();
    print(Format::Human, &errors, reports.texts(), serde_json::Value::Null, output);
}

fn summary(notice: &Notice, changed: &[PathBuf], root: &Path) -> String {
    let time = jiff::Zoned::now().strftime("%H:%M:%S");
    // Editors write other files on the way, which are gone again.
    let there: Vec<&PathBuf> = changed.iter().filter(|path| path.exists() || changed.len() == 1).collect();
    let what = match there.as_slice() {
        [] => "the book".to_owned(),
        [one] => one.strip_prefix(root).unwrap_or(one).display().to_string(),
        several => plural(several.len(), "path", "paths"),
    };
    let shown = if notice.stale { "; the last good pages are shown" } else { "" };
    let took = notice.took.as_secs_f64() * 1000.0;
    let drafts = match &*notice.reports {
        Reports::Book(snapshot) => snapshot.site.data.drafts.len(),
        Reports::Settings(..) => 0,
    };
    let hidden = if drafts == 0 { String::new() } else { format!("; {} not shown", plural(drafts, "draft", "drafts")) };
    format!("{time} {what}: {}{shown}{hidden} ({took:.0} ms)", tallied(&notice.tally))
}

fn tallied(tally: &Tally) -> String {
    let parts = [(tally.errors, "error"), (tally.warnings, "warning"), (tally.notes, "note")];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| plural(*n, word, &format!("{word}s"))).collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

fn said(error: &ServeError) -> String {
    match error {
        ServeError::Taken(port) => {
            format!("port {port} is taken\nhelp: give another with `--port`, or none and the next free one is found")
        }
        ServeError::Io(error) if error.kind() == ErrorKind::AddrNotAvailable => {
            "the address after `--host` is none of this machine's\nhelp: leave it out, and all of them are used"
                .to_owned()
        }
        ServeError::Io(error) => format!("cannot listen: {error}"),
    }
}
