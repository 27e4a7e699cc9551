//! URLs that may be fetched.

use std::str::FromStr;

use super::OptionError;

/// The beginning of http(s) URLs, such as `https://example.com/schemas/`. A URL has the scheme, host and port of the
/// prefix, and a path below that of the prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlPrefix {
    /// Scheme, host and port, in lower case.
    origin: String,
    /// Without a slash at its end.
    path: String,
}

impl UrlPrefix {
    /// `true` if a URL begins like this one. One with a user, or whose path goes up, does not.
    #[must_use]
    pub fn covers(&self, url: &str) -> bool {
        let Some((origin, path)) = divide(url) else { return false };
        let Some(rest) = path.strip_prefix(&self.path) else { return false };
        origin == self.origin && (rest.is_empty() || rest.starts_with('/'))
    }
}

/// The origin of an http(s) URL in lower case, and its path. `None` for what readers of URLs may understand differently.
fn divide(url: &str) -> Option<(String, &str)> {
    let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    let (scheme, rest) = url.split_once("://").filter(|_| !url.contains(wrong))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = (&rest[..end], rest[end..].split(['?', '#']).next().unwrap_or_default());
    let origin = format!("{scheme}://{host}").to_ascii_lowercase();
    let goes_up = unescaped(path).split(['/', '\\']).any(|segment| matches!(segment, "." | ".."));
    let plain = (origin.starts_with("http://") || origin.starts_with("https://")) && !host.is_empty();
    (plain && !host.contains('@') && !goes_up).then_some((origin, path))
}

/// A path in which dots and slashes stand as themselves, however often they are escaped: servers differ in when they look.
fn unescaped(path: &str) -> String {
    let path = path.to_ascii_lowercase();
    let mut pieces = path.split('%');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // `%25` is a percent sign, which may begin another escape.
        plain.push('%');
        plain.push_str(piece.trim_start_matches("25"));
    }
    while plain.contains("%%") {
        plain = plain.replace("%%", "%");
    }
    plain.replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\")
}

impl FromStr for UrlPrefix {
    type Err = OptionError;

    fn from_str(text: &str) -> Result<Self, OptionError> {
        let divided = divide(text).filter(|_| !text.contains(['?', '#']));
        let example = "such as `https://example.com/schemas/`";
        let (origin, path) = divided
            .ok_or_else(|| OptionError::new(format!("`{text}` is not the beginning of an http(s) URL, {example}")))?;
        Ok(Self { origin, path: path.trim_end_matches('/').to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::UrlPrefix;

    #[test]
    fn a_prefix_ends_where_a_name_does() {
        let prefix: UrlPrefix = "https://Example.com/schemas/".parse().unwrap();
        for url in [
            "https://example.com/schemas/a.json",
            "HTTPS://EXAMPLE.COM/schemas/a/b?c=../d#e",
            "https://example.com/schemas/a%2Fb",
        ] {
            assert!(prefix.covers(url), "{url}");
        }
        for url in [
            "https://example.com/schemas2/a.json",
            "https://example.com.evil.net/schemas/a.json",
            "https://example.com:444/schemas/a.json",
            "http://example.com/schemas/a.json",
            "https://example.com@evil.net/schemas/a.json",
            "https://example.com/schemas/../a.json",
            "https://example.com/schemas/%2E%2e/a.json",
            "https://example.com/schemas/..%2fa.json",
            "https://example.com/schemas/x%5C..%5c..%5ca.json",
            "https://example.com/schemas/%252e%25252E/a.json",
            "https://example.com\\@evil.net/schemas/a.json",
            "file:///schemas/a.json",
        ] {
            assert!(!prefix.covers(url), "{url}");
        }
    }

    #[test]
    fn a_host_alone_covers_all_of_it() {
        let prefix: UrlPrefix = "http://127.0.0.1:8080".parse().unwrap();
        assert!(prefix.covers("http://127.0.0.1:8080/a") && prefix.covers("http://127.0.0.1:8080"));
        assert!(!prefix.covers("http://127.0.0.1:80801/a"));
        for text in ["example.com", "https://", "ftp://a/", "https://a/?b"] {
            assert!(text.parse::<UrlPrefix>().is_err(), "{text}");
        }
    }
}
