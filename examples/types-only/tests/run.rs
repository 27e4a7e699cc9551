//! The program reads an order, and refuses one that does not fit the document.

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs, process};

fn run(path: &Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_types-only"));
    program.current_dir(env!("CARGO_MANIFEST_DIR")).arg(path).output().expect("the program can be started")
}

#[test]
fn an_order_is_read() {
    let output = run(Path::new("data/order.json"));
    let expected = "2 rye bread at 4.25\n6 poppy roll at 0.75\norder 15: 13.00, to Harbour 3\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
    assert!(output.status.success());
}

#[test]
fn an_order_that_does_not_fit_is_an_error_with_line_and_column() {
    let path = env::temp_dir().join(format!("order-{}.json", process::id()));
    fs::write(&path, r#"{"number": 16, "lines": [{"goods": "rye bread", "count": "two", "price": 4.25}]}"#)
        .expect("it is written");
    let output = run(&path);
    fs::remove_file(&path).expect("it is there");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && errors.contains("expected i32\", line: 1, column: 62"), "{errors}");
}
