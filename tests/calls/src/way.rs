//! The ways to call the service.

use std::fmt;
use std::str::FromStr;

use callsmith_runtime::{Credential, Tls};
use reqwest::header::ACCEPT;
use serde::Deserialize;

use crate::Result;
use crate::example::{Client, types};

const KEY: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

/// A way to call the service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// With reqwest and serde.
    ByHand,
    /// With the generated client.
    Generated,
    /// With the generated client, and the thread waits.
    Blocking,
}

/// All of them.
pub const WAYS: [Way; 3] = [Way::ByHand, Way::Generated, Way::Blocking];

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByHand => "by hand",
            Self::Generated => "generated",
            Self::Blocking => "blocking",
        })
    }
}

impl FromStr for Way {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self> {
        WAYS.into_iter().find(|way| way.to_string() == text).ok_or_else(|| format!("there is no way `{text}`").into())
    }
}

/// A client of reqwest, with what a program needs around it.
#[derive(Clone, Debug)]
pub struct ByHand {
    http: reqwest::Client,
    url: String,
    key: String,
}

/// The type of the answer as one would write it.
#[derive(Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Pet {
    pub id: i64,
    pub name: String,
    pub tag: Option<String>,
}

impl ByHand {
    /// A client with the settings of the default transport of generated ones.
    ///
    /// # Errors
    /// The certificates of the system cannot be read.
    pub fn new(url: &str) -> Result<Self> {
        Ok(Self { http: Tls::new().http_client()?.build()?, url: url.to_owned(), key: KEY.to_owned() })
    }

    /// Gets a pet.
    ///
    /// # Errors
    /// There is no such pet.
    pub async fn get_pet(&self, id: i64) -> Result<Pet> {
        let request = self.http.get(format!("{}/pets/{id}", self.url));
        let request = request.bearer_auth(&self.key).header(ACCEPT, "application/json");
        let bytes = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}

/// A generated client.
///
/// # Errors
/// The certificates of the system cannot be read.
pub fn generated(url: &str) -> Result<Client> {
    Ok(Client::builder(url).credential("bearer", Credential::bearer(KEY)).build()?)
}

/// Returns `true` for the pet that the service has.
pub fn is_right(pet: &types::Pet) -> bool {
    pet.id == 42 && pet.name == "Rex the dog" && pet.tag.as_deref() == Some("x")
}
