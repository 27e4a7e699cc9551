//! Items of arrays in style `deepObject`.

/// The text that stands for the items of an array in style `deepObject`, which the specification defines for objects of single
/// values alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Brackets {
    /// `tags[0]=a&tags[1]=b`
    #[default]
    Indices,
    /// `tags[]=a&tags[]=b`
    Empty,
    /// `tags=a&tags=b`
    Repeat,
}

impl Brackets {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Indices, Self::Empty, Self::Repeat];

    /// The word for it in a configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Indices => "indices",
            Self::Empty => "empty",
            Self::Repeat => "repeat",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|brackets| brackets.name() == name)
    }
}
