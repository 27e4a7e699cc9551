//! Unit tests of `codec`.

mod locate;
mod marker;
