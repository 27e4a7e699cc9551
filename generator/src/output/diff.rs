//! The changes that a run would make.

use std::path::Path;

use similar::TextDiff;

use crate::protocol::terminal;

/// A unified diff of one file; empty when both sides are the same. A side that does not exist is `/dev/null`.
pub(super) fn unified(path: &Path, old: Option<&str>, new: Option<&str>) -> String {
    if old == new {
        return String::new();
    }
    let name = path.to_string_lossy().replace('\\', "/");
    let name = terminal::line(&name);
    let label = |side: char, text: Option<&str>| match text {
        Some(_) => format!("{side}/{name}"),
        None => "/dev/null".to_owned(),
    };
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    diff.unified_diff().context_radius(3).header(&label('a', old), &label('b', new)).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::unified;

    #[test]
    fn a_changed_line_is_shown_with_its_file() {
        let text = unified(Path::new("src/lib.rs"), Some("a\nb\n"), Some("a\nc\n"));
        assert_eq!(text, "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assert_eq!(unified(Path::new("x"), Some("a"), Some("a")), "");
        assert!(unified(Path::new("x"), None, Some("a\n")).starts_with("--- /dev/null\n+++ b/x\n"));
    }
}
