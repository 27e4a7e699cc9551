//! Calls: an operation with its values, not yet sent.

mod body;
pub(crate) mod client;
mod continuation;
mod draft;
mod finish;
mod future;
pub(crate) mod paging;
pub(crate) mod poll;
pub(crate) mod stream;
mod streamed;

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32};

use bytes::Bytes;
use http::header::ACCEPT;
use http::{Method, Uri};

use self::body::{RequestBody, Writing};
use self::draft::Draft;
pub use self::finish::{Finished, FinishedBody, FinishedBytes, Operation, OptionalBody, Outcome};
pub use self::finish::{decode_response, finish, finish_body, finish_bytes};
pub(crate) use self::finish::{finish_elsewhere, undecodable};
pub use self::future::{CallFuture, StreamFuture};
pub use self::streamed::{FinishedStream, Streamed, finish_stream};
pub(crate) use self::streamed::{failed, no_stream};
use crate::call::client::Client;
use crate::codec::json::EncodeFailure;
use crate::codec::parameter::{Form, Value};
use crate::contract::{Location, Rule, Spec};
use crate::net::body::Body;
use crate::net::error::{Error, Failure, InvalidRequestError, Target, WholeResponse};
use crate::net::multipart::Multipart;
use crate::net::options::Options;
use crate::net::origins::Trust;
use crate::net::part_headers::PartHeaders;
use crate::net::send::{self, BodyMode, Exchange, OutgoingRequest, RequestSource, SendOptions};
use crate::net::target::OperationId;
use crate::net::transport::{Carrier, Pool};
use crate::net::unsendable::Unsendable;
use crate::net::url::Url;

/// A call without its types: what `Call<O>` of generated code holds.
#[derive(Clone)]
pub struct RawCall {
    pub(crate) client: Client,
    purpose: Purpose,
    // By index in the table of the operation, in a list: calls have few values, and a map would cost more than it
    // saves.
    values: Vec<(usize, Value)>,
    /// Values that are made for the request once it is sent, such as an idempotency key. All attempts have the same.
    made: Vec<(usize, Value)>,
    body: Option<RequestBody>,
    /// The rules of the body, where they are others than those of the operation.
    body_rules: Option<&'static [Rule]>,
    /// Options of the caller for this call.
    pub options: Options,
}

