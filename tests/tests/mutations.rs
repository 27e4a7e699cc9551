//! No fixture that is changed at random makes the generator panic, hang, or refuse without a place.

use std::fs;
use std::time::{Duration, Instant};

use callsmith_tests::corpus::document;
use callsmith_tests::fixtures;
use callsmith_tests::mutations::{Trial, Verdict};

/// What one document may take without optimisation, on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);
/// Trials of each fixture.
const ROUNDS: u64 = 4;

#[test]
fn changed_fixtures_give_a_client_or_findings() {
    let paths = fixtures::clients().into_iter().chain(fixtures::warned()).map(|(_, path)| path);
    let documents = paths.filter_map(|path| document::read(&fs::read_to_string(path).ok()?));
    let (mut clients, mut refused) = (0, 0);
    for (index, document) in documents.enumerate() {
        for round in 0..ROUNDS {
            let trial = Trial::new(&document, u64::try_from(index).expect("there are few fixtures") * 1_000 + round);
            let started = Instant::now();
            match trial.run() {
                Verdict::Client => clients += 1,
                Verdict::Refused => refused += 1,
                Verdict::Fault(fault) => panic!("seed {}: {fault}\n{}", trial.seed, trial.text),
            }
            assert!(started.elapsed() < LIMIT, "seed {} took {:?}:\n{}", trial.seed, started.elapsed(), trial.text);
        }
    }
    assert!(clients > 200 && refused > 200, "{clients} clients, {refused} refusals");
}
