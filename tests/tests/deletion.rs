//! Nothing that the fixtures say can be deleted without anybody noticing.

use callsmith_tests::fixtures;
use callsmith_tools::deletion::instances::Pair;
use callsmith_tools::deletion::survey::{Limits, Survey};
use callsmith_tools::deletion::trial::Effect;

/// Pairs of which the fixtures have only instances that change nothing where they stand.
const KNOWN: &[(&str, &str)] = &[
    ("2.0 OpenAPI `consumes`", "a form is sent as one anyway"),
    ("2.0 OpenAPI `schemes`", "the host of the fixture has a template, which names its own"),
    ("2.0 OpenAPI `schemes[]`", "the same"),
    ("3.x Encoding `contentType`", "a form has no content types of its parts"),
    ("3.x Encoding `explode`", "the value is an object, whose style is another one"),
];

#[test]
fn nothing_in_the_fixtures_is_missed_by_nobody() {
    let mut survey = Survey::new(Limits { trials: 6, places: 24, places_of_one: 2 });
    for (_, path) in fixtures::clients().into_iter().chain(fixtures::warned()) {
        survey.add(&path);
    }
    let pairs: Vec<Pair> = survey.pairs().cloned().collect();
    assert!(pairs.len() > 150, "only {} pairs were found", pairs.len());
    let mut unexplained = Vec::new();
    let mut changed = 0;
    for pair in pairs {
        let Some(finding) = survey.test(&pair) else { continue };
        changed += usize::from(finding.effect == Effect::Code);
        let is_known = KNOWN.iter().any(|(pair_name, _)| *pair_name == pair.to_string());
        if finding.effect == Effect::None && !is_known {
            unexplained.push(format!("{pair}: {} ({} trials)", finding.place.1, finding.trials));
        }
    }
    assert!(unexplained.is_empty(), "nobody misses:\n{}", unexplained.join("\n"));
    assert!(changed > 100, "only {changed} deletions changed the code");
}
