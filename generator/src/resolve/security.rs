//! Security schemes and requirements.

use indexmap::IndexMap;

use super::key_form::{Basis, key_form};
use super::parameter::header_name;
use super::{Requirement, SecurityScheme, Service, text, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part};
use crate::ir::{Grant, KeyForm, OAuthFlow, SecurityKind};
use crate::spec::{Field, Location, Members as _, is_same_header};

/// The schemes that the document declares.
pub(super) fn schemes(envelope: &Node, diagnostics: &mut Diagnostics) -> IndexMap<String, SecurityScheme> {
    let declared = declared(envelope).and_then(Node::as_object);
    let mut schemes = IndexMap::new();
    for (name, node) in declared.into_iter().flatten() {
        if let Some(kind) = kind(name, node, diagnostics) {
            schemes.insert(name.clone(), SecurityScheme { kind, description: text(node, Field::Description) });
        }
    }
    schemes
}

/// The security schemes of the Components Object.
fn declared(envelope: &Node) -> Option<&Node> {
    envelope.member(Field::Components)?.member(Field::SecuritySchemes)
}

fn kind(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> Option<SecurityKind> {
    // The typed reader does not know mutual TLS (OAS 3.1.1, "Security Scheme Object").
    match node.text(Field::Type) {
        Some("mutualTLS") => return Some(SecurityKind::MutualTls),
        Some("oauth2") => return Some(SecurityKind::OAuth2(flows(name, node, diagnostics))),
        Some("openIdConnect") => return Some(open_id_connect(name, node, diagnostics)),
        _ => {}
    }
    known_words(node, diagnostics)?;
    match typed::security_scheme(node, diagnostics)? {
        typed::SecurityScheme::Http { scheme } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SecurityKind::Bearer),
            "basic" => Some(SecurityKind::Basic),
            other => {
                let message = format!("the HTTP authentication scheme `{other}` of `{name}` is not supported");
                let help =
                    "set the header `Authorization` on the calls that need it, or its value as the credential for `";
                diagnostics.push(
                    Diagnostic::warning(Code::Unsupported, message)
                        .at(node.origin, Part::Key)
                        .help(format!("{help}{name}`")),
                );
                Some(SecurityKind::Http { scheme: scheme.clone() })
            }
        },
        typed::SecurityScheme::ApiKey { location, name: parameter } => {
            let parameter = match location {
                Location::Header => header_name(node, parameter, "security scheme", diagnostics)?,
                _ => parameter,
            };
            Some(api_key(name, location, parameter, node, diagnostics))
        }
        typed::SecurityScheme::OAuth2 => Some(SecurityKind::OAuth2(flows(name, node, diagnostics))),
        typed::SecurityScheme::OpenIdConnect => Some(open_id_connect(name, node, diagnostics)),
    }
}

