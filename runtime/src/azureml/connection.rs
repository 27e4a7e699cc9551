//! Connections: where a model is deployed and how to get in.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::policy;
use super::service::{Auth, ConnectionError, Service, text};
use crate::call::client::Connect;
use crate::codec::Secret;
use crate::net::auth::shape::ShapeFault;
use crate::net::auth::{Credential, TokenError, TokenShape, TokenSource, shape};
use crate::net::retry::Retry;

/// The address of a deployed model, the credential for it, and the policy of calls.
///
/// `Client::connect` of a generated client takes over all of it, and what is set on the builder afterwards takes its place.
/// The credential serves where none that is set on the builder does.
/// See the [module](super) for the presets.
///
/// `Debug` shows no secret, and errors no content of the JSON that was given.
#[derive(Clone, Debug)]
pub struct Connection {
    service: Service,
    credential: Option<Credential>,
    deployment: Option<String>,
    retry: Retry,
    /// Kept apart from the policy, so that the order of the setters does not matter.
    repeats_model_timeout: bool,
    has_side_effects: bool,
    timeout: Option<Duration>,
}

impl Connection {
    /// A connection from the scoring address, as the SDKs give it in `endpoint.scoring_uri`, or in `service.scoring_uri` in version 1.
    ///
    /// # Errors
    /// The address is none of http or https, or has a user name in it.
    pub fn new(scoring_uri: &str) -> Result<Self, ConnectionError> {
        Self::from_json(&json!({ "scoring_uri": scoring_uri }))
    }

    /// A connection from the JSON of `az ml online-endpoint show` (v2) or `az ml service show` (v1). Where it gives no
    /// scoring address, that of the OpenAPI document serves.
    ///
    /// # Errors
    /// The text is no JSON, has no address, or has fields of another kind.
    pub fn from_service_json(json: &str) -> Result<Self, ConnectionError> {
        Self::from_json(&shape::document(json)?)
    }

    fn from_json(document: &Value) -> Result<Self, ConnectionError> {
        let service = Service::read(document)?;
        let (retry, timeout) = (policy::RETRY, Some(policy::TIMEOUT));
        Ok(Self {
            service,
            credential: None,
            deployment: None,
            retry,
            repeats_model_timeout: false,
            has_side_effects: false,
            timeout,
        })
    }

    /// Takes the keys from the JSON of `az ml service get-keys` (v1) or `az ml online-endpoint get-credentials` (v2). A
    /// secondary key need not be there.
    ///
    /// # Errors
    /// The text is no JSON, or has no primary key.
    pub fn with_keys_json(self, json: &str) -> Result<Self, ConnectionError> {
        const PRIMARY: [&str; 2] = ["primaryKey", "primary_key"];
        let document = shape::document(json)?;
        let (_, primary) = text(&document, &PRIMARY)?.ok_or_else(|| ShapeFault::missing(&PRIMARY))?;
        Ok(match text(&document, &["secondaryKey", "secondary_key"])? {
            Some((_, secondary)) => self.with_keys(primary, secondary),
            None => self.with_key(primary),
        })
    }

    /// Takes a token from the JSON of `az ml service get-access-token` (v1), `az ml online-endpoint get-credentials` (v2)
    /// or `az account get-access-token`.
    ///
    /// When it has expired, requests fail with an error that says so. [`with_token_source`](Self::with_token_source)
    /// renews tokens.
    ///
    /// # Errors
    /// The text is no JSON, or has no token.
    pub fn with_token_json(self, json: &str) -> Result<Self, ConnectionError> {
        let token = TokenShape::default().parse(json);
        let token = token.map_err(|error| ConnectionError(error.to_string()))?;
        Ok(self.with_token_source(move || {
            let expired = token.expiry().is_some_and(|expiry| expiry <= SystemTime::now());
            let token = if expired { None } else { Some(token.clone()) };
            async {
                let message = "the token of the connection has expired; a token source would renew it";
                token.ok_or(TokenError::new(message))
            }
        }))
    }

    /// Sets one key.
    #[must_use]
    pub fn with_key(self, key: impl Into<Secret>) -> Self {
        self.with(Credential::bearer(key), Auth::Key)
    }

    /// Sets both keys, so that either may be regenerated while the client is in use.
    #[must_use]
    pub fn with_keys(self, primary: impl Into<Secret>, secondary: impl Into<Secret>) -> Self {
        self.with(Credential::bearer_keys(primary, secondary), Auth::Key)
    }

