//! Points in time as numbers.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

/// A point in time as whole seconds since the start of 1970: an integer of the format `unixtime`.
///
/// ```
/// # use callsmith_runtime::{serde_json, UnixTime};
/// let time: UnixTime = serde_json::from_str("784111777").unwrap();
/// assert_eq!(*time, 784_111_777);
/// let now = UnixTime::from(std::time::SystemTime::now());
/// assert!(now > time);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(pub i64);

impl Deref for UnixTime {
    type Target = i64;

    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl From<i64> for UnixTime {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

/// Takes the whole second that the time is in.
impl From<SystemTime> for UnixTime {
    fn from(time: SystemTime) -> Self {
        let whole = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
        Self(match time.duration_since(UNIX_EPOCH) {
            Ok(since) => whole(since.as_secs()),
            Err(before) => {
                let before = before.duration();
                // Before 1970 the whole second that a time is in lies below it.
                -whole(before.as_secs()) - i64::from(before.subsec_nanos() > 0)
            }
        })
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for UnixTime {
    fn from(time: chrono::DateTime<Tz>) -> Self {
        Self(time.timestamp())
    }
}

impl FromStr for UnixTime {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self)
    }
}

impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}
