//! Tokens of identities, from servers that response as those of the platforms do.

use std::time::{Duration, Instant};

use callsmith_goldens::scoring_v2::Client;
use callsmith_runtime::azureml::{Connection, ManagedIdentity, ServicePrincipal};
use callsmith_runtime::{Error, TokenSource};
use callsmith_tests::gateway::{Gateway, RunningGateway};
use callsmith_tests::issuer::Issuer;
use callsmith_tests::response::Response;
use callsmith_tests::service::{PREDICTIONS, Service};
use serde_json::json;

use crate::sent;
use crate::support::{LoggedTexts, input};

const HOUR: Duration = Duration::from_secs(3600);

fn gateway() -> RunningGateway {
    Gateway::in_front_of(Service::regression().router()).timed_tokens().start()
}

fn client(gateway: &RunningGateway, source: impl TokenSource) -> Client {
    let connection = Connection::new(&gateway.scoring_uri()).expect("a scoring address").with_token_source(source);
    Client::connect(&connection).build().expect("valid settings")
}

fn principal(issuer: &Issuer) -> ServicePrincipal {
    ServicePrincipal::new(Issuer::TENANT, Issuer::CLIENT, Issuer::SECRET).authority(&issuer.url())
}

/// Scores by thirty calls at once, and then until the token was renewed. Times of some tokens are cut to whole seconds, so four seconds are three or more.
async fn is_shared_and_renewed<S: TokenSource>(what: &str, source: impl FnOnce(&Issuer) -> S) {
    let (gateway, issuer) = (gateway(), Issuer::start(Duration::from_secs(4)));
    let (client, started) = (client(&gateway, source(&issuer)), Instant::now());
    let calls: Vec<_> = (0..30).map(|_| tokio::spawn(client.run_ml_service(&input()).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.expect("no call panics").expect("the gateway takes the token"), PREDICTIONS, "{what}");
    }
    assert_eq!(issuer.issued(), 1, "one token for all of {what}: {:#?}", issuer.requests());
    while issuer.issued() < 2 {
        let predictions = client.run_ml_service(&input()).await.expect("the token is renewed in time");
        assert_eq!(predictions, PREDICTIONS, "{what}");
        assert!(started.elapsed() < Duration::from_secs(8), "{what} does not renew the token");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(started.elapsed() > Duration::from_secs(2), "{what} was asked too early");
    let sent = sent(&gateway);
    assert!(sent[0].starts_with("Bearer token-1-"), "{what}: {sent:?}");
    assert!(sent.last().is_some_and(|last| last.starts_with("Bearer token-2-")), "{what}: {sent:?}");
    assert_eq!(gateway.refused(), 0, "no expired token of {what} was sent");
}

#[tokio::test]
async fn each_source_gives_one_token_for_all_and_another_before_it_expires() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "eyJ.federated\n").expect("it is written");
    let metadata = |issuer: &Issuer| ManagedIdentity::new().metadata_service(&issuer.url());
    let app_service = |issuer: &Issuer| ManagedIdentity::new().app_service(&issuer.app_service(), Issuer::SECRET);
    let compute = |issuer: &Issuer| ManagedIdentity::new().compute(&issuer.compute(), Issuer::SECRET);
    let federated = |issuer: &Issuer| {
        ServicePrincipal::federated(Issuer::TENANT, Issuer::CLIENT, file.path()).authority(&issuer.url())
    };
    tokio::join!(
        is_shared_and_renewed("the metadata service", metadata),
        is_shared_and_renewed("App Service", app_service),
        is_shared_and_renewed("compute", compute),
        is_shared_and_renewed("Microsoft Entra with a secret", principal),
        is_shared_and_renewed("Microsoft Entra with a federated token", federated),
    );
}

#[cfg(unix)]
#[tokio::test]
async fn the_azure_cli_gives_one_token_for_all_and_another_before_it_expires() {
    use callsmith_runtime::TokenShape;
    use callsmith_runtime::command::CommandTokenSource;

    // `az` as a script, which asks the issuer as a metadata service is asked.
    let source = |issuer: &Issuer| {
        let url = issuer.url() + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://ml.azure.com";
        let script = r#"host=${0#http://}; host=${host%%/*}; path=/${0#http://*/}
            exec 3<>"/dev/tcp/${host%:*}/${host#*:}"
            printf 'GET %s HTTP/1.0\r\nHost: %s\r\nMetadata: true\r\n\r\n' "$path" "$host" >&3
            sed '1,/^\r*$/d' <&3"#;
        CommandTokenSource::new("bash").args(["-c", script, &url]).shape(TokenShape::azure_cli())
    };
    is_shared_and_renewed("the Azure CLI", source).await;
}

