//! The definitions of a document with their judge, for both directions.

use std::path::Path;

use callsmith_tools::corpus::Result;
use callsmith_tools::roundtrip::definitions::Definitions;
use callsmith_tools::roundtrip::direction::Direction;
use callsmith_tools::roundtrip::oracle::Oracle;

/// One direction.
pub(crate) struct Side {
    pub(crate) definitions: Definitions,
    pub(crate) oracle: Oracle,
}

/// Both; one where they are alike.
pub(crate) struct Sides {
    received: Side,
    sent: Option<Side>,
}

impl Side {
    fn read(document: &str, direction: Direction, pointers: &[String]) -> Result<Self> {
        let definitions = Definitions::some(Path::new(document), direction, pointers.iter().map(String::as_str))?;
        let oracle = Oracle::new(&definitions)?;
        Ok(Self { definitions, oracle })
    }
}

impl Sides {
    pub(crate) fn read(document: &str, pointers: &[String]) -> Result<Self> {
        let received = Side::read(document, Direction::Received, pointers)?;
        let is_directional = received.definitions.is_directional;
        let sent = is_directional.then(|| Side::read(document, Direction::Sent, pointers)).transpose()?;
        Ok(Self { received, sent })
    }

    /// The definitions for a direction.
    pub(crate) fn get(&self, direction: Direction) -> &Side {
        match (&self.sent, direction) {
            (Some(sent), Direction::Sent) => sent,
            _ => &self.received,
        }
    }
}
