//! Directives of a build script, one a line (The Cargo Book, "Outputs of the Build Script").

// Cargo reads standard output.
#![expect(clippy::print_stdout)]

use std::path::Path;

use super::terminal;

/// Asks Cargo to run the build script again when a file changes. Where its name is none that Cargo reads as it is, a
/// warning says so.
pub(crate) fn rerun_if_changed(path: &Path) {
    match watched(path) {
        Some(path) => println!("cargo:rerun-if-changed={path}"),
        None => warning(&format!("`{}` is not watched for changes: its name is no line of UTF-8", path.display())),
    }
}

// Cargo reads directives from the same stream, line by line, so a text from a document must not begin a line.
/// Shows a warning to whoever builds.
pub(crate) fn warning(text: &str) {
    println!("{}", warning_line(text));
}

fn warning_line(text: &str) -> String {
    format!("cargo:warning={}", terminal::line(text))
}

/// The path as Cargo reads it: it takes lines of UTF-8, and the space around them away.
fn watched(path: &Path) -> Option<&str> {
    path.to_str().filter(|path| path.trim() == *path && !path.contains(terminal::is_active))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{warning_line, watched};

    #[test]
    fn a_path_is_no_directive() {
        assert_eq!(watched(Path::new("api/größe.json")), Some("api/größe.json"));
        for path in ["x.json\ncargo:rustc-env=A=b", "x\r", "x\0", " x", "x ", "\u{1b}[2J", "\u{202e}x", "\u{2028}"] {
            assert_eq!(watched(Path::new(path)), None, "{path:?}");
        }
    }

    #[test]
    fn a_warning_is_one_line() {
        let line = warning_line("evil\ncargo:rustc-env=A=b\u{1b}[2J\u{9b}1m");
        assert_eq!(line, r"cargo:warning=evil\ncargo:rustc-env=A=b\u{1b}[2J\u{9b}1m");
    }
}
