use super::super::OAuth2Error;
use super::{AuthorizationCode, AuthorizationRequest};
use crate::call::client::{Client, ClientBuilder};
use crate::contract::{Api, OAuthFlow, SecurityScheme};

static LOGIN: SecurityScheme = SecurityScheme::oauth2(
    "login",
    &[
        OAuthFlow::client_credentials("https://login.example/other").scopes(&["admin"]),
        OAuthFlow::authorization_code("/authorize?tenant=a", "oauth/token").scopes(&["pets:read", "pets:write"]),
    ],
);
static MACHINE: SecurityScheme =
    SecurityScheme::oauth2("machine", &[OAuthFlow::client_credentials("https://login.example/token")]);
static API: Api = Api::new("pets", "1").security_schemes(&[&LOGIN, &MACHINE]).requires_security(true);

fn builder() -> ClientBuilder<Client> {
    ClientBuilder::new(&API, "https://pets.example/v1/")
}

fn flow() -> AuthorizationCode {
    AuthorizationCode::new("the client", "http://127.0.0.1:8400/back")
}

fn begun() -> AuthorizationRequest {
    builder().authorize("login", &flow()).unwrap()
}

/// The pairs of the query of a URL.
fn pairs(url: &str) -> Vec<(&str, &str)> {
    let (_, query) = url.split_once('?').unwrap();
    query.split('&').map(|pair| pair.split_once('=').unwrap()).collect()
}

#[test]
fn the_url_has_what_the_document_and_the_caller_say() {
    let request = builder().authorize("login", &flow().parameter("prompt", "consent")).unwrap();
    assert!(request.url().starts_with("https://pets.example/authorize?tenant=a&"), "{}", request.url());
    let pairs = pairs(request.url());
    let challenge = super::pkce::challenge(&request.verifier);
    assert_eq!(
        pairs,
        [
            ("tenant", "a"),
            ("response_type", "code"),
            ("client_id", "the%20client"),
            ("redirect_uri", "http%3A%2F%2F127.0.0.1%3A8400%2Fback"),
            ("state", request.state()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("scope", "pets%3Aread%20pets%3Awrite"),
            ("prompt", "consent"),
        ]
    );
    assert_eq!(request.flow.settings.token_url.as_deref(), Some("https://pets.example/v1/oauth/token"));
    let shown = format!("{request:?}");
    assert!(!shown.contains(request.verifier.expose()), "{shown}");
}

#[test]
fn what_is_missing_is_named() {
    let error = |scheme: &str, flow: &AuthorizationCode| builder().authorize(scheme, flow).unwrap_err().to_string();
    assert_eq!(error("logn", &flow()), "the document declares no security scheme `logn`");
    assert_eq!(
        error("machine", &flow()),
        "the security scheme `machine` has no token URL for this grant: set it with `.token_url(..)`"
    );
    assert_eq!(
        error("machine", &flow().token_url("https://login.example/token")),
        "no authorization URL is set: `.authorization_url(..)` sets it"
    );
    assert_eq!(
        flow().begin().unwrap_err().to_string(),
        "no authorization URL is set: `.authorization_url(..)` sets it"
    );
}

#[test]
fn the_code_is_that_of_a_redirect_of_this_login() {
    let request = begun();
    let state = request.state().to_owned();
    let code =
        |query: &str| request.code(query).map(|code| code.expose().to_owned()).map_err(|error| error.to_string());
    for redirected in [
        format!("http://127.0.0.1:8400/back?code=a%2Bb+c&state={state}"),
        format!("/back?state={state}&iss=https%3A%2F%2Flogin.example&code=a%2Bb+c#_=_"),
    ] {
        assert_eq!(code(&redirected).as_deref(), Ok("a+b c"));
    }
    let other = "the redirect belongs to another login: its `state` is not the one of this login".to_owned();
    for redirected in ["/back?code=a", "/back?code=a&state=", "/back?code=a&state=b", "", "/back"] {
        assert_eq!(code(redirected), Err(other.clone()), "{redirected}");
    }
    assert_eq!(code(&format!("/back?state={state}")), Err("the redirect has no `code`".to_owned()));
}

#[test]
fn a_person_who_declines_is_a_refusal() {
    let request = begun();
    let redirected =
        format!("/back?error=access_denied&error_description=The+person%0Adeclined&state={}", request.state());
    let error = request.code(&redirected).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the authorization server `https://pets.example/authorize` refused: `access_denied`: The person declined"
    );
    let refusal = OAuth2Error::of(&error).expect("it is typed");
    assert_eq!(
        (refusal.code(), refusal.description(), refusal.status()),
        ("access_denied", Some("The person declined"), None)
    );
}
