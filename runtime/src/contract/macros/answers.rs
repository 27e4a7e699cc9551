//! Enums of what the statuses of an answer carry.

/// The decoder of an enum of answers: each status with its variant and the marker that decodes its body.
#[doc(hidden)]
#[macro_export]
macro_rules! __answers {
    ($type:ident { $($status:ident $(($code:literal))? => $variant:ident $(($codec:ident $(<$root:path>)?))?),+ }) => {
        impl $crate::v1::Answers for $type {
            const STATUSES: &'static [$crate::v1::Status] = &[$($crate::v1::Status::$status $(($code))?),+];

            #[inline]
            fn is_bare(status: $crate::v1::Status) -> bool {
                match status {
                    $($crate::v1::Status::$status $(($code))? => $crate::__is_bare!($($codec)?),)+
                    #[allow(unreachable_patterns)]
                    _ => false,
                }
            }

            #[inline]
            fn read(
                status: $crate::v1::Status,
                parts: &$crate::v1::Parts,
                body: $crate::v1::Bytes,
            ) -> ::core::result::Result<Self, $crate::DecodeFailure> {
                match status {
                    $($crate::v1::Status::$status $(($code))? => $crate::__answer!(parts, body, $variant $(, $codec $(<$root>)?)?),)+
                    #[allow(unreachable_patterns)]
                    _ => ::core::result::Result::Err($crate::v1::undeclared()),
                }
            }
        }

        $crate::__encoded_answers!($type { $($status $(($code))? => $variant $(($codec $(<$root>)?))?),+ });
    };
}

/// The encoder of an enum of answers, for mocks.
#[cfg(feature = "testing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __encoded_answers {
    ($type:ident { $($status:ident $(($code:literal))? => $variant:ident $(($codec:ident $(<$root:path>)?))?),+ }) => {
        impl $crate::v1::EncodeAnswer for $type {
            #[inline]
            #[track_caller]
            fn encode(&self) -> $crate::v1::EncodedBody {
                match self {
                    $($crate::__bound!($variant, body $(, $codec)?) => $crate::__encoded!(body $(, $codec $(<$root>)?)?),)+
                }
            }

            #[inline]
            fn answered(&self) -> $crate::v1::Answered {
                let status = match self {
                    $(Self::$variant { .. } => $crate::v1::Status::$status $(($code))?,)+
                };
                $crate::v1::Answered { statuses: <Self as $crate::v1::Answers>::STATUSES, status }
            }
        }
    };
}

/// The encoder of an enum of answers: none without the feature `testing`.
#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __encoded_answers {
    ($($tokens:tt)*) => {};
}

/// Encodes the body of one variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __encoded {
    ($body:ident) => {
        $crate::v1::EncodedBody::EMPTY
    };
    ($body:ident, $codec:ident $(<$root:path>)?) => {
        <$crate::v1::$codec $(<$root>)? as $crate::v1::Encode<_>>::encode($body)
    };
}

/// `true` for a variant without a body.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_bare {
    () => {
        true
    };
    ($codec:ident) => {
        false
    };
}

/// Reads the body of one variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    ($parts:ident, $body:ident, $variant:ident) => {
        ::core::result::Result::Ok(Self::$variant)
    };
    ($parts:ident, $body:ident, $variant:ident, $codec:ident $(<$root:path>)?) => {
        match <$crate::v1::$codec $(<$root>)? as $crate::v1::Decode<_>>::decode($parts, $body) {
            ::core::result::Result::Ok(body) => ::core::result::Result::Ok(Self::$variant(body)),
            ::core::result::Result::Err(failure) => ::core::result::Result::Err(failure),
        }
    };
}

/// The same for answers that are errors, with `Display` as the body is, and `Error`.
#[doc(hidden)]
#[macro_export]
macro_rules! __error_answers {
    ($type:ident { $($status:ident $(($code:literal))? => $variant:ident $(($codec:ident $(<$root:path>)?))?),+ }) => {
        $crate::__answers!($type { $($status $(($code))? => $variant $(($codec $(<$root>)?))?),+ });

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $($crate::__bound!($variant, body $(, $codec)?) => $crate::__shown!(f, body $(, $codec)?),)+
                }
            }
        }

        impl ::core::error::Error for $type {}
    };
}

/// The pattern of one variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __bound {
    ($variant:ident, $body:ident) => {
        Self::$variant
    };
    ($variant:ident, $body:ident, $codec:ident) => {
        Self::$variant($body)
    };
}

/// Shows the body of one variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($f:ident, $body:ident) => {
        $f.write_str("no body")
    };
    ($f:ident, $body:ident, Text) => {
        $f.write_str($body)
    };
    ($f:ident, $body:ident, Binary) => {
        ::core::write!($f, "{} bytes", $body.len())
    };
    ($f:ident, $body:ident, $codec:ident) => {
        $crate::v1::write_json($body, $f)
    };
}
