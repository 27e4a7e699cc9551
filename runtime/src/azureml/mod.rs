//! Azure Machine Learning: clients of deployed models.
//!
//! A [`Connection`] holds where a model is deployed, how to authenticate, and how calls behave. `Client::connect` of a generated client takes it, and what
//! is set on the builder afterwards takes its place:
//!
//! ```no_run
//! # use callsmith_runtime::azureml::Connection;
//! # fn connect() -> Result<(), Box<dyn std::error::Error>> {
//! let connection = Connection::new("https://my-endpoint.westeurope.inference.ml.azure.com/score")?.with_key("abc123");
//! // let client = myservice::Client::connect(&connection).build()?;
//! // let predictions = client.run_ml_service(&input).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Addresses
//!
//! A managed online endpoint has a scoring address, which [`Connection::new`] takes. [`Connection::from_service_json`] reads it from what the tools print:
//! `az ml online-endpoint show`, and `az ml service show` of version 1, whose services keep working. [`Connection::deployment`] sends requests to one
//! deployment in place of the one that the traffic rules choose (header `azureml-model-deployment`). Batch endpoints are not supported.
//!
//! # Credentials
//!
//! | authentication mode | on the connection |
//! |---|---|
//! | `key` | [`with_key`](Connection::with_key); [`with_keys`](Connection::with_keys) for both of them, so that either can be regenerated |
//! | `aad_token`, at a desk | `with_azure_cli`, after `az login` |
//! | `aad_token`, on Azure | `with_managed_identity`, `with_user_assigned_identity` |
//! | `aad_token`, on Kubernetes | `with_workload_identity` |
//! | `aad_token`, elsewhere | `with_service_principal` |
//! | `aad_token`, as the environment describes | `with_environment` |
//! | `aml_token` | [`with_token_source`](Connection::with_token_source) of `CommandTokenSource::az_ml_online_endpoint` |
//!
//! Tokens are fetched once for all calls that wait for one, kept, and renewed before they expire. One that the endpoint
//! refuses is replaced at once. The identity needs the role *AzureML Data Scientist*, or one with the action
//! `Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action`.
//!
//! # Repetition
//!
//! An endpoint takes 2 × `max_concurrent_requests_per_instance` × `instance_count` requests at a time and rejects more
//! of them with 429. The preset of a connection repeats a call up to eight times, with exponential backoff and full
//! jitter from half a second to a minute. It waits at least as long as `Retry-After`, `retry-after-ms` or
//! `x-ms-retry-after-ms` ask for:
//!
//! | outcome | meaning | repeated |
//! |---|---|---|
//! | 429 | too many requests at a time | yes |
//! | 502, 503 | the front end reaches no instance | yes |
//! | no connection, a broken one | | yes |
//! | 424 | the container answered other than 200 | where it answered one of the above (`ms-azureml-model-error-statuscode`), unless scoring has side effects |
//! | 408 | the model took longer than `request_timeout_ms` | with [`with_retry_after_model_timeout`](Connection::with_retry_after_model_timeout) |
//! | others, 500 among them | the same request fails again | no |
//!
//! Scoring is taken for a pure function, so that a `POST` is sent again. Where the script has side effects, say so with
//! [`with_side_effects`](Connection::with_side_effects). [`with_retry`](Connection::with_retry) sets another policy, and `Retry::none()` none.
//!
//! # Time
//!
//! `request_timeout_ms` of a deployment (5 seconds unless it is set, at most 180) limits one request. [`with_timeout`](Connection::with_timeout) limits a
//! whole call, with all repetitions and pauses; the preset is 5 minutes. A pause that would outlast the limit is not begun: the call ends with the error
//! that was to be repeated.
//!
//! # Errors
//!
//! [`Error::model_error`](crate::net::error::Error::model_error) gives the status and reason that the model's container answered with behind a 424, and the text of the
//! error shows them. [`run_function_failed`] tells an exception in the scoring script from other errors. `Error::request_id` names the request in the logs.
//!
//! # Large inputs
//!
//! [`Chunks`](crate::chunks::Chunks) scores an iterator or a stream of rows in several calls, some at a time, in order. A chunk that fails does not lose the
//! others.
//!
//! # Version 1
//!
//! ```
//! # use callsmith_runtime::azureml::{Auth, Connection};
//! // az ml service show --name myservice; az ml service get-keys --name myservice
//! let show = r#"{"scoringUri": "http://104.214.29.152:80/api/v1/service/myservice/score", "authEnabled": true}"#;
//! let keys = r#"{"primaryKey": "abc", "secondaryKey": "def"}"#;
//! let connection = Connection::from_service_json(show)?.with_keys_json(keys)?;
//! assert_eq!(connection.base_url(), "http://104.214.29.152:80/api/v1/service/myservice");
//! assert_eq!(connection.auth(), Auth::Key);
//! # Ok::<(), callsmith_runtime::azureml::ConnectionError>(())
//! ```

mod connection;
mod headers;
#[cfg(feature = "hyper")]
mod identity;
mod policy;
mod service;

pub use self::connection::Connection;
pub use self::headers::{ModelError, model_error, run_function_failed};
#[cfg(feature = "hyper")]
pub use self::identity::{ManagedIdentity, ServicePrincipal};
pub use self::service::{Auth, ConnectionError};
