//! Security schemes and requirements.

use indexmap::IndexMap;

use super::{SecurityScheme, only, read, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part};
use crate::ir::{Location, SecurityKind};

/// The schemes that the document declares.
pub(super) fn schemes(envelope: &Node, diagnostics: &mut Diagnostics) -> IndexMap<String, SecurityScheme> {
    let declared = envelope.get("components").and_then(|node| node.get("securitySchemes")).and_then(Node::as_object);
    let mut schemes = IndexMap::new();
    for (name, node) in declared.into_iter().flatten() {
        if let Some(kind) = kind(name, node, diagnostics) {
            schemes.insert(name.clone(), SecurityScheme { kind, description: text(node, "description") });
        }
    }
    schemes
}

fn kind(name: &str, node: &Node, diagnostics: &mut Diagnostics) -> Option<SecurityKind> {
    // openapiv3 does not know it (OAS 3.1.1, "Security Scheme Object").
    match node.get("type").and_then(Node::as_str) {
        Some("mutualTLS") => return Some(SecurityKind::MutualTls),
        // The flows say how a token is got, which is the business of a token source; the token is a bearer token.
        Some("oauth2" | "openIdConnect") => return Some(SecurityKind::Bearer),
        _ => {}
    }
    known_words(node, diagnostics)?;
    let shallow = only(node, &["type", "name", "in", "scheme", "bearerFormat", "description"]);
    match read::<openapiv3::SecurityScheme>(&shallow, diagnostics)? {
        openapiv3::SecurityScheme::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => Some(SecurityKind::Bearer),
            "basic" => Some(SecurityKind::Basic),
            other => {
                let message = format!("the HTTP authentication scheme `{other}` of `{name}` is not supported");
                diagnostics.push(
                    Diagnostic::warning(Code::Unsupported, message)
                        .at(node.origin, Part::Key)
                        .help("set the header `Authorization` on the calls that need it"),
                );
                None
            }
        },
        openapiv3::SecurityScheme::APIKey { location, name: parameter, .. } => {
            let location = match location {
                openapiv3::APIKeyLocation::Query => Location::Query,
                openapiv3::APIKeyLocation::Header => Location::Header,
                openapiv3::APIKeyLocation::Cookie => Location::Cookie,
            };
            Some(api_key(name, location, parameter, node))
        }
        openapiv3::SecurityScheme::OAuth2 { .. } | openapiv3::SecurityScheme::OpenIDConnect { .. } => {
            Some(SecurityKind::Bearer)
        }
    }
}

/// Checks the words that the specification lists; what is wrong with one is said where it stands.
fn known_words(node: &Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let words = [
        ("type", &["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"][..], "no type of a security scheme"),
        ("in", &["query", "header", "cookie"][..], "no place of an API key"),
    ];
    let mut known = Some(());
    for (key, words, what) in words {
        let Some(word) = node.get(key) else { continue };
        let text = word.as_str().unwrap_or_default();
        if !words.contains(&text) && !diagnostics.has_any_at(word.origin) {
            let diagnostic = Diagnostic::error(Code::InvalidValue, format!("`{text}` is {what}"));
            diagnostics.push(diagnostic.at(word.origin, Part::Value).help(format!("these are {}", words.join(", "))));
        }
        known = known.filter(|()| words.contains(&text));
    }
    known
}

/// Many documents declare a bearer token as an API key in the header `Authorization`, since Swagger 2.0 has no other
/// way to say it. It is a bearer token unless the description or the name of the scheme speaks of another scheme.
fn api_key(scheme: &str, location: Location, parameter: String, node: &Node) -> SecurityKind {
    if location != Location::Header || !parameter.eq_ignore_ascii_case("authorization") {
        return SecurityKind::ApiKey { location, parameter };
    }
    let description = text(node, "description").unwrap_or_default().to_ascii_lowercase();
    let says = |word: &str| description.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word);
    let named = scheme.to_ascii_lowercase();
    if says("bearer") || named.contains("bearer") || named.contains("jwt") {
        return SecurityKind::Bearer;
    }
    if says("basic") || named.contains("basic") {
        return SecurityKind::Basic;
    }
    // A key with a scheme of the service's own is sent as the user gives it.
    let own_scheme = ["digest", "hmac", "signature"];
    if own_scheme.iter().any(|word| says(word)) {
        return SecurityKind::ApiKey { location, parameter };
    }
    SecurityKind::Bearer
}

/// The requirements of an operation: alternatives of schemes that are needed together. No alternative: open to all.
pub(super) fn requirements(
    node: Option<&Node>,
    schemes: &IndexMap<String, SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<String>> {
    let mut alternatives = Vec::new();
    for alternative in node.and_then(Node::as_array).unwrap_or_default() {
        let Some(needed) = alternative.as_object() else {
            continue;
        };
        let mut names = Vec::new();
        let mut known = true;
        for (name, scopes) in needed {
            if schemes.contains_key(name) {
                names.push(name.clone());
                continue;
            }
            known = false;
            let message = format!("the security scheme `{name}` is not declared, or not supported");
            let diagnostic = Diagnostic::warning(Code::UnresolvedReference, message).at(scopes.origin, Part::Key);
            diagnostics.push(diagnostic.help("this alternative of the requirement is left out"));
        }
        if known {
            alternatives.push(names);
        }
    }
    alternatives
}