/// The flows of a scheme that the runtime has grants for. A note says where it has none; that `flows` is missing has been reported.
fn flows(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> Vec<OAuthFlow> {
    let Some(declared) = node.member(Field::Flows) else { return Vec::new() };
    let flow = |field| {
        let flow = declared.member(field)?;
        let url = |field| text(flow, field).unwrap_or_default();
        let grant = match field {
            Field::AuthorizationCode => Grant::AuthorizationCode(url(Field::AuthorizationUrl)),
            _ => Grant::ClientCredentials,
        };
        let scopes = flow.entries(Field::Scopes).map(|(scope, _)| scope.to_owned()).collect();
        Some(OAuthFlow { grant, token_url: url(Field::TokenUrl), refresh_url: text(flow, Field::RefreshUrl), scopes })
    };
    let flows: Vec<OAuthFlow> =
        [Field::ClientCredentials, Field::AuthorizationCode].into_iter().filter_map(flow).collect();
    if flows.is_empty() {
        let others = [Field::Implicit, Field::Password, Field::DeviceAuthorization];
        let others = others.into_iter().filter(|field| declared.has(*field));
        let others: Vec<String> = others.map(|field| format!("`{}`", field.name())).collect();
        let message = match others.is_empty() {
            true => format!("`{name}` has no flow that gets a token"),
            false => format!("no flow of `{name}` is supported: it has {}", others.join(" and ")),
        };
        note_flow(node, message, diagnostics);
    }
    flows
}

fn open_id_connect(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> SecurityKind {
    note_flow(node, format!("the discovery of OpenID Connect, which `{name}` declares, is not supported"), diagnostics);
    SecurityKind::Bearer
}

fn note_flow(node: &Node, message: String, diagnostics: &mut Diagnostics) {
    let help = "give the client a token, a token source, or a grant of OAuth 2.0 with a `token_url` of your own";
    diagnostics.push(Diagnostic::note(Code::OauthFlow, message).at(node.origin, Part::Key).help(help));
}

/// Checks the words that the specification lists; what is wrong with one is said where it stands.
fn known_words(node: &Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let words = [
        (Field::Type, &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"][..], "no type of a security scheme"),
        (Field::In, &["query", "header", "cookie"][..], "no place of an API key"),
    ];
    let mut known = Some(());
    for (field, words, what) in words {
        let Some(word) = node.member(field) else { continue };
        let text = word.as_str().unwrap_or_default();
        if !words.contains(&text) && !diagnostics.has_any_at(word.origin) {
            let diagnostic = Diagnostic::error(Code::InvalidValue, format!("`{text}` is {what}"));
            diagnostics.push(diagnostic.at(word.origin, Part::Value).help(format!("these are {}", words.join(", "))));
        }
        known = known.filter(|()| words.contains(&text));
    }
    known
}

/// An API key. One that is the value of `Authorization` is written as its description shows, and a note says what was assumed.
fn api_key(
    scheme: &str,
    location: Location,
    parameter: String,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> SecurityKind {
    if location != Location::Header || !is_same_header(&parameter, "authorization") {
        return SecurityKind::ApiKey { location, parameter };
    }
    let description = text(node, Field::Description).unwrap_or_default();
    let (form, basis) = key_form(scheme, &description);
    let shown = form.prefix().trim_end();
    let message = match basis {
        Basis::Shown => {
            format!("the keys of `{scheme}` stand in `Authorization` behind `{shown}`, as the description shows")
        }
        Basis::Named => {
            format!("the keys of `{scheme}` stand in `Authorization` behind `{shown}`, which the document names")
        }
        Basis::Nothing => {
            format!("the keys of `{scheme}` are the whole value of `Authorization`: the description shows no prefix")
        }
    };
    let prefix = form.prefix();
    let help = match &form {
        KeyForm::Bearer => "`.bearer(key)` sends `Bearer key`, `.api_key(value)` the value as it is".to_owned(),
        KeyForm::Basic => "`.basic(user, password)` sends `Basic …`, `.api_key(value)` the value as it is".to_owned(),
        KeyForm::Prefix(_) => {
            format!("`.api_key(\"{prefix}…\")` sends the value as it is, `.bearer(key)` sends `Bearer key`")
        }
        KeyForm::Bare => "`.api_key(key)` sends the key as it is, `.bearer(key)` sends `Bearer key`".to_owned(),
    };
    diagnostics.push(Diagnostic::note(Code::AuthorizationPrefix, message).at(node.origin, Part::Key).help(help));
    SecurityKind::Authorization(form)
}

/// Notes that nothing in the document requires a credential: those that the user sets are sent with all calls.
pub(super) fn note_unrequired(envelope: &Node, service: &Service, diagnostics: &mut Diagnostics) {
    let is_required =
        service.operations.iter().any(|operation| operation.security.iter().any(|names| !names.is_empty()));
    if is_required || service.operations.is_empty() {
        return;
    }
    let note = match declared(envelope).filter(|_| !service.security_schemes.is_empty()) {
        None => Diagnostic::note(Code::UnrequiredSecurity, "the document declares no security scheme")
            .at(envelope.origin, Part::Key)
            .help("`.bearer(key)` and `.basic(user, password)` are sent with all calls; other credentials are set with `.header(name, value)`"),
        Some(schemes) => Diagnostic::note(Code::UnrequiredSecurity, "no operation requires a security scheme of the document")
            .at(schemes.origin, Part::Key)
            .help("credentials that are set and fit one of them are sent with all calls"),
    };
    diagnostics.push(note);
}

/// The requirements of an operation: alternatives of schemes that are needed together. No alternative: open to all.
pub(super) fn requirements(
    node: Option<&Node>,
    schemes: &IndexMap<String, SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<Requirement>> {
    let mut alternatives = Vec::new();
    let mut is_lost = false;
    for alternative in node.and_then(Node::as_array).unwrap_or_default() {
        let Some(needed) = alternative.as_object() else {
            continue;
        };
        let mut required = Vec::new();
        let mut known = true;
        for (name, scopes) in needed {
            if let Some(declared) = of_uri(name, schemes) {
                let scopes = scopes.as_array().unwrap_or_default();
                let scopes = scopes.iter().filter_map(Node::as_str).map(str::to_owned).collect();
                required.push(Requirement { scheme: declared.to_owned(), scopes });
                continue;
            }
            known = false;
            let message = format!("the security scheme `{name}` is not declared");
            let diagnostic = Diagnostic::warning(Code::UnresolvedReference, message).at(scopes.origin, Part::Key);
            diagnostics.push(diagnostic.help("this alternative of the requirement is left out"));
        }
        if known {
            alternatives.push(required);
        }
        is_lost |= !known;
    }
    // What is required is not known. A credential that is set may be what is meant, and is sent if it fits any scheme.
    if is_lost && alternatives.is_empty() {
        let any = |name: &String| vec![Requirement { scheme: name.clone(), scopes: Vec::new() }];
        alternatives = schemes.keys().map(any).chain([Vec::new()]).collect();
    }
    alternatives
}

/// The declared scheme that a requirement names: by its name, or by the URI of its place (OAS 3.2.0, "Security Requirement Object").
fn of_uri<'s>(name: &'s str, schemes: &IndexMap<String, SecurityScheme>) -> Option<&'s str> {
    let declared = |name: &&str| schemes.contains_key(*name);
    Some(name).filter(declared).or_else(|| name.split_once("#/components/securitySchemes/")?.1.into()).filter(declared)
}

#[cfg(test)]
mod tests {
    use crate::Generator;

    /// The requirements of the one operation, and whether an operation requires any scheme of the client.
    fn requirements(security: &str) -> (Vec<Vec<String>>, bool) {
        let document = format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "security": {security},
            "components": {{"securitySchemes": {{
                "key": {{"type": "apiKey", "in": "header", "name": "X-Key"}}, "digest": {{"type": "http", "scheme": "digest"}}}}}},
            "paths": {{"/a": {{"get": {{"operationId": "a", "responses": {{"204": {{"description": "done"}}}}}}}}}}}}"#
        );
        let client = Generator::from_text("document", document).generate().unwrap();
        let operations = client.inspect().operations;
        (operations[0].security.clone(), client.module().contains(".requires_security(true)"))
    }

    fn names(alternatives: &[&[&str]]) -> Vec<Vec<String>> {
        alternatives.iter().map(|names| names.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn a_requirement_names_a_scheme_by_its_uri_too() {
        let found = requirements(r##"[{"#/components/securitySchemes/key": []}]"##);
        assert_eq!(found, (names(&[&["key"]]), true));
    }

    #[test]
    fn a_requirement_of_undeclared_schemes_alone_is_any_scheme_or_none() {
        assert_eq!(requirements(r#"[{"keys": []}]"#), (names(&[&["key"], &["digest"], &[]]), true));
        assert_eq!(requirements(r#"[{"keys": []}, {"key": []}]"#), (names(&[&["key"]]), true));
    }

    #[test]
    fn a_scheme_that_the_caller_writes_is_required_as_others_are() {
        assert_eq!(requirements(r#"[{"digest": []}]"#), (names(&[&["digest"]]), true));
        assert_eq!(requirements("[]"), (names(&[]), false));
    }
}
