//! Credentials that have no place.

use super::*;

const BEARER: SecurityScheme = SecurityScheme::bearer("bearerAuth");
const BASIC: SecurityScheme = SecurityScheme::basic("login");
const KEY: SecurityScheme = SecurityScheme::api_key("key", In::Query, "k");
const SAME: SecurityScheme = SecurityScheme::api_key("same", In::Header, "X-Key");
const HEADER: SecurityScheme = SecurityScheme::api_key("header", In::Header, "x-key");
const COOKIE: SecurityScheme = SecurityScheme::api_key("cookie", In::Cookie, "session");
const TOKEN: SecurityScheme = SecurityScheme::authorization("token", "SSWS ");
const CERTIFICATE: SecurityScheme = SecurityScheme::mutual_tls("certificate");

fn bearer() -> (Slot, Credential) {
    (Slot::Bearer, Credential::bearer("b"))
}

fn basic() -> (Slot, Credential) {
    (Slot::Basic, Credential::basic("u", "p"))
}

fn api_key() -> (Slot, Credential) {
    (Slot::ApiKey, Credential::api_key("k"))
}

fn named(scheme: &str, credential: Credential) -> (Slot, Credential) {
    (Slot::Scheme(scheme.to_owned()), credential)
}

fn check(
    schemes: &'static [&'static SecurityScheme],
    is_required: bool,
    set: impl IntoIterator<Item = (Slot, Credential)>,
) -> Result<(), String> {
    let mut slots = Slots::default();
    set.into_iter().for_each(|(slot, credential)| slots.set(slot, credential));
    Declared { schemes, is_required }.check(&slots).map_err(|error| error.to_string())
}

fn required(
    schemes: &'static [&'static SecurityScheme],
    set: impl IntoIterator<Item = (Slot, Credential)>,
) -> Result<(), String> {
    check(schemes, true, set)
}

