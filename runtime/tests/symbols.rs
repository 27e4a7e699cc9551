//! Compiling a generated client instantiates no codec: the library of the sample client has no symbol of serde_json.

use std::path::PathBuf;
use std::process::Command;

/// The library that cargo built of the example `sample_client`, beside the directory of this test.
fn library() -> Option<PathBuf> {
    let here = std::env::current_exe().expect("a path");
    let path = here.parent()?.parent()?.join("examples/libsample_client.rlib");
    path.exists().then_some(path)
}

#[test]
fn a_client_instantiates_no_codec() {
    let Some(library) = library() else {
        eprintln!(
            "not checked: the example is built by `cargo test` without a target, or by `cargo build --example sample_client`"
        );
        return;
    };
    let Ok(output) = Command::new("nm").arg("-C").arg(&library).output() else {
        eprintln!("not checked: there is no `nm`");
        return;
    };
    let symbols = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(symbols.contains("sample_client"), "`nm` shows the symbols of {}", library.display());
    for foreign in ["serde_json", "from_map", "serialize", "decode"] {
        let lines_with_codec: Vec<&str> = symbols.lines().filter(|line| line.contains(foreign)).collect();
        assert!(lines_with_codec.is_empty(), "{foreign}: {lines_with_codec:#?}");
    }
}
