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
        let finding = invalid(format!("`{name}` is not a node type of XML"), *origin);
        findings.push(finding.with_note("ignored").help(format!("write one of `{types}`")));
    }
    let may_be_array = matches!(schema.form, Form::Array(_) | Form::Reference(_) | Form::Unresolved | Form::Union(_));
    if let Some((true, origin)) = xml.wrapped.filter(|_| !may_be_array) {
        findings.push(invalid("`wrapped` has no effect on a schema that is not an array".to_owned(), origin));
    }
    findings
}
