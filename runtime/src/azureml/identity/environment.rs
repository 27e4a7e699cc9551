//! Identities that the environment describes.

use super::managed::endpoint;
use super::{ManagedIdentity, ServicePrincipal};
use crate::azureml::ConnectionError;
use crate::net::auth::{TokenFuture, TokenSource};

/// The value of an environment variable by its name.
pub(super) type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

pub(super) const TENANT: &str = "AZURE_TENANT_ID";
pub(super) const CLIENT: &str = "AZURE_CLIENT_ID";
const SECRET: &str = "AZURE_CLIENT_SECRET";
const CERTIFICATE: &str = "AZURE_CLIENT_CERTIFICATE_PATH";
const TOKEN_FILE: &str = "AZURE_FEDERATED_TOKEN_FILE";
const AUTHORITY: &str = "AZURE_AUTHORITY_HOST";

/// A variable of this process. One that is empty is not set.
pub(super) fn process(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The identity that the environment describes.
#[derive(Debug)]
pub(super) enum FromEnvironment {
    Principal(ServicePrincipal),
    Managed(ManagedIdentity),
}

impl FromEnvironment {
    pub(super) fn read(variables: Variables<'_>) -> Result<Self, ConnectionError> {
        let is_set = |name: &str| variables(name).is_some();
        if let Some(secret) = variables(SECRET) {
            return principal(variables, SECRET, |tenant, client| ServicePrincipal::new(tenant, client, secret))
                .map(Self::Principal);
        }
        if is_set(TOKEN_FILE) {
            return workload_identity(variables).map(Self::Principal);
        }
        if ["IDENTITY_ENDPOINT", "MSI_ENDPOINT"].iter().any(|name| is_set(name)) {
            endpoint(variables).map_err(|error| ConnectionError(error.to_string()))?;
            let identity = ManagedIdentity::new();
            return Ok(Self::Managed(match variables(CLIENT) {
                Some(client) => identity.client_id(&client),
                None => identity,
            }));
        }
        Err(ConnectionError(if is_set(CERTIFICATE) {
            format!("`{CERTIFICATE}` is set, and client certificates are not supported; set `{SECRET}`")
        } else {
            format!(
                "the environment describes no identity: none of `{SECRET}`, `{TOKEN_FILE}`, `IDENTITY_ENDPOINT` and \
                 `MSI_ENDPOINT` is set; the managed identity of a virtual machine needs `with_managed_identity`"
            )
        }))
    }
}

impl TokenSource for FromEnvironment {
    fn token(&self) -> TokenFuture<'_> {
        match self {
            Self::Principal(source) => source.token(),
            Self::Managed(source) => source.token(),
        }
    }
}

pub(super) fn workload_identity(variables: Variables<'_>) -> Result<ServicePrincipal, ConnectionError> {
    let file = variables(TOKEN_FILE).ok_or_else(|| ConnectionError(format!("`{TOKEN_FILE}` is not set")))?;
    principal(variables, TOKEN_FILE, |tenant, client| ServicePrincipal::federated(tenant, client, file))
}

/// The service principal of the environment. `proof` names the variable that speaks of one.
fn principal(
    variables: Variables<'_>,
    proof: &str,
    make: impl FnOnce(&str, &str) -> ServicePrincipal,
) -> Result<ServicePrincipal, ConnectionError> {
    let value = |name| variables(name).ok_or_else(|| ConnectionError(format!("`{proof}` is set and `{name}` is not")));
    let principal = make(&value(TENANT)?, &value(CLIENT)?);
    Ok(match variables(AUTHORITY) {
        Some(host) => principal.authority(&host),
        None => principal,
    })
}
