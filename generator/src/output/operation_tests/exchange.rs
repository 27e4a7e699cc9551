//! Requests and answers in the tests of operations.

use proc_macro2::TokenStream;
use serde_json::Value;

use super::credential::Credentials;
use super::value::{CoveredFields, ValueFitter};
use super::wire::{self, NamedText, WireParameter};
use crate::emit::{self, CallValues, Context};
use crate::ir::{
    BodyCodec, Codec, Operation, OperationId, Parameter, ParameterForm, Payload, ResponseSide, Type, TypedResponse,
    View,
};
use crate::spec::{Location, MediaType, Status};

// With a prefix, so that a path that is joined wrongly shows. The domain `test` is reserved (RFC 6761) and never asked
// for.
/// The base URL of the client in tests.
pub(super) const BASE_URL: &str = "https://service.test/prefix";

/// The exchange of a test: its request and its answers.
pub(super) struct Exchange {
    pub(super) call_values: CallValues,
    pub(super) credentials: TokenStream,
    pub(super) request: Request,
    /// Responses with a status of success: one, or where bodies differ by status one for each.
    pub(super) successes: Vec<Response>,
    /// Errors with a body, in the same way.
    pub(super) failures: Vec<Response>,
    /// Parts that the test leaves out, each with the reason.
    pub(super) omissions: Vec<String>,
}

/// A request on the wire.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<NamedText>,
    pub(super) body: Content,
    /// The statuses that the document declares, those of success first.
    pub(super) statuses: Vec<String>,
}

/// The body of a request.
pub(super) enum Content {
    None,
    Json(String),
    Text(String),
    /// The pairs of a form, percent-encoded.
    Form(String),
    Parts(Vec<NamedText>),
}

/// A response of the service.
pub(super) struct Response {
    pub(super) status: u16,
    /// The index of the declared status.
    pub(super) index: usize,
    /// The media type and the body.
    pub(super) body: Option<(String, String)>,
    pub(super) check: Check,
    /// An object without any of its properties is no error of the document.
    pub(super) is_told_apart: bool,
}

/// The check of a decoded answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    /// Not at all: only the request is.
    Nothing,
    /// A value that is there.
    Empty,
    /// A value that encodes back to the JSON that was received.
    Json,
    /// The text that was received.
    Text,
    /// The bytes that were received.
    Bytes,
}

/// The reason why an operation has no test.
pub(super) type Reason = String;

pub(super) fn exchange(cx: &Context<'_>, id: OperationId, covered: &CoveredFields) -> Result<Exchange, Reason> {
    let operation = cx.api.operation(id);
    // All that the operation requires, since a client refuses to send less.
    let credentials = Credentials::new(cx, operation)
        .ok_or("a client certificate, or two credentials in one header, are required")?;
    let mut builder = Builder {
        cx,
        covered,
        operation,
        call_values: CallValues { parameters: vec![None; operation.parameters.len()], body: None },
        path: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        cookies: Vec::new(),
        omissions: Vec::new(),
    };
    for (index, parameter) in operation.parameters.iter().enumerate() {
        builder.parameter(index, parameter)?;
    }
    let body = builder.body()?;
    let url = builder.url(&credentials)?;
    let mut headers = builder.headers(&credentials);
    if let Some((media_type, _)) = &body {
        // The header belongs to the body, also where the document declares it as a parameter.
        headers.retain(|(name, _)| name != "content-type");
        headers.push(("content-type".to_owned(), media_type.clone()));
    }
    let mut omissions = builder.omissions;
    let (mut successes, reasons) = responses(cx, operation, ResponseSide::Success, covered);
    omissions.extend(reasons.into_iter().map(|reason| format!("an answer: {reason}")));
    // Without a body to compare, the status alone is tested: the call has to be a success.
    if successes.is_empty() {
        let (index, status) = first(operation, ResponseSide::Success);
        successes.push(Response { status, index, body: None, check: Check::Nothing, is_told_apart: false });
    }
    let (mut failures, reasons) = responses(cx, operation, ResponseSide::Failure, covered);
    omissions.extend(reasons.into_iter().map(|reason| format!("an error: {reason}")));
    // An error without a body has nothing typed that a test could compare.
    failures.retain(|failure| failure.body.is_some());
    let statuses = operation.success.statuses.iter().chain(&operation.failure.statuses).map(ToString::to_string);
    Ok(Exchange {
        call_values: builder.call_values,
        credentials: credentials.setters,
        request: Request {
            method: operation.method.as_str().to_owned(),
            url,
            headers,
            body: body.map_or(Content::None, |(_, content)| content),
            statuses: statuses.collect(),
        },
        successes,
        failures,
        omissions,
    })
}

