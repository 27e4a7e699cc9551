//! Unit tests of `codec`.

mod edit;
mod encode;
mod locate;
mod marker;
mod non_finite;
