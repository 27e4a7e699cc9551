//! Dates of HTTP.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use super::UnixTime;

/// The first and the last second that a date of HTTP has digits for: the years 1 to 9999.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

const DAY: i64 = 86_400;
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date of HTTP, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7): a string of the format `http-date`, and the value of headers such as
/// `If-Modified-Since`. It has whole seconds, and a year from 1 to 9999.
///
/// The obsolete forms of such dates are read as well, and letters of either case.
///
/// ```
/// # use callsmith_runtime::HttpDate;
/// let date: HttpDate = "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap();
/// assert_eq!(date.unix_seconds(), 784_111_777);
/// let now = HttpDate::try_from(std::time::SystemTime::now()).unwrap();
/// assert!(now > date);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HttpDate(i64);

/// A text or time that is no date of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpDateError(&'static str);

/// The error for a time that has no four digits of a year.
const OUT_OF_RANGE: HttpDateError = HttpDateError("a date of HTTP has a year from 1 to 9999");

impl HttpDate {
    /// The date so many seconds after the start of 1970. `None` outside of the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        RANGE.contains(&seconds).then_some(Self(seconds))
    }

    /// The seconds since the start of 1970.
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The time of the system. `None` where that has none so early.
    pub fn system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
    }
}

/// Takes the whole seconds.
impl TryFrom<SystemTime> for HttpDate {
    type Error = HttpDateError;

    fn try_from(time: SystemTime) -> Result<Self, HttpDateError> {
        Self::from_unix_seconds(UnixTime::from(time).0).ok_or(OUT_OF_RANGE)
    }
}

/// Takes the whole seconds.
#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> TryFrom<chrono::DateTime<Tz>> for HttpDate {
    type Error = HttpDateError;

    fn try_from(time: chrono::DateTime<Tz>) -> Result<Self, HttpDateError> {
        Self::from_unix_seconds(time.timestamp()).ok_or(OUT_OF_RANGE)
    }
}

#[cfg(feature = "chrono")]
impl From<HttpDate> for chrono::DateTime<chrono::FixedOffset> {
    fn from(date: HttpDate) -> Self {
        chrono::DateTime::from_timestamp(date.0, 0).unwrap_or_default().fixed_offset()
    }
}

impl FromStr for HttpDate {
    type Err = HttpDateError;

    fn from_str(text: &str) -> Result<Self, HttpDateError> {
        let invalid = HttpDateError("expected a date such as `Sun, 06 Nov 1994 08:49:37 GMT`");
        let obsolete = || httpdate::parse_http_date(text).ok().and_then(|time| time.try_into().ok());
        usual(text).or_else(obsolete).ok_or(invalid)
    }
}

/// Reads the usual form: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn usual(text: &str) -> Option<HttpDate> {
    let words: Vec<&str> = text.split(' ').collect();
    let [weekday, day, month, year, time, zone] = words[..] else { return None };
    let digits = |text: &str, length: usize| -> Option<i64> {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
        text.parse().ok()
    };
    let place = |names: &[&str], text: &str| names.iter().position(|name| name.eq_ignore_ascii_case(text));
    place(&WEEKDAYS, weekday.strip_suffix(',')?)?;
    let (day, month, year) = (digits(day, 2)?, i64::try_from(place(&MONTHS, month)?).ok()?, digits(year, 4)?);
    let time: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = time[..] else { return None };
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    let start = days(year, month, day);
    // A day that the month does not have is one of the next.
    let is_valid = date(start) == (year, month, day) && hour < 24 && minute < 60 && second < 61;
    (is_valid && zone.eq_ignore_ascii_case("GMT")).then_some(())?;
    // A leap second has the number 60, and counts as the second before it.
    HttpDate::from_unix_seconds(start * DAY + hour * 3_600 + minute * 60 + second.min(59))
}

/// The days from the start of 1970 to a day. Months are counted from 0.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March, so that the day of leap years is their last.
    let year = if month < 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The year, month and day so many days after the start of 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12;
    let year = year_of_era + 400 * days.div_euclid(146_097);
    (if month < 2 { year + 1 } else { year }, month, day)
}

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, second) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = date(start);
        let name = |names: &[&'static str], place: i64| usize::try_from(place).map_or("", |place| names[place]);
        // The first day of 1970 was a Thursday.
        let weekday = name(&WEEKDAYS, (start + 3).rem_euclid(7));
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let month = name(&MONTHS, month);
        write!(f, "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }
}

impl fmt::Debug for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for HttpDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for HttpDateError {}

impl<'de> Deserialize<'de> for HttpDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for HttpDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
