//! Tokens in JSON: which fields hold the token and its times.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::error::TokenError;
use super::time;
use super::token::Token;

/// The places of a token and its expiry in a JSON document.
///
/// Each part may have several candidates, tried in order: the first field that is there and not null counts. A path with
/// dots leads into objects and, with numbers, into arrays. Times may be written as
///
/// - seconds or milliseconds since 1970, as a number or as digits,
/// - RFC 3339 text (`2026-11-22T10:00:00Z`),
/// - `2026-11-22 10:00:00.000000` without a zone: local time, or UTC where the name of the field ends in `Utc`.
///
/// ```
/// # use callsmith_runtime::TokenShape;
/// // what a credential plugin of Kubernetes prints
/// let shape = TokenShape::new("status.token").expires("status.expirationTimestamp");
/// let token = shape.parse(r#"{"status": {"token": "abc", "expirationTimestamp": "2026-11-22T10:00:00Z"}}"#)?;
/// assert_eq!(token.value().expose(), "abc");
/// # Ok::<(), callsmith_runtime::TokenError>(())
/// ```
#[derive(Clone, Debug)]
pub struct TokenShape(Vec<(Part, String)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Token,
    Expires,
    ExpiresIn,
    RefreshBy,
}

impl TokenShape {
    /// A shape with the token in this field.
    pub fn new(token: &str) -> Self {
        Self(Vec::new()).with(Part::Token, &[token])
    }

    /// Adds a candidate for the token.
    #[must_use]
    pub fn token(self, field: &str) -> Self {
        self.with(Part::Token, &[field])
    }

    /// Adds a candidate for the time at which the token expires.
    #[must_use]
    pub fn expires(self, field: &str) -> Self {
        self.with(Part::Expires, &[field])
    }

    /// Adds a candidate for the seconds after which the token expires. It counts when no field of
    /// [`expires`](Self::expires) is there.
    #[must_use]
    pub fn expires_in(self, field: &str) -> Self {
        self.with(Part::ExpiresIn, &[field])
    }

    /// Adds a candidate for the time from which on a new token is to be fetched.
    #[must_use]
    pub fn refresh_by(self, field: &str) -> Self {
        self.with(Part::RefreshBy, &[field])
    }

    /// The output of `az ml service get-access-token` (Azure ML, CLI v1).
    pub fn azureml_v1() -> Self {
        Self::new("accessToken")
            .with(Part::Token, &["access_token", "token"])
            .with(Part::Expires, &["expiryOn", "expiry_on", "expiresOn", "expires_on"])
            .with(Part::RefreshBy, &["refresh_by", "refreshBy"])
            .with(Part::RefreshBy, &["refreshAfter", "refresh_after"])
    }

    /// The output of `az ml online-endpoint get-credentials` for an endpoint with tokens (Azure ML, CLI v2).
    pub fn azureml_v2() -> Self {
        Self::new("accessToken")
            .with(Part::Token, &["access_token"])
            .with(Part::Expires, &["expiryTimeUtc", "expiry_time_utc"])
            .with(Part::RefreshBy, &["refreshAfterTimeUtc", "refresh_after_time_utc"])
    }

    /// The output of `az account get-access-token`. The unambiguous `expires_on` is preferred to the local time in
    /// `expiresOn`, which older versions print alone.
    pub fn azure_cli() -> Self {
        Self::new("accessToken")
            .with(Part::Token, &["access_token"])
            .with(Part::Expires, &["expires_on", "expiresOn"])
            .with(Part::ExpiresIn, &["expires_in", "expiresIn"])
    }

    /// The answer of an OAuth 2 token endpoint (RFC 6749, 5.1).
    pub fn oauth() -> Self {
        Self::new("access_token").with(Part::Expires, &["expires_on", "expires_at"]).expires_in("expires_in")
    }

    fn with(mut self, part: Part, fields: &[&str]) -> Self {
        self.0.extend(fields.iter().map(|field| (part, (*field).to_owned())));
        self
    }

    fn candidates(&self, part: Part) -> Vec<&str> {
        let of_part = self.0.iter().filter(|(part_kind, _)| *part_kind == part);
        of_part.map(|(_, field)| field.as_str()).collect()
    }

    /// Reads the token. Errors name the field and show nothing of the text.
    ///
    /// # Errors
    /// The text is no JSON, has none of the fields for the token, or has a time that is none.
    pub fn parse(&self, json: &str) -> Result<Token, TokenError> {
        Ok(self.parse_at(json, SystemTime::now())?)
    }

