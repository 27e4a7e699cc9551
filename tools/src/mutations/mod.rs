//! Documents that are changed at random, by someone who knows the keywords.
//!
//! A document is read as a tree, changed at one to six places ([`mod@change`], with [`words`] that documents have and words
//! that they should not have), and written as JSON or YAML. The generator is run on it with options that are drawn too
//! ([`trial`]): it gives a client whose sources are Rust, or a finding with a place; in bounded time, and without a panic.
//! A seed decides all of it, so each trial can be made again.

pub mod change;
pub mod trial;
pub mod words;

pub use change::is_changeable;
pub use trial::{MEMORY, Trial, TrialOutcome};
