//! Credentials where the document says.

use callsmith_goldens::security::Client;
use callsmith_runtime::{ClientBuilder, Credential, CredentialPolicy, Error};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;

use crate::recorder_with;

/// `user:pass w:rd` in base64.
const BASIC: &str = "Basic dXNlcjpwYXNzIHc6cmQ=";

fn everything(builder: ClientBuilder<Client>) -> Client {
    let builder = builder.bearer("t0ken").basic("user", "pass w:rd").api_key("k3y &");
    builder.credential("key_cookie", Credential::api_key("k3y&")).build().expect("valid settings")
}

/// The credentials of a request: `Authorization`, `X-Key`, query, cookie.
fn credentials(seen: &Recorded) -> [&str; 4] {
    let header = |name| seen.header(name).unwrap_or_default();
    [header("authorization"), header("x-key"), seen.query(), header("cookie")]
}

fn start() -> (Recorder, ClientBuilder<Client>) {
    let recorder = recorder_with(Response::empty(204));
    let builder = Client::builder(&recorder.url());
    (recorder, builder)
}

#[tokio::test]
async fn each_scheme_goes_where_the_document_says() {
    let (recorder, builder) = start();
    let client = everything(builder);
    client.inherited().await.unwrap();
    client.basic().await.unwrap();
    client.header().await.unwrap();
    client.query().await.unwrap();
    client.cookie().await.unwrap();
    client.both().await.unwrap();
    client.anonymous().await.unwrap();
    let seen = recorder.requests();
    let seen: Vec<_> = seen.iter().map(|seen| (seen.path(), credentials(seen))).collect();
    let expected = [
        ("/inherited", ["Bearer t0ken", "", "", ""]),
        ("/basic", [BASIC, "", "", ""]),
        ("/header", ["", "k3y &", "", ""]),
        ("/query", ["", "", "api%20key=k3y%20%26", ""]),
        ("/cookie", ["", "", "", "session=k3y&"]),
        ("/both", ["Bearer t0ken", "k3y &", "", ""]),
        ("/anonymous", ["", "", "", ""]),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn of_alternatives_the_first_that_is_complete_counts() {
    let (recorder, builder) = start();
    everything(builder).either().await.unwrap();
    let builder = Client::builder(&recorder.url()).basic("user", "pass w:rd");
    builder.build().unwrap().either().await.unwrap();
    let seen = recorder.requests();
    assert_eq!(credentials(&seen[0]), ["Bearer t0ken", "", "", ""]);
    assert_eq!(credentials(&seen[1]), [BASIC, "", "", ""]);
}

#[tokio::test]
async fn an_optional_credential_is_sent_where_there_is_one() {
    let (recorder, builder) = start();
    everything(builder).optional().await.unwrap();
    Client::builder(&recorder.url()).build().unwrap().optional().await.unwrap();
    let seen = recorder.requests();
    assert_eq!(credentials(&seen[0]), ["Bearer t0ken", "", "", ""]);
    assert_eq!(credentials(&seen[1]), ["", "", "", ""]);
}

#[tokio::test]
async fn what_is_set_and_does_not_satisfy_is_an_error_before_sending() {
    let (recorder, builder) = start();
    let client = builder.bearer("t0ken").build().unwrap();
    for (error, expected) in [
        (
            client.basic().await.expect_err("no user"),
            "`basic` (GET /basic) was not sent: it requires a credential for `basic` (`.basic(..)`)",
        ),
        (
            client.both().await.expect_err("no key"),
            "`both` (GET /both) was not sent: it requires a credential for `key_header` (`.api_key(..)`)",
        ),
        (
            client.query().await.expect_err("no key"),
            "`query` (GET /query) was not sent: it requires a credential for `key_query` (`.api_key(..)`)",
        ),
    ] {
        assert_eq!(error.to_string(), format!("{expected}, which is not set"));
        assert!(matches!(error, Error::Authentication(_)), "{error:?}");
    }
    assert_eq!(recorder.requests(), []);
    // What is set does for the others, and blocking calls have the same error.
    client.either().await.unwrap();
    client.optional().await.unwrap();
    let error = client.basic().send_blocking().expect_err("no user");
    assert!(matches!(error, Error::Authentication(_)), "{error:?}");
    assert_eq!(recorder.requests().len(), 2);
}

#[tokio::test]
async fn where_nothing_is_set_the_refusal_says_so() {
    let recorder = recorder_with(Response::text(401, "who are you?"));
    let client = Client::builder(&recorder.url()).build().unwrap();
    let unset =
        |scheme, setter| format!("no credential was set for the security scheme `{scheme}`: `{setter}` sets it");
    for (error, note) in [
        (client.basic().await.expect_err("refused"), unset("basic", ".basic(..)")),
        (client.both().await.expect_err("refused"), unset("bearer", ".bearer(..)")),
        (client.query().await.expect_err("refused"), unset("key_query", ".api_key(..)")),
        (client.either().await.expect_err("refused"), unset("bearer", ".bearer(..)")),
        (client.optional().await.expect_err("refused"), unset("bearer", ".bearer(..)")),
        (client.anonymous().await.expect_err("refused"), "no credential was set".to_owned()),
    ] {
        assert!(error.to_string().ends_with(&format!(": who are you? ({note})")), "{error}");
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    }
    assert!(recorder.requests().iter().all(|seen| credentials(seen) == ["", "", "", ""]));

    let client = everything(Client::builder(&recorder.url()));
    let note = "no credential was sent, since the document says that the operation needs none: `CredentialPolicy::Always` sends it";
    let error = client.anonymous().await.expect_err("refused");
    assert!(error.to_string().ends_with(&format!("({note})")), "{error}");
    for error in [client.inherited().await.expect_err("refused"), client.both().await.expect_err("refused")] {
        assert!(error.to_string().ends_with(": who are you?"), "{error}");
    }
}

#[tokio::test]
async fn a_value_that_the_caller_sends_by_hand_counts_as_set() {
    let (recorder, builder) = start();
    // The client has a key for `X-Key` and none for `Authorization`.
    let client = builder.api_key("k3y").build().unwrap();
    client.both().with_header("authorization", "Bearer own").await.unwrap();
    client.both().with_bearer("own").await.unwrap();
    client.query().with_query("api key", "own").await.unwrap();
    client.header().with_header("X-Key", "own").await.unwrap();
    client.cookie().with_header("Cookie", "a=1").await.unwrap();
    client.cookie().with_header("Cookie", "session=own").await.unwrap();
    // Who authenticates a call by hand is not held back.
    client.basic().with_header("authorization", "Custom own").await.unwrap();
    // A header of all requests counts too.
    let client = Client::builder(&recorder.url()).header("x-key", "all").bearer("t0ken").build().unwrap();
    client.both().await.unwrap();
    client.header().await.unwrap();
    let client = Client::builder(&recorder.url()).header("authorization", "Bearer all").api_key("k3y").build().unwrap();
    client.both().await.unwrap();
    client.basic().await.unwrap();
    let seen = recorder.requests();
    let seen: Vec<_> = seen.iter().map(|seen| (seen.path(), credentials(seen))).collect();
    let expected = [
        ("/both", ["Bearer own", "k3y", "", ""]),
        ("/both", ["Bearer own", "k3y", "", ""]),
        ("/query", ["", "", "api%20key=own", ""]),
        ("/header", ["", "own", "", ""]),
        ("/cookie", ["", "", "", "a=1; session=k3y"]),
        ("/cookie", ["", "", "", "session=own"]),
        ("/basic", ["Custom own", "", "", ""]),
        ("/both", ["Bearer t0ken", "all", "", ""]),
        ("/header", ["", "all", "", ""]),
        ("/both", ["Bearer all", "k3y", "", ""]),
        ("/basic", ["Bearer all", "", "", ""]),
    ];
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn the_policy_decides_where_the_document_leaves_a_choice() {
    let (recorder, builder) = start();
    let client = everything(builder.credential_policy(CredentialPolicy::Always));
    client.anonymous().await.unwrap();
    client.optional().await.unwrap();
    let client = everything(Client::builder(&recorder.url()).credential_policy(CredentialPolicy::WhenRequired));
    client.anonymous().await.unwrap();
    client.optional().await.unwrap();
    client.inherited().await.unwrap();
    let seen = recorder.requests();
    let seen: Vec<_> = seen.iter().map(credentials).collect();
    let all = ["Bearer t0ken", "k3y &", "api%20key=k3y%20%26", "session=k3y&"];
    let bearer = ["Bearer t0ken", "", "", ""];
    assert_eq!(seen, [all, bearer, ["", "", "", ""], ["", "", "", ""], bearer]);
}

#[tokio::test]
async fn a_key_in_the_query_survives_a_redirect() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(307).header("location", "/moved?x=1"));
    recorder.respond(Response::empty(204));
    let client = Client::builder(&recorder.url()).api_key("k3y").build().unwrap();
    client.query().await.unwrap();
    let targets: Vec<_> = recorder.requests().into_iter().map(|seen| seen.target).collect();
    assert_eq!(targets, ["/query?api%20key=k3y", "/moved?x=1&api%20key=k3y"]);
}

#[tokio::test]
async fn a_scheme_has_a_credential_of_its_own() {
    let (recorder, builder) = start();
    let client = builder.api_key("shared").credential("key_cookie", Credential::api_key("own")).build().unwrap();
    client.header().await.unwrap();
    client.cookie().await.unwrap();
    let seen = recorder.requests();
    assert_eq!(credentials(&seen[0]), ["", "shared", "", ""]);
    assert_eq!(credentials(&seen[1]), ["", "", "", "session=own"]);
}

#[tokio::test]
async fn a_key_in_a_cookie_is_sent_as_it_is() {
    let (recorder, builder) = start();
    builder.api_key("ab+/c==%20").build().unwrap().cookie().await.unwrap();
    assert_eq!(recorder.only_request().header("cookie"), Some("session=ab+/c==%20"));
}

#[tokio::test]
async fn a_cookie_takes_the_place_of_the_clients_of_its_name() {
    let (recorder, _) = start();
    let with =
        |cookies: &str| Client::builder(&recorder.url()).header("cookie", cookies).api_key("new").build().unwrap();
    with("session=old").cookie().await.unwrap();
    with("theme=dark; session=old;session = older ; lang=en").cookie().await.unwrap();
    with("session=old").query().await.unwrap();
    with("session=old").cookie().with_header("cookie", "session=own").await.unwrap();
    with("session=old").cookie().with_header("cookie", "session=old").await.unwrap();
    with("session=old").cookie().with_header("cookie", "theme=light").await.unwrap();
    let seen = recorder.requests();
    let sent: Vec<&str> = seen.iter().map(|seen| credentials(seen)[3]).collect();
    let replaced = "theme=dark; lang=en; session=new";
    let expected = ["session=new", replaced, "session=old", "session=own", "session=old", "theme=light; session=new"];
    assert_eq!(sent, expected);
    let request = with("name=\u{e9}; session=old").cookie().into_request().await.unwrap();
    let cookie = request.headers()["cookie"].as_bytes();
    assert_eq!(std::str::from_utf8(cookie), Ok("name=\u{e9}; session=new"));
}
