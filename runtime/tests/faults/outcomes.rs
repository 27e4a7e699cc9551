//! The outcome of calls: which error it is, its predicates and its text.

use callsmith_runtime::{ClientBuilder, Error, Retry};

use crate::sample::{Client, ErrorResponse, Pet};
use crate::server::Server;

/// The variant of an error, the predicates that hold for it, and its text, in which `HOST` stands for that of the server.
pub(crate) type FailureTexts = (&'static str, String, String);

/// A builder of a client that repeats nothing.
pub(crate) fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder(&server.url).bearer("k3y").retry(Retry::none())
}

/// A client that repeats nothing.
pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().expect("valid settings")
}

pub(crate) fn failure_of<E>(error: &Error<E>, server: &Server) -> FailureTexts {
    let kind = match error {
        Error::Api(_) => "api",
        Error::Unexpected(_) => "unexpected",
        Error::Decode(_) => "decode",
        Error::Operation(_) => "operation",
        Error::Transport(error) if error.is_response_too_large() => "too large",
        Error::Transport(_) => "transport",
        Error::Timeout(error) => match error.phase() {
            callsmith_runtime::TimeoutPhase::Call => "timeout of the call",
            callsmith_runtime::TimeoutPhase::Idle => "timeout of silence",
            _ => "another timeout",
        },
        Error::Authentication(_) => "authentication",
        Error::InvalidRequest(_) => "invalid request",
        _ => "another",
    };
    assert_eq!(error.is_timeout(), matches!(error, Error::Timeout(_)));
    let predicates = [(error.is_connect(), "connect"), (error.is_retryable(), "retryable")];
    let predicates: Vec<&str> = predicates.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
    (kind, predicates.join(", "), error.to_string().replace(server.host(), "HOST"))
}

/// An outcome to compare with.
pub(crate) fn is(kind: &'static str, predicates: &str, text: &str) -> FailureTexts {
    (kind, predicates.to_owned(), text.to_owned())
}

/// Runs a future on a runtime of its own.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

type Outcome = Result<Pet, Error<ErrorResponse>>;

/// The next call. The connection that it finds may be closed by now: the default policy takes another one then.
pub(crate) fn next(client: &Client) -> crate::sample::pets::Call<crate::sample::pets::GetPet> {
    client.get_pet("ok").with_retry(Retry::default())
}

/// The outcome of `GET /pets/fault`, awaited and blocking, after each of which the next call of the same client works.
fn outcomes(client: &Client) -> Vec<Outcome> {
    let awaited = run(async {
        let outcome = client.get_pet("fault").await;
        next(client).await.expect("the next call works");
        outcome
    });
    #[cfg(not(feature = "blocking"))]
    return vec![awaited];
    #[cfg(feature = "blocking")]
    {
        let blocking = client.get_pet("fault").send_blocking();
        next(client).send_blocking().expect("the next call works");
        vec![awaited, blocking]
    }
}

/// The error of `GET /pets/fault`, the same awaited and blocking, after each of which the next call of the same client works.
#[track_caller]
pub(crate) fn failure(server: &Server, client: &Client) -> FailureTexts {
    let outcomes = outcomes(client).into_iter();
    let mut failures: Vec<FailureTexts> =
        outcomes.map(|outcome| failure_of(&outcome.expect_err("a fault"), server)).collect();
    failures.dedup();
    assert_eq!(failures.len(), 1, "awaited and blocking: {failures:#?}");
    failures.remove(0)
}

/// `GET /pets/fault` gives a pet, awaited and blocking, and so does the next call.
#[track_caller]
pub(crate) fn success(client: &Client) {
    for outcome in outcomes(client) {
        assert_eq!(outcome.expect("a pet").id, 1);
    }
}
