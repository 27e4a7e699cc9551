//! Operations of a client.

use super::{Constraints, LongRunning, Message, Pagination, Type, XmlRootId};
use crate::document::Origin;
use crate::spec::{Encoding, GeneratedValue, Location, MediaType, Method, Status, Style};

/// Names an [`Operation`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct OperationId(pub(crate) usize);

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Operation {
    /// The origin of the operation.
    pub(crate) origin: Origin,
    /// The `operationId` of the document, or one made of method and path.
    pub(crate) id: String,
    /// The JSON Pointer of the operation in the document, for tools; filled in by the driver, which knows the texts.
    pub(crate) pointer: String,
    pub(crate) method: Method,
    /// The path template.
    pub(crate) path: String,
    /// The server of this operation, where it is not one of the document: a URL, or a path on the host of the client.
    pub(crate) server: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    /// The words of its name, where the document gives them for clients.
    pub(crate) client_name: Option<String>,
    pub(crate) deprecated: bool,
    /// Path parameters first, in the order of the template; then the others in document order.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The payload of a success.
    pub(crate) success: Payload,
    /// The payload of a declared failure.
    pub(crate) failure: Payload,
    /// Headers of the success responses.
    pub(crate) headers: Vec<Header>,
    /// Callbacks of the operation.
    pub(crate) callbacks: Vec<Message>,
    /// Pagination of the responses.
    pub(crate) pagination: Option<Pagination>,
    /// The status and the result of a long-running operation.
    pub(crate) long_running: Option<LongRunning>,
    /// Alternatives, each a list of indices into the schemes that are needed together.
    pub(crate) security: Vec<Vec<usize>>,
    /// The ways in which its answers may differ from plain JSON.
    pub(crate) reading: Reading,
}

/// The ways in which answers may differ from plain JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Reading {
    /// They may be JSON within a JSON string.
    pub(crate) double_encoded: bool,
    /// Numbers in them may be `NaN`, `Infinity` and `-Infinity`.
    pub(crate) non_finite: bool,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    /// The origin of the parameter; of an undeclared one, the origin of the operation.
    pub(crate) origin: Origin,
    /// The name on the wire.
    pub(crate) name: String,
    /// The name that the document proposes for clients.
    pub(crate) client_name: Option<String>,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    /// The styles of arrays within an array, level by level.
    pub(crate) nested: Vec<Style>,
    pub(crate) allow_reserved: bool,
    pub(crate) encoding: Encoding,
    /// `true` if it is an argument of the method. One that is required and has one possible value is none.
    pub(crate) required: bool,
    /// The text that is sent where the caller sets no other: the one possible value of a required parameter.
    pub(crate) fixed: Option<String>,
    /// The value that is made for each call where the caller sets none.
    pub(crate) made: Option<GeneratedHeader>,
    /// `true` if it may be empty although it stands in the path: the document or the configuration says so.
    pub(crate) may_be_empty: bool,
    pub(crate) deprecated: bool,
    pub(crate) description: Option<String>,
    pub(crate) ty: Type,
    /// Constraints on the value, if it has no type of its own.
    pub(crate) constraints: Constraints,
    pub(crate) form: ParameterForm,
    /// Encodings of the properties of a form, as far as the document gives them.
    pub(crate) fields: Vec<BodyPart>,
    /// A value as JSON, for one that is required.
    pub(crate) sample: Option<serde_json::Value>,
    /// A value as JSON that it is tested with, where tests are asked for.
    pub(crate) trial: Option<serde_json::Value>,
    /// The part that it is a header of, where it is one.
    pub(crate) part: Option<OfPart>,
}

/// A value that a client makes for a header.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct GeneratedHeader {
    pub(crate) value: GeneratedValue,
    /// `true` if the document requires the header.
    pub(crate) required: bool,
}

/// The part that a header belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OfPart {
    /// The property that becomes the part, or a part for each of its items.
    pub(crate) name: String,
    /// `true` if the part is not sent without the header.
    pub(crate) required: bool,
}

/// The form of a parameter that its style is applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterForm {
    /// The value, whose type can be written as text.
    Plain,
    /// The value as JSON text (`content` with a JSON media type).
    Json,
    /// The JSON form of the value: an object by its properties.
    Structure,
    /// The JSON form of the value as the body of a form would be.
    Form,
}

