//! Traits of generated types.
//!
//! A macro over an enum never writes `Self::X` for an associated type: a variant of the document may have that name, which
//! makes the path ambiguous. It writes the type itself.

/// Conversions of a newtype over [`Headers`](crate::Headers).
#[doc(hidden)]
#[macro_export]
macro_rules! __headers {
    ($type:ident) => {
        impl ::core::convert::From<$crate::Headers> for $type {
            #[inline]
            fn from(headers: $crate::Headers) -> Self {
                Self(headers)
            }
        }

        impl ::core::ops::Deref for $type {
            type Target = $crate::Headers;

            #[inline]
            fn deref(&self) -> &$crate::Headers {
                &self.0
            }
        }
    };
}

/// The traits of an enum of strings, over its `as_str`, `From<String>` and `From<&str>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($type:ident) => {
        $crate::__scalar!($type, as_str, string);
        $crate::__open!($type, ::std::string::String);
        $crate::__text!($type);

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }
    };
}

/// The traits of an enum of integers, over its `as_i64` and `From<i64>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($type:ident) => {
        $crate::__scalar!($type, as_i64, integer);
        $crate::__open!($type, i64);

        impl ::core::str::FromStr for $type {
            type Err = ::core::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                ::core::result::Result::map(str::parse::<i64>(text), ::core::convert::From::from)
            }
        }
    };
}

/// The traits of a closed enum of strings, over its `as_str`, `TryFrom<&str>` and `ALL`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closed_string_enum {
    ($type:ident) => {
        $crate::__scalar!($type, as_str, listed_string);
        $crate::__closed!($type);
        $crate::__text!($type);

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                ::core::convert::TryFrom::try_from(text)
            }
        }
    };
}

/// The traits of a closed enum of integers, over its `as_i64`, `TryFrom<i64>` and `ALL`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closed_integer_enum {
    ($type:ident) => {
        $crate::__scalar!($type, as_i64, listed_integer);
        $crate::__closed!($type);

        impl ::core::str::FromStr for $type {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                match str::parse::<i64>(text) {
                    ::core::result::Result::Ok(value) => ::core::convert::TryFrom::try_from(value),
                    ::core::result::Result::Err(_) => {
                        ::core::result::Result::Err($crate::UnknownValue::new(text, Self::ALL))
                    }
                }
            }
        }
    };
}

/// The traits of a type that is a string or number everywhere but in Rust: it gives a primitive with `$get`, and is decoded by `$decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __scalar {
    ($type:ident, $get:ident, $decode:ident) => {
        impl $crate::v1::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::v1::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::v1::Serialize::serialize(&self.$get(), serializer)
            }
        }

        impl<'de> $crate::v1::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::v1::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::$decode(deserializer)
            }
        }

        impl $crate::v1::ParameterValue for $type {
            #[inline]
            fn write(&self, out: &mut $crate::v1::Value) {
                $crate::v1::ParameterValue::write(&self.$get(), out);
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$get(), f)
            }
        }
    };
}

/// The traits by which values of an enum are compared and shown, as the primitive that `$get` gives: derived, these are a third of the
/// cost of compiling an enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __compared {
    ($type:ident, $get:ident) => {
        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.$get() == other.$get()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::cmp::PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                ::core::cmp::Ord::cmp(&self.$get(), &other.$get())
            }
        }

        impl ::core::hash::Hash for $type {
            #[inline]
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.$get(), state);
            }
        }

        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.$get(), f)
            }
        }
    };
}

/// `FromHeader` for a type that is made of any `$primitive`.
#[doc(hidden)]
#[macro_export]
macro_rules! __open {
    ($type:ident, $primitive:ty) => {
        impl $crate::FromHeader for $type {
            #[inline]
            fn from_header(text: &str) -> ::core::result::Result<Self, $crate::v1::DecodeFailure> {
                let primitive = <$primitive as $crate::FromHeader>::from_header(text);
                ::core::result::Result::map(primitive, ::core::convert::From::from)
            }
        }
    };
}

/// `FromHeader` for a type that is made of some texts.
#[doc(hidden)]
#[macro_export]
macro_rules! __closed {
    ($type:ident) => {
        impl $crate::FromHeader for $type {
            #[inline]
            fn from_header(text: &str) -> ::core::result::Result<Self, $crate::v1::DecodeFailure> {
                let value = <Self as ::core::str::FromStr>::from_str(text.trim());
                ::core::result::Result::map_err(value, $crate::v1::DecodeFailure::new)
            }
        }
    };
}

/// `AsRef<str>` over `as_str`.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($type:ident) => {
        impl ::core::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}

