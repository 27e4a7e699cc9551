//! Integers that are doubles: documents that were made from a sample of whole numbers declare its numbers as integers.

use crate::collections::HashSet;
use std::rc::Rc;

use super::keys::Keys;
use crate::bundle::{RawSchema, RawSchemaTable};
use crate::config::{NamedOperation, Selection};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Pointer, SchemaId, SpanTarget, Value};
use crate::grammar::nearest;
use crate::ir::id_from_path;
use crate::normalise::Normalised;
use crate::spec::{Field, Keyword, Members as _};

/// Makes numbers of the format `double` of the integers in the bodies and schemas that are selected. Listed values stay.
pub(super) fn integers(normalised: &mut Normalised, selection: &Selection, diagnostics: &mut Diagnostics) {
    if !selection.has_all() && selection.names().is_empty() {
        return;
    }
    let mut bodies = Vec::new();
    collect(&normalised.envelope.root, &Pointer::root(), &mut bodies);
    let keys = Keys::new(&normalised.schemas, &normalised.pointers);
    let mut schemas = HashSet::default();
    if selection.has_all() {
        let roots = bodies.iter().map(|body| body.schema).collect();
        schemas.extend(integers_within(&normalised.schemas, roots));
    }
    for (key, span) in selection.names().iter() {
        let of_operation = bodies.iter().filter(|body| body.operation.is_called(key));
        let mut roots: Vec<SchemaId> = of_operation.map(|body| body.schema).collect();
        roots.extend(keys.find(key).map(|schemas| schemas.schema));
        if roots.is_empty() {
            diagnostics.push(unknown(&keys, key, &bodies).at_option(span));
            continue;
        }
        let integers = integers_within(&normalised.schemas, roots);
        if integers.is_empty() {
            let message = format!("`{key}` has no integers to read as doubles");
            diagnostics.push(Diagnostic::idle_option(message).at_option(span));
        }
        schemas.extend(integers);
    }
    report_shared(normalised, &schemas, diagnostics);
    for id in schemas {
        make_double(normalised.schemas.get_mut(id));
    }
}

/// Reports the integers that parameters and headers have too: a schema has one type.
fn report_shared(normalised: &Normalised, doubles: &HashSet<SchemaId>, diagnostics: &mut Diagnostics) {
    let mut roots = Vec::new();
    parameters_and_headers(&normalised.envelope.root, &mut roots);
    for id in integers_within(&normalised.schemas, roots).into_iter().filter(|id| doubles.contains(id)) {
        let message = "a parameter or header has this schema too, so its integers become doubles";
        let diagnostic =
            Diagnostic::warning(Code::LooserType, message).at(normalised.schemas.get(id).origin, SpanTarget::Key);
        diagnostics
            .push(diagnostic.help(
                "to keep integers there, name single properties in `integers-as-doubles`, and not the operation",
            ));
    }
}

/// The schemas of parameters and headers in a part of the document.
fn parameters_and_headers(node: &Node, collected_schemas: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| parameters_and_headers(item, collected_schemas)),
        Value::Object(object) => {
            for (key, value) in object {
                match Field::parse(key) {
                    Some(Field::Parameters | Field::Headers) => schemas(value, collected_schemas),
                    _ => parameters_and_headers(value, collected_schemas),
                }
            }
        }
        _ => {}
    }
}

/// The schema of a body, with its operation.
struct Body {
    operation: Rc<Operation>,
    schema: SchemaId,
}

/// The names of an operation.
struct Operation {
    /// The id of the document, and the one that an operation without its own gets.
    ids: Vec<String>,
    pointer: String,
    method: String,
    path: String,
}

impl Operation {
    /// The operation at a pointer, whose last tokens are path and method.
    fn at(pointer: &Pointer, id: Option<&str>) -> Self {
        let (path, method) = match pointer.tokens() {
            [.., path, method] => (path.to_string(), method.to_string()),
            _ => (String::new(), String::new()),
        };
        let made = (!path.is_empty()).then(|| id_from_path(&method, &path));
        Self {
            ids: id.map(str::to_owned).into_iter().chain(made).collect(),
            pointer: pointer.to_string(),
            method,
            path,
        }
    }

    fn is_called(&self, key: &str) -> bool {
        let Self { ids, pointer, method, path } = self;
        ids.iter().any(|id| NamedOperation { id, pointer, method, path }.is(key))
    }
}

