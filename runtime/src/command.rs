//! Tokens printed by a program, such as the command line tool of a cloud.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::ErrorKind;
use std::process::{Output, Stdio};
use std::time::Duration;

use tokio::process::Command;

use crate::net::auth::{Token, TokenError, TokenFuture, TokenShape, TokenSource, excerpt};

/// The Azure CLI: a batch file on Windows, which is not found without its extension.
const AZ: &str = if cfg!(windows) { "az.cmd" } else { "az" };
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A source of tokens that runs a program and reads JSON from its output.
///
/// The program is run without a shell, with the environment of the process and nothing on its input. The time limit is
/// 60 seconds unless set otherwise. It is killed when the time is over, but not the programs that it started. A request
/// that is dropped leaves it to the next one. Errors hold the exit code and an excerpt of the error stream, never
/// arguments or output. Words that look like a JSON Web Token are left out.
///
/// The source needs a tokio runtime with I/O and time enabled, as `#[tokio::main]` makes it.
///
/// ```no_run
/// # use callsmith_runtime::{Credential, TokenShape, command::CommandTokenSource};
/// // Azure ML, CLI v1: az ml service get-access-token --name myservice ...
/// let source = CommandTokenSource::az_ml_service("myservice").resource_group("group").workspace("workspace");
/// let credential = Credential::token_source(source);
///
/// // any other program
/// let source = CommandTokenSource::new("get-token").args(["--audience", "api"]).shape(TokenShape::new("id_token"));
/// ```
#[derive(Clone)]
pub struct CommandTokenSource {
    program: OsString,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    time_limit: Duration,
    shape: TokenShape,
}

impl CommandTokenSource {
    /// A source that runs this program: a path, or a name looked up on the `PATH`. Unless [`shape`](Self::shape) says
    /// otherwise, its output may have any of the shapes known to [`TokenShape`].
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            variables: Vec::new(),
            time_limit: TIME_LIMIT,
            shape: TokenShape::default(),
        }
    }

    /// The token of an Azure ML web service: `az ml service get-access-token` (CLI v1).
    pub fn az_ml_service(name: &str) -> Self {
        Self::az(&["ml", "service", "get-access-token", "--name", name]).shape(TokenShape::azureml_v1())
    }

    /// The token of an Azure ML online endpoint: `az ml online-endpoint get-credentials` (CLI v2).
    pub fn az_ml_online_endpoint(name: &str) -> Self {
        Self::az(&["ml", "online-endpoint", "get-credentials", "--name", name]).shape(TokenShape::azureml_v2())
    }

    /// A token of the signed-in account: `az account get-access-token`. Online endpoints of Azure ML with the
    /// authentication mode `aad_token` take one for the resource `https://ml.azure.com`.
    pub fn az_account(resource: &str) -> Self {
        Self::az(&["account", "get-access-token", "--resource", resource]).shape(TokenShape::azure_cli())
    }

    fn az(arguments: &[&str]) -> Self {
        // The user may have configured another output format.
        Self::new(AZ).args(arguments).args(["--output", "json"])
    }

    /// Adds an argument.
    #[must_use]
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned());
        self.arguments.extend(arguments);
        self
    }

    /// Adds `--resource-group`, as the commands of Azure ML take it.
    #[must_use]
    pub fn resource_group(self, name: &str) -> Self {
        self.args(["--resource-group", name])
    }

    /// Adds `--workspace-name`, as the commands of Azure ML take it.
    #[must_use]
    pub fn workspace(self, name: &str) -> Self {
        self.args(["--workspace-name", name])
    }

    /// Sets an environment variable for the program.
    #[must_use]
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        let variable = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.variables.push(variable);
        self
    }

    /// Sets the time limit.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Sets where the output holds the token and its times.
    #[must_use]
    pub fn shape(mut self, shape: TokenShape) -> Self {
        self.shape = shape;
        self
    }

    async fn run(&self) -> Result<Token, TokenError> {
        let program = self.program.to_string_lossy();
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TokenError::new(format!("`{program}` cannot be run outside of tokio")));
        }
        let mut command = Command::new(&self.program);
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        // A time limit drops the child, which would run on otherwise.
        command.args(&self.arguments).envs(variables).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| not_started(&program, &error))?;
        let output = tokio::time::timeout(self.time_limit, child.wait_with_output())
            .await
            .map_err(|_| TokenError::new(format!("`{program}` printed no token within {:?}", self.time_limit)))?
            .map_err(|error| TokenError::new(format!("the output of `{program}` cannot be read: {error}")))?;
        if !output.status.success() {
            return Err(failure(&program, &output));
        }
        let text = std::str::from_utf8(&output.stdout)
            .map_err(|_| TokenError::new(format!("the output of `{program}` is not UTF-8")))?;
        let token = self.shape.parse(text);
        token.map_err(|error| TokenError::new(format!("the output of `{program}`: {error}")))
    }
}

impl TokenSource for CommandTokenSource {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.run())
    }

    /// A little longer than the program may run, so that the error is the one which names it.
    fn time_limit(&self) -> Duration {
        self.time_limit.saturating_add(Duration::from_secs(5))
    }
}

impl fmt::Debug for CommandTokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Arguments and variables may hold secrets.
        f.debug_struct("CommandTokenSource")
            .field("program", &self.program)
            .field("time_limit", &self.time_limit)
            .finish_non_exhaustive()
    }
}

fn not_started(program: &str, error: &std::io::Error) -> TokenError {
    TokenError::new(match error.kind() {
        ErrorKind::NotFound => {
            let what = if program == AZ { "the Azure CLI" } else { "it" };
            format!("the program `{program}` was not found; is {what} installed and on the PATH?")
        }
        _ => format!("the program `{program}` cannot be started: {error}"),
    })
}

fn failure(program: &str, output: &Output) -> TokenError {
    let end = match output.status.code() {
        Some(code) => format!("exited with code {code}"),
        None => format!("was ended ({})", output.status),
    };
    let reason = excerpt(&String::from_utf8_lossy(&output.stderr));
    TokenError::new(if reason.is_empty() {
        format!("`{program}` {end} and gave no reason")
    } else {
        format!("`{program}` {end}: {reason}")
    })
}
