//! The codes of findings.

use std::fmt;

use serde::{Serialize, Serializer};

use super::examples::{self, Example};

// Name, explanation and example stand in one row, so a code without documentation does not compile.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The code of a diagnostic, with a stable kebab-case name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of the stages that report them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Explains the code in one paragraph.
            #[must_use]
            pub fn explanation(self) -> String {
                let lines: &[&str] = match self { $(Self::$variant => &[$($doc,)+],)+ };
                lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
            }
        }
    };
}

codes! {
    /// The document cannot be read: there is no such file, or it is not text in UTF-8. A file in UTF-16 is read once an
    /// editor has saved it in UTF-8.
    Unreadable = "unreadable",
    /// The text is neither JSON nor YAML; the place is where reading stopped.
    Syntax = "syntax",
    /// A key stands twice in one object; the place is the second one. Readers of JSON and YAML disagree on the meaning;
    /// here the last one is used.
    DuplicateKey = "duplicate-key",
    /// The text is well-formed, but it is not an OpenAPI document: it has neither `swagger: "2.0"` nor `openapi: 3.x`.
    NotOpenapi = "not-openapi",
    /// A file that is no overlay, or an overlay with an action that cannot be performed. `actions: { target: $.info }` is
    /// wrong, `actions: [{ target: $.info, update: { title: Pets } }]` is right.
    InvalidOverlay = "invalid-overlay",
    /// An action of an overlay that matches nothing in the document, or an overlay that is made for another document.
    /// `target: $.paths['/pet']` is wrong where the path is `/pets`; `target: $.paths['/pets']` is right.
    OverlayUnmatched = "overlay-unmatched",
    /// The document names a version that Callsmith does not read.
    UnsupportedVersion = "unsupported-version",
    /// A value has another kind than the specification demands, for example a string where an object belongs. The
    /// finding is a warning where the value has one meaning all the same (`version: 1.0`, `required: "true"`, a string
    /// for an array of strings). So it is where the value is documentation only. YAML makes `null` of a key without a
    /// value, so `null` is read as if the key was absent.
    WrongKind = "wrong-kind",
    /// A key that the specification requires is missing; the place is the object that lacks it. The finding is a
    /// warning where the client can be made without the key, and the help says what is done then.
    MissingKey = "missing-key",
    /// A key that the specification does not know; it has no effect. A key that differs by a single slip from the one
    /// key that can be meant is read as that key. The object must not have that key, and the value must be of its kind.
    /// Extensions (`x-…`) are not reported.
    UnknownKey = "unknown-key",
    /// A value that the specification does not allow here. The finding is a warning where the value has one meaning all
    /// the same, such as the type `int`. So it is where something else in the document decides.
    InvalidValue = "invalid-value",
    /// A `$ref` that leads nowhere, or the name of a security scheme that is not declared. Broken examples and links are
    /// warnings, since no client depends on them.
    UnresolvedReference = "unresolved-reference",
    /// A `$ref` to a file or URL that may not be read. Files are read in the folder of the document and in the folders
    /// that `--allow-folder` names, URLs where `--allow-url` allows it. For `$ref: ../shared/pet.yaml` that is
    /// `--allow-folder ../shared`, or `allow-folders = ["../shared"]` in callsmith.toml.
    ExternalReference = "external-reference",
    /// A `$ref` that leads back to itself without anything in between. The finding is a warning for a schema, which is
    /// then any JSON value.
    CircularReference = "circular-reference",
    /// A `$ref` where the specification allows none, or a JSON Pointer that leads through one. The reference is
    /// followed; other tools may not follow it.
    MisplacedReference = "misplaced-reference",
    /// A key beside a `$ref` that has no effect, or whose effect the specification leaves open.
    ReferenceSibling = "reference-sibling",
    /// A part of the document that is left out because of an error in it, where the run was told to keep going
    /// (`--keep-going`). The error is reported as well.
    Skipped = "skipped",
    /// A construct of the specification that the client does not have. The message names the loss.
    Unsupported = "unsupported",
    /// A schema that becomes a looser Rust type than it describes, at the worst any JSON value.
    LooserType = "looser-type",
    /// A keyword that only validates, such as `not` or `if`. The keyword shapes no type, and values are not checked
    /// against it.
    UncheckedKeyword = "unchecked-keyword",
    /// A keyword or field without effect where it stands, for example `minLength` beside `type: integer`.
    IgnoredKeyword = "ignored-keyword",
    /// Two statements of the document about the same thing that cannot both hold, for example two parts of an `allOf`.
    Contradiction = "contradiction",
    /// A media type beside the one that the typed method sends or asks for.
    AlternativeMediaType = "alternative-media-type",
    /// A value whose form on the wire the specification leaves open, for example nested arrays in the style `deepObject`.
    UndefinedStyle = "undefined-style",
    /// A value whose encoding the client does not know: the caller writes it, or reads it, as text or bytes.
    CallerEncoded = "caller-encoded",
    /// A union whose alternatives or tags are not kept as they are declared, for example one that is an alternative of itself.
    MergedUnion = "merged-union",
    /// A header that the client or the transport writes by itself, declared as a parameter or header.
    ProtocolHeader = "protocol-header",
    /// The body of an operation that is not sent, for example that of a `GET` in OpenAPI 3.0.
    UnsentBody = "unsent-body",
    /// A response whose role the document leaves open: success or error, one value or a stream, with or without a body.
    ResponseRole = "response-role",
    /// A detail of a body in XML that the document leaves open, such as the name of its element.
    XmlForm = "xml-form",
    /// A few schemas that stand for very many: alternatives that double at each level of `allOf`, for example. A client
    /// has a type for each combination, so the document as a whole has a bound. The place is the schema that goes
    /// beyond it. The code also stands for a document with more schemas, or more values in its enums, than the option
    /// `limits` lets through: `--limit schemas=500000` raises it.
    TooLarge = "too-large",
    /// Numbers that may have more digits than their Rust type, for want of a width and bounds. Integers are `i64` and
    /// others `f64`. The finding is made once for a document, at the first of them; `exact-numbers` keeps all digits.
    UnboundedNumber = "unbounded-number",
    /// An example beside a schema that is not valid for it. One of the two is wrong, and the service decides which. If
    /// it is the schema, the help has the line of `callsmith.toml`. A schema that says no more than a type is taken for
    /// a looser one, which can hold its example.
    ExampleMismatch = "example-mismatch",
    /// A list of lists of integers in the body of an operation, whose example has whole numbers. A document that was
    /// made from a sample declares its numbers as integers, whatever the model takes and gives. The finding is made
    /// once for an operation; `integers-as-doubles` reads the integers as doubles.
    WholeNumbers = "whole-numbers",
    /// A path template and the path parameters of its operations do not fit together, or two templates stand for the
    /// same requests. A name in a template that no parameter declares is a required string; a declared parameter
    /// without a place is left out.
    PathParameter = "path-parameter",
    /// No operation requires a security scheme: the document declares none, or none of its requirements names one. Credentials that
    /// are set for the client are sent with all calls, to the origin of the base URL (`docs/credentials.md`).
    UnrequiredSecurity = "unrequired-security",
    /// An API key in the header `Authorization`. The key is the whole value of the header. Many services want a prefix
    /// in front of the key, which only the description of the scheme shows. The note names the prefix that was found,
    /// which decides what the README and the example of the client show. `.bearer(key)` sends `Bearer key`,
    /// `.api_key(value)` the value as it is.
    AuthorizationPrefix = "authorization-prefix",
    /// A security scheme of OAuth 2.0 without a supported flow (client credentials, authorization code), or of OpenID
    /// Connect, whose discovery is not supported. The token is a bearer token all the same. Give the client one, a
    /// token source, or a grant with a token URL of your own (`docs/credentials.md`).
    OauthFlow = "oauth-flow",
    /// An operation whose `operationId` is missing, empty or used twice; its name is made from method and path. All
    /// operations with the same id are named so, since names must not depend on their order. The later ones are
    /// reported.
    OperationId = "operation-id",
    /// Types with names of Rust's prelude, such as `Option` or `Result`. Where `use …::*` imports the types, they hide
    /// those of the standard library. The client itself is right. The finding is made once for a document, at the first
    /// of them; `[names]` gives other names.
    HiddenName = "hidden-name",
    /// A key of the configuration that names nothing in the document, or nothing that can have the value of the key.
    /// Such keys name schemas, properties, values, operations, tags or formats. They stand in `[select]`, `[features]`,
    /// `[override]`, `[names]`, `[types]`, `[formats]`, `pagination`, `double-encoded`, `non-finite-numbers`, `raw` and
    /// `streams`. `Pett = "String"` under `[override]` is wrong where the schema is `Pet`; `Pet = "String"` is right.
    UnknownOverride = "unknown-override",
}

impl Code {
    /// An example in two fragments of a document: with the finding, and without. Findings about files and options have none.
    #[must_use]
    pub const fn example(self) -> Option<Example> {
        examples::example(self)
    }

    /// The code of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    // Without these a client would be wrong on the wire, so no option turns them into warnings.
    /// `true` if no client can be made after any finding of this code.
    #[must_use]
    pub const fn is_always_an_error(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::Syntax
                | Self::NotOpenapi
                | Self::InvalidOverlay
                | Self::UnsupportedVersion
                | Self::ExternalReference
                | Self::UnknownOverride
        )
    }
}

impl Code {
    // Findings of the grammar are reported first. A run goes on after a repair, so later findings may only follow from
    // it. The first finding is the one that users mend.
    /// Returns `true` if the document breaks the grammar at the place: what other stages find may follow from that.
    pub(crate) const fn is_of_grammar(self) -> bool {
        matches!(
            self,
            Self::WrongKind
                | Self::MissingKey
                | Self::UnresolvedReference
                | Self::CircularReference
                | Self::ExternalReference
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
