//! Lifetimes, which need to know the present.

use super::*;

#[test]
fn a_lifetime_counts_from_now() {
    let now = UNIX_EPOCH + Duration::from_secs(1000);
    let parse = |json| TokenShape::oauth().parse_at(json, now).unwrap().expiry();
    assert_eq!(parse(r#"{"access_token": "t", "expires_in": 3599}"#), Some(now + Duration::from_secs(3599)));
    assert_eq!(parse(r#"{"access_token": "t", "expires_in": "60"}"#), Some(now + Duration::from_secs(60)));
    let both = r#"{"access_token": "t", "expires_in": 60, "expires_on": 5000}"#;
    assert_eq!(parse(both), Some(UNIX_EPOCH + Duration::from_secs(5000)), "the time itself is preferred");
    assert_eq!(parse(r#"{"access_token": "t"}"#), None);
}
