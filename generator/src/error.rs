//! Errors of generation.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::config::OptionError;
use crate::diagnostic::{Report, Severity};
use crate::protocol::terminal;

/// An error of generation: no client was made.
///
/// `Display` shows everything that is wrong with a document, as a compiler would. So does `Debug`, which a build script
/// prints whose `main` returns the error.
#[non_exhaustive]
pub enum Error {
    /// The document is missing, is no OpenAPI document, or breaks the specification. At least one report is an error.
    Document(Vec<Report>),
    /// An option makes no sense, or a configuration cannot be read.
    Option(OptionError),
    /// A file cannot be written or compared.
    Output {
        /// The folder or file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Some clients of a configuration were not made: their names, each with its error.
    Clients(Vec<(String, Error)>),
    /// Cargo runs neither a build script nor a test here: it has not set this variable.
    NoPackage(&'static str),
}

impl Error {
    /// The reports about the document; empty where the failure has another cause.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        match self {
            Self::Document(reports) => reports,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(reports) => {
                let errors = reports.iter().filter(|report| report.severity == Severity::Error);
                let mut first = true;
                for report in errors {
                    if !std::mem::take(&mut first) {
                        f.write_str("\n\n")?;
                    }
                    f.write_str(report.rendered())?;
                }
                Ok(())
            }
            Self::Option(error) => f.write_str(&terminal::lines(&error.to_string())),
            Self::Output { path, source } => write!(f, "cannot write to `{}`: {source}", display_path(path)),
            Self::Clients(errors) => {
                for (index, (name, error)) in errors.iter().enumerate() {
                    let gap = if index == 0 { "" } else { "\n\n" };
                    write!(f, "{gap}client `{}`:\n{error}", terminal::line(name))?;
                }
                Ok(())
            }
            Self::NoPackage(variable) => {
                write!(
                    f,
                    "the variable {variable} is not set: Cargo sets it for build scripts, and for tests their package"
                )
            }
        }
    }
}

fn display_path(path: &Path) -> String {
    terminal::line(&path.to_string_lossy()).into_owned()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Output { source, .. } => Some(source),
            Self::Option(error) => Some(error),
            Self::Document(_) | Self::Clients(_) | Self::NoPackage(_) => None,
        }
    }
}

impl From<OptionError> for Error {
    fn from(error: OptionError) -> Self {
        Self::Option(error)
    }
}
