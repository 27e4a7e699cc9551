//! Writing all of a plan, or nothing.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io, process};

use crate::plan::Change;

/// Makes, replaces and removes files in a folder, which is made where it is missing.
///
/// Every text is first written beside its target. What commonly fails (a full disk, a folder that is read-only) fails
/// there, before the first target is touched; then the files are renamed, so that no reader sees half of one.
pub(crate) fn write(folder: &Path, changes: &[Change]) -> io::Result<()> {
    let mut staged = Vec::new();
    let result = stage(folder, changes, &mut staged).and_then(|()| {
        for (beside, target) in &staged {
            fs::rename(beside, target)?;
        }
        for change in changes.iter().filter(|change| change.new.is_none()) {
            fs::remove_file(folder.join(&change.path))?;
        }
        Ok(())
    });
    if result.is_err() {
        for (beside, _) in &staged {
            // The first error is the one to tell; those which were renamed are not there any more.
            let _ = fs::remove_file(beside);
        }
    }
    result
}

fn stage(folder: &Path, changes: &[Change], staged: &mut Vec<(PathBuf, PathBuf)>) -> io::Result<()> {
    for change in changes {
        let Some(text) = &change.new else { continue };
        let target = folder.join(&change.path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(format!(".{}.tmp", process::id()));
        let beside = target.with_file_name(name);
        staged.push((beside.clone(), target));
        fs::write(&beside, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::write;
    use crate::plan::Change;

    #[test]
    fn what_cannot_be_written_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = || {
            let entries = fs::read_dir(folder.path()).expect("the folder is there");
            entries.map(|entry| entry.expect("an entry").file_name()).collect::<Vec<_>>()
        };
        let change = |path: &str, new: Option<&str>| Change {
            path: PathBuf::from(path),
            old: None,
            new: new.map(str::to_owned),
        };
        fs::write(folder.path().join("a"), "old").expect("the folder is writable");
        let changes = [change("a", Some("new")), change("a/b", Some("new"))];
        write(folder.path(), &changes).expect_err("`a` is a file and no folder");
        assert_eq!(fs::read_to_string(folder.path().join("a")).expect("it is there"), "old");
        assert_eq!(names(), ["a"]);
        write(folder.path(), &[change("b", Some("new")), change("a", None)]).expect("the folder is writable");
        assert_eq!(names(), ["b"]);
    }
}
