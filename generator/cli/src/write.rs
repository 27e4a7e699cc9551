//! Writing all of a plan, or nothing.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::folder::{missing, remove_empty, staged_name};
use crate::plan::Change;

/// Makes, replaces and removes files in a folder, which is made where it is missing.
///
/// Every text is first written beside its target. Common failures (a full disk, a folder that is read-only) happen
/// there, before the first target is touched. Then the files are renamed, so that no reader sees half of one. A target
/// that is a link stays one: the file that it leads to is replaced.
pub(crate) fn write(folder: &Path, changes: &[Change]) -> io::Result<()> {
    let (mut staged, mut made) = (Vec::new(), Vec::new());
    let result = stage(folder, changes, &mut staged, &mut made).and_then(|()| {
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
        remove_empty(&made);
    }
    result
}

/// Writes each text beside its target, and keeps which files and folders were made.
fn stage(
    folder: &Path,
    changes: &[Change],
    staged: &mut Vec<(PathBuf, PathBuf)>,
    made: &mut Vec<PathBuf>,
) -> io::Result<()> {
    for change in changes {
        let Some(text) = &change.new else { continue };
        let target = folder.join(&change.path);
        if let Some(parent) = target.parent() {
            made.extend(missing(parent));
            fs::create_dir_all(parent)?;
        }
        let target = match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_symlink() => fs::canonicalize(&target)?,
            _ => target,
        };
        let beside = target.with_file_name(staged_name(target.file_name().unwrap_or_default()));
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
        let changes = [change("new/c", Some("new")), change("b/c", Some("new"))];
        write(folder.path(), &changes).expect_err("`b` is a file and no folder");
        assert_eq!(names(), ["b"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").expect("the folder is writable");
        std::os::unix::fs::symlink("target", &link).expect("the folder is writable");
        let change = |new: &str| [Change { path: PathBuf::from("link"), old: None, new: Some(new.to_owned()) }];
        write(folder.path(), &change("new")).expect("the folder is writable");
        assert_eq!(fs::read_to_string(&target).expect("it is there"), "new");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        fs::remove_file(&target).expect("it is there");
        write(folder.path(), &change("new")).expect_err("the link leads nowhere");
    }
}
