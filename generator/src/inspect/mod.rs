//! What a client has, for people and tools: the operations and types with their Rust names.
//!
//! The JSON form is versioned by [`Inspection::FORMAT`]: keys are only added within a version.

use serde::Serialize;

use crate::diagnostic::Report;
use crate::emit::{
    Context, accessor, answer_text, body_text, fields, method_signature, parameter_text, payload_text, result,
    setter_signature, type_text,
};
use crate::ir::{
    Body, Codec, Items, Message, OperationId, OtherBody, SecurityKind, Side, Type, TypeId, TypeKind, View,
};
use crate::spec::{Location, MediaType};

/// What a client has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inspection {
    /// The version of this format.
    pub format: u32,
    /// The title of the document.
    pub title: String,
    /// The version of the service.
    pub version: String,
    /// Base URLs that can be used as they are.
    pub servers: Vec<String>,
    /// The operations, in document order.
    pub operations: Vec<OperationInfo>,
    /// The types, in the order in which they were met.
    pub types: Vec<TypeInfo>,
    /// What the service sends by itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub webhooks: Vec<MessageInfo>,
    /// The ways to authenticate.
    pub security: Vec<SecurityInfo>,
    /// What was found in the document, sorted by place.
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
    /// The path of the method in Rust, from the root of the client.
    pub rust: String,
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
    /// What a success carries.
    pub success: PayloadInfo,
    /// What a declared failure carries.
    pub failure: PayloadInfo,
    /// Alternatives, each a list of names of schemes that are needed together.
    pub security: Vec<Vec<String>>,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// What the service sends on account of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callbacks: Vec<MessageInfo>,
    /// The type of an item, where its answer is one of several pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
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
    pub answer: Option<String>,
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
}

