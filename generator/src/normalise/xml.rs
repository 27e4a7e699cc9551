//! Names in XML, which OpenAPI 3.2 takes from components where older versions take them from properties.

use crate::bundle::{RawSchema, RawSchemaTable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget, Value};
use crate::spec::{Field, Keyword, Members as _, MembersMut as _};

/// Writes out the rules of 3.2. A component is called like itself, wherever it is referred to. A reference has no node
/// of its own unless it says so (OAS 3.2.1, "XML Object").
pub(super) fn lift(schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) {
    for id in schemas.ids() {
        let schema = schemas.get_mut(id);
        if schema.keywords.contains_key(&Keyword::Ref) { without_name(schema, diagnostics) } else { with_name(schema) }
    }
}

fn with_name(schema: &mut RawSchema) {
    let (Some(name), origin) = (&schema.name, schema.origin) else { return };
    let name = Node::string(name.clone(), origin);
    match schema.keywords.get_mut(&Keyword::Xml).map(|xml| &mut xml.value) {
        Some(Value::Object(xml)) => {
            xml.entry(Field::Name.name().to_owned()).or_insert(name);
        }
        _ => {
            schema.keywords.insert(Keyword::Xml, Node::object([Field::Name.entry(name)], origin));
        }
    }
}

fn without_name(schema: &mut RawSchema, diagnostics: &mut Diagnostics) {
    let Some(Value::Object(xml)) = schema.keywords.get_mut(&Keyword::Xml).map(|xml| &mut xml.value) else { return };
    if xml.has(Field::NodeType) || xml.flag(Field::Attribute) == Some(true) {
        return;
    }
    if let Some(name) = xml.take(Field::Name) {
        let message = "an XML `name` beside `$ref` has no effect without `nodeType`";
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(name.origin, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note("ignored").help("add `nodeType: element` for an element with this name"));
    }
}
