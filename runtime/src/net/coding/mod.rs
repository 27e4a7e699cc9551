//! Content codings of answers (RFC 9110, section 8.4).
//!
//! A request says which codings its answer may have: those of the features `gzip`, `brotli` and `zstd`, or none
//! (`identity`). For a part of a body (`Range`) and for an event stream it is always none. A part cannot be decoded,
//! and an event is there when it was sent. Where the caller sets `Accept-Encoding`, the codings are the caller's: the
//! body is handed out as it came.

#[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd"))]
mod decoding;

use std::error::Error;
use std::fmt;

use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, RANGE};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Body as _;

use crate::codec::Escaped;
use crate::codec::json::DecodeFailure;
use crate::codec::media_type::Essence;
use crate::net::headers::{codings, items};
use crate::net::transport::Incoming;

// Each coding multiplies what a byte may become, so a stack of them is a bomb and not an answer.
/// The greatest number of codings of a body.
const MAX_CODINGS: usize = 4;

/// A coding that the runtime knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Gzip,
    Brotli,
    Zstd,
}

impl Coding {
    const ALL: [Self; 3] = [Self::Gzip, Self::Brotli, Self::Zstd];

    /// The one of a name (RFC 9110, section 8.4.1.3: `x-gzip` is `gzip`).
    fn parse(name: &str) -> Option<Self> {
        let name = if name.eq_ignore_ascii_case("x-gzip") { "gzip" } else { name };
        Self::ALL.into_iter().find(|coding| coding.name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    fn feature(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "brotli",
            Self::Zstd => "zstd",
        }
    }

    /// `true` if its feature is on.
    fn is_decoded(self) -> bool {
        match self {
            Self::Gzip => cfg!(feature = "gzip"),
            Self::Brotli => cfg!(feature = "brotli"),
            Self::Zstd => cfg!(feature = "zstd"),
        }
    }
}

/// The side that named the codings of an answer, and therefore decodes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Negotiator {
    Caller,
    Runtime,
}

/// Says which codings the answer to a request may have, unless the caller says it.
pub(crate) fn negotiate(headers: &mut HeaderMap) -> Negotiator {
    // Who names the codings decodes them: a caller who asks for `gzip` wants the bytes as they come.
    if headers.contains_key(ACCEPT_ENCODING) {
        return Negotiator::Caller;
    }
    let codings =
        // Events would wait in the buffer of a coder, and a range counts the bytes of the coded body.
        if DECODED == NONE || accepts_events(headers) || headers.contains_key(RANGE) { NONE } else { DECODED };
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(codings));
    Negotiator::Runtime
}

/// The codings whose feature is on, as a header lists them.
const DECODED: &str = match (cfg!(feature = "gzip"), cfg!(feature = "brotli"), cfg!(feature = "zstd")) {
    (true, true, true) => "gzip, br, zstd",
    (true, true, false) => "gzip, br",
    (true, false, true) => "gzip, zstd",
    (true, false, false) => "gzip",
    (false, true, true) => "br, zstd",
    (false, true, false) => "br",
    (false, false, true) => "zstd",
    (false, false, false) => NONE,
};

/// No coding, as a header says it.
const NONE: &str = "identity";

fn accepts_events(headers: &HeaderMap) -> bool {
    items(headers, &ACCEPT).iter().any(|range| Essence::parse(range).is("text/event-stream"))
}

/// The body of an answer without its codings, whose headers go too.
///
/// # Errors
/// The body as it came, where it has a coding that cannot be decoded, and the reason.
pub(crate) fn decoded(
    headers: &mut HeaderMap,
    status: StatusCode,
    body: Incoming,
    negotiator: Negotiator,
) -> Result<Incoming, (Incoming, DecodeFailure)> {
    let names = codings(headers);
    // An answer to `HEAD` says which codings the body has that it does not have.
    if names.is_empty() || negotiator == Negotiator::Caller || body.is_end_stream() {
        return Ok(body);
    }
    let codings = match parse_codings(&names, status) {
        Ok(codings) => codings,
        Err(failure) => return Err((body, failure)),
    };
    // Both speak of the body as it came, and what is handed out is another one.
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    // They are listed in the order in which they were applied.
    Ok(codings.into_iter().rev().fold(body, without))
}

/// The codings of these names, or why the body cannot be decoded.
fn parse_codings(names: &[String], status: StatusCode) -> Result<Vec<Coding>, DecodeFailure> {
    let codings = names.iter().map(|name| match Coding::parse(name) {
        Some(coding) if coding.is_decoded() => Ok(coding),
        Some(coding) => Err(DecodeFailure::new(format_args!(
            "its content coding `{}` needs the feature `{}` of callsmith-runtime",
            coding.name(),
            coding.feature()
        ))),
        None => Err(DecodeFailure::new(format_args!("its content coding `{}` cannot be decoded", Escaped(name)))),
    });
    let codings: Vec<Coding> = codings.collect::<Result<_, _>>()?;
    match codings.len() {
        _ if status == StatusCode::PARTIAL_CONTENT => Err(DecodeFailure::new(format_args!(
            "it is a part of a body with the content coding `{}`, which is decoded whole",
            names.join(", ")
        ))),
        count if count > MAX_CODINGS => Err(DecodeFailure::new(format_args!(
            "it has {count} content codings, of which at most {MAX_CODINGS} are decoded"
        ))),
        _ => Ok(codings),
    }
}

/// A body without one of its codings.
#[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd"))]
fn without(body: Incoming, coding: Coding) -> Incoming {
    decoding::decode(body, coding)
}

/// Nothing is decoded without a feature that does it, and none of these codings is known to be.
#[cfg(not(any(feature = "gzip", feature = "brotli", feature = "zstd")))]
fn without(body: Incoming, _: Coding) -> Incoming {
    body
}

/// Bytes that are not of the content coding that an answer names. Its text has the reason, and so it has no source.
#[derive(Debug)]
pub(crate) struct Miscoded(Coding, String);

impl fmt::Display for Miscoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its body is no valid `{}`: {}", self.0.name(), self.1)
    }
}

impl Error for Miscoded {}

#[cfg(test)]
mod tests;
