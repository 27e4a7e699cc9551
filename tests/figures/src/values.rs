//! Values that are decoded and encoded: those of `fixtures/golden/repositories.yaml`.

use serde_json::{Value, json};

/// A thousand objects.
pub fn repositories() -> Value {
    let repository = |n: usize| {
        json!({
            "id": n, "node_id": format!("R_kgDO{n:06}"), "name": format!("repository-{n}"), "full_name": format!("owner-{}/repository-{n}", n % 7),
            "private": n.is_multiple_of(3), "owner": {"login": format!("owner-{}", n % 7), "id": n % 7, "avatar_url": "https://example.com/avatars/u/1?v=4", "site_admin": false},
            "html_url": format!("https://example.com/owner/repository-{n}"), "description": format!("What repository {n} is about, in a sentence of some length"),
            "fork": n.is_multiple_of(5), "homepage": "https://example.org", "size": n * 37, "stargazers_count": n * 11, "language": "Rust", "forks_count": n % 90,
            "archived": false, "topics": ["openapi", "rust", "client"], "visibility": "public", "pushed_at": "2024-02-29T12:30:45Z", "score": 1.0 + n as f64 / 8.0,
            "permissions": {"admin": false, "push": n.is_multiple_of(2), "pull": true}
        })
    };
    (0..1000).map(repository).collect()
}

/// About a megabyte of doubles.
pub fn measurements() -> Value {
    let row = |n: usize| (0..50).map(|m| json!(((n * 50 + m) as f64).sin() * 1e3)).collect::<Value>();
    json!({ "values": (0..1000).map(row).collect::<Value>() })
}

/// Values of three types without a tag.
pub fn events() -> Value {
    let event = |n: usize| {
        let actor = json!({"login": format!("owner-{}", n % 7), "id": n % 7, "avatar_url": "https://example.com/avatars/u/1?v=4", "site_admin": false});
        match n % 3 {
            0 => json!({"ref": format!("refs/heads/branch-{n}"), "commits": n, "actor": actor}),
            1 => json!({"starred_at": "2024-02-29T12:30:45Z", "actor": actor}),
            _ => json!({"forkee": format!("owner/repository-{n}"), "actor": actor}),
        }
    };
    (0..5000).map(event).collect()
}

/// Values of three types with a tag, which stands before or behind the rest.
pub fn shapes(tag_first: bool) -> Value {
    let shape = |n: usize| {
        let owner = json!({"login": format!("owner-{}", n % 7), "id": n % 7, "avatar_url": "https://example.com/avatars/u/1?v=4", "site_admin": false});
        let name = format!("shape-{n}");
        let (kind, mut rest) = match n % 3 {
            0 => ("circle", json!({"radius": n as f64 / 4.0, "name": name, "owner": owner})),
            1 => (
                "label",
                json!({"text": format!("What shape {n} is about, in a sentence of some length"), "name": name}),
            ),
            _ => ("polygon", json!({"corners": [0.5, 1.25, n as f64, 3.5, 4.0, 5.75], "name": name, "owner": owner})),
        };
        let rest = rest.as_object_mut().expect("it is an object");
        let at = if tag_first { 0 } else { rest.len() };
        rest.shift_insert(at, "kind".to_owned(), kind.into());
        Value::Object(std::mem::take(rest))
    };
    (0..5000).map(shape).collect()
}

/// Values of four kinds.
pub fn settings() -> Value {
    let setting = |n: usize| match n % 4 {
        0 => json!(n.is_multiple_of(3)),
        1 => json!(n * 37),
        2 => json!(format!("The text of setting {n}")),
        _ => json!([format!("first-{n}"), "second", "third"]),
    };
    (0..20_000).map(setting).collect()
}
