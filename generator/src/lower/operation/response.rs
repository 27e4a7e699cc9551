//! Responses: what comes back, in success and in failure.

use super::OperationReader;
use super::body::{is_word, preferred};
use super::stream::mark_streams;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
use crate::ir::{Answer, Codec, Hint, Offer, Payload, Type, is_same};
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

/// The codec of two bodies of one type, if they have one in common.
fn common(one: Codec, other: Codec) -> Option<Codec> {
    match (one, other) {
        (Codec::Json, Codec::JsonOrXml(_)) => Some(other),
        (Codec::JsonOrXml(_), Codec::Json) => Some(one),
        _ => (one == other).then_some(one),
    }
}

/// Which responses are lowered together, and what their types are called after.
struct Side<'a> {
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
        let success = Side { responses: success, hint: hint.within("response"), is_success: true, is_streamed };
        let failure = Side { responses: failure, hint: hint.within("error"), is_success: false, is_streamed: false };
        (self.payload(&success), self.payload(&failure))
    }

    fn payload(&mut self, side: &Side<'_>) -> Payload {
        let responses = &side.responses;
        let mut payload = Payload {
            statuses: responses.iter().map(|response| response.status).collect(),
            untyped: Vec::new(),
            origins: responses.iter().map(|response| response.origin).collect(),
            contents: Vec::new(),
            codec: Codec::Empty,
            ty: Type::Any,
            answers: Vec::new(),
            media_types: Vec::new(),
            offered: Vec::new(),
            descriptions: responses.iter().map(|response| self.told(response)).collect(),
            streams: Vec::new(),
        };
        match side.is_success {
            true => payload.streams = self.streams(responses, &side.hint, side.is_streamed),
            false => self.no_streams(responses, &side.hint),
        }
        let several = responses.iter().filter(|response| !response.content.is_empty()).count() > 1;
        let mut answers = Vec::new();
        for response in responses {
            let hint = if several { side.hint.within(&response.status.name()) } else { side.hint.clone() };
            answers.push(self.answer(response, side, &hint, &mut payload));
        }
        self.settle(&mut payload, answers, side);
        payload
    }

    /// One type where all responses that have a body have the same, and one for each response otherwise.
    fn settle(&mut self, payload: &mut Payload, answers: Vec<Answer>, side: &Side<'_>) {
        let mut with_body = answers.iter().filter(|answer| answer.codec != Codec::Empty);
        let Some(first) = with_body.next().cloned() else { return };
        let is_same = |other: &Answer| is_same(&first.ty, &other.ty, &|id| self.schemas.registry.def(id));
        let same = |codec, other: &Answer| common(codec, other.codec).filter(|_| is_same(other));
        let Some(codec) = with_body.try_fold(first.codec, same) else {
            payload.codec = Codec::ByStatus;
            payload.answers = answers;
            return;
        };
        let untyped = side.responses.iter().zip(&answers).filter(|(_, answer)| answer.codec == Codec::Empty);
        payload.untyped = untyped.map(|(response, _)| response.status).collect();
        if !side.is_success {
            self.report_untyped(&side.responses, &payload.untyped);
        }
        // A success that carries a body in one status and none in another.
        let is_optional = side.is_success && !payload.untyped.is_empty();
        payload.codec = codec;
        payload.ty = if is_optional { first.ty.nullable() } else { first.ty };
    }

    /// Names the errors without a body, where others have one.
    fn report_untyped(&mut self, responses: &[&Response], untyped: &[Status]) {
        for response in responses.iter().filter(|response| untyped.contains(&response.status)) {
            let status = response.status;
            let message = format!("an answer with status {status} has no typed body: it is an `Unexpected` error");
            self.schemas.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(response.origin, Part::Key));
        }
    }

    /// Names a `default` with a body that is read as an error, where it might be the success.
    fn report_default(&mut self, failure: &[&Response]) {
        let is_default = |response: &&&Response| response.status == Status::Default && response.is_error.is_none();
        for response in failure.iter().filter(is_default).filter(|response| !response.content.is_empty()) {
            let message = "`default` is read as an error: the success has no status of its own, and no type";
            let diagnostic = Diagnostic::note(Code::Approximated, message).at(response.origin, Part::Key);
            self.schemas.diagnostics.push(diagnostic.help("a response `2XX` says what a success carries"));
        }
    }

    /// The body of a response in the media type that is asked for.
    fn answer(&mut self, response: &Response, side: &Side<'_>, hint: &Hint, payload: &mut Payload) -> Answer {
        let Some(content) = preferred(&response.content) else {
            return Answer { codec: Codec::Empty, ty: Type::Any };
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
        let answer = Answer { codec: xml.map_or(codec, Codec::JsonOrXml), ty };
        for other in response.content.iter().filter(|other| !std::ptr::eq(*other, content)) {
            if side.is_success {
                self.offer(other, &answer, hint, payload);
            } else {
                self.other_error(other, content, &answer, hint, payload);
            }
        }
        answer
    }

    /// Another media type of a success, which a caller can ask for.
    fn offer(&mut self, other: &Content, answer: &Answer, hint: &Hint, payload: &mut Payload) {
        if framing_of(other).is_some() {
            return; // there is a method for it
        }
        payload.contents.push(other.origin);
        let is_decoded = self.is_read_alike(other, answer, hint);
        let media_type = &other.media_type;
        if !is_decoded && !self.is_handed_out(other) {
            let message = format!("`{media_type}` is handed out as bytes");
            let diagnostic = Diagnostic::note(Code::Approximated, message).at(other.origin, Part::Key);
            self.schemas
                .diagnostics
                .push(diagnostic.help("`with_accept` asks for it, and `bytes` gives the body as it came"));
        }
        let is_known = payload.media_types.contains(media_type)
            || payload.offered.iter().any(|offer| offer.media_type == *media_type);
        if !is_known && !media_type.is_range() {
            payload.offered.push(Offer { media_type: media_type.clone(), is_decoded });
        }
    }

    /// Another media type of an error, which is read if it is the same.
    fn other_error(&mut self, other: &Content, chosen: &Content, answer: &Answer, hint: &Hint, payload: &mut Payload) {
        if self.is_read_alike(other, answer, hint) {
            payload.contents.push(other.origin);
            return;
        }
        let message = format!("`{}` is not asked for: the client reads `{}`", other.media_type, chosen.media_type);
        self.schemas.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(other.origin, Part::Key));
    }

    /// Returns `true` if a body in another media type is JSON of the same type, or the XML of it where that is read too.
    fn is_read_alike(&mut self, other: &Content, answer: &Answer, hint: &Hint) -> bool {
        let is_read = match family_of(other) {
            Family::Json | Family::Wildcard => {
                matches!(answer.codec, Codec::Json | Codec::JsonOrXml(_) | Codec::JsonString)
            }
            Family::Xml => matches!(answer.codec, Codec::JsonOrXml(_)),
            Family::Text if is_word(self.table(), other) => answer.codec.is_json(),
            _ => false,
        };
        if !is_read {
            return false;
        }
        let Some(schema) = other.schema else { return answer.ty == Type::Any };
        let ty = self.schemas.lower(schema, &hint.within(other.media_type.as_str()));
        // What stands in XML alike is of the same schema.
        if family(&other.media_type) == Family::Xml {
            answer.ty == ty
        } else {
            is_same(&answer.ty, &ty, &|id| self.schemas.registry.def(id))
        }
    }

    /// The documentation of a response.
    fn told(&self, response: &Response) -> Option<String> {
        match preferred(&response.content) {
            Some(content) => self.described(response.description.as_ref(), content),
            None => response.description.clone(),
        }
    }
}

/// A response without the content that no answer can have: to HEAD, and with a status that forbids it (RFC 9110,
/// sections 9.3.2, 15.2, 15.3.5, 15.3.6 and 15.4.5).
fn without_impossible(response: &Response, is_head: bool, diagnostics: &mut Diagnostics) -> Response {
    let is_bare = matches!(response.status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1));
    if !is_head && !is_bare {
        return response.clone();
    }
    for content in &response.content {
        let diagnostic = if is_bare {
            let message = format!("an answer with status {} has no body", response.status);
            Diagnostic::warning(Code::InvalidValue, message).help("the content is ignored")
        } else {
            Diagnostic::note(Code::Approximated, "an answer to HEAD has no body: its content is that of GET")
        };
        diagnostics.push(diagnostic.at(content.origin, Part::Key));
    }
    Response { content: Vec::new(), ..response.clone() }
}
