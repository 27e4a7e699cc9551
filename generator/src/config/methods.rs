//! The place of the methods of operations.

/// The place of the methods of operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Methods {
    /// On the client: `client.issues_list_for_repo(…)`
    #[default]
    Flat,
    /// On their group: `client.issues().list_for_repo(…)`
    Grouped,
}

impl Methods {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Flat, Self::Grouped];

    /// The word for it in a configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Flat => "flat",
            Self::Grouped => "grouped",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|methods| methods.name() == name)
    }
}
