//! Clients whose own tests have to find a fault that is planted in them.
//!
//! A client is generated with tests (`--tests`), which all pass. Then a name on the wire, a style or a status in its source is changed
//! ([`mod@mutant`]), and one of its tests has to fail ([`mod@suite`]).

pub mod mutant;
pub mod suite;

pub use mutant::{Kind, Mutant};
pub use suite::{Client, Outcome, Suite};
