use http::HeaderMap;

use crate::call::paging::link::next;

fn of(values: &[&str]) -> Option<String> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append("link", http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    next(&headers)
}

#[test]
fn the_next_link_is_found_among_others() {
    let one = r#"<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3&a,b>; rel="next""#;
    assert_eq!(of(&[one]).as_deref(), Some("https://a.example/x?page=3&a,b"));
    assert_eq!(
        of(&["</x>; rel=last", "<?page=2>; title=\"a, <b>; rel=c\"; REL=\"nofollow NEXT\""]).as_deref(),
        Some("?page=2")
    );
    assert_eq!(of(&["</x>;rel=next"]).as_deref(), Some("/x"));
    assert_eq!(of(&["</stra\u{df}e>; rel=next"]).as_deref(), Some("/stra\u{df}e"));
}

#[test]
fn what_is_no_next_link_is_none() {
    for value in ["</x>; rel=last", "</x>; title=\"rel=next\"", "</x>; rel=last; rel=next", "</x", "", "</x>; rev=next"]
    {
        assert_eq!(of(&[value]), None, "{value}");
    }
}
