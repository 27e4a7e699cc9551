//! Managed identities: tokens from an endpoint of the platform that the program runs on.

use std::fmt;

use super::RESOURCE;
use super::environment::{Variables, process};
use super::fetch::IdentityRequest;
use crate::codec::Secret;
use crate::net::auth::{Token, TokenError, TokenFuture, TokenSource};
use crate::net::retry::Retry;
use crate::token_request::{Network, TokenRequest};

/// The instance metadata service of a virtual machine.
const METADATA_SERVICE: &str = "http://169.254.169.254";

// The service that hands out tokens starts with the machine, and answers 404 or 410 until it is ready.
/// The policy for outcomes that pass by themselves, 410 among them: a metadata service that is being updated is away for up to 70 seconds. A machine
/// without one is found out at the first attempt.
const RETRY: Retry = Retry::up_to(8).statuses(&[404, 408, 410, 429, 500, 502, 503, 504]).faults(false);

/// A source of tokens of a managed identity: system-assigned, or user-assigned where a client id is set.
///
/// The environment names the endpoint, and is read each time that a token is fetched:
///
/// - App Service, Functions and Container Apps by `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`,
/// - compute of Azure ML by `MSI_ENDPOINT` and `MSI_SECRET`, with `DEFAULT_IDENTITY_CLIENT_ID` as the default client id,
/// - else it is the instance metadata service of a virtual machine, at `http://169.254.169.254` or `AZURE_POD_IDENTITY_AUTHORITY_HOST`.
///
/// Requests go past any proxy. Azure Arc, Service Fabric and Cloud Shell are not supported, which is an error. `Debug` shows no secret.
///
/// ```
/// # use callsmith_runtime::azureml::{Connection, ManagedIdentity};
/// # fn connect() -> Result<Connection, Box<dyn std::error::Error>> {
/// // The same as `with_managed_identity()`, in the cloud of the US government.
/// let source = ManagedIdentity::new().resource("https://ml.azure.us");
/// let connection = Connection::new("https://my-endpoint.usgovvirginia.inference.ml.azure.us/score")?;
/// Ok(connection.with_token_source(source))
/// # }
/// ```
#[derive(Clone)]
pub struct ManagedIdentity {
    /// Not there where the environment names it.
    endpoint: Option<Endpoint>,
    client_id: Option<String>,
    resource: String,
}

// Each platform has a protocol of its own, which the variables of the environment tell apart.
#[derive(Clone)]
enum Endpoint {
    /// The origin of an instance metadata service.
    Metadata(String),
    /// The URL of App Service or Container Apps, and what to send in `X-IDENTITY-HEADER`.
    AppService(String, Secret),
    /// The URL of compute of Azure ML, and what to send in `secret`.
    Compute(String, Secret),
}

impl ManagedIdentity {
    /// The endpoint that the environment names.
    pub fn new() -> Self {
        Self { endpoint: None, client_id: None, resource: RESOURCE.to_owned() }
    }

    /// The instance metadata service at this address, whatever the environment names.
    #[must_use]
    pub fn metadata_service(mut self, address: &str) -> Self {
        self.endpoint = Some(Endpoint::Metadata(address.to_owned()));
        self
    }

    /// The endpoint of App Service, Functions or Container Apps with its header, whatever the environment names.
    #[must_use]
    pub fn app_service(mut self, endpoint: &str, header: impl Into<Secret>) -> Self {
        self.endpoint = Some(Endpoint::AppService(endpoint.to_owned(), header.into()));
        self
    }

    /// The endpoint of compute of Azure ML with its secret, whatever the environment names.
    #[must_use]
    pub fn compute(mut self, endpoint: &str, secret: impl Into<Secret>) -> Self {
        self.endpoint = Some(Endpoint::Compute(endpoint.to_owned(), secret.into()));
        self
    }

    /// Chooses a user-assigned identity by its client id.
    #[must_use]
    pub fn client_id(mut self, client_id: &str) -> Self {
        self.client_id = Some(client_id.to_owned());
        self
    }

