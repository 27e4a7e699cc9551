//! Measures what it costs to compile generated clients, and fails where it grows faster than their number of operations.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin cost -- [--operations 1000,4000,12000] [--tags none|every]... [--runs 2]
//! ```
//!
//! For each number of operations a synthetic client is generated and checked with all its dependencies built. What counts
//! is CPU time, of the fastest of the runs, above that of a client with one operation: the start of cargo and rustc is no
//! part of it. Beside them stands a crate of as many operations made of copies of the smallest client, which is linear by itself:
//! where it takes more time for each operation, the machine is what slows down, and not the client. Then the smallest client is built, and its library must neither define nor reference a function of
//! serde_json: compiling a client instantiates no codec.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin cost -- --types 100 [--runs 5] [--of-bare 2.5]
//! ```
//!
//! Measures the types of so many structs with ten fields each, and of enums and unions among them, against the same types with
//! the derive macros of serde and against the bare types, all above an empty crate with the same dependencies. What counts is the
//! median of the runs, in which the four take turns.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be measured.

mod arguments;
mod clients;
mod fit;
mod library;
mod types;

use std::process::ExitCode;

use arguments::{Arguments, Grouping};
use clients::{Client, Workspace};
use fit::Point;

/// Any error, as text for the one who started the program.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

// A look-up among methods of one name would show here as a square. The exponent of time alone depends on the caches of the
// machine: with 1,000 to 8,000 operations it was 1.07 on one and 1.13 on another, for the same clients.
/// The largest exponent of the cost over the number of operations, in units of the cost of copies.
const LIMIT: f64 = 1.05;

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Returns `true` if everything holds.
fn run(arguments: &Arguments) -> Result<bool> {
    let workspace = Workspace::create()?;
    if let Some(structs) = arguments.types {
        return types::measure(&workspace, structs, arguments.runs, arguments.of_bare);
    }
    let mut holds = true;
    for &grouping in &arguments.groupings {
        holds &= measure(&workspace, arguments, grouping)?;
    }
    Ok(holds)
}

fn measure(workspace: &Workspace, arguments: &Arguments, grouping: Grouping) -> Result<bool> {
    println!("tags: {grouping}");
    println!("{:>10}  {:>8}  {:>9}  {:>8}  {:>9}", "operations", "generate", "source", "check", "above one");
    // The first builds the dependencies of all.
    let clients: Vec<Client> = std::iter::once(&1)
        .chain(&arguments.operations)
        .map(|&operations| workspace.generate(operations, grouping))
        .collect::<Result<_>>()?;
    let (one, clients) = clients.split_first().ok_or("there is no client to check")?;
    let (Some(smallest), Some(largest)) = (clients.first(), clients.last()) else {
        return Err("there is no client to build".into());
    };
    let mut all = clients.to_vec();
    for copies in [1, largest.operations / smallest.operations] {
        all.push(workspace.copies(smallest.operations, copies, grouping)?);
    }
    workspace.check(one)?;
    let floor = fastest(workspace, std::slice::from_ref(one), arguments.runs)?[0];
    print_row(one, floor, None);
    let mut points = Vec::new();
    for (client, seconds) in all.iter().zip(fastest(workspace, &all, arguments.runs)?) {
        print_row(client, seconds, Some(seconds - floor));
        points.push(Point { operations: client.operations as f64, seconds: seconds - floor });
    }
    let (points, copies) = points.split_at(clients.len());
    let is_linear = judge_growth(points, copies)?;
    Ok(judge_library(workspace, smallest)? && is_linear)
}

/// CPU seconds of the fastest run of each client. They take turns, so that a busy time of the machine meets all of them.
fn fastest(workspace: &Workspace, clients: &[Client], runs: usize) -> Result<Vec<f64>> {
    let mut fastest = vec![f64::INFINITY; clients.len()];
    for _ in 0..runs {
        for (client, fastest) in clients.iter().zip(&mut fastest) {
            client.touch()?;
            *fastest = fastest.min(workspace.check(client)?);
        }
    }
    Ok(fastest)
}

fn print_row(client: &Client, seconds: f64, above: Option<f64>) {
    let above = above.map_or_else(String::new, |seconds| format!("{seconds:.2} s"));
    println!(
        "{:>10}  {:>6.2} s  {:>6.2} MB  {seconds:>6.2} s  {above:>9}{}",
        client.operations,
        client.generated_in.as_secs_f64(),
        client.source_bytes as f64 / 1e6,
        if client.is_of_copies { "  of copies" } else { "" },
    );
}

fn judge_growth(points: &[Point], copies: &[Point]) -> Result<bool> {
    let [.., _, _] = points else {
        println!("exponent: not told by one client\n");
        return Ok(true);
    };
    let unknown = "a client that costs no more than one operation tells nothing";
    let time = fit::between_ends(points).ok_or(unknown)?;
    let time_of_copies = fit::between_ends(copies).ok_or(unknown)?;
    let exponent = 1.0 + time - time_of_copies;
    let is_linear = exponent <= LIMIT;
    println!(
        "exponent: {exponent:.3} against copies, at most {LIMIT}: {} (of time {time:.3}, of copies {time_of_copies:.3})",
        if is_linear { "holds" } else { "FAILS" }
    );
    Ok(is_linear)
}

// A symbol of serde_json in the client's own library means that a codec was compiled there, and would be once for each
// operation.
fn judge_library(workspace: &Workspace, client: &Client) -> Result<bool> {
    let library = workspace.build(client)?;
    let size = std::fs::metadata(&library)?.len() as f64 / 1e6;
    let Some(symbols) = library::symbols_of(&library, "serde_json")? else {
        // A machine of a developer may lack binutils; the one that decides may not.
        let is_ci = std::env::var_os("CI").is_some();
        println!(
            "library of {} operations: {size:.2} MB, symbols not looked at: there is no `nm`\n",
            client.operations
        );
        return Ok(!is_ci);
    };
    println!("library of {} operations: {size:.2} MB, {} symbols of serde_json\n", client.operations, symbols.len());
    for symbol in symbols.iter().take(20) {
        println!("  {symbol}");
    }
    Ok(symbols.is_empty())
}
