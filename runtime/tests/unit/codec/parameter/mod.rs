//! Unit tests of `parameter`.

mod encode;
mod path;
mod style;
mod types;
