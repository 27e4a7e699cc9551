//! Generates typed Rust clients from OpenAPI documents: Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2, in JSON or YAML.
//!
//! In a build script:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), callsmith::Error> {
//!     callsmith::generate("swagger.json")
//! }
//! ```
//!
//! ```ignore
//! // src/main.rs
//! mod myservice {
//!     callsmith_runtime::include_client!();
//! }
//! ```
//!
//! Options stand in `Cargo.toml`, or in a file that the build script names (see [`Configuration`]):
//!
//! ```toml
//! [package.metadata.callsmith.override]
//! "ServiceInput.data" = "Vec<Vec<f64>>"
//! ```
//!
//! In memory, for a snapshot test of the client that the build script builds:
//!
//! ```no_run
//! let client = callsmith::Generator::for_package("swagger.json")?.generate()?;
//! // insta::assert_snapshot!(client.module());
//! assert!(client.module().contains("pub struct Client"));
//! # Ok::<(), callsmith::Error>(())
//! ```
//!
//! A document goes through stages, each of which hands on something simpler:
//!
//! 1. `document`: texts become one tree whose nodes know where they were written;
//!    `overlay`: as far as the user mends it;
//! 2. `bundle`: every schema is an entry of one table, every `$ref` is resolved, every key has been looked at;
//! 3. `normalise`: one shape for all versions of the specification;
//!    `amend`: as far as the configuration corrects it;
//! 4. `compose`: schemas made of others say all of themselves;
//! 5. `resolve`: operations with everything they inherit;
//! 6. `lower`: what that means for a client, the intermediate model;
//! 7. `simplify`: types that Rust can have, each for one use, with the limits that requests are held against;
//! 8. `analyze`, `name`: facts and identifiers;
//! 9. `emit`, `output`: tokens and files.
//!
//! A construct of the document that the client lacks is a [`Report`] with file, line and column; nothing is lost in
//! silence.

#![forbid(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod amend;
mod analyze;
mod api_diff;
mod bundle;
mod collections;
mod compose;
mod config;
mod coverage;
mod diagnostic;
mod document;
mod emit;
mod error;
mod generated;
mod generator;
mod grammar;
mod inspect;
mod ir;
mod limits;
mod lint;
mod lower;
mod name;
mod normalise;
mod output;
mod overlay;
mod pipeline;
mod print;
mod protocol;
mod report;
mod resolve;
mod schema;
mod simplify;
mod spec;
mod spelling;
mod stamp;
mod values;

pub use api_diff::{ApiChange, ApiDiff, ChangeKind, ChangeLevel, ItemKind};
pub use config::{
    Brackets, ClosedEnums, Codes, ConfigForm, ConfigKey, ConfigScope, Configuration, ConfiguredClient, CratePackage,
    CrateVersion, Decoration, Decorations, Features, Formats, Limits, LockedText, Methods, NameOverrides, Names,
    NamesLock, OptionError, Options, PageRule, PageStyle, Select, Selection, TypeOverrides, UrlLock, UrlPrefix,
    config_keys, config_reference, config_schema,
};
pub use coverage::{ConstructKind, Coverage, Loss, Outcome, Tally};
pub use diagnostic::{Code, Example, Location, Related, Report, Severity};
pub use error::Error;
pub use generated::Generated;
pub use generator::{Generator, generate, generate_clients, generate_observed, operations_left};
pub use inspect::{
    BodyInfo, CandidateInfo, FieldInfo, HeaderInfo, Inspection, OperationInfo, ParameterInfo, PayloadInfo,
    SecurityInfo, StreamInfo, TagInfo, TypeInfo, ValueInfo, VariantInfo,
};
pub use output::{Files, Tested, Written};
pub use pipeline::Stage;
pub use protocol::terminal;
