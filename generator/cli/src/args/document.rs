//! The arguments about a document and the options of its client.

use std::path::PathBuf;

use callsmith::UrlPrefix;
use clap::Args;

use super::values::{TypeOverride, code, limit, selector, type_override};
use super::{CLIENT, DOCUMENT, FINDINGS};

/// The document, and the options of its client.
#[derive(Clone, Debug, Args)]
pub(crate) struct DocumentArgs {
    /// A path, `-` for standard input, or an http(s) URL [default: those of `[[client]]` in the configuration]
    ///
    /// A URL is given 10 s to connect and 120 s for up to 64 MiB. Messages name it without user and query.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: Option<String>,
    /// The client of the configuration, by its name
    ///
    /// Each table `[[client]]` has a document and options of its own. It is called after the file of the document, unless
    /// it has a `name`.
    #[arg(long, value_name = "NAME", conflicts_with = "document", help_heading = DOCUMENT)]
    pub(crate) client: Option<String>,
    /// A header for fetching a URL, repeatable
    ///
    /// It is sent to the origin of the URL alone: redirects to another origin are followed without it.
    #[arg(long = "header", value_name = "NAME: VALUE", help_heading = DOCUMENT)]
    pub(crate) headers: Vec<String>,
    /// The configuration [default: `[package.metadata.callsmith]` of the Cargo.toml and callsmith.toml of the current
    /// folder]
    ///
    /// `callsmith init` writes one with the most useful keys, and `callsmith schema` prints the JSON Schema of all. Options at
    /// the top are for all clients, and each table `[[client]]` has more. Paths are relative to the configuration. Flags win
    /// over it, or add to it.
    #[arg(long, value_name = "FILE", help_heading = DOCUMENT)]
    pub(crate) config: Option<PathBuf>,
    /// An option by its key in the configuration, repeatable
    ///
    /// The text is TOML: `closed-enums=true`, `types.Pet.derives=["Eq"]`. Paths are relative to the current folder.
    #[arg(long = "set", value_name = "KEY=VALUE", help_heading = DOCUMENT)]
    pub(crate) settings: Vec<String>,
    /// An overlay that mends the document before it is used, repeatable
    ///
    /// Overlays (OpenAPI Overlay 1.0 and 1.1) are applied in their order to DOCUMENT, not to files that it refers to.
    #[arg(long = "overlay", value_name = "FILE", help_heading = DOCUMENT)]
    pub(crate) overlays: Vec<PathBuf>,
    /// A folder whose files the document may refer to, beside its own, repeatable
    ///
    /// Without it, a `$ref` reaches the folder of DOCUMENT and the folders below. Neither `..`, nor an absolute path, nor
    /// a link leads elsewhere.
    #[arg(long = "allow-folder", value_name = "DIR", help_heading = DOCUMENT)]
    pub(crate) allow_folders: Vec<PathBuf>,
    /// URLs that the document may refer to, by how they begin, repeatable
    ///
    /// For example `https://example.com/schemas/`. Redirects lead no further. `generate` keeps what was fetched in
    /// `callsmith.lock` and the folder `callsmith.cache`, beside the configuration; from then on nothing is fetched.
    #[arg(long = "allow-url", value_name = "PREFIX", help_heading = DOCUMENT)]
    pub(crate) allow_urls: Vec<UrlPrefix>,
    /// A Rust type in place of a schema, by its name, for a property `Pet.name`, or by its JSON Pointer, repeatable
    ///
    /// For example `#/definitions/ServiceInput/properties/data/items/items=f64`, or `ServiceInput.data=Vec<f64>`.
    #[arg(long = "override", value_name = "SCHEMA=TYPE", value_parser = type_override, help_heading = CLIENT)]
    pub(crate) overrides: Vec<TypeOverride>,
    /// Keep all digits of numbers to which the document gives neither a width nor bounds
    ///
    /// They are a `Number` of the runtime in place of `i64` and `f64`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) exact_numbers: bool,
    /// Make integers with a `minimum` of zero or above unsigned
    ///
    /// They are `u64` in place of `i64`, `u32` in place of `i32`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) unsigned_integers: bool,
    /// The keys of items of an array in style `deepObject`: `tags[0]=a`, `tags[]=a` or `tags=a`
    #[arg(long, value_name = "FORM", value_parser = ["indices", "empty", "repeat"], help_heading = CLIENT)]
    pub(crate) brackets: Option<String>,
    /// The place of the methods of operations: `client.issues_list()` or `client.issues().list()`
    ///
    /// The group of an operation is its first tag, or a segment of its path.
    #[arg(long, value_name = "PLACE", value_parser = ["flat", "grouped"], help_heading = CLIENT)]
    pub(crate) methods: Option<String>,
    /// Read `null` in place of an array or a map of an answer as an empty one
    ///
    /// Services in Go write empty arrays and maps as `null`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) lenient_nulls: bool,
    /// Generate the types alone, without calls
    ///
    /// They depend neither on an HTTP client nor on tokio: for servers, and for crates of shared models.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) types_only: bool,
    /// The operations that the client has, by a selector, repeatable [default: all]
    ///
    /// A selector is `tag:issues`, `path:/repos/*`, `operation:listIssues`, `operation:GET /issues`, `method:GET`, `deprecated`, or for `--exclude` `ignored`; `*` stands for
    /// any text. Webhooks are selected in the same way, by their name in place of a path.
    #[arg(long = "include", value_name = "SELECTOR", value_parser = selector, help_heading = CLIENT)]
    pub(crate) included: Vec<String>,
    /// Operations that the client does not have, by a selector as of `--include`, repeatable
    #[arg(long = "exclude", value_name = "SELECTOR", value_parser = selector, help_heading = CLIENT)]
    pub(crate) excluded: Vec<String>,
    /// Keep the types of named schemas that no operation of the client uses
    #[arg(long, help_heading = CLIENT)]
    pub(crate) keep_unused_types: bool,
    /// Add a method for a body of any content type to an operation, repeatable; `*` adds it to all
    ///
    /// An operation is named by its id, by method and path (`POST /score`), or by its JSON Pointer. The method has the suffix `_raw`.
    /// Bodies that are bytes or any JSON value have it in any case.
    #[arg(long, value_name = "OPERATION", help_heading = CLIENT)]
    pub(crate) raw: Vec<String>,
    /// Generate what can be used of a document with errors
    ///
    /// For each error the smallest possible part is left out: a response, an optional parameter, an operation; a schema
    /// becomes any JSON value. The errors are shown as such, and the exit code is 0.
    #[arg(long, help_heading = DOCUMENT)]
    pub(crate) keep_going: bool,
    /// Validate requests against the limits, lengths and patterns of the document before they are sent
    ///
    /// A value that breaks them is the error `InvalidRequest`, whose text names the path of the value. Patterns need the feature
    /// `regex` of the runtime.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) validate: bool,
    /// A limit of the document, repeatable: `schemas`, `listed-values` or `large-patterns`
    ///
    /// A document with more is refused; of patterns those beyond are not checked.
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = limit, help_heading = DOCUMENT)]
    pub(crate) limits: Vec<(String, usize)>,
    /// Treat warnings and notes with this code as errors, repeatable; `warnings` stands for all warnings
    #[arg(long = "deny", value_name = "CODE", value_parser = code, help_heading = FINDINGS)]
    pub(crate) denied: Vec<String>,
    /// Hide warnings and notes with this code, repeatable; errors are always shown
    #[arg(long = "allow", value_name = "CODE", value_parser = code, help_heading = FINDINGS)]
    pub(crate) allowed: Vec<String>,
}

impl DocumentArgs {
    /// The arguments for a document that is named, with the headers or without.
    pub(crate) fn named(&self, document: &str, has_headers: bool) -> Self {
        let headers = if has_headers { self.headers.clone() } else { Vec::new() };
        Self { document: Some(document.to_owned()), headers, ..self.clone() }
    }
}

/// Returns `true` for a document that is fetched.
pub(crate) fn is_url(document: &str) -> bool {
    let scheme = document.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}