struct Builder<'a> {
    cx: &'a Context<'a>,
    covered: &'a CoveredFields,
    operation: &'a Operation,
    call_values: CallValues,
    /// By the name of the parameter.
    path: Vec<NamedText>,
    query: Vec<String>,
    headers: Vec<NamedText>,
    cookies: Vec<NamedText>,
    omissions: Vec<String>,
}

impl Builder<'_> {
    fn parameter(&mut self, index: usize, parameter: &Parameter) -> Result<(), Reason> {
        let outcome = self.value(parameter).and_then(|(value, is_given)| {
            let written = wire::parameter(parameter, &value, self.cx.api.brackets);
            let written = written.ok_or("its value has no form in its style")?;
            Ok((value, is_given, written))
        });
        let (value, is_given, written) = match outcome {
            Ok(sample) => sample,
            // Without a required parameter there is no call, so the operation has no test, and the comment in the file
            // says why.
            Err(reason) if parameter.required => return Err(format!("the parameter `{}`: {reason}", parameter.name)),
            Err(reason) => {
                self.omissions.push(format!("the parameter `{}`: {reason}", parameter.name));
                return Ok(());
            }
        };
        if is_given {
            self.call_values.parameters[index] = Some(value);
        }
        match written {
            WireParameter::Path(text) => self.path.push((parameter.name.clone(), text)),
            // An empty list leaves no pair at all in some styles.
            WireParameter::Query(text) if text.is_empty() => {}
            WireParameter::Query(text) => self.query.push(text),
            WireParameter::Header(..) if parameter.location == Location::Part => {}
            WireParameter::Header(name, text) => self.headers.push((name, text)),
            WireParameter::Cookies(pairs) => self.cookies.extend(pairs),
        }
        Ok(())
    }

    /// The value of a parameter, and whether the caller gives it.
    fn value(&self, parameter: &Parameter) -> Result<(Value, bool), Reason> {
        // The client sends it unasked, so the test does not set it and expects it all the same.
        if let Some(text) = &parameter.fixed {
            return Ok((Value::String(text.clone()), false));
        }
        if parameter.location == Location::Header
            && ["cookie", "authorization"].iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
        {
            return Err("the client has its own way to set this header".to_owned());
        }
        if parameter.location == Location::Part {
            return Err("headers of parts are not checked".to_owned());
        }
        let trial = parameter.trial.as_ref().ok_or("no value of its schema can be made")?;
        let fitting = ValueFitter { cx: self.cx, view: Some(View::Request), covered: self.covered };
        let value = fitting.fit(&parameter.ty, &simple(parameter, trial)).ok_or("no value of its type can be made")?;
        if value.is_null() {
            return Err("its value is null".to_owned());
        }
        Ok((value, true))
    }

    fn body(&mut self) -> Result<Option<(String, Content)>, Reason> {
        let Some(body) = &self.operation.body else { return Ok(None) };
        let made = self.content(body);
        match made {
            Ok((value, content)) => {
                self.call_values.body = Some(value);
                let media_type = match body.codec {
                    BodyCodec::Form => "application/x-www-form-urlencoded".to_owned(),
                    _ => body.media_type.as_str().to_owned(),
                };
                Ok(Some((media_type, content)))
            }
            Err(reason) if body.is_argument || body.required => Err(format!("the body: {reason}")),
            Err(reason) => {
                self.omissions.push(format!("the body: {reason}"));
                Ok(None)
            }
        }
    }

    fn content(&self, body: &crate::ir::Body) -> Result<(Value, Content), Reason> {
        let view = if body.codec == BodyCodec::Multipart { View::Multipart } else { View::Request };
        let value = match body.codec {
            BodyCodec::Text | BodyCodec::Bytes => {
                let text = body.trial.as_ref().and_then(Value::as_str).filter(|text| text.is_ascii());
                return Ok((text.unwrap_or("content").into(), Content::Text(text.unwrap_or("content").to_owned())));
            }
            _ => {
                let trial = body.trial.as_ref().ok_or("no value of its schema can be made")?;
                let fitting = ValueFitter { cx: self.cx, view: Some(view), covered: self.covered };
                fitting.fit(&body.ty, trial).ok_or("no value of its type can be made")?
            }
        };
        let brackets = self.cx.api.brackets;
        let content = match body.codec {
            BodyCodec::Xml => return Err("the form of XML is not computed".to_owned()),
            BodyCodec::Json => Content::Json(value.to_string()),
            BodyCodec::Lines => Content::Text(format!("{value}\n")),
            BodyCodec::Sequence => Content::Text(format!("\u{1e}{value}\n")),
            BodyCodec::Form => {
                let form = wire::form(&value, &body.parts, brackets);
                Content::Form(form.ok_or("the form of a property is not computed")?)
            }
            BodyCodec::Multipart => {
                let parts = wire::parts(&value, &body.parts, brackets);
                Content::Parts(parts.ok_or("the form of a part is not computed")?)
            }
            BodyCodec::Text | BodyCodec::Bytes => return Err("it is sent as it is".to_owned()),
        };
        Ok((value, content))
    }

    /// The URL: the template of the path with its query, the query parameters in the order of the document, and keys.
    fn url(&self, credentials: &Credentials) -> Result<String, Reason> {
        // A fragment is not sent (RFC 9110, section 7.1).
        let template = self.operation.path.split('#').next().unwrap_or_default();
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let path = self.expanded(path)?;
        let mut query: Vec<String> = vec![self.expanded(query)?];
        query.extend(self.query.iter().cloned());
        query.extend((!credentials.query.is_empty()).then(|| wire::plain_query(&credentials.query)));
        query.retain(|text| !text.is_empty());
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mark = if query.is_empty() { "" } else { "?" };
        Ok(format!("{BASE_URL}{slash}{path}{mark}{}", query.join("&")))
    }

    fn expanded(&self, template: &str) -> Result<String, Reason> {
        let (mut out, mut rest) = (String::new(), template);
        while let Some((literal, (name, after))) = rest.split_once('{').and_then(|(l, r)| Some((l, r.split_once('}')?)))
        {
            let (_, text) = self
                .path
                .iter()
                .find(|(variable, _)| variable == name)
                .ok_or_else(|| format!("the parameter `{name}` of the path has no value"))?;
            out += &wire::written(literal);
            out += text;
            rest = after;
        }
        Ok(out + &wire::written(rest))
    }

    /// The headers: those of parameters, cookies, credentials, and what is asked for.
    fn headers(&self, credentials: &Credentials) -> Vec<NamedText> {
        let mut headers = self.headers.clone();
        let cookies = self.cookies.iter().chain(&credentials.cookies);
        let cookies: Vec<String> = cookies.map(|(name, text)| format!("{name}={text}")).collect();
        // All cookies are one header (RFC 6265, section 5.4).
        if !cookies.is_empty() {
            headers.push(("cookie".to_owned(), cookies.join("; ")));
        }
        headers.extend(credentials.headers.iter().cloned());
        let has_accept = headers.iter().any(|(name, _)| name == "accept");
        headers.extend(accept(self.operation).filter(|_| !has_accept).map(|types| ("accept".to_owned(), types)));
        headers
    }
}

