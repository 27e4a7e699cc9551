//! The arguments about messages.

use clap::{Args, ValueEnum};

/// Messages on standard error.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct MessageArgs {
    /// Show notes too, and all of long lists
    ///
    /// Notes are choices that were made. Without the flag, the first three findings of a kind are shown, and the first ten errors.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Show errors only
    ///
    /// Results on standard output are no messages: `check` prints what differs, and `diff` the changes, all the same. The exit code says whether there are any.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Format of messages on standard error
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
    /// Colours in messages and results
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,
}

/// The condition for colours in messages and results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorWhen {
    /// The choice of a command line that cannot be read as a whole.
    pub(crate) fn of_arguments() -> Self {
        let arguments: Vec<String> = std::env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
        let following = arguments.windows(2).filter(|pair| pair[0] == "--color").map(|pair| &*pair[1]);
        let value = arguments.iter().filter_map(|text| text.strip_prefix("--color=")).chain(following).last();
        value.and_then(|value| Self::from_str(value, false).ok()).unwrap_or_default()
    }
}

/// The format of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As compilers do, with the line of the document
    Human,
    /// One JSON object a line with `severity`, `code`, `message`, `location`, `help` and `rendered`. `location` has
    /// `file`, `line`, `column`, `end_line`, `end_column` and `pointer`. `code` is null where the message is not about
    /// a place in the document
    Json,
}
