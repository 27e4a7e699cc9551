//! Keys that an object needs because of its other keys.

use super::{Checker, Version};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, SpanTarget, Value};
use crate::grammar::ObjectShape;
use crate::spec::{Field, Members as _, MembersMut as _};

impl Checker<'_> {
    /// Checks conditions that no table has. `node` is the object as it was written, `read` what was made of it.
    pub(in crate::bundle) fn conditions(&mut self, node: &Node, read: &mut Object, shape: &'static ObjectShape) {
        match shape.name {
            "Parameter" => {
                self.parameter(node, read);
                if read.has(Field::In) {
                    self.described(node, read, shape.name);
                }
            }
            "Header" => self.described(node, read, shape.name),
            "Security Scheme" => self.security_scheme(node, read),
            _ => {}
        }
    }

    /// Checks that a parameter or header has a type; one without is a string.
    fn described(&mut self, node: &Node, read: &mut Object, object: &str) {
        let has = |field: Field| node.has(field) || read.has(field);
        let place = read.text(Field::In);
        match (self.version, place) {
            (Version::V2, Some("body")) if !has(Field::Schema) => {
                self.warn_missing(node, object, Field::Schema, "any JSON value is sent");
            }
            (Version::V2, Some("body")) => {}
            (Version::V2, _) if !has(Field::Type) => {
                let repair = match () {
                    () if has(Field::Schema) => "its `schema` is used",
                    () if has(Field::Items) => "treated as an array",
                    () if has(Field::Enum) => "treated as an enum",
                    () => "treated as a string",
                };
                self.warn_missing(node, object, Field::Type, repair);
                if repair == "treated as a string" {
                    read.put(Field::Type, Node::string("string", node.origin));
                }
            }
            (Version::V2, Some(place)) => self.stray_schema(node, place),
            (Version::V2, _) => {}
            // The place is reported, and the parameter is left out.
            (_, Some("body" | "formData")) => {}
            _ if !has(Field::Schema) && !has(Field::Content) => {
                self.warn_missing(node, object, Field::Schema, "treated as a string")
            }
            _ => {}
        }
    }

    /// Reports `schema` beside the `type` of a parameter that is its own schema.
    fn stray_schema(&mut self, node: &Node, place: &str) {
        let Some(schema) = node.member(Field::Schema) else { return };
        let message = format!("a parameter in the {place} has no key `schema`");
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(schema.origin, SpanTarget::Key);
        self.diagnostics.push(diagnostic.with_note("ignored: the `type` beside it is used"));
    }

    /// Checks that a security scheme has the keys that its type needs.
    fn security_scheme(&mut self, node: &Node, read: &Object) {
        let needed: &[Field] = match (self.version, read.text(Field::Type)) {
            (_, Some("apiKey")) => &[Field::Name, Field::In],
            (Version::V2, Some("oauth2")) => &[Field::Flow],
            (Version::V2, _) => &[],
            (_, Some("http")) => &[Field::Scheme],
            (_, Some("oauth2")) => &[Field::Flows],
            (_, Some("openIdConnect")) => &[Field::OpenIdConnectUrl],
            _ => &[],
        };
        let is_absent = |field: Field| node.member(field).is_none_or(|entry| entry.value == Value::Null);
        for field in needed.iter().copied().filter(|field| is_absent(*field) && !read.has(*field)) {
            match field {
                Field::Flow | Field::Flows | Field::OpenIdConnectUrl => {
                    self.warn_missing(node, "Security Scheme", field, "the caller gives the token");
                }
                _ => self.reject_missing(node, "Security Scheme", field),
            }
        }
    }
}