fn problem(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

#[test]
fn without_a_scheme_one_credential_goes_into_authorization() {
    assert_eq!(check(&[], false, [bearer()]), Ok(()));
    assert_eq!(check(&[], false, [basic()]), Ok(()));
    assert_eq!(
        check(&[], false, [api_key()]),
        problem(
            "the document declares no security scheme, so an API key has neither a name nor a place: `.bearer(..)` and `.basic(..)` are \
             sent in `Authorization`, `.header(name, value)` sends any header"
        )
    );
    let both = "the bearer and the basic credential both go into `Authorization`: set one of the two";
    assert_eq!(check(&[], false, [bearer(), basic()]), problem(both));
    assert_eq!(
        check(&[], false, [named("key", Credential::api_key("k"))]),
        problem(
            "the document declares no security scheme, so there is none called `key`: `.bearer(..)` and `.basic(..)` are sent in \
             `Authorization`, `.header(name, value)` sends any header"
        )
    );
}

#[test]
fn a_name_that_is_not_declared_is_an_error() {
    let check = |name| required(&[&BEARER, &KEY], [named(name, Credential::bearer("b"))]);
    let message = "did you mean `bearerAuth`? It declares `bearerAuth` (`.bearer(..)`), `key` (`.api_key(..)`)";
    for name in ["BearerAuth", "bearer_auth", "bearrAuth", "bearerAut"] {
        assert_eq!(check(name), Err(format!("the document declares no security scheme `{name}`: {message}")));
    }
    let far = "the document declares no security scheme `oauth2`: it declares `bearerAuth` (`.bearer(..)`), `key` (`.api_key(..)`)";
    assert_eq!(check("oauth2"), problem(far));
}

#[test]
fn a_kind_that_the_named_scheme_cannot_send_is_an_error() {
    let pair = || Credential::basic("u", "p");
    for (scheme, place) in
        [("key", "query parameter `k`"), ("header", "header `x-key`"), ("cookie", "cookie `session`")]
    {
        assert_eq!(
            required(&[&KEY, &HEADER, &COOKIE], [named(scheme, pair())]),
            Err(format!(
                "`{scheme}` takes an API key in the {place} and no user name with a password: set it with \
                 `.credential(\"{scheme}\", Credential::api_key(..))`"
            ))
        );
        assert_eq!(required(&[&KEY, &HEADER, &COOKIE], [named(scheme, Credential::bearer("b"))]), Ok(()));
    }
    let certificate = required(&[&CERTIFICATE], [named("certificate", Credential::bearer("b"))]);
    assert_eq!(certificate, problem("`certificate` takes a certificate and no bearer token: set it with `.tls(..)`"));
    // In `Authorization` a credential of any kind can be sent.
    for credential in [pair(), Credential::bearer("b"), Credential::api_key("k")] {
        assert_eq!(required(&[&BEARER], [named("bearerAuth", credential.clone())]), Ok(()));
        assert_eq!(required(&[&BASIC], [named("login", credential)]), Ok(()));
    }
}

#[test]
fn a_kind_that_no_scheme_takes_is_an_error() {
    assert_eq!(
        required(&[&KEY, &TOKEN, &CERTIFICATE], [bearer()]),
        Ok(()),
        "a key in `Authorization` may be a bearer token"
    );
    assert_eq!(
        required(&[&KEY, &CERTIFICATE], [basic()]),
        problem(
            "no security scheme of the document takes the basic credential: it declares `key` (`.api_key(..)`), `certificate` \
             (`.tls(..)`); `.header(name, value)` sends a header of any name"
        )
    );
    assert_eq!(
        required(&[&BEARER], [api_key()]),
        problem(
            "no security scheme of the document takes the API key: it declares `bearerAuth` (`.bearer(..)`); \
             `.header(name, value)` sends a header of any name"
        )
    );
    assert!(
        required(&[&TOKEN, &BASIC], [named("nothing", Credential::api_key("k"))])
            .unwrap_err()
            .contains("`.api_key(\"SSWS ..\")`")
    );
}

#[test]
fn a_user_name_with_a_colon_is_an_error() {
    let pair = || Credential::basic("us:er", "p");
    let text = |slot| {
        Err(format!("the user name of the {slot} has a colon in it, which stands between user name and password"))
    };
    assert_eq!(check(&[], false, [(Slot::Basic, pair())]), text("basic credential"));
    assert_eq!(required(&[&BASIC], [named("login", pair())]), text("credential for `login`"));
    assert_eq!(required(&[&BASIC], [(Slot::Basic, Credential::basic("user", "p:w"))]), Ok(()));
}

#[test]
fn a_credential_that_another_hides_is_an_error() {
    let hidden = "the API key is never sent, since `token` has the bearer credential: set one of the two";
    assert_eq!(required(&[&TOKEN], [api_key(), bearer()]), problem(hidden));
    assert_eq!(required(&[&TOKEN, &KEY], [api_key(), bearer()]), Ok(()), "the key has another place");
    let hidden = "the bearer credential is never sent, since `bearerAuth` has the credential for `bearerAuth`: set one of the two";
    assert_eq!(required(&[&BEARER], [bearer(), named("bearerAuth", Credential::bearer("c"))]), problem(hidden));
}

#[test]
fn two_credentials_for_one_place_are_an_error_where_nothing_chooses() {
    let place = "the bearer credential of `bearerAuth` and the basic credential of `login` have one place in the header `authorization`, and no \
        operation requires either: set one of the two";
    assert_eq!(check(&[&BEARER, &BASIC], false, [bearer(), basic()]), problem(place));
    assert_eq!(check(&[&BEARER, &BASIC], true, [bearer(), basic()]), Ok(()));
    assert_eq!(check(&[&HEADER, &SAME, &KEY], false, [api_key()]), Ok(()), "one key in one place");
    let same_place = named("same", Credential::api_key("other"));
    let place = "the API key of `header` and the credential for `same` of `same` have one place in the header `X-Key`, and no operation \
        requires either: set one of the two";
    assert_eq!(check(&[&HEADER, &SAME], false, [api_key(), same_place]), problem(place));
}

#[test]
fn the_credential_of_a_connection_never_stands_in_the_way() {
    let connection = || (Slot::Connection, Credential::bearer("c"));
    assert_eq!(required(&[&TOKEN], [connection(), api_key()]), Ok(()), "the key takes its place");
    assert_eq!(required(&[&TOKEN], [connection(), basic()]), Ok(()));
    assert_eq!(required(&[&BEARER], [connection(), bearer()]), Ok(()));
    assert_eq!(required(&[&KEY], [connection(), api_key()]), Ok(()), "there is no other place");
    assert_eq!(
        check(&[&BEARER, &BASIC], false, [connection(), basic()]),
        Ok(()),
        "one place, and the basic one is sent"
    );
    assert_eq!(check(&[], false, [connection(), basic()]), Ok(()));
    assert_eq!(
        required(&[&KEY], [connection()]),
        problem(
            "no security scheme of the document takes the bearer credential of the connection: it declares `key` (`.api_key(..)`); \
             `.header(name, value)` sends a header of any name"
        )
    );
    // What is set beside it is checked as ever.
    assert!(required(&[&BEARER], [connection(), api_key()]).is_err());
}

#[test]
fn names_of_the_document_are_on_one_line() {
    const ODD: SecurityScheme = SecurityScheme::api_key("a\nb", In::Header, "x\u{2028}");
    assert_eq!(
        required(&[&ODD], [named("a\nb", Credential::basic("u", "p"))]),
        problem(
            r#"`a\nb` takes an API key in the header `x\u{2028}` and no user name with a password: set it with `.credential("a\nb", Credential::api_key(..))`"#
        )
    );
    assert_eq!(
        required(&[&ODD], [named("a-b", Credential::api_key("k"))]),
        problem(
            r"the document declares no security scheme `a-b`: did you mean `a\nb`? It declares `a\nb` (`.api_key(..)`)"
        )
    );
}
