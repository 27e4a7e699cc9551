use crate::codec::json::replaced;

fn of(json: &str, pointer: &str) -> Result<String, String> {
    Ok(replaced(json.as_bytes(), pointer, "7")?)
}

#[test]
fn the_rest_stays_as_it_is_written() {
    let json = r#" {"big": 123456789012345678901234567890, "a": {"x": [1, 2.50], "b": 1}, "z": "\u0041"} "#;
    let rest = r#"{"big":123456789012345678901234567890,"a":{"x":[1, 2.50],"b":7},"z":"\u0041"}"#;
    assert_eq!(of(json, "/a/b").as_deref(), Ok(rest));
    assert_eq!(of(r#"[{"a": 1}, {"a": 2}]"#, "/1/a").as_deref(), Ok(r#"[{"a": 1},{"a":7}]"#));
    assert_eq!(of(r#"{"\u0061/~": 1}"#, "/a~1~0").as_deref(), Ok(r#"{"\u0061/~":7}"#));
    assert_eq!(of("[1]", "").as_deref(), Ok("7"));
}

#[test]
fn what_is_not_there_is_added() {
    for json in ["{}", "null", "", r#"{"a": null}"#] {
        assert_eq!(of(json, "/a/b").as_deref(), Ok(r#"{"a":{"b":7}}"#), "{json}");
    }
    assert_eq!(of(r#"{"a": {"c": 1}}"#, "/a/b").as_deref(), Ok(r#"{"a":{"c":1,"b":7}}"#));
}

#[test]
fn what_has_no_place_for_it_is_an_error() {
    for (json, pointer) in [(r#"{"a": 1}"#, "/a/b"), ("[]", "/0"), ("[1]", "/x"), ("true", "/a"), (r#""a""#, "/a")] {
        assert_eq!(of(json, pointer), Err(format!("it has no place for a value at `{pointer}`")), "{json}");
    }
    assert!(of("{", "/a").is_err());
    assert!(of("{} {}", "/a").is_err());
}
