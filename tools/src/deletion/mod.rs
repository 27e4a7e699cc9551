//! Deletes what documents say, one thing at a time, and looks whether anybody notices.
//!
//! A *pair* is a keyword and the kind of object that it stands in. Where a document without one instance of a pair has the
//! same code, the same diagnostics and the same coverage as with it, the keyword was lost in silence, unless it is one of
//! the [`annotations`], or stands within something that a diagnostic says is lost.
//!
//! * [`specification`]: which objects have which, told apart from what the generator knows;
//! * [`instances`]: where the pairs of a document stand;
//! * `defaults`: values that mean the same as their absence;
//! * [`trial`]: a document with and without one of them;
//! * [`survey`]: all pairs of a list of documents, with a few trials each.

pub mod annotations;
mod defaults;
pub mod instances;
pub mod specification;
pub mod survey;
pub mod trial;
