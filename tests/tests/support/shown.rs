//! Everything that a program may come to show.

use std::error::Error;
use std::fmt::Debug;

/// Texts that a program may log or print, each with what it is of.
#[derive(Debug, Default)]
pub(crate) struct LoggedTexts(Vec<(String, String)>);

impl LoggedTexts {
    /// Adds `Debug`, plain and pretty.
    pub(crate) fn debug(&mut self, what: &str, value: &dyn Debug) {
        self.0.push((format!("Debug of {what}"), format!("{value:?}")));
        self.0.push((format!("pretty Debug of {what}"), format!("{value:#?}")));
    }

    /// Adds `Debug` and `Display` of an error and of all its sources.
    pub(crate) fn error(&mut self, what: &str, error: &dyn Error) {
        for (depth, error) in std::iter::successors(Some(error), |&error| error.source()).enumerate() {
            let what = format!("{what}, at depth {depth}");
            self.0.push((format!("Display of {what}"), error.to_string()));
            self.debug(&what, &error);
        }
    }

    /// Asserts that this text is nowhere.
    ///
    /// # Panics
    /// If it is somewhere.
    pub(crate) fn assert_without(&self, secret: &str) {
        let with: Vec<_> = self.0.iter().filter(|(_, text)| text.contains(secret)).collect();
        assert!(with.is_empty(), "`{secret}` is shown: {with:#?}");
    }

    /// The texts alone.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }
}
