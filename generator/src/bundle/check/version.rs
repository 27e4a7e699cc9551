//! The specification that a document is written to.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Object, SpanTarget, Value};
use crate::grammar::closest_name;
use crate::spec::{Field, Members as _};

/// The specifications that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V2,
    V3_0,
    V3_1,
    V3_2,
}

/// Reads `swagger` or `openapi` of the root.
pub(in crate::bundle) fn detect(root: &Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let Some(object) = root.as_object() else {
        let message = match root.value {
            Value::Null => "the document is empty".to_owned(),
            _ => format!("expected an OpenAPI document (an object), found {}", root.kind()),
        };
        diagnostics.push(Diagnostic::error(Code::NotOpenapi, message).at(root.origin, SpanTarget::Value));
        return None;
    };
    let Some((key, node)) = version_key(object) else {
        let message = "this is not an OpenAPI document: it has neither `openapi` nor `swagger`";
        diagnostics.push(
            Diagnostic::error(Code::NotOpenapi, message)
                .at(root.origin, SpanTarget::Value)
                .help("begin the document with `openapi: 3.1.0` or `swagger: \"2.0\"`"),
        );
        return None;
    };
    let text = node.scalar_text();
    let version = match (key, text.as_deref().unwrap_or_default()) {
        // The text is compared and not the number: YAML reads `swagger: 2.0` as a double, whose text is kept.
        (Field::Swagger, text) if text == "2" || text.starts_with("2.") => Some(Version::V2),
        (Field::OpenApi, text) if text == "3" || is_minor(text, "3.0") => Some(Version::V3_0),
        (Field::OpenApi, text) if is_minor(text, "3.1") => Some(Version::V3_1),
        (Field::OpenApi, text) if is_minor(text, "3.2") => Some(Version::V3_2),
        _ => None,
    };
    if version.is_none() {
        let actual = text.map_or_else(|| node.kind().to_owned(), |text| format!("`{text}`"));
        diagnostics.push(
            Diagnostic::error(Code::UnsupportedVersion, format!("Callsmith does not read version {actual} of `{key}`"))
                .at(node.origin, SpanTarget::Value)
                .help("it reads `swagger: \"2.0\"`, and `openapi` 3.0, 3.1 and 3.2"),
        );
    }
    version
}

/// The key that says the version, also where it is misspelt, which the walk of the root reports.
fn version_key(object: &Object) -> Option<(Field, &Node)> {
    const FIELDS: [Field; 2] = [Field::OpenApi, Field::Swagger];
    let exact = FIELDS.into_iter().find_map(|field| Some((field, object.member(field)?)));
    exact.or_else(|| {
        object.iter().find_map(|(key, node)| {
            let version_field = Field::parse(closest_name(key, FIELDS.map(Field::name))?)?;
            matches!(node.value, Value::String(_) | Value::Number(_)).then_some((version_field, node))
        })
    })
}

/// Returns `true` if a version is a patch of a minor one, or a candidate for it.
fn is_minor(text: &str, minor: &str) -> bool {
    text.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}
