//! Targets of requests: operation, method and URL.

use std::fmt;
use std::sync::Arc;

use http::uri::{Authority, PathAndQuery};
use http::{Method, Uri};

use crate::codec::Escaped;
use crate::contract::Spec;
use crate::net::url::Url;

/// The operation of the document that a request calls.
///
/// Each request of an operation has it among its [extensions](http::Extensions), also those for its next pages and its
/// status. So a service given to [`ClientBuilder::service`](crate::ClientBuilder::service) and layers around it can
/// tell operations apart.
///
/// ```
/// use callsmith_runtime::{Body, OperationId, http};
///
/// fn label(request: &http::Request<Body>) -> &str {
///     request.extensions().get::<OperationId>().map_or("by hand", |operation| operation.as_str())
/// }
/// # assert_eq!(label(&http::Request::default()), "by hand");
/// ```
#[derive(Clone, Copy)]
pub struct OperationId(pub(crate) &'static Spec);

impl OperationId {
    /// The identifier, as the document or the generator names it.
    pub fn as_str(&self) -> &'static str {
        self.0.id
    }

    /// The path template, such as `/pets/{petId}`.
    pub fn path_template(&self) -> &'static str {
        self.0.path
    }

    /// The statuses that the document declares, as it writes them. Those of success come first, such as `200`, then
    /// those of errors, such as `4XX` and `default`.
    pub fn statuses(&self) -> impl Iterator<Item = String> {
        self.0.statuses().map(|status| status.to_string())
    }
}

impl fmt::Display for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OperationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OperationId({})", self.as_str())
    }
}

/// The target of a request: its operation, and its URL once that is known.
#[derive(Clone)]
pub(crate) struct Target {
    what: TargetKind,
    url: Option<Arc<Uri>>,
}

#[derive(Clone)]
enum TargetKind {
    Operation(&'static Spec),
    /// The method, and of the URL the path alone.
    ByHand(Arc<(Method, String)>),
}

impl Target {
    pub(crate) fn from_spec(spec: &'static Spec) -> Self {
        Self { what: TargetKind::Operation(spec), url: None }
    }

    /// A request made by hand. Of an absolute URL only the path.
    pub(crate) fn by_hand(method: &Method, url: &str) -> Self {
        // Without the query, which may hold a secret.
        let url = Url::new(url.split(['?', '#']).next().unwrap_or_default());
        let path = if url.is_absolute() { url.path() } else { url.as_str() };
        Self { what: TargetKind::ByHand(Arc::new((method.clone(), path.to_owned()))), url: None }
    }

    /// The same with a URL, where none is known yet.
    pub(crate) fn first_at(self, url: Arc<Uri>) -> Self {
        Self { url: Some(url), ..self }
    }

    /// The same with the URL that it is sent to.
    pub(crate) fn at(mut self, url: &Uri) -> Self {
        if self.url.as_deref().map(texts) != Some(texts(url)) {
            self.url = Some(Arc::new(url.clone()));
        }
        self
    }

    /// The identifier of the operation; empty for a request made by hand.
    pub(crate) fn operation(&self) -> &'static str {
        match self.what {
            TargetKind::Operation(spec) => spec.id,
            TargetKind::ByHand(_) => "",
        }
    }

    /// The path template of the operation, or the path.
    pub(crate) fn path(&self) -> &str {
        match &self.what {
            TargetKind::Operation(spec) => spec.path,
            TargetKind::ByHand(request) => &request.1,
        }
    }

    pub(crate) fn method(&self) -> Method {
        match &self.what {
            TargetKind::Operation(spec) => spec.method.0.parse().unwrap_or_default(),
            TargetKind::ByHand(request) => request.0.clone(),
        }
    }

    /// The URL with its query.
    pub(crate) fn whole_url(&self) -> Option<Url> {
        self.url.as_deref().map(Url::from_uri)
    }

    /// The URL without its query, which may hold a secret.
    pub(crate) fn url(&self) -> Option<String> {
        self.whole_url()?.place()
    }

    /// The host with the port, where the URL names one.
    pub(crate) fn host(&self) -> Option<&str> {
        let authority = self.url.as_deref()?.authority()?.as_str();
        // In front of `@` may be a password (RFC 3986, section 3.2.1).
        authority.rsplit('@').next()
    }
}

/// A URL in texts: to compare them is quicker than without regard to case.
fn texts(url: &Uri) -> [Option<&str>; 3] {
    [url.scheme_str(), url.authority().map(Authority::as_str), url.path_and_query().map(PathAndQuery::as_str)]
}

/// Writes `` `op` (POST /x) ``, with the path template and not the values in it.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            TargetKind::ByHand(request) => write!(f, "{} {}", request.0, Escaped(&request.1)),
            TargetKind::Operation(spec) => {
                write!(f, "`{}` ({} {})", Escaped(spec.id), spec.method.0, Escaped(spec.path))
            }
        }
    }
}

/// The same as `Display`: a URL may hold a secret.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A target with the host that it is at, where that is known: `` `op` (POST /x) at `host:80` ``.
pub(crate) struct Located<'a>(pub(crate) &'a Target);

impl fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        self.0.host().map_or(Ok(()), |host| write!(f, " at `{}`", Escaped(host)))
    }
}
