//! Makes calls: reads them from a file, one in a line, and writes what became of each into another.

use std::fs::File;
use std::future::{Future, IntoFuture};
use std::io::{BufRead, BufReader, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use callsmith_runtime::{Body, Error};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_service::Service;

/// A call on its way, or the reason why a value of the document is none of the client.
pub type StartedCall = Result<Pin<Box<dyn Future<Output = Value>>>, String>;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Begins a call. It is compiled for each operation, so there is little in it.
pub fn begin<C, T, E>(call: C) -> StartedCall
where
    C: IntoFuture<Output = Result<T, Error<E>>>,
    C::IntoFuture: 'static,
{
    let call = call.into_future();
    Ok(Box::pin(async move {
        match call.await {
            Ok(_) => json!({ "decoded": true }),
            Err(error) => failure(error.into_untyped()),
        }
    }))
}

fn failure(error: Error) -> Value {
    let kind = match error {
        Error::Api(_) => "api",
        Error::Unexpected(_) => "unexpected",
        Error::Decode(_) => "decode",
        Error::InvalidRequest(_) => "unsent",
        _ => "transport",
    };
    json!({ "decoded": false, "kind": kind, "error": error.to_string() })
}

/// The values of a call.
pub struct Values(Value);

impl Values {
    /// A required parameter.
    pub fn parameter<T: DeserializeOwned>(&self, index: usize) -> Result<T, String> {
        self.optional(index)?.ok_or_else(|| format!("there is no parameter {index}"))
    }

    /// An optional parameter.
    pub fn optional<T: DeserializeOwned>(&self, index: usize) -> Result<Option<T>, String> {
        self.0["parameters"].get(index.to_string()).map(read).transpose()
    }

    /// Returns `true` if there is a body.
    pub fn has_body(&self) -> bool {
        !self.0["body"].is_null()
    }

    /// The body.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, String> {
        read(&self.0["body"])
    }

    /// The items of the body, which is a list of them or one.
    pub fn items<T: DeserializeOwned>(&self) -> Result<Vec<T>, String> {
        match &self.0["body"] {
            Value::Array(items) => items.iter().map(read).collect(),
            one => Ok(vec![read(one)?]),
        }
    }

    /// The body as bytes.
    pub fn bytes(&self) -> Result<callsmith_runtime::v1::Bytes, String> {
        let text = self.0["body"].as_str().map_or_else(|| self.0["body"].to_string(), str::to_owned);
        Ok(text.into_bytes().into())
    }

    /// A property of the body.
    pub fn property<T: DeserializeOwned>(&self, name: &str) -> Result<T, String> {
        read(&self.0["body"][name])
    }

    /// A property of the body that is a file, or several.
    pub fn file<T: Files>(&self, name: &str) -> Result<T, String> {
        T::from_json(&self.0["body"][name])
    }
}

/// A file, or several.
pub trait Files: Sized {
    fn from_json(value: &Value) -> Result<Self, String>;
}

impl Files for callsmith_runtime::File {
    fn from_json(value: &Value) -> Result<Self, String> {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok(Self::new("file.txt", text.into_bytes()))
    }
}

impl<T: Files> Files for Option<T> {
    fn from_json(value: &Value) -> Result<Self, String> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Files> Files for Vec<T> {
    fn from_json(value: &Value) -> Result<Self, String> {
        value.as_array().ok_or("no array")?.iter().map(T::from_json).collect()
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_str(&value.to_string()).map_err(|error| format!("{value} is refused: {error}"))
}

/// A run: where the server is, which calls to make, and where to write what became of them.
pub struct Run {
    base_url: String,
    calls: String,
    reports: String,
    first: usize,
    seen: Arc<Mutex<Vec<Value>>>,
    runtime: tokio::runtime::Runtime,
}

impl Run {
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A transport that keeps what it sends and receives.
    pub fn transport(&self) -> Http {
        let _guard = self.runtime.enter();
        Http { client: Client::builder(TokioExecutor::new()).build_http(), seen: self.seen.clone() }
    }

    /// Makes all calls, one after the other, until the server is gone.
    pub fn all<C>(&self, client: &C, operations: &[fn(&C, &Values) -> StartedCall]) {
        let calls = BufReader::new(File::open(&self.calls).expect("there are calls"));
        let mut reports = File::options().append(true).create(true).open(&self.reports).expect("there is a place for answers");
        for line in calls.lines().skip(self.first) {
            let values = Values(serde_json::from_str(&line.expect("a line")).expect("a call"));
            let index = values.0["operation"].as_u64().expect("an index") as usize;
            self.seen.lock().expect("no panic").clear();
            let outcome = match operations[index](client, &values) {
                Ok(call) => self.runtime.block_on(call),
                Err(reason) => json!({ "decoded": false, "kind": "refused", "error": reason }),
            };
            let exchanges: Vec<Value> = self.seen.lock().expect("no panic").drain(..).collect();
            let is_gone = outcome["kind"] == "transport";
            let outcome = json!({ "end": outcome, "exchanges": exchanges });
            reports.write_all(format!("{outcome}\n").as_bytes()).expect("it can be written");
            if is_gone {
                break;
            }
        }
    }
}

/// Runs the client that the first argument names; the others are the base URL, the calls, the answers, and the first call to make.
pub fn main(clients: &[(&str, fn(&Run))]) {
    let clients = clients.to_vec();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let name = arguments[0].clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let run = Run {
        base_url: arguments[1].clone(),
        calls: arguments[2].clone(),
        reports: arguments[3].clone(),
        first: arguments[4].parse().expect("a number"),
        seen: Arc::default(),
        runtime,
    };
    let (_, client) = clients.into_iter().find(|(client_name, _)| *client_name == name).expect("a client of this name");
    client(&run);
}

/// Plain HTTP that keeps what it sends and receives.
#[derive(Clone)]
pub struct Http {
    client: Client<HttpConnector, Full<callsmith_runtime::v1::Bytes>>,
    seen: Arc<Mutex<Vec<Value>>>,
}

impl Service<http::Request<Body>> for Http {
    type Response = http::Response<Full<callsmith_runtime::v1::Bytes>>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(|error| error.to_string())?.to_bytes();
            let mut exchange = json!({
                "method": parts.method.as_str(),
                "target": parts.uri.path_and_query().map(ToString::to_string),
                "headers": headers(&parts.headers),
                "sent": String::from_utf8_lossy(&body),
            });
            let request = http::Request::from_parts(parts, Full::new(body));
            let outcome = this.client.request(request).await;
            let outcome = match outcome {
                Ok(outcome) => outcome,
                Err(error) => {
                    this.seen.lock().expect("no panic").push(exchange);
                    return Err(error.into());
                }
            };
            let (parts, body) = outcome.into_parts();
            let body = body.collect().await?.to_bytes();
            exchange["status"] = parts.status.as_u16().into();
            exchange["response_headers"] = headers(&parts.headers);
            exchange["received"] = String::from_utf8_lossy(&body).into();
            this.seen.lock().expect("no panic").push(exchange);
            Ok(http::Response::from_parts(parts, Full::new(body)))
        })
    }
}

fn headers(headers: &http::HeaderMap) -> Value {
    let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        (name.to_string(), Value::from(String::from_utf8_lossy(value.as_bytes())))
    };
    Value::Object(headers.iter().map(pair).collect())
}
