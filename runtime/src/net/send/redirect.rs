//! Redirects.
//!
//! They are followed within the origin of the request, and to those that the user lists, so that no credential and no body reaches another server. Method and
//! body stay what they were; only 303 asks for a `GET` in place of anything else (RFC 9110, section 15.4.4). 300, 301 and 302 are followed for `GET` and `HEAD` alone, since
//! clients differ on what becomes of another method. What is not followed is the answer.

use std::future::poll_fn;
use std::sync::atomic::Ordering;
use std::task::Poll;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use super::authorize::{apply, with_own_keys};
use super::{Arrived, Exchange, Receive, Request, Way, failed};
use crate::codec::media_type::Essence;
use crate::contract::Verdict;
use crate::net::auth::Authorization;
use crate::net::coding::{decoded, negotiate};
use crate::net::error::{Answer, Failure, Fault, FaultKind, Sent};
use crate::net::origins::{Trust, Unfollowed};
use crate::net::request_headers::{HeaderScope, is_impersonal, retain};
use crate::net::target::OperationId;
use crate::net::trace::{Attempt, Span};
use crate::net::transport::{self, Arriving, Incoming, collect, is_closed, timed};
use crate::net::url::Url;

/// How many redirects are followed.
const LIMIT: usize = 10;

/// Sends a request with the credentials of `using`, and follows redirects.
pub(super) async fn send_following(
    exchange: &Exchange<'_>,
    first: &Request,
    using: &Authorization,
    way: Way,
) -> Result<Arrived, Failure> {
    let (mut left, mut trust) = (LIMIT, exchange.trust);
    // What a redirect made of the request, with its credentials.
    let mut redirected: Option<Request> = None;
    loop {
        let mut sent = match &redirected {
            Some(redirected) => redirected.clone(),
            None => with_credentials(exchange, first, using)?,
        };
        // What is sent is not kept: a redirect is seldom, and begins with the request once more.
        let request = redirected.as_ref().unwrap_or(first);
        let url = sent.uri().clone();
        let negotiator = negotiate(sent.headers_mut());
        tell_no_content(&mut sent);
        let arriving = arriving(exchange, sent, way).await;
        let arriving = arriving.map_err(|fault| failed(exchange, fault.before_an_answer(is_closed)));
        let (mut parts, body) = arriving?.into_parts();
        let is_answer = exchange.spec.is_none_or(|spec| spec.answers_with(parts.status.as_u16()));
        let method = method(parts.status, request.method()).filter(|_| !is_answer);
        let place = method.as_ref().and_then(|_| place((&url, trust), &parts.headers, exchange));
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
            let mut next = match redirected.take() {
                Some(redirected) => redirected,
                None => with_credentials(exchange, first, using)?,
            };
            // Headers and cookies go along; a key in the query is no part of where the redirect leads.
            *next.uri_mut() = match trust {
                Trust::Full => with_own_keys(exchange, &target, using)?,
                Trust::Bare => target,
            };
            if trust == Trust::Bare {
                retain(next.headers_mut(), is_impersonal);
            }
            change_method(&mut next, method);
            redirected = Some(next);
            left -= 1;
            continue;
        }
        let target = exchange.target.clone().at(&url);
        let (body, undecoded) = match decoded(&mut parts.headers, parts.status, body, negotiator) {
            Ok(body) => (body, None),
            Err((body, failure)) => (body, Some(failure)),
        };
        if undecoded.is_none() && is_streamed(exchange, way.receive, parts.status, &parts.headers) {
            return Ok(Arrived { answer: Answer::new(target, parts, Bytes::new()), stream: Some(body) });
        }
        let bytes = collect(timed(body, exchange.idle_timeout()), exchange.response_limit()).await;
        let bytes = bytes.map_err(|fault| failed(exchange, fault))?;
        let mut answer = Answer { is_final, undecoded, unfollowed, ..Answer::new(target, parts, bytes) };
        return match answer.undecoded.clone().filter(|_| is_wanted(exchange, answer.status)) {
            Some(failure) => {
                answer.sent = Sent::of(first.headers(), using.clone());
                Err(answer.miscoded(failure))
            }
            None => Ok(Arrived { answer, stream: None }),
        };
    }
}

/// A request that is sent in place of one that has no credentials yet.
fn with_credentials(exchange: &Exchange<'_>, request: &Request, using: &Authorization) -> Result<Request, Failure> {
    let mut request = request.clone();
    apply(exchange, &mut request, using)?;
    Ok(request)
}

/// Sends a request until its answer has begun, within a span of its own.
async fn arriving(exchange: &Exchange<'_>, request: Request, way: Way) -> Result<http::Response<Incoming>, Fault> {
    let span = Span::of_request(&Attempt {
        operation: exchange.target.operation(),
        template: exchange.target.path(),
        method: request.method(),
        url: request.uri(),
        before: exchange.sent.fetch_add(1, Ordering::Relaxed),
    });
    let arrived = span.around(sending(exchange, request, way)).await;
    match &arrived {
        Ok(answer) => span.answered(answer.status()),
        Err(fault) => span.failed(match fault.kind {
            FaultKind::Connect | FaultKind::Refused => "connect",
            FaultKind::ConnectTimeout | FaultKind::Timeout | FaultKind::Stall(_) => "timeout",
            _ => "transport",
        }),
    }
    arrived
}

/// Sends a request until its answer has begun, or the service takes no more of the body.
fn sending(exchange: &Exchange<'_>, mut request: Request, way: Way) -> Arriving {
    let transport = &*exchange.endpoint.transport;
    if let Some(spec) = exchange.spec.filter(|_| transport.sees_operations()) {
        request.extensions_mut().insert(OperationId(spec));
    }
    if let Some(add) = &exchange.endpoint.settings.trace_headers {
        add(request.headers_mut());
    }
    let watched = exchange.idle_timeout().and_then(|limit| Some((limit, request.body().watched()?)));
    let watched = watched.filter(|_| tokio::runtime::Handle::try_current().is_ok());
    let Some((limit, (body, taking))) = watched else {
        return transport::send(transport, request, way.pool);
    };
    *request.body_mut() = body;
    let mut sent = transport::send(transport, request, way.pool);
    let mut stalled = Box::pin(taking.stalled(limit));
    Box::pin(poll_fn(move |cx| match sent.as_mut().poll(cx) {
        Poll::Pending => stalled.as_mut().poll(cx).map(|()| Err(FaultKind::Stall(limit).into())),
        arrived => arrived,
    }))
}

/// The place that a redirect leads to and what the request carries there, or why it is not followed. `None` where it names none.
fn place(
    (url, trust): (&Uri, Trust),
    headers: &HeaderMap,
    exchange: &Exchange<'_>,
) -> Option<Result<(Uri, Trust), Unfollowed>> {
    let from = Url::of(url);
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

/// `true` if the body of an answer is the result of the call: a success of an operation that has one.
fn is_wanted(exchange: &Exchange<'_>, status: StatusCode) -> bool {
    let spec = exchange.spec;
    status.is_success()
        && spec.is_none_or(|spec| !spec.accept.is_empty() && spec.verdict(status.as_u16()) == Verdict::Success)
}

/// Says that a request has no content where its method gives a meaning to content (RFC 9110, section 8.6): services answer 411 otherwise.
fn tell_no_content(request: &mut Request) {
    let has_meaning = matches!(request.method().as_str(), "POST" | "PUT" | "PATCH" | "QUERY");
    if has_meaning && request.body().length() == Some(0) && !request.headers().contains_key(TRANSFER_ENCODING) {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
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
