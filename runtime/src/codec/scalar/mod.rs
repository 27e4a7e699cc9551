//! Scalars that JSON has no kind of its own for: what the formats of a document become.

mod base64;
#[cfg(feature = "http-date")]
mod http_date;
mod number;
mod numeric;
mod quoted;
mod unix_time;

use std::fmt::Display;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

pub use self::base64::{Base64, Base64Url};
#[cfg(feature = "http-date")]
pub use self::http_date::{HttpDate, HttpDateError};
pub use self::number::Number;
pub use self::numeric::Numeric;
pub use self::quoted::Quoted;
pub use self::unix_time::UnixTime;
use crate::codec::header::FromHeader;
use crate::codec::json::{DecodeFailure, is_of_date, no_date};
use crate::codec::parameter::{ParameterValue, Value};

/// A point in time with the offset that the service wrote: a string of the format `date-time` (RFC 3339).
#[cfg(feature = "chrono")]
pub type DateTime = chrono::DateTime<chrono::FixedOffset>;

/// A day: a string of the format `date`.
#[cfg(feature = "chrono")]
pub type Date = chrono::NaiveDate;

/// An identifier: a string of the format `uuid`.
#[cfg(feature = "uuid")]
pub type Uuid = uuid::Uuid;

/// Parameters, and headers of answers: the text that they are in JSON, by the function given or else by `Display`.
macro_rules! texts {
    ($($(#[$cfg:meta])? $type:ty $(as $text:expr)?;)*) => {$(
        $(#[$cfg])?
        impl ParameterValue for $type {
            fn write(&self, out: &mut Value) {
                let text: fn(&Self) -> String = texts!(@ $($text)?);
                *out = Value::Text(text(self));
            }
        }

        $(#[$cfg])?
        impl FromHeader for $type {
            fn from_header(text: &str) -> Result<Self, DecodeFailure> {
                parsed(text)
            }
        }
    )*};
    (@) => { ToString::to_string };
    (@ $text:expr) => { $text };
}

texts! {
    Base64;
    Base64Url;
    #[cfg(feature = "http-date")]
    HttpDate;
    UnixTime;
    Number;
    IpAddr;
    Ipv4Addr;
    Ipv6Addr;
    #[cfg(feature = "chrono")]
    DateTime as |time| time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    #[cfg(feature = "chrono")]
    Date;
    #[cfg(feature = "uuid")]
    Uuid;
}

impl<T: ParameterValue> ParameterValue for Quoted<T> {
    fn write(&self, out: &mut Value) {
        self.0.write(out);
    }
}

fn parsed<T: FromStr<Err: Display>>(text: &str) -> Result<T, DecodeFailure> {
    let decode_error = |error: T::Err| {
        DecodeFailure::new(match error.to_string() {
            reason if is_of_date(&reason) => no_date(text.trim(), &reason),
            reason => format!("`{}`: {reason}", text.escape_debug()),
        })
    };
    text.trim().parse().map_err(decode_error)
}

#[cfg(test)]
mod tests;
