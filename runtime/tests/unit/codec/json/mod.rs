//! Unit tests of `codec`.

mod edit;
mod encode;
mod locate;
