//! The codes of findings.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What kind of finding a report is. Each code has a stable kebab-case name.
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

            /// What the code means, in one paragraph.
            #[must_use]
            pub fn explanation(self) -> String {
                let lines: &[&str] = match self { $(Self::$variant => &[$($doc,)+],)+ };
                lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")
            }
        }
    };
}

codes! {
    /// The document cannot be read: there is no such file, or it is not text in UTF-8.
    Unreadable = "unreadable",
    /// The text is neither JSON nor YAML; the place is where reading stopped.
    Syntax = "syntax",
    /// A key stands twice in one object; the place is the second one. JSON and YAML readers disagree on what that means;
    /// here the last one is used.
    DuplicateKey = "duplicate-key",
    /// The text is well-formed, but it is not an OpenAPI document: it has neither `swagger: "2.0"` nor `openapi: 3.x`.
    NotOpenapi = "not-openapi",
    /// An overlay that is none, or one of whose actions cannot be performed.
    InvalidOverlay = "invalid-overlay",
    /// An action of an overlay that matches nothing in the document, or an overlay that is made for another document.
    OverlayUnmatched = "overlay-unmatched",
    /// The document says a version that Callsmith does not read.
    UnsupportedVersion = "unsupported-version",
    /// A value has another kind than the specification says, for example a string where an object belongs. It is a
    /// warning where the value has one meaning all the same (`version: 1.0`, `required: "true"`, a string for an array of
    /// strings), and where it is documentation only. `null`, which is what YAML makes of a key without a value, is read
    /// as if the key was absent.
    WrongKind = "wrong-kind",
    /// A key that the specification requires is missing; the place is the object that lacks it. It is a warning where the
    /// client can be made without it, and the help says what is done then.
    MissingKey = "missing-key",
    /// A key that the specification does not know; it has no effect. One that differs by a single slip of the pen from
    /// the only key that can be meant is read as that, if the object does not have it and the value is of its kind.
    /// Extensions (`x-…`) are not reported.
    UnknownKey = "unknown-key",
    /// A value that is none of those which the specification allows here. It is a warning where it has one meaning all
    /// the same, such as the type `int`, or where something else in the document says what holds.
    InvalidValue = "invalid-value",
    /// A `$ref` that leads nowhere, or the name of a security scheme that is not declared. Broken examples and links are
    /// warnings, since no client depends on them.
    UnresolvedReference = "unresolved-reference",
    /// A `$ref` to a file or URL that may not be read. Files are read in the folder of the document and in the folders
    /// that `--allow-folder` names, URLs where `--allow-url` allows it.
    ExternalReference = "external-reference",
    /// A `$ref` that leads back to itself without anything in between. It is a warning for a schema, which is any JSON value then.
    CircularReference = "circular-reference",
    /// A `$ref` where the specification has none, or a JSON Pointer that leads through one. It is followed; other
    /// tools may not.
    MisplacedReference = "misplaced-reference",
    /// A key beside a `$ref` that has no effect, or whose effect the specification leaves open.
    ReferenceSibling = "reference-sibling",
    /// A part of the document that is left out because of an error in it, where the run was told to keep going
    /// (`--keep-going`). The error is reported as well.
    Skipped = "skipped",
    /// A construct of the specification that the client does not have; what is left out is said in the message.
    Unsupported = "unsupported",
    /// A schema that becomes a looser Rust type than it describes, at the worst any JSON value.
    Approximated = "approximated",
    /// A few schemas that stand for very many: alternatives that double at each level of `allOf`, for example. A client has a type for
    /// each combination, so there is a bound for the document as a whole; the place is the schema that goes beyond it. Or a document
    /// with more schemas, or more values in its enums, than the option `limits` lets through.
    TooLarge = "too-large",
    /// Numbers that may have more digits than their Rust type, since the document gives them neither a width nor bounds:
    /// integers are `i64` and others `f64`. Said once for a document, at the first of them; `exact-numbers` keeps all digits.
    UnboundedNumber = "unbounded-number",
    /// An example beside a schema that is not valid for it. One of the two is wrong, and the service decides which: for when
    /// it is the schema, the help has the line of `callsmith.toml`. A schema that says no more than a type is taken for a
    /// looser one, which can hold its example.
    ExampleMismatch = "example-mismatch",
    /// A list of lists of integers in the body of an operation, whose example has whole numbers: a document that was made from a
    /// sample declares its numbers as integers, whatever the model takes and gives. Said once for an operation;
    /// `integers-as-doubles` reads the integers as doubles.
    WholeNumbers = "whole-numbers",
    /// A path template and the path parameters of its operations do not fit together, or two templates stand for the same
    /// requests. A name in a template that no parameter declares is a required string; a declared one without a place is
    /// left out.
    PathParameter = "path-parameter",
    /// No operation requires a security scheme: the document declares none, or none of its requirements names one. Credentials that
    /// are set for the client are sent with all calls, to the origin of the base URL (`docs/credentials.md`).
    UnrequiredSecurity = "unrequired-security",
    /// An API key in the header `Authorization`. The key is the whole value of the header, but many services want a prefix in
    /// front of it, which only the description of the scheme shows. The note says which prefix was found, and decides what the
    /// README and the example of the client show. `.bearer(key)` sends `Bearer key`, `.api_key(value)` the value as it is.
    AuthorizationPrefix = "authorization-prefix",
    /// A security scheme of OAuth 2.0 none of whose flows is supported (client credentials and authorization code are), or of OpenID
    /// Connect, whose discovery is not. The token is a bearer token all the same: give the client one, a token source, or a grant
    /// with a token URL of your own (`docs/credentials.md`).
    OauthFlow = "oauth-flow",
    /// An operation whose `operationId` is missing, empty or used twice; it is named from method and path. Of operations
    /// with the same id all are, so that names do not depend on their order, and the later ones are reported.
    OperationId = "operation-id",
    /// Types with names of Rust's prelude, such as `Option` or `Result`: where the types are imported by `use …::*`, they stand for
    /// those of the standard library. The client itself is right. Said once for a document, at the first of them; `[names]` gives
    /// other names.
    HiddenName = "hidden-name",
    /// A key of the configuration that names no schema, property, value, operation or format of the document (`[override]`,
    /// `[names]`, `[types]`, `[formats]`, `pagination`, `double-encoded`, `non-finite-numbers`, `streams`), or not one that can have what is set for it.
    UnknownOverride = "unknown-override",
}

impl Code {
    /// The code of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

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