#[tokio::test]
async fn an_identity_is_chosen_by_its_client_id() {
    let issuer = Issuer::start(HOUR);
    let identity = ManagedIdentity::new().client_id("c-1");
    identity.clone().metadata_service(&issuer.url()).token().await.expect("a token");
    identity.clone().app_service(&issuer.app_service(), Issuer::SECRET).token().await.expect("a token");
    identity.compute(&issuer.compute(), Issuer::SECRET).token().await.expect("a token");
    let queries: Vec<_> = issuer.requests().iter().map(|request| request.query().to_owned()).collect();
    let query = |version, name| format!("api-version={version}&resource=https%3A%2F%2Fml.azure.com&{name}=c-1");
    let expected = [("2018-02-01", "client_id"), ("2019-08-01", "client_id"), ("2017-09-01", "clientid")];
    assert_eq!(queries, expected.map(|(version, name)| query(version, name)));
}

#[tokio::test]
async fn a_federated_token_is_read_again_for_each_token() {
    let (issuer, file) = (Issuer::start(HOUR), tempfile::NamedTempFile::new().expect("a file"));
    let source = ServicePrincipal::federated(Issuer::TENANT, Issuer::CLIENT, file.path()).authority(&issuer.url());
    for assertion in ["eyJ.first", "eyJ.second"] {
        std::fs::write(file.path(), format!("{assertion}\n")).expect("it is written");
        source.token().await.expect("a token");
        let seen = issuer.requests();
        assert!(seen.last().expect("a request").text().ends_with(&format!("client_assertion={assertion}")));
    }
    for (text, reason) in [(" \n".to_owned(), "is empty"), ("x".repeat(70_000), "is larger than 65536 bytes")] {
        std::fs::write(file.path(), text).expect("it is written");
        let error = source.token().await.expect_err(reason).to_string();
        assert!(error.ends_with(reason), "{error}");
    }
    let missing = ServicePrincipal::federated("t", "c", "/nowhere/token").token().await.expect_err("no file");
    assert!(missing.to_string().starts_with("the federated token file `/nowhere/token` cannot be read: "), "{missing}");
    assert_eq!(issuer.issued(), 2);
}

#[tokio::test]
async fn an_endpoint_that_is_being_updated_is_asked_again() {
    let issuer = Issuer::start(HOUR);
    for status in [410, 404, 500] {
        issuer.respond(Response::text(status, "later").header("retry-after-ms", "1"));
    }
    ManagedIdentity::new().metadata_service(&issuer.url()).token().await.expect("a token at last");
    assert_eq!(issuer.requests().len(), 4);
    let issuer = Issuer::start(HOUR);
    issuer.respond(Response::text(503, "later"));
    principal(&issuer).token().await.expect("a token at last");
    assert_eq!(issuer.requests().len(), 2);
}

#[tokio::test]
async fn what_a_token_endpoint_refuses_is_an_error_without_a_secret() {
    let issuer = Issuer::start(HOUR);
    let mut shown = LoggedTexts::default();
    let description = format!("AADSTS7000215: Invalid client secret {} for app {}", Issuer::SECRET, Issuer::CLIENT);
    issuer.respond(Response::json(401, &json!({ "error": "invalid_client", "error_description": description })));
    let source = principal(&issuer);
    let error = source.token().await.expect_err("it is refused");
    let expected = format!(
        "Microsoft Entra answered 401 `invalid_client`: AADSTS7000215: Invalid client secret [redacted] for app {}",
        Issuer::CLIENT
    );
    assert_eq!(error.to_string(), expected);
    shown.error("the refusal", &error);
    shown.debug("the source", &source);

    issuer.respond(Response::json(400, &json!({ "statusCode": 400, "message": "No identity has been assigned" })));
    let source = ManagedIdentity::new().app_service(&issuer.app_service(), Issuer::SECRET);
    let error = source.token().await.expect_err("it is refused");
    assert_eq!(error.to_string(), "the identity endpoint of the platform answered 400: No identity has been assigned");
    shown.error("the refusal", &error);
    shown.debug("the source", &source);

    issuer.respond(Response::text(200, Issuer::SECRET));
    let error = source.token().await.expect_err("it is no token");
    shown.error("the response", &error);
    assert!(error.to_string().contains("gave no token: the text is not JSON"), "{error}");
    issuer.respond(Response::bytes(200, "application/json", vec![b' '; (1 << 20) + 1]));
    let error = source.token().await.expect_err("it is too large");
    assert!(error.to_string().contains("larger than 1048576 bytes"), "{error}");
    shown.assert_without(Issuer::SECRET);
}

#[tokio::test]
async fn a_machine_without_a_metadata_service_is_found_out_at_once() {
    let gateway = gateway();
    let source = ManagedIdentity::new().metadata_service(&callsmith_tests::server::refused_url());
    let (client, start) = (client(&gateway, source), Instant::now());
    let error = client.run_ml_service(&input()).await.expect_err("there is no token");
    assert!(matches!(error, Error::Authentication(_)), "{error:?}");
    assert!(error.to_string().contains("the instance metadata service cannot be asked: could not connect"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert_eq!(gateway.count(), 0);
}
