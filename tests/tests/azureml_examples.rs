//! The examples of `examples/azureml`, each run as a program against servers that response as an endpoint does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use callsmith_tests::gateway::{Fault, Gateway, RunningGateway, Throttle};
use callsmith_tests::issuer::Issuer;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;
use callsmith_tests::service::{Service, predict};
use serde_json::json;

const ROW: [f64; 10] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/azureml")
}

/// The folder of the examples, which are built once.
fn built() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        // With the features of the whole workspace, as the tests: `cargo test --workspace` has built them already.
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--workspace", "--examples"]);
        cargo.args((!cfg!(debug_assertions)).then_some("--release"));
        // Build scripts that watch what Cargo tells a test of its package would run again, and all that depends on them be built again.
        for (name, _) in std::env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
                cargo.env_remove(name);
            }
        }
        assert!(cargo.current_dir(package()).status().expect("cargo runs").success(), "the examples do not compile");
        let test = std::env::current_exe().expect("this program has a path");
        test.ancestors().nth(2).expect("it is in `deps`").join("examples")
    })
}

/// An example, for this endpoint and nothing else of the environment that speaks of Azure.
fn example(name: &str, gateway: &RunningGateway) -> Command {
    let mut command = Command::new(built().join(name));
    let spoken = ["AZURE_", "IDENTITY_", "MSI_", "SCORING_"];
    for (name, _) in std::env::vars_os() {
        if spoken.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command.env("SCORING_URI", gateway.scoring_uri()).current_dir(package());
    command
}

/// The output of an example.
fn printed(command: &mut Command) -> String {
    let output = command.output().expect("the example runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn gateway() -> Gateway {
    Gateway::in_front_of(Service::regression().router()).keys(["abc123"])
}

fn only_request(gateway: &RunningGateway) -> Recorded {
    let mut seen = gateway.requests();
    assert_eq!(seen.len(), 1, "{seen:#?}");
    seen.remove(0)
}

#[test]
fn key() {
    let gateway = gateway().start();
    let second = [10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0];
    let expected = format!("{:?}\n", [predict(&ROW), predict(&second)]);
    assert_eq!(printed(example("key", &gateway).env("SCORING_KEY", "abc123")), expected);
    assert_eq!(only_request(&gateway).header("authorization"), Some("Bearer abc123"));
    let refused = example("key", &gateway).env("SCORING_KEY", "wrong").output().expect("the example runs");
    let errors = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && errors.contains("401") && !errors.contains("wrong"), "{errors}");
}

#[cfg(unix)]
#[test]
fn az_token() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let (gateway, folder) = (gateway().start(), tempfile::tempdir().expect("a folder"));
    let (program, calls) = (folder.path().join("az"), folder.path().join("calls"));
    let script = format!(
        "#!/bin/sh\necho \"$@\" >>'{}'\necho '{{\"accessToken\": \"abc123\", \"expires_on\": 32503680000}}'\n",
        calls.display()
    );
    fs::write(&program, script).expect("it is written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is made a program");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap_or_default());
    assert_eq!(printed(example("az_token", &gateway).env("PATH", path)), format!("{:?}\n", [predict(&ROW)]));
    let calls = fs::read_to_string(calls).expect("it was called");
    assert_eq!(calls, "account get-access-token --resource https://ml.azure.com --output json\n");
    assert_eq!(only_request(&gateway).header("authorization"), Some("Bearer abc123"));
}

#[test]
fn managed_identity() {
    let gateway = gateway().timed_tokens().start();
    let expected = format!("{:?}\n", [predict(&ROW)]);
    let issuer = Issuer::start(Duration::from_secs(3600));
    let of_machine = [("AZURE_POD_IDENTITY_AUTHORITY_HOST", issuer.url())];
    let of_app = [("IDENTITY_ENDPOINT", issuer.app_service()), ("IDENTITY_HEADER", Issuer::SECRET.to_owned())];
    let of_compute = [("MSI_ENDPOINT", issuer.compute()), ("MSI_SECRET", Issuer::SECRET.to_owned())];
    // A proxy is for the internet, and not for the endpoints of the platform.
    let proxy = Recorder::start();
    proxy.otherwise(Response::text(418, "the proxy"));
    let through_proxy = [("HTTP_PROXY", proxy.url()), ("NO_PROXY", String::new())];
    for variables in [&of_machine[..], &of_app, &of_compute] {
        let mut command = example("managed_identity", &gateway);
        assert_eq!(printed(command.envs(variables.iter().cloned())), expected, "{variables:?}");
    }
    assert_eq!((issuer.issued(), gateway.count()), (3, 3));
    let output = example("managed_identity", &gateway).envs(of_app).envs(through_proxy).output().expect("it runs");
    assert!(!output.status.success(), "the proxy does not score");
    assert_eq!(proxy.only_request().target, gateway.scoring_uri());
    assert_eq!(issuer.issued(), 4);
}

