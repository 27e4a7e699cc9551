//! Prism in front of a document.

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use callsmith_tools::corpus::Result;
use callsmith_tools::corpus::hash::Hash;

/// So long it may take until the server listens.
const START_LIMIT: Duration = Duration::from_secs(240);

/// Runs Prism, and ends when whoever started it does, however that ends.
const SCRIPT: &str = "process.stdin.on('end', () => process.exit()).resume(); \
                      process.argv.splice(1, 0, 'prism'); require(process.env.PRISM)";

/// A running server, which ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    port: u16,
}

/// Returns `true` if the server accepts a document; it is asked once.
pub(crate) fn takes(prism: &Path, document: &Path, run: &Path) -> Result<bool> {
    let key = Hash::new().with(fs::read(document)?).with(prism.to_string_lossy().as_bytes()).hex();
    let path = run.with_extension("taken");
    match fs::read_to_string(&path).ok().and_then(|text| Some(text.strip_prefix(&key)?.trim() == "yes")) {
        Some(taken) => Ok(taken),
        None => {
            let server = Server::start(prism, document, &run.with_extension("log"))?;
            let word = if server.is_some() { "yes" } else { "no" };
            fs::write(path, format!("{key} {word}\n"))?;
            Ok(server.is_some())
        }
    }
}

impl Server {
    /// Starts the server and waits until it listens; `None` where it does not take the document.
    pub(crate) fn start(prism: &Path, document: &Path, log: &Path) -> Result<Option<Self>> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log = File::options().append(true).create(true).open(log)?;
        let child = Command::new("node")
            .env("PRISM", prism)
            .args(["-e", SCRIPT, "--", "mock", "-h", "127.0.0.1", "-p", &port.to_string()])
            .arg(document)
            // It stays open as long as this process lives.
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut server = Self { child, port };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if server.child.try_wait()?.is_some() {
                return Ok(None);
            }
            if start.elapsed() > START_LIMIT {
                return Err("prism does not listen".into());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(Some(server))
    }

    /// The base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
