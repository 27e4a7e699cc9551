//! A small `GET` with a bearer token and a response in JSON, by a generated client and by hand, in one run:
//!
//! ```sh
//! .ci/run calls
//! ```
//!
//! * [`server`]: the service, in a process of its own;
//! * [`clients`]: clients that call it, the generated one and those by hand;
//! * [`count`]: instructions of a call, which valgrind counts;
//! * [`load`]: throughput, time of the processor and memory of many calls at once.
//!
//! Two clients are written by hand: one that suffices, and a careful one. The latter has what a generated client has by default: limits of stalled
//! transfers and of the size of responses, two repetitions, and errors that name their request.

pub mod clients;
pub mod count;
pub mod load;
pub mod server;

/// Any error, as text for the one who started the program.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The golden client that is called.
#[rustfmt::skip]
#[path = "../../golden/example.rs"]
pub mod example;