#[test]
fn environment() {
    let gateway = gateway().timed_tokens().start();
    let expected = format!("{:?}\n", [predict(&ROW)]);
    let (issuer, file) = (Issuer::start(Duration::from_secs(3600)), tempfile::NamedTempFile::new().expect("a file"));
    std::fs::write(file.path(), "eyJ.federated").expect("it is written");
    let application = |command: &mut Command| {
        _ = command.envs([("AZURE_TENANT_ID", Issuer::TENANT), ("AZURE_CLIENT_ID", Issuer::CLIENT)])
    };
    let authority = |command: &mut Command| _ = command.env("AZURE_AUTHORITY_HOST", issuer.url() + "/");

    let mut command = example("environment", &gateway);
    application(&mut command);
    authority(&mut command);
    assert_eq!(printed(command.env("AZURE_CLIENT_SECRET", Issuer::SECRET)), expected);
    assert!(issuer.requests()[0].text().contains(&format!("client_secret={}", Issuer::SECRET)));
    command.env_remove("AZURE_CLIENT_SECRET");
    assert_eq!(printed(command.env("AZURE_FEDERATED_TOKEN_FILE", file.path())), expected);
    assert!(issuer.requests()[1].text().ends_with("client_assertion=eyJ.federated"));

    let mut command = example("environment", &gateway);
    command.env("IDENTITY_ENDPOINT", issuer.app_service()).env("IDENTITY_HEADER", Issuer::SECRET);
    assert_eq!(printed(&mut command), expected);
    assert_eq!((issuer.issued(), gateway.count()), (3, 3));

    let none = example("environment", &gateway).output().expect("the example runs");
    let errors = String::from_utf8_lossy(&none.stderr);
    assert!(!none.status.success() && errors.contains("the environment describes no identity"), "{errors}");
}

#[test]
fn table_from_csv() {
    let gateway = gateway().start();
    gateway.respond(Response::json(200, &json!([812.5, 530, 1275.125])));
    let mut command = example("table_from_csv", &gateway);
    let lines = printed(command.arg("data/flats.csv").env("SCORING_KEY", "abc123"));
    assert_eq!(lines, "54.5 m² in north: 812.50\n31 m² in harbour: 530.00\n88.25 m² in old town, east: 1275.12\n");
    let expected = json!({ "data": [
        { "district": "north", "area": 54.5, "rooms": 2, "balcony": true },
        { "district": "harbour", "area": 31.0, "rooms": 1, "balcony": false },
        { "district": "old town, east", "area": 88.25, "rooms": 3, "balcony": true },
    ] });
    assert_eq!(only_request(&gateway).json(), expected);
}

#[test]
fn chunks() {
    let throttle = Throttle::new(4, Duration::from_millis(2)).every(29, Fault::ModelTimeout);
    let gateway = gateway().throttle(&throttle).start();
    let predictions: Vec<f64> = (0..10_000).map(|row| predict(&[f64::from(row) / 1000.0; 10])).collect();
    let average = predictions.iter().sum::<f64>() / 10_000.0;
    let line = printed(example("chunks", &gateway).env("SCORING_KEY", "abc123"));
    assert_eq!(line, format!("10000 predictions, {average:.3} on average\n"));
    let answered = throttle.responses();
    assert_eq!(answered["200"], 100, "{answered:?}");
    assert!(answered["408"] > 0 && answered["429"] > 0, "{answered:?}");
}

#[test]
fn binary() {
    let gateway = gateway().start();
    let picture = std::fs::read(package().join("data/digit.png")).expect("the picture is there");
    let run = |arguments: &[&Path]| printed(example("binary", &gateway).args(arguments).env("SCORING_KEY", "abc123"));
    let source = Path::new("data/digit.png");
    gateway.respond(Response::json(200, &json!({ "digit": 1, "probability": 0.97 })));
    let line = run(&[source]);
    assert!(line.contains("\"digit\"") && line.contains("0.97"), "{line}");
    let seen = only_request(&gateway);
    assert_eq!((seen.header("content-type"), &seen.body[..]), (Some("image/png"), &picture[..]));

    // The file is read again for a request that is sent again.
    gateway.forget();
    gateway.respond(Response::text(503, "busy").header("retry-after-ms", "1"));
    gateway.respond(Response::bytes(200, "image/webp", b"\x00\x01\xff".to_vec()));
    let target = tempfile::NamedTempFile::new().expect("a file");
    assert_eq!(run(&[source, target.path()]), "3 bytes of image/webp\n");
    assert_eq!(std::fs::read(target.path()).expect("it is written"), b"\x00\x01\xff");
    let bodies: Vec<_> = gateway.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [&picture[..], &picture[..]]);
}
