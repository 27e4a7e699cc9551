//! Values that JSON writes as a string or number, and Rust has a type of its own for.

use super::Type;

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum IntKind {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

/// The Rust type of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Scalar {
    /// A point in time with its offset.
    DateTime,
    /// A day.
    Date,
    /// A point in time in the form of HTTP.
    HttpDate,
    /// A point in time as a count of seconds.
    UnixTime,
    Uuid,
    /// An address of either version of IP.
    Ip,
    Ipv4,
    Ipv6,
    /// Bytes, in the alphabet of base64 that is usual.
    Base64,
    /// Bytes, in the alphabet of base64 that is made for URLs.
    Base64Url,
    /// An integer that is a string on the wire.
    Quoted(IntKind),
    /// A number that is a string on the wire now and then.
    Numeric(NumberKind),
    /// A number that is a string on the wire, with all its digits.
    QuotedNumber,
    /// A text that is not to be shown.
    Secret,
    /// An integer with all its digits.
    ExactInteger,
    /// A number with all its digits.
    ExactNumber,
}

/// A type of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum NumberKind {
    Int(IntKind),
    Float32,
    Float64,
}

impl IntKind {
    /// The kind of the same width without a sign.
    pub(crate) fn unsigned(self) -> Self {
        match self {
            Self::I8 | Self::U8 => Self::U8,
            Self::I16 | Self::U16 => Self::U16,
            Self::I32 | Self::U32 => Self::U32,
            Self::I64 | Self::U64 => Self::U64,
        }
    }

    /// The least and the greatest value.
    pub(crate) fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN.into(), i8::MAX.into()),
            Self::I16 => (i16::MIN.into(), i16::MAX.into()),
            Self::I32 => (i32::MIN.into(), i32::MAX.into()),
            Self::I64 => (i64::MIN.into(), i64::MAX.into()),
            Self::U8 => (0, u8::MAX.into()),
            Self::U16 => (0, u16::MAX.into()),
            Self::U32 => (0, u32::MAX.into()),
            Self::U64 => (0, u64::MAX.into()),
        }
    }
}

impl Scalar {
    /// The number that its type wraps, which is all that parameters and headers have.
    pub(crate) fn bare(self) -> Option<Type> {
        match self {
            Self::Quoted(kind) | Self::Numeric(NumberKind::Int(kind)) => Some(Type::Int(kind)),
            Self::Numeric(NumberKind::Float32) => Some(Type::Float32),
            Self::Numeric(NumberKind::Float64) => Some(Type::Float64),
            Self::QuotedNumber => Some(Type::Scalar(Self::ExactNumber)),
            Self::DateTime | Self::Date | Self::HttpDate | Self::UnixTime | Self::Uuid | Self::Base64 => None,
            Self::Ip | Self::Ipv4 | Self::Ipv6 | Self::Base64Url => None,
            Self::Secret | Self::ExactInteger | Self::ExactNumber => None,
        }
    }

    /// The rank of a kind of string: of several kinds, the one with the greatest rank is tried first. Any string has
    /// rank 1; `None` if it is not a string.
    pub(crate) fn rank(self) -> Option<u8> {
        match self {
            Self::DateTime | Self::Date | Self::HttpDate | Self::Uuid | Self::Ip | Self::Ipv4 | Self::Ipv6 => Some(3),
            Self::Quoted(_) | Self::QuotedNumber | Self::Numeric(_) => Some(2),
            Self::Secret => Some(1),
            // Many words are base64 as well.
            Self::Base64 | Self::Base64Url => Some(0),
            Self::UnixTime | Self::ExactInteger | Self::ExactNumber => None,
        }
    }

    /// The feature of the runtime that its type is behind.
    pub(crate) fn feature(self) -> Option<&'static str> {
        match self {
            Self::DateTime | Self::Date => Some("chrono"),
            Self::Uuid => Some("uuid"),
            _ => None,
        }
    }

    /// Returns `true` if its type has a `Default`.
    pub(crate) fn has_default(self) -> bool {
        !matches!(self, Self::Ip | Self::Ipv4 | Self::Ipv6)
    }
}