/// A value that its place can hold: a header has ASCII alone, and no spaces around it.
fn simple(parameter: &Parameter, value: &Value) -> Value {
    match (parameter.location, value) {
        (Location::Header | Location::Cookie, Value::String(text))
            if parameter.form == ParameterForm::Plain && !text.is_ascii() =>
        {
            let text: String = text.chars().filter(char::is_ascii).collect();
            text.trim().into()
        }
        (Location::Header | Location::Cookie, Value::Array(items)) => {
            items.iter().map(|item| simple(parameter, item)).collect()
        }
        (Location::Header | Location::Cookie, Value::Object(object)) => {
            let members = object.iter().map(|(key, value)| (key.clone(), simple(parameter, value)));
            Value::Object(members.collect())
        }
        (_, value) => value.clone(),
    }
}

/// The media types that are read, those of success first.
fn accept(operation: &Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for payload in [&operation.success, &operation.failure].into_iter().filter(|side| side.codec != Codec::Empty) {
        for media_type in payload.media_types.iter().filter(|media_type| media_type.is_header_value()) {
            if !types.contains(&media_type.as_str()) {
                types.push(media_type.as_str());
            }
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

/// The payload of a response with a declared status.
fn response(payload: &Payload, index: usize) -> TypedResponse {
    match payload.responses.get(index) {
        Some(response) => response.clone(),
        None if payload.untyped.contains(&payload.statuses[index]) => {
            TypedResponse { codec: Codec::Empty, ty: Type::Any }
        }
        None => TypedResponse { codec: payload.codec, ty: payload.ty.clone() },
    }
}

/// The first declared status of a side, with its index.
fn first(operation: &Operation, side: ResponseSide) -> (usize, u16) {
    let status = operation.payload(side).statuses.first().copied();
    (0, status.and_then(|status| code(operation, side, status)).unwrap_or(200))
}

/// A code that a declared status stands for, and no other.
fn code(operation: &Operation, side: ResponseSide, status: Status) -> Option<u16> {
    let all = || operation.success.statuses.iter().chain(&operation.failure.statuses);
    let is_free = |code: &u16| !all().any(|declared| *declared == Status::Code(*code));
    match status {
        Status::Code(code) => Some(code),
        Status::Range(digit) => (u16::from(digit) * 100..u16::from(digit) * 100 + 100).find(is_free),
        Status::Default => {
            let has_range = |code: &u16| all().any(|declared| *declared == Status::Range((*code / 100) as u8));
            let codes = if side == ResponseSide::Success { 200..300 } else { 400..600 };
            codes.into_iter().find(|code| is_free(code) && !has_range(code))
        }
    }
}

/// The responses of a side, and why others are left out. They are the first with a body, or else the first one; where
/// bodies differ by status, all of them.
fn responses(
    cx: &Context<'_>,
    operation: &Operation,
    side: ResponseSide,
    covered: &CoveredFields,
) -> (Vec<Response>, Vec<Reason>) {
    let payload = operation.payload(side);
    let is_redirect = |code: &u16| (300..400).contains(code);
    let (mut responses, mut reasons) = (Vec::new(), Vec::new());
    let with_body = (0..payload.statuses.len()).filter(|index| response(payload, *index).codec != Codec::Empty);
    for index in with_body {
        let Some(status) = code(operation, side, payload.statuses[index]) else { continue };
        let is_told_apart = side == ResponseSide::Failure && emit::distinguishes_others(cx, &response(payload, index));
        match body(cx, payload, index, covered) {
            _ if is_redirect(&status) => reasons.push("a redirect is followed".to_owned()),
            Ok((media_type, text, check)) => {
                responses.push(Response { status, index, body: Some((media_type, text)), check, is_told_apart });
                if payload.codec != Codec::ByStatus {
                    reasons.clear();
                    break;
                }
            }
            Err(reason) => reasons.push(format!("{status}: {reason}")),
        }
    }
    if responses.is_empty() && reasons.is_empty() && !payload.statuses.is_empty() {
        let (index, status) = first(operation, side);
        if is_redirect(&status) {
            reasons.push("a redirect is followed".to_owned())
        } else {
            responses.push(Response { status, index, body: None, check: Check::Empty, is_told_apart: false })
        }
    }
    (responses, reasons)
}

fn body(
    cx: &Context<'_>,
    payload: &Payload,
    index: usize,
    covered: &CoveredFields,
) -> Result<(String, String, Check), Reason> {
    let TypedResponse { codec, ty } = response(payload, index);
    let trial = payload.trials.get(index).and_then(Option::as_ref);
    let choose = |is: fn(&MediaType) -> bool, usual: &str| {
        let media_type =
            payload.media_types.iter().find(|choose| is(choose) && !choose.is_range() && choose.is_header_value());
        media_type.map_or_else(|| usual.to_owned(), |choose| choose.as_str().to_owned())
    };
    match codec {
        Codec::Json | Codec::JsonOrXml(_) | Codec::JsonString => {
            let trial = trial.ok_or("no value of its schema can be made")?;
            let value = ValueFitter { cx, view: Some(View::Response), covered }
                .fit(&ty, trial)
                .ok_or("no value of its type can be made")?;
            Ok((choose(MediaType::is_json, "application/json"), value.to_string(), Check::Json))
        }
        Codec::Text => {
            let text = trial.and_then(Value::as_str).unwrap_or("content");
            let is_plain = |choose: &MediaType| choose.is_utf8() && !choose.is_json();
            Ok((choose(is_plain, "text/plain"), text.to_owned(), Check::Text))
        }
        Codec::Binary => {
            Ok((choose(|choose| !choose.is_json(), "application/octet-stream"), "content".to_owned(), Check::Bytes))
        }
        Codec::Xml(_) => Err("the form of XML is not computed".to_owned()),
        Codec::Empty | Codec::ByStatus => Err("it has no body".to_owned()),
    }
}
