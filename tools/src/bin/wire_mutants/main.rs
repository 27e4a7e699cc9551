//! Plants faults in generated clients, which their own tests have to find.
//!
//! ```text
//! cargo run -p callsmith-tools --bin wire_mutants -- DOCUMENT-OR-DIR... [--out DIR] [--mutants N] [--seed N]
//! ```
//!
//! Each document becomes a client with tests (`--tests`). They have to pass, and of each kind (a name on the wire, a style, a status) some
//! changes of the source are drawn, with each of which one of them has to fail. What survives is listed; the exit code is 1 where tests of
//! an unchanged client fail, or a kind of changes survives in a client.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use callsmith_tools::corpus::{Result, repository, roots};
use callsmith_tools::wire_mutants::{Kind, Outcome, Suite};
use clap::Parser;

// Tests that nobody sees fail prove nothing: a changed name, style or status in a client has to make one of its tests
// fail.
/// Plants faults in generated clients, which their own tests have to find
#[derive(Debug, Parser)]
struct Arguments {
    /// Documents, or folders of documents
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// The folder of the clients
    #[arg(long)]
    out: Option<PathBuf>,
    /// The number of changes of each kind for a client
    #[arg(long, default_value_t = 1)]
    mutants: usize,
    /// The seed of the choice of changes
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let out = arguments.out.clone().unwrap_or_else(|| repository().join("target/wire-mutants"));
    let mut documents = Vec::new();
    for path in &arguments.documents {
        if path.is_dir() {
            documents.extend(roots::find(path, &[])?.into_iter().map(|root| path.join(&root.path)))
        } else {
            documents.push(path.clone())
        }
    }
    let refused = |path: &Path, reason: &str| println!("{}: refused: {reason}", path.display());
    let suite = Suite::generate(&out, &documents, refused)?;
    let mut random = fastrand::Rng::with_seed(arguments.seed);
    let (mut passed, mut caught, mut made, mut is_good) = (0, 0, 0, true);
    for client in &suite.clients {
        let tested = &client.tested;
        let total = tested.operations + tested.without.len();
        print!("{} ({}): tests of {} of {total} operations", client.document.display(), client.name, tested.operations);
        match suite.run(client)? {
            Outcome::Passed => passed += 1,
            outcome => {
                is_good = false;
                println!(": {outcome:?}");
                continue;
            }
        }
        println!(": passed");
        for kind in Kind::ALL {
            let mut mutants = suite.mutants(client, kind)?;
            let all = mutants.len();
            random.shuffle(&mut mutants);
            let (mut drawn, mut killed) = (0, 0);
            for (path, mutant) in &mutants {
                if drawn == arguments.mutants {
                    break;
                }
                let (outcome, shown) = suite.run_with(client, path, mutant)?;
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                match outcome {
                    Outcome::Failed(tests) => {
                        killed += 1;
                        println!("  {kind}: found by {}: {file}, {shown}", tests.first().map_or("a test", |test| test));
                    }
                    Outcome::Passed => println!("  {kind}: NOT FOUND: {file}, {shown}"),
                    // What does not compile is no fault.
                    Outcome::Broken(_) => continue,
                }
                drawn += 1;
            }
            if drawn == 0 {
                println!("  {kind}: nothing to change among {all} places");
            }
            (caught, made) = (caught + killed, made + drawn);
            is_good &= drawn == 0 || killed > 0;
        }
    }
    println!("{passed} of {} clients pass their tests; {caught} of {made} changes are found", suite.clients.len());
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
