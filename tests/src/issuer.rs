//! A server that issues tokens as the endpoints of a cloud do: the instance metadata service of a virtual machine, the endpoints of managed identities on
//! App Service and on compute of Azure ML, and the token endpoint of Microsoft Entra.
//!
//! The first token is `token-1-TIME`, the next `token-2-TIME`; TIME is when it expires, in milliseconds since 1970. A [`gateway`](crate::gateway) takes such
//! tokens by [`Gateway::timed_tokens`](crate::gateway::Gateway::timed_tokens).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::State;
use axum::response::Response as HttpResponse;
use serde_json::{Value, json};

use crate::exchanges::Exchanges;
use crate::request::Recorded;
use crate::response::Response;
use crate::server::Server;

/// A server that issues tokens.
#[derive(Debug)]
pub struct Issuer {
    server: Server,
    issuance: Arc<Issuance>,
}

#[derive(Debug)]
struct Issuance {
    exchanges: Exchanges,
    issued: AtomicU64,
    lifetime: Duration,
}

impl Issuer {
    /// The secret of the endpoints of managed identities, and of the application at Microsoft Entra.
    pub const SECRET: &'static str = "s3cret-of-the-platform";
    /// The tenant of the application.
    pub const TENANT: &'static str = "contoso.example";
    /// The client id of the application.
    pub const CLIENT: &'static str = "11111111-2222-3333-4444-555555555555";

    /// Starts a server whose tokens are valid for so long.
    pub fn start(lifetime: Duration) -> Self {
        let issuance = Arc::new(Issuance { exchanges: Exchanges::default(), issued: AtomicU64::new(0), lifetime });
        let server = Server::serve(Router::new().fallback(respond).with_state(issuance.clone()));
        Self { server, issuance }
    }

    /// The base URL: that of the metadata service and of Microsoft Entra.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The endpoint of App Service.
    pub fn app_service(&self) -> String {
        self.url() + "/msi/token/"
    }

    /// The endpoint of compute of Azure ML.
    pub fn compute(&self) -> String {
        self.url() + "/MSI/auth"
    }

    /// Queues a response: the next request gets it in place of a token.
    pub fn respond(&self, response: Response) {
        self.issuance.exchanges.queue(response);
    }

    /// The number of tokens issued so far.
    pub fn issued(&self) -> u64 {
        self.issuance.issued.load(Ordering::SeqCst)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.issuance.exchanges.requests()
    }
}

/// The time at which a token expires.
pub(crate) fn expiry(token: &str) -> Option<SystemTime> {
    let (_, time) = token.strip_prefix("token-")?.split_once('-')?;
    Some(UNIX_EPOCH + Duration::from_millis(time.parse().ok()?))
}

async fn respond(State(issuance): State<Arc<Issuance>>, request: Recorded) -> HttpResponse {
    let queued = issuance.exchanges.record(request.clone());
    let response = queued.unwrap_or_else(|| match check(&request) {
        Ok(shape) => issuance.issue(shape),
        Err(reason) => Response::json(400, &json!({ "error": "invalid_request", "error_description": reason })),
    });
    response.send().await
}

/// The form in which an endpoint writes the times of a token.
#[derive(Clone, Copy)]
enum Times {
    /// `expires_in` and `expires_on`, as digits.
    Digits,
    /// `expires_on`, as digits.
    OnlyEnd,
    /// `expires_in`, as a number.
    Number,
}

impl Issuance {
    fn issue(&self, times: Times) -> Response {
        let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
        let end = SystemTime::now() + self.lifetime;
        let end = end.duration_since(UNIX_EPOCH).expect("it is later than 1970");
        let token = format!("token-{number}-{}", end.as_millis());
        let (seconds, end) = (self.lifetime.as_secs(), end.as_secs());
        let mut body = json!({ "access_token": token, "token_type": "Bearer" });
        let mut put = |name: &str, value: Value| body[name] = value;
        match times {
            Times::Digits => {
                put("expires_in", json!(seconds.to_string()));
                put("expires_on", json!(end.to_string()));
            }
            Times::OnlyEnd => put("expires_on", json!(end.to_string())),
            Times::Number => put("expires_in", json!(seconds)),
        }
        Response::json(200, &body)
    }
}

/// Holds a request against what its endpoint demands.
fn check(request: &Recorded) -> Result<Times, String> {
    let demand = |holds: bool, what: &str| if holds { Ok(()) } else { Err(format!("demands {what}")) };
    let query: BTreeMap<String, String> = request.query_pairs().into_iter().collect();
    let resource = "https://ml.azure.com";
    let is_get = |version: &str| {
        demand(request.method == "GET", "GET")?;
        demand(query.get("api-version").is_some_and(|v| v == version), version)?;
        demand(query.get("resource").is_some_and(|r| r == resource), resource)
    };
    match request.path() {
        "/metadata/identity/oauth2/token" => {
            is_get("2018-02-01")?;
            demand(request.header("metadata") == Some("true"), "Metadata: true")?;
            Ok(Times::Digits)
        }
        "/msi/token/" => {
            is_get("2019-08-01")?;
            demand(request.header("x-identity-header") == Some(Issuer::SECRET), "X-IDENTITY-HEADER")?;
            Ok(Times::OnlyEnd)
        }
        "/MSI/auth" => {
            is_get("2017-09-01")?;
            demand(request.header("secret") == Some(Issuer::SECRET), "secret")?;
            Ok(Times::OnlyEnd)
        }
        path if path == format!("/{}/oauth2/v2.0/token", Issuer::TENANT) => {
            demand(request.method == "POST", "POST")?;
            let form: BTreeMap<String, String> = form_urlencoded::parse(&request.body).into_owned().collect();
            let has = |name: &str, value: &str| demand(form.get(name).is_some_and(|v| v == value), name);
            has("grant_type", "client_credentials")?;
            has("client_id", Issuer::CLIENT)?;
            has("scope", "https://ml.azure.com/.default")?;
            match form.get("client_assertion") {
                Some(_) => has("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")?,
                None => has("client_secret", Issuer::SECRET)?,
            }
            Ok(Times::Number)
        }
        path => Err(format!("has no `{path}`")),
    }
}
