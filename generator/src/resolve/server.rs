//! Servers of the document, of a path and of an operation.

use super::path::names;
use super::text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget};
use crate::spec::{Field, Members as _, Server, Variable, is_extension};

/// The servers of a list that a client can use. `address` is the URL of the document, where it is known.
pub(super) fn servers(list: Option<&Node>, address: Option<&str>, diagnostics: &mut Diagnostics) -> Vec<Server> {
    let list = list.and_then(Node::as_array).unwrap_or_default();
    list.iter().filter_map(|node| server(node, address, diagnostics)).collect()
}

/// The one server of an operation: its own, or that of its path (OAS 3.1.1, "Operation Object", `servers`).
pub(super) fn of_operation(
    node: &Node,
    item: &Node,
    address: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let list = node.member(Field::Servers).or_else(|| item.member(Field::Servers))?;
    let written = list.as_array().unwrap_or_default();
    for other in written.iter().skip(1) {
        let message = "the client uses only the first server of an operation or path";
        let diagnostic = Diagnostic::warning(Code::Unsupported, message).at(other.origin, SpanTarget::Value);
        diagnostics.push(diagnostic.with_note("this server is left out"));
    }
    let first = written.first()?;
    let server = server(first, address, diagnostics)?;
    // A server of one operation is a base URL in a table and no type. Its variables could be set for that operation
    // alone, by a setter that the client does not have.
    let url = server.with_defaults();
    if url.is_none() {
        let message = "a variable of this server has no default";
        let diagnostic = Diagnostic::warning(Code::Unsupported, message).at(first.origin, SpanTarget::Value);
        diagnostics.push(
            diagnostic
                .with_note("the operation is sent to the base URL of the client")
                .help("give each variable a `default`"),
        );
    } else if !server.variables.is_empty() {
        let message = "the client cannot set the variables of the server of an operation or path";
        let diagnostic = Diagnostic::warning(Code::IgnoredKeyword, message).at(first.origin, SpanTarget::Value);
        diagnostics.push(diagnostic.with_note("they have their defaults"));
    }
    url
}

/// The note about a variable without a value.
const UNSET: &str = "the caller has to give its value";

fn server(node: &Node, address: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Server> {
    let written = node.member(Field::Url)?;
    let url = written.as_str()?.trim();
    if url.is_empty() || url == "/" {
        return None; // the default of a document that names none (OAS 3.1.1, "OpenAPI Object")
    }
    let mut warn = |code, message: String, note: &str| {
        diagnostics.push(Diagnostic::warning(code, message).at(written.origin, SpanTarget::Value).with_note(note));
    };
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    if let Some(other) = scheme.filter(|scheme| !matches!(*scheme, "http" | "https") && !scheme.contains('{')) {
        warn(
            Code::Unsupported,
            format!("the client does not support the scheme `{other}` of this server"),
            "the server is left out: the client calls URLs that begin with `https` or `http`",
        );
        return None;
    }
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    if plain != url {
        warn(
            Code::InvalidValue,
            format!("the URL of this server has a query or fragment: `{url}`"),
            "they are left out",
        );
    }
    let mut url = plain.trim_end_matches('/').to_owned();
    // By RFC 3986 `api.example.com` is a relative path below the address of the document. No service is there.
    if is_host(&url) {
        let message = format!("`{url}` is a relative URL, but looks like a host");
        warn(Code::InvalidValue, message, &format!("treated as `https://{url}`"));
        url = format!("https://{url}");
    }
    let variables = variables(node, &url, diagnostics);
    let mut server =
        Server { url, name: text(node, Field::Name), description: text(node, Field::Description), variables };
    if let Some(address) = address.filter(|_| server.is_relative()) {
        server.url = join(address, &server.url);
    }
    Some(server)
}

/// `true` if a relative URL was meant to be absolute: `api.example.com/v1`, `localhost:8080`. `v1.0` is none.
fn is_host(url: &str) -> bool {
    let authority = url.split('/').next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let top = labels.last().copied().unwrap_or_default();
    let is_named = labels.len() > 1 && top.len() > 1 && top.chars().all(|c| c.is_ascii_alphabetic());
    labels.iter().all(is_label) && port.chars().all(|c| c.is_ascii_digit()) && (is_named || host == "localhost")
}

/// The variables of a URL in its order; those that stand nowhere in it have no effect.
fn variables(node: &Node, url: &str, diagnostics: &mut Diagnostics) -> Vec<Variable> {
    let declared = node.member(Field::Variables);
    let mut variables: Vec<Variable> = Vec::new();
    for name in names(url) {
        if variables.iter().any(|variable| variable.name == name) {
            continue;
        }
        variables.push(match declared.and_then(|declared| declared.get(name)) {
            Some(entry) => variable(name, entry, diagnostics),
            None => {
                let message = format!("this server does not declare its variable `{name}`");
                let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Value);
                diagnostics.push(
                    diagnostic
                        .with_note(UNSET)
                        .help(format!("add `variables: {{ {name}: {{ default: … }} }}` to the server")),
                );
                Variable { name: name.to_owned(), default: None, values: Vec::new(), description: None }
            }
        });
    }
    let all = declared.and_then(Node::as_object).into_iter().flatten();
    for (name, entry) in all.filter(|(name, _)| !is_extension(name) && !names(url).contains(&name.as_str())) {
        let message = format!("the URL of this server does not contain its variable `{name}`");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(entry.origin, SpanTarget::Key);
        diagnostics.push(
            diagnostic.with_note("ignored").help(format!("write `{{{name}}}` in the URL, or remove the variable")),
        );
    }
    variables
}

