//! The choice among the credentials of a client for one request.

use std::fmt;

use super::credential::Credential;
use super::declared::Declared;
use super::error::AuthenticationError;
use super::policy::CredentialPolicy;
use super::slot::{Slot, Slots};
use crate::codec::Escaped;
use crate::contract::{CredentialLocation, Kind, SecurityScheme};

/// Security requirements: alternatives, each a list of schemes which are all needed.
pub(crate) type Security = &'static [&'static [&'static SecurityScheme]];

/// A request that may carry credentials.
pub(crate) struct CredentialRequest<'a> {
    /// The operation, for messages.
    pub(crate) target: &'a dyn fmt::Display,
    /// The requirements of the operation; `None` for a request that the document does not describe.
    pub(crate) security: Option<Security>,
    pub(crate) policy: CredentialPolicy,
    /// `true` if the request goes to the origin of the base URL.
    pub(crate) is_at_home: bool,
    /// `true` if the call has a header `Authorization` or a bearer token of its own.
    pub(crate) is_by_hand: bool,
    /// The origin of a value that the request has in a place already.
    pub(crate) placement: &'a dyn Fn(CredentialLocation) -> ValueOrigin,
}

impl CredentialRequest<'_> {
    /// The reason why a credential that is set is not sent, for an operation that needs none.
    fn unneeded(&self) -> MissingCredential {
        match self.policy {
            CredentialPolicy::WhenRequired => MissingCredential::Optional,
            CredentialPolicy::ByDocument | CredentialPolicy::Always => MissingCredential::Unneeded,
        }
    }
}

/// The origin of a value that a request has without credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueOrigin {
    /// There is none.
    Nowhere,
    /// A header of all requests. A credential takes its place.
    Client,
    /// The call: no credential takes its place.
    Call,
}

/// The credentials chosen for a request.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    pub(super) credentials: Vec<(Option<SecurityScheme>, Credential)>,
    pub(super) lack: Option<MissingCredential>,
}

/// The reason why a request lacks a credential.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MissingCredential {
    /// None is set for a scheme that the operation requires.
    Scheme(&'static SecurityScheme),
    /// None is set at all.
    All,
    /// The document says that the operation needs none, and others do.
    Unneeded,
    /// The policy is to send credentials only where they are required, and the operation requires none.
    Optional,
    /// The request goes to another origin than that of the base URL.
    Elsewhere,
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme(scheme) => {
                let (name, setter) = (Escaped(scheme.name), scheme.setter());
                write!(f, "no credential was set for the security scheme `{name}`: {setter} sets it")
            }
            Self::All => f.write_str("no credential was set"),
            Self::Unneeded => f.write_str(
                "no credential was sent, since the document says that the operation needs none: `CredentialPolicy::Always` sends it",
            ),
            Self::Optional => f.write_str(
                "no credential was sent, since `CredentialPolicy::WhenRequired` sends it only to operations that require one",
            ),
            Self::Elsewhere => {
                f.write_str("no credential was sent, since the server is of another origin than the base URL")
            }
        }
    }
}

/// The credentials for the schemes of one alternative, and the schemes without one.
#[derive(Default)]
struct Alternative {
    credentials: Vec<(Option<SecurityScheme>, Credential)>,
    missing: Vec<&'static SecurityScheme>,
    /// `true` if one of the credentials is that of a connection, which counts only where nothing else serves.
    is_fallback: bool,
}

impl Slots {
    /// The credentials for a request. It is an error where some are set and none of them satisfies what the operation requires.
    pub(super) fn choose(
        &self,
        declared: &Declared,
        applicant: &CredentialRequest<'_>,
    ) -> Result<Choice, AuthenticationError> {
        let lacking = |lack| Ok(Choice { credentials: Vec::new(), lack: Some(lack) });
        let unsecured = match applicant.policy {
            CredentialPolicy::Always => true,
            CredentialPolicy::ByDocument => !declared.is_required,
            CredentialPolicy::WhenRequired => false,
        };
        match applicant.security {
            Some(security) if security.iter().any(|schemes| !schemes.is_empty()) => {
                self.required(declared, security, applicant)
            }
            _ if self.is_empty() => lacking(MissingCredential::All),
            Some(_) if !unsecured => lacking(applicant.unneeded()),
            _ if !applicant.is_at_home => lacking(MissingCredential::Elsewhere),
            _ => Ok(self.unrequired(declared, applicant)),
        }
    }

