//! Values of a schema through the type that was made of it, and back.
//!
//! This module knows nothing of the generator, so that a wrong generator cannot agree with a wrong oracle:
//!
//! * [`documents`]: the files of a document, and where a reference leads;
//! * [`definitions`]: its named schemas, lifted to JSON Schema 2020-12 ([`lift`], [`hierarchy`]);
//! * [`direction`]: what a request has to have, and what a response;
//! * [`places`]: the examples that a document gives beside its schemas, and [`within`] them;
//! * [`oracle`]: the validator of the crate `jsonschema` over them;
//! * [`view`]: what all parts of a schema say together;
//! * [`maker`]: makes values of a schema ([`numbers`], [`strings`], [`pattern`], [`formats`]);
//! * [`types`]: which type was made of a schema;
//! * [`samples`]: which values are made of each schema, valid ones, invalid ones and probes;
//! * [`compare`]: what came back against what was sent, as the schema has it;
//! * [`outcome`]: the outcome of a sample.

pub mod compare;
pub mod definitions;
pub mod direction;
pub mod documents;
pub mod formats;
pub mod hierarchy;
pub mod lift;
pub mod maker;
pub mod numbers;
pub mod oracle;
pub mod outcome;
pub mod pattern;
pub mod places;
pub mod samples;
pub mod strings;
pub mod types;
pub mod view;
pub mod within;
