//! Services that are busy, and redirects that go nowhere or elsewhere.

use std::time::{Duration, Instant, SystemTime};

use callsmith_runtime::v1 as rt;
use callsmith_runtime::{Credential, CredentialPolicy, Method, Retry};

use crate::outcomes::{client, failure, is, next, run, success};
use crate::sample::Client;
use crate::server::{Keep, ResponseStep, Server, pet, response};

fn busy(status: &str, headers: &str) -> Vec<ResponseStep> {
    vec![response(status, &format!("content-type: application/json\r\n{headers}"), "{}"), Keep]
}

/// The second request is answered well.
fn busy_once(headers: impl Fn() -> String + Send + Sync + 'static) -> Server {
    Server::new(move |_, before| match before % 2 {
        0 => busy("429 Too Many Requests", &headers()),
        _ => vec![pet(), Keep],
    })
}

fn repeating(server: &Server, retry: Retry) -> Client {
    Client::builder(&server.url).bearer("k3y").retry(retry).build().expect("valid settings")
}

#[test]
fn retry_after_in_seconds() {
    let server = busy_once(|| "retry-after: 1\r\n".to_owned());
    let start = Instant::now();
    let client = repeating(&server, Retry::default().first_pause(Duration::from_millis(5)));
    run(async { client.get_pet("fault").await.expect("a pet") });
    assert!((1000..5000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    assert_eq!(server.requests().len(), 2);
}

/// The date counts from that of the response: a clock that is wrong by an hour changes nothing.
#[test]
fn retry_after_as_a_date() {
    let server = busy_once(|| {
        let now = SystemTime::now() - Duration::from_secs(3600);
        let dates = [now, now + Duration::from_secs(1)].map(httpdate::fmt_http_date);
        format!("date: {}\r\nretry-after: {}\r\n", dates[0], dates[1])
    });
    let start = Instant::now();
    let client = repeating(&server, Retry::default().first_pause(Duration::from_millis(5)));
    run(async { client.get_pet("fault").await.expect("a pet") });
    assert!((1000..5000).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    assert_eq!(server.requests().len(), 2);
}

/// Neither now nor a time in the past is sooner than the backoff, and a time that is far away is not waited for.
#[test]
fn retry_after_that_is_absurd() {
    let past = httpdate::fmt_http_date(SystemTime::now() - Duration::from_secs(60));
    for value in ["0", past.as_str()] {
        let headers = format!("retry-after: {value}\r\n");
        let server = Server::new(move |_, _| busy("429 Too Many Requests", &headers));
        let start = Instant::now();
        let client = repeating(&server, Retry::up_to(3).first_pause(Duration::from_millis(100)));
        run(async { client.get_pet("fault").await.expect_err("busy") });
        assert!(start.elapsed() >= Duration::from_millis(300), "{value}: {:?}", start.elapsed());
        assert_eq!(server.requests().len(), 4);
    }
    let server = Server::new(|_, _| busy("429 Too Many Requests", "retry-after: 99999999999999999999\r\n"));
    let start = Instant::now();
    let client = repeating(&server, Retry::up_to(3));
    let text = "429 Too Many Requests for `getPet` (GET /pets/{petId}), a status that is not declared: {}";
    assert_eq!(failure(&server, &client), is("unexpected", "retryable", text));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Once the budget of the client is spent, a service that is down gets hardly more requests than there are calls.
#[test]
fn storm_of_503() {
    let server = Server::new(|_, _| busy("503 Service Unavailable", ""));
    let client = repeating(&server, Retry::default().first_pause(Duration::from_millis(1)));
    run(async {
        for _ in 0..200 {
            let error = client.get_pet("fault").await.expect_err("down");
            assert!(error.is_retryable() && error.status().is_some_and(|status| status == 503), "{error}");
        }
    });
    let sent = server.requests().len();
    assert!((210..=232).contains(&sent), "{sent} requests for 200 calls");
    run(async { next(&client).await.expect("the next call works") });
}

#[test]
fn redirect_loop() {
    let server = Server::new(|_, _| vec![response("302 Found", "location: /pets/fault\r\n", ""), Keep]);
    let text = "302 Found for `getPet` (GET /pets/{petId}), a redirect to `/pets/fault` that is not followed \
                (10 others were, which is the limit)";
    assert_eq!(failure(&server, &client(&server)), is("unexpected", "", text));
    let calls = if cfg!(feature = "blocking") { 2 } else { 1 };
    assert_eq!(server.requests().len(), calls * 11);
}

/// A service with a scheme of each kind, and an operation that any of them is sent with.
mod schemes {
    use super::rt;

    rt::group!();

    #[derive(Clone, Debug)]
    pub(crate) struct Client(callsmith_runtime::Client);
    rt::client!(Client, API);
    static API: rt::Api = rt::Api::new("schemes", "1").security_schemes(&[
        &rt::SecurityScheme::authorization("bearer", "Bearer "),
        &rt::SecurityScheme::authorization("basic", "Basic "),
        &rt::SecurityScheme::api_key("header", rt::In::Header, "x-api-key"),
        &rt::SecurityScheme::api_key("query", rt::In::Query, "code"),
        &rt::SecurityScheme::api_key("cookie", rt::In::Cookie, "session"),
    ]);

    #[derive(Clone, Copy, Debug)]
    pub(crate) enum Get {}

    impl rt::Operation for Get {
        type Output = rt::Bytes;
        type Error = ();
        type Headers = rt::Headers;
        type Success = rt::Binary;
        type Failure = rt::Empty;
        const SPEC: &'static rt::Spec =
            &rt::Spec::new("get", rt::Method::GET, "/pets/fault").accept("*/*").success(&[rt::Status::Code(200)]);
    }

    impl Client {
        pub(crate) fn get(&self) -> Call<Get> {
            Call::new(self)
        }
    }
}

const SECRET: &str = "s3cret";

/// No credential of any kind reaches another origin, where the redirect is not followed, and where the origin is listed without credentials.
#[test]
fn cross_origin_redirect() {
    for (scheme, credential, line) in [
        ("bearer", Credential::bearer(SECRET), "authorization: bearer s3cret"),
        ("basic", Credential::basic("user", SECRET), "authorization: basic dxnlcjpzm2nyzxq="),
        ("header", Credential::api_key(SECRET), "x-api-key: s3cret"),
        ("query", Credential::api_key(SECRET), "get /pets/fault?code=s3cret "),
        ("cookie", Credential::api_key(SECRET), "cookie: session=s3cret"),
    ] {
        for is_listed in [false, true] {
            let other = Server::new(|_, _| vec![pet(), Keep]);
            let location = format!("location: {}/pets/other\r\n", other.url);
            let server = Server::new(move |_, _| vec![response("307 Temporary Redirect", &location, ""), Keep]);
            let builder = schemes::Client::builder(&server.url).credential(scheme, credential.clone());
            let builder = builder.credential_policy(CredentialPolicy::Always).retry(Retry::none());
            let builder = if is_listed { builder.trusted_origin(&other.url) } else { builder };
            let client = builder.build().expect("valid settings");
            let outcome = run(client.get().into_future());
            let sent = server.requests()[0].to_lowercase();
            assert!(sent.contains(line), "{scheme}: {sent}");
            if is_listed {
                outcome.expect("a response of the other origin");
                let head = other.requests()[0].to_lowercase();
                let names = ["authorization", "x-api-key", "cookie", "code=", SECRET];
                assert!(names.iter().all(|name| !head.contains(name)), "{scheme}: {head}");
            } else {
                let text = outcome.expect_err("not followed").to_string();
                assert!(text.contains("it leads to another origin") && !text.contains(SECRET), "{text}");
                assert!(other.requests().is_empty(), "{scheme}");
            }
            let next = run(client.request(Method::GET, "/pets/ok").send());
            assert_eq!(next.expect("the next call works").status(), 200);
        }
    }
}

/// Credentials of a single call stay at the origin too.
#[test]
fn cross_origin_redirect_of_a_call_with_a_credential() {
    let other = Server::new(|_, _| vec![pet(), Keep]);
    let location = format!("location: {}/pets/other\r\n", other.url);
    let server = Server::new(move |_, _| vec![response("302 Found", &location, ""), Keep]);
    let client = client(&server);
    run(async {
        let call = || client.get_pet("fault");
        for call in [
            call().with_bearer(SECRET),
            call().with_header("Authorization", SECRET),
            call().with_header("X-Api-Key", SECRET),
            call().with_header("Cookie", SECRET),
            call().with_query("code", SECRET),
        ] {
            let error = call.await.expect_err("not followed");
            assert!(
                error.to_string().contains("it leads to another origin") && !error.to_string().contains(SECRET),
                "{error}"
            );
            next(&client).await.expect("the next call works");
        }
    });
    assert_eq!((server.requests().len(), other.requests().len()), (5, 0));
}

/// A redirect to a directory of its own is followed with the credentials.
#[test]
fn redirect_within_the_origin() {
    let server = Server::new(|head, _| {
        if head.starts_with("GET /pets/fault ") {
            vec![response("302 Found", "location: /pets/moved\r\n", ""), Keep]
        } else if head.to_lowercase().contains("authorization: bearer k3y") {
            vec![pet(), Keep]
        } else {
            busy("401 Unauthorized", "")
        }
    });
    success(&client(&server));
}