    /// The credentials for an operation whose requirements name schemes.
    ///
    /// The first alternative counts for which all credentials are set, one without the credential of a connection before the others. If there is none,
    /// anonymous access counts where it is allowed. At another origin it always does.
    fn required(
        &self,
        declared: &Declared,
        security: Security,
        applicant: &CredentialRequest<'_>,
    ) -> Result<Choice, AuthenticationError> {
        let is_open = security.iter().any(|schemes| is_anonymous(schemes));
        let held_back = match applicant.policy {
            _ if !is_open => None,
            // A server that can do without a credential gets none of another origin.
            _ if !applicant.is_at_home => Some(MissingCredential::Elsewhere),
            CredentialPolicy::WhenRequired => Some(MissingCredential::Optional),
            CredentialPolicy::ByDocument | CredentialPolicy::Always => None,
        };
        if let Some(reason) = held_back {
            let lack = if self.is_empty() { MissingCredential::All } else { reason };
            return Ok(Choice { credentials: Vec::new(), lack: Some(lack) });
        }
        let named = security.iter().filter(|schemes| !is_anonymous(schemes));
        let mut alternatives = Vec::new();
        for schemes in named {
            let alternative = self.alternative(schemes, applicant);
            if alternative.missing.is_empty() && !alternative.is_fallback {
                return Ok(Choice { credentials: alternative.credentials, lack: None });
            }
            alternatives.push(alternative);
        }
        if let Some(index) = alternatives.iter().position(|alternative| alternative.missing.is_empty()) {
            // A credential of the user for this client comes before the one that a connection brought.
            return Ok(Choice { credentials: alternatives.swap_remove(index).credentials, lack: None });
        }
        let first = alternatives.iter().flat_map(|alternative| &alternative.missing).next().copied();
        if is_open {
            let always = applicant.policy == CredentialPolicy::Always;
            let choice = if always { self.unrequired(declared, applicant) } else { Choice::default() };
            let unsent = (!always && !self.is_empty()).then_some(MissingCredential::Unneeded);
            let lack = first.map(MissingCredential::Scheme).or(unsent).filter(|_| choice.credentials.is_empty());
            return Ok(Choice { lack, ..choice });
        }
        // Credentials are set and none fits: sending without would be answered by 401, which names no scheme. Without
        // any, the request is sent, since a layer may add them.
        if !self.is_empty() && !applicant.is_by_hand {
            return Err(unsatisfied(applicant.target, &alternatives));
        }
        // The first of those that lack least.
        let best = alternatives.into_iter().min_by_key(|alternative| alternative.missing.len()).unwrap_or_default();
        let lack = best.missing.first().copied().map(MissingCredential::Scheme);
        Ok(Choice { credentials: best.credentials, lack })
    }

    fn alternative(&self, schemes: &[&'static SecurityScheme], applicant: &CredentialRequest<'_>) -> Alternative {
        let mut alternative = Alternative::default();
        for scheme in schemes {
            let Some(place) = scheme.place() else { continue };
            let placement = (applicant.placement)(place);
            match self.slot_of(scheme).filter(|_| placement != ValueOrigin::Call) {
                Some((slot, credential)) => {
                    alternative.is_fallback |= *slot == Slot::Connection;
                    alternative.credentials.push((Some(**scheme), credential.clone()));
                }
                None if placement == ValueOrigin::Nowhere => alternative.missing.push(scheme),
                None => {}
            }
        }
        alternative
    }

    /// The credentials for a request without a requirement: all that have a place of their own. In one that several want a bearer credential comes
    /// first, then a basic one, and that of a connection last.
    fn unrequired(&self, declared: &Declared, applicant: &CredentialRequest<'_>) -> Choice {
        let is_free = |place| (applicant.placement)(place) != ValueOrigin::Call;
        if declared.schemes.is_empty() {
            let credential = self.undeclared().filter(|_| is_free(CredentialLocation::AUTHORIZATION));
            return Choice {
                credentials: credential.map(|value| (None, value.clone())).into_iter().collect(),
                lack: None,
            };
        }
        let mut schemes: Vec<SecurityScheme> = declared.schemes.iter().map(|scheme| **scheme).collect();
        schemes.sort_by_key(|scheme| match scheme.kind {
            _ if self.chosen(scheme).is_none() => 3,
            Kind::Bearer => 0,
            Kind::Basic => 1,
            Kind::Authorization(_) | Kind::Http(_) | Kind::ApiKey(..) | Kind::MutualTls => 2,
        });
        let mut taken: Vec<CredentialLocation> = Vec::new();
        let mut choice = Choice::default();
        for scheme in schemes {
            let Some((place, (_, credential))) = scheme.place().zip(self.slot_of(&scheme)) else { continue };
            if is_free(place) && !taken.iter().any(|other| other.is(place)) {
                taken.push(place);
                choice.credentials.push((Some(scheme), credential.clone()));
            }
        }
        choice
    }
}

/// Returns `true` if a request needs nothing for these schemes.
///
/// The transport sees to certificates. An alternative of nothing else is like anonymous access. It never wins over a
/// credential that is set, since a client certificate is not known here.
fn is_anonymous(schemes: &[&SecurityScheme]) -> bool {
    schemes.iter().all(|scheme| scheme.kind == Kind::MutualTls)
}

/// The error for an operation that requires others than those that are set.
fn unsatisfied(target: &dyn fmt::Display, alternatives: &[Alternative]) -> AuthenticationError {
    let all =
        |schemes: &[&SecurityScheme]| schemes.iter().map(|scheme| scheme.shown()).collect::<Vec<_>>().join(" and ");
    let mut missing: Vec<String> = Vec::new();
    for alternative in alternatives {
        let shown = all(&alternative.missing);
        if !missing.contains(&shown) {
            missing.push(shown);
        }
    }
    AuthenticationError::new(format!(
        "{target} was not sent: it requires a credential for {}, which is not set",
        missing.join(", or for ")
    ))
}

#[cfg(test)]
mod tests;
