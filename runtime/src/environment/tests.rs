use std::ffi::OsString;

use super::{name, required};
use crate::call::client::{Client, ClientBuilder};
use crate::contract::{Api, In, SecurityScheme};

static KEY: SecurityScheme = SecurityScheme::api_key("apiKey", In::Header, "X-Key");
static LOGIN: SecurityScheme = SecurityScheme::basic("login");
static TOKEN: SecurityScheme = SecurityScheme::authorization("token", "Bearer ");
static PAIR: SecurityScheme = SecurityScheme::authorization("pair", "Basic ");
static CERTIFICATE: SecurityScheme = SecurityScheme::mutual_tls("certificate");
static API: Api = Api::new("pets", "1").security_schemes(&[&KEY, &LOGIN, &TOKEN, &CERTIFICATE]).requires_security(true);

static ALIKE: SecurityScheme = SecurityScheme::api_key("api-key", In::Query, "key");
static CONFUSED: Api = Api::new("pets", "1").security_schemes(&[&KEY, &ALIKE]);
static PAIRED: Api = Api::new("pets", "1").security_schemes(&[&PAIR]);
static OPEN: Api = Api::new("pets", "1").security_schemes(&[&CERTIFICATE]);

/// The builder with what these variables set, as `Debug` shows it, or the error.
fn set(api: &'static Api, variables: &[(&str, &str)]) -> Result<String, String> {
    let find =
        |name: &str| variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| OsString::from(value));
    let builder = ClientBuilder::<Client>::new(api, "https://pets.example");
    let builder = builder.credentials_from("pets", &find).map_err(|error| error.to_string())?;
    builder.build().map(|client| format!("{client:?}")).map_err(|error| error.to_string())
}

#[test]
fn names_are_words_in_capitals() {
    for (prefix, scheme, expected) in [
        ("petstore", "api_key", "PETSTORE_API_KEY"),
        ("", "petstoreKey", "PETSTORE_KEY"),
        ("My App", "OAuth2", "MY_APP_OAUTH2"),
        ("A_", " b--c ", "A_B_C"),
        ("", "X509Key2Id", "X509_KEY2_ID"),
        ("a", "schlüssel", "A_SCHL_SSEL"),
        ("a", "鍵", "A"),
        ("", "", ""),
    ] {
        assert_eq!(name(prefix, scheme), expected);
    }
}

#[test]
fn each_scheme_has_its_variables() {
    let all = [("PETS_API_KEY", "k"), ("PETS_LOGIN_USER", "u"), ("PETS_LOGIN_PASSWORD", "p"), ("PETS_TOKEN", "t")];
    let shown = set(&API, &all).unwrap();
    for part in ["\"apiKey\"): Credential(api key)", "\"login\"): Credential(basic)", "\"token\"): Credential(bearer)"]
    {
        assert!(shown.contains(part), "{shown}");
    }
    let shown = set(&PAIRED, &[("PETS_PAIR_USER", "u"), ("PETS_PAIR_PASSWORD", "p")]).unwrap();
    assert!(shown.contains("\"pair\"): Credential(basic)"), "{shown}");
    let shown = set(&API, &all[..1]).unwrap();
    assert!(shown.contains("\"apiKey\"):") && !shown.contains("\"login\"):"), "{shown}");
}

#[test]
fn what_is_missing_is_named_and_no_value_is_shown() {
    for (variables, expected) in [
        (
            &[][..],
            "no credential is in the environment: none of `PETS_API_KEY`, `PETS_LOGIN_USER`, `PETS_LOGIN_PASSWORD`, `PETS_TOKEN` is set",
        ),
        (&[("PETS_API_KEY", " ")], "the environment variable `PETS_API_KEY` is empty"),
        (&[("PETS_LOGIN_USER", "s3cr3t")], "the environment variable `PETS_LOGIN_PASSWORD` is not set"),
        (
            &[("PETS_LOGIN_PASSWORD", "s3cr3t"), ("PETS_LOGIN_USER", "")],
            "the environment variable `PETS_LOGIN_USER` is empty",
        ),
    ] {
        assert_eq!(set(&API, variables), Err(expected.to_owned()));
    }
    assert_eq!(
        set(&CONFUSED, &[("PETS_API_KEY", "k")]),
        Err("`PETS_API_KEY` is the variable of both `apiKey` and `api-key`".to_owned())
    );
    assert_eq!(
        set(&OPEN, &[]),
        Err("no security scheme of the document takes a credential from the environment".to_owned())
    );
}

#[cfg(unix)]
#[test]
fn bytes_that_are_not_unicode_are_named() {
    use std::os::unix::ffi::OsStringExt;
    let variables = |_: &str| Some(OsString::from_vec(vec![b's', 0xff]));
    let error = required("KEY", &variables).expect_err("no text");
    assert_eq!(error.to_string(), "the environment variable `KEY` is not Unicode");
}
