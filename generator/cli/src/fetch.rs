//! Documents by URL.
//!
//! Redirects are followed, but the headers and the user of the command line go to the origin of its URL alone. Nothing
//! that was asked for by https is taken over http. Messages name URLs without user, query and fragment. A redirect
//! leads to an address of the own machine or network only where the user named its host: [`crate::address`].

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Client, ClientBuilder, Response, StatusCode, Url};

use crate::address;
use crate::failure::Failure;

/// Connecting takes no longer.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Everything together takes no longer.
const TIMEOUT: Duration = Duration::from_secs(120);
// A server may answer without an end.
/// A document has no more bytes.
const LIMIT: usize = 64 * 1024 * 1024;
// Followed by hand, since the headers of the user must not go along to another host.
/// The greatest number of redirects that are followed.
const REDIRECTS: usize = 10;

/// The reason why a document was not fetched.
#[derive(Debug)]
pub(crate) struct Problem {
    /// The message.
    pub(crate) message: String,
    /// The remedy.
    pub(crate) help: Option<String>,
}

impl From<String> for Problem {
    fn from(message: String) -> Self {
        Self { message, help: None }
    }
}

/// Reads headers of the form `Name: value`. Messages do not show them: they may be secrets.
pub(crate) fn headers(lines: &[String]) -> Result<HeaderMap, Failure> {
    let mut headers = HeaderMap::new();
    for (index, line) in lines.iter().enumerate() {
        let wrong = |what: &str| Failure::usage(format!("`--header` number {}: {what}", index + 1));
        let (name, value) = line.split_once(':').ok_or_else(|| wrong("it has no `:` between name and value"))?;
        let name = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| wrong("it has no valid name"))?;
        let value = HeaderValue::from_bytes(value.trim().as_bytes());
        let mut value = value.map_err(|_| wrong(&format!("the value of `{name}` has control characters")))?;
        value.set_sensitive(true);
        headers.append(name, value);
    }
    Ok(headers)
}

/// The URL as messages show it: without user, query and fragment.
pub(crate) fn display_url(url: &Url) -> String {
    let mut url = without_user(url.clone());
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

/// As [`display_url`], of the text of a URL.
pub(crate) fn display_text(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| display_url(&url))
}

/// The addresses that redirects may lead to.
#[derive(Clone, Copy)]
pub(crate) struct Redirects<'a> {
    /// The URLs that they are followed to.
    pub(crate) allowed: &'a dyn Fn(&Url) -> bool,
    /// The URLs that the user named, by which they may lead into the own network.
    pub(crate) named: &'a dyn Fn(&Url) -> bool,
}

/// Fetches a document.
pub(crate) fn fetch(url: &Url, headers: &HeaderMap, redirects: Redirects<'_>) -> Result<Vec<u8>, Problem> {
    // A program decides for the whole process which cryptography TLS uses; it is set once, so the answer says nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("the program has no event loop: {error}"))?;
    runtime.block_on(async {
        match tokio::time::timeout(TIMEOUT, follow(url, headers, redirects)).await {
            Ok(result) => result,
            Err(_) => Err(format!("there was no whole answer within {} s", TIMEOUT.as_secs()).into()),
        }
    })
}

async fn follow(first: &Url, headers: &HeaderMap, redirects: Redirects<'_>) -> Result<Vec<u8>, Problem> {
    let mut url = first.clone();
    for _ in 0..=REDIRECTS {
        let is_named = url.host() == first.host() || (redirects.named)(&url);
        let addresses = if is_named { Ok(Vec::new()) } else { address::of_others(&url, first).await };
        let outcome = match addresses {
            Ok(addresses) => get(&url, first, headers, &addresses).await,
            Err(message) => Err(message.into()),
        };
        let next = match &outcome {
            Ok(response) => redirect(&url, response),
            Err(_) => Ok(None),
        };
        match next {
            Ok(Some(next)) if (redirects.allowed)(&next) => url = next,
            Ok(Some(next)) => {
                let message =
                    format!("it is redirected to `{}`, which `--allow-url` does not cover", display_url(&next));
                return Err(message.into());
            }
            Ok(None) => return body(outcome).await.map_err(|problem| after_redirects(problem, &url, first)),
            Err(message) => return Err(after_redirects(message.into(), &url, first)),
        }
    }
    Err(format!("it is redirected more than {REDIRECTS} times").into())
}

/// Sends a request, with what is secret only where it belongs.
async fn get(url: &Url, first: &Url, headers: &HeaderMap, addresses: &[SocketAddr]) -> Result<Response, Problem> {
    let mut url = without_user(url.clone());
    let request = if url.origin() == first.origin() {
        // Neither fails on an http URL, which has a host.
        let _ = url.set_username(first.username());
        let _ = url.set_password(first.password());
        client(&url, addresses)?.get(url).headers(headers.clone())
    } else {
        client(&url, addresses)?.get(url)
    };
    request.send().await.map_err(broken)
}

