//! The security schemes of a document, and whether they take the credentials that are set.
//!
//! In: the slots of a client. Afterwards each credential has a place in a request, or an error says that it has none.

use super::credential::{Credential, SecretForm};
use super::error::CredentialError;
use super::slot::{Slot, Slots};
use crate::codec::Escaped;
use crate::contract::{Api, In, Kind, SecurityScheme};

/// The security schemes of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Declared {
    /// All schemes, also those that nothing requires.
    pub(crate) schemes: &'static [&'static SecurityScheme],
    /// `true` if the requirement of any operation names a scheme.
    pub(crate) is_required: bool,
}

impl Declared {
    /// The schemes of a document.
    pub(crate) const fn new(api: &Api) -> Self {
        Self { schemes: api.security_schemes, is_required: api.requires_security }
    }

    // This runs as the client is built, and not at a call. A misspelt scheme would else be found by the first request
    // that needs it.
    /// Checks that all credentials have a place.
    pub(super) fn check(&self, slots: &Slots) -> Result<(), CredentialError> {
        slots.iter().try_for_each(|(slot, _)| self.check_slot(slots, slot))?;
        self.check_places(slots)
    }

    /// Checks that the credential in a slot has a place.
    pub(super) fn check_slot(&self, slots: &Slots, slot: &Slot) -> Result<(), CredentialError> {
        let problem = match slot {
            _ if slots.get(slot).is_some_and(Credential::is_ambiguous) => Some(format!(
                "the user name of the {slot} has a colon in it, which stands between user name and password"
            )),
            Slot::Scheme(name) => self.problem_of_scheme(slots, name),
            // A fallback: what else is set takes its place.
            Slot::Connection if slots.is_any_chosen() => None,
            _ if self.schemes.is_empty() => undeclared(slot),
            _ => self.problem_of_kind(slots, slot),
        };
        problem.map_or(Ok(()), |text| Err(CredentialError::new(text)))
    }

    fn problem_of_scheme(&self, slots: &Slots, name: &str) -> Option<String> {
        let (shown, literal) = (Escaped(name), name.escape_debug());
        let Some(scheme) = self.schemes.iter().find(|scheme| scheme.name == name) else {
            return Some(match nearest(name, self.schemes) {
                _ if self.schemes.is_empty() => {
                    format!("the document declares no security scheme, so there is none called `{shown}`: {OTHERWISE}")
                }
                Some(scheme) => {
                    format!(
                        "the document declares no security scheme `{shown}`: did you mean `{}`? It declares {}",
                        Escaped(scheme.name),
                        self.names()
                    )
                }
                None => format!("the document declares no security scheme `{shown}`: it declares {}", self.names()),
            });
        };
        let (_, credential) = slots.slot_of(scheme)?;
        if scheme.takes(credential) {
            return None;
        }
        Some(match scheme.kind {
            Kind::MutualTls => {
                format!("`{shown}` takes a certificate and no {}: set it with `.tls(..)`", credential.form())
            }
            _ => format!(
                "`{shown}` takes an API key{} and no {}: set it with `.credential(\"{literal}\", Credential::api_key(..))`",
                place(scheme),
                SecretForm::Basic
            ),
        })
    }

    fn problem_of_kind(&self, slots: &Slots, slot: &Slot) -> Option<String> {
        let mut taking = self.schemes.iter().filter(|scheme| scheme.slots().contains(slot)).peekable();
        let Some(first) = taking.peek().copied() else {
            return Some(format!(
                "no security scheme of the document takes the {slot}: it declares {}; `.header(name, value)` sends a header of any name",
                self.names()
            ));
        };
        if taking.any(|scheme| slots.slot_of(scheme).is_some_and(|(winner, _)| winner == slot)) {
            return None;
        }
        let (winner, _) = slots.slot_of(first)?;
        Some(format!("the {slot} is never sent, since `{}` has the {winner}: set one of the two", Escaped(first.name)))
    }

    /// Checks that no two credentials want one place, where nothing in the document chooses between them.
    pub(super) fn check_places(&self, slots: &Slots) -> Result<(), CredentialError> {
        if self.is_required {
            return Ok(());
        }
        if self.schemes.is_empty() && slots.has(&Slot::Bearer) && slots.has(&Slot::Basic) {
            return Err(CredentialError::new(
                "the bearer and the basic credential both go into `Authorization`: set one of the two",
            ));
        }
        for (index, scheme) in self.schemes.iter().enumerate() {
            let Some((slot, credential)) = slots.chosen(scheme) else { continue };
            let is_rival = |other: &&&SecurityScheme| {
                let is_there = scheme.place().zip(other.place()).is_some_and(|(place, other)| place.is(other));
                is_there && slots.chosen(other).is_some_and(|(_, rival)| !rival.is(credential))
            };
            if let Some(other) = self.schemes[..index].iter().find(is_rival) {
                let (rival, _) = slots.chosen(other).expect("a rival has a credential");
                return Err(CredentialError::new(format!(
                    "the {rival} of `{}` and the {slot} of `{}` have one place{}, and no operation requires either: set one of the two",
                    Escaped(other.name),
                    Escaped(scheme.name),
                    place(scheme)
                )));
            }
        }
        Ok(())
    }

    /// The schemes with their setters.
    fn names(&self) -> String {
        let shown: Vec<String> = self.schemes.iter().map(|scheme| scheme.shown()).collect();
        shown.join(", ")
    }
}

/// The ways that are left where no scheme is declared.
const OTHERWISE: &str =
    "`.bearer(..)` and `.basic(..)` are sent in `Authorization`, `.header(name, value)` sends any header";

/// The problem of a credential where the document declares no scheme.
fn undeclared(slot: &Slot) -> Option<String> {
    (*slot == Slot::ApiKey).then(|| {
        format!("the document declares no security scheme, so an API key has neither a name nor a place: {OTHERWISE}")
    })
}

/// The place of a scheme, as it continues a sentence.
fn place(scheme: &SecurityScheme) -> String {
    match scheme.place() {
        Some(place) => match place.0 {
            In::Header => format!(" in the header `{}`", Escaped(place.1)),
            In::Query => format!(" in the query parameter `{}`", Escaped(place.1)),
            In::Cookie => format!(" in the cookie `{}`", Escaped(place.1)),
        },
        None => String::new(),
    }
}

// A misspelt name is the common mistake, so the error proposes the scheme that was meant.
/// The scheme whose name is nearest to a misspelt one, if it is near enough to be meant: a third of the characters may differ.
fn nearest(name: &str, schemes: &[&'static SecurityScheme]) -> Option<&'static SecurityScheme> {
    let plain = |name: &str| -> Vec<char> {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let name = plain(name);
    let distance = |scheme: &&SecurityScheme| distance(&name, &plain(scheme.name));
    let near = schemes.iter().copied().min_by_key(distance)?;
    (distance(&near) * 3 <= name.len()).then_some(near)
}

/// The least number of characters to insert, delete or replace (Levenshtein).
fn distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests;
