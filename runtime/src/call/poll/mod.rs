//! Long-running operations: those that go on after their answer.
//!
//! The answer leads to where the service says how it is going on (`Operation-Location`, `Azure-AsyncOperation`), to where its result will be (`Location`), or
//! it is the resource itself with a `provisioningState`. [`monitor`] reads answers, [`poller`] asks again until it is done.

mod monitor;
mod poller;

pub use self::poller::{Polled, Poller, RawPoller};
use crate::call::Operation;
use crate::contract::Polling;
use crate::net::decode::Decode;

/// An operation that goes on after its answer. Implemented by generated code for marker types.
pub trait LongRunning: Operation {
    /// What comes of it in the end.
    type Result;
    /// How that is decoded.
    type Codec: Decode<Self::Result>;
    /// What the document says of it.
    const POLLING: Polling;
}
