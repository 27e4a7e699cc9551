//! No fixture that is changed at random makes the generator panic, hang, take more than its limits, or refuse without a place.

use std::fs;

use callsmith_tests::fixtures;
use callsmith_tools::corpus::{document, process};
use callsmith_tools::mutations::{MEMORY, Trial, TrialOutcome, is_changeable};

/// Trials of each fixture.
const ROUNDS: u64 = 4;

#[test]
fn changed_fixtures_give_a_client_or_findings() {
    let paths = fixtures::clients().into_iter().chain(fixtures::warned()).map(|(_, path)| path);
    let documents = paths.filter_map(|path| document::read(&fs::read_to_string(path).ok()?)).filter(is_changeable);
    let (mut clients, mut refused) = (0, 0);
    let mut slowest = (0.0, 0);
    for (index, document) in documents.enumerate() {
        for round in 0..ROUNDS {
            let trial = Trial::new(&document, u64::try_from(index).expect("there are few fixtures") * 1_000 + round);
            let before = process::so_far().expect("the system tells").0;
            match trial.run() {
                TrialOutcome::Client => clients += 1,
                TrialOutcome::Refused => refused += 1,
                TrialOutcome::Fault(fault) => panic!("seed {}: {fault}\n{}", trial.seed, trial.text),
            }
            let (seconds, megabytes) = process::so_far().expect("the system tells");
            let taken = seconds - before;
            assert!(taken <= trial.seconds() as f64, "seed {} took {taken} s of CPU time:\n{}", trial.seed, trial.text);
            assert!(megabytes <= MEMORY / 1024 / 1024, "seed {} took {megabytes} MB:\n{}", trial.seed, trial.text);
            if taken > slowest.0 {
                slowest = (taken, trial.seed);
            }
        }
    }
    let megabytes = process::so_far().expect("the system tells").1;
    println!(
        "{clients} clients, {refused} refusals, at most {:.2} s (seed {}) and {megabytes} MB",
        slowest.0, slowest.1
    );
    assert!(clients > 200 && refused > 200, "{clients} clients, {refused} refusals");
}
