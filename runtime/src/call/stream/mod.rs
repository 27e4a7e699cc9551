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
use crate::net::error::{Answer, DecodeError, Error};

/// Decodes the text of an item.
type DecodeItem<T> = fn(&Parts, bytes::Bytes) -> Result<T, DecodeFailure>;

/// The item of a stream that this text is, or what is wrong with it: the next one may be right.
fn decoded<T>(answer: &Answer, decode: DecodeItem<T>, text: bytes::Bytes) -> Result<T, Error> {
    decode(&answer.parts().0, text.clone()).map_err(|failure| {
        let failure = answer.redact(failure.of_operation(answer.target.operation()));
        let fault = format!(", with an item that is not as declared ({failure})");
        let answer = Answer { bytes: text, fault, ..answer.clone() };
        Error::Decode(DecodeError::new(answer, failure))
    })
}

#[cfg(test)]
#[path = "../../../tests/unit/call/stream.rs"]
mod tests;
