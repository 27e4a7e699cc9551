//! Text for standard output and standard error: what it says is escaped, its styles are not.

use anstyle::{AnsiColor, Effects, Style};
use callsmith::{Report, Severity, terminal};

/// Errors, as annotate-snippets shows them; so are the next three.
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
/// Warnings.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
/// Notes.
pub(crate) const NOTE: Style = AnsiColor::BrightGreen.on_default().effects(Effects::BOLD);
/// The remedy.
pub(crate) const HELP: Style = AnsiColor::BrightCyan.on_default().effects(Effects::BOLD);
/// Headlines and labels.
pub(crate) const STRONG: Style = Style::new().effects(Effects::BOLD);
/// Text of less weight, such as times.
pub(crate) const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// Lines that are added, and success.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
/// Lines that are removed.
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();
/// Places in a diff, and words that classify.
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();

/// The style of the word for a severity.
pub(crate) fn style_of(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    }
}

/// Text for a terminal, coloured or not.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    written: String,
    is_coloured: bool,
}

impl Text {
    /// An empty text.
    pub(crate) fn new(is_coloured: bool) -> Self {
        Self { written: String::new(), is_coloured }
    }

    /// Adds text, which may have several lines.
    pub(crate) fn plain(&mut self, text: &str) -> &mut Self {
        self.written.push_str(&terminal::lines(text));
        self
    }

    /// Adds text in a style.
    pub(crate) fn styled(&mut self, style: Style, text: &str) -> &mut Self {
        if !self.is_coloured || text.is_empty() {
            return self.plain(text);
        }
        self.written.push_str(&format!("{style}{}{style:#}", terminal::lines(text)));
        self
    }

    /// Adds a finding, without an empty line at its end.
    pub(crate) fn report(&mut self, report: &Report) -> &mut Self {
        // The library has escaped what it says.
        if self.is_coloured {
            self.written.push_str(report.coloured().trim_end());
        } else {
            self.written.push_str(report.rendered().trim_end());
        }
        self
    }

    /// Adds a help text of clap, whose colours are in it.
    pub(crate) fn help(&mut self, help: &clap::builder::StyledStr) -> &mut Self {
        if self.is_coloured {
            self.written.push_str(&help.ansi().to_string());
        } else {
            self.written.push_str(&terminal::lines(&help.to_string()));
        }
        self
    }

    /// The text with its styles.
    pub(crate) fn as_str(&self) -> &str {
        &self.written
    }
}

#[cfg(test)]
mod tests {
    use super::{ERROR, Text};

    #[test]
    fn styles_are_the_only_control_sequences() {
        let text = |is_coloured| {
            let mut text = Text::new(is_coloured);
            text.styled(ERROR, "a\u{1b}[2J").plain("\u{9b}b\n");
            text.as_str().to_owned()
        };
        assert_eq!(text(false), "a\\u{1b}[2J\\u{9b}b\n");
        assert_eq!(text(true), "\u{1b}[1m\u{1b}[91ma\\u{1b}[2J\u{1b}[0m\\u{9b}b\n");
    }
}
