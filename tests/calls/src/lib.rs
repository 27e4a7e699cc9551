//! A small `GET` with a bearer token and an answer in JSON, by a generated client and by hand, in one run:
//!
//! ```sh
//! .ci/run calls
//! ```
//!
//! * [`server`]: the service, in a process of its own;
//! * [`way`]: the ways to call it;
//! * [`count`]: instructions of a call, which valgrind counts;
//! * [`load`]: throughput, time of the processor and memory of many calls at once.
//!
//! There are two ways by hand: what suffices, and with what a generated client sees to without being asked (a limit of stalled transfers and of the size of
//! answers, two repetitions, errors that say of what they are).

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
