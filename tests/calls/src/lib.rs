//! A small `GET` with a bearer token and an answer in JSON, by a generated client and by hand, in one run:
//!
//! ```sh
//! .ci/run calls
//! ```
//!
//! * [`server`]: the service, in a process of its own;
//! * [`way`]: the ways to call it;
//! * [`count`]: instructions of a call, which valgrind counts;
//! * [`load`]: throughput and memory of many calls at once.

pub mod count;
pub mod load;
pub mod server;
pub mod way;

/// Any error, as text for the one who started the program.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The golden client that is called.
#[rustfmt::skip]
#[path = "../../golden/example.rs"]
pub mod example;
