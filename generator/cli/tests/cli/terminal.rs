//! The command on a terminal: colours, and the stage of a run that takes long.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use nix::pty::{Winsize, openpty};

use crate::support::{Folder, Server, fixture, response};

/// The text that a terminal receives of a run whose standard output and standard error it is.
fn on_a_terminal(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let size = Winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(Some(&size), None).expect("the system has pseudo-terminals");
    let mut command = folder.command(arguments, &[&[("TERM", "xterm")], variables].concat());
    // Colours are chosen by these, and continuous integration sets `CI`: a test sees those that it sets itself.
    for variable in ["CI", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "NO_COLOR"] {
        if !variables.iter().any(|(name, _)| *name == variable) {
            command.env_remove(variable);
        }
    }
    let end = |end: &std::os::fd::OwnedFd| Stdio::from(end.try_clone().expect("a descriptor can be copied"));
    command.stdin(Stdio::null()).stdout(end(&terminal.slave)).stderr(end(&terminal.slave));
    let mut child = command.spawn().expect("the program starts");
    // The terminal ends when the last one lets go of it.
    drop((command, terminal.slave));
    let (mut master, mut bytes) = (File::from(terminal.master), Vec::new());
    // Linux ends the stream with an error.
    let _ = master.read_to_end(&mut bytes);
    child.wait().expect("the program ends");
    String::from_utf8(bytes).expect("the program prints text").replace("\r\n", "\n")
}

/// A text without colours. Other control sequences stay.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match digits.strip_prefix('m') {
            Some(rest) => plain + rest,
            None => plain + "\u{1b}[" + part,
        }
    })
}