/// A client for one request. Without certificates of the system it is still good for plain http.
fn client(url: &Url, addresses: &[SocketAddr]) -> Result<Client, Problem> {
    let settings = || match (url.host_str(), addresses) {
        // What was looked at is what is connected to.
        (Some(host), [_, ..]) => settings().resolve_to_addrs(host, addresses),
        _ => settings(),
    };
    let built = match settings().build() {
        Err(_) if url.scheme() == "http" => settings().tls_certs_only([]).build(),
        built => built,
    };
    built.map_err(|error| format!("TLS cannot be set up: {}", cause(&error)).into())
}

fn settings() -> ClientBuilder {
    let accept = HeaderValue::from_static("application/json, application/yaml, text/yaml, */*;q=0.5");
    Client::builder()
        .user_agent(concat!("callsmith/", env!("CARGO_PKG_VERSION")))
        .default_headers(HeaderMap::from_iter([(ACCEPT, accept)]))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
}

/// The target of a redirect (RFC 9110, section 15.4).
fn redirect(from: &Url, response: &Response) -> Result<Option<Url>, String> {
    let redirects = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !redirects.contains(&response.status()) {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    target(from, location.unwrap_or_default()).map(Some)
}

/// The URL that `Location` names: over https, or as good as the one before.
fn target(from: &Url, location: &str) -> Result<Url, String> {
    let target = match from.join(location) {
        Ok(target) if !location.is_empty() => target,
        _ => return Err("it is redirected without a URL to go to".to_owned()),
    };
    match (from.scheme(), target.scheme()) {
        (_, "https") | ("http", "http") => Ok(target),
        (from, to) => Err(format!("it is redirected from {from} to {to}, which is not followed")),
    }
}

async fn body(outcome: Result<Response, Problem>) -> Result<Vec<u8>, Problem> {
    let mut response = outcome?;
    let status = response.status();
    if !status.is_success() {
        let help = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
            .then(|| "`--header 'Authorization: Bearer …'` sends a credential".to_owned());
        return Err(Problem { message: format!("the server answers {status}"), help });
    }
    if let Some(encoding) = response.headers().get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity") {
        return Err(format!("the server answers in the encoding {encoding:?}, which was not asked for").into());
    }
    let too_large = || Problem::from(format!("it is larger than {} MiB", LIMIT / 1024 / 1024));
    if response.content_length().is_some_and(|length| length > LIMIT as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if bytes.len() + chunk.len() > LIMIT {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn after_redirects(problem: Problem, url: &Url, first: &Url) -> Problem {
    if url == first {
        return problem;
    }
    Problem { message: format!("it is redirected to `{}`: {}", display_url(url), problem.message), ..problem }
}

fn broken(error: reqwest::Error) -> Problem {
    let what = match (error.is_connect(), error.is_timeout()) {
        (true, true) => format!("no connection within {} s", CONNECT_TIMEOUT.as_secs()),
        (true, false) => format!("no connection: {}", cause(&error)),
        _ => format!("the connection broke: {}", cause(&error)),
    };
    what.into()
}

/// The innermost error: the ones around it say that a request failed, and for which URL.
fn cause(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    match cause.downcast_ref::<reqwest::Error>() {
        Some(_) => "the request cannot be sent".to_owned(),
        None => cause.to_string(),
    }
}

fn without_user(mut url: Url) -> Url {
    // Neither fails on an http URL, which has a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{display_url, headers, target};

    #[test]
    fn urls_are_shown_without_secrets() {
        let url = Url::parse("https://user:word@host:8443/v1/openapi.json?key=secret#part").expect("a URL");
        assert_eq!(display_url(&url), "https://host:8443/v1/openapi.json");
    }

    #[test]
    fn redirects_stay_as_safe_as_they_were() {
        let followed = |from: &str, location: &str| {
            let from = Url::parse(from).expect("a URL");
            target(&from, location).map(|url| url.to_string())
        };
        assert_eq!(followed("http://a/b/c?d", "e"), Ok("http://a/b/e".to_owned()));
        assert_eq!(followed("http://a/b", "https://c/d"), Ok("https://c/d".to_owned()));
        assert_eq!(followed("https://a/b", "//c/d"), Ok("https://c/d".to_owned()));
        let refused = "it is redirected from https to http, which is not followed";
        assert_eq!(followed("https://a/b", "http://a/b"), Err(refused.to_owned()));
        assert!(followed("http://a/b", "file:///etc/hosts").is_err());
        assert!(followed("http://a/b", "").is_err());
    }

    #[test]
    fn wrong_headers_are_not_shown() {
        for line in ["Bearer secret", "na me: secret", ": secret", "x-key: secret\r\nx-other: 1"] {
            let failure = headers(&["x: 1".to_owned(), line.to_owned()]).expect_err(line);
            let text = format!("{failure:?}");
            assert!(text.contains("number 2") && !text.contains("secret"), "{text}");
        }
    }

    #[test]
    fn headers_do_not_show_their_values() {
        let headers = headers(&["Authorization:Bearer secret".to_owned(), "X-Key: a:b".to_owned()]).expect("headers");
        assert_eq!(headers["authorization"], "Bearer secret");
        assert_eq!(headers["x-key"], "a:b");
        assert!(!format!("{headers:?}").contains("secret"));
    }
}
