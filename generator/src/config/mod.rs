//! What a user can decide: the same options for library, command and `callsmith.toml`.

mod brackets;
mod closed;
mod codes;
mod decorations;
mod error;
mod exclusions;
mod file;
mod formats;
mod limits;
mod names;
mod package;
mod pagination;
mod places;
mod read;
mod selection;
mod span;
mod table;
mod urls;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use places::Places;
use quote::ToTokens;

pub use brackets::Brackets;
pub use closed::ClosedEnums;
pub use codes::Codes;
pub use decorations::{Decoration, Decorations};
pub use error::OptionError;
pub use file::Configuration;
pub use formats::Formats;
pub(crate) use limits::Limit;
pub use limits::Limits;
pub use names::NameOverrides;
pub(crate) use package::module_name;
pub use pagination::{PageRule, PageStyle};
pub use selection::{Names, Selection};
pub(crate) use selection::{is_like, is_operation};
pub(crate) use span::{ConfigSpan, Setting};
pub use urls::UrlPrefix;

/// Options of a run.
///
/// In a [`Configuration`]:
///
/// ```toml
/// crate-name = "my-service"
/// allow-folders = ["../common"]
///
/// exact-numbers = true
/// unsigned-integers = true
/// keep-going = true
/// validate = true
/// deny = ["unknown-key"]
/// allow = ["operation-id"]
///
/// closed-enums = ["Color"]
/// double-encoded = ["RunMLService"]
/// non-finite-numbers = ["RunMLService", "score*"]
/// deny-unknown-properties = true
/// keep-unknown-properties = true
///
/// integers-as-doubles = ["RunMLService"]
/// empty-path-parameters = ["readFile"]
/// nullable = ["ServiceInput.data.age"]
/// optional = ["ServiceInput.data.weight"]
///
/// [override]
/// "#/definitions/ServiceInput/properties/data/items/items" = "f64"
///
/// [formats]
/// date-time = "String"
///
/// [names]
/// "RunMLService" = "predict"
/// "ServiceInput.data" = "rows"
///
/// [types.ServiceInput]
/// derives = ["::schemars::JsonSchema"]
/// attributes = ['#[doc(alias = "request")]']
///
/// [[pagination]]
/// operations = ["list*"]
/// style = "cursor"
/// parameter = "page_token"
/// next = "/next_page_token"
///
/// # For one document of several.
/// [document."api/pets.json".override]
/// "Pet.weight" = "f32"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The name of a generated crate; made of the document's title where it is absent.
    pub crate_name: Option<String>,
    /// A path to the runtime crate, relative to the folder of a generated crate, for its `Cargo.toml`.
    pub runtime_path: Option<PathBuf>,
    /// The version requirement of the runtime crate for the `Cargo.toml` of a generated crate; the version of this
    /// generator where it is absent.
    pub runtime_version: Option<String>,
    /// Overlays that are applied to the document, in this order (OpenAPI Overlay 1.0 and 1.1).
    pub overlays: Vec<PathBuf>,
    /// Folders beside the one of the document whose files a `$ref` may lead to, with all that is below them.
    pub allow_folders: Vec<PathBuf>,
    /// URLs that a `$ref` may lead to: those that begin like one of these. The library fetches nothing by itself; the
    /// command does, and a build script can (see `Generator::resolver`).
    pub allow_urls: Vec<UrlPrefix>,
    /// Makes a client of what can be used of a document with errors. The smallest possible part is left out for each, and
    /// named; the errors are reported as such all the same.
    pub keep_going: bool,
    /// The limits of what costs most: schemas, listed values, large patterns.
    pub limits: Limits,
    /// Warnings and notes that are errors here. They end the run also where it keeps going.
    pub deny: Codes,
    /// Warnings and notes that are not reported. Errors are, whatever their code.
    pub allow: Codes,
    /// Holds requests against what the document says of their values beside their type, before they are sent: limits of
    /// numbers, lengths, patterns, counts. One that breaks it is the error `InvalidRequest`, whose text names the path; types
    /// that are sent have a method `validate`. Patterns need the feature `regex` of the runtime.
    pub validate: bool,
    /// Enums that are closed: decoding a value that is not listed is an error, and there is no variant for it. `true`
    /// closes all of them, a list those with the names, and `"declared"` those whose `x-ms-enum` says `modelAsString: false`. That
    /// word of the document alone closes none: services have sent other values all the same.
    pub closed_enums: ClosedEnums,
    /// Operations whose answers may be JSON within a JSON string, as of a service that encodes its answer twice: `true` for all, or a list of
    /// ids (`*` stands for any text) and JSON Pointers. The content of such a string is read as the declared type where it is a value
    /// of it, and the answer itself otherwise; so are errors, events and items of streams.
    pub double_encoded: Selection,
    /// Operations in whose answers numbers may be `NaN`, `Infinity` and `-Infinity`, which JSON lacks and services in Python write all the
    /// same: `true` for all, or a list as that of `double_encoded`. They are read where the type is `f64` or `f32`; where any value
    /// may be, each is the text of its name. Requests never hold them: such a number is the error `InvalidRequest`.
    pub non_finite_numbers: Selection,
    /// Operations whose answers in JSON may come one value on each line, though the document does not say so: `true` for all, or a list as that of
    /// `double_encoded`. They have `stream_items` beside the plain call. An array in the document lists the items, any other schema is one.
    pub streams: Selection,
    /// Refuses properties that an object forbids (`additionalProperties: false`) when decoding. They are skipped
    /// otherwise: a newer service may send more than the document declares.
    pub deny_unknown_properties: bool,
    /// Keeps properties that an object neither declares nor forbids, in the map that `additionalProperties: true` gives.
    /// They are skipped otherwise.
    pub keep_unknown_properties: bool,
    /// Rust types in place of schemas and properties.
    pub type_overrides: TypeOverrides,
    /// Rust types in place of those of formats.
    pub formats: Formats,
    /// Keeps all digits of numbers to which the document gives neither a width nor bounds: they are a
    /// `callsmith_runtime::Number` in place of `i64` and `f64`.
    pub exact_numbers: bool,
    /// Integers whose `minimum` is zero or above are unsigned: `u64` in place of `i64`, `u32` in place of `i32`.
    pub unsigned_integers: bool,
    /// The text that stands for the items of an array in style `deepObject`.
    pub brackets: Brackets,
    /// Reads the integers of operations and schemas as doubles, in requests and answers. Documents that were made from a sample
    /// of whole numbers declare as integers what is not. `true` is for all bodies, a list for those of operations
    /// (`operationId`) and for schemas (`ServiceInput`, `ServiceInput.data`, or a JSON Pointer), with all that is within them.
    pub integers_as_doubles: Selection,
    /// Operations whose path ends with a slash and a parameter that may be empty, as `GET /files/` for `/files/{path}`: `true` for all, or a list as
    /// that of `double_encoded`. An empty path parameter is the error `InvalidRequest` otherwise, unless the document says that it may
    /// be (`minLength: 0`, `allowEmptyValue`, or a listed value).
    pub empty_path_parameters: Selection,
    /// Properties and schemas that may be null: `ServiceInput.data.age`, where lists stand for their items, or a JSON
    /// Pointer. A required property is an `Option` whose `None` is sent as `null`.
    pub nullable: Names,
    /// Required properties that may be absent: an `Option` whose `None` is left out. Named as in `nullable`.
    pub optional: Names,
    /// Optional properties for which `null` and absence are one: an `Option<T>` in place of an `Option<Option<T>>`, whose `None` is
    /// left out. `true` is for all of them, a list for those that it names as `nullable` does, and for all of the objects that it names.
    pub null_as_absent: Selection,
    /// Reads `null` in place of an array or a map as an empty one, in answers: services in Go write empty ones so. Items of lists and
    /// values of maps are read so too.
    pub lenient_nulls: bool,
    /// Generates the types and their codecs alone, without calls. They need of the runtime what its default features are not for: servers
    /// and crates of shared models compile neither an HTTP client nor tokio.
    pub types_only: bool,
    /// Names of methods, types, fields and variants, in place of those made of the document.
    pub name_overrides: NameOverrides,
    /// Derives and attributes of types, fields and variants, in addition to those that they have.
    pub types: Decorations,
    /// How pages follow each other, where the document does not say it; the first rule that is for an operation counts.
    pub pagination: Vec<PageRule>,
    /// The places of a configuration that set them.
    pub(crate) places: Places,
}

