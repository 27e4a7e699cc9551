//! Changes of files as text: a unified diff, a table, a list.

use std::path::Path;
use std::time::{Duration, Instant};

use callsmith::terminal;
use similar::{ChangeTag, TextDiff};

use crate::console::plural;
use crate::plan::Change;
use crate::text::{ADDED, FAINT, PLACE, REMOVED, STRONG, Text};

/// The files of a diff that are shown, when there are more.
const MAX_FILES: usize = 10;
/// The lines of a diff that are shown, when there are more.
const MAX_LINES: usize = 200;
/// The time after which diffs no longer look for the fewest lines: they are right all the same.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The changes as a unified diff; a long one is cut unless all of it is wanted. Returns `true` if it was.
pub(crate) fn diff(changes: &[Change], is_whole: bool, text: &mut Text) -> bool {
    let deadline = Instant::now() + TIMEOUT;
    let mut lines = if is_whole { usize::MAX } else { MAX_LINES };
    let mut files = if is_whole { usize::MAX } else { MAX_FILES };
    let mut is_cut = false;
    let mut rest = changes.iter();
    while files > 0 && lines > 0 {
        let Some(change) = rest.next() else { break };
        files -= 1;
        let hidden = of_change(change, deadline, &mut lines, text);
        if hidden > 0 {
            is_cut = true;
            text.styled(FAINT, &format!("… and {} of {}", more(hidden, "line"), name(change))).plain("\n");
        }
    }
    let hidden = rest.count();
    if hidden > 0 {
        text.styled(FAINT, &format!("… and {}", more(hidden, "file"))).plain("\n");
    }
    is_cut || hidden > 0
}

/// `1 more line`, `2 more lines`.
fn more(number: usize, noun: &str) -> String {
    plural(number, &format!("more {noun}"))
}

/// The diff of a file, as far as lines are left. Returns the number of those that are not shown.
fn of_change(change: &Change, deadline: Instant, left: &mut usize, text: &mut Text) -> usize {
    let name = name(change);
    // A side that does not exist is `/dev/null`.
    let label = |side: char, text: Option<&String>| match text {
        Some(_) => format!("{side}/{name}"),
        None => "/dev/null".to_owned(),
    };
    let [old, new] = [label('a', change.old.as_ref()), label('b', change.new.as_ref())];
    text.styled(STRONG, &format!("--- {old}")).plain("\n").styled(STRONG, &format!("+++ {new}")).plain("\n");
    let diff = lines_of(change, deadline);
    let mut hidden = 0;
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        if *left > 0 {
            text.styled(PLACE, &hunk.header().to_string()).plain("\n");
        }
        for line in hunk.iter_changes() {
            if *left == 0 {
                hidden += 1;
                continue;
            }
            *left -= 1;
            let line_text = format!("{}{}", line.tag(), line.value().trim_end_matches('\n'));
            match line.tag() {
                ChangeTag::Equal => text.plain(&line_text),
                ChangeTag::Insert => text.styled(ADDED, &line_text),
                ChangeTag::Delete => text.styled(REMOVED, &line_text),
            };
            text.plain(if line.missing_newline() { "\n\\ No newline at end of file\n" } else { "\n" });
        }
    }
    hidden
}

/// A table of the changes: the lines that are added and removed in each file. Returns the numbers for all files.
pub(crate) fn stat(changes: &[Change], text: &mut Text) -> (usize, usize) {
    let deadline = Instant::now() + TIMEOUT;
    let rows: Vec<(String, usize, usize)> = changes
        .iter()
        .map(|change| {
            let diff = lines_of(change, deadline);
            let count = |tag| diff.iter_all_changes().filter(|line| line.tag() == tag).count();
            (terminal::line(&name(change)).into_owned(), count(ChangeTag::Insert), count(ChangeTag::Delete))
        })
        .collect();
    let width = |cell: &dyn Fn(&(String, usize, usize)) -> usize| rows.iter().map(cell).max().unwrap_or_default();
    let name_width = width(&|row| row.0.chars().count());
    let (added_width, removed_width) =
        (width(&|row| row.1.to_string().len()) + 1, width(&|row| row.2.to_string().len()) + 1);
    for ((name, added, removed), change) in rows.iter().zip(changes) {
        text.plain(&format!("  {name:name_width$}  "));
        text.styled(ADDED, &format!("{:>added_width$}", format!("+{added}"))).plain("  ");
        text.styled(REMOVED, &format!("{:>removed_width$}", format!("-{removed}")));
        match (&change.old, &change.new) {
            (None, _) => text.plain("  new"),
            (_, None) => text.plain("  removed"),
            _ => text,
        };
        text.plain("\n");
    }
    (rows.iter().map(|row| row.1).sum(), rows.iter().map(|row| row.2).sum())
}

