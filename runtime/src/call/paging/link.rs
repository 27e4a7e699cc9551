//! The header `Link` (RFC 8288).

use http::HeaderMap;
use http::header::LINK;

/// The target of the first link with the relation `next`, as it is written.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    // The header is a list, which may be sent in several lines (RFC 9110, section 5.3).
    headers.get_all(LINK).iter().find_map(|value| {
        let value = String::from_utf8_lossy(value.as_bytes());
        let next = links(&value).into_iter().find(|(_, parameters)| is_next(parameters));
        next.map(|(target, _)| target.to_owned())
    })
}

/// The links of a value, each with the text of its parameters. A comma within a target or a quoted text separates nothing.
fn links(value: &str) -> Vec<(&str, &str)> {
    let mut links = Vec::new();
    let mut rest = value;
    while let Some(start) = rest.find('<') {
        let Some((target, after)) = rest[start + 1..].split_once('>') else { break };
        let end = outside_quotes(after, ',').next().unwrap_or(after.len());
        links.push((target, &after[..end]));
        rest = &after[end..];
    }
    links
}

/// `true` if a relation among the parameters is `next`. The first `rel` counts (section 3.3); it may list several relations.
fn is_next(parameters: &str) -> bool {
    let ends = outside_quotes(parameters, ';').chain([parameters.len()]);
    let mut start = 0;
    for end in ends {
        let parameter = parameters[start..end].trim();
        start = end + 1;
        let pair = parameter.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("rel"));
        if let Some((_, value)) = pair {
            let relations = value.trim().trim_matches('"');
            return relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
        }
    }
    false
}

/// The positions of a sign outside of quotation marks.
fn outside_quotes(text: &str, sign: char) -> impl Iterator<Item = usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().filter_map(move |(at, c)| {
        let is_sign = c == sign && !quoted;
        match c {
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        is_sign.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::next;

    fn next_link(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("link", http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        next(&headers)
    }

    #[test]
    fn the_next_link_is_found_among_others() {
        let one = r#"<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3&a,b>; rel="next""#;
        assert_eq!(next_link(&[one]).as_deref(), Some("https://a.example/x?page=3&a,b"));
        assert_eq!(
            next_link(&["</x>; rel=last", "<?page=2>; title=\"a, <b>; rel=c\"; REL=\"nofollow NEXT\""]).as_deref(),
            Some("?page=2")
        );
        assert_eq!(next_link(&["</x>;rel=next"]).as_deref(), Some("/x"));
        assert_eq!(next_link(&["</stra\u{df}e>; rel=next"]).as_deref(), Some("/stra\u{df}e"));
    }

    #[test]
    fn what_is_no_next_link_is_none() {
        for value in
            ["</x>; rel=last", "</x>; title=\"rel=next\"", "</x>; rel=last; rel=next", "</x", "", "</x>; rev=next"]
        {
            assert_eq!(next_link(&[value]), None, "{value}");
        }
    }
}