/// A value that shows what a body looks like.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) value: serde_json::Value,
    /// The document shows it, or values of its parts; otherwise it is made of what the schemas require.
    pub(crate) is_example: bool,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Body {
    /// The origin of the body.
    pub(crate) origin: Origin,
    /// The origin of the media type that is sent.
    pub(crate) content: Origin,
    pub(crate) media_type: MediaType,
    pub(crate) codec: BodyCodec,
    pub(crate) ty: Type,
    /// Constraints on the value, if it has no type of its own.
    pub(crate) constraints: Constraints,
    pub(crate) required: bool,
    /// `true` if it is an argument of the method; otherwise the call has a setter for it.
    pub(crate) is_argument: bool,
    /// `true` if there is a method for a body of any content type beside the typed one.
    pub(crate) has_raw: bool,
    pub(crate) description: Option<String>,
    /// A value of its type as JSON, where it is sent as that.
    pub(crate) sample: Option<Sample>,
    /// A value as JSON that it is tested with, where tests are asked for; of a stream an item.
    pub(crate) trial: Option<serde_json::Value>,
    /// The outermost element of its values in XML.
    pub(crate) xml: Option<XmlRootId>,
    /// Encodings of the properties of a form or of parts, as far as the document gives them.
    pub(crate) parts: Vec<BodyPart>,
    /// The other media types that it may be sent as.
    pub(crate) others: Vec<OtherBody>,
}

/// A body in another media type than the one of the typed method.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OtherBody {
    /// The origin of the media type.
    pub(crate) content: Origin,
    pub(crate) media_type: MediaType,
    pub(crate) codec: BodyCodec,
    /// Its type, where it is another one: then there is a method for it. Otherwise the value of the typed method is written
    /// in this media type too, or the caller encodes it.
    pub(crate) ty: Option<Type>,
    /// Constraints on the value, if it has no type of its own.
    pub(crate) constraints: Constraints,
    /// Encodings of the properties of a form or of parts, as far as the document gives them.
    pub(crate) parts: Vec<BodyPart>,
}

impl Body {
    /// Returns `true` if another media type is sent as the value of the typed method, which its content type chooses.
    pub(crate) fn is_alike(&self, other: &OtherBody) -> bool {
        let is_alike = match self.codec {
            BodyCodec::Json | BodyCodec::Xml | BodyCodec::Form | BodyCodec::Multipart => other.codec.is_typed(),
            BodyCodec::Text => other.codec == BodyCodec::Text,
            BodyCodec::Bytes => !other.codec.is_typed(),
            BodyCodec::Lines | BodyCodec::Sequence => false,
        };
        is_alike && other.ty.is_none()
    }

    /// The encodings of properties in a form or in parts, whatever media type the typed method sends.
    pub(crate) fn parts_of(&self, codec: BodyCodec) -> Option<&[BodyPart]> {
        if self.codec == codec {
            return Some(&self.parts);
        }
        self.others.iter().find(|other| other.codec == codec).map(|other| other.parts.as_slice())
    }
}

impl BodyCodec {
    /// Returns `true` if the client encodes a value of a type.
    pub(crate) fn is_typed(self) -> bool {
        matches!(self, Self::Json | Self::Xml | Self::Form | Self::Multipart)
    }

    /// Returns `true` if the caller gives items of a type, one by one.
    pub(crate) fn is_of_items(self) -> bool {
        matches!(self, Self::Lines | Self::Sequence)
    }

    /// A word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Lines => "lines",
            Self::Sequence => "sequence",
        }
    }
}

/// The encoding of a property of a body (OAS 3.1.1, "Encoding Object").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BodyPart {
    /// The property.
    pub(crate) name: String,
    pub(crate) place: PartPlace,
    /// The style of a query parameter with which it is written in a form; without one its media type decides.
    pub(crate) style: Option<PartStyle>,
    /// The media type; several, or ranges of them, are separated by commas.
    pub(crate) content_type: Option<String>,
    /// The outermost element of its values, where they are XML.
    pub(crate) xml: Option<XmlRootId>,
    /// Headers whose value the document fixes. The others are parameters.
    pub(crate) headers: Vec<FixedHeader>,
}

/// The values of a body that become a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PartPlace {
    /// The property of an object.
    #[default]
    Named,
    /// The item of an array with this index.
    Nth(usize),
    /// The other items of an array.
    Rest,
}

/// A header of a part with its one value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FixedHeader {
    /// The origin of the encoding.
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) value: String,
}

/// The style of a property in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PartStyle {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
}

impl PartStyle {
    /// Returns `true` if it is the one of query parameters without a style.
    pub(crate) fn is_usual(self) -> bool {
        self == Self { style: Style::Form, explode: true, allow_reserved: false }
    }
}

/// The codec of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyCodec {
    Json,
    /// XML with the element of the body.
    Xml,
    /// The properties of an object as pairs (`application/x-www-form-urlencoded`).
    Form,
    /// The properties of an object as parts (`multipart/form-data`).
    Multipart,
    /// Text as it is.
    Text,
    /// Bytes as the caller encodes them.
    Bytes,
    /// Items as JSON, one on each line.
    Lines,
    /// Items as a JSON text sequence.
    Sequence,
}

