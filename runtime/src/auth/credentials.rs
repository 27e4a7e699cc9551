//! The credentials of a client, and the choice among them for a request.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use super::authorization::{Authorization, Used, name};
use super::credential::{Credential, Use};
use super::error::AuthenticationError;
use super::scheme::{Kind, SecurityScheme};

/// All credentials of a client. They can be replaced while requests are under way.
#[derive(Debug, Default)]
pub(crate) struct Credentials(RwLock<Store>);

#[derive(Debug, Default)]
struct Store {
    bearer: Option<Credential>,
    basic: Option<Credential>,
    api_key: Option<Credential>,
    named: BTreeMap<String, Credential>,
}

/// The credentials chosen for a request.
#[derive(Default)]
struct Choice {
    credentials: Vec<(Option<SecurityScheme>, Credential)>,
    missing: Option<&'static str>,
}

impl Credentials {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Sets the credential of all bearer schemes that have none of their own.
    pub(crate) fn set_default_bearer(&self, credential: Credential) {
        self.write(|store| store.bearer = Some(credential));
    }

    /// Sets the credential of all basic schemes that have none of their own.
    pub(crate) fn set_basic(&self, credential: Credential) {
        self.write(|store| store.basic = Some(credential));
    }

    /// Sets the credential of all API key schemes that have none of their own.
    pub(crate) fn set_api_key(&self, credential: Credential) {
        self.write(|store| store.api_key = Some(credential));
    }

    /// Sets the credential of one scheme. Its kind need not be that of the scheme: in the header `Authorization` a bearer
    /// credential is sent as `Bearer ...` and an API key as it is, whatever the document declares.
    pub(crate) fn set_named(&self, scheme: &str, credential: Credential) {
        self.write(|store| store.named.insert(scheme.to_owned(), credential));
    }

    /// What a request carries for an operation with these security requirements: an OR of ANDs.
    ///
    /// The first alternative counts for which all credentials are set. If there is none, anonymous access counts where it
    /// is allowed. Else the request goes out with what there is, and `missing` says what there is not. `anyway`: credentials
    /// are wanted although no requirement is declared.
    pub(crate) async fn authorize(
        &self,
        security: &[&[&SecurityScheme]],
        anyway: bool,
    ) -> Result<Authorization, AuthenticationError> {
        let choice = self.read(|store| store.choose(security, anyway));
        let mut authorization = Authorization::without(choice.missing);
        for (scheme, credential) in choice.credentials {
            let using = credential
                .current()
                .await
                .map_err(|error| AuthenticationError::no_token(format!("no token for `{}`", name(scheme)), error))?;
            authorization.add(scheme, credential, using)?;
        }
        Ok(authorization)
    }

    /// What to repeat a request with that was answered 401: a credential that was replaced meanwhile, the other key, or
    /// a new token. `None` if there is nothing else to try.
    pub(crate) async fn after_unauthorized(
        &self,
        used: &Authorization,
    ) -> Result<Option<Authorization>, AuthenticationError> {
        let mut changed = false;
        let mut next = Authorization::without(used.missing);
        for item in &used.used {
            let renewed = self.renew(item).await?;
            changed |= renewed.is_some();
            let (credential, using) = renewed.unwrap_or_else(|| (item.credential.clone(), item.using.clone()));
            next.add(item.scheme, credential, using)?;
        }
        Ok(changed.then_some(next))
    }

    async fn renew(&self, item: &Used) -> Result<Option<(Credential, Use)>, AuthenticationError> {
        let present = self.read(|store| store.find(item.scheme));
        let present = present.unwrap_or_else(|| item.credential.clone());
        let using = if present.is(&item.credential) {
            present.after_refusal(item.using.version).await
        } else {
            present.current().await.map(Some)
        };
        using.map(|using| Some((present, using?))).map_err(|error| {
            let name = name(item.scheme);
            let message = format!("the server refused the token for `{name}` and there is no new one");
            AuthenticationError::no_token(message, error)
        })
    }

    /// Notes that a request with these credentials was not answered 401.
    pub(crate) fn confirm(&self, used: &Authorization) {
        for item in &used.used {
            item.credential.confirm(item.using.version);
        }
    }

    fn read<T>(&self, read: impl FnOnce(&Store) -> T) -> T {
        read(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn write<T>(&self, write: impl FnOnce(&mut Store) -> T) {
        write(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Store {
    fn choose(&self, security: &[&[&SecurityScheme]], anyway: bool) -> Choice {
        // The transport sees to certificates. Whether it has one is not known here, so that an alternative of nothing else
        // is like anonymous access: it never wins over a credential that is set.
        let is_anonymous = |schemes: &&&[&SecurityScheme]| schemes.iter().all(|scheme| scheme.kind == Kind::MutualTls);
        let mut incomplete: Option<Choice> = None;
        for alternative in security.iter().filter(|schemes| !is_anonymous(schemes)) {
            let choice = self.alternative(alternative);
            if choice.missing.is_none() {
                return choice;
            }
            let before = incomplete.as_ref().map_or(0, |before| before.credentials.len());
            if incomplete.is_none() || before < choice.credentials.len() {
                incomplete = Some(choice);
            }
        }
        match incomplete {
            Some(choice) if !security.iter().any(|schemes| is_anonymous(&schemes)) => choice,
            _ if anyway => {
                let credentials = self.find(None).map(|credential| (None, credential));
                Choice { credentials: credentials.into_iter().collect(), missing: None }
            }
            _ => Choice::default(),
        }
    }

    fn alternative(&self, schemes: &[&SecurityScheme]) -> Choice {
        let mut choice = Choice::default();
        for scheme in schemes.iter().filter(|scheme| scheme.kind != Kind::MutualTls) {
            match self.find(Some(**scheme)) {
                Some(credential) => choice.credentials.push((Some(**scheme), credential)),
                None => choice.missing = choice.missing.or(Some(scheme.name)),
            }
        }
        choice
    }

    /// The credential for a scheme, or for a request without one.
    fn find(&self, scheme: Option<SecurityScheme>) -> Option<Credential> {
        let Some(scheme) = scheme else {
            // One set by name counts if it is the only one; an API key does not, since nothing says where it goes.
            let mut named = self.named.values().filter(|credential| !credential.is_api_key());
            let only = named.next().filter(|_| named.next().is_none());
            return self.bearer.as_ref().or(self.basic.as_ref()).or(only).cloned();
        };
        let by_kind = || match scheme.kind {
            Kind::Bearer => self.bearer.as_ref(),
            Kind::Basic => self.basic.as_ref(),
            Kind::ApiKey(..) if scheme.is_authorization_header() => self.api_key.as_ref().or(self.bearer.as_ref()),
            Kind::ApiKey(..) => self.api_key.as_ref(),
            Kind::MutualTls => None,
        };
        self.named.get(scheme.name).or_else(by_kind).cloned()
    }
}

#[cfg(test)]
#[path = "../../tests/auth_unit/credentials.rs"]
mod tests;
