//! Redirects.
//!
//! Redirects are followed within the origin of the request, and to those that the user lists. So no credential and no
//! body reaches another server. Method and body stay what they were; only 303 asks for a `GET` in place of anything
//! else (RFC 9110, section 15.4.4). The statuses 300, 301 and 302 are followed for `GET` and `HEAD` alone, since
//! clients differ on what becomes of another method. What is not followed is the answer.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};

use super::authorize::{apply, with_keys, with_own_keys};
use super::{BodyMode, Exchange, OutgoingRequest, ReceivedResponse, Request, SendOptions, failed};
use crate::codec::media_type::Essence;
use crate::contract::ResponseClass;
use crate::net::auth::Authorization;
use crate::net::body::Body;
use crate::net::coding::{Negotiator, decoded, negotiate};
use crate::net::error::{Failure, FaultKind, SentSecrets, TransportFault, WholeResponse};
use crate::net::headers::copied;
use crate::net::origins::{Trust, Unfollowed};
use crate::net::request_headers::{HeaderScope, is_impersonal, retain};
use crate::net::target::OperationId;
use crate::net::trace::{Attempt, Span};
use crate::net::transport::{self, Incoming, ResponseFuture, is_closed, is_fed};
use crate::net::url::Url;

/// The greatest number of redirects that are followed.
const MAX_REDIRECTS: usize = 10;

/// The state of a request that is redirected.
pub(super) struct RedirectState<'a, 'r> {
    first: &'a mut OutgoingRequest<'r>,
    pub(super) using: Arc<Authorization>,
    /// The number of redirects that are still followed.
    left: usize,
    trust: Trust,
    // Only a request that is redirected is copied.
    /// The redirected request, with its credentials.
    redirected: Option<Box<Request>>,
    negotiator: Negotiator,
}

/// The step after the head of an answer.
pub(super) enum RedirectStep {
    /// The request is sent elsewhere.
    Redirected,
    /// The body is handed out as a stream.
    Streamed(Box<ReceivedResponse>),
    /// The body is received whole. The answer has none of it yet.
    Whole(Box<WholeResponse>, Incoming),
}

/// The outcome of an answer whose status asks for a request elsewhere.
enum Redirect {
    /// The request is sent to this place, with this method.
    Followed((Uri, Trust), Method),
    /// It is the answer of the call.
    Answer {
        /// The reason why it is not followed, where it names a place.
        unfollowed: Option<Box<Unfollowed>>,
        /// `true` if it would be followed, had the body of the request not been a stream.
        is_final: bool,
    },
}

impl<'a, 'r> RedirectState<'a, 'r> {
    /// A request that is sent with the credentials of `using`.
    pub(super) fn new(exchange: &Exchange<'_>, first: &'a mut OutgoingRequest<'r>, using: Arc<Authorization>) -> Self {
        let (left, trust, negotiator) = (MAX_REDIRECTS, exchange.trust, Negotiator::Runtime);
        Self { first, using, left, trust, redirected: None, negotiator }
    }

    /// Sends the request until its answer has begun.
    pub(super) fn depart(
        &mut self,
        exchange: &Exchange<'_>,
        options: SendOptions,
    ) -> Result<impl Future<Output = Arrival>, Failure> {
        let request = self.request(exchange)?;
        Ok(arriving(exchange, request, options))
    }

    /// The request that is sent. It is not kept: a redirect is seldom, and begins with the first one once more.
    fn request(&mut self, exchange: &Exchange<'_>) -> Result<Request, Failure> {
        let mut sent = match &self.redirected {
            Some(redirected) => with_room(redirected),
            None => with_credentials(exchange, self.first.take()?, &self.using)?,
        };
        self.negotiator = negotiate(sent.headers_mut());
        set_no_content(&mut sent);
        Ok(sent)
    }

    /// Looks at the head of an answer.
    pub(super) fn arrived(
        &mut self,
        exchange: &Exchange<'_>,
        arrived: Arrival,
        receive: BodyMode,
    ) -> Result<RedirectStep, Failure> {
        let arrived = arrived.map_err(|fault| failed(exchange, fault.before_response(is_closed)))?;
        let (mut parts, body) = arrived.into_parts();
        // A key in the query makes it another one.
        let with_keys = if self.redirected.is_none() && !self.using.query.is_empty() {
            Some(with_keys(exchange, &self.first.url, &self.using)?)
        } else {
            None
        };
        let url = with_keys.as_ref().unwrap_or(self.url());
        let (unfollowed, is_final) = match method(parts.status, self.method()) {
            None => (None, false),
            Some(method) => match self.redirect(exchange, &parts, url, method) {
                Redirect::Followed(place, method) => {
                    self.follow(exchange, place, method)?;
                    return Ok(RedirectStep::Redirected);
                }
                Redirect::Answer { unfollowed, is_final } => (unfollowed, is_final),
            },
        };
        let mut target = exchange.target.clone();
        if !std::ptr::eq(url, &*self.first.url) {
            target = target.at(url);
        }
        // Codings are taken off before anything looks at the body, so limits hold for what comes out.
        let (body, undecoded) = match decoded(&mut parts.headers, parts.status, body, self.negotiator) {
            Ok(body) => (body, None),
            Err((body, failure)) => (body, Some(failure)),
        };
        let is_streamed = undecoded.is_none() && is_streamed(exchange, receive, parts.status, &parts.headers);
        // In its place on the heap at once, since it is large.
        let mut response = Box::new(WholeResponse::new(target, parts, Bytes::new()));
        response.is_final = is_final;
        response.undecoded = undecoded;
        response.unfollowed = unfollowed;
        Ok(if is_streamed {
            RedirectStep::Streamed(Box::new(ReceivedResponse { response, stream: Some(body) }))
        } else {
            RedirectStep::Whole(response, body)
        })
    }

