//! Clients of the service: the generated one, and those by hand.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use callsmith_runtime::{Credential, Tls};
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING};
use serde::Deserialize;

use crate::Result;
use crate::example::{Client, types};

const KEY: &str =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

/// A mode of calling the service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// With reqwest and serde.
    ByHand,
    /// With reqwest and serde, and with the limits and repetitions of a generated client.
    Carefully,
    /// With the generated client.
    Generated,
    /// With the generated client, and the thread waits.
    Blocking,
}

/// All modes.
pub const MODES: [Mode; 4] = [Mode::ByHand, Mode::Carefully, Mode::Generated, Mode::Blocking];

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByHand => "by hand",
            Self::Carefully => "carefully",
            Self::Generated => "generated",
            Self::Blocking => "blocking",
        })
    }
}

impl FromStr for Mode {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self> {
        MODES
            .into_iter()
            .find(|mode| mode.to_string() == text)
            .ok_or_else(|| format!("there is no mode `{text}`").into())
    }
}

/// The `User-Agent` of careful calls, as long as that of the generated client.
const USER_AGENT: &str = "myservice/1.0 carefully/0.1.0";

/// A client of reqwest, with what a program needs around it.
#[derive(Clone, Debug)]
pub struct ByHand {
    http: reqwest::Client,
    url: String,
    key: String,
}

/// The type of the response as one would write it.
#[derive(Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Pet {
    pub id: i64,
    pub name: String,
    pub tag: Option<String>,
}

impl Pet {
    /// `true` for the pet that the service has.
    pub fn is_right(&self) -> bool {
        self.id == 42 && self.name == "Rex the dog" && self.tag.as_deref() == Some("x")
    }
}

impl ByHand {
    /// A client with the settings of the default transport of generated ones.
    ///
    /// # Errors
    /// The certificates of the system cannot be read.
    pub fn new(url: &str) -> Result<Self> {
        Ok(Self { http: Tls::new().http_client()?.build()?, url: url.to_owned(), key: KEY.to_owned() })
    }

    /// A client for [`get_pet_carefully`](Self::get_pet_carefully).
    ///
    /// # Errors
    /// The certificates of the system cannot be read.
    pub fn careful(url: &str) -> Result<Self> {
        let http = Tls::new().http_client()?.read_timeout(Duration::from_secs(60)).user_agent(USER_AGENT).build()?;
        Ok(Self { http, url: url.to_owned(), key: KEY.to_owned() })
    }

    /// Gets a pet. The bytes of a response are bounded, the identifier of the request is in errors, and what may pass is asked for twice more.
    ///
    /// # Errors
    /// There is no such pet.
    pub async fn get_pet_carefully(&self, id: i64) -> Result<Pet> {
        let url = format!("{}/pets/{id}", self.url);
        let mut attempts = 0;
        loop {
            attempts += 1;
            match self.attempt(&url).await {
                Err(fault) if fault.may_pass && attempts < 3 => {
                    tokio::time::sleep(Duration::from_millis(250) * attempts).await;
                }
                Err(fault) => return Err(format!("GET {url}: {}", fault.reason).into()),
                Ok(pet) => return Ok(pet),
            }
        }
    }

    async fn attempt(&self, url: &str) -> std::result::Result<Pet, Fault> {
        let request = self.http.get(url).bearer_auth(&self.key).header(ACCEPT, "application/json");
        let mut response = request.header(ACCEPT_ENCODING, "identity").send().await?;
        let (status, mut body) = (response.status(), Vec::new());
        let request_id = response.headers().get("x-request-id").cloned();
        let failed = |reason: &dyn fmt::Display, may_pass| Fault {
            reason: format!("{status}, {reason} (request id {request_id:?})").into(),
            may_pass,
        };
        while let Some(piece) = response.chunk().await? {
            if piece.len() > LIMIT - body.len() {
                return Err(failed(&"the body is too large", false));
            }
            body.extend_from_slice(&piece);
        }
        if !status.is_success() {
            let may_pass = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
            return Err(failed(&String::from_utf8_lossy(&body), may_pass));
        }
        serde_json::from_slice(&body).map_err(|error| failed(&error, false))
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

/// The limit of a response in bytes.
const LIMIT: usize = 64 << 20;

/// A fault of a call, which may pass by itself.
struct Fault {
    reason: Box<dyn std::error::Error + Send + Sync>,
    may_pass: bool,
}

impl From<reqwest::Error> for Fault {
    fn from(error: reqwest::Error) -> Self {
        Self { reason: error.into(), may_pass: true }
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