    fn parse_at(&self, json: &str, now: SystemTime) -> Result<Token, ShapeFault> {
        let document = document(json)?;
        let candidates = self.candidates(Part::Token);
        let mut token = match field(&document, &candidates) {
            Some((_, Value::String(text))) if !text.trim().is_empty() => Token::new(text.trim()),
            Some((name, _)) => return Err(ShapeFault::kind(name, "is no text or an empty one")),
            None => return Err(ShapeFault::missing(&candidates)),
        };
        let expiry = match self.time(&document, Part::Expires)? {
            Some(time) => Some(time),
            None => self.lifetime(&document)?.and_then(|lifetime| now.checked_add(lifetime)),
        };
        if let Some(time) = expiry {
            token = token.expires_at(time);
        }
        if let Some(time) = self.time(&document, Part::RefreshBy)? {
            token = token.refresh_by(time);
        }
        Ok(token)
    }

    fn lifetime(&self, document: &Value) -> Result<Option<Duration>, ShapeFault> {
        let Some((name, value)) = field(document, &self.candidates(Part::ExpiresIn)) else {
            return Ok(None);
        };
        let lifetime = time::duration(value);
        lifetime.map(Some).ok_or_else(|| ShapeFault::kind(name, "is not a number of seconds"))
    }

    fn time(&self, document: &Value, part: Part) -> Result<Option<SystemTime>, ShapeFault> {
        let Some((name, value)) = field(document, &self.candidates(part)) else {
            return Ok(None);
        };
        let utc = name.to_ascii_lowercase().ends_with("utc");
        let time = time::instant(value, utc).ok_or_else(|| ShapeFault::kind(name, "is not a time"))?;
        // Services write 0 for "not known".
        Ok(Some(time).filter(|time| *time != UNIX_EPOCH))
    }
}

impl Default for TokenShape {
    /// The fields of all known shapes together, for output that has one of them.
    fn default() -> Self {
        let shapes = [Self::azure_cli(), Self::azureml_v1(), Self::azureml_v2(), Self::oauth()];
        Self(shapes.into_iter().flat_map(|shape| shape.0).collect())
    }
}

/// Reads JSON. The error gives the position and nothing of the text.
pub(crate) fn document(json: &str) -> Result<Value, ShapeFault> {
    serde_json::from_str(json).map_err(|error| match (json.trim(), error.line(), error.column()) {
        ("", _, _) => ShapeFault::Empty,
        (_, line, column) => ShapeFault::NotJson(line, column),
    })
}

/// The first of the candidates that is there and not null, with its name.
pub(crate) fn field<'a>(document: &'a Value, candidates: &[&'a str]) -> Option<(&'a str, &'a Value)> {
    candidates.iter().find_map(|path| Some((*path, find(document, path)?)))
}

/// The reason why a JSON text has no token, or not what else is looked for. It shows nothing of the text.
#[derive(Debug)]
pub(crate) enum ShapeFault {
    Empty,
    /// The text is no JSON at this line and column.
    NotJson(usize, usize),
    /// None of these fields is there.
    Missing(Vec<String>),
    /// The field of this name is not what is expected.
    Kind(String, &'static str),
}

impl ShapeFault {
    pub(crate) fn missing(candidates: &[&str]) -> Self {
        Self::Missing(candidates.iter().map(|name| (*name).to_owned()).collect())
    }

    fn kind(name: &str, fault: &'static str) -> Self {
        Self::Kind(name.to_owned(), fault)
    }
}

impl fmt::Display for ShapeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty, JSON was expected"),
            Self::NotJson(line, column) => write!(f, "the text is not JSON (line {line}, column {column})"),
            Self::Missing(candidates) => write!(f, "field `{}` is missing", candidates.join("` or `")),
            Self::Kind(name, fault) => write!(f, "field `{name}` {fault}"),
        }
    }
}

impl std::error::Error for ShapeFault {}

impl From<ShapeFault> for TokenError {
    fn from(fault: ShapeFault) -> Self {
        Self::new(fault)
    }
}

fn find<'a>(document: &'a Value, path: &str) -> Option<&'a Value> {
    let step = |value: &'a Value, key: &str| match value {
        Value::Object(members) => members.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    };
    // A name may have dots in it, so the path is taken for one name first.
    let member = step(document, path).or_else(|| path.split('.').try_fold(document, step))?;
    (!member.is_null()).then_some(member)
}

#[cfg(test)]
mod tests {
    //! Lifetimes, which need to know the present.

    use super::*;

    #[test]
    fn a_lifetime_counts_from_now() {
        let now = UNIX_EPOCH + Duration::from_secs(1000);
        let parse = |json| TokenShape::oauth().parse_at(json, now).unwrap().expiry();
        assert_eq!(parse(r#"{"access_token": "t", "expires_in": 3599}"#), Some(now + Duration::from_secs(3599)));
        assert_eq!(parse(r#"{"access_token": "t", "expires_in": "60"}"#), Some(now + Duration::from_secs(60)));
        let both = r#"{"access_token": "t", "expires_in": 60, "expires_on": 5000}"#;
        assert_eq!(parse(both), Some(UNIX_EPOCH + Duration::from_secs(5000)), "the time itself is preferred");
        assert_eq!(parse(r#"{"access_token": "t"}"#), None);
    }
}
