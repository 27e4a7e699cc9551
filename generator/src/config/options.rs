//! The options, each with its key in a configuration: one table for the fields, the reader, the JSON Schema and the reference page.

use std::path::{Path, PathBuf};

use super::key::{ConfigForm, ConfigKey, ConfigScope};
use super::table::Value;
use super::{
    Brackets, ClosedEnums, Codes, CratePackage, Decorations, Features, Formats, KeptNames, Limits, Methods,
    NameOverrides, Names, NamesLock, OptionError, OptionSpans, PageRule, Select, Selection, TypeOverrides, UrlPrefix,
    crate_package, decorations, limits, names, pagination, read, select,
};

/// An option: its key, and its reader.
pub(super) struct OptionKey {
    pub(super) key: ConfigKey,
    /// Adds a value to the options. Paths are relative to a folder.
    pub(super) read: fn(&Value<'_>, &Path, &mut Options) -> Result<(), OptionError>,
}

/// Declares [`Options`], and [`OPTION_KEYS`] with a key for each field. The documentation of a field is that of its key.
macro_rules! options {
    (
        $(#[$attribute:meta])*
        pub struct Options {
            $(
                $(#[doc = $line:literal])*
                $field:ident: $type:ty = $name:literal {
                    form: $form:expr,
                    default: $default:literal,
                    example: $example:literal,
                    $(flags: [$($flag:literal),+],)?
                    $(methods: [$($method:literal),+],)?
                    read: $read:expr,
                }
            )*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Options {
            $(
                $(#[doc = $line])*
                pub $field: $type,
            )*
            /// The names of the lock, which a run reads.
            pub(crate) locked_names: KeptNames,
            /// The places of a configuration that set them.
            pub(crate) places: OptionSpans,
        }

        /// The keys of options, in the order of their fields.
        pub(super) const OPTION_KEYS: &[OptionKey] = &[
            $(
                OptionKey {
                    key: ConfigKey {
                        name: $name,
                        form: $form,
                        scope: ConfigScope::Everywhere,
                        default: $default,
                        example: $example,
                        flags: &[$($($flag),+)?],
                        methods: &[$($($method),+)?],
                        field: Some(stringify!($field)),
                        is_required: false,
                        lines: concat!($($line, "\n",)*),
                    },
                    read: |value, folder, options| $read(&mut options.$field, value, folder),
                },
            )*
        ];
    };
}

/// Operations by `true` or a list.
const OPERATIONS: ConfigForm = ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::List("operations")]);

options! {
    /// Options of a run.
    ///
    /// Each field has a key in a [`Configuration`](crate::Configuration), and its documentation is that of the key:
    ///
    /// ```toml
    /// crate-name = "my-service"
    /// exact-numbers = true
    /// closed-enums = ["Color"]
    ///
    /// [select]
    /// include = ["tag:scoring", "path:/models/*"]
    /// exclude = ["deprecated"]
    ///
    /// [override]
    /// "#/definitions/ServiceInput/properties/data/items/items" = "f64"
    ///
    /// [names]
    /// "RunMLService" = "predict"
    /// "ServiceInput.data" = "rows"
    ///
    /// [types.ServiceInput]
    /// derives = ["::schemars::JsonSchema"]
    ///
    /// # For one client of several.
    /// [[client]]
    /// document = "api/pets.json"
    /// output = "clients/pets"
    ///
    /// [client.override]
    /// "Pet.weight" = "f32"
    /// ```
    pub struct Options {
        /// The name of a generated crate.
        crate_name: Option<String> = "crate-name" {
            form: ConfigForm::Text("name"),
            default: "made of the title of the document",
            example: "crate-name = \"my-service\"",
            flags: ["--crate-name NAME"],
            read: read::crate_name,
        }
        /// A path to the runtime crate, relative to the folder of a generated crate, for its `Cargo.toml`.
        runtime_path: Option<PathBuf> = "runtime-path" {
            form: ConfigForm::Text("path"),
            default: "",
            example: "runtime-path = \"../runtime\"",
            flags: ["--runtime-path PATH"],
            read: read::runtime_path,
        }
        /// The version requirement of the runtime crate, for the `Cargo.toml` of a generated crate.
        runtime_version: Option<String> = "runtime-version" {
            form: ConfigForm::Text("version requirement"),
            default: "the version of the generator",
            example: "runtime-version = \"0.3\"",
            flags: ["--runtime-version VERSION"],
            read: read::runtime_version,
        }
        /// The features of a generated crate: `false` for none, or a table that names the features of tags.
        /// By itself a crate has a feature for each group of operations.
        features: Features = "features" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::Map("tag", "name", &[])]),
            default: "`true`",
            example: "[features]\n\"Model scoring\" = \"scoring\"",
            read: read::features,
        }
        /// Leaves the types out of the root of the client: they are `types::Pet` alone, and not `Pet` too.
        types_apart: bool = "types-apart" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "types-apart = true",
            read: read::flag,
        }
        /// The manifest of a generated crate.
        package: CratePackage = "package" {
            form: ConfigForm::Table(crate_package::KEYS),
            default: "",
            example: "[package]\nversion = \"document\"\nlicense = \"MIT OR Apache-2.0\"",
            read: CratePackage::read,
        }
        /// Overlays that are applied to the document, in this order (OpenAPI Overlay 1.0 and 1.1).
        overlays: Vec<PathBuf> = "overlays" {
            form: ConfigForm::List("paths"),
            default: "none",
            example: "overlays = [\"mended.yaml\"]",
            flags: ["--overlay FILE"],
            read: read::paths,
        }
        /// Folders beside the one of the document whose files a `$ref` may lead to, with all that is below them.
        allow_folders: Vec<PathBuf> = "allow-folders" {
            form: ConfigForm::List("paths"),
            default: "none",
            example: "allow-folders = [\"../schemas\"]",
            flags: ["--allow-folder DIR"],
            read: read::folders,
        }
        /// URLs that a `$ref` may lead to: those that begin like one of these. The library fetches nothing by itself; the
        /// command does, and a build script can by `Generator::resolver`.
        allow_urls: Vec<UrlPrefix> = "allow-urls" {
            form: ConfigForm::List("prefixes of URLs"),
            default: "none",
            example: "allow-urls = [\"https://example.com/schemas/\"]",
            flags: ["--allow-url PREFIX"],
            read: read::urls,
        }
        /// Makes a client of what can be used of a document with errors. The smallest possible part is left out for each error, and
        /// named. The errors are reported as such all the same.
        keep_going: bool = "keep-going" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "keep-going = true",
            flags: ["--keep-going"],
            methods: ["keep_going"],
            read: read::flag,
        }
        /// The limits of what costs most: schemas, listed values, large patterns.
        limits: Limits = "limits" {
            form: ConfigForm::Table(limits::KEYS),
            default: "",
            example: "[limits]\nschemas = 500_000",
            flags: ["--limit NAME=NUMBER"],
            read: read::limits,
        }
        /// Warnings and notes that are errors here, by their codes; `warnings` stands for all warnings. They end the run also where
        /// it keeps going.
        deny: Codes = "deny" {
            form: ConfigForm::Codes,
            default: "none",
            example: "deny = [\"unknown-key\"]",
            flags: ["--deny CODE"],
            methods: ["deny"],
            read: read::codes,
        }
        /// Warnings and notes that are not reported, by their codes; `warnings` stands for all warnings. Errors are reported, whatever
        /// their code.
        allow: Codes = "allow" {
            form: ConfigForm::Codes,
            default: "none",
            example: "allow = [\"operation-id\"]",
            flags: ["--allow CODE"],
            methods: ["allow"],
            read: read::codes,
        }
        /// Holds requests against what the document says of their values beside their type, before they are sent: limits of
        /// numbers, lengths, patterns, counts. One that breaks it is the error `InvalidRequest`, whose text names the path. Types
        /// that are sent have a method `validate`. Patterns need the feature `regex` of the runtime.
        validate: bool = "validate" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "validate = true",
            flags: ["--validate"],
            methods: ["validate"],
            read: read::flag,
        }
        /// Enums that are closed: decoding a value that is not listed is an error, and there is no variant for it. `true`
        /// closes all of them, a list those with the names, and `"declared"` those whose `x-ms-enum` says `modelAsString: false`.
        /// That word of the document alone closes none: services have sent other values all the same.
        closed_enums: ClosedEnums = "closed-enums" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::Word(&["declared"]), ConfigForm::List("schemas")]),
            default: "`false`",
            example: "closed-enums = [\"Color\"]",
            methods: ["closed_enums"],
            read: read::closed_enums,
        }
        /// Operations whose answers may be JSON within a JSON string, as of a service that encodes its answer twice. `true`
        /// is for all. The content of such a string is read as the declared type where it is a value of it, and the answer itself
        /// otherwise. So are errors, events and items of streams.
        double_encoded: Selection = "double-encoded" {
            form: OPERATIONS,
            default: "`false`",
            example: "double-encoded = [\"RunMLService\"]",
            methods: ["double_encoded"],
            read: read::selection,
        }
        /// Operations in whose answers numbers may be `NaN`, `Infinity` and `-Infinity`, which JSON lacks and services in
        /// Python write. `true` is for all. They are read where the type is `f64` or `f32`; where any value may be, each is the text
        /// of its name. Requests never hold them: such a number is the error `InvalidRequest`.
        non_finite_numbers: Selection = "non-finite-numbers" {
            form: OPERATIONS,
            default: "`false`",
            example: "non-finite-numbers = [\"RunMLService\", \"score*\"]",
            methods: ["non_finite_numbers"],
            read: read::selection,
        }
        /// Operations whose answers in JSON may come one value on each line, though the document does not say so. `true`
        /// is for all. They have `stream_items` beside the plain call. An array in the document lists the items, any other schema
        /// is one.
        streams: Selection = "streams" {
            form: OPERATIONS,
            default: "`false`",
            example: "streams = [\"listEvents\"]",
            methods: ["streams"],
            read: read::selection,
        }
        /// Operations with an additional method `…_raw`, whose body is bytes of any content type. `true` is for all. Those whose body
        /// may be any JSON value or is bytes have it in any case, and those whose media types have different types. `with_body` of
        /// the call does the same for all others.
        raw: Selection = "raw" {
            form: OPERATIONS,
            default: "`false`",
            example: "raw = [\"RunMLService\", \"POST /score\"]",
            flags: ["--raw OPERATION"],
            read: read::selection,
        }
        /// Refuses properties that an object forbids (`additionalProperties: false`) when decoding. They are skipped
        /// otherwise: a newer service may send more than the document declares.
        deny_unknown_properties: bool = "deny-unknown-properties" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "deny-unknown-properties = true",
            methods: ["deny_unknown_properties"],
            read: read::flag,
        }
        /// Keeps properties that an object neither declares nor forbids, in the map that `additionalProperties: true` gives.
        /// They are skipped otherwise.
        keep_unknown_properties: bool = "keep-unknown-properties" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "keep-unknown-properties = true",
            read: read::flag,
        }
        /// Rust types in place of schemas. A key is the name of a schema, `Pet.name` for a property, or a JSON Pointer into
        /// the document as the user wrote it.
        type_overrides: TypeOverrides = "override" {
            form: ConfigForm::Map("schema", "type", &[]),
            default: "none",
            example: "[override]\n\"ServiceInput.data\" = \"Vec<Vec<f64>>\"",
            flags: ["--override SCHEMA=TYPE"],
            methods: ["override_type"],
            read: read::overrides,
        }
        /// Crates whose types are used where the document names them for a schema (`x-rust-type`). `true` is for all.
        rust_types: Selection = "rust-types" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::List("crates")]),
            default: "`false`",
            example: "rust-types = [\"pet-names\"]",
            read: read::selection,
        }
        /// Rust types in place of those of formats. A key is a format, or a type and a format such as `integer/date-time`.
        formats: Formats = "formats" {
            form: ConfigForm::Map("format", "type", &[]),
            default: "none",
            example: "[formats]\ndate-time = \"String\"",
            methods: ["format"],
            read: read::formats,
        }
        /// Keeps all digits of numbers to which the document gives neither a width nor bounds: they are a
        /// `callsmith_runtime::Number` in place of `i64` and `f64`.
        exact_numbers: bool = "exact-numbers" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "exact-numbers = true",
            flags: ["--exact-numbers"],
            methods: ["exact_numbers"],
            read: read::flag,
        }
        /// Integers whose `minimum` is zero or above are unsigned: `u64` in place of `i64`, `u32` in place of `i32`.
        unsigned_integers: bool = "unsigned-integers" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "unsigned-integers = true",
            flags: ["--unsigned-integers"],
            read: read::flag,
        }
        /// The text that stands for the items of an array in style `deepObject`: `tags[0]=a`, `tags[]=a` or `tags=a`.
        brackets: Brackets = "brackets" {
            form: ConfigForm::Word(&["indices", "empty", "repeat"]),
            default: "`\"indices\"`",
            example: "brackets = \"empty\"",
            flags: ["--brackets FORM"],
            methods: ["brackets"],
            read: read::brackets,
        }
        /// Reads integers as doubles, in requests and answers. Documents that were made from a sample of whole numbers declare as
        /// integers what is not. `true` is for all bodies. A list is for those of operations (`operationId`) and for schemas
        /// (`ServiceInput`, `ServiceInput.data`, or a JSON Pointer), with all that is within them.
        integers_as_doubles: Selection = "integers-as-doubles" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::List("operations and schemas")]),
            default: "`false`",
            example: "integers-as-doubles = [\"RunMLService\"]",
            methods: ["integers_as_doubles"],
            read: read::selection,
        }
        /// Operations whose path ends with a slash and a parameter that may be empty, as `GET /files/` for `/files/{path}`.
        /// `true` is for all. An empty path parameter is the error `InvalidRequest` otherwise, unless the document says that it may
        /// be empty (`minLength: 0`, `allowEmptyValue`, or a listed value).
        empty_path_parameters: Selection = "empty-path-parameters" {
            form: OPERATIONS,
            default: "`false`",
            example: "empty-path-parameters = [\"readFile\"]",
            read: read::selection,
        }
        /// Properties and schemas that may be null: `ServiceInput.data.age`, where lists stand for their items, or a JSON
        /// Pointer. A required property is an `Option` whose `None` is sent as `null`.
        nullable: Names = "nullable" {
            form: ConfigForm::List("properties and schemas"),
            default: "none",
            example: "nullable = [\"ServiceInput.data.age\"]",
            methods: ["nullable"],
            read: read::names_of_properties,
        }
        /// Required properties that may be absent: an `Option` whose `None` is left out. They are named as in `nullable`.
        optional: Names = "optional" {
            form: ConfigForm::List("properties"),
            default: "none",
            example: "optional = [\"ServiceInput.data.weight\"]",
            methods: ["optional"],
            read: read::names_of_properties,
        }
        /// Optional properties for which `null` and absence are one: an `Option<T>` in place of an `Option<Option<T>>`, whose `None` is
        /// left out. `true` is for all of them. A list is for the properties that it names as `nullable` does, and for all of the
        /// objects that it names.
        null_as_absent: Selection = "null-as-absent" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::List("properties and objects")]),
            default: "`false`",
            example: "null-as-absent = [\"Pet.tag\"]",
            methods: ["null_as_absent"],
            read: read::selection,
        }
        /// Reads `null` in place of an array or a map as an empty one, in answers: services in Go write empty ones so. Items of lists and
        /// values of maps are read so too.
        lenient_nulls: bool = "lenient-nulls" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "lenient-nulls = true",
            flags: ["--lenient-nulls"],
            read: read::flag,
        }
        /// Generates the types and their codecs alone, without calls. They need of the runtime what its default features are not for:
        /// servers and crates of shared models compile neither an HTTP client nor tokio.
        types_only: bool = "types-only" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "types-only = true",
            flags: ["--types-only"],
            methods: ["types_only"],
            read: read::flag,
        }
        /// The operations that the client has, by selectors: those of `include`, or all where it is absent, without those of `exclude`.
        select: Select = "select" {
            form: ConfigForm::Table(select::KEYS),
            default: "all operations",
            example: "[select]\ninclude = [\"tag:scoring\", \"path:/models/*\"]\nexclude = [\"deprecated\"]",
            flags: ["--include SELECTOR", "--exclude SELECTOR"],
            methods: ["include", "exclude"],
            read: read::select,
        }
        /// The place of the methods of operations: the client, or the group of each, which is its first tag or a segment of its path.
        /// Operations without a group are methods of the client in any case.
        methods: Methods = "methods" {
            form: ConfigForm::Word(&["flat", "grouped"]),
            default: "`\"flat\"`",
            example: "methods = \"grouped\"",
            flags: ["--methods PLACE"],
            methods: ["methods"],
            read: read::methods,
        }
        /// Keeps the types of named schemas that no operation of the client uses. Otherwise they are left out, except where the document
        /// has no operations at all, and where types alone are generated for a whole document.
        keep_unused_types: bool = "keep-unused-types" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "keep-unused-types = true",
            flags: ["--keep-unused-types"],
            methods: ["keep_unused_types"],
            read: read::flag,
        }
        /// Gives a generated crate tests: one for each operation, which checks its request on the wire and decodes its answers. They need
        /// no network.
        tests: bool = "tests" {
            form: ConfigForm::Flag,
            default: "`false`",
            example: "tests = true",
            flags: ["--tests"],
            read: read::flag,
        }
        /// Names of methods, groups, parameters, types, fields and variants, in place of those made of the document. A key is an
        /// `operationId`, the name of a schema, `Pet.name` for a property or value, or the JSON Pointer of either.
        name_overrides: NameOverrides = "names" {
            form: ConfigForm::Map("item", "name", names::KEYS),
            default: "made of the document",
            example: "[names]\nRunMLService = \"predict\"\nServiceInput.data = \"rows\"",
            methods: ["rename"],
            read: read::names,
        }
        /// The lock of names: a file that keeps the names of all items. A new version of the document then renames nothing
        /// that did not change. `true` keeps it beside the client.
        names_lock: NamesLock = "names-lock" {
            form: ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::Text("path")]),
            default: "`false`: the file is used where it exists",
            example: "names-lock = true",
            flags: ["--names-lock"],
            methods: ["names_lock"],
            read: read::names_lock,
        }
        /// Derives and attributes of types and argument structs, and attributes of fields and variants, in addition to those that they have.
        types: Decorations = "types" {
            form: ConfigForm::Named("type", decorations::KEYS),
            default: "none",
            example: "[types.ServiceInput]\nderives = [\"::schemars::JsonSchema\"]\nattributes = ['#[doc(alias = \"request\")]']",
            methods: ["derive", "attribute"],
            read: read::types,
        }
        /// Derives that read attributes `#[serde(…)]`, by path or last name. Types with one of them carry those attributes,
        /// so that the derive sees names and shapes as they are on the wire. `JsonSchema` of schemars, `ToSchema` of
        /// utoipa, `TS` of ts-rs and `ValueEnum` of clap are known, each with its own attributes.
        serde_derives: Vec<String> = "serde-derives" {
            form: ConfigForm::List("derives"),
            default: "none",
            example: "serde-derives = [\"::my_crate::Describe\"]",
            read: read::derives,
        }
        /// Pagination of operations whose document does not describe it. The first rule that matches an operation applies.
        pagination: Vec<PageRule> = "pagination" {
            form: ConfigForm::Tables(pagination::KEYS),
            default: "none",
            example: "[[pagination]]\noperations = [\"list*\"]\nstyle = \"cursor\"\nparameter = \"page_token\"\nnext = \"/next_page_token\"",
            methods: ["pagination"],
            read: read::pagination,
        }
    }
}
