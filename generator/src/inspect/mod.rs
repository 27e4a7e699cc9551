//! The contents of a client, for people and tools: operations and types with their Rust names.
//!
//! The JSON form is versioned by [`Inspection::FORMAT`]: keys are only added within a version.

mod types;

pub use types::{CandidateInfo, FieldInfo, TagInfo, TypeInfo, ValueInfo, VariantInfo};

use serde::Serialize;

use crate::diagnostic::Report;
use crate::emit::{
    Context, accessor, body_text, call_text, method_signature, parameter_text, payload_text, response_text, result,
    setter_signature, type_text,
};
use crate::ir::{
    Body, Codec, Header, Items, Message, NextPage, OperationId, OtherBody, ResponseSide, SecurityKind, Type,
};
use crate::spec::{Location, MediaType};

/// The contents of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// The version of this format.
    pub format: u32,
    /// The title of the document.
    pub title: String,
    /// The version of the service.
    pub version: String,
    /// The description of the service, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Base URLs that can be used as they are.
    pub servers: Vec<String>,
    /// The operations, in document order.
    pub operations: Vec<OperationInfo>,
    /// The types, in the order in which they were met.
    pub types: Vec<TypeInfo>,
    /// Webhooks: requests that the service sends.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<MessageInfo>,
    /// The ways to authenticate.
    pub security: Vec<SecurityInfo>,
    /// Diagnostics, sorted by place.
    pub diagnostics: Vec<Report>,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OperationInfo {
    /// The `operationId`, or the one made of method and path.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The JSON Pointer of the operation in the document.
    pub pointer: String,
    /// The summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The path of the method in Rust, from the root of the client.
    pub rust: String,
    /// The method as a program calls it on the client: `list_issues`, or `issues().list` where groups have the methods.
    pub call: String,
    /// The signature of the method.
    pub signature: String,
    /// The module of the operation.
    pub module: String,
    /// The struct in that module which has the required parameters as its fields, where they are one argument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arguments: Option<String>,
    /// The parameters, those of the path first.
    pub parameters: Vec<ParameterInfo>,
    /// The body, where there is one.
    pub body: Option<BodyInfo>,
    /// The payload of a success.
    pub success: PayloadInfo,
    /// The payload of a declared failure.
    pub failure: PayloadInfo,
    /// The headers of its responses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderInfo>,
    /// Alternatives, each a list of names of schemes that are needed together.
    pub security: Vec<Vec<String>>,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// Callbacks: requests that the service sends because of this operation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<MessageInfo>,
    /// The type of an item, where its answer is one of several pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The step to the next page: `link`, `header`, `operation`, `cursor`, `offset`, `page`, or `none` where there is one page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_page: Option<&'static str>,
    /// The type of the result, where it goes on after its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// A request that the service sends: a webhook or a callback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MessageInfo {
    /// The name in the document.
    pub name: String,
    /// The expression for the URL of a callback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// The HTTP method.
    pub method: String,
    /// The Rust type of its body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The Rust type of the answer that the service wants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ParameterInfo {
    /// The name on the wire.
    pub name: String,
    /// `path`, `query`, `querystring`, `header`, `cookie`, or `part` for a header of a part of the body.
    #[serde(rename = "in")]
    pub location: String,
    /// The part that it is a header of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// `true` if every call has it.
    pub required: bool,
    /// The name of the argument, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub argument: Option<String>,
    /// The name of the setter, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setter: Option<String>,
    /// The signature of the setter, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// The Rust type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The Rust type of the argument, which may be a reference: `&str` for a `String`.
    pub passed_as: String,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if the document calls it deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// A header of responses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HeaderInfo {
    /// The name.
    pub name: String,
    /// `true` if the responses have it.
    pub required: bool,
    /// The Rust type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A request body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BodyInfo {
    /// The media type it is sent as.
    pub media_type: String,
    /// `true` if every call has it. An optional one that is an argument is left out by `without_body` of the call.
    pub required: bool,
    /// The Rust type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The Rust type of the argument, which may be a reference.
    pub passed_as: String,
    /// The setter of the call, where the body is no argument: HTTP gives it no meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setter: Option<String>,
    /// The method that sends bytes of any content type, where there is one; see [`Options::raw`](crate::Options::raw).
    pub raw: Option<String>,
    /// The other media types that it may be sent as.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherBodyInfo>,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A request body in another media type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OtherBodyInfo {
    /// The media type.
    pub media_type: String,
    /// `true` if the client writes it from a value; otherwise the caller encodes it.
    pub is_written: bool,
    /// The method for it, where its type is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The Rust type of its value, where that is another one.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
}

