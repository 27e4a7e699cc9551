//! Times as token services write them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, NaiveDateTime, TimeDelta, TimeZone, Utc};
use serde_json::Value;

/// From here on a number counts milliseconds: as seconds it would lie after the year 5000.
const MILLISECONDS_FROM: f64 = 1e11;

/// Reads a point in time. It is seconds or milliseconds since 1970 as a number or as digits, RFC 3339 text, or a date
/// and time without zone. Without a zone it is UTC where `utc` says so, and local time else.
pub(super) fn instant(value: &Value, utc: bool) -> Option<SystemTime> {
    match value {
        Value::Number(number) => from_epoch(number.as_f64()?),
        Value::String(text) => {
            let text = text.trim();
            match text.parse() {
                Ok(number) => from_epoch(number),
                Err(_) => from_text(text, utc),
            }
        }
        _ => None,
    }
}

/// Reads a number of seconds, as a number or as digits.
pub(super) fn duration(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

fn from_epoch(number: f64) -> Option<SystemTime> {
    let seconds = if number >= MILLISECONDS_FROM { number / 1000.0 } else { number };
    UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(seconds).ok()?)
}

fn from_text(text: &str, utc: bool) -> Option<SystemTime> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return from_date(time.to_utc());
    }
    // Endpoints of managed identities of the API version 2017-09-01, in the style of the platform's language.
    if let Some(time) =
        ["%m/%d/%Y %H:%M:%S %z", "%m/%d/%Y %I:%M:%S %p %z"].iter().find_map(|f| DateTime::parse_from_str(text, f).ok())
    {
        return from_date(time.to_utc());
    }
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f"))
        .ok()?;
    if utc { from_date(naive.and_utc()) } else { from_date(in_zone(naive, &Local)?) }
}

/// A time of a zone. A time that exists twice, when clocks go back, is the earlier, so that a token is not used too
/// long. One that is skipped, when clocks go forward, is counted from the hour before.
fn in_zone<Z: TimeZone>(naive: NaiveDateTime, zone: &Z) -> Option<DateTime<Utc>> {
    let hour = TimeDelta::hours(1);
    let skipped = || Some(zone.from_local_datetime(&naive.checked_sub_signed(hour)?).earliest()? + hour);
    Some(zone.from_local_datetime(&naive).earliest().or_else(skipped)?.to_utc())
}

fn from_date(time: DateTime<Utc>) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(time.signed_duration_since(DateTime::UNIX_EPOCH).to_std().ok()?)
}

#[cfg(test)]
mod tests;
