//! The gateway in front of a scoring service in a cluster: it owns the prefix, checks the key, and has errors of its
//! own.
//!
//! A request outside the prefix is a 404. One that the test has a response queued for gets that response. One without a
//! key of the set is refused. Any other goes on to the service with the prefix cut off.

mod keys;
pub mod responses;
mod throttle;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, header};
use axum::response::Response as HttpResponse;
use keys::Keys;
pub use throttle::{Fault, Throttle};
use tower_service::Service as _;

use crate::exchanges::Exchanges;
use crate::request::Recorded;
use crate::response::Response;
use crate::server::Server;

/// A gateway, not yet started.
#[derive(Debug)]
pub struct Gateway {
    service: Router,
    prefix: String,
    keys: Keys,
    open: BTreeSet<String>,
    refusal: Response,
    throttle: Option<Throttle>,
    exchanges: Exchanges,
}

impl Gateway {
    /// The prefix of a service called `myservice`.
    pub const PREFIX: &'static str = "/api/v1/service/myservice";

    /// A gateway in front of `service`, under [`Gateway::PREFIX`]. It knows no key at first, so it refuses everything,
    /// with [`responses::unauthorized`].
    pub fn in_front_of(service: Router) -> Self {
        Self {
            service,
            prefix: Self::PREFIX.to_owned(),
            keys: Keys::default(),
            open: BTreeSet::new(),
            refusal: responses::unauthorized(),
            throttle: None,
            exchanges: Exchanges::default(),
        }
    }

    /// Another prefix: it begins with a slash and does not end with one, or is empty for none.
    pub fn prefix(self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self }
    }

    /// The keys or tokens of which a request has to bring one, as `Authorization: Bearer <key>`.
    pub fn keys<'a>(self, keys: impl IntoIterator<Item = &'a str>) -> Self {
        self.keys.set(keys);
        self
    }

    /// Takes tokens of an [`issuer`](crate::issuer) too, until they expire.
    pub fn timed_tokens(self) -> Self {
        self.keys.take_timed_tokens();
        self
    }

    /// Takes each token of an [issuer](crate::issuer) for so many requests, as if it expired then: in the same place however fast the machine is.
    pub fn tokens_of_uses(self, most: usize) -> Self {
        self.keys.limit_uses(most);
        self.timed_tokens()
    }

    /// Puts the service under load.
    pub fn throttle(self, throttle: &Throttle) -> Self {
        Self { throttle: Some(throttle.clone()), ..self }
    }

    /// A path, as the service sees it, that needs no key.
    pub fn open(mut self, path: &str) -> Self {
        self.open.insert(path.to_owned());
        self
    }

    /// The response to a request without a valid key.
    pub fn refusal(self, refusal: Response) -> Self {
        Self { refusal, ..self }
    }

    /// Starts the gateway on a free port.
    pub fn start(self) -> RunningGateway {
        let (prefix, keys, exchanges) = (self.prefix.clone(), self.keys.clone(), self.exchanges.clone());
        let server = Server::serve(Router::new().fallback(pass).with_state(Arc::new(self)));
        RunningGateway { server, prefix, keys, exchanges }
    }

    /// The target as the service sees it, or `None` outside the prefix.
    fn inside(&self, target: &str) -> Option<String> {
        let rest = target.strip_prefix(&self.prefix)?;
        match rest.bytes().next() {
            Some(b'/') => Some(rest.to_owned()),
            None | Some(b'?') => Some(format!("/{rest}")),
            Some(_) => None,
        }
    }

    fn admits(&self, request: &Recorded) -> bool {
        self.open.contains(request.path()) || self.keys.admit(request)
    }

    async fn forward(&self, request: Recorded) -> HttpResponse {
        let admitted = match &self.throttle {
            Some(throttle) => throttle.admit().await.map(Some),
            None => Ok(None),
        };
        let _admitted = match admitted {
            Ok(admitted) => admitted,
            Err(response) => return response.send().await,
        };
        let mut onward = Request::new(Body::from(request.body));
        *onward.method_mut() = request.method;
        *onward.uri_mut() = request.target.parse().expect("a target without its prefix is a target");
        *onward.headers_mut() = request.headers;
        let Ok(mut response) = self.service.clone().call(onward).await;
        // The connection between gateway and service is not the one between caller and gateway.
        response.headers_mut().remove(header::CONNECTION);
        response
    }
}

/// A gateway that is up.
#[derive(Debug)]
pub struct RunningGateway {
    server: Server,
    prefix: String,
    keys: Keys,
    exchanges: Exchanges,
}

impl RunningGateway {
    /// The base URL of the service: origin and prefix, without a slash at its end.
    pub fn url(&self) -> String {
        format!("{}{}", self.server.url(), self.prefix)
    }

    /// Scheme, host and port alone.
    pub fn origin(&self) -> String {
        self.server.url()
    }

    /// The scoring URI, as Azure ML prints it.
    pub fn scoring_uri(&self) -> String {
        format!("{}/score", self.url())
    }

    /// The swagger URI, as Azure ML prints it.
    pub fn swagger_uri(&self) -> String {
        format!("{}/swagger.json", self.url())
    }

    /// Replaces the set of keys, as when a key is regenerated or a token expires.
    pub fn accept<'a>(&self, keys: impl IntoIterator<Item = &'a str>) {
        self.keys.set(keys);
    }

    /// Queues a response: the next request inside the prefix gets it, whatever key it brings.
    pub fn respond(&self, response: Response) {
        self.exchanges.queue(response);
    }

    /// Gives every request inside the prefix this response, until it is `None` again.
    pub fn always(&self, response: Option<Response>) {
        self.exchanges.otherwise(response);
    }

    /// All requests inside the prefix so far, refused ones too, with the target as the service sees it.
    pub fn requests(&self) -> Vec<Recorded> {
        self.exchanges.requests()
    }

    /// The number of requests inside the prefix so far.
    pub fn count(&self) -> usize {
        self.exchanges.count()
    }

    /// The number of requests without a valid key or token.
    pub fn refused(&self) -> usize {
        self.keys.refused()
    }

    /// Forgets the requests so far, for a test of several steps.
    pub fn forget(&self) {
        self.exchanges.forget();
    }
}

async fn pass(State(gateway): State<Arc<Gateway>>, request: Recorded) -> HttpResponse {
    let Some(target) = gateway.inside(&request.target) else {
        return Response::text(404, "default backend - 404").send().await;
    };
    let request = Recorded { target, ..request };
    match gateway.exchanges.record(request.clone()) {
        Some(response) => response.send().await,
        None if gateway.admits(&request) => gateway.forward(request).await,
        None => gateway.refusal.clone().send().await,
    }
}

#[cfg(test)]
mod tests;
