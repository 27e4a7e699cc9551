//! Azure Machine Learning: connections to deployed models, and what their servers say in headers.
//!
//! A [`Connection`] is made from what the tools print, version 1 (`az ml service`) as well as 2 (`az ml online-endpoint`),
//! or from the values which the Python SDKs give:
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
//!
//! A service with tokens takes a source of them, such as `CommandTokenSource` of the feature `command`, through
//! [`Connection::with_token_source`].

mod connection;
mod headers;
#[cfg(feature = "reqwest")]
mod identity;
mod policy;
mod service;

pub use self::connection::Connection;
pub use self::headers::{ModelError, model_error, run_function_failed};
#[cfg(feature = "reqwest")]
pub use self::identity::{ManagedIdentity, ServicePrincipal};
pub use self::service::{Auth, ConnectionError};
