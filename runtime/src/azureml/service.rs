//! The output of the tools about a service.

use std::error::Error;
use std::fmt;

use http::Uri;
use serde_json::Value;

use crate::net::auth::shape::{self, ShapeFault};

// Candidates: CLI v1 and SDK v1 write camelCase, CLI v2 snake_case; the resource manager has all under `properties`.
const SCORING: [&str; 3] = ["scoringUri", "scoring_uri", "properties.scoringUri"];
const SWAGGER: [&str; 4] = ["swaggerUri", "swagger_uri", "openapi_uri", "properties.swaggerUri"];
const MODE: [&str; 3] = ["auth_mode", "authMode", "properties.authMode"];
const KEYS: [&str; 2] = ["authEnabled", "auth_enabled"];
const TOKENS: [&str; 4] = ["tokenAuthEnabled", "aadAuthEnabled", "token_auth_enabled", "aad_auth_enabled"];
const STATE: [&str; 3] = ["state", "provisioning_state", "properties.provisioningState"];

/// The authentication of a service's callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all.
    None,
    /// By one of two keys, which are valid until they are regenerated.
    Key,
    /// By tokens, which expire: of Azure ML or of Microsoft Entra.
    Token,
    /// Not said.
    Unknown,
}

/// A [`Connection`](super::Connection) cannot be made from what was given. It names the field and shows no content.
#[derive(Clone, Debug)]
pub struct ConnectionError(pub(super) String);

impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ConnectionError {}

impl From<ShapeFault> for ConnectionError {
    fn from(fault: ShapeFault) -> Self {
        Self(fault.to_string())
    }
}

/// Properties of a service besides its credentials.
#[derive(Clone, Debug)]
pub(super) struct Service {
    pub(super) base_url: String,
    pub(super) scoring_uri: String,
    pub(super) swagger_uri: Option<String>,
    pub(super) auth: Auth,
    pub(super) name: Option<String>,
    pub(super) compute_type: Option<String>,
    pub(super) state: Option<String>,
}

impl Service {
    /// Reads `az ml service show` or `az ml online-endpoint show`.
    pub(super) fn read(document: &Value) -> Result<Self, ConnectionError> {
        let text_of = |candidates| text(document, candidates).map(|pair| pair.map(|(_, text)| text.to_owned()));
        let swagger = text(document, &SWAGGER)?;
        let state: Option<String> = text_of(&STATE)?;
        let (base_url, scoring_uri) = match (text(document, &SCORING)?, swagger) {
            (Some((field, address)), _) => (base_url(address, "/score", field)?, address.to_owned()),
            (None, Some((field, address))) => {
                let base_url = base_url(address, "/swagger.json", field)?;
                let scoring_uri = format!("{base_url}/score");
                (base_url, scoring_uri)
            }
            (None, None) => {
                let state = state.map(|state| format!("; the state of the service is `{}`", state.escape_debug()));
                return Err(ConnectionError(format!(
                    "{}{}",
                    ShapeFault::missing(&SCORING[..2]),
                    state.unwrap_or_default()
                )));
            }
        };
        Ok(Self {
            base_url,
            scoring_uri,
            swagger_uri: swagger.map(|(_, address)| address.to_owned()),
            auth: auth(document)?,
            name: text_of(&["name"])?,
            compute_type: text_of(&["computeType", "compute_type"])?,
            state,
        })
    }
}

fn auth(document: &Value) -> Result<Auth, ConnectionError> {
    if let Some((field, mode)) = text(document, &MODE)? {
        // Written `aml_token` by the CLI and `AMLToken` by the resource manager.
        return match mode.replace('_', "").to_ascii_lowercase().as_str() {
            "key" => Ok(Auth::Key),
            "amltoken" | "aadtoken" => Ok(Auth::Token),
            _ => Err(ConnectionError(format!("field `{field}` is none of `key`, `aml_token` and `aad_token`"))),
        };
    }
    Ok(match (any(document, &KEYS)?, any(document, &TOKENS)?) {
        (_, Some(true)) => Auth::Token,
        (Some(true), _) => Auth::Key,
        (Some(false), _) => Auth::None,
        (None, _) => Auth::Unknown,
    })
}

/// A text that is there and not empty, with the name of its field.
pub(super) fn text<'a>(
    document: &'a Value,
    candidates: &[&'a str],
) -> Result<Option<(&'a str, &'a str)>, ConnectionError> {
    match shape::field(document, candidates) {
        Some((name, Value::String(text))) => Ok(Some((name, text.trim())).filter(|(_, text)| !text.is_empty())),
        Some((name, _)) => Err(ConnectionError(format!("field `{name}` is no text"))),
        None => Ok(None),
    }
}

/// `true` if one of the fields says true; `None` if none is there.
fn any(document: &Value, candidates: &[&str]) -> Result<Option<bool>, ConnectionError> {
    let mut any = None;
    for (name, value) in candidates.iter().filter_map(|name| shape::field(document, &[name])) {
        let value = value.as_bool();
        let value = value.ok_or_else(|| ConnectionError(format!("field `{name}` is neither true nor false")))?;
        any = Some(any.unwrap_or(false) || value);
    }
    Ok(any)
}

/// Cuts `end` (`/score` or `/swagger.json`) off an address, with query and fragment. `field` names it in errors.
fn base_url(address: &str, end: &str, field: &str) -> Result<String, ConnectionError> {
    let refuse = |reason: &str| ConnectionError(format!("field `{field}` {reason}"));
    let uri: Uri = address.parse().map_err(|_| refuse("is not an address"))?;
    let scheme = uri.scheme_str().filter(|scheme| matches!(*scheme, "http" | "https"));
    let (Some(scheme), Some(authority)) = (scheme, uri.authority()) else {
        return Err(refuse("is not an absolute address with http or https"));
    };
    if authority.as_str().contains('@') {
        return Err(refuse("has a user name in it"));
    }
    let path = uri.path().trim_end_matches('/');
    let prefix = path.strip_suffix(end).unwrap_or(path).trim_end_matches('/');
    Ok(format!("{scheme}://{authority}{prefix}"))
}
