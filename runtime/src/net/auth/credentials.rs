//! The credentials of a client, and the choice among them for a request.

use std::sync::{PoisonError, RwLock};

use super::authorization::{Authorization, Used, name};
use super::choice::{Applicant, Choice};
use super::credential::{Credential, Use};
use super::declared::Declared;
use super::error::{AuthenticationError, CredentialError};
use super::slot::{Slot, Slots};

/// All credentials of a client. They can be replaced while requests are under way.
#[derive(Debug)]
pub(crate) struct Credentials {
    declared: Declared,
    slots: RwLock<Slots>,
}

impl Credentials {
    pub(crate) fn new(declared: Declared) -> Self {
        Self { declared, slots: RwLock::default() }
    }

    /// Sets a credential that is not checked yet.
    pub(crate) fn set(&mut self, slot: Slot, credential: Credential) {
        self.slots.get_mut().unwrap_or_else(PoisonError::into_inner).set(slot, credential);
    }

    /// Checks that each credential has a place in the requests that the document describes.
    pub(crate) fn check(&self) -> Result<(), CredentialError> {
        self.declared.check(&self.read(Slots::clone))
    }

    /// Replaces a credential, or says why it has no place.
    pub(crate) fn replace(&self, slot: Slot, credential: Credential) -> Result<(), CredentialError> {
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        let mut next = slots.clone();
        next.set(slot.clone(), credential);
        self.declared.check_slot(&next, &slot)?;
        self.declared.check_places(&next)?;
        *slots = next;
        Ok(())
    }

    /// Chooses the credentials for a request.
    pub(crate) fn choose(&self, applicant: &Applicant<'_>) -> Result<Choice, AuthenticationError> {
        self.read(|slots| slots.choose(&self.declared, applicant))
    }

    /// The authorization of a request after a choice.
    pub(crate) async fn authorize(&self, choice: Choice) -> Result<Authorization, AuthenticationError> {
        let mut authorization = Authorization::lacking(choice.lack);
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
        let mut next = Authorization::lacking(used.lack);
        for item in &used.used {
            let renewed = self.renew(item).await?;
            changed |= renewed.is_some();
            let (credential, using) = renewed.unwrap_or_else(|| (item.credential.clone(), item.using.clone()));
            next.add(item.scheme, credential, using)?;
        }
        Ok(changed.then_some(next))
    }

    async fn renew(&self, item: &Used) -> Result<Option<(Credential, Use)>, AuthenticationError> {
        let present = self.read(|slots| slots.find(item.scheme));
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

    fn read<T>(&self, read: impl FnOnce(&Slots) -> T) -> T {
        read(&self.slots.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/auth/credentials.rs"]
mod tests;
