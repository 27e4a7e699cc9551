//! Keywords that say something of values, and that no client does.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SpanTarget};
use crate::schema::{Form, Schema};
use crate::spec::{InstanceType, Keyword, Role};

/// The use of the values of a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usage {
    /// `true` if the content of texts is decoded.
    pub(super) is_decoded: bool,
    /// `true` if the values are bytes, and not JSON.
    pub(super) is_raw: bool,
    /// `true` if the values stand within JSON.
    pub(super) is_json: bool,
}

/// Names the keywords that a schema has no use for.
pub(super) fn findings(schema: &Schema, usage: Usage) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // Only the rest is asked: what a form has taken is said by a type, by documentation or by a check.
    for (keyword, node) in &schema.rest {
        let Some(finding) = unused(schema, *keyword) else { continue };
        findings.extend(
            schema.places(*keyword, node.origin).into_iter().map(|origin| finding.clone().at(origin, SpanTarget::Key)),
        );
    }
    findings.extend(without_type(schema, usage.is_raw));
    findings.extend(encoded(schema));
    if usage.is_json && schema.format_name() == Some("binary") && matches!(schema.form, Form::Text(_)) {
        let finding = Diagnostic::note(Code::LooserType, "JSON cannot hold the bytes of `format: binary`");
        let origin = schema.format.as_ref().map_or(schema.origin, |format| format.origin);
        let finding = finding.at(origin, SpanTarget::Key).with_note("they are sent and read as text");
        findings.push(finding.help("write `format: byte` if the text is base64"));
    }
    if let Some((_, origin)) = schema.content_schema().filter(|_| !usage.is_decoded) {
        let finding = Diagnostic::warning(Code::LooserType, "the client does not decode the text by `contentSchema`");
        let finding = finding.with_note("its type is `String`");
        let places = schema.places(Keyword::ContentSchema, origin);
        findings.extend(places.into_iter().map(|origin| finding.clone().at(origin, SpanTarget::Key)));
    }
    findings
}

fn unused(schema: &Schema, keyword: Keyword) -> Option<Diagnostic> {
    let unchecked = || {
        let message = format!("the client does not check values against `{keyword}`");
        Diagnostic::note(Code::UncheckedKeyword, message)
    };
    let note = |message: String| Diagnostic::note(Code::IgnoredKeyword, message);
    let finding = match keyword.role() {
        Role::Condition(_) => unchecked(),
        // `required` on a schema of any values is a limit that nothing in the client says.
        Role::Limit(_) if keyword == Keyword::Required && matches!(schema.form, Form::Any) => unchecked(),
        Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_) | Role::Content if !schema.is_inapplicable(keyword) => {
            return None;
        }
        Role::Unevaluated(_) if schema.as_object().is_some() => {
            note(format!("`{keyword}` has no effect beside `additionalProperties`"))
        }
        Role::Shape(_) if schema.listed().is_some() => {
            note(format!("`{keyword}` has no effect beside `enum`, which lists the values"))
        }
        Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_) | Role::Content => match values(schema) {
            Some(values) => note(format!("`{keyword}` has no effect on values of type {values}")),
            None => no_effect(keyword),
        },
        Role::Reference => {
            let diagnostic = Diagnostic::warning(Code::Unsupported, format!("the client does not follow `{keyword}`"));
            diagnostic.with_note("the type is any JSON value")
        }
        Role::Combination | Role::Values | Role::Type | Role::Format => no_effect(keyword),
        // They say nothing of which values are valid.
        Role::Core | Role::Metadata | Role::Extension => return None,
    };
    Some(finding)
}

fn no_effect(keyword: Keyword) -> Diagnostic {
    Diagnostic::note(Code::IgnoredKeyword, format!("`{keyword}` has no effect in this schema"))
}

/// The types of the values of a schema, in words.
fn values(schema: &Schema) -> Option<String> {
    let type_name = schema.type_name()?;
    Some(if schema.null { format!("{type_name}, null") } else { type_name.to_owned() })
}

/// The encodings of text whose content is the text itself (RFC 2045, section 6.2), and those that have a type.
const PLAIN_ENCODINGS: [&str; 5] = ["7bit", "8bit", "binary", "base64", "base64url"];

/// Names an encoding that is left to the caller (JSON Schema Validation, section 8.3).
fn encoded(schema: &Schema) -> Option<Diagnostic> {
    let encoding = schema.content_encoding().filter(|_| matches!(schema.form, Form::Text(_)))?;
    if PLAIN_ENCODINGS.iter().any(|listed| listed.eq_ignore_ascii_case(encoding)) {
        return None;
    }
    let finding = Diagnostic::note(Code::CallerEncoded, format!("the client does not encode or decode `{encoding}`"));
    let finding = finding.at(schema.content.as_ref()?.origin?, SpanTarget::Key);
    let finding = finding.with_note("the text stays as it was encoded");
    Some(finding.help("write `base64` or `base64url`, which have a type that holds the bytes"))
}

/// Reports a schema of any values which says how some of them are written, or what they are made of.
fn without_type(schema: &Schema, is_raw: bool) -> Vec<Diagnostic> {
    if !matches!(schema.form, Form::Any) {
        return Vec::new();
    }
    let finding = |(keyword, origin): (Keyword, Origin)| {
        let message = format!("this schema has `{keyword}`, but no `type`");
        let diagnostic = Diagnostic::warning(Code::LooserType, message).at(origin, SpanTarget::Key);
        diagnostic.with_note("its type is any JSON value").help(match keyword.role() {
            Role::Limit(InstanceType::Number) => "add `type: number` or `type: integer`",
            Role::Content => "add `type: string`",
            Role::Format => "add the type of such values, for example `type: string`",
            _ => "add a `type`",
        })
    };
    let is_of_numbers = |keyword: Keyword| keyword.role() == Role::Limit(InstanceType::Number);
    let keywords_where = |is: fn(Keyword) -> bool| {
        let keywords = schema.rest.iter().filter(move |(keyword, _)| is(*keyword));
        keywords.map(|(keyword, node)| (*keyword, node.origin))
    };
    let format = schema.format.as_ref().map(|format| (Keyword::Format, format.origin));
    let is_shape = |keyword: Keyword| matches!(keyword.role(), Role::Shape(_) | Role::Unevaluated(_));
    let content = schema.content.as_ref().filter(|_| !is_raw).and_then(|content| match content.encoding {
        Some(_) => Some((Keyword::ContentEncoding, content.origin?)),
        None => Some((Keyword::ContentMediaType, content.origin?)),
    });
    let first = format.or_else(|| keywords_where(is_of_numbers).next()).or(content);
    first.into_iter().chain(keywords_where(is_shape)).map(finding).collect()
}
