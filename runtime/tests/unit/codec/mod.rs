//! Unit tests of `codec`.

mod edit;
mod locate;
mod marker;
