//! Responses: what comes back, in success and in failure.

use super::OperationReader;
use super::body::{is_word, preferred};
use super::stream::mark_streams;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::{Codec, Hint, Offer, Payload, Type, TypedResponse, View, is_same};
use crate::lower::media::{Family, family, family_of, framing_of};
use crate::lower::xml::Direction;
use crate::resolve::{Content, Response};
use crate::spec::{Method, Status};

/// The responses of success, and those of failure (OAS 3.0.4, "Responses Object").
///
/// Where no status is one of success, those that are none of failure are it: a redirect. `default` alone is both, the output in 2xx and the
/// error otherwise; beside other statuses it is an error. `x-ms-error-response` has the last word.
pub(super) fn parted(responses: &[Response]) -> (Vec<&Response>, Vec<&Response>) {
    let says_success = |response: &Response| response.is_error.map_or(response.status.is_success(), |is| !is);
    let says_nothing = |response: &Response| response.is_error.is_none();
    let any_success = responses.iter().any(says_success);
    let only_default = responses.iter().all(|response| response.status == Status::Default);
    let (mut success, mut failure): (Vec<&Response>, Vec<&Response>) = responses.iter().partition(|response| {
        says_success(response) || (!any_success && says_nothing(response) && response.status.is_between())
    });
    if only_default && !any_success {
        success.extend(failure.iter().copied().filter(|response| says_nothing(response)));
        // A stream is one of success.
        let is_stream = |response: &Response| response.content.iter().any(|content| framing_of(content).is_some());
        failure.retain(|response| !says_nothing(response) || !is_stream(response));
    }
    (success, failure)
}

// JSON alone and JSON beside XML are one type: the wider codec reads both.
/// The codec of two bodies of one type, if they have one in common.
fn common(one: Codec, other: Codec) -> Option<Codec> {
    match (one, other) {
        (Codec::Json, Codec::JsonOrXml(_)) => Some(other),
        (Codec::JsonOrXml(_), Codec::Json) => Some(one),
        _ => (one == other).then_some(one),
    }
}

/// Responses that are lowered together, and the names from which those of their types are made.
struct ResponseGroup<'a> {
    responses: Vec<&'a Response>,
    hint: Hint,
    is_success: bool,
    /// `true` if the configuration says that its JSON comes one value on each line.
    is_streamed: bool,
}

