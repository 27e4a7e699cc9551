use crate::codec::find::{find, find_text};

const PAGE: &[u8] = br#"{"a/b": {"items": [{"id": 7}, {"id": "x~y"}]}, "next": null, "": true, "more": false}"#;

#[test]
fn values_are_found_by_pointer() {
    assert_eq!(find_text(PAGE, "/a~1b/items/-1/id").unwrap().as_deref(), Some("x~y"));
    assert_eq!(find_text(PAGE, "/a~1b/items/0/id").unwrap().as_deref(), Some("7"));
    assert_eq!(find::<bool>(PAGE, "/").unwrap(), Some(true));
    assert_eq!(find::<Vec<u8>>(b"[1, 2]", "").unwrap(), Some(vec![1, 2]));
}

#[test]
fn what_is_not_there_is_none() {
    for pointer in
        ["/next", "/next/x", "/absent", "/more/x", "/a~1b/items/2/id", "/a~1b/items/x/id", "/a~1b/items/0/id/x"]
    {
        assert_eq!(find_text(PAGE, pointer).unwrap(), None, "{pointer}");
    }
    assert_eq!(find_text(b"", "/next").unwrap(), None);
    assert_eq!(find_text(b"[]", "/-1").unwrap(), None);
}

#[test]
fn what_is_no_text_or_no_json_is_an_error() {
    assert_eq!(find_text(PAGE, "/more").unwrap_err().to_string(), "with neither a text nor a number at `/more`");
    assert!(find_text(b"{\"next\": ", "/next").unwrap_err().to_string().starts_with("whose body is not JSON"));
    assert!(find::<bool>(PAGE, "/a~1b").is_err());
}