/// Rust types in place of schemas: by the name of the schema, for a property `Pet.name`, or by the JSON Pointer of the schema in
/// the document as the user wrote it. In `Order.lines.price` a list stands for its items. `Option<T>` makes a property
/// optional: a `T` that may be absent.
///
/// Such a type brings `Serialize` and `Deserialize` of serde, `Clone`, `Debug` and `PartialEq`. A struct that requires one has no
/// `Default`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeOverrides {
    entries: BTreeMap<String, Setting<String>>,
}

impl Options {
    /// `true` if `allow_urls` covers a URL.
    #[must_use]
    pub fn allows_url(&self, url: &str) -> bool {
        self.allow_urls.iter().any(|prefix| prefix.covers(url))
    }

    /// The options, where they make sense together.
    ///
    /// # Errors
    /// A code is to be allowed or denied that is always an error, or is both; two options exclude each other; a folder does not
    /// exist; the version of the runtime is none.
    pub fn checked(self) -> Result<Self, OptionError> {
        for rule in &self.pagination {
            rule.clone().checked()?;
        }
        if let Some(version) = &self.runtime_version {
            package::version(version)?;
        }
        if let Some(name) = &self.crate_name {
            package::crate_name(name)?;
        }
        self.check_folders()?;
        self.check_exclusions()?;
        self.check_codes().map(|()| self)
    }

