//! Keywords that say something of values, and that no client does.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, Part};
use crate::schema::{Form, Schema};
use crate::spec::{InstanceType, Keyword, Role};

/// The use of the values of a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// `true` if the content of texts is decoded.
    pub(super) is_decoded: bool,
    /// `true` if the values are bytes, and not JSON.
    pub(super) is_raw: bool,
}

/// Names the keywords that a schema has no use for.
pub(super) fn findings(schema: &Schema, usage: Usage) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (keyword, node) in &schema.rest {
        let Some(finding) = unused(schema, *keyword) else { continue };
        findings.extend(
            schema.places(*keyword, node.origin).into_iter().map(|origin| finding.clone().at(origin, Part::Key)),
        );
    }
    findings.extend(without_type(schema, usage.is_raw));
    if let Some((_, origin)) = schema.content_schema().filter(|_| !usage.is_decoded) {
        let message = "`contentSchema` is not applied: the text stays a string";
        let finding = Diagnostic::warning(Code::Approximated, message);
        let places = schema.places(Keyword::ContentSchema, origin);
        findings.extend(places.into_iter().map(|origin| finding.clone().at(origin, Part::Key)));
    }
    findings
}

fn unused(schema: &Schema, keyword: Keyword) -> Option<Diagnostic> {
    let note = |message: String| Diagnostic::note(Code::Approximated, message);
    let finding = match keyword.role() {
        Role::Condition(_) => note(format!("`{keyword}` only validates: values are not checked against it")),
        // No documentation and no type of any value says it.
        Role::Limit(_) if keyword == Keyword::Required && matches!(schema.form, Form::Any) => {
            note(format!("`{keyword}` only validates: values are not checked against it"))
        }
        Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_) | Role::Content if !schema.is_inapplicable(keyword) => {
            return None;
        }
        Role::Unevaluated(_) if schema.as_object().is_some() => {
            note(format!("`{keyword}` has no effect beside `additionalProperties`: it is ignored"))
        }
        Role::Shape(_) if schema.listed().is_some() => {
            note(format!("`{keyword}` beside `enum`, which lists the values: it is ignored"))
        }
        Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_) | Role::Content => match values(schema) {
            Some(values) => note(format!("`{keyword}` says nothing of values of type {values}: it is ignored")),
            None => no_effect(keyword),
        },
        Role::Reference => {
            Diagnostic::warning(Code::Unsupported, format!("`{keyword}` is not followed: the values may be any"))
        }
        Role::Combination | Role::Values | Role::Type | Role::Format => no_effect(keyword),
        // They say nothing of which values are valid.
        Role::Core | Role::Metadata | Role::Extension => return None,
    };
    Some(finding)
}

fn no_effect(keyword: Keyword) -> Diagnostic {
    Diagnostic::note(Code::Approximated, format!("`{keyword}` has no effect in this schema: it is ignored"))
}

/// The types of the values of a schema, in words.
fn values(schema: &Schema) -> Option<String> {
    let own = schema.type_name()?;
    Some(if schema.null { format!("{own}, null") } else { own.to_owned() })
}

/// Reports a schema of any values which says how some of them are written, or what they are made of.
fn without_type(schema: &Schema, is_raw: bool) -> Vec<Diagnostic> {
    if !matches!(schema.form, Form::Any) {
        return Vec::new();
    }
    let message = |keyword: Keyword| format!("`{keyword}` without `type`: the value is any JSON value");
    let finding = |(keyword, origin): (Keyword, Origin)| {
        Diagnostic::warning(Code::Approximated, message(keyword)).at(origin, Part::Key)
    };
    let is_of_numbers = |keyword: Keyword| keyword.role() == Role::Limit(InstanceType::Number);
    let of = |is: fn(Keyword) -> bool| {
        let found = schema.rest.iter().filter(move |(keyword, _)| is(*keyword));
        found.map(|(keyword, node)| (*keyword, node.origin))
    };
    let format = schema.format.as_ref().map(|format| (Keyword::Format, format.origin));
    let is_shape = |keyword: Keyword| matches!(keyword.role(), Role::Shape(_) | Role::Unevaluated(_));
    let content = schema.content.as_ref().filter(|_| !is_raw).and_then(|content| match content.encoding {
        Some(_) => Some((Keyword::ContentEncoding, content.origin?)),
        None => Some((Keyword::ContentMediaType, content.origin?)),
    });
    let first = format.or_else(|| of(is_of_numbers).next()).or(content);
    first.into_iter().chain(of(is_shape)).map(finding).collect()
}
