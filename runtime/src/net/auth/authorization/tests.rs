//! Credentials of requests, which no text shows.

use super::*;

const KEY: &str = "s3cr3t-k3y";

fn header(authorization: &Authorization) -> &str {
    authorization.headers[0].1.to_str().unwrap()
}

fn bearer(key: &str) -> Result<Authorization, String> {
    let mut authorization = Authorization::default();
    authorization.add_bearer(&Secret::from(key)).map_err(|error| error.to_string())?;
    Ok(authorization)
}

async fn with(scheme: SecurityScheme, credential: Credential) -> Result<Authorization, String> {
    let mut authorization = Authorization::default();
    let using = credential.current().await.unwrap();
    authorization.add(Some(scheme), credential, using).map_err(|error| error.to_string())?;
    Ok(authorization)
}

#[test]
fn a_bearer_prefix_is_not_doubled() {
    for key in ["abc", "Bearer abc", "bearer abc", "BEARER   abc"] {
        let authorization = bearer(key).unwrap();
        assert_eq!(authorization.headers[0].0, AUTHORIZATION);
        assert_eq!(header(&authorization), "Bearer abc");
        assert!(authorization.headers[0].1.is_sensitive());
    }
    assert_eq!(header(&bearer("bearerabc").unwrap()), "Bearer bearerabc");
    assert_eq!(header(&bearer("sixsix abc").unwrap()), "Bearer sixsix abc");
}

#[test]
fn what_a_header_cannot_carry_is_an_error_without_the_secret() {
    let control =
        "the credential for `Authorization` cannot be sent: it has a control character, such as a line break, in it";
    for key in ["s3cr3t-k3y\n", "s3cr3t-k3y\r\nx-evil: 1", "s3cr3t\u{0}k3y", "s3cr3t\u{7f}", "s3cr3t\tk3y"] {
        assert_eq!(bearer(key).unwrap_err(), control);
    }
    let ascii = "the credential for `Authorization` cannot be sent: it has a character which is not ASCII in it";
    assert_eq!(bearer("schlüssel").unwrap_err(), ascii);
    for key in ["", "Bearer", "Bearer "] {
        assert_eq!(bearer(key).unwrap_err(), "the credential for `Authorization` cannot be sent: it is empty");
    }
}

#[tokio::test]
async fn basic_is_the_pair_in_base64() {
    let scheme = SecurityScheme::basic("Login");
    let authorization = with(scheme, Credential::basic("Aladdin", "open sesame")).await.unwrap();
    assert_eq!(header(&authorization), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let authorization = with(scheme, Credential::basic("test", "123\u{a3}")).await.unwrap();
    assert_eq!(header(&authorization), "Basic dGVzdDoxMjPCow==", "RFC 7617, 2.1");
}

#[tokio::test]
async fn api_keys_go_where_the_scheme_says() {
    let key = || Credential::api_key(KEY);
    let sent = with(SecurityScheme::api_key("K", In::Header, "X-Api-Key"), key()).await.unwrap();
    assert_eq!((sent.headers[0].0.as_str(), header(&sent)), ("x-api-key", KEY));
    assert!(sent.headers[0].1.is_sensitive());
    let sent = with(SecurityScheme::api_key("K", In::Query, "api_key"), key()).await.unwrap();
    assert_eq!((sent.query[0].0.as_str(), sent.query[0].1.expose()), ("api_key", KEY));
    let sent = with(SecurityScheme::api_key("K", In::Cookie, "session"), key()).await.unwrap();
    assert_eq!((sent.cookies[0].0.as_str(), sent.cookies[0].1.expose()), ("session", KEY));
    assert!(sent.headers.is_empty() && sent.query.is_empty());
    let sent = with(SecurityScheme::api_key("K", In::Query, "api_key"), Credential::api_key("ü")).await.unwrap();
    assert_eq!(sent.query[0].1.expose(), "ü", "a query is encoded and takes any text");
}

#[tokio::test]
async fn the_header_authorization_takes_any_credential_in_its_own_form() {
    let declared_as_api_key = SecurityScheme::authorization("K", "");
    let sent = with(declared_as_api_key, Credential::bearer(KEY)).await.unwrap();
    assert_eq!(header(&sent), "Bearer s3cr3t-k3y");
    let sent = with(declared_as_api_key, Credential::api_key("Bearer abc")).await.unwrap();
    assert_eq!(header(&sent), "Bearer abc", "an API key is sent as it is");
    let sent = with(SecurityScheme::bearer("B"), Credential::api_key("Token abc")).await.unwrap();
    assert_eq!(header(&sent), "Token abc");
    let sent =
        with(SecurityScheme::api_key("K", In::Header, "X-Token"), Credential::bearer("Bearer abc")).await.unwrap();
    assert_eq!(header(&sent), "abc", "elsewhere a bearer key goes without its prefix");
}

#[tokio::test]
async fn what_does_not_fit_is_an_error() {
    let error = with(SecurityScheme::api_key("K", In::Query, "k"), Credential::basic("u", "p")).await.unwrap_err();
    assert_eq!(error, "the credential for `K` cannot be sent: it is a user name with a password, not an API key");
    let error = with(SecurityScheme::api_key("K", In::Header, "no name"), Credential::api_key(KEY)).await.unwrap_err();
    assert_eq!(error, "the credential for `K` cannot be sent: it is to go into a header whose name is not valid");
}

#[tokio::test]
async fn a_cookie_holds_what_the_standard_allows() {
    let cookie = || SecurityScheme::api_key("C", In::Cookie, "c");
    for key in ["ab+/c==%20&#", "\"quoted\"", "!$'()*:<=>?@[]^_`{|}~"] {
        let sent = with(cookie(), Credential::api_key(key)).await.unwrap();
        assert_eq!(sent.cookies[0].1.expose(), key);
    }
    for key in ["a b", "a;b", "a,b", "a\\b", "a\"b", "\u{e9}"] {
        let error = with(cookie(), Credential::api_key(key)).await.unwrap_err();
        let expected = "it has a character in it that no cookie can hold, such as a space, comma or semicolon";
        assert_eq!(error, format!("the credential for `C` cannot be sent: {expected}"), "{key}");
    }
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let schemes = [
        SecurityScheme::bearer("B"),
        SecurityScheme::api_key("H", In::Header, "X-Api-Key"),
        SecurityScheme::api_key("Q", In::Query, "q"),
        SecurityScheme::api_key("C", In::Cookie, "c"),
    ];
    for scheme in schemes {
        for credential in [Credential::bearer(KEY), Credential::api_key(KEY)] {
            let shown = format!("{:?}", with(scheme, credential).await.unwrap());
            assert!(!shown.contains(KEY), "{shown}");
        }
    }
    let shown = format!("{:?}", with(SecurityScheme::basic("L"), Credential::basic("user", KEY)).await.unwrap());
    assert!(!shown.contains(KEY) && !shown.contains("dXNlcjpz"), "{shown}");
}