/// The payload of a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PayloadInfo {
    /// Statuses: codes, ranges such as `4XX`, or `default`.
    pub statuses: Vec<String>,
    /// The descriptions of the responses, in the order of the statuses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Option<String>>,
    /// The media types that the document names.
    pub media_types: Vec<String>,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
    /// The payload of each status, if the type is an enum of them. The enum is in the module of the operation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<AnswerInfo>,
    /// Other media types that a caller can ask for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<String>,
    /// The streams of items that can be asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<StreamInfo>,
}

/// The items of an answer that come one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StreamInfo {
    /// The media type.
    pub media_type: String,
    /// The method of the call: `events` or `stream_items`.
    pub method: &'static str,
    /// The Rust type of an item.
    #[serde(rename = "type")]
    pub ty: String,
}

/// The payload of one status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AnswerInfo {
    /// A code, a range such as `4XX`, or `default`.
    pub status: String,
    /// The variant.
    pub variant: String,
    /// The Rust type, where there is a body.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SecurityInfo {
    /// The name in the document.
    pub name: String,
    /// `bearer`, `basic`, `api-key`, `http` (another scheme of HTTP authentication) or `mutual-tls`.
    pub kind: String,
    /// The location of an API key: `header`, `query` or `cookie`.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The name of the header, parameter or cookie of an API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The text in front of the credential in the header `Authorization`. Of an API key it is the prefix that its
    /// description shows, of another scheme of HTTP authentication its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

impl Inspection {
    /// The version of the format.
    pub const FORMAT: u32 = 1;
}

/// Describes a client.
pub(crate) fn inspect(cx: &Context<'_>, diagnostics: Vec<Report>) -> Inspection {
    Inspection {
        format: Inspection::FORMAT,
        title: cx.api.title.clone(),
        version: cx.api.version.clone(),
        description: cx.api.description.clone(),
        servers: cx.api.base_urls(),
        operations: if cx.api.types_only {
            Vec::new()
        } else {
            cx.api.operation_ids().map(|(id, _)| operation(cx, id)).collect()
        },
        types: types::types(cx),
        webhooks: cx.api.webhooks.iter().map(|message| self::message(cx, message)).collect(),
        security: if cx.api.types_only { Vec::new() } else { security(cx) },
        diagnostics,
    }
}

/// `true` for what the JSON form leaves out.
fn is_false(flag: &bool) -> bool {
    !flag
}

fn security(cx: &Context<'_>) -> Vec<SecurityInfo> {
    let schemes = cx.api.security_schemes.iter().map(|scheme| {
        let (kind, location, parameter) = match &scheme.kind {
            SecurityKind::Bearer | SecurityKind::OAuth2(_) => ("bearer", None, None),
            SecurityKind::Basic => ("basic", None, None),
            SecurityKind::MutualTls => ("mutual-tls", None, None),
            SecurityKind::Http { .. } => ("http", None, None),
            SecurityKind::Authorization(_) => {
                ("api-key", Some(Location::Header.to_string()), Some("Authorization".to_owned()))
            }
            SecurityKind::ApiKey { location, parameter } => {
                ("api-key", Some(location.to_string()), Some(parameter.clone()))
            }
        };
        let prefix = match &scheme.kind {
            SecurityKind::Authorization(form) => Some(form.prefix().trim_end().to_owned()),
            SecurityKind::Http { scheme } => Some(scheme.clone()),
            SecurityKind::Bearer
            | SecurityKind::OAuth2(_)
            | SecurityKind::Basic
            | SecurityKind::ApiKey { .. }
            | SecurityKind::MutualTls => None,
        };
        let prefix = prefix.filter(|prefix| !prefix.is_empty());
        SecurityInfo { name: scheme.name.clone(), kind: kind.to_owned(), location, parameter, prefix }
    });
    schemes.collect()
}