/// The payload of a set of statuses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Payload {
    pub(crate) statuses: Vec<Status>,
    /// The statuses without a typed body, where all others have bodies of one type.
    pub(crate) untyped: Vec<Status>,
    /// The origins of the responses, in the order of the statuses.
    pub(crate) origins: Vec<Origin>,
    /// The origins of the media types that are read.
    pub(crate) contents: Vec<Origin>,
    pub(crate) codec: Codec,
    pub(crate) ty: Type,
    /// The payload of each response, in the order of the statuses, if the codec is [`Codec::ByStatus`].
    pub(crate) responses: Vec<TypedResponse>,
    /// Values as JSON that the responses are tested with, in the order of the statuses, where tests are asked for.
    pub(crate) trials: Vec<Option<serde_json::Value>>,
    /// The media types to ask for.
    pub(crate) media_types: Vec<MediaType>,
    /// Other media types that a caller can ask for.
    pub(crate) offered: Vec<Offer>,
    /// The descriptions of the responses, in the order of the statuses.
    pub(crate) descriptions: Vec<Option<String>>,
    /// The streams of items that can be asked for: at most one of events and one of others.
    pub(crate) streams: Vec<Items>,
}

/// The items of an answer that come one by one (OAS 3.2.0, "Sequential Media Types").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Items {
    /// The origin of the media type.
    pub(crate) origin: Origin,
    pub(crate) media_type: MediaType,
    pub(crate) framing: Framing,
    /// The codec of an item: `Json` or `Text`.
    pub(crate) codec: Codec,
    pub(crate) ty: Type,
    /// The names of whole events whose data is JSON.
    pub(crate) json: Vec<String>,
    /// The origins of the properties that every event has.
    pub(crate) fields: Vec<Origin>,
}

/// The framing of items in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Server-sent events, whose data is the item, or which are the item as a `whole`.
    Events {
        /// `true` if the item is an object of `data`, `event`, `id` and `retry`.
        whole: bool,
    },
    /// JSON, one item on each line.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
}

impl Framing {
    /// The method of a call that asks for such items.
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Events { .. } => "events",
            Self::Lines | Self::Sequence => "stream_items",
        }
    }
}

/// The payload of one response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TypedResponse {
    pub(crate) codec: Codec,
    pub(crate) ty: Type,
}

/// A media type of a response that is not asked for unless the caller does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) media_type: MediaType,
    /// `true` if the client decodes it as the type of the response; otherwise it hands out the bytes.
    pub(crate) is_decoded: bool,
}

/// The responses of success, or those of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ResponseSide {
    Success,
    Failure,
}

impl ResponseSide {
    pub(crate) const ALL: [Self; 2] = [Self::Success, Self::Failure];
}

impl Operation {
    /// The origins of the headers of parts that are sent, whether the caller or the document gives their value.
    pub(crate) fn part_headers(&self) -> impl Iterator<Item = Origin> {
        let header_parameters = self.parameters.iter().filter(|parameter| parameter.part.is_some());
        let parts = self.body.iter().filter_map(|body| body.parts_of(BodyCodec::Multipart)).flatten();
        let fixed = parts.flat_map(|part| &part.headers).map(|header| header.origin);
        header_parameters.map(|parameter| parameter.origin).chain(fixed)
    }

    /// The payload of a side.
    pub(crate) fn payload(&self, side: ResponseSide) -> &Payload {
        match side {
            ResponseSide::Success => &self.success,
            ResponseSide::Failure => &self.failure,
        }
    }
}

impl Payload {
    /// The payload of each status if they differ, otherwise the one that all share.
    pub(crate) fn by_status(&self) -> Vec<(Option<Status>, TypedResponse)> {
        if self.codec == Codec::ByStatus {
            let statuses = self.statuses.iter().map(|status| Some(*status));
            return statuses.zip(self.responses.iter().cloned()).collect();
        }
        vec![(None, TypedResponse { codec: self.codec, ty: self.ty.clone() })]
    }

    /// The types of the bodies.
    pub(crate) fn types(&self) -> impl Iterator<Item = &Type> {
        std::iter::once(&self.ty).chain(self.responses.iter().map(|response| &response.ty))
    }
}

/// The codec of a response body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Codec {
    /// JSON, whatever the content type says.
    Json,
    /// A JSON string, or the body's text when it is no JSON.
    JsonString,
    /// XML with this outermost element.
    Xml(XmlRootId),
    /// JSON, or XML with this outermost element where the service answers with that.
    JsonOrXml(XmlRootId),
    Text,
    Binary,
    /// There is none.
    Empty,
    /// Each response in a way of its own.
    ByStatus,
}

impl Codec {
    /// Returns `true` if it is JSON of any type, unless the caller asks for something else.
    pub(crate) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonOrXml(_))
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Header {
    /// The origin of the header in each success response that has it with this type.
    pub(crate) origins: Vec<Origin>,
    pub(crate) name: String,
    /// `true` if each success has it.
    pub(crate) required: bool,
    pub(crate) ty: Type,
    pub(crate) description: Option<String>,
}
