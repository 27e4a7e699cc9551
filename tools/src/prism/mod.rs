//! Calls of all operations of a document, with values of its own schemas, for a server that holds requests against the document.
//!
//! What a request and an answer may be is told by code that shares nothing with the generator (see [`crate::roundtrip`]):
//!
//! * [`operations`]: the parameters, bodies and answers of an operation, as the document has them;
//! * [`samples`]: calls with valid values;
//! * [`driver`]: the program that makes the calls, written from what `callsmith inspect --format json` prints;
//! * [`verdict`]: what became of a call.

pub mod driver;
pub mod operations;
pub mod samples;
pub mod verdict;
