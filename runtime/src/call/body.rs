//! Bodies: what a caller gave, and how it is written.

use std::borrow::Cow;

use bytes::Bytes;

use super::EncodedBody;
use crate::codec::charset::{Charset, in_charset};
use crate::codec::json::EncodeFailure;
use crate::codec::media_type::Essence;
use crate::codec::parameter::Form;
use crate::codec::rules::check_text;
use crate::codec::xml;
use crate::contract::{Rule, Spec};
use crate::net::body::Body;
use crate::net::multipart::Multipart;
use crate::net::part_headers::PartHeaders;
use crate::net::unsendable::Unsendable;

// A typed body stays in its JSON form until the request is built. So another content type costs no generated code: the
// form becomes JSON, a form or parts here.
/// A body as the caller gave it. What has a type is written when it is sent, as the media type asks.
#[derive(Clone)]
pub(super) enum RequestBody {
    /// The JSON form of a value.
    Json(Result<Bytes, EncodeFailure>),
    Form(Form),
    Multipart(Multipart),
    /// A text, with its content type.
    Text(Cow<'static, str>, Box<str>),
    /// Encoded already, with its content type.
    Raw(Cow<'static, str>, Body),
}

/// The tables and settings that a typed body is encoded with.
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
        self.spec.is_some_and(|spec| spec.xml.is_some() && Essence::parse(spec.content_type).is_xml())
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
    fn parse(content_type: &str) -> Option<Self> {
        match Essence::parse(content_type) {
            essence if essence.is("application/x-www-form-urlencoded") => Some(Self::Form),
            essence if essence.is_multipart() => Some(Self::Multipart),
            essence if essence.is_xml() => Some(Self::Xml),
            essence if essence.is_json() => Some(Self::Json),
            _ => None,
        }
    }
}

impl RequestBody {
    /// The JSON text of the body, where it is a value or JSON already. That of no body is `null`.
    pub(super) fn text(request_body: Option<&Self>) -> EncodedJson {
        match request_body {
            None => Ok(Bytes::new()),
            Some(Self::Json(json)) => json.clone(),
            Some(Self::Form(form)) => form.to_json(),
            Some(Self::Multipart(_)) => Err(EncodeFailure::new("it has several parts")),
            Some(Self::Text(_, text)) => Ok(Bytes::copy_from_slice(text.as_bytes())),
            Some(Self::Raw(_, body)) => body.as_bytes().cloned().ok_or_else(|| EncodeFailure::new("it is a stream")),
        }
    }

    /// A body that is written as `given` is, or else as the operation is called, with another JSON text.
    pub(super) fn like(body: Option<&Self>, spec: Option<&Spec>, json: Bytes) -> Self {
        let is_form = spec.is_some_and(|spec| matches!(Syntax::parse(spec.content_type), Some(Syntax::Form)));
        match body {
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
        let media_type = match self {
            Self::Raw(media_type, body) => {
                // A header that is set for a part has no place in a body without parts. That is an error, and not
                // silence.
                writing.headers.all_are_sent(std::iter::empty())?;
                let content_type =
                    writing.content_type.map_or_else(|| media_type.clone(), |choice| choice.to_owned().into());
                return Ok((content_type, body.clone()));
            }
            Self::Text(media_type, text) => {
                // A character that the charset lacks is an error: a substitute would change the text in silence.
                writing.headers.all_are_sent(std::iter::empty())?;
                let content_type =
                    writing.content_type.map_or_else(|| media_type.clone(), |choice| choice.to_owned().into());
                let body = Charset::parse(&content_type).encode(text, |_| None)?;
                return Ok((content_type, body.into()));
            }
            Self::Json(_) if writing.has_xml() => Syntax::Xml,
            Self::Json(_) => Syntax::Json,
            Self::Form(_) => Syntax::Form,
            Self::Multipart(_) => Syntax::Multipart,
        };
        // The caller's choice comes before the document's: `with_content_type` exists for it.
        let syntax = match writing.content_type {
            Some(choice) => Syntax::parse(choice).ok_or_else(|| impossible(choice, writing.spec))?,
            None => media_type,
        };
        if !matches!(syntax, Syntax::Multipart) {
            writing.headers.all_are_sent(std::iter::empty())?;
        }
        match syntax {
            Syntax::Json | Syntax::Xml => {
                let json = self.json()?;
                check_text(&json, writing.rules)?;
                let content_type: Cow<'static, str> = match (writing.content_type, writing.spec) {
                    (Some(choice), _) => choice.to_owned().into(),
                    (None, Some(spec)) if !spec.content_type.is_empty() => spec.content_type.into(),
                    (None, _) => "application/json".into(),
                };
                // Without a table the schema says nothing of XML, so the text stays as the caller wrote it.
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
                    (Some(choice), _) => choice,
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
            Self::Multipart(multipart) => multipart.to_form(),
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

type EncodedJson = Result<Bytes, EncodeFailure>;

fn impossible(content_type: &str, spec: Option<&Spec>) -> Unsendable {
    Unsendable::Syntax(content_type.to_owned(), spec.map_or(&[], |spec| spec.offers))
}
