//! Writes the document of [`callsmith_tools::synthetic`] with so many operations, in tags of forty:
//!
//! ```text
//! cargo run -p callsmith-tools --bin synthetic -- OPERATIONS FILE
//! ```
//!
//! Exit code 0 where it is written, 2 where it is not.

use std::process::ExitCode;
use std::{env, fs};

use callsmith_tools::synthetic::{Tags, document};

/// Any error, as text for the one who started the program.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match write(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(arguments: &[String]) -> Result<()> {
    let [operations, file] = arguments else { return Err("a number of operations and a file are needed".into()) };
    match operations.parse() {
        Ok(operations @ 1..) => Ok(fs::write(file, document(operations, Tags::Every(40)).to_string())?),
        _ => Err(format!("operations are a number from 1 on, not `{operations}`").into()),
    }
}
