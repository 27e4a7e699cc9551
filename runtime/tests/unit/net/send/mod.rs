//! Unit tests of `send`.

mod redirect;
