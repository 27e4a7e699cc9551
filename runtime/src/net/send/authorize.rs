//! Credentials on requests.

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use percent_encoding::{percent_decode, percent_decode_str};

use super::redirect::send_following;
use super::{Arrived, Exchange, Request, Way};
use crate::codec::parameter::{encode, encode_cookie};
use crate::contract::{In, Place};
use crate::net::auth::{Applicant, Authorization, Given, Lack, Secret};
use crate::net::error::Failure;
use crate::net::headers::add_cookies;
use crate::net::options::Credentials;
use crate::net::url::Origin;

/// Sends a request with credentials. When the service refuses them and there are others to try, sends it once more.
pub(super) async fn send_authorized(exchange: &Exchange<'_>, request: &Request, way: Way) -> Result<Arrived, Failure> {
    let credentials = &exchange.endpoint.settings.credentials;
    let used = authorization(exchange, request).await?;
    let mut first = send_with(exchange, request, &used, way).await?;
    if first.answer.status != StatusCode::UNAUTHORIZED {
        credentials.confirm(&used);
        return Ok(first);
    }
    let next = {
        let _waits = exchange.wait_for_token();
        credentials.after_unauthorized(&used).await
    };
    let next = match next {
        Ok(Some(next)) => next,
        Ok(None) => return Ok(first),
        Err(error) => {
            // What the service said stays the outcome.
            first.answer.unrenewed = Some(Box::new(error));
            return Ok(first);
        }
    };
    if request.body().is_spent() {
        first.answer.is_final = true;
        return Ok(first);
    }
    let second = send_with(exchange, request, &next, way).await?;
    if second.answer.status != StatusCode::UNAUTHORIZED {
        credentials.confirm(&next);
    }
    Ok(second)
}

/// The request of a call with credentials, not sent.
pub(crate) async fn authorized(exchange: &Exchange<'_>, request: Request) -> Result<Request, Failure> {
    let authorization = authorization(exchange, &request).await?;
    apply(exchange, request, &authorization)
}

async fn authorization(exchange: &Exchange<'_>, request: &Request) -> Result<Authorization, Failure> {
    let token = match &exchange.options.credentials {
        Credentials::Anonymous => return Ok(Authorization::default()),
        Credentials::Bearer(token) => Some(token),
        Credentials::Client => None,
    };
    let settings = &exchange.endpoint.settings;
    let has_token = token.is_some();
    let choice = settings.credentials.choose(&Applicant {
        target: &exchange.target,
        security: exchange.spec.map(|spec| spec.security),
        policy: settings.credential_policy,
        is_at_home: Origin::of(request.uri()).as_ref() == Some(&exchange.endpoint.base_url.origin),
        is_by_hand: has_token || exchange.options.has_header(&AUTHORIZATION),
        given: &|place| match place {
            Place(In::Header, name) if has_token && name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) => Given::Call,
            place => given(exchange, request, place),
        },
    });
    let mut authorization = match choice {
        Ok(choice) => {
            let _waits = exchange.wait_for_token();
            settings.credentials.authorize(choice).await.map_err(Failure::Authentication)?
        }
        Err(error) => return Err(Failure::Authentication(error)),
    };
    if let Some(token) = token {
        authorization.add_bearer(token).map_err(Failure::Authentication)?;
    }
    Ok(authorization)
}

/// The origin of the value that a request has in a place before it has credentials.
fn given(exchange: &Exchange<'_>, request: &Request, Place(location, name): Place) -> Given {
    let of_client = &exchange.endpoint.settings.headers;
    let (is_there, is_of_call) = match location {
        In::Header => match name.parse::<HeaderName>() {
            Ok(name) => {
                let value = request.headers().get(&name);
                (value.is_some(), exchange.options.has_header(&name) || value != of_client.get(&name))
            }
            Err(_) => (false, false),
        },
        // A link that the service made of the last request may have an old key.
        In::Query => (has_query(request.uri(), name), exchange.options.has_query(name) || !exchange.is_continuation),
        In::Cookie => {
            let named = |headers| cookies(headers).filter(|pair| is_cookie(pair, name)).collect::<Vec<_>>();
            let present = named(request.headers());
            (!present.is_empty(), exchange.options.has_header(&COOKIE) || present != named(of_client))
        }
    };
    match (is_there, is_of_call) {
        (true, true) => Given::Call,
        (true, false) => Given::Client,
        (false, _) => Given::Nowhere,
    }
}

