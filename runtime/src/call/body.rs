//! Bodies: what a caller gave, and how it is written.

use std::borrow::Cow;

use bytes::Bytes;

use super::EncodedBody;
use crate::codec::charset::{Charset, json_escape, xml_reference};
use crate::codec::json::EncodeFailure;
use crate::codec::media_type::Essence;
use crate::codec::parameter::Form;
use crate::codec::rules::check_text;
use crate::codec::xml;
use crate::contract::{Rule, Spec};
use crate::net::body::Body;
use crate::net::multipart::Multipart;
use crate::net::part_headers::PartHeaders;

/// A body as the caller gave it. What has a type is written when it is sent, as the media type asks.
#[derive(Clone)]
pub(super) enum Given {
    /// The JSON form of a value.
    Json(Result<Bytes, EncodeFailure>),
    Form(Form),
    Multipart(Multipart),
    /// A text, with its content type.
    Text(Cow<'static, str>, Box<str>),
    /// Encoded already, with its content type.
    Raw(Cow<'static, str>, Body),
}

/// What a typed body is written with.
pub(super) struct Writing<'a> {
    /// The operation, for a call of one.
    pub(super) spec: Option<&'static Spec>,
    /// The content type that the caller asks for.
    pub(super) content_type: Option<&'a str>,
    pub(super) rules: &'static [Rule],
    /// The headers of parts.
    pub(super) headers: &'a PartHeaders,
}

impl Writing<'_> {
    /// `true` if the operation is called with XML, unless the caller asks for something else.
    fn has_xml(&self) -> bool {
        self.spec.is_some_and(|spec| spec.xml.is_some() && Essence::of(spec.content_type).is_xml())
    }
}

/// The ways to write a typed body.
#[derive(Clone, Copy)]
enum Syntax {
    Json,
    Xml,
    Form,
    Multipart,
}

impl Syntax {
    /// The one that a media type stands for, where it is one of them.
    fn of(content_type: &str) -> Option<Self> {
        match Essence::of(content_type) {
            essence if essence.is("application/x-www-form-urlencoded") => Some(Self::Form),
            essence if essence.is_multipart() => Some(Self::Multipart),
            essence if essence.is_xml() => Some(Self::Xml),
            essence if essence.is_json() => Some(Self::Json),
            _ => None,
        }
    }
}

impl Given {
    /// The JSON text of the body, where it is a value or JSON already. That of no body is `null`.
    pub(super) fn text(given: Option<&Self>) -> EncodedJson {
        match given {
            None => Ok(Bytes::new()),
            Some(Self::Json(json)) => json.clone(),
            Some(Self::Form(form)) => form.to_json(),
            Some(Self::Multipart(_)) => Err(EncodeFailure::new("it has several parts")),
            Some(Self::Text(_, text)) => Ok(Bytes::copy_from_slice(text.as_bytes())),
            Some(Self::Raw(_, body)) => body.as_bytes().cloned().ok_or_else(|| EncodeFailure::new("it is a stream")),
        }
    }

    /// A body that is written as `given` is, or else as the operation is called, with another JSON text.
    pub(super) fn like(given: Option<&Self>, spec: Option<&Spec>, json: Bytes) -> Self {
        let is_form = spec.is_some_and(|spec| matches!(Syntax::of(spec.content_type), Some(Syntax::Form)));
        match given {
            Some(Self::Raw(content_type, _) | Self::Text(content_type, _)) => {
                Self::Raw(content_type.clone(), json.into())
            }
            Some(Self::Form(_)) => Self::Form(Form::of_json(&json)),
            None if is_form => Self::Form(Form::of_json(&json)),
            _ => Self::Json(Ok(json)),
        }
    }