fn variable(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> Variable {
    let listed = node.list(Field::Enum);
    let mut values: Vec<String> = Vec::new();
    for value in listed.iter().filter_map(Node::as_str) {
        if !values.iter().any(|existing| existing == value) {
            values.push(value.to_owned());
        }
    }
    let default = node.text(Field::Default).map(str::to_owned);
    match &default {
        Some(default) if !values.is_empty() && !values.contains(default) => {
            let message = format!("the default `{default}` is not one of the values of `enum`");
            let origin = node.member(Field::Default).map_or(node.origin, |node| node.origin);
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
            diagnostics.push(diagnostic.with_note("treated as one of them").help(format!("add `{default}` to `enum`")));
            values.insert(0, default.clone());
        }
        // Variables that the normalise stage makes of the parameters of a host have no defaults.
        None if !node.has(Field::Required) => {
            let message = format!("the server variable `{name}` has no default");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Value);
            let default = values.first().map_or("…", String::as_str);
            diagnostics.push(diagnostic.with_note(UNSET).help(format!("add `default: {default}`")));
        }
        _ => {}
    }
    Variable { name: name.to_owned(), default, values, description: text(node, Field::Description) }
}

/// The address that a document gives itself, seen from the one that it was read from.
pub(super) fn own_address(uri: &str, address: Option<&str>) -> String {
    match address {
        Some(address) if !uri.contains("://") => join(address, uri),
        _ => uri.to_owned(),
    }
}

/// The URL that a relative one names seen from the address of the document (RFC 3986, section 5.2).
fn join(address: &str, reference: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = address.split_once("://") else {
        return reference.to_owned();
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let folder = if reference.starts_with('/') { "" } else { path.rfind('/').map_or("", |end| &path[..end]) };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(reference.split('/')).filter(|segment| !segment.is_empty()) {
        match segment {
            "." => {}
            // At the root `..` has nothing to remove, and is dropped (RFC 3986, section 5.2.4).
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    let path: String = segments.iter().map(|segment| format!("/{segment}")).collect();
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::{is_host, join, own_address};

    #[test]
    fn hosts_are_told_from_paths() {
        for host in ["api.example.com", "api.example.com/v1", "localhost:8080", "localhost/x", "example.com:80/v1"] {
            assert!(is_host(host), "{host}");
        }
        for path in ["v1", "./v1", "../v1", "v1.0", "/v1", "{host}/v1", "//example.com", "api/v1.2", ""] {
            assert!(!is_host(path), "{path}");
        }
    }

    #[test]
    fn relative_urls_are_seen_from_the_document() {
        let address = "https://example.com/docs/openapi.json?v=1";
        assert_eq!(join(address, "/v1"), "https://example.com/v1");
        assert_eq!(own_address("../a.yaml", Some(address)), "https://example.com/a.yaml");
        assert_eq!(own_address("https://a.com/b", Some(address)), "https://a.com/b");
        assert_eq!(join(address, "v1"), "https://example.com/docs/v1");
        assert_eq!(join(address, "../../v1"), "https://example.com/v1");
        assert_eq!(join("https://example.com", "./v1"), "https://example.com/v1");
        assert_eq!(join(address, "//other.com/v1"), "https://other.com/v1");
    }
}
