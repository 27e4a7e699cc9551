//! Credentials on requests.

use std::sync::Arc;

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, StatusCode, Uri};

use super::redirect::{RedirectState, RedirectStep, finished};
use super::{Exchange, OutgoingRequest, ReceivedResponse, Request, SendOptions};
use crate::codec::Secret;
use crate::codec::parameter::encode;
use crate::contract::{CredentialLocation, In, Kind};
use crate::net::auth::{AuthenticationError, Authorization, Choice, CredentialRequest, MissingCredential, ValueOrigin};
use crate::net::error::{Failure, SentSecrets, WholeResponse};
use crate::net::headers::{cookies, is_cookie, pairs_of, set_cookies};
use crate::net::options::Credentials;
use crate::net::origins::Trust;
use crate::net::transport::collect;
use crate::net::unsendable::Unsendable;
use crate::net::url::{Origin, Url};

/// Sends a request with credentials, and follows redirects. When the service refuses the credentials and there are others to try, sends it once more.
///
/// Steps without an `await` are functions of their own, since a future keeps every value that it lends.
#[expect(clippy::manual_async_fn, reason = "an `async fn` holds its arguments twice")]
pub(super) fn send_authorized(
    exchange: &Exchange<'_>,
    request: &mut OutgoingRequest<'_>,
    options: SendOptions,
) -> impl Future<Output = Result<ReceivedResponse, Failure>> {
    async move {
        let mut using = match at_hand(exchange, request.next()?)? {
            Ok(authorization) => authorization,
            Err(choice) => Box::pin(fetched(exchange, choice)).await?,
        };
        let mut is_renewed = false;
        loop {
            may_be_sent(exchange, &request.url, &using)?;
            let mut leg = RedirectState::new(exchange, request, using);
            let mut arrived = loop {
                let head = leg.depart(exchange, options)?.await;
                match leg.arrived(exchange, head, options.receive)? {
                    RedirectStep::Redirected => {}
                    RedirectStep::Streamed(arrived) => break *arrived,
                    RedirectStep::Whole(response, body) => {
                        let whole = collect(body, exchange.response_limit(), exchange.idle_timeout()).await;
                        break finished(exchange, &leg, response, whole)?;
                    }
                }
            };
            using = leg.using;
            if arrived.response.status != StatusCode::UNAUTHORIZED {
                return Ok(accepted(exchange, request, using, arrived));
            }
            let next = if is_renewed {
                None
            } else {
                Box::pin(renewed(exchange, request, &using, &mut arrived.response)).await
            };
            match next {
                Some(next) => (using, is_renewed) = (next, true),
                None => return Ok(with_secrets(request, using, arrived)),
            }
        }
    }
}

/// The answer of a service that did not refuse the credentials.
fn accepted(
    exchange: &Exchange<'_>,
    request: &OutgoingRequest<'_>,
    using: Arc<Authorization>,
    arrived: ReceivedResponse,
) -> ReceivedResponse {
    exchange.endpoint.settings.credentials.confirm(&using);
    with_secrets(request, using, arrived)
}

/// An answer with what is known of the request.
fn with_secrets(
    request: &OutgoingRequest<'_>,
    using: Arc<Authorization>,
    mut arrived: ReceivedResponse,
) -> ReceivedResponse {
    let is_authorized = || request.is_authorized || using.headers.iter().any(|(name, _)| *name == AUTHORIZATION);
    arrived.response.lack = using.lack.filter(|lack| matches!(lack, MissingCredential::Scheme(_)) || !is_authorized());
    arrived.response.sent = SentSecrets::new(&request.secrets, using);
    arrived
}

/// Fails where credentials would go over a connection that others can read, and the client refuses that.
fn may_be_sent(exchange: &Exchange<'_>, url: &Uri, using: &Authorization) -> Result<(), Failure> {
    if using.has_credential() && !exchange.endpoint.may_send_credential(url) {
        Err(exchange.invalid(Unsendable::Unencrypted))
    } else {
        Ok(())
    }
}

