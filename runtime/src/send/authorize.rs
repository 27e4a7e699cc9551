//! Credentials on requests.

use http::header::{AUTHORIZATION, COOKIE};
use http::{StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::redirect::send_following;
use super::{Arrived, Request, Way};
use crate::auth::{Authorization, Secret};
use crate::call::{Credentials, RawCall, add_cookies};
use crate::error::Failure;
use crate::parameter::encode;

/// Sends a request with credentials. When the service refuses them and there are others to try, sends it once more.
pub(super) async fn send_authorized(call: &RawCall, request: &Request, way: Way) -> Result<Arrived, Failure> {
    let credentials = &call.client.0.settings.credentials;
    let used = authorization(call).await?;
    let mut first = send_with(call, request, &used, way).await?;
    if first.answer.status != StatusCode::UNAUTHORIZED {
        credentials.confirm(&used);
        return Ok(first);
    }
    let next = credentials.after_unauthorized(&used).await;
    let Some(next) = next.map_err(Failure::Authentication)? else {
        return Ok(first);
    };
    if request.body().is_spent() {
        first.answer.is_final = true;
        return Ok(first);
    }
    let second = send_with(call, request, &next, way).await?;
    if second.answer.status != StatusCode::UNAUTHORIZED {
        credentials.confirm(&next);
    }
    Ok(second)
}

/// The request of a call with credentials, not sent.
pub(crate) async fn authorized(call: &RawCall) -> Result<Request, Failure> {
    let request = call.request()?;
    apply(call, request, &authorization(call).await?)
}

async fn authorization(call: &RawCall) -> Result<Authorization, Failure> {
    let settings = &call.client.0.settings;
    let (security, anyway) = match call.spec() {
        Some(spec) => (spec.security, settings.always_authenticate),
        None => (&[] as &[_], true),
    };
    let authorization = match &call.options.credentials {
        Credentials::Anonymous => Ok(Authorization::default()),
        Credentials::Bearer(token) => Authorization::bearer(token),
        // The caller authenticates this request by hand.
        Credentials::Client if call.options.has_header(&AUTHORIZATION) => Ok(Authorization::default()),
        Credentials::Client => settings.credentials.authorize(security, anyway).await,
    };
    authorization.map_err(Failure::Authentication)
}

async fn send_with(call: &RawCall, request: &Request, using: &Authorization, way: Way) -> Result<Arrived, Failure> {
    if using.headers.len() + using.query.len() + using.cookies.len() > 0 {
        call.client.note_credential_sent(request.uri());
    }
    let by_hand = request.headers().contains_key(AUTHORIZATION);
    let request = apply(call, request.clone(), using)?;
    let mut arrived = send_following(call, request, way).await?;
    arrived.answer.missing_credential = using.missing.filter(|_| !by_hand);
    Ok(arrived)
}

/// The request with what proves who sends it.
fn apply(call: &RawCall, mut request: Request, authorization: &Authorization) -> Result<Request, Failure> {
    for (name, value) in &authorization.headers {
        if !call.options.has_header(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    let pair = |(name, key): &(String, Secret)| (encode(name), encode(key.expose()));
    if !call.options.has_header(&COOKIE) {
        let cookies = authorization.cookies.iter().map(pair).collect();
        add_cookies(request.headers_mut(), cookies).map_err(|reason| call.invalid(reason))?;
    }
    for key in authorization.query.iter().filter(|(name, _)| !call.options.has_query(name)) {
        let url = with_key(request.uri(), &key.0, &pair(key)).parse();
        *request.uri_mut() = url.map_err(|_| call.invalid("the URL is too long with its credential".to_owned()))?;
    }
    Ok(request)
}

/// A URL with a key in its query, in place of one of that name: a link that the service made of the last request has it already.
fn with_key(url: &Uri, name: &str, (encoded, key): &(String, String)) -> String {
    let is_other = |pair: &&str| {
        let other = pair.split('=').next().unwrap_or_default().replace('+', " ");
        !pair.is_empty() && percent_decode_str(&other).ne(name.bytes())
    };
    let key = format!("{encoded}={key}");
    let query = url.query().unwrap_or_default().split('&').filter(is_other);
    let query: Vec<&str> = query.chain([key.as_str()]).collect();
    let whole = url.to_string();
    format!("{}?{}", whole.split('?').next().unwrap_or_default(), query.join("&"))
}
