//! Failures of a command, and their exit codes.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use callsmith::{OptionError, Report};

use crate::console::{Console, counts, plural};

/// The failure of a command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The document cannot be used.
    Document {
        /// The name of the document in messages.
        name: String,
        /// The diagnostics; at least one is an error.
        reports: Vec<Report>,
        /// The number of operations of a client that is made all the same; `None` where none can be.
        left: Option<usize>,
    },
    /// The files on disk differ from those that would be generated.
    Drift(Message),
    /// The command line or the output folder cannot be used.
    Usage(Message),
    /// Some clients of the configuration failed, and each has said why.
    Clients {
        /// Their names.
        message: Message,
        /// The highest of their exit codes.
        code: u8,
    },
    /// An option cannot be used, or the configuration that has it.
    Option(OptionError),
}

/// A message that is not about a place in a document.
#[derive(Debug)]
pub(crate) struct Message {
    /// The message.
    pub(crate) text: String,
    /// A remark that is no remedy.
    pub(crate) note: Option<String>,
    /// The remedy.
    pub(crate) help: Option<String>,
}

impl Failure {
    /// The command line, the configuration or the output folder cannot be used.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self::Usage(Message { text: text.into(), note: None, help: None })
    }

    /// As [`Failure::usage`], with what can be done about it.
    pub(crate) fn usage_with_help(text: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Message { text: text.into(), note: None, help: Some(help.into()) })
    }

    /// A file or folder cannot be read or written (`what`).
    pub(crate) fn file(what: &str, path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            io::ErrorKind::NotADirectory => "a part of the path is no folder".to_owned(),
            _ => error.to_string(),
        };
        Self::usage(format!("cannot {what} `{}`: {reason}", path.display()))
    }

    /// Says on standard error what is wrong.
    pub(crate) fn show(&self, console: &Console) {
        match self {
            Self::Document { name, reports, left } => {
                let note = match console.reports(reports) {
                    0 => None,
                    1 => Some("1 error is not shown; `--verbose` shows all".to_owned()),
                    hidden => Some(format!("{hidden} errors are not shown; `--verbose` shows all")),
                };
                let help = left.map(|left| {
                    format!("`--keep-going` makes a client of what is left: {}", plural(left, "operation"))
                });
                let text = format!("could not generate a client from `{name}`: {}", counts(reports));
                console.error_with_note(&text, note.as_deref(), help.as_deref());
            }
            Self::Option(error) => console.option(error),
            Self::Drift(message) | Self::Usage(message) | Self::Clients { message, .. } => {
                console.error_with_note(&message.text, message.note.as_deref(), message.help.as_deref());
            }
        }
    }

    /// 1 where the document or its client is to be looked at, 2 where the command is.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Document { .. } | Self::Drift(_) => 1,
            Self::Usage(_) | Self::Option(_) => 2,
            Self::Clients { code, .. } => *code,
        }
    }

    /// The code as that of the process.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }
}

impl From<OptionError> for Failure {
    fn from(error: OptionError) -> Self {
        Self::Option(error)
    }
}
