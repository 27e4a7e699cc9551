//! The proxy of the system in errors.

use std::process::Command;

use crate::sample::Client;

/// Runs this test once more in a process whose environment names a proxy, at which nothing listens.
#[test]
fn an_error_names_the_proxy_of_the_system() {
    if std::env::var_os("CALLSMITH_TEST_PROXY").is_none() {
        let program = std::env::current_exe().expect("this program");
        let mut again = Command::new(program);
        again.args(["--exact", "proxy::an_error_names_the_proxy_of_the_system", "--nocapture"]);
        again
            .env("CALLSMITH_TEST_PROXY", "1")
            .env("http_proxy", "http://user:s3cret@127.0.0.1:1")
            .env("https_proxy", "http://user:s3cret@127.0.0.1:1")
            .env_remove("NO_PROXY");
        let output = again.env_remove("no_proxy").output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for scheme in ["http", "https"] {
        let client = Client::builder(&format!("{scheme}://service.example")).build().expect("valid settings");
        let error = runtime.block_on(async { client.health().await }).expect_err("no proxy");
        let text = error.to_string();
        let expected = "could not connect for `ServiceHealthCheck` (GET /) at `service.example` (through the proxy `127.0.0.1:1`): ";
        assert!(text.starts_with(expected) && !text.contains("s3cret"), "{text}");
    }
}
