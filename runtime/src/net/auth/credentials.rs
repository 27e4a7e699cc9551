//! The credentials of a client, and the choice among them for a request.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use http::HeaderMap;

use super::authorization::{Authorization, Used, name};
use super::choice::{Choice, CredentialRequest, Security};
use super::credential::{AppliedCredential, Credential};
use super::declared::Declared;
use super::error::{AuthenticationError, CredentialError};
use super::slot::{Slot, Slots};

/// All credentials of a client. They can be replaced while requests are under way.
pub(crate) struct Credentials {
    declared: Declared,
    slots: RwLock<Slots>,
    /// Authorizations that are the same for every request with a requirement, until a credential is replaced.
    settled: RwLock<Vec<(Security, Arc<Authorization>)>>,
}

/// The greatest number of requirements whose authorization is kept. Documents have few.
const MAX_SETTLED: usize = 32;

impl Credentials {
    pub(crate) fn new(declared: Declared) -> Self {
        Self { declared, slots: RwLock::default(), settled: RwLock::default() }
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
        // The check is of a copy, so a credential that is refused leaves the others as they were.
        let mut next = slots.clone();
        next.set(slot.clone(), credential);
        self.declared.check_slot(&next, &slot)?;
        self.declared.check_places(&next)?;
        *slots = next;
        // Behind the lock of the slots, so that none of the old ones comes back.
        self.settled.write().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }

    // Most clients have one key, and each of their requests the same headers for it. Choosing anew is a sixth of the code that the runtime adds to a
    // call.
    /// The authorization that every request with a requirement has, unless the request has one of its headers already.
    pub(crate) fn settled(&self, security: Security, headers: &HeaderMap) -> Option<Arc<Authorization>> {
        let settled = self.settled.read().unwrap_or_else(PoisonError::into_inner);
        let (_, authorization) = settled.iter().find(|(entry, _)| std::ptr::eq(*entry, security))?;
        let is_free =
            !headers.keys().any(|name| authorization.headers.iter().any(|(credential, _)| credential == name));
        is_free.then(|| authorization.clone())
    }

    /// Keeps the authorization of a request for others with its requirement, where theirs cannot differ: there is one alternative, all of it goes into
    /// headers, and no credential changes by itself.
    pub(crate) fn settle(&self, security: Security, authorization: &Arc<Authorization>) {
        let [schemes] = security else { return };
        let placed = schemes.iter().filter(|scheme| scheme.place().is_some()).count();
        let is_whole = placed > 0 && authorization.used.len() == placed && authorization.headers.len() == placed;
        if !is_whole || !authorization.used.iter().all(|used| used.credential.is_constant()) {
            return;
        }
        self.read(|slots| {
            let is_present = |used: &Used| slots.find(used.scheme).is_some_and(|present| present.is(&used.credential));
            let mut settled = self.settled.write().unwrap_or_else(PoisonError::into_inner);
            let is_new =
                settled.len() < MAX_SETTLED && !settled.iter().any(|(entry, _)| std::ptr::eq(*entry, security));
            if is_new && authorization.used.iter().all(is_present) {
                settled.push((security, authorization.clone()));
            }
        });
    }

    /// Chooses the credentials for a request.
    pub(crate) fn choose(&self, applicant: &CredentialRequest<'_>) -> Result<Choice, AuthenticationError> {
        self.read(|slots| slots.choose(&self.declared, applicant))
    }

    /// The authorization of a request after a choice, where no credential has to be fetched.
    pub(crate) fn authorize_now(&self, choice: &Choice) -> Option<Result<Authorization, AuthenticationError>> {
        let mut authorization = Authorization::lacking(choice.lack);
        authorization.used.reserve_exact(choice.credentials.len());
        for (scheme, credential) in &choice.credentials {
            if let Err(error) = authorization.add(*scheme, credential.clone(), credential.at_hand()?) {
                return Some(Err(error));
            }
        }
        Some(Ok(authorization))
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

    /// The credentials for another attempt after a 401: one that was replaced meanwhile, the other key, or a new
    /// token. `None` if there is nothing else to try.
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

    async fn renew(&self, item: &Used) -> Result<Option<(Credential, AppliedCredential)>, AuthenticationError> {
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

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("declared", &self.declared).field("slots", &self.slots).finish()
    }
}

#[cfg(test)]
mod tests;