    /// Decides on an answer whose status asks for a request elsewhere, with this method.
    #[cold]
    fn redirect(&self, exchange: &Exchange<'_>, parts: &http::response::Parts, url: &Uri, method: Method) -> Redirect {
        let is_answer = match exchange.spec {
            Some(spec) => spec.declares_redirect(parts.status.as_u16()),
            None => exchange.options.keeps_redirects,
        };
        let place = if is_answer { None } else { place((url, self.trust), &parts.headers, exchange) };
        let unfollowed = match place {
            Some(Ok(place)) if self.left > 0 => {
                // A request whose method changes has no body any more.
                if self.body().is_spent() && method == *self.method() {
                    return Redirect::Answer { unfollowed: None, is_final: true };
                }
                return Redirect::Followed(place, method);
            }
            Some(Ok(_)) => Some(Box::new(Unfollowed::Limit(MAX_REDIRECTS))),
            Some(Err(unfollowed)) => Some(Box::new(unfollowed)),
            None => None,
        };
        Redirect::Answer { unfollowed, is_final: false }
    }

    /// The URL of the request, without keys in the query of the first one.
    fn url(&self) -> &Uri {
        self.redirected.as_ref().map_or(&self.first.url, |redirected| redirected.uri())
    }

    fn method(&self) -> &Method {
        self.redirected.as_ref().map_or(&self.first.method, |redirected| redirected.method())
    }

    fn body(&self) -> &Body {
        self.redirected.as_ref().map_or(&self.first.body, |redirected| redirected.body())
    }

    /// Makes the request for the place that a redirect leads to.
    fn follow(
        &mut self,
        exchange: &Exchange<'_>,
        (target, trust): (Uri, Trust),
        method: Method,
    ) -> Result<(), Failure> {
        self.trust = trust;
        let mut next = match self.redirected.take() {
            Some(redirected) => redirected,
            None => Box::new(with_credentials(exchange, self.first.take()?, &self.using)?),
        };
        // Headers and cookies go along; a key in the query is no part of where the redirect leads.
        *next.uri_mut() = match trust {
            Trust::Full => with_own_keys(exchange, &target, &self.using)?,
            Trust::Bare => target,
        };
        if trust == Trust::Bare {
            // Another origin gets only what describes the request itself: headers that a caller adds may be secrets
            // under any name.
            retain(next.headers_mut(), is_impersonal);
        }
        change_method(&mut next, method);
        self.redirected = Some(next);
        self.left -= 1;
        Ok(())
    }
}

/// An answer with its whole body.
pub(super) fn finished(
    exchange: &Exchange<'_>,
    leg: &RedirectState<'_, '_>,
    mut response: Box<WholeResponse>,
    whole: Result<Bytes, TransportFault>,
) -> Result<ReceivedResponse, Failure> {
    let is_early =
        leg.first.body.has_pieces() && (response.status.is_client_error() || response.status.is_server_error());
    response.bytes = match whole {
        Ok(bytes) => bytes,
        // The service took no more of the request and closed the connection, while the body of its answer was on the way.
        Err(fault) if is_early && fault.kind == FaultKind::Broken => {
            response.cut_short = true;
            Bytes::new()
        }
        Err(fault) => return Err(failed(exchange, fault)),
    };
    match response.undecoded.as_ref().filter(|_| is_wanted(exchange, response.status)).cloned() {
        Some(failure) => {
            response.sent = SentSecrets::new(&leg.first.secrets, Arc::new(Authorization::clone(&leg.using)));
            Err(response.miscoded(failure))
        }
        None => Ok(ReceivedResponse { response, stream: None }),
    }
}

/// A request that is sent in place of one that has no credentials yet.
fn with_credentials(exchange: &Exchange<'_>, mut request: Request, using: &Authorization) -> Result<Request, Failure> {
    apply(exchange, &mut request, using)?;
    Ok(request)
}

/// Room for the headers that are added when a request is sent.
const HEADER_CAPACITY: usize = 4;

/// The same request with room for more headers.
fn with_room(request: &Request) -> Request {
    let mut copy = http::Request::new(request.body().clone());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.version_mut() = request.version();
    *copy.headers_mut() = copied(request.headers(), HEADER_CAPACITY);
    copy
}