impl OperationReader<'_> {
    /// Lowers the responses to a method: success and failure.
    ///
    /// Where the operation `is_streamed`, JSON of a success can be read one value at a time, too.
    pub(super) fn payloads(
        &mut self,
        responses: &[Response],
        method: &Method,
        hint: &Hint,
        is_streamed: bool,
    ) -> (Payload, Payload) {
        let is_head = method.as_str() == "HEAD";
        let mut responses: Vec<Response> =
            responses.iter().map(|response| without_impossible(response, is_head, self.schemas.diagnostics)).collect();
        for response in &mut responses {
            mark_streams(self.schemas.registry.table, response, is_streamed, self.schemas.diagnostics);
        }
        let (success, failure) = parted(&responses);
        if success.is_empty() {
            self.report_default(&failure);
        }
        let success =
            ResponseGroup { responses: success, hint: hint.within("response"), is_success: true, is_streamed };
        let failure =
            ResponseGroup { responses: failure, hint: hint.within("error"), is_success: false, is_streamed: false };
        (self.payload(&success), self.payload(&failure))
    }

    fn payload(&mut self, side: &ResponseGroup<'_>) -> Payload {
        let responses = &side.responses;
        let mut payload = Payload {
            statuses: responses.iter().map(|response| response.status).collect(),
            untyped: Vec::new(),
            origins: responses.iter().map(|response| response.origin).collect(),
            contents: Vec::new(),
            codec: Codec::Empty,
            ty: Type::Any,
            responses: Vec::new(),
            trials: Vec::new(),
            media_types: Vec::new(),
            offered: Vec::new(),
            descriptions: responses.iter().map(|response| self.description(response)).collect(),
            streams: Vec::new(),
        };
        if side.is_success {
            payload.streams = self.streams(responses, &side.hint, side.is_streamed)
        } else {
            self.no_streams(responses, &side.hint)
        }
        let several = responses.iter().filter(|response| !response.content.is_empty()).count() > 1;
        let mut typed_responses = Vec::new();
        for response in responses {
            let hint = if several { side.hint.within(&response.status.name()) } else { side.hint.clone() };
            typed_responses.push(self.response(response, side, &hint, &mut payload));
            let validity = &self.schemas.registry.validity;
            let trial = preferred(&response.content)
                .and_then(|content| self.trials.of_content(validity, content, View::Response));
            payload.trials.push(trial);
        }
        self.settle(&mut payload, typed_responses, side);
        payload
    }

    /// One type where all responses that have a body have the same, and one for each response otherwise.
    fn settle(&mut self, payload: &mut Payload, responses: Vec<TypedResponse>, side: &ResponseGroup<'_>) {
        let mut with_body = responses.iter().filter(|typed_response| typed_response.codec != Codec::Empty);
        let Some(first) = with_body.next().cloned() else { return };
        let is_same = |other: &TypedResponse| is_same(&first.ty, &other.ty, &|id| self.schemas.registry.def(id));
        let same = |codec, other: &TypedResponse| common(codec, other.codec).filter(|_| is_same(other));
        // One plain type wherever it is possible, also where the responses were written twice: an enum of equal
        // variants would only make callers match. The status is at hand in the response.
        let Some(codec) = with_body.try_fold(first.codec, same) else {
            payload.codec = Codec::ByStatus;
            payload.responses = responses;
            return;
        };
        let untyped =
            side.responses.iter().zip(&responses).filter(|(_, typed_response)| typed_response.codec == Codec::Empty);
        payload.untyped = untyped.map(|(response, _)| response.status).collect();
        if !side.is_success {
            self.report_untyped(&side.responses, &payload.untyped);
        }
        // A success that carries a body in one status and none in another is an `Option`. An error without a body is
        // `Unexpected`, which keeps status, headers and bytes.
        let is_optional = side.is_success && !payload.untyped.is_empty();
        payload.codec = codec;
        payload.ty = if is_optional { first.ty.nullable() } else { first.ty };
    }

    /// Names the errors without a body, where others have one.
    fn report_untyped(&mut self, responses: &[&Response], untyped: &[Status]) {
        for response in responses.iter().filter(|response| untyped.contains(&response.status)) {
            let status = response.status;
            let message = format!("the response with status {status} has no typed body");
            let note = Diagnostic::note(Code::ResponseRole, message).at(response.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(note.with_note("it is an `Unexpected` error"));
        }
    }

    /// Names a `default` with a body that is read as an error, where it might be the success.
    fn report_default(&mut self, failure: &[&Response]) {
        let is_default = |response: &&&Response| response.status == Status::Default && response.is_error.is_none();
        for response in failure.iter().filter(is_default).filter(|response| !response.content.is_empty()) {
            let message = "the operation declares no success, and the client reads `default` as an error";
            let diagnostic = Diagnostic::note(Code::ResponseRole, message).at(response.origin, SpanTarget::Key);
            self.schemas
                .diagnostics
                .push(diagnostic.with_note("the success has no type").help("declare the success as a response `2XX`"));
        }
    }

    /// The body of a response in the media type that is asked for.
    fn response(
        &mut self,
        response: &Response,
        side: &ResponseGroup<'_>,
        hint: &Hint,
        payload: &mut Payload,
    ) -> TypedResponse {
        let Some(content) = preferred(&response.content) else {
            return TypedResponse { codec: Codec::Empty, ty: Type::Any };
        };
        if !payload.media_types.contains(&content.media_type) {
            payload.media_types.push(content.media_type.clone());
        }
        payload.contents.push(content.origin);
        let (codec, ty) = self.response_body(content, hint, side.is_success);
        let xml = match codec {
            Codec::Json => self.xml().xml_beside(&response.content, content, Direction::Received, hint),
            _ => None,
        };
        let typed_response = TypedResponse { codec: xml.map_or(codec, Codec::JsonOrXml), ty };
        for other in response.content.iter().filter(|other| !std::ptr::eq(*other, content)) {
            if side.is_success {
                self.offer(other, &typed_response, hint, payload);
            } else {
                self.other_error(other, content, &typed_response, hint, payload);
            }
        }
        typed_response
    }

    /// Another media type of a success, which a caller can ask for.
    fn offer(&mut self, other: &Content, response: &TypedResponse, hint: &Hint, payload: &mut Payload) {
        if framing_of(other).is_some() {
            return; // there is a method for it
        }
        payload.contents.push(other.origin);
        let is_decoded = self.is_read_alike(other, response, hint);
        let media_type = &other.media_type;
        if !is_decoded && !self.is_handed_out(other) {
            let message = format!("the client returns `{media_type}` as bytes");
            let diagnostic = Diagnostic::note(Code::AlternativeMediaType, message).at(other.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(
                diagnostic.help("`.with_accept(media_type)` asks for it, and `.bytes()` returns the body as it came"),
            );
        }
        let is_known = payload.media_types.contains(media_type)
            || payload.offered.iter().any(|offer| offer.media_type == *media_type);
        if !is_known && !media_type.is_range() {
            payload.offered.push(Offer { media_type: media_type.clone(), is_decoded });
        }
    }

    /// Another media type of an error, which is read if it is the same.
    fn other_error(
        &mut self,
        other: &Content,
        chosen: &Content,
        response: &TypedResponse,
        hint: &Hint,
        payload: &mut Payload,
    ) {
        if self.is_read_alike(other, response, hint) {
            payload.contents.push(other.origin);
            return;
        }
        let message = format!("the client does not ask for `{}`", other.media_type);
        let note = Diagnostic::note(Code::AlternativeMediaType, message).at(other.origin, SpanTarget::Key);
        self.schemas.diagnostics.push(note.with_note(format!("it asks for `{}`", chosen.media_type)));
    }

    /// Returns `true` if a body in another media type is JSON of the same type, or the XML of it where that is read too.
    fn is_read_alike(&mut self, other: &Content, response: &TypedResponse, hint: &Hint) -> bool {
        let is_read = match family_of(other) {
            Family::Json | Family::Wildcard => {
                matches!(response.codec, Codec::Json | Codec::JsonOrXml(_) | Codec::JsonString)
            }
            Family::Xml => matches!(response.codec, Codec::JsonOrXml(_)),
            Family::Text if is_word(self.table(), other) => response.codec.is_json(),
            _ => false,
        };
        if !is_read {
            return false;
        }
        let Some(schema) = other.schema else { return response.ty == Type::Any };
        let ty = self.schemas.lower(schema, &hint.within(&other.media_type.subtype()));
        // Bodies that are alike in XML are of the same schema.
        if family(&other.media_type) == Family::Xml {
            response.ty == ty
        } else {
            is_same(&response.ty, &ty, &|id| self.schemas.registry.def(id))
        }
    }

    /// The documentation of a response.
    fn description(&self, response: &Response) -> Option<String> {
        match preferred(&response.content) {
            Some(content) => self.described(response.description.as_ref(), content),
            None => response.description.clone(),
        }
    }
}

/// A response without the content that no answer can have. That is one to HEAD, or with a status that forbids it (RFC
/// 9110, sections 9.3.2, 15.2, 15.3.5, 15.3.6 and 15.4.5).
fn without_impossible(response: &Response, is_head: bool, diagnostics: &mut Diagnostics) -> Response {
    let is_bare = matches!(response.status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1));
    if !is_head && !is_bare {
        return response.clone();
    }
    for content in &response.content {
        let diagnostic = if is_bare {
            let message = format!("a response with status {} has no body", response.status);
            Diagnostic::warning(Code::InvalidValue, message).with_note("the content is ignored")
        } else {
            Diagnostic::note(Code::ResponseRole, "a response to HEAD has no body: its content is that of GET")
        };
        diagnostics.push(diagnostic.at(content.origin, SpanTarget::Key));
    }
    Response { content: Vec::new(), ..response.clone() }
}
