//! Traits of generated types.
//!
//! A macro over an enum never writes `Self::X` for an associated type. A variant of the document may have that name,
//! which makes the path ambiguous. It writes the type itself.

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

/// The traits of a type that is a string or number everywhere but in Rust. It gives a primitive with `$get`, and is
/// decoded by `$decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __scalar {
    ($type:ident, $get:ident, $decode:ident) => {
        impl $crate::v1::Serialize for $type {
            #[inline]
            fn serialize<__S: $crate::v1::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::v1::Serialize::serialize(&self.$get(), serializer)
            }
        }

        impl<'de> $crate::v1::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<__D: $crate::v1::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
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

// Compared as the value that is sent, so an `Unknown` that holds a listed value equals the variant of it. Derived,
// these traits are a quarter of what an enum costs to compile.
/// The traits by which values of an enum are compared and shown, as the primitive that `$get` gives.
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
            fn hash<__H: ::core::hash::Hasher>(&self, state: &mut __H) {
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

/// The codec of a union, over its `Union`: a variant for each number, and for all others. One that has properties by which it is told has its place
/// in their table.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($type:ident { $($number:pat => $variant:ident $([$index:literal])?),+ }) => {
        impl $crate::v1::Variants for $type {
            #[inline]
            fn read(
                variant: usize,
                source: &impl $crate::v1::Source,
            ) -> ::core::result::Result<$type, $crate::v1::DecodeError> {
                match variant {
                    $($number => source.read().map($type::$variant),)+
                }
            }
        }

        impl<'de> $crate::v1::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<__D: $crate::v1::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::v1::decode_union(deserializer)
            }
        }

        impl $crate::v1::Serialize for $type {
            #[inline]
            fn serialize<__S: $crate::v1::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
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
