//! The program prints the two predictions of the README.

use std::process::Command;

#[test]
fn the_stand_in_scores() {
    let run = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scoring"));
        command.env_remove("SCORING_URI").env_remove("SCORING_KEY").envs(variables.iter().copied());
        command.output().expect("the program can be started")
    };
    let output = run(&[]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "[217.67978776218712, 224.78937091757172]\n");
    assert!(output.status.success());

    // Where a model is named, that one is called.
    let output = run(&[("SCORING_URI", "http://127.0.0.1:1/score"), ("SCORING_KEY", "key")]);
    assert!(!output.status.success() && output.stdout.is_empty());
}
