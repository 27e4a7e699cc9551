//! The coverage as it leaves the library.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::classification::Classification;
use super::construct::{Construct, Constructs, Detail};
use crate::diagnostic::{Code, Location};
use crate::document::{Origin, Sources, SpanTarget};
use crate::protocol::terminal;

/// The constructs of a document, and how many of them are in its client.
///
/// A construct is *exact* where the client does what the document says, *approximated* where a diagnostic says what is
/// less exact. It is *untyped* where its type is any JSON value although the document says more, and *skipped* where
/// the client has nothing of it. A shared object that no operation leads to is *unused*. An operation that the options
/// leave out is *omitted*, with all that no other one leads to.
///
/// The JSON form is versioned by [`Coverage::FORMAT`]: keys are only added within a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The version of this format.
    pub format: u32,
    /// The number of constructs of each kind, by outcome.
    pub tallies: Vec<Tally>,
    /// Everything that is neither exact, unused nor omitted, sorted by place.
    pub losses: Vec<Loss>,
}

/// The number of constructs of one kind, by outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// The kind.
    pub kind: ConstructKind,
    /// All of them.
    pub total: usize,
    /// The constructs that the client has as the document says.
    pub exact: usize,
    /// The constructs that are less exact, as a diagnostic says.
    pub approximated: usize,
    /// The constructs whose type is any JSON value although the document says more.
    pub untyped: usize,
    /// The constructs of which the client has nothing.
    pub skipped: usize,
    /// Shared objects that no operation leads to.
    pub unused: usize,
    /// Constructs that the options leave out.
    pub omitted: usize,
}

/// A construct that is not in the client as the document says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// The kind of the construct.
    pub kind: ConstructKind,
    /// The outcome for the construct.
    pub outcome: Outcome,
    /// The location of the construct in the document.
    pub location: Location,
    /// The code of the diagnostic that says so; `None` where none does, which is a fault of Callsmith.
    pub code: Option<Code>,
    /// The message of that diagnostic.
    pub message: Option<String>,
}

/// A kind of construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConstructKind {
    /// An operation that the client can call.
    Operation,
    /// A request that the service makes: of a webhook or a callback.
    Incoming,
    /// A parameter of an operation, inherited ones included.
    Parameter,
    /// The body of an operation's request.
    Body,
    /// A response of an operation.
    Response,
    /// A header of a response.
    Header,
    /// A media type of a body, response, parameter or header.
    MediaType,
    /// A schema; one that is no more than a reference is counted as such.
    Schema,
    /// A schema that is no more than a reference.
    Reference,
    /// A property of a schema; its value is a schema or reference of its own.
    Property,
}

/// The outcome for a construct of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Outcome {
    /// The client does what the document says.
    Exact,
    /// A diagnostic says what is less exact.
    Approximated,
    /// Its type is any JSON value although the document says more.
    Untyped,
    /// The client has nothing of it.
    Skipped,
    /// A shared object that no operation leads to.
    Unused,
    /// The options leave it out.
    Omitted,
}

impl Coverage {
    // Tools read the report, so it has a version of its own, which is not that of the crate.
    /// The version of the format.
    pub const FORMAT: u32 = 1;

    /// The tally of a kind.
    #[must_use]
    pub fn tally(&self, kind: ConstructKind) -> Tally {
        self.tallies.iter().find(|tally| tally.kind == kind).cloned().unwrap_or_else(|| Tally::new(kind))
    }

    /// Schemas that end as any JSON value although the document says more, of all schemas: from 0 to 1.
    #[must_use]
    pub fn untyped_share(&self) -> f64 {
        let schemas = self.tally(ConstructKind::Schema);
        if schemas.total == 0 { 0.0 } else { schemas.untyped as f64 / schemas.total as f64 }
    }

    /// The losses that no diagnostic speaks of. There should be none.
    pub fn unaccounted(&self) -> impl Iterator<Item = &Loss> {
        self.losses.iter().filter(|loss| loss.code.is_none())
    }
}

impl Tally {
    fn new(kind: ConstructKind) -> Self {
        Self { kind, total: 0, exact: 0, approximated: 0, untyped: 0, skipped: 0, unused: 0, omitted: 0 }
    }

    fn add(&mut self, outcome: Outcome) {
        self.total += 1;
        *match outcome {
            Outcome::Exact => &mut self.exact,
            Outcome::Approximated => &mut self.approximated,
            Outcome::Untyped => &mut self.untyped,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Unused => &mut self.unused,
            Outcome::Omitted => &mut self.omitted,
        } += 1;
    }
}

impl ConstructKind {
    /// All kinds, from operations to what they are made of.
    pub const ALL: &'static [Self] = &[
        Self::Operation,
        Self::Incoming,
        Self::Parameter,
        Self::Body,
        Self::Response,
        Self::Header,
        Self::MediaType,
        Self::Schema,
        Self::Reference,
        Self::Property,
    ];

    /// The stable name, in kebab-case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Incoming => "incoming",
            Self::Parameter => "parameter",
            Self::Body => "body",
            Self::Response => "response",
            Self::Header => "header",
            Self::MediaType => "media-type",
            Self::Schema => "schema",
            Self::Reference => "reference",
            Self::Property => "property",
        }
    }
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approximated => "approximated",
            Self::Untyped => "untyped",
            Self::Skipped => "skipped",
            Self::Unused => "unused",
            Self::Omitted => "omitted",
        }
    }
}

/// Sums up what became of the constructs, and finds where the user wrote what was lost.
pub(super) fn report(written: &Constructs, classifications: &[Classification<'_>], sources: &Sources) -> Coverage {
    let mut tallies: BTreeMap<ConstructKind, Tally> = BTreeMap::new();
    let mut lost: Vec<(&Construct, &Classification<'_>)> = Vec::new();
    for (construct, classification) in written.list.iter().zip(classifications) {
        // A shared construct counts where it is used.
        if matches!(construct.detail, Detail::Shared) && classification.outcome != Outcome::Unused {
            continue;
        }
        tallies.entry(construct.kind).or_insert_with(|| Tally::new(construct.kind)).add(classification.outcome);
        if !matches!(classification.outcome, Outcome::Exact | Outcome::Unused | Outcome::Omitted) {
            lost.push((construct, classification));
        }
    }
    lost.sort_by_key(|(construct, _)| (construct.origin, construct.kind));
    Coverage { format: Coverage::FORMAT, tallies: tallies.into_values().collect(), losses: located(&lost, sources) }
}

fn located(lost: &[(&Construct, &Classification<'_>)], sources: &Sources) -> Vec<Loss> {
    let wanted: Vec<(Origin, SpanTarget)> =
        lost.iter().map(|(construct, _)| (construct.origin, SpanTarget::Key)).collect();
    let places = sources.places(&wanted);
    let losses = lost.iter().zip(places).map(|((construct, classification), place)| {
        let source = sources.get(construct.origin.source);
        Loss {
            kind: construct.kind,
            outcome: classification.outcome,
            location: Location::new(source, place),
            code: classification.reason.map(|diagnostic| diagnostic.code),
            message: classification.reason.map(|diagnostic| diagnostic.message.clone()),
        }
    });
    losses.collect()
}

impl fmt::Display for ConstructKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for ConstructKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Loss {
    /// One line: place, kind, what became of it, and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.location, self.kind, self.outcome)?;
        match (self.code, &self.message) {
            (Some(code), Some(message)) => write!(f, " [{code}]: {}", terminal::line(message)),
            _ => f.write_str(": no diagnostic speaks of it"),
        }
    }
}