/// The purpose of a call.
#[derive(Clone)]
enum Purpose {
    Operation(&'static Spec),
    /// A `GET` of a URL that the service named in an answer to the operation, with what the request carries there.
    Continuation(&'static Spec, Url, Trust),
    /// A method and path, or an absolute URL.
    ByHand(Method, String),
}

/// The content type and body of a request, or why there are none.
type EncodedBody = Result<(Cow<'static, str>, Body), Unsendable>;

/// A request that is built and not sent.
pub type Built<E> = Result<http::Request<Bytes>, Error<E>>;

/// The future of a request with credentials.
pub type RequestFuture<E> = CallFuture<Built<E>, Built<Infallible>>;

impl RawCall {
    /// A call of an operation without any values.
    pub fn new(client: &Client, spec: &'static Spec) -> Box<Self> {
        Self::with_purpose(client, Purpose::Operation(spec))
    }

    pub(crate) fn by_hand(client: &Client, method: Method, path: &str) -> Box<Self> {
        Self::with_purpose(client, Purpose::ByHand(method, path.to_owned()))
    }

    // The client is a handle, so a call owns all its parts and outlives the variable that it was made from.
    fn with_purpose(client: &Client, purpose: Purpose) -> Box<Self> {
        let (client, values, options) = (client.clone(), Vec::new(), Options::default());
        // Boxed once: setters take and give the call by value, and would copy it each time.
        Box::new(Self { client, purpose, values, made: Vec::new(), body: None, body_rules: None, options })
    }

    /// Sets the value of the parameter with this index in the operation's table.
    pub fn put(&mut self, index: usize, value: Value) {
        // The last of two equal setters counts, as it does for any builder.
        self.values.retain(|(other, _)| *other != index);
        if self.values.is_empty() {
            // The list would begin with room for four.
            self.values.reserve_exact(self.spec().map_or(1, |spec| spec.parameters.len().clamp(1, 4)));
        }
        self.values.push((index, value));
    }

    /// Sets the body to encoded JSON, or to the XML of it where the content type of the operation is one of XML.
    pub fn json(&mut self, encoded: Result<Bytes, EncodeFailure>) {
        self.body = Some(RequestBody::Json(encoded));
    }

    /// Sets the body to a form.
    pub fn form(&mut self, form: &Form) {
        self.body = Some(RequestBody::Form(form.clone()));
    }

    /// Sets the body to several parts.
    pub fn multipart(&mut self, multipart: &Multipart) {
        self.body = Some(RequestBody::Multipart(multipart.clone()));
    }

    /// Sends no body, and no content type. Takes the place of a body that was set before.
    pub fn without_body(&mut self) {
        self.options.content_type = None;
        (self.body, self.body_rules) = (None, None);
    }

    /// Sets the rules that the body is held against, where they are others than those of the operation.
    pub fn body_rules(&mut self, rules: &'static [Rule]) {
        self.body_rules = Some(rules);
    }

    /// Sets the parameter with this index, which is the whole query, to a form.
    pub fn put_form(&mut self, index: usize, form: &Form) {
        let declared = self.spec().and_then(|spec| spec.parameters.get(index)?.form);
        let fields = declared.unwrap_or_default();
        self.put(index, form.text(fields).map_or_else(Value::Invalid, Value::Text));
    }

    /// Sets the body to bytes or a stream with a content type. Replaces an earlier one.
    pub fn raw_body(&mut self, content_type: &str, body: Body) {
        self.options.content_type = None;
        self.body = Some(RequestBody::Raw(content_type.to_owned().into(), body));
    }

    /// Sets the body to a text, which is written in the charset of its content type. Replaces an earlier one.
    pub fn text_body(&mut self, content_type: &str, text: &str) {
        self.options.content_type = None;
        self.body = Some(RequestBody::Text(content_type.to_owned().into(), text.into()));
    }

    /// Sends the call when the future is first polled.
    pub fn send<T>(self: Box<Self>, finish: fn(Outcome) -> T) -> CallFuture<T> {
        CallFuture::new(self.execute(Pool::Shared), finish)
    }

    /// Sends the call when the future is first polled, and hands out the body of a success as a stream.
    pub fn send_streamed<T>(self: Box<Self>, finish: fn(Streamed) -> T) -> CallFuture<T, Streamed> {
        self.send_streamed_as(None, finish)
    }

    /// Sends the call when the future is first polled, for a stream of a media type where one is asked for.
    pub(crate) fn send_streamed_as<T>(
        self: Box<Self>,
        media_type: Option<&'static str>,
        finish: fn(Streamed) -> T,
    ) -> CallFuture<T, Streamed> {
        CallFuture::new(self.streamed(Pool::Shared, media_type), finish)
    }

    /// Asks for a media type, unless the caller asks for one.
    pub(crate) fn accept(&mut self, media_type: &str) {
        // A caller who names media types wants these, whatever a stream would ask for.
        if !self.options.has_header(ACCEPT.as_str()) {
            self.options.header(ACCEPT.as_str(), media_type);
        }
    }

    /// Sends the call and blocks until the answer is there.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(mut self: Box<Self>) -> Outcome {
        // A pool of its own: a connection of the shared pool may be driven by the very thread that blocks here.
        let (target, carrier) = (self.target(), self.carrier(Pool::Blocking));
        Outcome(send::wait(&target, carrier, self.response(Pool::Blocking)))
    }

    /// Sends the call and blocks until the answer has begun.
    #[cfg(feature = "blocking")]
    pub fn stream_blocking(self: Box<Self>) -> Result<Streamed, Error<Infallible>> {
        self.stream_blocking_as(None)
    }

    /// Sends the call and blocks until the answer has begun, of a media type where one is asked for.
    #[cfg(feature = "blocking")]
    pub(crate) fn stream_blocking_as(
        self: Box<Self>,
        media_type: Option<&'static str>,
    ) -> Result<Streamed, Error<Infallible>> {
        let (target, carrier) = (self.target(), self.carrier(Pool::Blocking));
        send::wait(&target, carrier, async { Ok(self.streamed(Pool::Blocking, media_type).await) })
    }

    #[expect(clippy::manual_async_fn, reason = "an `async fn` holds its arguments twice")]
    fn execute(mut self: Box<Self>, pool: Pool) -> impl Future<Output = Outcome> {
        async move { Outcome(self.response(pool).await) }
    }

    /// Sends it and receives the answer whole.
    pub(crate) async fn response(&mut self, pool: Pool) -> Result<Box<WholeResponse>, Failure> {
        self.made = self.made_values();
        let call = &*self;
        let mut request = OutgoingRequest::new(call)?;
        let exchange = call.exchange_at(request.url.clone());
        let arrived = send::begin(&exchange, &mut request, SendOptions { pool, receive: BodyMode::Whole }).await;
        arrived.map(|arrived| arrived.response)
    }

    /// The runtime that carries its bytes.
    pub(crate) fn carrier(&self, pool: Pool) -> Carrier {
        self.client.0.transport.carrier(pool)
    }

    /// Fails where no runtime of tokio is there.
    pub(crate) fn has_runtime(&self) -> Result<(), Failure> {
        send::has_runtime(&self.exchange())
    }

    /// Sends the call for a stream, of a media type where one is asked for.
    pub(crate) async fn streamed(mut self: Box<Self>, pool: Pool, media_type: Option<&'static str>) -> Streamed {
        let options = SendOptions { pool, receive: BodyMode::Stream(media_type) };
        self.made = self.made_values();
        let call = &*self;
        let arrived = match OutgoingRequest::new(call) {
            Ok(mut request) => send::begin(&call.exchange_at(request.url.clone()), &mut request, options).await,
            Err(failure) => Err(failure),
        };
        Streamed { arrived, call: self, pool }
    }

    /// Builds the request without credentials. It is an error where its body is a stream.
    pub fn to_request<E>(&self) -> Built<E> {
        self.in_memory(self.request(&self.made_values())?)
    }

    /// The request with its body in memory.
    fn in_memory<E>(&self, request: http::Request<Body>) -> Built<E> {
        let (mut parts, body) = request.into_parts();
        if let Some(spec) = self.spec() {
            // The caller sends this one; requests that the client sends get it in `net/send`, once for each leg.
            parts.extensions.insert(OperationId(spec));
        }
        match body.as_bytes() {
            Some(bytes) => Ok(http::Request::from_parts(parts, bytes.clone())),
            None => Err(self.invalid(Unsendable::NotInMemory)),
        }
    }

    /// The values that are made for a request of this call.
    fn made_values(&self) -> Vec<(usize, Value)> {
        match &self.purpose {
            Purpose::Operation(spec) => draft::made_values(spec, &self.values),
            // They are of the first request alone.
            Purpose::Continuation(..) | Purpose::ByHand(..) => Vec::new(),
        }
    }

    /// Builds the request without credentials, with these values that are made for it.
    fn request<E>(&self, made: &[(usize, Value)]) -> Result<http::Request<Body>, Error<E>> {
        let request = self.draft(made).and_then(|draft| draft.finish(self.encoded(), &self.sent_options()));
        request.map_err(|reason| self.invalid(reason))
    }

    /// The options of this call, of which a server without trust gets nothing.
    fn sent_options(&self) -> Cow<'_, Options> {
        match &self.purpose {
            // An origin without trust gets no option of the caller: each header of it may be a secret.
            Purpose::Continuation(_, _, Trust::Bare) => Cow::Owned(Options::default()),
            _ => Cow::Borrowed(&self.options),
        }
    }

    /// The request without its body and without what the caller set for this call.
    fn draft(&self, made: &[(usize, Value)]) -> Result<Draft, Unsendable> {
        match &self.purpose {
            Purpose::Operation(spec) => Draft::of_operation(&self.client, spec, &self.values, made),
            Purpose::Continuation(spec, url, trust) => Draft::at(&self.client, spec, &self.values, (url, *trust)),
            Purpose::ByHand(method, path) => Draft::by_hand(&self.client, method, path),
        }
    }

    /// Builds the request with credentials when the future is first polled.
    pub fn into_request<E>(self: Box<Self>) -> RequestFuture<E> {
        let build = async move {
            let request = self.request(&self.made_values())?;
            let exchange = self.exchange_at(Arc::new(request.uri().clone()));
            self.in_memory(send::authorized(&exchange, request).await?)
        };
        CallFuture::new(build, |built| built.map_err(Error::into_error))
    }

    /// The error for this call.
    pub(crate) fn invalid<E>(&self, reason: Unsendable) -> Error<E> {
        Error::InvalidRequest(InvalidRequestError::new(self.target(), reason))
    }

    /// The exchange that its request is part of.
    pub(crate) fn exchange(&self) -> Exchange<'_> {
        self.exchange_with(self.target())
    }

