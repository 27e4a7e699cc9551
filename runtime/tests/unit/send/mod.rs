//! Unit tests of `send`.

mod redirect;
mod retry;
