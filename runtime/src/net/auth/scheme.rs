//! Security schemes: their places in a request and the credentials that they take.

use super::credential::{Credential, SecretForm};
use super::slot::Slot;
use crate::codec::Escaped;
use crate::contract::{CredentialLocation, Kind, SecurityScheme};

impl SecurityScheme {
    /// The part of a request that holds the credential. A certificate is in none.
    pub(crate) fn place(&self) -> Option<CredentialLocation> {
        match self.kind {
            Kind::Bearer | Kind::Basic | Kind::Authorization(_) | Kind::Http(_) => {
                Some(CredentialLocation::AUTHORIZATION)
            }
            Kind::ApiKey(location, name) => Some(CredentialLocation(location, name)),
            Kind::MutualTls => None,
        }
    }

    /// The slots that fill this scheme, the first that is set before the others. A key may go elsewhere as well, so it comes behind the
    /// others, and what a connection brings along comes last.
    pub(super) fn slots(&self) -> &'static [Slot] {
        match self.kind {
            Kind::Bearer => &[Slot::Bearer, Slot::Connection],
            Kind::Basic => &[Slot::Basic],
            Kind::Authorization(_) => &[Slot::Bearer, Slot::Basic, Slot::ApiKey, Slot::Connection],
            Kind::ApiKey(..) => &[Slot::ApiKey],
            Kind::Http(_) | Kind::MutualTls => &[],
        }
    }

    /// Returns `true` if a credential that is set for this scheme by name can be sent. In `Authorization` any can.
    pub(super) fn takes(&self, credential: &Credential) -> bool {
        match self.kind {
            Kind::Bearer | Kind::Basic | Kind::Authorization(_) | Kind::Http(_) => true,
            Kind::ApiKey(..) => credential.form() != SecretForm::Basic,
            Kind::MutualTls => false,
        }
    }

    /// The setter of the builder that serves this scheme, for messages.
    pub(super) fn setter(&self) -> String {
        match self.kind {
            Kind::Bearer => "`.bearer(..)`".to_owned(),
            Kind::Basic => "`.basic(..)`".to_owned(),
            Kind::ApiKey(..) => "`.api_key(..)`".to_owned(),
            Kind::Authorization("") => "`.api_key(..)` or `.bearer(..)`".to_owned(),
            Kind::Authorization(prefix) if prefix.trim_end().eq_ignore_ascii_case("bearer") => {
                "`.bearer(..)`".to_owned()
            }
            Kind::Authorization(prefix) if prefix.trim_end().eq_ignore_ascii_case("basic") => "`.basic(..)`".to_owned(),
            Kind::Authorization(prefix) => format!("`.api_key(\"{}..\")`", prefix.escape_debug()),
            Kind::Http(scheme) => {
                let (name, scheme) = (self.name.escape_debug(), scheme.escape_debug());
                format!("`.credential(\"{name}\", Credential::api_key(\"{scheme} ..\"))`")
            }
            Kind::MutualTls => "`.tls(..)`".to_owned(),
        }
    }

    /// The scheme with its setter, for messages.
    pub(super) fn shown(&self) -> String {
        format!("`{}` ({})", Escaped(self.name), self.setter())
    }
}
