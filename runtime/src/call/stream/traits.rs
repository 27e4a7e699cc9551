//! What generated code says of operations whose answers are streams of items.

use super::events::MEDIA_TYPE;
use super::{Events, Framing, ItemStream};
use crate::call::{Operation, RawCall, Streamed, failed};
use crate::net::decode::Decode;
use crate::net::error::Error;

/// An operation that answers with server-sent events.
pub trait HasEvents: Operation {
    /// What an event says.
    type Data;
    /// How that is decoded.
    type Codec: Decode<Self::Data>;
    /// `true` if the data is the event as a JSON object of `event`, `data`, `id` and `retry` (OAS 3.2.0, "Special Considerations for `text/event-stream` Content").
    const WHOLE: bool = false;
    /// The names of whole events whose data is JSON. That of others is a text.
    const JSON: &'static [&'static str] = &[];
}

/// An operation that answers with items in JSON, one after the other.
pub trait HasItems: Operation {
    /// An item.
    type Item;
    /// How an item is decoded.
    type Codec: Decode<Self::Item>;
    /// How items follow each other.
    const FRAMING: Framing;
    /// The media type to ask for.
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
        Ok((answer, source, call)) => {
            let split = (answer, source.without_default_idle(), call);
            Ok(Events::new(split, O::Codec::decode, O::WHOLE.then_some(O::JSON)))
        }
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}

/// The items of an answer, or the error of an operation.
pub fn finish_items<O: HasItems>(streamed: Streamed) -> Result<ItemStream<O::Item>, Error<O::Error>> {
    match streamed.split_values() {
        Ok((answer, source, _)) => Ok(ItemStream::new(O::FRAMING, source, answer, O::Codec::decode)),
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}