/// A request body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BodyInfo {
    /// The media type it is sent as.
    pub media_type: String,
    /// `true` if every call has it.
    pub required: bool,
    /// The Rust type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The Rust type of the argument, which may be a reference.
    pub passed_as: String,
    /// The setter of the call, where the body is no argument: HTTP gives it no meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setter: Option<String>,
    /// The method that sends raw bytes, where the body is an argument.
    pub raw: Option<String>,
    /// The method without a body, where it is optional.
    pub without_body: Option<String>,
    /// The other media types that it may be sent as.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherBodyInfo>,
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

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PayloadInfo {
    /// Statuses: codes, ranges such as `4XX`, or `default`.
    pub statuses: Vec<String>,
    /// The media types that the document names.
    pub media_types: Vec<String>,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
    /// What each status carries, where the type is an enum of them; it stands in the module of the operation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerInfo>,
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

/// What one status carries.
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

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TypeInfo {
    /// The JSON Pointer of its schema in the document.
    pub pointer: String,
    /// Its path in Rust, from the root of the client.
    pub rust: String,
    /// `struct`, `enum` or `alias`.
    pub kind: String,
    /// What operations use it for: `response`, `request`, `multipart`, `patch`. It is as that demands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used_in: Vec<String>,
    /// The type that has the name of the schema, where this is a copy of it for another use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// The fields of a struct.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldInfo>,
    /// The examples of the document that are valid for it.
    pub examples: Vec<serde_json::Value>,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The name on the wire. The map of undeclared properties has none.
    pub name: Option<String>,
    /// The name in Rust.
    pub rust: String,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SecurityInfo {
    /// The name in the document.
    pub name: String,
    /// `bearer`, `basic`, `api-key`, `http` (another scheme of HTTP authentication) or `mutual-tls`.
    pub kind: String,
    /// Where an API key is sent.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The name of the header, parameter or cookie of an API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The text in front of the credential in the header `Authorization`: of an API key the prefix that its description shows, of another scheme of
    /// HTTP authentication its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
}

impl Inspection {
    /// The version of the format.
    pub const FORMAT: u32 = 1;
}

/// Describes a client.
pub(crate) fn inspect(cx: &Context<'_>, diagnostics: Vec<Report>) -> Inspection {
    let rust = |id: TypeId| type_text(cx, &Type::Named(id));
    let types = cx.api.type_ids().map(|(id, def)| TypeInfo {
        pointer: def.pointer.clone(),
        rust: rust(id),
        kind: match def.kind {
            TypeKind::Struct(_) => "struct",
            TypeKind::Enum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Alias(_) => "alias",
        }
        .to_owned(),
        used_in: def.views.iter().map(|view| view_word(view).to_owned()).collect(),
        copy_of: def.view_of.map(|(of, _)| rust(of)),
        fields: match &def.kind {
            TypeKind::Struct(structure) if !cx.api.duplicates.contains_key(&id) => {
                let fields = fields(cx, id, structure).into_iter();
                fields.map(|(name, rust, ty)| FieldInfo { name, rust, ty }).collect()
            }
            _ => Vec::new(),
        },
        examples: def.examples.clone(),
    });
    Inspection {
        format: Inspection::FORMAT,
        title: cx.api.title.clone(),
        version: cx.api.version.clone(),
        servers: cx.api.base_urls(),
        operations: match cx.api.types_only {
            true => Vec::new(),
            false => cx.api.operation_ids().map(|(id, _)| operation(cx, id)).collect(),
        },
        types: types.collect(),
        webhooks: cx.api.webhooks.iter().map(|message| self::message(cx, message)).collect(),
        security: if cx.api.types_only { Vec::new() } else { security(cx) },
        diagnostics,
    }
}

fn view_word(view: View) -> &'static str {
    match view {
        View::Response => "response",
        View::Request => "request",
        View::Multipart => "multipart",
        View::Patch => "patch",
    }
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
    });
    let body = operation.body.as_ref().map(|body| BodyInfo {
        media_type: body.media_type.to_string(),
        required: body.required,
        ty: type_text(cx, &body.ty),
        passed_as: body_text(cx, body),
        setter: names.body_setter.as_deref().map(accessor),
        raw: names.raw.as_deref().map(accessor),
        without_body: names.without_body.as_deref().map(accessor),
        others: body
            .others
            .iter()
            .zip(&names.others)
            .map(|(other, method)| other_body(cx, body, other, method))
            .collect(),
    });
    let scheme = |index: &usize| cx.api.security_schemes[*index].name.clone();
    OperationInfo {
        id: operation.id.clone(),
        method: operation.method.as_str().to_owned(),
        path: operation.path.clone(),
        pointer: operation.pointer.clone(),
        rust: format!("Client::{}", accessor(&names.method)),
        signature: method_signature(cx, id),
        module: group.map(|group| accessor(&cx.names.groups[group])).unwrap_or_default(),
        arguments: names.arguments.clone(),
        parameters: parameters.collect(),
        body,
        success: payload(cx, id, Side::Success),
        failure: payload(cx, id, Side::Failure),
        security: operation.security.iter().map(|needed| needed.iter().map(scheme).collect()).collect(),
        deprecated: operation.deprecated,
        callbacks: operation.callbacks.iter().map(|callback| message(cx, callback)).collect(),
        item: cx.facts.items.get(&id).map(|item| type_text(cx, item)),
        result: operation
            .long_running
            .as_ref()
            .map(|long_running| answer_text(cx, &result(&operation.success, long_running))),
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
        answer: ty(&message.answer),
    }
}

fn payload(cx: &Context<'_>, id: OperationId, side: Side) -> PayloadInfo {
    let payload = cx.api.operation(id).payload(side);
    let names = cx.names.operations[id.0].answers(side);
    let answers = names.into_iter().flat_map(|names| {
        let rows = payload.statuses.iter().zip(&payload.answers).zip(&names.variants);
        rows.map(|((status, answer), variant)| AnswerInfo {
            status: status.to_string(),
            variant: variant.clone(),
            ty: (answer.codec != Codec::Empty).then(|| answer_text(cx, answer)),
        })
    });
    PayloadInfo {
        statuses: payload.statuses.iter().map(ToString::to_string).collect(),
        media_types: payload.media_types.iter().map(MediaType::to_string).collect(),
        ty: payload_text(cx, id, side),
        answers: answers.collect(),
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
