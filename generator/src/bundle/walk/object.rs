//! Objects whose keys the grammar lists.

use std::borrow::Cow;

use super::DocumentWalk;
use super::value::LEFT_OUT;
use crate::bundle::references::reference_in;
use crate::document::{Node, Object, Value};
use crate::grammar::{self, FieldUse, FixedField, Kind, ObjectShape, OtherKeys, Presence};
use crate::spec::{Field, Keyword, Members as _, Method, is_extension};

/// Fields that no request depends on: those of documentation and names, and the flows that grants of OAuth 2.0 begin with. One whose value is wrong
/// costs no more than itself.
const APART: [Field; 15] = [
    Field::Title,
    Field::Version,
    Field::Summary,
    Field::Description,
    Field::Deprecated,
    Field::Tags,
    Field::OperationId,
    Field::BearerFormat,
    Field::Flows,
    Field::ClientCredentials,
    Field::AuthorizationCode,
    Field::AuthorizationUrl,
    Field::TokenUrl,
    Field::RefreshUrl,
    Field::Scopes,
];

/// Fields that an object has a meaning without. One whose value is of the wrong kind is left out; what is within it keeps its errors.
const DISPENSABLE: [Field; 30] = [
    Field::AdditionalOperations,
    Field::AllowEmptyValue,
    Field::AllowReserved,
    Field::AuthorizationUrl,
    Field::BasePath,
    Field::CollectionFormat,
    Field::Consumes,
    Field::ContentType,
    Field::Default,
    Field::Encoding,
    Field::Enum,
    Field::Explode,
    Field::Flow,
    Field::Flows,
    Field::Headers,
    Field::Host,
    Field::Info,
    Field::Links,
    Field::OpenIdConnectUrl,
    Field::Parameters,
    Field::Produces,
    Field::Required,
    Field::Responses,
    Field::Schemes,
    Field::Scopes,
    Field::Servers,
    Field::Style,
    Field::TokenUrl,
    Field::Url,
    Field::Variables,
];

/// Fields whose content no operation of the client depends on. One costs no more than itself, whatever is wrong within it.
const MESSAGES: [Field; 2] = [Field::Callbacks, Field::Webhooks];

impl DocumentWalk<'_, '_> {
    /// Walks an object along its shape.
    pub(super) fn object(&mut self, node: &Node, shape: &'static ObjectShape) -> Node {
        let mut object = self.members(node, shape);
        self.check().missing(node, &object, shape);
        self.check().conditions(node, &mut object, shape);
        Node::new(Value::object(object), node.origin)
    }

    /// Walks the members that an object has.
    pub(super) fn members(&mut self, node: &Node, shape: &'static ObjectShape) -> Object {
        let mut object = Object::default();
        for (key, entry) in node.as_object().into_iter().flatten() {
            let member = match shape.field(key) {
                Some(field) => self.field(field, entry, node, shape).map(|walked| (key.clone(), walked)),
                None if is_extension(key) => {
                    self.check().extension(key, entry, shape.name).map(|value| (key.clone(), value))
                }
                None => match self.check().misspelt_field(key, entry, node, shape) {
                    Some(field) => {
                        let walked = self.field(field, entry, node, shape);
                        walked.map(|walked| (field.key.name().to_owned(), walked))
                    }
                    None => self.other(key, entry, node, shape),
                },
            };
            object.extend(member);
        }
        object
    }

    /// Walks a fixed field. One that a client can do without costs no more than itself, whatever is wrong with it.
    fn field(&mut self, field: &'static FixedField, entry: &Node, node: &Node, shape: &ObjectShape) -> Option<Node> {
        if !self.check().field(field, entry) {
            return None;
        }
        // Errors within the field are pushed first and softened afterwards, once it is known that the object does
        // without the field.
        let mark = self.diagnostics.checkpoint();
        let walked = self.child(field.key.name(), entry, field.kind);
        // An operation without a readable id, or with a body that cannot be read, is not the same as one without.
        let or_null = |walked: Option<Node>| walked.or_else(|| Some(Node::new(Value::Null, entry.origin)));
        match field.usage {
            FieldUse::Carried if APART.contains(&field.key) => {
                self.diagnostics.downgrade_since(mark, "ignored");
                if field.key == Field::OperationId { or_null(walked) } else { walked }
            }
            FieldUse::Carried if field.key == Field::RequestBody => or_null(walked),
            FieldUse::Carried if MESSAGES.contains(&field.key) => {
                self.diagnostics.soften_leaf(mark, LEFT_OUT);
                walked
            }
            FieldUse::Carried if walked.is_none() && is_dispensable(field, node, shape) => {
                self.diagnostics.soften_leaf(mark, LEFT_OUT);
                None
            }
            FieldUse::Carried => walked,
            FieldUse::Annotation | FieldUse::Unsupported(_) => {
                self.diagnostics.downgrade_since(mark, "ignored");
                Some(entry.clone())
            }
        }
    }

    /// Walks a member that is no fixed field.
    fn other(&mut self, key: &str, entry: &Node, node: &Node, shape: &'static ObjectShape) -> Option<(String, Node)> {
        match shape.other_keys {
            OtherKeys::Entries(kind) => {
                let mark = self.diagnostics.checkpoint();
                let read = self.entry(key, entry, kind);
                if read.is_none() && kind.is_dispensable() {
                    self.diagnostics.soften_leaf(mark, LEFT_OUT);
                }
                Some((key.to_owned(), read?))
            }
            OtherKeys::Keywords => {
                let keyword = self.check().simple_keyword(key, entry, node)?;
                Some((keyword.name().to_owned(), self.simple_keyword(keyword, entry)?))
            }
            OtherKeys::Nothing if self.check().stray_nullable(key, entry, shape) => {
                Some((key.to_owned(), entry.clone()))
            }
            OtherKeys::Nothing => {
                self.check().unknown_key(key, entry, node, shape);
                None
            }
        }
    }

    /// Walks the keyword of a schema that stands on a parameter or header of Swagger 2.0.
    fn simple_keyword(&mut self, keyword: Keyword, entry: &Node) -> Option<Node> {
        match keyword {
            // Neither the specification nor its schema allow it, and it has one meaning.
            Keyword::Items if reference_in(entry).is_some() => self.child(keyword.name(), entry, Kind::Schema),
            Keyword::Items => self.child(keyword.name(), entry, Kind::Object(&grammar::ITEMS)),
            _ => self.keyword_value(entry, keyword.value_kind()).map(Cow::into_owned),
        }
    }
}

/// Returns `true` if an object has a meaning without a field whose value is of the wrong kind. A header or parameter that says in a wrong way how it
/// is written is left out itself, apart from a parameter in the path.
fn is_dispensable(field: &FixedField, node: &Node, shape: &ObjectShape) -> bool {
    let is_left_out = match shape.name {
        "Header" => true,
        "Parameter" => node.member(Field::In).is_none_or(|place| place.as_str() != Some("path")),
        _ => false,
    };
    let is_needed = field.presence == Presence::Required || is_left_out && field.key != Field::Required;
    !is_needed && (DISPENSABLE.contains(&field.key) || Method::of_field(field.key.name()).is_some())
}
