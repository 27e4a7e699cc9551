//! The policy of a client about its credentials.

/// The calls that carry the credentials of a client.
///
/// Whatever the policy, a credential goes to the origin of the base URL only. The exception is an operation that
/// requires it at a server that the document names. Requests made by hand
/// ([`Client::request`](crate::call::client::Client::request)) carry credentials under each policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialPolicy {
    /// Calls of operations whose security requirement names a scheme. Where nothing in the document has such a requirement, all calls.
    ///
    /// An operation that needs no credential beside others that do, such as a login, is sent without. One that can do without is sent with what fits.
    #[default]
    ByDocument,
    /// All calls, also those of operations that need no credential.
    Always,
    /// Calls of operations that cannot do without: the requirement names a scheme in each of its alternatives.
    WhenRequired,
}