    /// Checks that the folders exist whose files a `$ref` may lead to.
    fn check_folders(&self) -> Result<(), OptionError> {
        self.allow_folders.iter().try_for_each(|path| package::folder(path, &path.to_string_lossy()))
    }

    /// Checks that there is a folder at the path that a flag gives for the runtime crate.
    ///
    /// # Errors
    /// There is none; the error names one that may be meant.
    pub fn check_folder(path: &Path) -> Result<(), OptionError> {
        package::folder(path, &path.to_string_lossy())
    }

    fn check_codes(&self) -> Result<(), OptionError> {
        for (code, span) in self.allow.iter() {
            if code.is_always_an_error() {
                let error = OptionError::new(format!("`{code}` cannot be allowed: it is always an error"));
                return Err(error.at(span.clone()).help("remove it from `allow`"));
            }
            if self.deny.names(code) {
                let error = OptionError::new(format!("`{code}` is both denied and allowed"));
                return Err(error.at(span.clone()).help("remove it from `allow`, or from `deny`"));
            }
        }
        match self.deny.iter().find(|(code, _)| code.is_always_an_error()) {
            Some((code, span)) => {
                let error = OptionError::new(format!("`{code}` need not be denied: it is always an error"));
                Err(error.at(span.clone()).help("remove it from `deny`"))
            }
            None => Ok(()),
        }
    }
}

/// `true` if a text is a Rust type.
fn rust_type(text: &str) -> Result<(), OptionError> {
    let parsed = syn::parse_str::<syn::Type>(text);
    parsed.map(drop).map_err(|error| OptionError::new(format!("`{text}` is not a Rust type: {error}")))
}

/// The `T` of a Rust type `Option<T>`.
pub(crate) fn optional_type(rust: &str) -> Option<String> {
    let Ok(syn::Type::Path(path)) = syn::parse_str::<syn::Type>(rust) else { return None };
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if !matches!(names.as_slice(), ["Option"] | ["std" | "core", "option", "Option"]) {
        return None;
    }
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty.to_token_stream().to_string()),
            _ => None,
        },
        _ => None,
    }
}

impl TypeOverrides {
    /// Puts a Rust type in place of a schema: `ServiceInput`, `ServiceInput.data`, or by its JSON Pointer
    /// `#/definitions/ServiceInput/properties/data`.
    ///
    /// # Errors
    /// The text is not a Rust type.
    pub fn insert(&mut self, pointer: &str, rust_type: &str) -> Result<(), OptionError> {
        self.set(pointer, rust_type, ConfigSpan::default())
    }

    fn set(&mut self, pointer: &str, rust_type: &str, span: ConfigSpan) -> Result<(), OptionError> {
        self::rust_type(rust_type)?;
        if pointer.contains('/') && !(pointer.starts_with("#/") || pointer.starts_with('/')) {
            let message = format!("`{pointer}` is not a JSON Pointer: it does not begin with `#/`");
            return Err(OptionError::new(message).at(span));
        }
        self.entries.insert(pointer.to_owned(), Setting { value: rust_type.to_owned(), span });
        Ok(())
    }

    /// Returns `true` if a key has a type.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.entries.iter().map(|(pointer, rust)| (pointer.as_str(), rust))
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn names_are_identifiers() {
        let read = |name: &str| Options::from_toml(&format!("[names]\nPet = \"{name}\"\n"));
        assert_eq!(
            read("Animal").unwrap().name_overrides.iter().map(|(key, set)| (key, &*set.value)).collect::<Vec<_>>(),
            [("Pet", "Animal")]
        );
        for name in ["type", "a b", "1", "", "_", "r#type", "Pet {}"] {
            let error = read(name).unwrap_err().to_string();
            assert!(error.contains("is not a name in Rust"), "{error}");
        }
    }

    #[test]
    fn overrides_are_rust_types() {
        let options = Options::from_toml("[override]\n\"#/definitions/A\" = \"Vec<f64>\"\n").unwrap();
        assert_eq!(
            options.type_overrides.iter().map(|(key, set)| (key, &*set.value)).collect::<Vec<_>>(),
            [("#/definitions/A", "Vec<f64>")]
        );
        let error = Options::from_toml("[override]\n\"#/definitions/A\" = \"Vec<f64\"\n").unwrap_err();
        assert!(error.to_string().contains("`Vec<f64` is not a Rust type"), "{error}");
    }
}