/// The lines that a terminal shows at the end.
fn screen(text: &str) -> String {
    let mut lines = vec![Vec::new()];
    let mut column = 0;
    let text = without_colours(text).replace("\u{1b}[2K", "\u{1b}");
    for c in text.chars() {
        let line: &mut Vec<char> = lines.last_mut().expect("there is a line");
        match c {
            '\n' => {
                lines.push(Vec::new());
                column = 0;
            }
            '\r' => column = 0,
            '\u{1b}' => line.clear(),
            c => {
                line.resize(line.len().max(column + 1), ' ');
                line[column] = c;
                column += 1;
            }
        }
    }
    lines.into_iter().map(|line| line.into_iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn warned() -> Folder {
    let folder = Folder::with_scoring();
    folder.write("warned.json", &fixture("warned/unknown-key/keyword.json"));
    folder.write("rejected.yaml", &fixture("rejected/syntax/tab.yaml"));
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let types = folder.read("client/src/types.rs");
    folder.write("client/src/types.rs", &types.replacen("pub struct", "struct", 1));
    folder
}

/// Runs that print words of all kinds.
const RUNS: [&[&str]; 8] = [
    &["check", "warned.json", "-o", "none"],
    &["check", "swagger.json", "-o", "client"],
    &["check", "swagger.json", "-o", "client", "--stat"],
    &["inspect", "warned.json"],
    &["inspect", "warned.json", "--coverage"],
    &["inspect", "rejected.yaml"],
    &["explain", "unknown-key"],
    &["--help"],
];

#[test]
fn a_terminal_has_colours_and_the_same_text() {
    let folder = warned();
    for arguments in RUNS {
        let coloured = on_a_terminal(&folder, arguments, &[]);
        assert_ne!(without_colours(&coloured), coloured, "{arguments:?}");
        let plain = on_a_terminal(&folder, arguments, &[("NO_COLOR", "1")]);
        assert_eq!(without_colours(&plain), plain, "{arguments:?}");
        // On a slow machine there are stages, which are erased.
        let plain = screen(&plain);
        assert_eq!(screen(&coloured), plain, "{arguments:?}");
        let piped = folder.run(arguments);
        assert!(!piped.stdout.contains('\u{1b}') && !piped.stderr.contains('\u{1b}'), "{arguments:?}: {piped:?}");
        assert_eq!(piped.stdout + &piped.stderr, plain, "{arguments:?}");
    }
}

#[test]
fn words_have_the_colours_of_a_compiler() {
    let folder = warned();
    let diff = on_a_terminal(&folder, &["check", "swagger.json", "-o", "client"], &[]);
    for line in [
        "\u{1b}[31m-struct ErrorResponse {\u{1b}[0m\n",
        "\u{1b}[32m+pub struct ErrorResponse {\u{1b}[0m\n",
        "\u{1b}[1m\u{1b}[91merror\u{1b}[0m: `client` is not",
        "\u{1b}[1m\u{1b}[96mhelp\u{1b}[0m: run `callsmith generate`",
    ] {
        assert!(diff.contains(line), "{diff:?}");
    }
    let generate = on_a_terminal(&folder, &["generate", "warned.json", "-o", "new"], &[]);
    for part in [
        "\u{1b}[1m\u{1b}[33mwarning[unknown-key]\u{1b}[0m",
        "\u{1b}[1m\u{1b}[94m--> \u{1b}[0mwarned.json:",
        "\u{1b}[1m\u{1b}[92mgenerated\u{1b}[0m client `",
        "\u{1b}[1m\u{1b}[33mwarnings\u{1b}[0m",
    ] {
        assert!(generate.contains(part), "{part:?} in {generate:?}");
    }
}

#[test]
fn colours_are_chosen() {
    let folder = warned();
    let arguments = ["explain", "unknown-key"];
    let flag = |when| [&arguments[..], &["--color", when]].concat();
    let has_colours = |text: &str| text.contains('\u{1b}');
    assert!(!has_colours(&on_a_terminal(&folder, &flag("never"), &[])));
    assert!(!has_colours(&on_a_terminal(&folder, &flag("never"), &[("CLICOLOR_FORCE", "1")])));
    assert!(has_colours(&on_a_terminal(&folder, &flag("always"), &[("NO_COLOR", "1")])));
    assert!(has_colours(&folder.run(&flag("always")).stdout));
    assert!(has_colours(&folder.run_in(&arguments, &[("CLICOLOR_FORCE", "1")]).stdout));
    assert!(!has_colours(&folder.run_in(&arguments, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]).stdout));
    assert!(!has_colours(&on_a_terminal(&folder, &arguments, &[("TERM", "dumb")])));
    // Where the command line cannot be read, it still says that.
    assert!(has_colours(&folder.run(&["check", "--wurst", "--color", "always"]).exits(2).stderr));
    assert!(!has_colours(&on_a_terminal(&folder, &["check", "--wurst", "--color=never"], &[])));
    // JSON is for tools.
    let json = ["generate", "warned.json", "-o", "json", "--message-format", "json", "--color", "always"];
    assert!(!has_colours(&on_a_terminal(&folder, &json, &[])));
}

/// Colours are the only control sequences that a document or an argument can bring about.
#[test]
fn text_of_a_document_does_not_control_the_terminal() {
    let folder = Folder::new();
    let evil = "\u{1b}[2J\u{1b}]0;title\u{7}\r\u{9b}31m\u{202e}";
    let document = serde_json::json!({
        "openapi": "3.1.0", "info": { "title": evil, "version": evil }, evil: evil,
        "paths": { format!("/{evil}"): { "get": { "operationId": evil, "summary": 7, "responses": {} } } },
        "components": { "schemas": { evil: { "type": evil, evil: 1 } } },
    });
    folder.write("openapi.json", &serde_json::to_string_pretty(&document).expect("it has a JSON form"));
    for arguments in [
        &["inspect", "openapi.json", "--keep-going"][..],
        &["inspect", "openapi.json", "--keep-going", "--coverage"],
        &["generate", "openapi.json", "-o", "client", "--keep-going", "--verbose"],
        &["check", "openapi.json", "-o", "client"],
        &["generate", "openapi.json", evil],
        &["explain", evil],
    ] {
        let text = on_a_terminal(&folder, arguments, &[]);
        // What erases a stage is not of the document.
        let plain = without_colours(&text).replace("\r\u{1b}[2K", "");
        let active = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert_eq!(plain.find(active), None, "{arguments:?}: {plain:?}");
        assert!(!plain.is_empty(), "{arguments:?}");
    }
}

/// A server that takes its time.
fn slow() -> Server {
    Server::serve(|_| {
        thread::sleep(Duration::from_millis(1600));
        response("200 OK", &[], &fixture("scoring/swagger.json"))
    })
}

#[test]
fn a_long_run_shows_its_stage_and_erases_it() {
    let (folder, server) = (Folder::new(), slow());
    let url = format!("{}/swagger.json", server.url());
    let arguments = ["generate", &url, "-o", "client"];
    let text = on_a_terminal(&folder, &arguments, &[]);
    let stage = format!("\r\u{1b}[2K\u{1b}[36mfetching {url}\u{1b}[0m\u{1b}[2m 1.");
    assert!(text.contains(&stage), "{text:?}");
    let screen = screen(&text);
    assert!(!screen.contains("fetching"), "{screen}");
    assert!(screen.starts_with("warning[whole-numbers]"), "{screen}");
    assert!(screen.contains("\ngenerated client `myservice` in client ("), "{screen}");
    // Without colours there are stages all the same.
    let text = on_a_terminal(&folder, &arguments, &[("NO_COLOR", "1")]);
    assert!(text.contains(&format!("\r\u{1b}[2Kfetching {url} 1.")), "{text:?}");
}

#[test]
fn nothing_but_a_terminal_has_stages() {
    let (folder, server) = (Folder::new(), slow());
    let url = format!("{}/swagger.json", server.url());
    let arguments = ["generate", &url, "-o", "client"];
    assert!(!folder.run(&arguments).exits(0).stderr.contains("fetching"));
    for (flags, variables) in
        [(&["--quiet"][..], &[][..]), (&["--message-format", "json"], &[]), (&[], &[("TERM", "dumb")])]
    {
        let text = on_a_terminal(&folder, &[&arguments[..], flags].concat(), variables);
        assert!(!text.contains("fetching"), "{flags:?}: {text:?}");
    }
}

#[test]
fn a_short_run_shows_no_stage() {
    let folder = Folder::with_scoring();
    let text = on_a_terminal(&folder, &["generate", "swagger.json", "-o", "client", "--crate-name", "scoring"], &[]);
    assert!(text.contains("generated"), "{text:?}");
    assert!(!text.contains("reading the document") || !text.contains("(0."), "{text:?}");
}
