//! Credentials that are set and replaced, and what follows a 401.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::choice::{Security, ValueOrigin};
use super::super::policy::CredentialPolicy;
use super::super::token::Token;
use super::*;
use crate::contract::{In, SecurityScheme};

const BEARER: SecurityScheme = SecurityScheme::bearer("Bearer");
const OTHER: SecurityScheme = SecurityScheme::bearer("Other");
const BASIC: SecurityScheme = SecurityScheme::basic("Basic");
const KEY: SecurityScheme = SecurityScheme::api_key("Key", In::Query, "key");

/// A document with these schemes, which some operation requires.
const REQUIRED: Declared = Declared { schemes: &[&BEARER, &OTHER, &BASIC, &KEY], is_required: true };

/// A short form of the credentials of a request.
fn carried(authorization: &Authorization) -> Vec<String> {
    let headers = authorization.headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
    let query = authorization.query.iter().map(|(name, value)| format!("?{name}={}", value.expose()));
    headers.chain(query).collect()
}

async fn try_authorize(credentials: &Credentials, security: Security) -> Result<Authorization, AuthenticationError> {
    let choice = credentials.choose(&CredentialRequest {
        target: &"`op`",
        security: Some(security),
        policy: CredentialPolicy::ByDocument,
        is_at_home: true,
        is_by_hand: false,
        placement: &|_| ValueOrigin::Nowhere,
    })?;
    credentials.authorize(choice).await
}

async fn authorize(credentials: &Credentials, security: Security) -> Authorization {
    try_authorize(credentials, security).await.unwrap()
}

fn with(slots: impl IntoIterator<Item = (Slot, Credential)>) -> Credentials {
    let mut credentials = Credentials::new(REQUIRED);
    slots.into_iter().for_each(|(slot, credential)| credentials.set(slot, credential));
    credentials
}

fn bearer(key: &str) -> (Slot, Credential) {
    (Slot::Bearer, Credential::bearer(key))
}

fn named(scheme: &str, credential: Credential) -> (Slot, Credential) {
    (Slot::Scheme(scheme.to_owned()), credential)
}

/// A source that numbers its tokens.
fn numbered() -> (Credential, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let shared = count.clone();
    let credential = Credential::token_source(move || {
        let number = shared.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, String>(Token::new(format!("t{number}"))) }
    });
    (credential, count)
}

#[tokio::test]
async fn the_secondary_key_is_tried_once_and_remembered() {
    let credentials = with([(Slot::Bearer, Credential::bearer_keys("one", "two"))]);
    let first = authorize(&credentials, &[&[&BEARER]]).await;
    assert_eq!(carried(&first), ["authorization: Bearer one"]);
    let second = credentials.after_unauthorized(&first).await.unwrap().unwrap();
    assert_eq!(carried(&second), ["authorization: Bearer two"]);
    let not_confirmed = authorize(&credentials, &[&[&BEARER]]).await;
    assert_eq!(carried(&not_confirmed), ["authorization: Bearer one"]);
    credentials.confirm(&second);
    let third = authorize(&credentials, &[&[&BEARER]]).await;
    assert_eq!(carried(&third), ["authorization: Bearer two"]);
    let back = credentials.after_unauthorized(&third).await.unwrap().unwrap();
    assert_eq!(carried(&back), ["authorization: Bearer one"], "the other key again when this one is regenerated");
}

#[tokio::test]
async fn without_anything_better_there_is_no_second_try() {
    let credentials = with([bearer("only"), (Slot::Basic, Credential::basic("u", "p"))]);
    for security in [&[&[&BEARER] as &[&SecurityScheme]] as Security, &[&[&BASIC]]] {
        let used = authorize(&credentials, security).await;
        assert!(credentials.after_unauthorized(&used).await.unwrap().is_none());
    }
    let mut per_call = Authorization::default();
    per_call.add_bearer(&"key".into()).unwrap();
    assert!(credentials.after_unauthorized(&per_call).await.unwrap().is_none());
}

