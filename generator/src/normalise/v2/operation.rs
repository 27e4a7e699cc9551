//! Path items and operations of Swagger 2.0.

use super::{Context, body, parameter, server};
use crate::document::{Node, Object, Origin, Value};
use crate::spec::{Field, Keyword, MediaType, MembersMut as _, Method, ParameterIdentity, is_extension};

/// Converts a path item. Its body and form parameters go to each of its operations, since OpenAPI 3 has bodies on
/// operations only.
pub(super) fn path_item(item: Node, context: &mut Context<'_>) -> Node {
    let origin = item.origin;
    let Some(mut old) = item.into_object() else {
        return Node::object([], origin);
    };
    let shared = old.take(Field::Parameters).map(list).unwrap_or_default();
    let (in_body, elsewhere): (Vec<Node>, Vec<Node>) = shared.into_iter().partition(body::is_body);
    let mut new = Object::default();
    for (key, node) in old {
        let node = if Method::of_field(&key).is_some() { operation(node, &in_body, context) } else { node };
        new.insert(key, node);
    }
    if !elsewhere.is_empty() {
        let parameters = elsewhere.into_iter().map(|node| parameter::parameter(node, context)).collect();
        new.put(Field::Parameters, Node::new(Value::array(parameters), origin));
    }
    Node::new(Value::object(new), origin)
}

fn operation(node: Node, inherited: &[Node], context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(mut old) = node.into_object() else {
        return Node::object([], origin);
    };
    if let (Some(schemes), Some(servers)) = (old.take(Field::Schemes), &context.servers)
        && let Some(servers) = server::of_operation(&schemes, servers, context.diagnostics)
    {
        old.put(Field::Servers, servers);
    }
    let consumes = old.take(Field::Consumes).or_else(|| context.consumes.clone());
    let produces = old.take(Field::Produces).or_else(|| context.produces.clone());
    let operation_parameters = old.take(Field::Parameters).map(list).unwrap_or_default();
    let (mut in_body, elsewhere): (Vec<Node>, Vec<Node>) = operation_parameters.into_iter().partition(body::is_body);
    // A parameter of the operation overrides the one of its path item (Swagger 2.0, "Path Item Object", `parameters`).
    for node in inherited {
        let identity = ParameterIdentity::of_node(node);
        if !in_body.iter().any(|operation_parameters| ParameterIdentity::of_node(operation_parameters) == identity) {
            in_body.push(node.clone());
        }
    }
    if let Some(request) = body::request_body(in_body, &media_types(consumes.as_ref()), context) {
        old.put(Field::RequestBody, request);
    }
    if !elsewhere.is_empty() {
        let parameters = elsewhere.into_iter().map(|node| parameter::parameter(node, context)).collect();
        old.put(Field::Parameters, Node::new(Value::array(parameters), origin));
    }
    if let Some(responses) = old.take(Field::Responses) {
        let origin = responses.origin;
        let produces = media_types(produces.as_ref());
        let responses = responses.into_object().unwrap_or_default();
        let responses = responses.into_iter().map(|(status, node)| {
            let node = if is_extension(&status) { node } else { response(node, &produces, context) };
            (status, node)
        });
        let responses: Vec<_> = responses.collect();
        old.put(Field::Responses, Node::object(responses, origin));
    }
    Node::new(Value::object(old), origin)
}

/// The media types of a list; JSON where there is none, which is what services mean by it.
fn media_types(node: Option<&Node>) -> Vec<(MediaType, Option<Origin>)> {
    let listed = node.and_then(Node::as_array).unwrap_or_default();
    let types: Vec<_> =
        listed.iter().filter_map(|node| Some((MediaType::new(node.as_str()?), Some(node.origin)))).collect();
    if types.is_empty() { vec![(MediaType::new("application/json"), None)] } else { types }
}

fn response(node: Node, produces: &[(MediaType, Option<Origin>)], context: &mut Context<'_>) -> Node {
    let origin = node.origin;
    let Some(mut old) = node.into_object() else {
        return Node::object([], origin);
    };
    if let Some(schema) = old.take(Field::Schema) {
        // A file that can be anything else is not JSON: that is what `produces` says of the other responses.
        let target = schema.as_schema().map(|id| context.schemas.target(id).1);
        let is_file = target.is_some_and(|target| target.text(Keyword::Type) == Some("file"));
        let leaves_json = is_file && produces.iter().any(|(media_type, _)| !media_type.is_plain_json());
        let offered = produces.iter().filter(|(media_type, _)| !(leaves_json && media_type.is_plain_json()));
        let content = offered.map(|(media_type, written)| {
            let entry = Node::object([Field::Schema.entry(schema.clone())], written.unwrap_or(schema.origin));
            (media_type.to_string(), entry)
        });
        let content = Node::object(content, schema.origin);
        old.put(Field::Content, content);
    }
    // They are kept by media type in the shape of 2.0, where 3.0 has a map of Example Objects: nothing reads them.
    old.take(Field::Examples);
    if let Some(headers) = old.take(Field::Headers) {
        let origin = headers.origin;
        let headers = headers.into_object().unwrap_or_default();
        let headers: Vec<_> =
            headers.into_iter().map(|(name, node)| (name, parameter::header(node, context))).collect();
        old.put(Field::Headers, Node::object(headers, origin));
    }
    Node::new(Value::object(old), origin)
}

fn list(node: Node) -> Vec<Node> {
    node.into_array().unwrap_or_default()
}
