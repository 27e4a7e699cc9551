//! Redirects.
//!
//! They are followed within the origin of the request, and to those that the user lists, so that no credential and no body reaches another server. Method and
//! body stay what they were; only 303 asks for a `GET` in place of anything else (RFC 9110, section 15.4.4). 300, 301 and 302 are followed for `GET` and `HEAD` alone, since
//! clients differ on what becomes of another method. What is not followed is the answer.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, Method, StatusCode, Uri};

use super::authorize::redirected;
use super::{Arrived, Exchange, Receive, Request, Way, failed};
use crate::codec::media_type::Essence;
use crate::contract::Verdict;
use crate::net::auth::Authorization;
use crate::net::error::{Answer, Failure, Sent};
use crate::net::origins::{Trust, Unfollowed};
use crate::net::request_headers::{HeaderScope, is_impersonal, retain};
use crate::net::transport::collect;
use crate::net::url::Url;

/// How many redirects are followed.
const LIMIT: usize = 10;

/// Sends a request, which has the credentials of `using`, and follows redirects.
pub(super) async fn send_following(
    exchange: &Exchange<'_>,
    mut request: Request,
    using: &Authorization,
    way: Way,
) -> Result<Arrived, Failure> {
    let client = &exchange.endpoint;
    let (mut left, mut trust) = (LIMIT, exchange.trust);
    loop {
        let arriving = client.transport.send(request.clone(), way.pool).await;
        let (parts, body) = arriving.map_err(|fault| failed(exchange, fault))?.into_parts();
        let is_answer = exchange.spec.is_none_or(|spec| spec.answers_with(parts.status.as_u16()));
        let method = method(parts.status, request.method()).filter(|_| !is_answer);
        let place = method.as_ref().and_then(|_| place((&request, trust), &parts.headers, exchange));
        let unfollowed = match &place {
            Some(Err(unfollowed)) => Some(Box::new(unfollowed.clone())),
            Some(Ok(_)) if left == 0 => Some(Box::new(Unfollowed::Limit(LIMIT))),
            _ => None,
        };
        let next = place.and_then(Result::ok).zip(method).filter(|_| left > 0);
        // A request whose method changes has no body any more.
        let is_final = request.body().is_spent() && next.as_ref().is_some_and(|(_, method)| method == request.method());
        if let Some(((target, trusted), method)) = next.filter(|_| !is_final) {
            trust = trusted;
            // Headers and cookies go along; a key in the query is no part of where the redirect leads.
            *request.uri_mut() = match trust {
                Trust::Full => redirected(exchange, &target, using)?,
                Trust::Bare => target,
            };
            if trust == Trust::Bare {
                retain(request.headers_mut(), is_impersonal);
            }
            change_method(&mut request, method);
            left -= 1;
            continue;
        }
        let target = exchange.target.clone().at(request.uri());
        let sent = Sent::of(request.headers(), using.query.iter().map(|(_, key)| key.clone()));
        if is_streamed(exchange, way.receive, parts.status, &parts.headers) {
            let answer = Answer::new(target, parts, Bytes::new());
            return Ok(Arrived { answer: Answer { sent, ..answer }, stream: Some(body) });
        }
        let bytes = collect(body, exchange.response_limit()).await;
        let bytes = bytes.map_err(|fault| failed(exchange, fault))?;
        let answer = Answer { is_final, unfollowed, sent, ..Answer::new(target, parts, bytes) };
        return Ok(Arrived { answer, stream: None });
    }
}

/// The place that a redirect leads to and what the request carries there, or why it is not followed. `None` where it names none.
fn place(
    (request, trust): (&Request, Trust),
    headers: &HeaderMap,
    exchange: &Exchange<'_>,
) -> Option<Result<(Uri, Trust), Unfollowed>> {
    let from = Url::of(request.uri());
    let to = from.follow(&String::from_utf8_lossy(headers.get(LOCATION)?.as_bytes()))?;
    let uri = to.to_uri().ok()?;
    let home = Some(&exchange.endpoint.base_url.origin).filter(|_| exchange.is_continuation);
    let trusted = exchange.endpoint.trust((&from, trust), home, &to);
    Some(trusted.map(|trust| (uri, trust)).map_err(Unfollowed::Elsewhere))
}

/// `true` if the body of an answer is handed out as a stream: of any answer to a request made by hand, else of a success. A body without a content type is what was asked for,
/// unless the status says that there is none.
fn is_streamed(exchange: &Exchange<'_>, receive: Receive, status: StatusCode, headers: &HeaderMap) -> bool {
    let Receive::Stream(media_type) = receive else { return false };
    let Some(spec) = exchange.spec else { return true };
    let is_success = spec.verdict(status.as_u16()) == Verdict::Success;
    let received = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let received = received.map(Essence::of).filter(|essence| !essence.is_empty());
    let is_wanted = |wanted| status != StatusCode::NO_CONTENT && received.is_none_or(|received| received.is(wanted));
    is_success && media_type.is_none_or(is_wanted)
}

/// The method of the redirected request, if the redirect is followed.
pub(super) fn method(status: StatusCode, method: &Method) -> Option<Method> {
    let only_asks = matches!(*method, Method::GET | Method::HEAD);
    match status.as_u16() {
        307 | 308 => Some(method.clone()),
        303 if !only_asks => Some(Method::GET),
        300..=303 if only_asks => Some(method.clone()),
        _ => None,
    }
}

/// Sets the method. A request with another one has no body, and no headers that are about it or about the operation alone.
fn change_method(request: &mut Request, method: Method) {
    if *request.method() == method {
        return;
    }
    *request.method_mut() = method;
    *request.body_mut() = Default::default();
    retain(request.headers_mut(), |name| HeaderScope::of(name.as_str()).is_for_links());
}
