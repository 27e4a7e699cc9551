//! `callsmith explain`: what the code of a diagnostic means.

use callsmith::Code;

use crate::args::ExplainArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::text::{PLACE, STRONG, Text};

/// Prints the explanation of a code, or all codes with the first sentence of theirs.
pub(crate) fn run(args: &ExplainArgs, console: &Console) -> Result<(), Failure> {
    let mut text = console.output();
    match &args.code {
        None => list(Code::ALL, &mut text),
        // The command line admits no other names.
        Some(name) => {
            Code::ALL.iter().filter(|code| code.name() == name).for_each(|code| explanation(*code, &mut text));
        }
    }
    console.print(&text)
}

fn explanation(code: Code, text: &mut Text) {
    text.styled(STRONG, code.name()).plain(&format!("\n\n{}\n", paragraph(code)));
    if let Some(example) = code.example() {
        for (title, fragment) in [("With the finding:", example.wrong), ("Without it:", example.right)] {
            text.plain("\n").styled(STRONG, title).plain(&format!("\n\n{}", indented(fragment)));
        }
    }
    let hint = if code.is_always_an_error() {
        "This is always an error.".to_owned()
    } else {
        format!(
            "`--allow {code}`, or `allow = [\"{code}\"]` in callsmith.toml, hides warnings and notes with this code; \
             `--deny {code}` makes errors of them."
        )
    };
    text.plain(&format!("\n{hint}\n"));
}

/// A fragment, moved to the right.
fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

fn list(codes: &[Code], text: &mut Text) {
    let width = codes.iter().map(|code| code.name().len()).max().unwrap_or_default();
    for code in codes {
        let gap = width - code.name().len() + 2;
        let sentence = first_sentence(&paragraph(*code));
        text.styled(PLACE, code.name()).plain(&format!("{:gap$}{sentence}\n", ""));
    }
}

/// The explanation as lines of text, as they were written.
fn paragraph(code: Code) -> String {
    code.explanation().lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// Up to a full stop before a space, or to the end.
fn first_sentence(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => text,
    }
}
