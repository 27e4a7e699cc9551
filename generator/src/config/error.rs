//! Errors of options.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::key::ConfigKey;
use super::span::ConfigSpan;
use crate::diagnostic::Location;
use crate::document::Place;

/// An option that makes no sense. `Display` shows the line of the configuration that sets it, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    message: String,
    help: Option<String>,
    span: ConfigSpan,
}

impl OptionError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, span: ConfigSpan::default() }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the place, unless one is named already.
    pub(super) fn at(mut self, span: ConfigSpan) -> Self {
        if self.span.is_none() {
            self.span = span;
        }
        self
    }

    /// Names the key of a value that stands in no file: no excerpt shows it.
    pub(super) fn of_key(mut self, key: &ConfigKey) -> Self {
        if self.span.is_none() {
            self.message = format!("`{}` cannot be set: {}", key.name, self.message);
            self.help.get_or_insert_with(|| format!("such as `{}`", key.example));
        }
        self
    }

    /// The error in one line, without its place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The remedy, where there is one.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The place in the configuration; `None` where a flag or a method sets the option.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        let (source, span) = self.span.place()?;
        Some(Location::new(source, Place { pointer: String::new(), span }))
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((source, range)) = self.span.place() else {
            f.write_str(&self.message)?;
            return self.help.as_ref().map_or(Ok(()), |help| write!(f, "; {help}"));
        };
        let (line, window) = source.lines().window(&source.text, &range);
        let range = range.start - window.start..range.end - window.start;
        let snippet = Snippet::source(&source.text[window])
            .path(source.name.as_str())
            .line_start(line)
            .annotation(AnnotationKind::Primary.span(range));
        let mut group: Group<'_> = Level::ERROR.primary_title(self.message.as_str()).element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let rendered = Renderer::plain().render(&[group]);
        f.write_str(rendered.strip_prefix("error: ").unwrap_or(&rendered).trim_end())
    }
}

impl std::error::Error for OptionError {}
