//! The difference between two clients, as programs that use them see it.
//!
//! Both sides are read from generated code (`items`), so whatever a client has that is public takes part, and nothing has to be listed
//! twice. Code that is not public decides what goes over the wire: it is compared as text.

mod compare;
mod items;

use serde::Serialize;

pub(crate) use compare::compare;
pub(crate) use items::ClientItems;

/// The difference between the clients of two versions of a document.
///
/// ```no_run
/// use callsmith::{ChangeLevel, Generator};
///
/// let old = Generator::new("openapi-1.json").generate()?;
/// let new = Generator::new("openapi-2.json").generate()?;
/// let diff = new.changes_since(&old);
/// assert!(diff.level < Some(ChangeLevel::Breaking), "{:?}", diff.changes);
/// # Ok::<(), callsmith::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ApiDiff {
    /// The version of this format. Keys are only added within a version.
    pub format: u32,
    /// The highest level of the changes; `None` where there is none.
    pub level: Option<ChangeLevel>,
    /// The changes: those that break callers first, then by path.
    pub changes: Vec<ApiChange>,
}

impl ApiDiff {
    /// The version of the format.
    pub const FORMAT: u32 = 1;

    /// The changes of one level.
    pub fn of_level(&self, level: ChangeLevel) -> impl Iterator<Item = &ApiChange> {
        self.changes.iter().filter(move |change| change.level == level)
    }
}

/// The effect of a change on programs that use the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeLevel {
    /// The Rust API is the same. Requests or answers differ: a patch version.
    Wire,
    /// Something is new: a minor version.
    Additive,
    /// Programs that use it do not compile any more: a major version, or a minor one below 1.0.
    Breaking,
}

impl ChangeLevel {
    /// The part of the version that it raises: `patch`, `minor` or `major`.
    #[must_use]
    pub fn version_part(self) -> &'static str {
        match self {
            Self::Wire => "patch",
            Self::Additive => "minor",
            Self::Breaking => "major",
        }
    }
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// The item is gone.
    Removed,
    /// The item has another name.
    Renamed,
    /// The item is another one.
    Changed,
    /// The item is new.
    Added,
}

/// The kind of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ItemKind {
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A type alias.
    Alias,
    /// A trait.
    Trait,
    /// A constant.
    Constant,
    /// A function or method.
    Function,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// The value that an operation returns on success.
    Output,
    /// The value that error responses of an operation carry.
    Failure,
    /// The type of the headers of the answers of an operation.
    Headers,
    /// The item of an operation whose answer comes in pages, or its final result.
    Continuation,
    /// An implementation of a trait.
    Impl,
}

/// A change of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ApiChange {
    /// Its effect.
    pub level: ChangeLevel,
    /// Its kind.
    pub kind: ChangeKind,
    /// The kind of the item.
    pub item: ItemKind,
    /// The path of the item, from the root of the client.
    pub path: String,
    /// The item before, as Rust writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The item now, as Rust writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The reason for the level, where it is not evident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// The JSON Pointer in the document, the new one where the item is in both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}