/// The credentials with which a request is sent once more that was answered 401. `None` where the answer stands, which says why.
async fn renewed(
    exchange: &Exchange<'_>,
    request: &OutgoingRequest<'_>,
    using: &Authorization,
    refusal: &mut WholeResponse,
) -> Option<Arc<Authorization>> {
    let next = {
        // A time limit that passes here is told as one of a token, and not of an answer.
        let _waits = exchange.wait_for_token();
        exchange.endpoint.settings.credentials.after_unauthorized(using).await
    };
    match next {
        Ok(next) => {
            let next = next?;
            refusal.is_final = request.body.is_spent();
            (!refusal.is_final).then(|| Arc::new(next))
        }
        Err(error) => {
            // The answer of the service stays the outcome.
            refusal.unrenewed = Some(Box::new(error));
            None
        }
    }
}

/// The request of a call with credentials, not sent.
pub(crate) async fn authorized(exchange: &Exchange<'_>, mut request: Request) -> Result<Request, Failure> {
    let authorization = match at_hand(exchange, &request)? {
        Ok(authorization) => authorization,
        Err(choice) => fetched(exchange, choice).await?,
    };
    apply(exchange, &mut request, &authorization)?;
    Ok(request)
}

/// The authorization of a request, or the choice of credentials of which one is to be fetched.
fn at_hand(exchange: &Exchange<'_>, request: &Request) -> Result<Result<Arc<Authorization>, Choice>, Failure> {
    let is_usual = exchange.trust == Trust::Full && matches!(exchange.options.credentials, Credentials::Client);
    let security = exchange.spec.filter(|_| is_usual).map(|spec| spec.security);
    let credentials = &exchange.endpoint.settings.credentials;
    if let Some(settled) = security.and_then(|security| credentials.settled(security, request.headers())) {
        return Ok(Ok(settled));
    }
    let chosen = chosen(exchange, request)?;
    if let (Some(security), Ok(authorization)) = (security, &chosen) {
        credentials.settle(security, authorization);
    }
    Ok(chosen)
}

/// The same, chosen for this request.
#[inline(never)]
fn chosen(exchange: &Exchange<'_>, request: &Request) -> Result<Result<Arc<Authorization>, Choice>, Failure> {
    let token = match &exchange.options.credentials {
        Credentials::Anonymous => return Ok(Ok(Arc::default())),
        Credentials::Bearer(token) => Some(token),
        Credentials::Client => None,
    };
    // An origin without trust gets no credential of the client. A token of the call goes to a URL that the caller
    // wrote, and to none that the service named.
    if exchange.trust == Trust::Bare && (token.is_none() || exchange.is_continuation) {
        return Ok(Ok(Arc::new(Authorization::lacking(Some(MissingCredential::Elsewhere)))));
    }
    let settings = &exchange.endpoint.settings;
    let has_token = token.is_some();
    let choice = settings.credentials.choose(&CredentialRequest {
        target: &exchange.target,
        security: exchange.spec.map(|spec| spec.security),
        policy: settings.credential_policy,
        is_at_home: exchange.endpoint.is_of_base_url(request.uri())
            || Origin::from_uri(request.uri()).is_some_and(|origin| exchange.endpoint.is_home(&origin)),
        is_by_hand: has_token || exchange.options.has_header(AUTHORIZATION.as_str()),
        placement: &|place| match place {
            CredentialLocation(In::Header, name) if has_token && name.eq_ignore_ascii_case(AUTHORIZATION.as_str()) => {
                ValueOrigin::Call
            }
            place => placement(exchange, request, place),
        },
    });
    let choice = choice.map_err(|error| unauthenticated(exchange, error))?;
    match settings.credentials.authorize_now(&choice) {
        Some(authorization) => with_token(exchange, authorization).map(Ok),
        None => Ok(Err(choice)),
    }
}

/// The authorization after a choice, with what has to be fetched for it.
async fn fetched(exchange: &Exchange<'_>, choice: Choice) -> Result<Arc<Authorization>, Failure> {
    let authorization = {
        let _waits = exchange.wait_for_token();
        exchange.endpoint.settings.credentials.authorize(choice).await
    };
    with_token(exchange, authorization)
}

/// An authorization with the token of the call, where it has one.
fn with_token(
    exchange: &Exchange<'_>,
    authorization: Result<Authorization, AuthenticationError>,
) -> Result<Arc<Authorization>, Failure> {
    let with_token = authorization.and_then(|mut authorization| {
        if let Credentials::Bearer(token) = &exchange.options.credentials {
            authorization.add_bearer(token)?;
        }
        Ok(Arc::new(authorization))
    });
    with_token.map_err(|error| unauthenticated(exchange, error))
}

