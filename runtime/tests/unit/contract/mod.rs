//! Unit tests of `spec`.

mod operation;
mod service;
