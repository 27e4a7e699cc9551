//! The outcome of a sample.

use serde_json::Value;

use super::compare::Comparison;
use super::samples::Kind;

/// The result of a program for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TripResult {
    /// It was refused, with the error.
    Refused(String),
    /// It came back, and what came back once more.
    Returned {
        /// After the first trip.
        first: String,
        /// After the second, or the error.
        second: Result<String, String>,
    },
}

/// The fault of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A code such as `lost-property`.
    pub code: &'static str,
    /// The place in the value, or the reason.
    pub detail: String,
}

/// The error of a type that holds a file: it stands beside the JSON form, in a body of several parts.
const FILE_ERROR: &str = "a file is sent and not received";

/// The error of a closed enum for a value that it does not list, which is not valid after all.
const CLOSED_ENUM: &str = "is none of the values";

// Numbers and formats are compared by value, and what is neither declared nor spoken of may be lost: a client promises
// that much and no more. `null` of a schema belongs to the place where it is used, and is not sent to its type.
/// Judges the result for a sample that is to come back equal.
///
/// # Errors
/// It did not.
pub fn judge(
    comparison: &Comparison<'_>,
    key: &str,
    kind: Kind,
    sent: &Value,
    result: &TripResult,
) -> Result<(), Fault> {
    let (first, second) = match result {
        TripResult::Refused(error) if kind == Kind::Unknown && error.contains(CLOSED_ENUM) => return Ok(()),
        TripResult::Refused(error) if error.contains(FILE_ERROR) => {
            return Err(Fault { code: "sent-only", detail: error.clone() });
        }
        TripResult::Refused(error) => return Err(Fault { code: refused(kind), detail: error.clone() }),
        TripResult::Returned { first, second } => (first, second),
    };
    let Ok(returned) = serde_json::from_str::<Value>(first) else {
        return Err(Fault { code: "no-json", detail: first.clone() });
    };
    if let Err(difference) = comparison.compare(key, sent, &returned) {
        return Err(Fault { code: difference.code, detail: difference.at });
    }
    match second {
        Ok(second) if second == first => Ok(()),
        // A tag that was left out is written last, and once it is there, where the type has it.
        Ok(second) if serde_json::from_str(second).is_ok_and(|second: Value| second == returned) => Ok(()),
        Ok(second) => Err(Fault { code: "unstable", detail: second.clone() }),
        Err(error) => Err(Fault { code: "unstable", detail: error.clone() }),
    }
}

fn refused(kind: Kind) -> &'static str {
    match kind {
        Kind::Valid | Kind::Invalid => "refused-valid",
        Kind::Example | Kind::Within => "refused-example",
        Kind::Fraction => "refused-fraction",
        Kind::Null => "refused-null",
        Kind::Unknown => "refused-unknown",
        Kind::Undeclared => "refused-undeclared",
    }
}
