//! Measures calls of a generated client against the same calls written by hand, and fails where they take too much.
//!
//! ```text
//! cargo run --profile bench -p callsmith-calls -- count
//! cargo run --profile bench -p callsmith-calls -- load [CALLS] [IN FLIGHT]
//! ```
//!
//! `count` compares instructions, and needs valgrind. `load` compares throughput and time of the processor, and looks at errors and memory: 200,000 calls
//! with 2,000 in flight unless said otherwise.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be measured.

use std::env;
use std::process::ExitCode;

use callsmith_calls::{Result, count, load, server};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match done(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn done(arguments: &[&str]) -> Result<bool> {
    match *arguments {
        [server::SERVE] => server::serve().map(|()| true),
        [count::RUN, mode, rounds, url] => {
            mode.parse().and_then(|mode| count::run(mode, rounds.parse()?, url)).map(|()| true)
        }
        [load::RUN, mode, calls, in_flight, url] => {
            mode.parse().and_then(|mode| load::run(mode, calls.parse()?, in_flight.parse()?, url)).map(|()| true)
        }
        ["count"] => count::compare(),
        ["load"] => load::compare(200_000, 2_000),
        ["load", calls] => load::compare(calls.parse()?, 2_000),
        ["load", calls, in_flight] => load::compare(calls.parse()?, in_flight.parse()?),
        _ => Err("`count` or `load` is needed".into()),
    }
}
