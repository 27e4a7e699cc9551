//! Unit tests of `pointer.rs`.

use super::tokens;

#[test]
fn tokens_are_without_escapes() {
    for (pointer, expected) in [
        ("", &[] as &[_]),
        ("/", &[""]),
        ("/a/0/-1", &["a", "0", "-1"]),
        ("/a~1b/~0", &["a/b", "~"]),
        ("/~01/~10/~", &["~1", "/0", "~"]),
        ("//a/", &["", "a", ""]),
        ("#/a", &["a"]),
    ] {
        assert_eq!(tokens(pointer), expected, "{pointer}");
    }
}
