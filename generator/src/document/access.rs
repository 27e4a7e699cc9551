//! Files that may be read.
//!
//! Documents are not trusted. A reference reaches the folder of the user's document and the folders that the user
//! allows, but nothing else by `..` or links. The target of a path is looked at only when the path itself is allowed,
//! so that messages tell nothing about other folders.

use std::path::{Path, PathBuf};
use std::{fs, io, path};

use super::address::plain;

use crate::limits;

/// The folders whose files may be read.
#[derive(Debug, Default)]
pub(super) struct Access {
    folders: Vec<Folder>,
}

#[derive(Debug)]
struct Folder {
    /// As it was named.
    named: PathBuf,
    /// Without links.
    real: PathBuf,
}

/// The reason why a file is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Its path leads out of the folders that are allowed.
    Outside,
    /// A link leads out of them, to this folder.
    LinksTo(PathBuf),
    Missing,
    Unreadable(String),
}

impl Access {
    /// Allows a folder. One that does not exist has no files.
    pub(super) fn allow(&mut self, folder: &Path) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // Both spellings: the user may name a folder by a link, and a reference in it may lead on without one.
        if let (Ok(named), Ok(real)) = (path::absolute(folder), fs::canonicalize(folder)) {
            self.folders.push(Folder { named: plain(&named), real });
        }
    }

    /// The file at a path, without links; a regular file in one of the folders.
    pub(super) fn file(&self, path: &Path) -> Result<PathBuf, Refusal> {
        let named = path::absolute(path).map_err(unreadable)?;
        let named = plain(&named);
        // The path is checked by its spelling before the file system is asked, so a message never tells whether a file
        // outside exists. Links are checked afterwards, since only the file system knows them.
        if !self.folders.iter().any(|folder| named.starts_with(&folder.named) || named.starts_with(&folder.real)) {
            return Err(Refusal::Outside);
        }
        let real = fs::canonicalize(&named).map_err(unreadable)?;
        if !self.folders.iter().any(|folder| real.starts_with(&folder.real)) {
            return Err(Refusal::LinksTo(real.parent().unwrap_or(&real).to_owned()));
        }
        // Reading a device or a pipe may never end.
        let data = fs::metadata(&real).map_err(unreadable)?;
        match (data.is_file(), data.is_dir()) {
            (true, _) => Ok(real),
            (_, true) => Err(Refusal::Unreadable("it is a folder".to_owned())),
            _ => Err(Refusal::Unreadable("it is no regular file".to_owned())),
        }
    }

    /// The names of the files beside a file that is not there.
    pub(super) fn siblings(&self, path: &Path) -> Vec<String> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let real = fs::canonicalize(folder).ok();
        let allowed = real.filter(|real| self.folders.iter().any(|folder| real.starts_with(&folder.real)));
        let entries = allowed
            .and_then(|folder| fs::read_dir(folder).ok())
            .into_iter()
            .flatten()
            .flatten()
            .take(limits::FOLDER_ENTRIES);
        let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }
}

fn unreadable(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing,
        // A NUL in a path.
        io::ErrorKind::InvalidInput => Refusal::Missing,
        _ => Refusal::Unreadable(error.to_string()),
    }
}