    fn exchange_with(&self, target: Target) -> Exchange<'_> {
        Exchange {
            endpoint: &self.client.0,
            options: &self.options,
            spec: self.spec(),
            target,
            is_continuation: self.is_continuation(),
            waits_for_token: AtomicBool::new(false),
            trust: self.trust(),
            sent: AtomicU32::new(0),
        }
    }

    /// The same with the URL that it is sent to.
    fn exchange_at(&self, url: Arc<Uri>) -> Exchange<'_> {
        self.exchange_with(self.target().first_at(url))
    }

    /// The operation, for a call of one.
    pub(crate) fn spec(&self) -> Option<&'static Spec> {
        match &self.purpose {
            Purpose::Operation(spec) | Purpose::Continuation(spec, ..) => Some(spec),
            Purpose::ByHand(..) => None,
        }
    }

    /// The body as it is sent.
    fn encoded(&self) -> Option<EncodedBody> {
        // Most calls have neither a body nor headers of its parts.
        if self.body.is_none() && !self.values.iter().any(|(index, _)| self.is_of_part(*index)) {
            return None;
        }
        self.encoded_with_parts()
    }

    /// `true` if the parameter with this index is a header of parts.
    fn is_of_part(&self, index: usize) -> bool {
        let parameter = self.spec().and_then(|spec| spec.parameters.get(index));
        parameter.is_some_and(|parameter| parameter.location == Location::Part)
    }

    #[inline(never)]
    fn encoded_with_parts(&self) -> Option<EncodedBody> {
        let spec = self.spec();
        let rules = self.body_rules.or(spec.map(|spec| spec.rules)).unwrap_or_default();
        let headers = match PartHeaders::new(spec, &self.values) {
            Ok(headers) => headers,
            Err(reason) => return Some(Err(reason)),
        };
        let writing = Writing { spec, content_type: self.options.content_type.as_deref(), rules, headers: &headers };
        match (&self.body, &self.purpose) {
            (Some(body), _) => Some(body.encode(&writing)),
            (None, Purpose::Operation(_)) => headers.all_are_sent(std::iter::empty()).err().map(Err),
            (None, _) => None,
        }
    }

    pub(crate) fn target(&self) -> Target {
        match &self.purpose {
            Purpose::Operation(spec) | Purpose::Continuation(spec, ..) => Target::from_spec(spec),
            Purpose::ByHand(method, path) => Target::by_hand(method, path),
        }
    }
}

impl RequestSource for RawCall {
    fn build(&self) -> Result<send::Request, Failure> {
        self.request(&self.made)
    }
}

impl fmt::Debug for RawCall {
    /// Names what is set. Values may be private.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = self.spec().map_or(&[] as &[_], |spec| spec.parameters);
        let name = |(index, _): &(usize, Value)| parameters.get(*index).map(|parameter| parameter.name);
        let names: Vec<_> = self.values.iter().filter_map(name).collect();
        write!(f, "Call({}, {names:?}, {:?})", self.target(), self.options)
    }
}