/// The failure of a request that cannot have its credentials.
fn unauthenticated(exchange: &Exchange<'_>, error: AuthenticationError) -> Failure {
    Failure::Authentication(error.for_target(exchange.target.clone()))
}

/// The origin of the value that a request has in a place before it has credentials.
fn placement(
    exchange: &Exchange<'_>,
    request: &Request,
    CredentialLocation(location, name): CredentialLocation,
) -> ValueOrigin {
    let of_client = &exchange.endpoint.settings.headers;
    let (is_there, is_of_call) = match location {
        In::Header => {
            // A name that is parsed once costs less to look up.
            let value = |headers: &'_ HeaderMap| {
                if name == CredentialLocation::AUTHORIZATION.1 {
                    headers.get(AUTHORIZATION).cloned()
                } else {
                    headers.get(name).cloned()
                }
            };
            let (value, from_client) = (value(request.headers()), value(of_client));
            (value.is_some(), exchange.options.has_header(name) || value != from_client)
        }
        // A link that the service made of the last request may have an old key.
        In::Query => {
            (Url::from_uri(request.uri()).has_pair(name), exchange.options.has_query(name) || !exchange.is_continuation)
        }
        In::Cookie => {
            let named = |headers| cookies(headers).filter(|pair| is_cookie(pair, name)).collect::<Vec<_>>();
            let present = named(request.headers());
            let from_client = exchange.options.header_of(&COOKIE).unwrap_or_default();
            let is_own = pairs_of(from_client.as_bytes()).any(|pair| is_cookie(pair, name));
            (!present.is_empty(), is_own || present != named(of_client))
        }
    };
    match (is_there, is_of_call) {
        (true, true) => ValueOrigin::Call,
        (true, false) => ValueOrigin::Client,
        (false, _) => ValueOrigin::Nowhere,
    }
}

/// Adds to a request what proves who sends it.
pub(super) fn apply(
    exchange: &Exchange<'_>,
    request: &mut Request,
    authorization: &Authorization,
) -> Result<(), Failure> {
    for (name, value) in &authorization.headers {
        // A header that the caller sets for this call stays, also in the place of a credential.
        if !exchange.options.has_header(name.as_str()) {
            // A name by value, as all headers are set, so that the same code sets them.
            request.headers_mut().insert(name.clone(), value.clone());
        }
    }
    if authorization.cookies.is_empty() && authorization.query.is_empty() {
        return Ok(());
    }
    apply_elsewhere(exchange, request, authorization)
}

/// Adds the cookies and the keys in the query.
#[inline(never)]
fn apply_elsewhere(
    exchange: &Exchange<'_>,
    request: &mut Request,
    authorization: &Authorization,
) -> Result<(), Failure> {
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
pub(super) fn with_keys(exchange: &Exchange<'_>, url: &Uri, authorization: &Authorization) -> Result<Uri, Failure> {
    let keys = authorization.query.iter().filter(|(name, _)| !exchange.options.has_query(name));
    replaced(exchange, url, keys.map(|(name, key)| (name.as_str(), key.expose())))
}

/// The URL that a request is redirected to with its keys: those of an authorization, and those that the caller gave in their place.
pub(super) fn with_own_keys(exchange: &Exchange<'_>, url: &Uri, authorization: &Authorization) -> Result<Uri, Failure> {
    let schemes = || exchange.spec.into_iter().flat_map(|spec| spec.security).copied().flatten();
    let is_key = |name: &str| {
        schemes().any(|scheme| matches!(scheme.kind, Kind::ApiKey(In::Query, key_name) if key_name == name))
    };
    let key_name = exchange.options.query.iter().filter(|(name, _)| is_key(name));
    let url = with_keys(exchange, url, authorization)?;
    replaced(exchange, &url, key_name.map(|(name, key)| (name.as_str(), key.as_str())))
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
    let replaced = pairs.fold(Url::from_uri(url), |url, (name, value)| {
        let mut url = url.without_pairs(|pair| pair.is_called(name));
        url.add_pair(name, value);
        url
    });
    replaced.to_uri().map_err(|_| exchange.invalid(Unsendable::UrlWithKeys))
}
