//! The contents of a compiled library.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use crate::Result;

/// The lines of `nm` for symbols that a library defines or references and whose name holds `text`. `None` where there is
/// no `nm`.
pub(crate) fn symbols_of(library: &Path, text: &str) -> Result<Option<Vec<String>>> {
    let output = match Command::new("nm").arg("-C").arg(library).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let symbols = String::from_utf8_lossy(&output.stdout);
    // `nm` heads the symbols of each object in the library with its name.
    if !output.status.success() || !symbols.contains(".o:") {
        let reason = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("`nm` cannot read {}: {reason}", library.display()).into());
    }
    Ok(Some(symbols.lines().filter(|line| line.contains(text)).map(str::to_owned).collect()))
}
