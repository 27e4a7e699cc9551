//! `callsmith explain`: what the code of a diagnostic means.

use callsmith::Code;

use crate::args::ExplainArgs;
use crate::console::print;
use crate::failure::Failure;

/// Prints the explanation of a code, or all codes with the first sentence of theirs.
pub(crate) fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let text = match &args.code {
        None => list(Code::ALL),
        // The command line admits no other names.
        Some(name) => Code::ALL.iter().filter(|code| code.name() == name).map(|code| explanation(*code)).collect(),
    };
    print(&text)
}

fn explanation(code: Code) -> String {
    format!("{code}\n\n{}\n", paragraph(code))
}

fn list(codes: &[Code]) -> String {
    let width = codes.iter().map(|code| code.name().len()).max().unwrap_or_default();
    codes.iter().map(|code| format!("{:width$}  {}\n", code.name(), first_sentence(&paragraph(*code)))).collect()
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
