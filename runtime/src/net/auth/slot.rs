//! Slots: how the credentials of a client are set.

use std::collections::BTreeMap;
use std::fmt;

use super::credential::Credential;
use crate::codec::Escaped;
use crate::contract::SecurityScheme;

/// The way a credential is set: for all schemes of a kind, or for one scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// For bearer schemes, and for API keys in the header `Authorization`.
    Bearer,
    /// For basic schemes, and for API keys in the header `Authorization`.
    Basic,
    /// For API keys, wherever they go.
    ApiKey,
    /// For the scheme of this name.
    Scheme(String),
    /// The bearer credential of a connection, for what no other slot fills.
    Connection,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bearer => f.write_str("bearer credential"),
            Self::Basic => f.write_str("basic credential"),
            Self::ApiKey => f.write_str("API key"),
            Self::Scheme(name) => write!(f, "credential for `{}`", Escaped(name)),
            Self::Connection => f.write_str("bearer credential of the connection"),
        }
    }
}

// In order, so that errors and `Debug` list them alike in each run.
/// The credentials that are set, by slot.
#[derive(Clone, Default)]
pub(super) struct Slots(BTreeMap<Slot, Credential>);

impl Slots {
    pub(super) fn set(&mut self, slot: Slot, credential: Credential) {
        self.0.insert(slot, credential);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Slot, &Credential)> {
        self.0.iter()
    }

    pub(super) fn has(&self, slot: &Slot) -> bool {
        self.0.contains_key(slot)
    }

    pub(super) fn get(&self, slot: &Slot) -> Option<&Credential> {
        self.0.get(slot)
    }

    /// The credential of a scheme with its slot: the one of its name, else the one of its kind.
    pub(super) fn slot_of(&self, scheme: &SecurityScheme) -> Option<(&Slot, &Credential)> {
        // A credential that is set by the name of its scheme wins over one for all schemes of its kind.
        let named = self.0.iter().find(|(slot, _)| matches!(slot, Slot::Scheme(name) if name == scheme.name));
        named.or_else(|| scheme.slots().iter().find_map(|slot| self.0.get_key_value(slot)))
    }

    // The credential of a connection is there without a choice of the user, so nothing is refused because of it.
    /// The credential of a scheme with its slot, apart from that of a connection.
    pub(super) fn chosen(&self, scheme: &SecurityScheme) -> Option<(&Slot, &Credential)> {
        self.slot_of(scheme).filter(|(slot, _)| **slot != Slot::Connection)
    }

    /// Returns `true` if there is a credential apart from that of a connection.
    pub(super) fn is_any_chosen(&self) -> bool {
        self.0.keys().any(|slot| *slot != Slot::Connection)
    }

    /// The credential of a document that declares no scheme.
    pub(super) fn undeclared(&self) -> Option<&Credential> {
        [Slot::Bearer, Slot::Basic, Slot::Connection].iter().find_map(|slot| self.0.get(slot))
    }

    /// The credential of a scheme, or of a document that declares none.
    pub(super) fn find(&self, scheme: Option<SecurityScheme>) -> Option<Credential> {
        let matched = match scheme {
            Some(scheme) => self.slot_of(&scheme).map(|(_, credential)| credential),
            None => self.undeclared(),
        };
        matched.cloned()
    }
}

impl fmt::Debug for Slots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