    /// The content type and body.
    pub(super) fn encode(&self, writing: &Writing<'_>) -> EncodedBody {
        let own = match self {
            Self::Raw(own, body) => {
                writing.headers.all_are_sent(std::iter::empty())?;
                let content_type = writing.content_type.map_or_else(|| own.clone(), |asked| asked.to_owned().into());
                return Ok((content_type, body.clone()));
            }
            Self::Text(own, text) => {
                writing.headers.all_are_sent(std::iter::empty())?;
                let content_type = writing.content_type.map_or_else(|| own.clone(), |asked| asked.to_owned().into());
                let body = Charset::of(&content_type).encode(text, |_| None)?;
                return Ok((content_type, body.into()));
            }
            Self::Json(_) if writing.has_xml() => Syntax::Xml,
            Self::Json(_) => Syntax::Json,
            Self::Form(_) => Syntax::Form,
            Self::Multipart(_) => Syntax::Multipart,
        };
        let syntax = match writing.content_type {
            Some(asked) => Syntax::of(asked).ok_or_else(|| impossible(asked, writing.spec))?,
            None => own,
        };
        if !matches!(syntax, Syntax::Multipart) {
            writing.headers.all_are_sent(std::iter::empty())?;
        }
        match syntax {
            Syntax::Json | Syntax::Xml => {
                let json = self.json()?;
                check_text(&json, writing.rules)?;
                let content_type: Cow<'static, str> = match (writing.content_type, writing.spec) {
                    (Some(asked), _) => asked.to_owned().into(),
                    (None, Some(spec)) if !spec.content_type.is_empty() => spec.content_type.into(),
                    (None, _) => "application/json".into(),
                };
                let text = match (syntax, writing.spec.and_then(|spec| spec.xml)) {
                    (Syntax::Xml, Some(node)) => xml::encode(&json, node)?,
                    (Syntax::Xml, None) => return Err(impossible(&content_type, writing.spec)),
                    _ => json,
                };
                let text = in_charset(&content_type, text, matches!(syntax, Syntax::Xml))?;
                Ok((content_type, text.into()))
            }
            Syntax::Form => {
                let form = self.form()?;
                form.check(writing.rules)?;
                let text = form.text(writing.spec.map_or(&[] as &[_], |spec| spec.form))?;
                Ok(("application/x-www-form-urlencoded".into(), Body::from(text)))
            }
            Syntax::Multipart => {
                let multipart = self.multipart();
                multipart.check(writing.rules)?;
                let parts = writing.spec.map_or(&[] as &[_], |spec| spec.parts);
                let subtype = match (writing.content_type, writing.spec) {
                    (Some(asked), _) => asked,
                    (None, Some(spec)) => spec.content_type,
                    (None, None) => "",
                };
                let (content_type, body) = multipart.encode(subtype, parts, writing.headers)?;
                Ok((content_type.into(), body))
            }
        }
    }

    fn json(&self) -> EncodedJson {
        match self {
            Self::Json(json) => json.clone(),
            _ => self.form()?.to_json(),
        }
    }

    fn form(&self) -> Result<Form, EncodeFailure> {
        match self {
            Self::Json(json) => Ok(Form::of_json(&json.clone()?)),
            Self::Form(form) => Ok(form.clone()),
            Self::Multipart(multipart) => multipart.to_form().map_err(EncodeFailure::new),
            Self::Raw(..) | Self::Text(..) => Err(EncodeFailure::new("it is no typed value")),
        }
    }

    fn multipart(&self) -> Multipart {
        match self {
            Self::Multipart(multipart) => multipart.clone(),
            other => Multipart::of_form(other.form()),
        }
    }
}

/// A document of JSON or XML in the charset that its media type names. Both have a way to write what the charset lacks.
fn in_charset(content_type: &str, text: impl Into<Bytes>, is_xml: bool) -> EncodedJson {
    let (charset, text) = (Charset::of(content_type), text.into());
    if charset == Charset::Utf8 {
        return Ok(text);
    }
    let text = String::from_utf8_lossy(&text);
    match (is_xml, charset.name()) {
        (true, Some(name)) => {
            let text = text.replacen("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""), 1);
            charset.encode(&text, xml_reference)
        }
        _ => charset.encode(&text, json_escape),
    }
}

type EncodedJson = Result<Bytes, EncodeFailure>;

fn impossible(asked: &str, spec: Option<&Spec>) -> String {
    let offers = spec.map_or(&[] as &[_], |spec| spec.offers);
    let offers =
        if offers.is_empty() { String::new() } else { format!("; the document offers `{}`", offers.join("`, `")) };
    let asked = asked.escape_debug();
    format!("this value is written as JSON, a form or parts, not as `{asked}`: `with_body` sends bytes{offers}")
}
