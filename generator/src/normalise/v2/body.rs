//! Body and form parameters of Swagger 2.0 as a request body.

use super::{Context, parameter};
use crate::bundle::RawSchema;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Origin, Pointer, SpanTarget, Value};
use crate::spec::{Field, Keyword, Keywords, MediaType, Members as _, MembersMut as _, is_extension};

/// Fields of a body parameter that a request body does not have: there is one body, whatever it is called.
const BODY_FIELDS: [Field; 3] = [Field::Name, Field::In, Field::Schema];

/// `true` if a parameter is sent in the body.
pub(super) fn is_body(node: &Node) -> bool {
    matches!(node.text(Field::In), Some("body" | "formData"))
}

/// Makes the request body of the parameters in the body.
pub(super) fn request_body(
    parameters: Vec<Node>,
    consumes: &[(MediaType, Option<Origin>)],
    context: &mut Context<'_>,
) -> Option<Node> {
    let (body, form): (Vec<Node>, Vec<Node>) =
        parameters.into_iter().partition(|node| node.text(Field::In) == Some("body"));
    if let Some((sent, others)) = body.split_first() {
        form.iter().chain(others).for_each(|extra| context.diagnostics.push(second_body(extra, sent)));
    }
    match body.into_iter().next() {
        Some(body) => Some(of_body(body, consumes, context)),
        None if form.is_empty() => None,
        None => Some(of_form(form, consumes, context)),
    }
}

/// The finding about a parameter in the body beside the one that is sent (Swagger 2.0, "Parameter Object": there can be
/// only one body, and form parameters are another way to say it).
fn second_body(extra: &Node, sent: &Node) -> Diagnostic {
    let name = extra.text(Field::Name).unwrap_or_default();
    let message = format!("the parameter `{name}` stands beside a body parameter, and an operation has one body");
    Diagnostic::warning(Code::InvalidValue, message)
        .at(extra.origin, SpanTarget::Value)
        .related(sent.origin, SpanTarget::Value, "the body that is sent")
        .with_note("the parameter is left out")
        .help(format!("make `{name}` a property of the schema of the body, or remove the body parameter"))
}

fn of_body(parameter: Node, consumes: &[(MediaType, Option<Origin>)], context: &mut Context<'_>) -> Node {
    let origin = parameter.origin;
    let mut old = parameter.into_object().unwrap_or_default();
    let schema = old.take(Field::Schema);
    let content = consumes.iter().map(|(media_type, written)| {
        let entry = schema.iter().cloned().map(|schema| Field::Schema.entry(schema));
        let example = example(&old, media_type.as_str()).cloned().map(|example| Field::Example.entry(example));
        (media_type.to_string(), Node::object(entry.chain(example), written.unwrap_or(origin)))
    });
    let mut new = Object::from_iter([Field::Content.entry(Node::object(content, origin))]);
    new.extend(old.take_all([Field::Description, Field::Required]));
    let is_of_body = |key: &str| Field::parse(key).is_some_and(|field| BODY_FIELDS.contains(&field));
    for (key, node) in old.iter().filter(|(key, _)| !(is_of_body(key) || is_extension(key))) {
        let message = format!("a body parameter has no key `{key}`");
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(node.origin, SpanTarget::Key);
        let diagnostic = diagnostic.with_note("ignored");
        context.diagnostics.push(match Keyword::parse_defined(key) {
            Some(keyword) => diagnostic.help(format!("move `{keyword}` into the `schema` of the parameter")),
            None => diagnostic,
        });
    }
    Node::new(Value::object(new), origin)
}

/// The example of a body parameter. 2.0 has no key for it; these extensions are common.
fn example<'a>(parameter: &'a Object, media_type: &str) -> Option<&'a Node> {
    parameter.member(Field::BodyExample).or_else(|| parameter.member(Field::BodyExamples)?.get(media_type))
}

/// Moves the documentation of a form parameter to the property that it becomes.
fn document(parameter: &Object, schema: &Node, context: &mut Context<'_>) {
    let Some(id) = schema.as_schema() else { return };
    let keywords = &mut context.schemas.get_mut(id).keywords;
    for keyword in [Keyword::Description, Keyword::Deprecated, Keyword::ClientName] {
        if let Some(node) = parameter.member(keyword) {
            keywords.insert(keyword, node.clone());
        }
    }
}

/// The form parameters are the properties of an object; with a file it has to be multipart.
fn of_form(form: Vec<Node>, consumes: &[(MediaType, Option<Origin>)], context: &mut Context<'_>) -> Node {
    let origin = form[0].origin;
    let is_file = |node: &Node| node.text(Field::Type) == Some("file");
    let file = form.iter().any(is_file);
    let mut properties = Object::default();
    let mut required = Vec::new();
    let mut encoding = Object::default();
    for parameter in form {
        let origin = parameter.origin;
        let old = parameter.into_object().unwrap_or_default();
        let is_list = old.text(Field::Type) == Some("array");
        let (mut form_parameter, schema) = parameter::split(old, origin, context);
        parameter::collection_format(&mut form_parameter, "formData", origin, context);
        let Some(name) = form_parameter.text(Field::Name) else {
            continue;
        };
        if form_parameter.flag(Field::Required) == Some(true) {
            required.push(Node::string(name, origin));
        }
        // Only arrays have a `collectionFormat`: a single value is written alike in all styles.
        if is_list {
            encoding
                .insert(name.to_owned(), Node::object(form_parameter.copies([Field::Style, Field::Explode]), origin));
        }
        document(&form_parameter, &schema, context);
        properties.insert(name.to_owned(), schema);
    }
    let needed = !required.is_empty();
    let keywords = Keywords::from_iter([
        (Keyword::Type, Node::string("object", origin)),
        (Keyword::Properties, Node::new(Value::object(properties), origin)),
        (Keyword::Required, Node::new(Value::array(required), origin)),
    ]);
    let raw = RawSchema { origin, pointer: Pointer::root(), name: None, keywords };
    let schema = Node::new(Value::Schema(context.schemas.add(raw)), origin);
    // Media types of the operation count where they can carry a form. A form with a file is no `x-www-form-urlencoded`,
    // whatever is declared.
    let is_of_forms = |media_type: &&MediaType| media_type.is_multipart_form() || media_type.is_form();
    let mut media_types: Vec<&str> =
        consumes.iter().map(|(name, _)| name).filter(is_of_forms).map(MediaType::as_str).collect();
    if media_types.is_empty() {
        media_types.push(if file { "multipart/form-data" } else { "application/x-www-form-urlencoded" });
    }
    let encoding = Node::new(Value::object(encoding), origin);
    let entry = |media_type: &str| {
        let members = [Field::Schema.entry(schema.clone()), Field::Encoding.entry(encoding.clone())];
        (media_type.to_owned(), Node::object(members, origin))
    };
    let content = media_types.into_iter().map(entry);
    let content = Node::object(content, origin);
    Node::object([Field::Content.entry(content), Field::Required.entry(Node::bool(needed, origin))], origin)
}