/// A line for each change: what would be done, and the file.
pub(crate) fn list<'a>(folder: &Path, changes: impl IntoIterator<Item = &'a Change>, text: &mut Text) {
    for change in changes {
        let (style, done) = match (&change.old, &change.new) {
            (None, _) => (ADDED, "create"),
            (Some(_), Some(_)) => (PLACE, "replace"),
            (Some(_), None) => (REMOVED, "remove"),
        };
        let path = folder.join(&change.path).display().to_string();
        text.styled(style, done).plain(&format!(" {}\n", terminal::line(&path)));
    }
}

fn lines_of(change: &Change, deadline: Instant) -> TextDiff<'_, '_, str> {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    TextDiff::configure().deadline(deadline).diff_lines(old.unwrap_or_default(), new.unwrap_or_default())
}

fn name(change: &Change) -> String {
    let name = change.path.to_string_lossy().replace('\\', "/");
    terminal::line(&name).into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::Instant;

    use similar::ChangeTag;

    use super::{MAX_FILES, MAX_LINES, TIMEOUT, diff, lines_of, stat};
    use crate::plan::Change;
    use crate::text::Text;

    fn change(name: &str, old: Option<&str>, new: Option<&str>) -> Change {
        Change { path: PathBuf::from(name), old: old.map(str::to_owned), new: new.map(str::to_owned) }
    }

    fn diff_of(changes: &[Change], is_whole: bool) -> (String, bool) {
        let mut text = Text::new(false);
        let is_cut = diff(changes, is_whole, &mut text);
        (text.as_str().to_owned(), is_cut)
    }

    #[test]
    fn a_diff_is_unified() {
        let changes = [change("a", Some("1\n2\n3"), Some("1\n3\n4\n")), change("b", Some("x\n"), None)];
        let expected = "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n 1\n-2\n-3\n\\ No newline at end of file\n+3\n+4\n\
                        --- a/b\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
        assert_eq!(diff_of(&changes, true), (expected.to_owned(), false));
        assert_eq!(diff_of(&changes, false), (expected.to_owned(), false));
        let mut text = Text::new(false);
        assert_eq!(stat(&changes, &mut text), (2, 3));
        assert_eq!(text.as_str(), "  a  +2  -2\n  b  +0  -1  removed\n");
    }

    /// Texts of which each line is at another place: the fewest changes of many such lines take long to find.
    #[test]
    fn a_diff_without_time_is_right() {
        let lines = |step: usize| (0..100_003).map(|n| format!("{}\n", n * step % 100_003)).collect::<String>();
        let (old, new) = (lines(1), lines(7_919));
        let change = change("a", Some(&old), Some(&new));
        let started = Instant::now();
        let diff = lines_of(&change, started);
        assert!(started.elapsed() < TIMEOUT, "{:?}", started.elapsed());
        let side = |without: ChangeTag| {
            let lines = diff.iter_all_changes().filter(|line| line.tag() != without);
            lines.map(|line| line.value().to_owned()).collect::<String>()
        };
        assert_eq!((side(ChangeTag::Insert), side(ChangeTag::Delete)), (old.clone(), new.clone()));
    }

    #[test]
    fn a_long_diff_is_cut() {
        let long = "x\n".repeat(MAX_LINES + 7);
        let (text, is_cut) = diff_of(&[change("a", None, Some(&long)), change("b", None, Some("y\n"))], false);
        assert!(is_cut && text.ends_with("+x\n… and 7 more lines of a\n… and 1 more file\n"), "{text}");
        assert_eq!(text.matches("+x\n").count(), MAX_LINES);
        let many: Vec<Change> = (0..MAX_FILES + 2).map(|n| change(&n.to_string(), None, Some("y\n"))).collect();
        let (text, is_cut) = diff_of(&many, false);
        assert!(is_cut && text.ends_with("+++ b/9\n@@ -0,0 +1 @@\n+y\n… and 2 more files\n"), "{text}");
        let (text, is_cut) = diff_of(&many, true);
        assert!(!is_cut && text.ends_with("+++ b/11\n@@ -0,0 +1 @@\n+y\n"), "{text}");
    }
}
