//! Credentials on requests.

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, StatusCode, Uri};

use super::redirect::send_following;
use super::{Arrived, Exchange, Request, Way};
use crate::codec::Secret;
use crate::codec::parameter::encode;
use crate::contract::{In, Kind, Place};
use crate::net::auth::{Applicant, AuthenticationError, Authorization, Given, Lack};
use crate::net::error::{Answer, Failure, Sent};
use crate::net::headers::{cookies, is_cookie, pairs_of, set_cookies};
use crate::net::options::Credentials;
use crate::net::origins::Trust;
use crate::net::url::{Origin, Url};

/// Sends a request with credentials. When the service refuses them and there are others to try, sends it once more.
pub(super) async fn send_authorized(exchange: &Exchange<'_>, request: &Request, way: Way) -> Result<Arrived, Failure> {
    let mut using = authorization(exchange, request).await?;
    let mut arrived = send_with(exchange, request, &using, way).await?;
    if arrived.answer.status == StatusCode::UNAUTHORIZED {
        if let Some(next) = renewed(exchange, request, &using, &mut arrived.answer).await {
            arrived = send_with(exchange, request, &next, way).await?;
            using = next;
        }
    }
    if arrived.answer.status != StatusCode::UNAUTHORIZED {
        exchange.endpoint.settings.credentials.confirm(&using);
    }
    arrived.answer.sent = Sent::of(request.headers(), using);
    Ok(arrived)
}

/// The credentials with which a request is sent once more that was answered 401. `None` where the answer stands, which says why.
async fn renewed(
    exchange: &Exchange<'_>,
    request: &Request,
    using: &Authorization,
    refusal: &mut Answer,
) -> Option<Authorization> {
    let next = {
        let _waits = exchange.wait_for_token();
        exchange.endpoint.settings.credentials.after_unauthorized(using).await
    };
    match next {
        Ok(next) => {
            let next = next?;
            refusal.is_final = request.body().is_spent();
            (!refusal.is_final).then_some(next)
        }
        Err(error) => {
            // What the service said stays the outcome.
            refusal.unrenewed = Some(Box::new(error));
            None
        }
    }
}

/// The request of a call with credentials, not sent.
pub(crate) async fn authorized(exchange: &Exchange<'_>, mut request: Request) -> Result<Request, Failure> {
    let authorization = authorization(exchange, &request).await?;
    apply(exchange, &mut request, &authorization)?;
    Ok(request)
}

async fn authorization(exchange: &Exchange<'_>, request: &Request) -> Result<Authorization, Failure> {
    let token = match &exchange.options.credentials {
        Credentials::Anonymous => return Ok(Authorization::default()),
        Credentials::Bearer(token) => Some(token),
        Credentials::Client => None,
    };
    if exchange.trust == Trust::Bare && (token.is_none() || exchange.is_continuation) {
        return Ok(Authorization::lacking(Some(Lack::Elsewhere)));
    }
    let settings = &exchange.endpoint.settings;
    let has_token = token.is_some();
    let choice = settings.credentials.choose(&Applicant {
        target: &exchange.target,
        security: exchange.spec.map(|spec| spec.security),
        policy: settings.credential_policy,
        is_at_home: exchange.endpoint.is_of_base_url(request.uri())
            || Origin::of(request.uri()).is_some_and(|origin| exchange.endpoint.is_home(&origin)),
        is_by_hand: has_token || exchange.options.has_header(&AUTHORIZATION),
        given: &|place| match place {
            Place(In::Header, name) if has_token && name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) => Given::Call,
            place => given(exchange, request, place),
        },
    });
    let mut authorization = match choice {
        Ok(choice) => {
            let _waits = exchange.wait_for_token();
            settings.credentials.authorize(choice).await
        }
        Err(error) => Err(error),
    }
    .map_err(|error| unauthenticated(exchange, error))?;
    if let Some(token) = token {
        authorization.add_bearer(token).map_err(|error| unauthenticated(exchange, error))?;
    }
    Ok(authorization)
}

