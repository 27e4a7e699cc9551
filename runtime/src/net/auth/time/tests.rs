//! Times in the forms that services write.

use chrono::{FixedOffset, MappedLocalTime, NaiveDate};
use serde_json::json;

use super::*;

fn seconds(time: Option<SystemTime>) -> Option<u64> {
    time.map(|time| time.duration_since(UNIX_EPOCH).unwrap().as_secs())
}

#[test]
fn epochs() {
    for value in [json!(1_795_341_600), json!("1795341600"), json!(1_795_341_600_000_u64), json!(" 1795341600000 ")] {
        assert_eq!(seconds(instant(&value, false)), Some(1_795_341_600), "{value}");
    }
    assert_eq!(instant(&json!(1.5), false), Some(UNIX_EPOCH + Duration::from_millis(1500)));
}

#[test]
fn texts_with_a_zone() {
    for text in [
        "2026-11-22T10:00:00Z",
        "2026-11-22T12:00:00+02:00",
        "2026-11-22 10:00:00+00:00",
        "2026-11-22T10:00:00.000000Z",
        "11/22/2026 10:00:00 +00:00",
        "11/22/2026 12:00:00 PM +02:00",
    ] {
        assert_eq!(seconds(instant(&json!(text), false)), Some(1_795_341_600), "{text}");
    }
}

#[test]
fn texts_without_a_zone() {
    let local = Local.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).earliest().map(SystemTime::from);
    for text in ["2026-11-22 10:00:00.000000", "2026-11-22 10:00:00", "2026-11-22T10:00:00.000"] {
        assert_eq!(seconds(instant(&json!(text), true)), Some(1_795_341_600), "{text}");
        assert_eq!(instant(&json!(text), false), local, "{text}");
    }
    let naive = NaiveDate::from_ymd_opt(2026, 11, 22).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap();
    let east = FixedOffset::east_opt(2 * 3600).unwrap();
    assert_eq!(in_zone(naive, &east), Some(Utc.with_ymd_and_hms(2026, 11, 22, 8, 0, 0).unwrap()));
}

#[test]
fn what_is_no_time() {
    for value in
        [json!("soon"), json!(""), json!("inf"), json!(-1), json!(1e300), json!(true), json!("1969-01-01T00:00:00Z")]
    {
        assert_eq!(instant(&value, false), None, "{value}");
    }
}

#[test]
fn durations() {
    assert_eq!(duration(&json!(3599)), Some(Duration::from_secs(3599)));
    assert_eq!(duration(&json!("3599")), Some(Duration::from_secs(3599)));
    for value in [json!(-1), json!("NaN"), json!("an hour"), json!(null)] {
        assert_eq!(duration(&value), None, "{value}");
    }
}

/// A zone whose clocks go forward from 2:00 to 3:00 on 29 March 2026 and back from 3:00 to 2:00 on 25 October.
#[derive(Clone, Copy, Debug)]
struct Summer;

impl TimeZone for Summer {
    type Offset = FixedOffset;

    fn from_offset(_: &FixedOffset) -> Self {
        Self
    }

    fn offset_from_local_date(&self, _: &NaiveDate) -> MappedLocalTime<FixedOffset> {
        MappedLocalTime::None
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<FixedOffset> {
        let (summer, winter) = (FixedOffset::east_opt(7200).unwrap(), FixedOffset::east_opt(3600).unwrap());
        if (at(3, 29, 2, 0)..at(3, 29, 3, 0)).contains(local) {
            MappedLocalTime::None
        } else if (at(10, 25, 2, 0)..at(10, 25, 3, 0)).contains(local) {
            MappedLocalTime::Ambiguous(summer, winter)
        } else if (at(3, 29, 3, 0)..at(10, 25, 2, 0)).contains(local) {
            MappedLocalTime::Single(summer)
        } else {
            MappedLocalTime::Single(winter)
        }
    }

    fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
        FixedOffset::east_opt(0).unwrap()
    }

    fn offset_from_utc_datetime(&self, _: &NaiveDateTime) -> FixedOffset {
        FixedOffset::east_opt(0).unwrap()
    }
}

fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, month, day).and_then(|day| day.and_hms_opt(hour, minute, 0)).unwrap()
}

#[test]
fn times_when_clocks_change() {
    let utc = |local| in_zone(local, &Summer).unwrap().naive_utc();
    assert_eq!(utc(at(7, 1, 12, 0)), at(7, 1, 10, 0));
    assert_eq!(utc(at(10, 25, 2, 30)), at(10, 25, 0, 30), "the earlier of two");
    assert_eq!(utc(at(3, 29, 2, 30)), at(3, 29, 1, 30), "skipped: an hour after 1:30");
}
