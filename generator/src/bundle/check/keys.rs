//! Keys of an object that are misspelt, unknown or missing.

use super::{Checker, Version};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, SpanTarget};
use crate::grammar::{self, FixedField, ObjectShape, OtherKeys, Presence, RequiredUntil};
use crate::spec::{Field, Keyword, Members as _, Name, is_extension};

impl Checker<'_> {
    /// The field that an unknown key was meant to be. It is the only one that differs by one slip, and the object lacks
    /// it, and its kind fits. Read as that, and reported.
    pub(in crate::bundle) fn misspelt_field(
        &mut self,
        key: &str,
        entry: &Node,
        node: &Node,
        shape: &'static ObjectShape,
    ) -> Option<&'static FixedField> {
        let is_simple = || Keyword::parse_defined(key).is_some() || grammar::correct_simple(key).is_some();
        let field = match shape.other_keys {
            // Each further key of such an object is a name that the author chose.
            OtherKeys::Entries(_) => None,
            OtherKeys::Keywords if is_simple() => None,
            OtherKeys::Keywords | OtherKeys::Nothing => shape.closest_field(key),
        }?;
        // A field that is there needs no second one, and a value of another kind was meant for something else.
        if node.has(field.key) || !field.kind.fits(entry) {
            return None;
        }
        let message = format!("the {} object has no key `{key}`", shape.name);
        self.report_misspelt(message, entry, field.key.name());
        Some(field)
    }

    /// Reports a key that is read as another one.
    pub(super) fn report_misspelt(&mut self, message: String, entry: &Node, suggestion: &str) {
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, SpanTarget::Key);
        self.diagnostics.push(diagnostic.with_note(format!("treated as `{suggestion}`")));
    }

    /// Reports a key that means nothing. Where it stands for one that is needed, that is an error.
    pub(in crate::bundle) fn unknown_key(&mut self, key: &str, entry: &Node, node: &Node, shape: &'static ObjectShape) {
        let message = format!("the {} object has no key `{key}`", shape.name);
        let suggestion = shape.suggest(key);
        // An unknown key is usually harmless, and a warning. Where it stands for a required key, the object cannot be
        // read without it.
        let is_needed = suggestion
            .and_then(|suggestion| shape.field(suggestion))
            .is_some_and(|field| field.presence == Presence::Required && !node.has(field.key));
        let diagnostic = if is_needed {
            Diagnostic::error(Code::UnknownKey, message)
        } else {
            Diagnostic::warning(Code::UnknownKey, message)
        };
        let diagnostic = diagnostic.at(entry.origin, SpanTarget::Key);
        let diagnostic = match self.body_is_lost(key, shape) {
            Some(note) => diagnostic.with_note(note),
            None => diagnostic,
        };
        let without_space = || without_space(key, |key| shape.field(key).is_some());
        self.diagnostics.push(match (self.of_another_version(key, shape), without_space(), suggestion) {
            (Some(help), ..) => diagnostic.help(help),
            (None, Some(help), _) => diagnostic.help(help),
            (None, None, Some(suggestion)) => diagnostic.help(format!("did you mean `{suggestion}`?")),
            (None, None, None) => diagnostic,
        });
    }

    /// The note on the `schema` of a body as Swagger 2.0 has it.
    fn body_is_lost(&self, key: &str, shape: &ObjectShape) -> Option<&'static str> {
        match (self.version, shape.name, Field::parse(key)?) {
            (Version::V2, ..) => None,
            (_, "Response", Field::Schema) => Some("the body of the response is not read"),
            (_, "Request Body", Field::Schema) => Some("no body is sent"),
            _ => None,
        }
    }

    /// The text to write in place of a key that another version of the specification has.
    fn of_another_version(&self, key: &str, shape: &ObjectShape) -> Option<String> {
        let is_v2 = self.version == Version::V2;
        let has_schema = matches!(shape.name, "Parameter" | "Header" | "Media Type");
        let is_of_schema = Keyword::parse_defined(key)
            .is_some_and(|keyword| keyword != Keyword::CollectionFormat && !keyword.is_annotation());
        if !is_v2 && has_schema && is_of_schema {
            return Some(format!("since OpenAPI 3.0 `{key}` stands in the schema: `schema: {{ {key}: … }}`"));
        }
        let help = match (is_v2, shape.name, Field::parse(key)?) {
            (false, "Response" | "Request Body", Field::Schema) => {
                "since OpenAPI 3.0 the schema of a body stands in `content: { application/json: { schema: … } }`"
            }
            (false, "OpenAPI", Field::Definitions) => "since OpenAPI 3.0 schemas stand in `components: { schemas: … }`",
            (false, "OpenAPI", Field::Parameters) => "since OpenAPI 3.0 these stand in `components: { parameters: … }`",
            (false, "OpenAPI", Field::Responses) => "since OpenAPI 3.0 these stand in `components: { responses: … }`",
            (false, "OpenAPI", Field::Swagger) => "remove it: `openapi` is the version of this document",
            (false, "Response", Field::Examples) => {
                "since OpenAPI 3.0 examples stand beside the schema, in `content: { application/json: { example: … } }`"
            }
            (false, "OpenAPI", Field::SecurityDefinitions) => {
                "since OpenAPI 3.0 these stand in `components: { securitySchemes: … }`"
            }
            (false, "OpenAPI", Field::Host | Field::BasePath | Field::Schemes) => {
                "since OpenAPI 3.0 the base URL stands in `servers: [{ url: … }]`"
            }
            (false, _, Field::Consumes | Field::Produces) => {
                "since OpenAPI 3.0 media types are the keys of `content`, in `requestBody` and in responses"
            }
            (false, "Parameter" | "Header", Field::CollectionFormat) => {
                "since OpenAPI 3.0 `style` and `explode` decide how an array is written"
            }
            (true, _, Field::RequestBody) => "Swagger 2.0 describes the body by a parameter with `in: body`",
            (true, _, Field::Components) => {
                "Swagger 2.0 has `definitions`, `parameters`, `responses` and `securityDefinitions` at the root"
            }
            (true, _, Field::Servers) => "Swagger 2.0 has `host`, `basePath` and `schemes`",
            (true, "Response", Field::Content) => {
                "Swagger 2.0 has `schema` in the response, and the media types under `produces`"
            }
            _ => return None,
        };
        Some(help.to_owned())
    }

    /// Reports the fields that an object lacks. One is not reported where the object has a key that was meant to be it.
    pub(in crate::bundle) fn missing(&mut self, node: &Node, read: &Object, shape: &'static ObjectShape) {
        for field in shape.fields {
            if field.presence == Presence::Optional || node.has(field.key) || read.has(field.key) {
                continue;
            }
            let is_meant = |key: &String| {
                shape.field(key).is_none() && !is_extension(key) && shape.suggest(key) == Some(field.key.name())
            };
            // The misspelt key has been reported with a suggestion; a second finding about the missing key would say
            // the same.
            if node.as_object().is_some_and(|object| object.keys().any(is_meant)) {
                continue;
            }
            match field.presence {
                Presence::Expected(..) if field.key == Field::Paths && is_empty(read) => self.reject_empty(node, shape),
                Presence::Required if field.key == Field::Name && read.text(Field::In) == Some("body") => {
                    self.warn_missing(node, shape.name, field.key, "the name of a body is not sent");
                }
                Presence::Required => self.reject_missing(node, shape.name, field.key),
                Presence::Expected(until, repair) if self.requires(until) => {
                    self.warn_missing(node, shape.name, field.key, repair);
                }
                _ => {}
            }
        }
    }

    /// Reports a key of `content` that is not a media type (RFC 9110, section 8.3.1).
    pub(in crate::bundle) fn media_type(&mut self, key: &str, entry: &Node) {
        // An entry of another kind is reported itself.
        if key.contains('/') || is_extension(key) || entry.as_object().is_none() {
            return;
        }
        let help = match Field::parse(key) {
            Some(Field::Schema) => "write `application/json: { schema: … }`".to_owned(),
            _ => "write a type and a subtype, such as `application/json`".to_owned(),
        };
        let message = format!("`{key}` is not a media type");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(entry.origin, SpanTarget::Key);
        self.diagnostics.push(diagnostic.with_note("the headers name it as it is written").help(help));
    }

    /// Reports a document without anything to make a client of.
    fn reject_empty(&mut self, root: &Node, shape: &'static ObjectShape) {
        let message = format!("this {} object has neither `paths` nor anything else to make a client of", shape.name);
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(root.origin, SpanTarget::Value));
    }

    /// Reports that an object lacks a key without which it means nothing.
    pub(super) fn reject_missing(&mut self, node: &Node, object: &str, name: impl Name) {
        let message = format!("this {object} object has no `{}`", name.name());
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(node.origin, SpanTarget::Value));
    }

    /// Reports that an object lacks a key, and what is done without it.
    pub(super) fn warn_missing(&mut self, node: &Node, object: &str, name: impl Name, repair: &str) {
        let message = format!("this {object} object has no `{}`", name.name());
        let diagnostic = Diagnostic::warning(Code::MissingKey, message).at(node.origin, SpanTarget::Value);
        self.diagnostics.push(diagnostic.with_note(repair));
    }

    /// Returns `true` if the version of the document is not later than the last one that requires a field.
    fn requires(&self, until: RequiredUntil) -> bool {
        match self.version {
            Version::V2 | Version::V3_0 => true,
            Version::V3_1 => until >= RequiredUntil::V3_1,
            Version::V3_2 => until >= RequiredUntil::Now,
        }
    }
}

/// The help for a key that is a key and its value: in braces, YAML needs a space behind the colon.
pub(super) fn without_space(key: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let (name, value) = key.split_once(':').filter(|(name, _)| is_known(name))?;
    Some(format!("write `{name}: {}`: a space is missing behind the colon", value.trim_start()))
}

/// Returns `true` if a document has nothing that leads to an operation or type.
fn is_empty(root: &Object) -> bool {
    let fields = [Field::Components, Field::Webhooks, Field::Definitions, Field::Servers, Field::PathsWithQueries];
    fields.into_iter().all(|field| !root.has(field))
}
