//! Security schemes and requirements.

use crate::collections::IndexMap;

use super::key_form::{Basis, key_form};
use super::parameter::header_name;
use super::{Requirement, SecurityScheme, Service, text, typed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget, Value};
use crate::ir::{Grant, KeyForm, OAuthFlow, SecurityKind};
use crate::spec::{Field, Location, Members as _, MembersMut as _, is_same_header};
use crate::spelling::nearest;

/// The schemes that the document declares.
pub(super) fn schemes(envelope: &Node, diagnostics: &mut Diagnostics) -> IndexMap<String, SecurityScheme> {
    let declared = declared(envelope).and_then(Node::as_object);
    let mut schemes = IndexMap::default();
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
    let node = &known_words(node, diagnostics)?;
    // The typed reader does not know mutual TLS (OAS 3.1.1, "Security Scheme Object").
    match node.text(Field::Type) {
        Some("mutualTLS") => return Some(SecurityKind::MutualTls),
        Some("oauth2") => return Some(SecurityKind::OAuth2(flows(name, node, diagnostics))),
        Some("openIdConnect") => return Some(open_id_connect(name, node, diagnostics)),
        _ => {}
    }
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
                        .at(node.origin, SpanTarget::Key)
                        .help(format!("{help}{name}`")),
                );
                // The scheme stays in the model: calls that need it are known, and an error names it where no
                // credential is set.
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
        let message = if others.is_empty() {
            format!("the security scheme `{name}` has no flow that gets a token")
        } else {
            format!("the client does not support the flows of `{name}`: {}", others.join(" and "))
        };
        note_flow(node, message, diagnostics);
    }
    flows
}

fn open_id_connect(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> SecurityKind {
    note_flow(
        node,
        format!("the client does not support the discovery of OpenID Connect, which `{name}` needs"),
        diagnostics,
    );
    // The token that discovery would lead to is sent as a bearer token (RFC 6750), wherever the caller has it from.
    SecurityKind::Bearer
}

fn note_flow(node: &Node, message: String, diagnostics: &mut Diagnostics) {
    let help =
        "give the client a token (`.bearer(token)`), a token source, or a grant of OAuth 2.0 with its `token_url`";
    diagnostics.push(Diagnostic::note(Code::OauthFlow, message).at(node.origin, SpanTarget::Key).help(help));
}

/// A scheme with the words that the specification lists, whatever their case. `None` where one is another word: what is wrong is said where it stands.
fn known_words(node: &Node, diagnostics: &mut Diagnostics) -> Option<Node> {
    let words = [
        (Field::Type, &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"][..], "not a type of security scheme"),
        (Field::In, &["query", "header", "cookie"][..], "not a location of an API key"),
    ];
    let mut read = node.clone();
    let mut are_known = true;
    for (field, words, what) in words {
        let Some(word) = node.member(field) else { continue };
        let text = word.as_str().unwrap_or_default();
        let closest = words.iter().find(|candidate| candidate.eq_ignore_ascii_case(text.trim()));
        // A finding of an earlier stage at this word says the same.
        if !words.contains(&text) && !diagnostics.has_any_at(word.origin) {
            let diagnostic = Diagnostic::warning(Code::InvalidValue, format!("`{text}` is {what}"));
            let diagnostic = diagnostic.at(word.origin, SpanTarget::Value);
            diagnostics.push(match closest {
                Some(closest) => diagnostic.with_note(format!("treated as `{closest}`")),
                None => diagnostic
                    .with_note("the security scheme is left out")
                    .help(format!("write one of {}", words.join(", "))),
            });
        }
        match (closest, &mut read.value) {
            (Some(closest), Value::Object(object)) => object.put(field, Node::string(*closest, word.origin)),
            _ => are_known = false,
        }
    }
    are_known.then_some(read)
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
            format!("the key of `{scheme}` follows `{shown}` in `Authorization`, as the description shows")
        }
        Basis::Named => {
            format!("the key of `{scheme}` follows `{shown}` in `Authorization`, as the document says")
        }
        Basis::Nothing => {
            format!("the key of `{scheme}` is the whole value of `Authorization`, as the description shows no prefix")
        }
    };
    let prefix = form.prefix();
    let help = match &form {
        KeyForm::Bearer => {
            "`.bearer(key)` sends `Bearer key`, and `.api_key(value)` sends the value as it is".to_owned()
        }
        KeyForm::Basic => {
            "`.basic(user, password)` sends `Basic …`, and `.api_key(value)` sends the value as it is".to_owned()
        }
        KeyForm::Prefix(_) => {
            format!("`.api_key(\"{prefix}…\")` sends the value as it is, and `.bearer(key)` sends `Bearer key`")
        }
        KeyForm::Bare => "`.api_key(key)` sends the key as it is, and `.bearer(key)` sends `Bearer key`".to_owned(),
    };
    diagnostics.push(Diagnostic::note(Code::AuthorizationPrefix, message).at(node.origin, SpanTarget::Key).help(help));
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
            .at(envelope.origin, SpanTarget::Key)
            .help("`.bearer(key)` and `.basic(user, password)` are sent with all calls; `.header(name, value)` sets other credentials"),
        Some(schemes) => Diagnostic::note(Code::UnrequiredSecurity, "no operation requires a security scheme of the document")
            .at(schemes.origin, SpanTarget::Key)
            .with_note("all calls send the credentials that are set and fit one of the schemes"),
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
    let mut undeclared = Vec::new();
    for alternative in node.and_then(Node::as_array).unwrap_or_default() {
        let Some(needed) = alternative.as_object() else {
            continue;
        };
        let mut required = Vec::new();
        let mut is_known = true;
        for (name, scopes) in needed {
            if let Some(declared) = of_uri(name, schemes) {
                let scopes = scopes.as_array().unwrap_or_default();
                let scopes = scopes.iter().filter_map(Node::as_str).map(str::to_owned).collect();
                required.push(Requirement { scheme: declared.to_owned(), scopes });
                continue;
            }
            is_known = false;
            undeclared.push((name, scopes));
        }
        if is_known {
            alternatives.push(required);
        }
    }
    // The requirement is not known. A credential that is set may be the one that is meant, and is sent if it fits any
    // scheme.
    let is_unknown = alternatives.is_empty() && !undeclared.is_empty();
    for (name, scopes) in undeclared {
        diagnostics.push(undeclared_scheme(name, scopes, schemes, is_unknown));
    }
    // Leaving all alternatives out would make the operation open to all, and the caller's credential would stay behind
    // without a word.
    if is_unknown {
        let any = |name: &String| vec![Requirement { scheme: name.clone(), scopes: Vec::new() }];
        alternatives = schemes.keys().map(any).chain([Vec::new()]).collect();
    }
    alternatives
}

