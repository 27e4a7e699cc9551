//! Why a command failed, and its exit code.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use callsmith::{OptionError, Report};

use crate::console::{Console, counts};

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The document cannot be used.
    Document {
        /// What messages call the document.
        name: String,
        /// What was found; at least one is an error.
        reports: Vec<Report>,
        /// The number of operations of a client that is made all the same; `None` where none can be.
        left: Option<usize>,
    },
    /// What is on disk is not what would be generated.
    Drift(Message),
    /// The command line or the output folder cannot be used.
    Usage(Message),
    /// An option cannot be used, or the configuration that has it.
    Option(OptionError),
}

/// A message that is not about a place in a document.
#[derive(Debug)]
pub(crate) struct Message {
    /// What is wrong.
    pub(crate) text: String,
    /// What can be done about it.
    pub(crate) help: Option<String>,
}

impl Failure {
    /// The command line, the configuration or the output folder cannot be used.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self::Usage(Message { text: text.into(), help: None })
    }

    /// As [`Failure::usage`], with what can be done about it.
    pub(crate) fn usage_with_help(text: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Message { text: text.into(), help: Some(help.into()) })
    }

    /// A file or folder cannot be read or written (`what`).
    pub(crate) fn file(what: &str, path: &Path, error: &io::Error) -> Self {
        Self::usage(format!("cannot {what} `{}`: {error}", path.display()))
    }

    /// Says on standard error what is wrong.
    pub(crate) fn show(&self, console: &Console) {
        match self {
            Self::Document { name, reports, left } => {
                console.reports(reports);
                let help = left.map(|left| {
                    let plural = if left == 1 { "" } else { "s" };
                    format!("`--keep-going` makes a client of what is left: {left} operation{plural}")
                });
                console
                    .error(&format!("could not generate a client from `{name}`: {}", counts(reports)), help.as_deref());
            }
            Self::Option(error) => console.option(error),
            Self::Drift(message) | Self::Usage(message) => console.error(&message.text, message.help.as_deref()),
        }
    }

    /// 1 where the document or its client is to be looked at, 2 where the command is.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Document { .. } | Self::Drift(_) => 1,
            Self::Usage(_) | Self::Option(_) => 2,
        })
    }
}

impl From<OptionError> for Failure {
    fn from(error: OptionError) -> Self {
        Self::Option(error)
    }
}
