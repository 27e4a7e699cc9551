//! `host`, `basePath` and `schemes` of Swagger 2.0, and hosts with parameters, as servers.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Object, Origin, SpanTarget, Value};
use crate::spec::{Field, Members as _};

/// The servers: one for each scheme, `https` first. A document without a host has a relative one, or none.
pub(super) fn servers(root: &Object, diagnostics: &mut Diagnostics) -> Option<Node> {
    let base = base_path(root, diagnostics);
    let schemes = schemes(root.member(Field::Schemes));
    name_unspoken(root.member(Field::Schemes), diagnostics);
    if let Some(host) = root.member(Field::ParameterizedHost) {
        return Some(parameterized(host, &base, &schemes));
    }
    let host = root.member(Field::Host);
    let origin = host.or_else(|| root.member(Field::BasePath))?.origin;
    let urls = match host.and_then(Node::as_str).map(str::trim).filter(|host| !host.is_empty()) {
        None if base.is_empty() => return None,
        None => vec![base],
        Some(host) => {
            let host = without_scheme(host, origin, diagnostics);
            schemes.iter().map(|scheme| format!("{scheme}://{host}{base}")).collect()
        }
    };
    let servers = urls.into_iter().map(|url| server(url, [], origin)).collect();
    Some(Node::new(Value::array(servers), origin))
}

/// The servers of an operation that is called by other schemes than the document.
pub(super) fn of_operation(schemes: &Node, root: &Node, diagnostics: &mut Diagnostics) -> Option<Node> {
    name_unspoken(Some(schemes), diagnostics);
    let all = root.as_array()?;
    let first = all.first()?.text(Field::Url)?;
    let operation_schemes = self::schemes(Some(schemes));
    let (scheme, rest) = first.split_once("://")?;
    // The server of the document is called by one of these schemes already.
    if operation_schemes.contains(&scheme) {
        return None;
    }
    let url = format!("{}://{rest}", operation_schemes.first()?);
    let server = server(url, all.first()?.copies([Field::Variables]), schemes.origin);
    Some(Node::new(Value::array(vec![server]), schemes.origin))
}

fn server(url: String, more: impl IntoIterator<Item = (String, Node)>, origin: Origin) -> Node {
    let url = Field::Url.entry(Node::string(url, origin));
    Node::object(std::iter::once(url).chain(more), origin)
}

/// The base path with a slash in front and none at the end.
fn base_path(root: &Object, diagnostics: &mut Diagnostics) -> String {
    let Some((node, path)) = root.member(Field::BasePath).and_then(|node| Some((node, node.as_str()?.trim()))) else {
        return String::new();
    };
    let path = path.trim_end_matches('/');
    if path.is_empty() || path.starts_with('/') {
        return path.to_owned();
    }
    let message = format!("the `basePath` `{path}` does not begin with `/`");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Value);
    diagnostics.push(diagnostic.with_note(format!("treated as `/{path}`")));
    format!("/{path}")
}

/// The schemes that the client speaks, `https` first and alone where none is named. WebSockets begin with requests of HTTP (RFC 6455, section 3).
fn schemes(node: Option<&Node>) -> Vec<&str> {
    let listed: Vec<&str> = listed(node).filter_map(Node::as_str).collect();
    // The client takes the first server unless it is told otherwise, so the safer scheme comes first. `ws` and `wss`
    // are no schemes of a request.
    let listed_schemes: Vec<&str> = ["https", "http"].into_iter().filter(|scheme| listed.contains(scheme)).collect();
    if listed_schemes.is_empty() {
        if listed.contains(&"ws") && !listed.contains(&"wss") { vec!["http"] } else { vec!["https"] }
    } else {
        listed_schemes
    }
}

fn listed(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_array).unwrap_or_default().iter()
}

/// Names the schemes that the client does not speak (Swagger 2.0, "Swagger Object", `schemes`).
fn name_unspoken(node: Option<&Node>, diagnostics: &mut Diagnostics) {
    let called = schemes(node)[0];
    for scheme in listed(node) {
        let diagnostic = match scheme.as_str() {
            None | Some("https" | "http") => continue,
            Some(current_listed @ ("ws" | "wss")) => {
                let message = format!("the client does not support WebSockets, which `{current_listed}` asks for");
                Diagnostic::warning(Code::Unsupported, message).help("list `https` or `http` under `schemes`")
            }
            Some(current_listed) => {
                let message = format!("`{current_listed}` is not a scheme of Swagger 2.0");
                Diagnostic::warning(Code::InvalidValue, message).help("write `https`, `http`, `wss` or `ws`")
            }
        };
        diagnostics
            .push(diagnostic.at(scheme.origin, SpanTarget::Value).with_note(format!("the client calls `{called}`")));
    }
}

/// A host is written without a scheme (Swagger 2.0, "Swagger Object", `host`).
fn without_scheme<'a>(host: &'a str, origin: Origin, diagnostics: &mut Diagnostics) -> &'a str {
    let Some((_, bare)) = host.split_once("://") else {
        return host.trim_end_matches('/');
    };
    let message = format!("the `host` `{host}` begins with a scheme, which belongs to `schemes`");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
    diagnostics.push(diagnostic.with_note(format!("treated as `{bare}`")));
    bare.trim_end_matches('/')
}

/// A host whose parameters are the variables of the server. Parameters without a default are asked for.
fn parameterized(node: &Node, base: &str, schemes: &[&str]) -> Node {
    let template = node.text(Field::HostTemplate).unwrap_or_default().trim_end_matches('/');
    let prefixed = node.flag(Field::UseSchemePrefix).unwrap_or(true);
    let scheme = schemes.first().filter(|_| prefixed && !template.contains("://"));
    let url = match scheme {
        Some(scheme) => format!("{scheme}://{template}{base}"),
        None => format!("{template}{base}"),
    };
    let parameters = node.list(Field::Parameters);
    let variables = parameters.iter().filter_map(|node| Some((node.text(Field::Name)?.to_owned(), variable(node))));
    // A parameter of the host that its template does not name would be a variable without an effect.
    let variables = Node::object(variables.filter(|(name, _)| url.contains(&format!("{{{name}}}"))), node.origin);
    let server = server(url.clone(), [Field::Variables.entry(variables)], node.origin);
    Node::new(Value::array(vec![server]), node.origin)
}

/// A parameter of a host as a variable. `required` says that none has to have a default.
fn variable(parameter: &Node) -> Node {
    let members = parameter.copies([Field::Default, Field::Description, Field::Enum]);
    let required = Field::Required.entry(Node::bool(true, parameter.origin));
    Node::object(members.chain([required]), parameter.origin)
}
