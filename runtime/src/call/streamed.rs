//! From an answer to a stream.

use super::{Operation, Outcome, RawCall, finish};
use crate::net::byte_stream::{ByteStream, StreamContext};
use crate::net::decode::is_plain;
use crate::net::error::{Error, Failure, UnexpectedResponse, WholeResponse};
use crate::net::response::Response;
use crate::net::send::ReceivedResponse;
use crate::net::transport::Pool;

/// The outcome of a call for a stream before it is decoded.
#[derive(Debug)]
pub struct Streamed {
    pub(crate) arrived: Result<ReceivedResponse, Failure>,
    /// The call that was sent.
    pub(crate) call: Box<RawCall>,
    pub(crate) pool: Pool,
}

/// The answer of an operation with its body as a stream, or its error.
pub type FinishedStream<O> = Result<Response<ByteStream, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// Hands out the body of a success as a stream, and decodes that of an error.
pub fn finish_stream<O: Operation>(streamed: Streamed) -> FinishedStream<O> {
    match streamed.split() {
        Ok((response, stream, _)) => Ok(Response::new(response.parts().0, stream)),
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}

impl Streamed {
    /// The stream with the answer around it and the call that asked for it, or what else came.
    pub(crate) fn split(self) -> Result<(Box<WholeResponse>, ByteStream, Box<RawCall>), Box<Outcome>> {
        let Self { arrived, call, pool } = self;
        match arrived {
            Ok(ReceivedResponse { response, stream: Some(body) }) => {
                let exchange = call.exchange();
                let (limit, carrier) = (exchange.response_limit(), call.carrier(pool));
                let about = StreamContext { target: response.target.clone(), limit, carrier };
                let silence = (exchange.silence(), exchange.default_silence());
                Ok((response, ByteStream::new(body, about, silence), call))
            }
            Ok(ReceivedResponse { response, stream: None }) => Err(Box::new(Outcome(Ok(response)))),
            Err(failure) => Err(Box::new(Outcome(Err(failure)))),
        }
    }
}

impl Streamed {
    /// The same for a stream of values: a body with a content coding, which the caller asked for, holds none.
    pub(crate) fn split_values(self) -> Result<(Box<WholeResponse>, ByteStream, Box<RawCall>), Box<Outcome>> {
        let (response, stream, call) = self.split()?;
        match is_plain(response.headers.as_map()) {
            Ok(()) => Ok((response, stream, call)),
            Err(failure) => Err(Box::new(Outcome(Err(response.miscoded(failure))))),
        }
    }
}

/// An answer that is not a stream, as an error of the operation. A success with another media type is one too.
pub(crate) fn failed<O: Operation>(outcome: Outcome) -> Error<O::Error> {
    let response = match outcome.0 {
        Ok(response) => response,
        Err(failure) => return failure.into_error(),
    };
    // By the same rules as a plain call, so that errors of the service are typed here too.
    match finish::<O>(Outcome(Ok(response.clone()))) {
        Ok(_) => Error::Unexpected(no_stream(response)),
        Err(error) => error,
    }
}

/// A success that is not the stream which was asked for.
pub(crate) fn no_stream(mut response: Box<WholeResponse>) -> UnexpectedResponse {
    let content_type = response.headers.get("content-type").unwrap_or_default().escape_debug().to_string();
    response.fault = format!(", with a body of `{content_type}`, which is not the stream that was asked for");
    UnexpectedResponse::new(response, None)
}