/// `Display` as compact JSON, and `Error`, for a type that is the body of an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __display {
    ($type:ident) => {
        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::v1::write_json(self, f)
            }
        }

        impl ::core::error::Error for $type {}
    };
}

/// `ParameterValue` for a type which is written like its JSON form: an object with its properties, or a primitive.
#[doc(hidden)]
#[macro_export]
macro_rules! __parameter {
    ($type:ident) => {
        impl $crate::v1::ParameterValue for $type {
            #[inline]
            fn write(&self, out: &mut $crate::v1::Value) {
                *out = $crate::v1::Value::structure(self);
            }
        }
    };
}

/// The codec of a union, over its `Union`. A variant that has properties by which it is told has its place in their table.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($type:ident { $($variant:ident $([$index:literal])?),+ }) => {
        impl<'de> $crate::v1::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::v1::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::decode_union(deserializer)
            }
        }

        impl $crate::v1::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::v1::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::__variant!(serializer, value $(, $type, $index)?),)+
                }
            }
        }
    };
}

/// `ToPart` for a union of which some variants hold files: each is a `part`, or a `value` without any.
#[doc(hidden)]
#[macro_export]
macro_rules! __part_union {
    ($type:ident { $($variant:ident $kind:ident $([$index:literal])?),+ }) => {
        impl $crate::v1::ToPart for $type {
            fn to_part(&self) -> $crate::v1::PartValue {
                match self {
                    $(Self::$variant(value) => $crate::__part_variant!($kind value $(, $type, $index)?),)+
                }
            }
        }
    };
}

/// The parts of one variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __part_variant {
    (part $value:ident) => {
        $crate::v1::ToPart::to_part($value)
    };
    (part $value:ident, $type:ident, $index:literal) => {
        $crate::v1::ToPart::to_part($value).tagged(<$type as $crate::v1::Union>::FIXED[$index])
    };
    (value $value:ident) => {
        $crate::v1::PartValue::of($value)
    };
    (value $value:ident, $type:ident, $index:literal) => {
        $crate::v1::PartValue::of_variant($value, <$type as $crate::v1::Union>::FIXED[$index])
    };
}

/// Writes the value of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant {
    ($serializer:ident, $value:ident) => {
        $crate::v1::Serialize::serialize($value, $serializer)
    };
    ($serializer:ident, $value:ident, $type:ident, $index:literal) => {
        $crate::v1::tagged($serializer, <$type as $crate::v1::Union>::FIXED[$index], $value)
    };
}

/// The method of a type with rules that holds a value against them.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked {
    ($type:ident) => {
        $crate::__checked!($type, validate);
    };
    ($type:ident, $validate:ident) => {
        impl $type {
            /// `true` if it is as the document says: its limits, lengths and patterns. A call asks before it is sent.
            #[inline]
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Invalid> {
                $crate::v1::$validate(self, <Self as $crate::v1::Checked>::rules())
            }
        }
    };
}

/// The rule of a pattern.
#[cfg(feature = "regex")]
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($pattern:literal) => {
        $crate::v1::Rule::Pattern($pattern)
    };
}

/// The rule of a pattern, where the feature is missing that it needs.
#[cfg(not(feature = "regex"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($pattern:literal) => {
        ::core::compile_error!("this client checks patterns: enable the feature `regex` of `callsmith-runtime`")
    };
}

/// `From` for the variants of a union, each with the type that it is made of. Where the union contains itself a variant holds a `Box`.
/// `text` names the variant of all texts, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    ($type:ident { $($variant:ident($from:ty $(, $boxed:ident)?)),+ } $(text $text:ident)?) => {
        $(impl ::core::convert::From<$from> for $type {
            #[inline]
            fn from(value: $from) -> Self {
                Self::$variant($crate::__held!(value $(, $boxed)?))
            }
        })+
        $(impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                Self::$text(::core::convert::From::from(text))
            }
        })?
    };
}

/// `FromIterator` for a struct that is made of a list.
#[doc(hidden)]
#[macro_export]
macro_rules! __collected {
    ($type:ident) => {
        impl<T> ::core::iter::FromIterator<T> for $type
        where
            Self: ::core::convert::From<::std::vec::Vec<T>>,
        {
            #[inline]
            fn from_iter<I: ::core::iter::IntoIterator<Item = T>>(items: I) -> Self {
                let items: ::std::vec::Vec<T> = ::core::iter::FromIterator::from_iter(items);
                ::core::convert::From::from(items)
            }
        }
    };
}

/// A value as a variant holds it.
#[doc(hidden)]
#[macro_export]
macro_rules! __held {
    ($value:ident) => {
        $value
    };
    ($value:ident, boxed) => {
        ::std::boxed::Box::new($value)
    };
}
