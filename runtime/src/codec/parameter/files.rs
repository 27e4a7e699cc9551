//! Files within a value that is written as JSON: each stands as a mark, which the writer of a body of parts replaces.

use std::any::Any;
use std::cell::RefCell;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use serde_core::Serialize;

use crate::codec::json::{EncodeFailure, json_of};

thread_local! {
    /// The files of the body that is being written, where one is.
    static FILES: RefCell<Option<Files>> = const { RefCell::new(None) };
}

/// A file, of which this floor knows nothing.
pub(crate) type AnyFile = Arc<dyn Any + Send + Sync>;

/// The files of a body.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// The text before the number of a file. It is another for each body, so that no text which a caller passes on is taken for a file.
    mark: String,
    list: Vec<AnyFile>,
}

impl Files {
    pub(crate) fn new() -> Self {
        let random = RandomState::new().build_hasher().finish();
        Self { mark: format!("\u{1}file {random:016x} "), list: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// It is an error that a file is within a value that is written as one part.
    pub(crate) fn are_not_within(&self, text: &str) -> Result<(), String> {
        let mark = self.mark.trim_start_matches('\u{1}');
        match !self.list.is_empty() && text.contains(mark) {
            true => Err("a file is a part of its own, and not within another".to_owned()),
            false => Ok(()),
        }
    }

    /// The file that a text stands for.
    pub(crate) fn of(&self, text: &str) -> Option<&AnyFile> {
        self.list.get(text.strip_prefix(&self.mark)?.parse::<usize>().ok()?)
    }
}

/// Writes a value that may hold files, for each of which it has a mark.
pub(crate) fn with_files<T>(write: impl FnOnce() -> T) -> (T, Files) {
    FILES.set(Some(Files::new()));
    let written = write();
    (written, FILES.take().unwrap_or_else(Files::new))
}

/// Hands a file to the body of parts that is being written, and returns its mark. `None` where no such body is written.
pub(crate) fn mark(file: impl FnOnce() -> AnyFile) -> Option<String> {
    FILES.with_borrow_mut(|files| {
        let files = files.as_mut()?;
        files.list.push(file());
        Some(format!("{}{}", files.mark, files.list.len() - 1))
    })
}

/// Returns the JSON text of a value that is held against rules: there are none for files, whose marks it has.
pub(crate) fn json_of_any<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeFailure> {
    with_files(|| json_of(value)).0
}