/// The failure of a request that cannot have its credentials.
fn unauthenticated(exchange: &Exchange<'_>, error: AuthenticationError) -> Failure {
    Failure::Authentication(error.of(exchange.target.clone()))
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
        In::Query => {
            (Url::of(request.uri()).has_pair(name), exchange.options.has_query(name) || !exchange.is_continuation)
        }
        In::Cookie => {
            let named = |headers| cookies(headers).filter(|pair| is_cookie(pair, name)).collect::<Vec<_>>();
            let present = named(request.headers());
            let own = exchange.options.header_of(&COOKIE).unwrap_or_default();
            let is_own = pairs_of(own.as_bytes()).any(|pair| is_cookie(pair, name));
            (!present.is_empty(), is_own || present != named(of_client))
        }
    };
    match (is_there, is_of_call) {
        (true, true) => Given::Call,
        (true, false) => Given::Client,
        (false, _) => Given::Nowhere,
    }
}

async fn send_with(
    exchange: &Exchange<'_>,
    request: &Request,
    using: &Authorization,
    way: Way,
) -> Result<Arrived, Failure> {
    if using.has_credential() && !exchange.endpoint.may_send_credential(request.uri()) {
        return Err(exchange.invalid("its credentials would go over an unencrypted connection".to_owned()));
    }
    let mut arrived = send_following(exchange, request, using, way).await?;
    let is_authorized = || {
        let mut headers = using.headers.iter();
        request.headers().contains_key(AUTHORIZATION) || headers.any(|(name, _)| *name == AUTHORIZATION)
    };
    arrived.answer.lack = using.lack.filter(|lack| matches!(lack, Lack::Scheme(_)) || !is_authorized());
    Ok(arrived)
}

/// Adds to a request what proves who sends it.
pub(super) fn apply(
    exchange: &Exchange<'_>,
    request: &mut Request,
    authorization: &Authorization,
) -> Result<(), Failure> {
    for (name, value) in &authorization.headers {
        if !exchange.options.has_header(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    if !authorization.cookies.is_empty() {
        let cookie = |(name, key): &(String, Secret)| (encode(name), key.expose().to_owned());
        let cookies: Vec<(String, String)> = authorization.cookies.iter().map(cookie).collect();
        set_cookies(request.headers_mut(), &cookies).map_err(|reason| exchange.invalid(reason))?;
    }
    if !authorization.query.is_empty() {
        *request.uri_mut() = with_keys(exchange, request.uri(), authorization)?;
    }
    Ok(())
}

/// A URL with the keys of an authorization in its query, in place of others of their names.
fn with_keys(exchange: &Exchange<'_>, url: &Uri, authorization: &Authorization) -> Result<Uri, Failure> {
    let keys = authorization.query.iter().filter(|(name, _)| !exchange.options.has_query(name));
    replaced(exchange, url, keys.map(|(name, key)| (name.as_str(), key.expose())))
}

/// The URL that a request is redirected to with its keys: those of an authorization, and those that the caller gave in their place.
pub(super) fn with_own_keys(exchange: &Exchange<'_>, url: &Uri, authorization: &Authorization) -> Result<Uri, Failure> {
    let schemes = || exchange.spec.into_iter().flat_map(|spec| spec.security).copied().flatten();
    let is_key =
        |name: &str| schemes().any(|scheme| matches!(scheme.kind, Kind::ApiKey(In::Query, own) if own == name));
    let own = exchange.options.query.iter().filter(|(name, _)| is_key(name));
    let url = with_keys(exchange, url, authorization)?;
    replaced(exchange, &url, own.map(|(name, key)| (name.as_str(), key.as_str())))
}

/// A URL with these pairs in its query, in place of others of their names.
fn replaced<'a>(
    exchange: &Exchange<'_>,
    url: &Uri,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Uri, Failure> {
    let mut pairs = pairs.peekable();
    if pairs.peek().is_none() {
        return Ok(url.clone());
    }
    let replaced = pairs.fold(Url::of(url), |url, (name, value)| {
        let mut url = url.without_pairs(|pair| pair.is_called(name));
        url.add_pair(name, value);
        url
    });
    replaced.to_uri().map_err(|_| exchange.invalid("the URL is too long with its credential".to_owned()))
}
