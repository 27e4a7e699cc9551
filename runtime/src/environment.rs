//! Credentials from variables of the environment.

use std::env;
use std::ffi::OsString;

use crate::call::client::{ClientBuilder, SchemeSetters as _};
use crate::codec::{Escaped, Secret};
#[cfg(feature = "oauth2")]
use crate::contract::Grant;
use crate::contract::{Kind, SecurityScheme};
use crate::net::auth::{Credential, CredentialError};

// An argument, since a test that changes the environment changes it for all tests beside it.
/// The value of a variable by its name.
type Variables<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The endings of the names for the two values of a scheme.
const USER: [&str; 2] = ["_USER", "_PASSWORD"];
#[cfg(feature = "oauth2")]
const CLIENT: [&str; 2] = ["_CLIENT_ID", "_CLIENT_SECRET"];

impl Secret {
    /// The value of an environment variable.
    ///
    /// # Errors
    ///
    /// The variable is not set, is empty or is not Unicode. The error names it and shows nothing of the value.
    ///
    /// ```no_run
    /// # use callsmith_runtime::{Client, ClientBuilder, Secret};
    /// # fn configured(builder: ClientBuilder<Client>) -> Result<ClientBuilder<Client>, Box<dyn std::error::Error>> {
    /// Ok(builder.bearer(Secret::from_env("PETSTORE_TOKEN")?))
    /// # }
    /// ```
    pub fn from_env(name: &str) -> Result<Self, CredentialError> {
        required(name, &process)
    }
}

impl<C> ClientBuilder<C> {
    /// Sets a credential for each security scheme of the document whose variables the environment has.
    ///
    /// The names are `PREFIX_SCHEME`: the name of the scheme with its ASCII letters as capitals, and `_` in place of
    /// all else and between words. So `petstoreKey` and `petstore-key` are `PETSTORE_KEY`. Without a prefix they are
    /// the names of the schemes. A basic scheme has `PREFIX_SCHEME_USER` and `PREFIX_SCHEME_PASSWORD` in place of one
    /// value. With the feature `oauth2` a scheme with the flow of client credentials has `PREFIX_SCHEME_CLIENT_ID` and
    /// `PREFIX_SCHEME_CLIENT_SECRET`, and takes a token too.
    ///
    /// [`Secret::from_env`] reads a variable of any name, for the other setters.
    ///
    /// # Errors
    ///
    /// A variable is empty or not Unicode; one of two is not set; none of all is set; or one belongs to two schemes.
    /// The error names the variables and shows no value.
    pub fn credentials_from_env(self, prefix: &str) -> Result<Self, CredentialError> {
        self.credentials_from(prefix, &process)
    }

