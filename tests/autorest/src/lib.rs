//! The clients of the documents of AutoRest's test server, a module for each.

// One document lists a value in many scripts.
#![allow(mixed_script_confusables, uncommon_codepoints)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));
