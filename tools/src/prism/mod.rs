//! Calls of all operations of a document, with values of its own schemas, for a server that holds requests against the document.
//!
//! Code that shares nothing with the generator says which requests and responses are valid (see [`crate::roundtrip`]):
//!
//! * [`operations`]: the parameters, bodies and responses of an operation, as the document has them;
//! * [`samples`]: calls with valid values;
//! * [`driver`]: the program that makes the calls, written from what `callsmith inspect --format json` prints;
//! * [`outcome`]: the outcome of a call.

pub mod driver;
pub mod operations;
pub mod outcome;
pub mod samples;
