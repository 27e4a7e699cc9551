//! From an answer to a stream.

use super::{Operation, Outcome, RawCall, finish};
use crate::net::byte_stream::{About, ByteStream};
use crate::net::decode::is_plain;
use crate::net::error::{Answer, Error, Failure, UnexpectedResponse};
use crate::net::response::Response;
use crate::net::send::Arrived;
use crate::net::transport::Pool;

/// What came of a call for a stream, before its types are known.
#[derive(Debug)]
pub struct Streamed {
    pub(crate) arrived: Result<Arrived, Failure>,
    /// What was sent.
    pub(crate) call: Box<RawCall>,
    pub(crate) pool: Pool,
}

/// The answer of an operation with its body as a stream, or its error.
pub type FinishedStream<O> = Result<Response<ByteStream, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// Hands out the body of a success as a stream, and decodes that of an error.
pub fn finish_stream<O: Operation>(streamed: Streamed) -> FinishedStream<O> {
    match streamed.split() {
        Ok((answer, stream, _)) => Ok(Response::new(answer.parts().0, stream)),
        Err(outcome) => Err(failed::<O>(*outcome)),
    }
}

impl Streamed {
    /// The stream with the answer around it and the call that asked for it, or what else came.
    pub(crate) fn split(self) -> Result<(Answer, ByteStream, Box<RawCall>), Box<Outcome>> {
        let Self { arrived, call, pool } = self;
        match arrived {
            Ok(Arrived { answer, stream: Some(body) }) => {
                let exchange = call.exchange();
                let (limit, carrier) = (exchange.response_limit(), call.carrier(pool));
                let about = About { target: answer.target.clone(), limit, carrier };
                let silence = (exchange.silence(), exchange.default_silence());
                Ok((answer, ByteStream::new(body, about, silence), call))
            }
            Ok(Arrived { answer, stream: None }) => Err(Box::new(Outcome(Ok(answer)))),
            Err(failure) => Err(Box::new(Outcome(Err(failure)))),
        }
    }
}

impl Streamed {
    /// The same for a stream of values: a body with a content coding, which the caller asked for, holds none.
    pub(crate) fn split_values(self) -> Result<(Answer, ByteStream, Box<RawCall>), Box<Outcome>> {
        let (answer, stream, call) = self.split()?;
        match is_plain(answer.headers.as_map()) {
            Ok(()) => Ok((answer, stream, call)),
            Err(failure) => Err(Box::new(Outcome(Err(answer.miscoded(failure))))),
        }
    }
}

/// What is no stream as an error of the operation: a success too, whose media type is another.
pub(crate) fn failed<O: Operation>(outcome: Outcome) -> Error<O::Error> {
    let answer = match outcome.0 {
        Ok(answer) => answer,
        Err(failure) => return failure.into_error(),
    };
    match finish::<O>(Outcome(Ok(answer.clone()))) {
        Ok(_) => Error::Unexpected(no_stream(answer)),
        Err(error) => error,
    }
}

/// A success that is not the stream which was asked for.
pub(crate) fn no_stream(mut answer: Answer) -> UnexpectedResponse {
    let content_type = answer.headers.get("content-type").unwrap_or_default().escape_debug().to_string();
    answer.fault = format!(", with a body of `{content_type}`, which is not the stream that was asked for");
    UnexpectedResponse::new(answer, None)
}
