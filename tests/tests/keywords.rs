//! Keywords of schemas: each that says something of values is in a type, a rule, documentation, or a finding at its place.

#[path = "keywords/client.rs"]
mod client;
#[path = "keywords/enums.rs"]
mod enums;
#[path = "keywords/merged.rs"]
mod merged;
#[path = "keywords/places.rs"]
mod places;
#[path = "keywords/random.rs"]
mod random;
