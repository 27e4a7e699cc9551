//! The clients of the documents of AutoRest's test server, a module for each.

// One document has listed values in many scripts.
#![allow(mixed_script_confusables)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