/// Sends a request until its answer has begun, within a span of its own.
fn arriving(exchange: &Exchange<'_>, request: Request, options: SendOptions) -> impl Future<Output = Arrival> {
    let span = Span::of_request(&Attempt {
        operation: exchange.target.operation(),
        template: exchange.target.path(),
        method: request.method(),
        url: request.uri(),
        before: exchange.sent.fetch_add(1, Ordering::Relaxed),
    });
    let sending = span.instrument(sending(exchange, request, options));
    async move {
        let arrived = sending.await;
        match &arrived {
            Ok(response) => span.response_received(response.status()),
            Err(fault) => span.failed(match fault.kind {
                FaultKind::Connect | FaultKind::Refused => "connect",
                FaultKind::ConnectTimeout | FaultKind::Timeout | FaultKind::Stall(_) => "timeout",
                _ => "transport",
            }),
        }
        arrived
    }
}

/// The head of an answer, with its body to come.
pub(super) type Arrival = Result<http::Response<Incoming>, TransportFault>;

/// Sends a request until its answer has begun, or the service takes no more of the body.
fn sending(exchange: &Exchange<'_>, mut request: Request, options: SendOptions) -> ResponseFuture {
    let transport = &*exchange.endpoint.transport;
    if let Some(spec) = exchange.spec.filter(|_| transport.sees_operations()) {
        request.extensions_mut().insert(OperationId(spec));
    }
    if let Some(add) = &exchange.endpoint.settings.trace_headers {
        add(request.headers_mut());
    }
    // A fed body looks for an early answer itself, on the runtime that carries it.
    let watched = exchange
        .idle_timeout()
        .and_then(|limit| Some((limit, request.body().watched(!is_fed(request.body(), options.pool))?)));
    let watched = watched.filter(|_| tokio::runtime::Handle::try_current().is_ok());
    let Some((limit, (body, taking))) = watched else {
        return transport::send(transport, request, options.pool);
    };
    *request.body_mut() = body;
    let mut sent = transport::send(transport, request, options.pool);
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
    let from = Url::from_uri(url);
    // Services write UTF-8 into `Location`, though a URI is ASCII (RFC 3986, section 2). It is percent-encoded here.
    let to = from.follow(&String::from_utf8_lossy(headers.get(LOCATION)?.as_bytes()))?;
    let uri = to.to_uri().ok()?;
    let home = Some(&exchange.endpoint.base_url.origin).filter(|_| exchange.is_continuation);
    let trusted = exchange.endpoint.trust((&from, trust), home, &to);
    Some(trusted.map(|trust| (uri, trust)).map_err(Unfollowed::Elsewhere))
}

/// `true` if the body of an answer is handed out as a stream. That holds for any answer to a request made by hand, else
/// for a success. A body without a content type is what was asked for, unless the status says that there is none.
fn is_streamed(exchange: &Exchange<'_>, receive: BodyMode, status: StatusCode, headers: &HeaderMap) -> bool {
    let BodyMode::Stream(media_type) = receive else { return false };
    let Some(spec) = exchange.spec else { return true };
    let is_success = spec.classify(status.as_u16()) == ResponseClass::Success;
    let received = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let received = received.map(Essence::parse).filter(|essence| !essence.is_empty());
    let is_wanted = |wanted| status != StatusCode::NO_CONTENT && received.is_none_or(|received| received.is(wanted));
    is_success && media_type.is_none_or(is_wanted)
}

/// `true` if the body of an answer is the result of the call: a success of an operation that has one.
fn is_wanted(exchange: &Exchange<'_>, status: StatusCode) -> bool {
    let spec = exchange.spec;
    status.is_success()
        && spec.is_none_or(|spec| !spec.accept.is_empty() && spec.classify(status.as_u16()) == ResponseClass::Success)
}

/// Says that a request has no content where its method gives a meaning to content (RFC 9110, section 8.6): services answer 411 otherwise.
fn set_no_content(request: &mut Request) {
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
    retain(request.headers_mut(), |name| HeaderScope::parse(name.as_str()).is_for_links());
}

#[cfg(test)]
mod tests {
    use http::{Method, StatusCode};

    use super::method;

    #[test]
    fn only_303_changes_the_method() {
        for (status, from, to) in [
            (300, Method::GET, Some(Method::GET)),
            (301, Method::HEAD, Some(Method::HEAD)),
            (302, Method::GET, Some(Method::GET)),
            (301, Method::PUT, None),
            (302, Method::POST, None),
            (303, Method::POST, Some(Method::GET)),
            (303, Method::HEAD, Some(Method::HEAD)),
            (304, Method::GET, None),
            (307, Method::PATCH, Some(Method::PATCH)),
            (308, Method::POST, Some(Method::POST)),
        ] {
            assert_eq!(method(StatusCode::from_u16(status).unwrap(), &from), to, "{status} {from}");
        }
    }
}