#[tokio::test]
async fn a_key_swapped_while_the_request_was_under_way_is_tried() {
    let credentials = with([bearer("old")]);
    let used = authorize(&credentials, &[&[&BEARER]]).await;
    credentials.replace(Slot::Bearer, Credential::bearer("regenerated")).unwrap();
    let next = credentials.after_unauthorized(&used).await.unwrap().unwrap();
    assert_eq!(carried(&next), ["authorization: Bearer regenerated"]);
    assert!(credentials.after_unauthorized(&next).await.unwrap().is_none());

    let mut undeclared = Credentials::new(Declared::default());
    undeclared.set(Slot::Bearer, Credential::bearer("old"));
    let used = authorize(&undeclared, &[]).await;
    undeclared.replace(Slot::Bearer, Credential::bearer("newest")).unwrap();
    let next = undeclared.after_unauthorized(&used).await.unwrap().unwrap();
    assert_eq!(carried(&next), ["authorization: Bearer newest"], "also where no scheme is declared");
}

#[tokio::test]
async fn a_credential_without_a_place_does_not_replace_another() {
    let credentials = with([named("Key", Credential::api_key("k"))]);
    let replace = |slot, credential| credentials.replace(slot, credential).map_err(|error| error.to_string());
    let unknown = replace(Slot::Scheme("Kye".to_owned()), Credential::api_key("x")).unwrap_err();
    assert_eq!(
        unknown,
        "the document declares no security scheme `Kye`: it declares `Bearer` (`.bearer(..)`), `Other` (`.bearer(..)`), \
        `Basic` (`.basic(..)`), `Key` (`.api_key(..)`)"
    );
    let unusable = replace(Slot::Scheme("Key".to_owned()), Credential::basic("u", "p")).unwrap_err();
    assert_eq!(
        unusable,
        "`Key` takes an API key in the query parameter `key` and no user name with a password: set it with \
         `.credential(\"Key\", Credential::api_key(..))`"
    );
    let hidden = replace(Slot::ApiKey, Credential::api_key("x")).unwrap_err();
    assert_eq!(hidden, "the API key is never sent, since `Key` has the credential for `Key`: set one of the two");
    assert_eq!(carried(&authorize(&credentials, &[&[&KEY]]).await), ["?key=k"]);
    replace(Slot::Scheme("Key".to_owned()), Credential::api_key("new")).unwrap();
    assert_eq!(carried(&authorize(&credentials, &[&[&KEY]]).await), ["?key=new"]);
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_who_used_it() {
    let (tokens, count) = numbered();
    let credentials = with([(Slot::Bearer, tokens), (Slot::ApiKey, Credential::api_key("k"))]);
    let used = authorize(&credentials, &[&[&BEARER, &KEY]]).await;
    assert_eq!(carried(&used), ["authorization: Bearer t1", "?key=k"]);
    for _ in 0..3 {
        let next = credentials.after_unauthorized(&used).await.unwrap().unwrap();
        assert_eq!(carried(&next), ["authorization: Bearer t2", "?key=k"], "the rest stays");
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn two_schemes_may_share_one_source() {
    let (tokens, count) = numbered();
    let credentials = with([named("Bearer", tokens.clone()), named("Other", tokens)]);
    assert_eq!(carried(&authorize(&credentials, &[&[&BEARER]]).await), ["authorization: Bearer t1"]);
    assert_eq!(carried(&authorize(&credentials, &[&[&OTHER]]).await), ["authorization: Bearer t1"]);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn errors_of_a_source_say_what_failed() {
    let calls = Arc::new(AtomicUsize::new(0));
    let source = Credential::token_source(move || {
        let first = calls.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if first { Ok(Token::new("t1")) } else { Err("please log in") } }
    });
    let credentials = with([(Slot::Bearer, source)]);
    let used = authorize(&credentials, &[&[&BEARER]]).await;
    let error = credentials.after_unauthorized(&used).await.unwrap_err();
    assert_eq!(error.to_string(), "the server refused the token for `Bearer` and there is no new one: please log in");
    assert_eq!(error.token_error().unwrap().to_string(), "please log in");

    let source = Credential::token_source(|| async { Err::<Token, _>("please log in") });
    credentials.replace(Slot::Bearer, source).unwrap();
    let error = try_authorize(&credentials, &[&[&BEARER]]).await.unwrap_err();
    assert_eq!(error.to_string(), "no token for `Bearer`: please log in");
}

#[tokio::test]
async fn debug_shows_kinds_and_no_secret() {
    let credentials = with([
        (Slot::Bearer, Credential::bearer_keys("s3cr3t-1", "s3cr3t-2")),
        (Slot::Basic, Credential::basic("user", "s3cr3t-3")),
        named("Key", Credential::api_key("s3cr3t-4")),
        (Slot::ApiKey, Credential::token_source(|| async { Ok::<_, String>(Token::new("s3cr3t-5")) })),
    ]);
    let shown = format!("{credentials:?}");
    assert!(!shown.contains("s3cr3t"), "{shown}");
    let parts = "{Bearer: Credential(bearer), Basic: Credential(basic), ApiKey: Credential(token source), \
        Scheme(\"Key\"): Credential(api key)}";
    assert!(shown.contains(parts), "{shown}");
}

#[test]
fn futures_can_be_spawned() {
    fn is_send<F: Send>(_: F) {}
    let credentials = Credentials::new(REQUIRED);
    is_send(credentials.authorize(Choice::default()));
    is_send(credentials.after_unauthorized(&Authorization::default()));
}

/// The authorization for a request without headers of its own, which others with its requirement may share.
async fn settle(credentials: &Credentials, security: Security) -> bool {
    credentials.settle(security, &Arc::new(authorize(credentials, security).await));
    credentials.settled(security, &HeaderMap::new()).is_some()
}

#[tokio::test]
async fn an_authorization_settles_where_no_request_has_another() {
    const ONE: Security = &[&[&BEARER]];
    assert!(settle(&with([bearer("a")]), ONE).await);
    assert!(settle(&with([(Slot::Basic, Credential::basic("user", "word"))]), &[&[&BASIC]]).await);
    // A key in the query, another alternative, anonymous access, nothing at all.
    assert!(!settle(&with([(Slot::ApiKey, Credential::api_key("a"))]), &[&[&KEY]]).await);
    assert!(!settle(&with([bearer("a")]), &[&[&BEARER], &[&BASIC]]).await);
    assert!(!settle(&with([bearer("a")]), &[&[&BEARER], &[]]).await);
    assert!(!settle(&with([]), ONE).await);
    // Credentials that change by themselves.
    assert!(!settle(&with([(Slot::Bearer, Credential::bearer_keys("a", "b"))]), ONE).await);
    assert!(!settle(&with([(Slot::Bearer, numbered().0)]), ONE).await);
}

#[tokio::test]
async fn a_settled_authorization_ends_with_its_credential() {
    const ONE: Security = &[&[&BEARER]];
    let credentials = with([bearer("a")]);
    let first = Arc::new(authorize(&credentials, ONE).await);
    credentials.settle(ONE, &first);
    let settled = credentials.settled(ONE, &HeaderMap::new()).unwrap();
    assert_eq!(carried(&settled), ["authorization: Bearer a"]);
    // A request that has the header already is another matter.
    let headers = HeaderMap::from_iter([(http::header::AUTHORIZATION, http::HeaderValue::from_static("Bearer own"))]);
    assert!(credentials.settled(ONE, &headers).is_none());

    credentials.replace(Slot::Bearer, Credential::bearer("b")).unwrap();
    assert!(credentials.settled(ONE, &HeaderMap::new()).is_none());
    // Nor does one that was chosen before come back.
    credentials.settle(ONE, &first);
    assert!(credentials.settled(ONE, &HeaderMap::new()).is_none());
    assert!(settle(&credentials, ONE).await);
}
