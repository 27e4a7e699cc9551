//! Tokens of Microsoft Entra for programs that run without a person: sources that need no command line tool.
//!
//! | runs on | source | on a [`Connection`] |
//! |---|---|---|
//! | a virtual machine, Container Apps, App Service, Functions, Azure ML compute | [`ManagedIdentity`] | `with_managed_identity` |
//! | Kubernetes with workload identity | [`ServicePrincipal::federated`] | `with_workload_identity` |
//! | anywhere, with a client secret | [`ServicePrincipal::new`] | `with_service_principal` |
//! | any of these, as the environment describes | | `with_environment` |
//!
//! All ask for the scope `https://ml.azure.com/.default`, which online endpoints with the authentication mode `aad_token` take. The client keeps the token,
//! renews it before it expires, and fetches it once for all calls that wait (see [`Credential::token_source`](crate::net::auth::Credential::token_source)).

// Own sources and not the crate `azure_identity`. Without its default features it adds 38 packages to the 106 of this
// crate; with them 53, among them a second TLS stack. The sources are two requests, `GET` and `POST`, whose answers
// `TokenShape` reads already.

mod environment;
mod fetch;
mod managed;
mod principal;

use self::environment::{FromEnvironment, process};
pub use self::managed::ManagedIdentity;
pub use self::principal::ServicePrincipal;
use super::{Connection, ConnectionError};
use crate::codec::Secret;

/// The resource of online endpoints.
const RESOURCE: &str = "https://ml.azure.com";
/// The scope of tokens for it.
const SCOPE: &str = "https://ml.azure.com/.default";

impl Connection {
    /// Takes tokens of the system-assigned managed identity of where the program runs. See [`ManagedIdentity`].
    #[must_use]
    pub fn with_managed_identity(self) -> Self {
        self.with_token_source(ManagedIdentity::new())
    }

    /// Takes tokens of a user-assigned managed identity, named by its client id. See [`ManagedIdentity`].
    #[must_use]
    pub fn with_user_assigned_identity(self, client_id: &str) -> Self {
        self.with_token_source(ManagedIdentity::new().client_id(client_id))
    }

    /// Takes tokens of the workload identity that the environment describes, as the webhook of AKS sets it up: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID`,
    /// `AZURE_FEDERATED_TOKEN_FILE` and perhaps `AZURE_AUTHORITY_HOST`.
    ///
    /// # Errors
    ///
    /// A variable is not set. The error names it.
    pub fn with_workload_identity(self) -> Result<Self, ConnectionError> {
        Ok(self.with_token_source(environment::workload_identity(&process)?))
    }

    /// Takes tokens of a service principal with a client secret. See [`ServicePrincipal`].
    #[must_use]
    pub fn with_service_principal(self, tenant: &str, client_id: &str, secret: impl Into<Secret>) -> Self {
        self.with_token_source(ServicePrincipal::new(tenant, client_id, secret))
    }

    /// Takes tokens of the identity that the environment describes. The first of these counts of which the variables are set:
    ///
    /// 1. a service principal: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`,
    /// 2. a workload identity: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_FEDERATED_TOKEN_FILE`,
    /// 3. a managed identity with an endpoint in the environment: `IDENTITY_ENDPOINT` with `IDENTITY_HEADER`, or `MSI_ENDPOINT` with `MSI_SECRET`;
    ///    user-assigned where `AZURE_CLIENT_ID` is set.
    ///
    /// The managed identity of a virtual machine leaves no trace in the environment: see [`with_managed_identity`](Self::with_managed_identity).
    ///
    /// # Errors
    ///
    /// None of them is set, or one of them in part, or the managed identity is of a platform that is not supported. The error names the variables.
    pub fn with_environment(self) -> Result<Self, ConnectionError> {
        Ok(self.with_token_source(FromEnvironment::read(&process)?))
    }

    /// Takes tokens of the account that is signed in with `az login`, for work at a desk. See
    /// [`CommandTokenSource::az_account`](crate::command::CommandTokenSource::az_account).
    #[cfg(feature = "command")]
    #[must_use]
    pub fn with_azure_cli(self) -> Self {
        self.with_token_source(crate::command::CommandTokenSource::az_account(RESOURCE))
    }
}

#[cfg(test)]
mod tests;
