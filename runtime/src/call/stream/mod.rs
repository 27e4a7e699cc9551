//! Answers as streams: bytes, server-sent events, and items one by one.

#[cfg(feature = "blocking")]
mod blocking;
mod events;
mod items;
mod lines;
mod parser;
mod sequence;
mod traits;

#[cfg(feature = "blocking")]
pub use self::blocking::{BlockingStream, FinishedBlocking, events_blocking, finish_blocking, items_blocking};
pub use self::events::{Event, Events};
pub use self::items::{Framing, ItemStream};
pub use self::traits::{HasEvents, HasItems, finish_events, finish_items};

use crate::codec::json::DecodeFailure;
use crate::net::decode::Parts;
use crate::net::error::{DecodeError, Error, WholeResponse};

/// Decodes the text of an item.
type DecodeItem<T> = fn(&Parts, bytes::Bytes) -> Result<T, DecodeFailure>;

/// The item of a stream that this text is, or what is wrong with it: the next one may be right.
fn decoded<T>(response: &WholeResponse, decode: DecodeItem<T>, text: bytes::Bytes) -> Result<T, Error> {
    decode(&response.parts().0, text.clone()).map_err(|failure| {
        let failure = response.redact(failure.of_operation(response.target.operation()));
        let fault = format!(", with an item that is not as declared ({failure})");
        let response = WholeResponse { bytes: text, fault, ..response.clone() };
        Error::Decode(DecodeError::new(Box::new(response), failure))
    })
}

#[cfg(test)]
mod tests;
