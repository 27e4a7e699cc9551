//! XML Objects whose fields mean nothing.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::SpanTarget;
use crate::schema::{Form, NodeType, Schema};

/// Names what the XML Object of a schema says and means nothing.
pub(super) fn findings(schema: &Schema) -> Vec<Diagnostic> {
    let Some(xml) = &schema.annotations.xml else { return Vec::new() };
    let invalid =
        |message: String, origin| Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
    let mut findings = Vec::new();
    if let Some((Err(name), origin)) = &xml.node_type {
        let types = NodeType::ALL.map(NodeType::name).join("`, `");
        findings.push(invalid(format!("`{name}` is no type of a node in XML: these are `{types}`"), *origin));
    }
    let may_be_array = matches!(schema.form, Form::Array(_) | Form::Reference(_) | Form::Unresolved | Form::Union(_));
    if let Some((true, origin)) = xml.wrapped.filter(|_| !may_be_array) {
        findings.push(invalid("only arrays are wrapped in XML".to_owned(), origin));
    }
    findings
}
