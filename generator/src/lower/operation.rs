//! Operations.

use super::types::Types;
use crate::ir::{Header, Hint, Operation, OperationId, Root, SecurityScheme, Type};
use crate::resolve;

/// Lowers an operation.
pub(super) fn lower(
    operation: resolve::Operation,
    id: String,
    index: usize,
    schemes: &[SecurityScheme],
    types: &mut Types<'_>,
) -> Operation {
    let hint = Hint { root: Root::Operation(OperationId(index)), path: Vec::new() };
    let (success, failure) = types.payloads(&operation.responses, &hint);
    let body = operation.body.as_ref().and_then(|body| types.body(body, &hint));
    let headers = headers(&operation.responses, types, &hint);
    let parameters = operation.parameters.into_iter().filter_map(|p| types.parameter(p, &hint)).collect();
    let position = |name: &String| schemes.iter().position(|scheme| scheme.name == *name);
    let security = operation.security.iter().map(|names| names.iter().filter_map(position).collect()).collect();
    Operation {
        id,
        pointer: String::new(),
        method: operation.method,
        path: operation.path,
        summary: operation.summary,
        description: operation.description,
        tags: operation.tags,
        deprecated: operation.deprecated,
        parameters,
        body,
        success,
        failure,
        headers,
        security,
    }
}

/// The headers of the success responses; of two with one name the first.
fn headers(responses: &[resolve::Response], types: &mut Types<'_>, hint: &Hint) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for header in responses.iter().filter(|response| response.status.is_success()).flat_map(|r| &r.headers) {
        if headers.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
            continue;
        }
        let ty = header.schema.map_or(Type::String, |schema| types.lower(schema, &hint.within(&header.name)));
        let ty = match types.resolved(&ty) {
            scalar @ (Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64) => scalar.clone(),
            _ => Type::String,
        };
        headers.push(Header { name: header.name.clone(), ty, description: header.description.clone() });
    }
    headers
}
