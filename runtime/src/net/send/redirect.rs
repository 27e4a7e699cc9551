//! Redirects.
//!
//! They are followed within the origin of the request only, so that no credential and no body reaches another server. Method and body stay what they
//! were; only 303 asks for a `GET` in place of anything else (RFC 9110, section 15.4.4). 300, 301 and 302 are followed for `GET` and `HEAD` alone, since
//! clients differ on what becomes of another method. What is not followed is the answer.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::task::Poll;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, Method, StatusCode};

use super::authorize::with_keys;
use super::{Arrived, Exchange, Receive, Request, Way, failed};
use crate::codec::media_type::Essence;
use crate::contract::Verdict;
use crate::net::auth::Authorization;
use crate::net::error::{Answer, Failure, Fault, FaultKind};
use crate::net::trace::{Sent, Span};
use crate::net::transport::{Incoming, collect, is_closed, timed};
use crate::net::url::resolve;

/// How many redirects are followed.
const LIMIT: usize = 10;

/// Sends a request, which has the credentials of `using`, and follows redirects.
pub(super) async fn send_following(
    exchange: &Exchange<'_>,
    mut request: Request,
    using: &Authorization,
    way: Way,
) -> Result<Arrived, Failure> {
    let mut left = LIMIT;
    loop {
        let arriving = arriving(exchange, &request, way).await;
        let arriving = arriving.map_err(|fault| failed(exchange, fault.before_an_answer(is_closed)));
        let (parts, body) = arriving?.into_parts();
        let is_answer = left == 0 || exchange.spec.is_none_or(|spec| spec.answers_with(parts.status.as_u16()));
        let location = parts.headers.get(LOCATION).and_then(|value| value.to_str().ok());
        let target = location.filter(|_| !is_answer).and_then(|location| resolve(request.uri(), location));
        let next = target.zip(method(parts.status, request.method()));
        // A request whose method changes has no body any more.
        let is_final = request.body().is_spent() && next.as_ref().is_some_and(|(_, method)| method == request.method());
        if let Some((target, method)) = next.filter(|_| !is_final) {
            // Headers and cookies go along; a key in the query is no part of where the redirect leads.
            *request.uri_mut() = with_keys(exchange, &target, using)?;
            change_method(&mut request, method);
            left -= 1;
            continue;
        }
        if is_streamed(exchange, way.receive, parts.status, &parts.headers) {
            let answer = Answer::new(exchange.target.clone(), parts, Bytes::new()).of_url(request.uri());
            return Ok(Arrived { answer, stream: Some(body) });
        }
        let bytes = collect(timed(body, exchange.idle_timeout()), exchange.response_limit()).await;
        let bytes = bytes.map_err(|fault| failed(exchange, fault))?;
        let answer = Answer { is_final, ..Answer::new(exchange.target.clone(), parts, bytes).of_url(request.uri()) };
        return Ok(Arrived { answer, stream: None });
    }
}

/// Sends a request until its answer has begun, within a span of its own.
async fn arriving(exchange: &Exchange<'_>, request: &Request, way: Way) -> Result<http::Response<Incoming>, Fault> {
    let span = Span::of_request(&Sent {
        operation: exchange.target.operation(),
        template: exchange.target.path(),
        method: request.method(),
        url: request.uri(),
        before: exchange.sent.fetch_add(1, Ordering::Relaxed),
    });
    let arrived = span.around(sending(exchange, request.clone(), way)).await;
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
async fn sending(exchange: &Exchange<'_>, mut request: Request, way: Way) -> Result<http::Response<Incoming>, Fault> {
    let transport = &exchange.endpoint.transport;
    if let Some(add) = &exchange.endpoint.settings.trace_headers {
        add(request.headers_mut());
    }
    let watched = exchange.idle_timeout().and_then(|limit| Some((limit, request.body().watched()?)));
    let watched = watched.filter(|_| tokio::runtime::Handle::try_current().is_ok());
    let Some((limit, (body, taking))) = watched else {
        return transport.send(request, way.pool).await;
    };
    *request.body_mut() = body;
    let mut sent = transport.send(request, way.pool);
    let mut stalled = pin!(taking.stalled(limit));
    poll_fn(|cx| match sent.as_mut().poll(cx) {
        Poll::Pending => stalled.as_mut().poll(cx).map(|()| Err(FaultKind::Stall(limit).into())),
        arrived => arrived,
    })
    .await
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

/// Sets the method. A request with another one has no body, and no headers that speak of it.
fn change_method(request: &mut Request, method: Method) {
    if *request.method() == method {
        return;
    }
    *request.method_mut() = method;
    *request.body_mut() = Default::default();
    let names: Vec<HeaderName> = request.headers().keys().cloned().collect();
    for name in names.iter().filter(|name| name.as_str().starts_with("content-")) {
        request.headers_mut().remove(name);
    }
}