/// The schemas of the bodies of operations below a place of the document.
fn collect(node: &Node, place: &Pointer, bodies: &mut Vec<Body>) {
    let Some(object) = node.as_object() else { return };
    let operation = Rc::new(Operation::at(place, object.text(Field::OperationId)));
    for (key, value) in object {
        match Field::parse(key) {
            Some(Field::RequestBody | Field::Responses) => {
                let mut collected_schemas = Vec::new();
                schemas(value, &mut collected_schemas);
                bodies
                    .extend(collected_schemas.into_iter().map(|schema| Body { operation: operation.clone(), schema }));
            }
            Some(Field::Parameters | Field::Headers) => {}
            _ => collect(value, &place.child(key.as_str()), bodies),
        }
    }
}

/// The schemas in a part of the document, apart from those of headers.
fn schemas(node: &Node, list: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => list.push(*id),
        Value::Array(items) => items.iter().for_each(|item| schemas(item, list)),
        Value::Object(object) => {
            let apart = object.iter().filter(|(key, _)| *key != Field::Headers.name());
            apart.for_each(|(_, value)| schemas(value, list));
        }
        _ => {}
    }
}

/// The integers among schemas and all within them.
fn integers_within(table: &RawSchemaTable, roots: Vec<SchemaId>) -> Vec<SchemaId> {
    let (mut open, mut seen, mut integers) = (roots, HashSet::default(), Vec::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = table.get(id);
        if is_integer(schema) {
            integers.push(id);
        }
        for node in schema.keywords.values() {
            inner(node, &mut open);
        }
    }
    integers
}

/// The schemas that a keyword holds; here a property may be called like any part of the document.
fn inner(node: &Node, schemas: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => schemas.push(*id),
        Value::Array(items) => items.iter().for_each(|item| inner(item, schemas)),
        Value::Object(object) => object.values().for_each(|value| inner(value, schemas)),
        _ => {}
    }
}

fn is_integer(schema: &RawSchema) -> bool {
    let types = schema.get(Keyword::Type).and_then(Node::as_array).unwrap_or_default();
    // Listed integers are names of choices, which no sample gets wrong.
    let is_listed = schema.get(Keyword::Enum).is_some() || schema.get(Keyword::Const).is_some();
    types.iter().any(|name| name.as_str() == Some("integer")) && !is_listed
}

fn make_double(schema: &mut RawSchema) {
    let Some(node) = schema.keywords.get_mut(&Keyword::Type) else { return };
    let origin = node.origin;
    let Value::Array(types) = &mut node.value else { return };
    let is_number = types.iter().any(|name| name.as_str() == Some("number"));
    if is_number {
        types.retain(|name| name.as_str() != Some("integer"));
    }
    for name in types.iter_mut().filter(|name| name.as_str() == Some("integer")) {
        *name = Node::string("number", name.origin);
    }
    schema.keywords.insert(Keyword::Format, Node::string("double", origin));
}

fn unknown(keys: &Keys<'_, RawSchemaTable>, key: &str, bodies: &[Body]) -> Diagnostic {
    let purpose = "to read with doubles in place of integers";
    let operations = bodies.iter().flat_map(|body| body.operation.ids.iter().map(String::as_str));
    match nearest(key, operations) {
        Some(operation) if !key.contains('/') => {
            let message = format!("there is no schema or operation with a body `{key}` {purpose}");
            Diagnostic::unknown_option(key, message, Some(operation))
        }
        _ => keys.unknown(key, purpose),
    }
}

#[cfg(test)]
mod tests {
    use crate::Generator;
    use crate::config::Selection;

    /// The type of the one answer, where the option has this key.
    fn response(operation: &str, key: &str) -> Result<String, String> {
        let document = format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "paths": {{"/a/b": {{"get": {{{operation}
            "responses": {{"200": {{"description": "done", "content": {{"application/json": {{"schema": {{"type": "array",
            "items": {{"type": "integer"}}}}}}}}}}}}}}}}}}}}"#
        );
        let generator = Generator::from_text("document", document).integers_as_doubles(Selection::named([key]));
        let client = generator.generate().map_err(|error| error.to_string())?;
        let module = client.module();
        let row = module.split("rt::operation!(").nth(1).and_then(|rest| rest.split(" as ").next());
        let output = row.and_then(|row| row.split_once(": ")).map(|(_, output)| output);
        Ok(output.unwrap_or_default().to_owned())
    }

    #[test]
    fn an_operation_is_named_by_its_id_a_pattern_or_its_pointer() {
        let with_id = r#""operationId": "listNumbers","#;
        for (operation, key) in [
            (with_id, "listNumbers"),
            (with_id, "list*"),
            (with_id, "#/paths/~1a~1b/get"),
            ("", "get_a_b"),
            ("", "get_*"),
            ("", "#/paths/~1a~1b/get"),
        ] {
            assert_eq!(response(operation, key).as_deref(), Ok("Vec<f64>"), "{key}");
        }
        let error = response(with_id, "listNumber").unwrap_err();
        assert!(error.contains("did you mean `listNumbers`?"), "{error}");
    }
}
