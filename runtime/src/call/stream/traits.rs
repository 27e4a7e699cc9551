//! Traits of operations whose answers are streams of items, for generated code.

use super::events::MEDIA_TYPE;
use super::{Events, Framing, ItemStream};
use crate::call::{Operation, RawCall, Streamed, failed};
use crate::net::decode::Decode;
use crate::net::error::Error;

// An associated type of the operation, so that `events` exists for such operations alone, and a misuse is an error of
// the compiler.
/// An operation that answers with server-sent events.
pub trait HasEvents: Operation {
    /// The type of an event's data.
    type Data;
    /// The decoder of an event's data.
    #[doc(hidden)]
    type Codec: Decode<Self::Data>;
    /// `true` if the data is the event as a JSON object of `event`, `data`, `id` and `retry` (OAS 3.2.0, "Special Considerations for `text/event-stream` Content").
    #[doc(hidden)]
    const WHOLE: bool = false;
    /// The names of whole events whose data is JSON. That of others is a text.
    #[doc(hidden)]
    const JSON: &'static [&'static str] = &[];
}

/// An operation that answers with items in JSON, one after the other.
pub trait HasItems: Operation {
    /// An item.
    type Item;
    /// The decoder of an item.
    #[doc(hidden)]
    type Codec: Decode<Self::Item>;
    /// The framing of items.
    #[doc(hidden)]
    const FRAMING: Framing;
    /// The media type to ask for.
    #[doc(hidden)]
    const MEDIA_TYPE: &'static str;
}

impl RawCall {
    /// Sends the call for server-sent events.
    pub fn send_events<T>(mut self: Box<Self>, finish: fn(Streamed) -> T) -> crate::call::CallFuture<T, Streamed> {
        self.accept(MEDIA_TYPE);
        self.send_streamed_as(Some(MEDIA_TYPE), finish)
    }

    /// Sends the call for items of this media type. They are told apart from what they are not by decoding: services send them as `application/json` too.
    pub fn send_items<T>(
        mut self: Box<Self>,
        media_type: &'static str,
        finish: fn(Streamed) -> T,
    ) -> crate::call::CallFuture<T, Streamed> {
        self.accept(media_type);
        self.send_streamed_as(None, finish)
    }
}

/// The events of an answer, or the error of an operation.
pub fn finish_events<O: HasEvents>(streamed: Streamed) -> Result<Events<O::Data>, Error<O::Error>> {
    match streamed.split_values() {
        Ok((response, source, call)) => {
            let split = (response, source.without_default_idle(), call);
            Ok(Events::new(split, O::Codec::decode, O::WHOLE.then_some(O::JSON)))
        }
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}

/// The items of an answer, or the error of an operation.
pub fn finish_items<O: HasItems>(streamed: Streamed) -> Result<ItemStream<O::Item>, Error<O::Error>> {
    match streamed.split_values() {
        Ok((response, source, _)) => Ok(ItemStream::new(O::FRAMING, source, response, O::Codec::decode)),
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}
