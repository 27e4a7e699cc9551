//! Enums of listed values: their inherent items, conversions and codecs.

// Open: a newer service may send a value that the document does not list, and `Unknown` keeps it.
/// An enum of strings with a variant for all others.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($type:ident { $($variant:ident = $value:literal,)* .. $unknown:ident }) => {
        impl $type {
            /// All values that the document lists, in its order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The value as it is sent.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $($type::$variant => $value,)*
                    $type::$unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> $type {
                match value {
                    $($value => $type::$variant,)*
                    _ => $type::$unknown(::core::convert::From::from(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(value: ::std::string::String) -> $type {
                ::core::convert::From::from(value.as_str())
            }
        }

        $crate::__scalar!($type, as_str, string);
        $crate::__compared!($type, as_str);
        $crate::__open!($type, ::std::string::String);
        $crate::__text!($type);

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<$type, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }
    };
}

/// An enum of integers with a variant for all others.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($type:ident { $($variant:ident = $value:literal,)* .. $unknown:ident }) => {
        impl $type {
            /// All values that the document lists, in its order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The value as it is sent.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $($type::$variant => $value,)*
                    $type::$unknown(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for $type {
            #[inline]
            fn from(value: i64) -> $type {
                match value {
                    $($value => $type::$variant,)*
                    _ => $type::$unknown(value),
                }
            }
        }

        $crate::__scalar!($type, as_i64, integer);
        $crate::__compared!($type, as_i64);
        $crate::__open!($type, i64);

        impl ::core::str::FromStr for $type {
            type Err = ::core::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<$type, ::core::num::ParseIntError> {
                ::core::result::Result::map(str::parse::<i64>(text), ::core::convert::From::from)
            }
        }
    };
}

// Closed enums convert with `TryFrom`: a value that is not listed has no variant to become.
/// An enum of strings that has no other values.
#[doc(hidden)]
#[macro_export]
macro_rules! __closed_string_enum {
    ($type:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $type {
            /// All values that the document lists, in its order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The value as it is sent.
            #[inline]
            pub fn as_str(&self) -> &'static str {
                match self {
                    $($type::$variant => $value,)*
                }
            }
        }

        impl ::core::convert::TryFrom<&str> for $type {
            type Error = $crate::UnknownValue;

            #[inline]
            fn try_from(value: &str) -> ::core::result::Result<$type, $crate::UnknownValue> {
                match value {
                    $($value => ::core::result::Result::Ok($type::$variant),)*
                    _ => ::core::result::Result::Err($crate::UnknownValue::new(value, $type::ALL)),
                }
            }
        }

        $crate::__scalar!($type, as_str, listed_string);
        $crate::__compared!($type, as_str);
        $crate::__closed!($type);
        $crate::__text!($type);

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<$type, $crate::UnknownValue> {
                ::core::convert::TryFrom::try_from(text)
            }
        }
    };
}

/// An enum of integers that has no other values.
#[doc(hidden)]
#[macro_export]
macro_rules! __closed_integer_enum {
    ($type:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $type {
            /// All values that the document lists, in its order.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The value as it is sent.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $($type::$variant => $value,)*
                }
            }
        }

        impl ::core::convert::TryFrom<i64> for $type {
            type Error = $crate::UnknownValue;

            #[inline]
            fn try_from(value: i64) -> ::core::result::Result<$type, $crate::UnknownValue> {
                match value {
                    $($value => ::core::result::Result::Ok($type::$variant),)*
                    _ => ::core::result::Result::Err($crate::UnknownValue::new(value, $type::ALL)),
                }
            }
        }

        $crate::__scalar!($type, as_i64, listed_integer);
        $crate::__compared!($type, as_i64);
        $crate::__closed!($type);

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<$type, $crate::UnknownValue> {
                match str::parse::<i64>(text) {
                    ::core::result::Result::Ok(value) => ::core::convert::TryFrom::try_from(value),
                    ::core::result::Result::Err(_) => {
                        ::core::result::Result::Err($crate::UnknownValue::new(text, $type::ALL))
                    }
                }
            }
        }
    };
}