    /// Sets where tokens come from.
    #[must_use]
    pub fn with_token_source(self, source: impl TokenSource) -> Self {
        self.with(Credential::token_source(source), Auth::Token)
    }

    fn with(mut self, credential: Credential, auth: Auth) -> Self {
        if self.service.auth == Auth::Unknown {
            self.service.auth = auth;
        }
        self.credential = Some(credential);
        self
    }

    /// Chooses one deployment of an online endpoint instead of leaving that to its traffic rules: all requests carry the
    /// header `azureml-model-deployment`.
    #[must_use]
    pub fn deployment(mut self, name: &str) -> Self {
        self.deployment = Some(name.to_owned());
        self
    }

    /// Sets the policy by which calls are repeated, in place of the preset. `Retry::none()` turns repetition off.
    ///
    /// [`with_retry_after_model_timeout`](Self::with_retry_after_model_timeout) and [`with_side_effects`](Self::with_side_effects)
    /// apply to each policy, whether they are set before or afterwards.
    #[must_use]
    pub fn with_retry(mut self, policy: Retry) -> Self {
        self.retry = policy;
        self
    }

    /// Repeats calls after 408 too: the model took longer than `request_timeout_ms` of its deployment.
    ///
    /// That helps where the model is slow for a while, as after a cold start. Where it always takes so long, each repetition
    /// adds to its load, so the preset does not.
    #[must_use]
    pub fn with_retry_after_model_timeout(mut self) -> Self {
        self.repeats_model_timeout = true;
        self
    }

    /// Declares that scoring has side effects, such as a row that the script writes into a database.
    ///
    /// A `POST` is then repeated only where it surely was not carried out: after 429 and 503 of the front end, and
    /// without a connection. After 424 it is not, since the container has answered. The preset takes scoring for a pure
    /// function.
    #[must_use]
    pub fn with_side_effects(mut self) -> Self {
        self.has_side_effects = true;
        self
    }

    /// Sets the limit for a whole call, with all repetitions and pauses, in place of the preset of 5 minutes. `None` is no
    /// limit.
    ///
    /// Above `request_timeout_ms` of the deployment there should be room for repetitions. The front end alone cuts off
    /// an attempt that takes longer, and then answers 408.
    #[must_use]
    pub fn with_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = limit.into();
        self
    }

    /// The policy by which calls are repeated.
    pub fn retry(&self) -> Retry {
        let mut retry = self.retry.clone();
        if self.repeats_model_timeout {
            retry = retry.additional_status(policy::MODEL_TIMEOUT);
        }
        if self.has_side_effects {
            retry = retry.any_method(false);
        }
        retry
    }

    /// The limit for a whole call.
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// The base URL of the service: the scoring address without `/score`, query and fragment.
    pub fn base_url(&self) -> &str {
        &self.service.base_url
    }

    /// The address that scores.
    pub fn scoring_uri(&self) -> &str {
        &self.service.scoring_uri
    }

    /// The address of the OpenAPI document, where the service has one.
    pub fn swagger_uri(&self) -> Option<&str> {
        self.service.swagger_uri.as_deref()
    }

    /// The authentication of callers. Without a setting, it follows from the credential.
    pub fn auth(&self) -> Auth {
        self.service.auth
    }

    /// The credential, where one was given.
    pub fn credential(&self) -> Option<&Credential> {
        self.credential.as_ref()
    }

    /// The name of the service, where known.
    pub fn name(&self) -> Option<&str> {
        self.service.name.as_deref()
    }

    /// The compute of the service (`ACI`, `AKS`), if it is known.
    pub fn compute_type(&self) -> Option<&str> {
        self.service.compute_type.as_deref()
    }

    /// The state of the service (`Healthy`, `Succeeded`), where known.
    pub fn state(&self) -> Option<&str> {
        self.service.state.as_deref()
    }

    /// The headers which all requests carry, as names and values.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let deployment = self.deployment.as_deref();
        deployment.map(|name| ("azureml-model-deployment", name)).into_iter()
    }
}

impl Connect for Connection {
    fn base_url(&self) -> &str {
        self.base_url()
    }

    fn credential(&self) -> Option<Credential> {
        self.credential().cloned()
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        self.headers().collect()
    }

    fn retry(&self) -> Option<Retry> {
        Some(self.retry())
    }

    fn timeout(&self) -> Option<Duration> {
        self.timeout()
    }
}