    /// Sets the resource that the token is for. Default: `https://ml.azure.com`.
    #[must_use]
    pub fn resource(mut self, resource: &str) -> Self {
        self.resource = resource.to_owned();
        self
    }

    async fn fetch(&self) -> Result<Token, TokenError> {
        let endpoint = match &self.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => Endpoint::from_variables(&process)?,
        };
        let default_client = match &endpoint {
            Endpoint::Compute(..) if self.client_id.is_none() => process("DEFAULT_IDENTITY_CLIENT_ID"),
            _ => None,
        };
        let client = self.client_id.as_deref().or(default_client.as_deref());
        self.request(&endpoint, &endpoint.url(), client).send().await
    }

    fn request<'a>(&'a self, endpoint: &'a Endpoint, url: &'a str, client: Option<&'a str>) -> IdentityRequest<'a> {
        let (service, version, client_name, header, secret) = match endpoint {
            Endpoint::Metadata(_) => {
                ("the instance metadata service", "2018-02-01", "client_id", ("metadata", "true"), None)
            }
            Endpoint::AppService(_, secret) => {
                let header = ("x-identity-header", secret.expose());
                ("the identity endpoint of the platform", "2019-08-01", "client_id", header, Some(secret))
            }
            Endpoint::Compute(_, secret) => {
                let header = ("secret", secret.expose());
                ("the identity endpoint of the compute", "2017-09-01", "clientid", header, Some(secret))
            }
        };
        let mut query = vec![("api-version", version), ("resource", self.resource.as_str())];
        query.extend(client.map(|client| (client_name, client)));
        let (headers, secrets) = (vec![header], secret.into_iter().collect());
        let request = TokenRequest { url, reach: Network::Platform, query, headers, form: None, secrets };
        IdentityRequest { service, request, retry: RETRY }
    }
}

impl Endpoint {
    /// The endpoint that the environment names.
    fn from_variables(variables: Variables<'_>) -> Result<Self, TokenError> {
        let unsupported =
            |platform| Err(TokenError::new(format!("managed identities of {platform} are not supported")));
        let secret = |name| variables(name).map(Secret::from);
        match (variables("IDENTITY_ENDPOINT"), variables("MSI_ENDPOINT")) {
            (Some(endpoint), _) => match secret("IDENTITY_HEADER") {
                Some(_) if variables("IDENTITY_SERVER_THUMBPRINT").is_some() => unsupported("Service Fabric"),
                Some(header) => Ok(Self::AppService(endpoint, header)),
                None => unsupported("Azure Arc (`IDENTITY_ENDPOINT` without `IDENTITY_HEADER`)"),
            },
            (None, Some(endpoint)) => match secret("MSI_SECRET") {
                Some(secret) => Ok(Self::Compute(endpoint, secret)),
                None => unsupported("Cloud Shell (`MSI_ENDPOINT` without `MSI_SECRET`)"),
            },
            (None, None) => {
                let address = variables("AZURE_POD_IDENTITY_AUTHORITY_HOST");
                Ok(Self::Metadata(address.unwrap_or_else(|| METADATA_SERVICE.to_owned())))
            }
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Metadata(address) => format!("{}/metadata/identity/oauth2/token", address.trim_end_matches('/')),
            Self::AppService(url, _) | Self::Compute(url, _) => url.clone(),
        }
    }
}

/// The URL of the endpoint that the environment names. It is an error where it names one in part, or one that is not supported.
pub(super) fn endpoint(variables: Variables<'_>) -> Result<String, TokenError> {
    Endpoint::from_variables(variables).map(|endpoint| endpoint.url())
}

impl Default for ManagedIdentity {
    fn default() -> Self {
        Self::new()
    }
}

impl TokenSource for ManagedIdentity {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for ManagedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = self.endpoint.as_ref().map(Endpoint::url);
        f.debug_struct("ManagedIdentity")
            .field("endpoint", &endpoint)
            .field("client_id", &self.client_id)
            .field("resource", &self.resource)
            .finish_non_exhaustive()
    }
}
