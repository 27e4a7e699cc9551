//! Tokens printed by programs.
#![cfg(all(feature = "command", unix))]

use std::time::{Duration, Instant, UNIX_EPOCH};

use callsmith_runtime::command::CommandTokenSource;
use callsmith_runtime::{TokenShape, TokenSource};

fn sh(script: &str) -> CommandTokenSource {
    CommandTokenSource::new("sh").args(["-c", script])
}

async fn error(source: CommandTokenSource) -> String {
    let error = source.token().await.expect_err("no token");
    assert!(!format!("{error:?}").contains("s3cr3t"), "{error:?}");
    error.to_string()
}

#[tokio::test]
async fn the_output_of_a_program_is_read() {
    let source = sh(r#"echo '{"accessToken": "t", "expires_on": 1795341600}'; echo "a warning" >&2"#);
    let token = source.token().await.unwrap();
    assert_eq!(token.value().expose(), "t");
    assert_eq!(token.expiry(), Some(UNIX_EPOCH + Duration::from_secs(1_795_341_600)));
}

#[tokio::test]
async fn arguments_and_variables_reach_the_program_unchanged() {
    let source = sh(r#"printf '{"id": {"token": "%s|%s"}}' "$1" "$VARIABLE""#)
        .arg("sh")
        .arg("$(echo no shell) *")
        .env("VARIABLE", "a b")
        .shape(TokenShape::new("id.token"));
    assert_eq!(source.token().await.unwrap().value().expose(), "$(echo no shell) *|a b");
}

#[tokio::test]
async fn a_failure_gives_exit_code_and_reason_but_no_output() {
    let script = r#"echo '{"accessToken": "s3cr3t"}'; printf 'ERROR: Please run\n  "az login".\n' >&2; exit 3"#;
    assert_eq!(error(sh(script)).await, r#"`sh` exited with code 3: ERROR: Please run "az login"."#);
    assert_eq!(error(sh("exit 1")).await, "`sh` exited with code 1 and gave no reason");
    assert_eq!(error(sh("kill -9 $$")).await, "`sh` was ended (signal: 9 (SIGKILL)) and gave no reason");
}

#[tokio::test]
async fn long_reasons_are_cut_and_tokens_left_out() {
    let script = r#"echo "got eyJhbGci.s3cr3t.x" >&2; yes word | head -n 1000 >&2; echo the end >&2; exit 1"#;
    let error = error(sh(script)).await;
    assert!(error.starts_with("`sh` exited with code 1: got [redacted] word word"), "{error}");
    assert!(error.ends_with("word word the end"), "{error}");
    assert!(error.len() < 700, "{}", error.len());
}

#[tokio::test]
async fn output_that_holds_no_token_is_described() {
    let missing = "the output of `sh`: field `id_token` is missing";
    assert_eq!(error(sh("echo '{\"a\": \"s3cr3t\"}'").shape(TokenShape::new("id_token"))).await, missing);
    assert_eq!(error(sh("echo s3cr3t")).await, "the output of `sh`: the text is not JSON (line 1, column 1)");
    assert_eq!(error(sh("true")).await, "the output of `sh`: the text is empty, JSON was expected");
    assert_eq!(error(sh(r"printf '\377'")).await, "the output of `sh` is not UTF-8");
}

#[tokio::test]
async fn a_program_that_takes_too_long_is_killed() {
    let file = std::env::temp_dir().join(format!("callsmith-auth-command-{}", std::process::id()));
    let source = sh(r#"echo $$ > "$FILE"; exec sleep 30"#).env("FILE", &file).timeout(Duration::from_millis(500));
    let start = Instant::now();
    assert_eq!(error(source).await, "`sh` printed no token within 500ms");
    assert!(start.elapsed() < Duration::from_secs(5));

    let process = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let alive = || sh_status(&format!("kill -0 {} 2>/dev/null", process.trim()));
    for _ in 0..100 {
        if !alive() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the program still runs");
}

fn sh_status(script: &str) -> bool {
    std::process::Command::new("sh").args(["-c", script]).status().expect("sh runs").success()
}

#[tokio::test]
async fn a_program_that_is_not_there_is_named() {
    let source = CommandTokenSource::new("callsmith-no-such-program");
    let expected = "the program `callsmith-no-such-program` was not found; is it installed and on the PATH?";
    assert_eq!(error(source).await, expected);
}

#[test]
fn outside_of_tokio_it_is_an_error() {
    let source = sh("true");
    let mut future = source.token();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert_eq!(error.to_string(), "`sh` cannot be run outside of tokio");
        }
        other => panic!("{other:?}"),
    }
}

/// Runs the presets against a program called `az` that prints its arguments where the token is expected.
#[tokio::test]
async fn presets_call_the_azure_cli() {
    let folder = std::env::temp_dir().join(format!("callsmith-auth-az-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let az = folder.join("az");
    std::fs::write(
        &az,
        "#!/bin/sh\nprintf '{\"accessToken\": \"%s\", \"expires_on\": 100, \"refresh_by\": 50}' \"$*\"\n",
    )
    .unwrap();
    sh_status(&format!("chmod +x '{}'", az.display()));
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let token = async |source: CommandTokenSource| source.env("PATH", &path).token().await.unwrap();

    let v1 = token(CommandTokenSource::az_ml_service("svc").resource_group("g").workspace("w")).await;
    let arguments = "ml service get-access-token --name svc --output json --resource-group g --workspace-name w";
    assert_eq!(v1.value().expose(), arguments);
    assert_eq!(v1.refresh_time(), Some(UNIX_EPOCH + Duration::from_secs(50)));

    let v2 = token(CommandTokenSource::az_ml_online_endpoint("e").args(["--subscription", "s"])).await;
    let arguments = "ml online-endpoint get-credentials --name e --output json --subscription s";
    assert_eq!(v2.value().expose(), arguments);

    let account = token(CommandTokenSource::az_account("https://ml.azure.com")).await;
    assert_eq!(account.value().expose(), "account get-access-token --resource https://ml.azure.com --output json");
    assert_eq!(account.expiry(), Some(UNIX_EPOCH + Duration::from_secs(100)));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn a_missing_azure_cli_is_named() {
    let source = CommandTokenSource::az_account("r").env("PATH", "/nowhere");
    let expected = "the program `az` was not found; is the Azure CLI installed and on the PATH?";
    assert_eq!(error(source).await, expected);
}

#[test]
fn debug_shows_no_arguments() {
    let source = CommandTokenSource::new("get-token").arg("s3cr3t").env("PASSWORD", "s3cr3t");
    let shown = format!("{source:?}");
    assert_eq!(shown, r#"CommandTokenSource { program: "get-token", time_limit: 60s, .. }"#);
}