fn has_query(url: &Uri, name: &str) -> bool {
    url.query().unwrap_or_default().split('&').any(|pair| is_called(pair, name))
}

/// Returns `true` if a pair of a query has this name.
fn is_called(pair: &str, name: &str) -> bool {
    let other = pair.split('=').next().unwrap_or_default().replace('+', " ");
    percent_decode_str(&other).eq(name.bytes())
}

/// The cookies of a request, as pairs of name and value.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let texts = headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes);
    texts.flat_map(|text| text.split(|byte| *byte == b';')).map(<[u8]>::trim_ascii)
}

/// Returns `true` if a cookie has this name.
fn is_cookie(pair: &[u8], name: &str) -> bool {
    let other = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    percent_decode(other.trim_ascii()).eq(name.bytes())
}

/// Sets cookies in place of those of the same name.
fn replace_cookies(headers: &mut HeaderMap, set: &[(String, Secret)]) -> Result<(), String> {
    if set.is_empty() {
        return Ok(());
    }
    let is_kept = |pair: &&[u8]| !pair.is_empty() && !set.iter().any(|(name, _)| is_cookie(pair, name));
    let kept = cookies(headers).filter(is_kept).collect::<Vec<_>>().join(&b"; "[..]);
    headers.remove(COOKIE);
    if !kept.is_empty() {
        let kept = HeaderValue::from_bytes(&kept).expect("parts of a valid value make one");
        headers.insert(COOKIE, kept);
    }
    let pair = |(name, key): &(String, Secret)| (encode(name), encode_cookie(key.expose()));
    add_cookies(headers, set.iter().map(pair).collect())
}

async fn send_with(
    exchange: &Exchange<'_>,
    request: &Request,
    using: &Authorization,
    way: Way,
) -> Result<Arrived, Failure> {
    if using.headers.len() + using.query.len() + using.cookies.len() > 0 {
        exchange.endpoint.note_credential_sent(request.uri());
    }
    let request = apply(exchange, request.clone(), using)?;
    let is_authorized = request.headers().contains_key(AUTHORIZATION);
    let mut arrived = send_following(exchange, request, using, way).await?;
    arrived.answer.lack = using.lack.filter(|lack| matches!(lack, Lack::Scheme(_)) || !is_authorized);
    Ok(arrived)
}

/// The request with what proves who sends it.
fn apply(exchange: &Exchange<'_>, mut request: Request, authorization: &Authorization) -> Result<Request, Failure> {
    for (name, value) in &authorization.headers {
        if !exchange.options.has_header(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    replace_cookies(request.headers_mut(), &authorization.cookies).map_err(|reason| exchange.invalid(reason))?;
    *request.uri_mut() = with_keys(exchange, request.uri(), authorization)?;
    Ok(request)
}

/// A URL with the keys of an authorization in its query.
pub(super) fn with_keys(exchange: &Exchange<'_>, url: &Uri, authorization: &Authorization) -> Result<Uri, Failure> {
    let mut url = url.clone();
    for (name, key) in authorization.query.iter().filter(|(name, _)| !exchange.options.has_query(name)) {
        let with_key = with_key(&url, name, key).parse();
        url = with_key.map_err(|_| exchange.invalid("the URL is too long with its credential".to_owned()))?;
    }
    Ok(url)
}

/// A URL with a key in its query, in place of one of that name.
fn with_key(url: &Uri, name: &str, key: &Secret) -> String {
    let key = format!("{}={}", encode(name), encode(key.expose()));
    let query = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !is_called(pair, name));
    let query: Vec<&str> = query.chain([key.as_str()]).collect();
    let whole = url.to_string();
    format!("{}?{}", whole.split('?').next().unwrap_or_default(), query.join("&"))
}