fn operation(cx: &Context<'_>, id: OperationId) -> OperationInfo {
    let (operation, names) = (cx.api.operation(id), &cx.names.operations[id.0]);
    let group = cx.facts.groups.iter().position(|group| group.operations.contains(&id));
    let parameters = operation.parameters.iter().zip(&names.parameters).map(|(parameter, name)| ParameterInfo {
        name: parameter.name.clone(),
        location: parameter.location.to_string(),
        part: parameter.part.as_ref().map(|part| part.name.clone()),
        required: parameter.required || parameter.fixed.is_some() || parameter.made.is_some_and(|made| made.required),
        argument: parameter.required.then(|| accessor(name)),
        setter: (!parameter.required).then(|| accessor(name)),
        signature: (!parameter.required).then(|| setter_signature(cx, name, parameter)),
        ty: type_text(cx, &parameter.ty),
        passed_as: parameter_text(cx, parameter),
        description: parameter.description.clone(),
        deprecated: parameter.deprecated,
    });
    let body = operation.body.as_ref().map(|body| BodyInfo {
        media_type: body.media_type.to_string(),
        required: body.required,
        ty: type_text(cx, &body.ty),
        passed_as: body_text(cx, body),
        setter: names.body_setter.as_deref().map(accessor),
        raw: names.raw.as_deref().map(accessor),
        others: body
            .others
            .iter()
            .zip(&names.others)
            .map(|(other, method)| other_body(cx, body, other, method))
            .collect(),
        description: body.description.clone(),
    });
    let scheme = |index: &usize| cx.api.security_schemes[*index].name.clone();
    OperationInfo {
        id: operation.id.clone(),
        method: operation.method.as_str().to_owned(),
        path: operation.path.clone(),
        pointer: operation.pointer.clone(),
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        tags: operation.tags.clone(),
        rust: match (&names.group, group) {
            (Some(of), Some(group)) => {
                let path = [&cx.names.groups[group], &of.ty, &names.method].map(|name| accessor(name));
                path.join("::")
            }
            _ => format!("Client::{}", accessor(&names.method)),
        },
        call: call_text(cx, id),
        signature: method_signature(cx, id),
        module: group.map(|group| accessor(&cx.names.groups[group])).unwrap_or_default(),
        arguments: names.arguments.clone(),
        parameters: parameters.collect(),
        body,
        success: payload(cx, id, ResponseSide::Success),
        failure: payload(cx, id, ResponseSide::Failure),
        headers: operation.headers.iter().map(|one| header(cx, one)).collect(),
        security: operation.security.iter().map(|needed| needed.iter().map(scheme).collect()).collect(),
        deprecated: operation.deprecated,
        callbacks: operation.callbacks.iter().map(|callback| message(cx, callback)).collect(),
        item: cx.facts.items.get(&id).map(|item| type_text(cx, item)),
        next_page: operation.pagination.as_ref().map(|pagination| next_page_word(&pagination.next)),
        result: operation
            .long_running
            .as_ref()
            .map(|long_running| response_text(cx, &result(&operation.success, long_running))),
    }
}

fn next_page_word(next: &NextPage) -> &'static str {
    match next {
        NextPage::Nothing => "none",
        NextPage::Link(_) => "link",
        NextPage::Header => "header",
        NextPage::Operation { .. } => "operation",
        NextPage::Cursor { .. } => "cursor",
        NextPage::Offset { .. } => "offset",
        NextPage::Page { .. } => "page",
    }
}

fn header(cx: &Context<'_>, header: &Header) -> HeaderInfo {
    HeaderInfo {
        name: header.name.clone(),
        required: header.required,
        ty: type_text(cx, &header.ty),
        description: header.description.clone(),
    }
}

fn other_body(cx: &Context<'_>, body: &Body, other: &OtherBody, method: &Option<String>) -> OtherBodyInfo {
    OtherBodyInfo {
        media_type: other.media_type.to_string(),
        is_written: other.ty.is_some() || other.codec.is_typed() && body.codec.is_typed(),
        method: method.as_deref().map(accessor),
        ty: other.ty.as_ref().map(|ty| type_text(cx, ty)),
    }
}

fn message(cx: &Context<'_>, message: &Message) -> MessageInfo {
    let ty = |ty: &Option<Type>| ty.as_ref().map(|ty| type_text(cx, ty));
    MessageInfo {
        name: message.name.clone(),
        expression: message.expression.clone(),
        method: message.method.as_str().to_owned(),
        body: ty(&message.body),
        response: ty(&message.response),
    }
}

fn payload(cx: &Context<'_>, id: OperationId, side: ResponseSide) -> PayloadInfo {
    let payload = cx.api.operation(id).payload(side);
    let names = cx.names.operations[id.0].responses(side);
    let responses = names.into_iter().flat_map(|names| {
        let rows = payload.statuses.iter().zip(&payload.responses).zip(&names.variants);
        rows.map(|((status, response), variant)| AnswerInfo {
            status: status.to_string(),
            variant: variant.clone(),
            ty: (response.codec != Codec::Empty).then(|| response_text(cx, response)),
        })
    });
    PayloadInfo {
        statuses: payload.statuses.iter().map(ToString::to_string).collect(),
        descriptions: payload.descriptions.clone(),
        media_types: payload.media_types.iter().map(MediaType::to_string).collect(),
        ty: payload_text(cx, id, side),
        responses: responses.collect(),
        offered: payload.offered.iter().map(|offer| offer.media_type.to_string()).collect(),
        streams: payload.streams.iter().map(|items| stream(cx, items)).collect(),
    }
}

fn stream(cx: &Context<'_>, items: &Items) -> StreamInfo {
    StreamInfo {
        media_type: items.media_type.to_string(),
        method: items.framing.method(),
        ty: type_text(cx, &items.ty),
    }
}