    fn credentials_from(self, prefix: &str, variables: Variables<'_>) -> Result<Self, CredentialError> {
        let mut builder = self;
        let (mut wanted, mut is_any_set) = (Vec::<(String, &'static str)>::new(), false);
        for scheme in builder.schemes() {
            let Some(names) = Names::new(scheme, prefix) else { continue };
            let is_set = |name: &str| variables(name).is_some();
            // Names that differ in signs alone become one variable. That is an error only where the variable is set.
            let shared = wanted.iter().find(|(name, _)| is_set(name) && names.all().any(|set_name| set_name == *name));
            if let Some((name, other)) = shared {
                let (one, two) = (Escaped(other), Escaped(scheme.name));
                return Err(CredentialError::new(format!("`{name}` is the variable of both `{one}` and `{two}`")));
            }
            wanted.extend(names.all().map(|name| (name.to_owned(), scheme.name)));
            // All that are there are set: a scheme that no operation needs does no harm, and `build` says if it has no
            // place.
            if names.all().any(is_set) {
                is_any_set = true;
                builder = names.set(builder, scheme, variables)?;
            }
        }
        if is_any_set {
            return Ok(builder);
        }
        let names: Vec<String> = wanted.iter().map(|(name, _)| format!("`{name}`")).collect();
        Err(CredentialError::new(if names.is_empty() {
            "no security scheme of the document takes a credential from the environment".to_owned()
        } else {
            format!("no credential is in the environment: none of {} is set", names.join(", "))
        }))
    }
}

/// The names of the variables of a scheme.
struct Names {
    /// That of a key or token.
    one: Option<String>,
    /// The variables of a user name and password, or of a client.
    two: Option<[String; 2]>,
}

impl Names {
    /// The names for a scheme. A certificate has none.
    fn new(scheme: &SecurityScheme, prefix: &str) -> Option<Self> {
        let name = name(prefix, scheme.name);
        let two = |endings: [&str; 2]| Some(endings.map(|ending| format!("{name}{ending}")));
        Some(match scheme.kind {
            #[cfg(feature = "oauth2")]
            Kind::Bearer if scheme.flows.iter().any(|flow| flow.grant == Grant::ClientCredentials) => {
                Self { two: two(CLIENT), one: Some(name) }
            }
            Kind::Authorization(prefix) if is(prefix, "basic") => Self { one: None, two: two(USER) },
            Kind::Bearer | Kind::Authorization(_) | Kind::ApiKey(..) | Kind::Http(_) => {
                Self { one: Some(name), two: None }
            }
            Kind::Basic => Self { one: None, two: two(USER) },
            Kind::MutualTls => return None,
        })
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.one.iter().chain(self.two.iter().flatten()).map(String::as_str)
    }

    fn set<C>(
        &self,
        builder: ClientBuilder<C>,
        scheme: &'static SecurityScheme,
        variables: Variables<'_>,
    ) -> Result<ClientBuilder<C>, CredentialError> {
        if let Some(name) = self.one.as_ref().filter(|name| variables(name).is_some()) {
            let value = required(name, variables)?;
            return Ok(match scheme.kind {
                Kind::Bearer => builder.bearer_of(scheme, value),
                Kind::Authorization(prefix) => builder.set_scheme(scheme, Ok(in_authorization(prefix, value))),
                Kind::Basic | Kind::ApiKey(..) | Kind::Http(_) | Kind::MutualTls => builder.key_of(scheme, value),
            });
        }
        let Some([first, second]) = &self.two else { return Ok(builder) };
        let (first, second) = (required(first, variables)?, required(second, variables)?);
        Ok(match scheme.kind {
            Kind::Basic | Kind::Authorization(_) => builder.basic_of(scheme, first, second),
            #[cfg(feature = "oauth2")]
            _ => builder.bearer_of(scheme, crate::oauth2::ClientCredentials::new(first.expose(), second)),
            #[cfg(not(feature = "oauth2"))]
            _ => builder,
        })
    }
}

/// A key for the header `Authorization`: behind `Bearer` where the document shows that, else as it is.
fn in_authorization(prefix: &str, key: Secret) -> Credential {
    if is(prefix, "bearer") { Credential::bearer(key) } else { Credential::api_key(key) }
}

/// Returns `true` for the prefix of a scheme of HTTP authentication.
fn is(prefix: &str, scheme: &str) -> bool {
    prefix.trim_end().eq_ignore_ascii_case(scheme)
}

/// The name of the variable of a scheme.
fn name(prefix: &str, scheme: &str) -> String {
    let mut name = words(prefix);
    let scheme = words(scheme);
    if !name.is_empty() && !scheme.is_empty() {
        name.push('_');
    }
    name + &scheme
}

/// A text in capitals, with `_` between its words.
fn words(text: &str) -> String {
    let (mut name, mut last) = (String::new(), ' ');
    for c in text.chars() {
        let is_start = c.is_ascii_uppercase() && (last.is_ascii_lowercase() || last.is_ascii_digit());
        if (is_start || !last.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric() && !name.is_empty() {
            name.push('_');
        }
        name.extend(c.is_ascii_alphanumeric().then_some(c.to_ascii_uppercase()));
        last = c;
    }
    name
}

fn process(name: &str) -> Option<OsString> {
    // A name that is none is that of no variable; `var_os` may panic on one.
    let is_name = !name.is_empty() && !name.contains(['=', '\0']);
    is_name.then(|| env::var_os(name)).flatten()
}

/// The value of a variable that is needed.
fn required(name: &str, variables: Variables<'_>) -> Result<Secret, CredentialError> {
    let problem = |what: &str| CredentialError::new(format!("the environment variable `{}` {what}", Escaped(name)));
    let value = variables(name).ok_or_else(|| problem("is not set"))?;
    let value = value.into_string().map_err(|_| problem("is not Unicode"))?;
    match value.trim() {
        "" => Err(problem("is empty")),
        value => Ok(value.into()),
    }
}

#[cfg(test)]
mod tests;
