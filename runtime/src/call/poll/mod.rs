//! Long-running operations: those that go on after their answer.
//!
//! The answer leads to the state (`Operation-Location`, `Azure-AsyncOperation`) or to the place of the result
//! (`Location`). Otherwise it is the resource itself with a `provisioningState`. [`monitor`] reads answers, [`poller`]
//! asks again until it is done.

mod monitor;
mod poller;

pub use self::poller::{Polled, Poller, RawPoller};
use crate::call::Operation;
use crate::contract::Polling;
use crate::net::decode::Decode;

/// An operation that goes on after its answer. Implemented by generated code for marker types.
pub trait LongRunning: Operation {
    /// The type of the result.
    type Result;
    /// The decoder of the result.
    #[doc(hidden)]
    type Codec: Decode<Self::Result>;
    /// The description of the long-running operation in the document.
    #[doc(hidden)]
    const POLLING: Polling;
}
