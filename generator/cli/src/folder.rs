//! The folder that is written to: by one run at a time.
//!
//! A run holds it from before it looks at what is there until all is written, so that two runs do not mix their files. The
//! system lets go of what a run holds when it ends, however it ends. What a killed run has left beside its targets is
//! removed by the next one.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::failure::Failure;

/// A folder that is held.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Folders that were made for it, the outermost first; those that stay empty are removed.
    made: Vec<PathBuf>,
    _lock: Option<File>,
}

impl Folder {
    /// Holds a folder to write to it; it is made where it is missing. Waits for other runs.
    pub(crate) fn hold(path: &Path, console: &Console) -> Result<Self, Failure> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let mut folder = Self { path: path.to_owned(), made: missing(path), _lock: None };
        fs::create_dir_all(path).map_err(|error| Failure::file("make", path, &error))?;
        folder._lock = lock(path, console);
        // Another run may have removed a folder that stayed empty.
        fs::create_dir_all(path).map_err(|error| Failure::file("make", path, &error))?;
        Ok(folder)
    }

    /// A folder that is only looked at.
    pub(crate) fn look(path: &Path) -> Self {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Self { path: path.to_owned(), made: Vec::new(), _lock: None }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove_empty(&self.made);
    }
}

/// The folders of a path that are not there, the outermost first.
pub(crate) fn missing(path: &Path) -> Vec<PathBuf> {
    let folders = path.ancestors().filter(|folder| !folder.as_os_str().is_empty());
    let mut missing: Vec<PathBuf> =
        folders.take_while(|folder| fs::symlink_metadata(folder).is_err()).map(Path::to_owned).collect();
    missing.reverse();
    missing
}

/// Removes those of some folders that are empty.
pub(crate) fn remove_empty(folders: &[PathBuf]) {
    for folder in folders.iter().rev() {
        // One that is not empty stays.
        let _ = fs::remove_dir(folder);
    }
}

/// Holds a lock until the file is dropped. Where the file system has none, nothing is held.
fn lock(folder: &Path, console: &Console) -> Option<File> {
    let file = lockable(folder).ok()?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        console.notice(&format!("waiting for another run that writes to `{}`", folder.display()));
        file.lock().ok()?;
    }
    Some(file)
}

/// The folder itself can be locked.
#[cfg(unix)]
fn lockable(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// A folder cannot be locked: a file in the folder of temporary files stands for it.
#[cfg(not(unix))]
fn lockable(folder: &Path) -> io::Result<File> {
    let path = fs::canonicalize(folder)?;
    let name = format!("callsmith-{}.lock", crate::lock::digest_of(&path.to_string_lossy()));
    File::options().create(true).truncate(false).write(true).open(std::env::temp_dir().join(name))
}

/// The name of the file in which a text waits until it takes the place of another one.
pub(crate) fn staged_name(name: &OsStr) -> std::ffi::OsString {
    let mut staged = std::ffi::OsString::from(".");
    staged.push(name);
    staged.push(format!(".{}.tmp", std::process::id()));
    staged
}

/// Removes the staged files of runs that were killed: those in a folder whose targets are known.
pub(crate) fn remove_staged(folder: &Path, is_target: &dyn Fn(&str) -> bool) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_str().and_then(target_of).is_some_and(is_target) {
            // What cannot be removed harms nothing.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name of the file for which another one was staged.
fn target_of(staged: &str) -> Option<&str> {
    let (name, process) = staged.strip_prefix('.')?.strip_suffix(".tmp")?.rsplit_once('.')?;
    (!process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit())).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Folder, missing, remove_empty, remove_staged, target_of};

    #[test]
    fn staged_files_are_known_by_their_names() {
        assert_eq!(target_of(".lib.rs.123.tmp"), Some("lib.rs"));
        for name in ["lib.rs.123.tmp", ".lib.rs.tmp", ".lib.rs.1a.tmp", ".tmp", ".1.tmp", ".lib.rs.123.tmp2"] {
            assert_eq!(target_of(name), None, "{name}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        for name in [".lib.rs.1.tmp", ".notes.2.tmp", "lib.rs"] {
            fs::write(folder.path().join(name), "").expect("the folder is writable");
        }
        remove_staged(folder.path(), &|name| name == "lib.rs");
        assert!(!folder.path().join(".lib.rs.1.tmp").exists());
        assert!(folder.path().join(".notes.2.tmp").exists() && folder.path().join("lib.rs").exists());
    }

    #[test]
    fn folders_that_stay_empty_are_removed() {
        let root = tempfile::tempdir().expect("a folder");
        let inner = root.path().join("a/b/c");
        let made = missing(&inner);
        assert_eq!(made, ["a", "a/b", "a/b/c"].map(|path| root.path().join(path)));
        fs::create_dir_all(&inner).expect("the folder is writable");
        fs::write(root.path().join("a/file"), "").expect("the folder is writable");
        drop(Folder { path: inner.clone(), made, _lock: None });
        assert!(root.path().join("a/file").exists() && !root.path().join("a/b").exists());
        remove_empty(&[root.path().join("nowhere")]);
    }
}