/// The finding about a requirement of a scheme that the document does not declare. `is_unknown` if no requirement is left.
fn undeclared_scheme(
    name: &str,
    scopes: &Node,
    schemes: &IndexMap<String, SecurityScheme>,
    is_unknown: bool,
) -> Diagnostic {
    /// More names are no help.
    const SHOWN: usize = 5;
    let message = format!("the security scheme `{name}` is not declared");
    let note = match (is_unknown, schemes.is_empty()) {
        (false, _) => "this alternative of the requirement is left out",
        (true, false) => "the calls send the credential that is set, of any scheme, or none",
        (true, true) => "the calls require no credential",
    };
    let names: Vec<String> = schemes.keys().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = if schemes.len() > SHOWN { ", …" } else { "" };
    let help = match nearest(name, schemes.keys().map(String::as_str)) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None if schemes.is_empty() => format!("declare `{name}`: the document has no security schemes"),
        None => format!("declare `{name}`, or use a scheme of the document: {}{more}", names.join(", ")),
    };
    let diagnostic = Diagnostic::warning(Code::UnresolvedReference, message).at(scopes.origin, SpanTarget::Key);
    diagnostic.with_note(note).help(help)
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
        let read = requirements(r##"[{"#/components/securitySchemes/key": []}]"##);
        assert_eq!(read, (names(&[&["key"]]), true));
    }

    #[test]
    fn a_requirement_of_undeclared_schemes_alone_is_any_scheme_or_none() {
        assert_eq!(requirements(r#"[{"keys": []}]"#), (names(&[&["key"], &["digest"], &[]]), true));
        assert_eq!(requirements(r#"[{"keys": []}, {"key": []}]"#), (names(&[&["key"]]), true));
    }

    #[test]
    fn words_have_no_case_and_a_scheme_of_another_word_is_left_out() {
        let document = |scheme: &str| {
            let text = format!(
                r#"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "security": [{{"k": []}}],
                "components": {{"securitySchemes": {{"k": {scheme}}}}},
                "paths": {{"/a": {{"get": {{"operationId": "a", "responses": {{"204": {{"description": "done"}}}}}}}}}}}}"#
            );
            Generator::from_text("document", text).generate().unwrap().module()
        };
        let clean = document(r#"{"type": "apiKey", "in": "header", "name": "X-Key"}"#);
        assert_eq!(document(r#"{"type": "apikey", "in": "Header", "name": "X-Key"}"#), clean);
        assert!(clean.contains("X-Key"));
        for scheme in
            [r#"{"type": "key"}"#, "7", "[]", r#"{"type": ["http"]}"#, r#"{"type": "apiKey", "name": "X-Key"}"#]
        {
            assert!(!document(scheme).contains("X-Key"), "{scheme}");
        }
    }

    #[test]
    fn a_scheme_that_the_caller_writes_is_required_as_others_are() {
        assert_eq!(requirements(r#"[{"digest": []}]"#), (names(&[&["digest"]]), true));
        assert_eq!(requirements("[]"), (names(&[]), false));
    }
}
