//! Macros which generated code invokes.
//!
//! Their expansions are either generic or `#[inline]`: compiling the crate of a generated client must not instantiate a
//! codec. Names of the standard library are written in full, because a document may have a schema called `Option` or
//! `Result`.
//!
//! `setters` is for this crate alone.

mod answers;
mod call;
mod client;
mod contract;
mod listed;
mod object;
mod operation;
mod types;

/// Methods of a builder, each of which sets the field of its name.
macro_rules! setters {
    ($($(#[$attribute:meta])* $field:ident: $type:ty;)*) => {$(
        $(#[$attribute])*
        #[must_use]
        pub const fn $field(mut self, value: $type) -> Self {
            self.$field = value;
            self
        }
    )*};
}
pub(crate) use setters;
