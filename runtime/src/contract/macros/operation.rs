//! The types and the table of an operation.

/// Implements `Operation` for a marker: the output and its codec, the error type and its codec, the type of the headers, and the table. An operation that
/// declares no errors leaves out what is about them, and one that declares no headers their type.
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    ($marker:ident: $output:ty as $success:ty; $spec:expr) => {
        impl $crate::v1::Operation for $marker {
            type Output = $output;
            type Error = ();
            type Headers = $crate::v1::Headers;
            type Success = $success;
            type Failure = $crate::v1::Empty;
            const SPEC: &'static $crate::v1::Spec = &$spec;
        }

        impl ::core::fmt::Debug for $marker {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match *self {}
            }
        }
    };
    ($marker:ident: $output:ty as $success:ty, $error:ty as $failure:ty; $spec:expr) => {
        impl $crate::v1::Operation for $marker {
            type Output = $output;
            type Error = $error;
            type Headers = $crate::v1::Headers;
            type Success = $success;
            type Failure = $failure;
            const SPEC: &'static $crate::v1::Spec = &$spec;
        }

        impl ::core::fmt::Debug for $marker {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match *self {}
            }
        }
    };
    ($marker:ident: $output:ty as $success:ty, $error:ty as $failure:ty, $headers:ty; $spec:expr) => {
        impl $crate::v1::Operation for $marker {
            type Output = $output;
            type Error = $error;
            type Headers = $headers;
            type Success = $success;
            type Failure = $failure;
            const SPEC: &'static $crate::v1::Spec = &$spec;
        }

        impl ::core::fmt::Debug for $marker {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match *self {}
            }
        }
    };
}
