//! Libraries of the programs in `src/bin`. The tests of the workspace run most of them with its fixtures.
//!
//! * [`book_links`]: links of the guide to files of the repository;
//! * [`corpus`]: collections of real documents, and clients of them in a workspace;
//! * [`deletion`]: deletes keywords from documents, and looks whether anybody notices;
//! * [`faults`]: faults planted in good documents;
//! * [`mutations`]: documents that are changed at random;
//! * [`names`]: the names of a client, and those that a lock does not keep;
//! * [`prism`]: calls of all operations of a document with values of its schemas;
//! * [`roundtrip`]: values of a schema through the type that was made of it;
//! * [`synthetic`]: documents of any number of operations;
//! * [`wire_mutants`]: clients whose own tests have to find a fault that is planted in them.

pub mod book_links;
pub mod corpus;
pub mod deletion;
pub mod faults;
pub mod mutations;
pub mod names;
pub mod prism;
pub mod roundtrip;
pub mod synthetic;
pub mod wire_mutants;
mod yaml;
