//! Service principals: tokens from the token endpoint of Microsoft Entra (OAuth 2.0 client credentials, RFC 6749, section 4.4).

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::SCOPE;
use super::fetch::IdentityRequest;
use crate::codec::Secret;
use crate::codec::parameter::encode;
use crate::net::auth::{Token, TokenError, TokenFuture, TokenSource};
use crate::net::retry::Retry;
use crate::token_request::{Network, TokenRequest};

const AUTHORITY: &str = "https://login.microsoftonline.com";
const SERVICE: &str = "Microsoft Entra";
/// The limit of a federated token in bytes.
const FILE_LIMIT: u64 = 64 << 10;
/// Asking twice has no effect that asking once has not.
const RETRY: Retry = Retry::up_to(4).statuses(&[408, 429, 500, 502, 503, 504]).any_method(true);

/// A source of tokens of a service principal: an application that proves itself with a client secret or a federated token.
///
/// `Debug` and errors show neither.
///
/// ```
/// # use callsmith_runtime::azureml::{Connection, ServicePrincipal};
/// # fn connect(secret: &str) -> Result<Connection, Box<dyn std::error::Error>> {
/// // The same as `with_service_principal(..)`, in the cloud of the US government.
/// let source = ServicePrincipal::new("my-tenant-id", "my-client-id", secret)
///     .authority("https://login.microsoftonline.us")
///     .scope("https://ml.azure.us/.default");
/// let connection = Connection::new("https://my-endpoint.usgovvirginia.inference.ml.azure.us/score")?;
/// Ok(connection.with_token_source(source))
/// # }
/// ```
#[derive(Clone)]
pub struct ServicePrincipal {
    tenant: String,
    client_id: String,
    proof: Proof,
    authority: String,
    scope: String,
}

#[derive(Clone)]
enum Proof {
    Secret(Secret),
    TokenFile(PathBuf),
}

impl ServicePrincipal {
    /// An application of a tenant, by its client id, with a client secret.
    pub fn new(tenant: &str, client_id: &str, secret: impl Into<Secret>) -> Self {
        Self::with_proof(tenant, client_id, Proof::Secret(secret.into()))
    }

    /// An application of a tenant, by its client id, with a token of another issuer that the tenant trusts: workload identity.
    ///
    /// The file is read whenever a token is fetched, since the platform replaces it. It may have 64 KiB.
    pub fn federated(tenant: &str, client_id: &str, token_file: impl AsRef<Path>) -> Self {
        Self::with_proof(tenant, client_id, Proof::TokenFile(token_file.as_ref().to_owned()))
    }

    fn with_proof(tenant: &str, client_id: &str, proof: Proof) -> Self {
        let (tenant, client_id) = (tenant.trim().to_owned(), client_id.trim().to_owned());
        Self { tenant, client_id, proof, authority: AUTHORITY.to_owned(), scope: SCOPE.to_owned() }
    }

    /// Sets the host that issues tokens: an address with https, or the host alone. Default: `https://login.microsoftonline.com`.
    #[must_use]
    pub fn authority(mut self, url: &str) -> Self {
        let url = url.trim();
        self.authority = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
        self
    }

    /// Sets the scope of the token. Default: `https://ml.azure.com/.default`.
    #[must_use]
    pub fn scope(mut self, scope: &str) -> Self {
        scope.clone_into(&mut self.scope);
        self
    }

    async fn fetch(&self) -> Result<Token, TokenError> {
        for (name, value) in [("tenant", &self.tenant), ("client id", &self.client_id)] {
            if value.is_empty() {
                return Err(TokenError::new(format!("the {name} of the service principal is empty")));
            }
        }
        let url = format!("{}/{}/oauth2/v2.0/token", self.authority.trim_end_matches('/'), encode(&self.tenant));
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", self.client_id.as_str()),
            ("scope", self.scope.as_str()),
        ];
        let secret = match &self.proof {
            Proof::Secret(secret) => secret.clone(),
            Proof::TokenFile(path) => federated_token(path.clone()).await?,
        };
        match &self.proof {
            Proof::Secret(_) => form.push(("client_secret", secret.expose())),
            Proof::TokenFile(_) => form.extend([
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", secret.expose()),
            ]),
        }
        let request = TokenRequest {
            url: &url,
            reach: Network::Internet,
            query: Vec::new(),
            headers: Vec::new(),
            form: Some(form),
            secrets: vec![&secret],
        };
        IdentityRequest { service: SERVICE, request, retry: RETRY }.send().await
    }
}

/// The token in a file. Where it stands may be a volume of the network, so the file is read on a thread for that.
async fn federated_token(path: PathBuf) -> Result<Secret, TokenError> {
    let shown = path.display().to_string();
    let failed = move |reason: &str| TokenError::new(format!("the federated token file `{shown}` {reason}"));
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(failed("cannot be read outside of tokio"));
    }
    let reading = tokio::task::spawn_blocking(move || {
        let mut text = String::new();
        // One byte more tells a file at the limit from a larger one.
        std::fs::File::open(path)?.take(FILE_LIMIT + 1).read_to_string(&mut text)?;
        std::io::Result::Ok(text)
    });
    let text = match reading.await {
        Ok(Ok(text)) => text,
        Ok(Err(error)) => return Err(failed(&format!("cannot be read: {error}"))),
        Err(_) => return Err(failed("cannot be read: the reading thread ended")),
    };
    match text.trim() {
        _ if text.len() as u64 > FILE_LIMIT => Err(failed(&format!("is larger than {FILE_LIMIT} bytes"))),
        "" => Err(failed("is empty")),
        token => Ok(token.into()),
    }
}

impl TokenSource for ServicePrincipal {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for ServicePrincipal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServicePrincipal")
            .field("tenant", &self.tenant)
            .field("client_id", &self.client_id)
            .field("authority", &self.authority)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}
