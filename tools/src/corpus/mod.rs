//! Collections of real documents, for the programs that go through them.
//!
//! * [`roots`]: which files of a folder are documents of their own;
//! * [`document`]: a document as any JSON value;
//! * [`process`]: limits of a process, and waiting for one;
//! * [`workspace`]: clients in a workspace, which share target folder, lock file and features;
//! * [`check`]: what the compiler says of them;
//! * [`hash`]: a hash that is the same everywhere.

pub mod check;
pub mod document;
pub mod hash;
pub mod process;
pub mod roots;
pub mod workspace;

use std::path::Path;

/// Any error, as text for the one who started a program.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The folder of this repository, whose runtime and versions the clients are compiled with.
///
/// # Panics
/// Never: the package is a folder of the repository.
#[must_use]
pub fn repository() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is a folder of the repository")
}
