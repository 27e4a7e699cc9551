//! The service that is called.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Result;

/// The argument that makes the program the service. It prints its base URL.
pub const SERVE: &str = "--serve";

/// The response to each request.
const RESPONSE: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: 7c9e6679\r\ncontent-length: 40\r\n\r\n{\"id\":42,\"name\":\"Rex the dog\",\"tag\":\"x\"}";

/// The service in a process of its own, which ends with this value.
#[derive(Debug)]
pub struct Server {
    /// Its base URL.
    pub url: String,
    process: Child,
}

impl Server {
    /// Starts it.
    ///
    /// # Errors
    /// The program cannot be started once more.
    pub fn start() -> Result<Self> {
        let mut process = Command::new(env::current_exe()?).arg(SERVE).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().ok_or("the service has no output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        Ok(Self { url: url.trim().to_owned(), process })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until the process is ended.
///
/// # Errors
/// No port is free.
pub fn serve() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(respond(stream));
        }
    })
}

/// Responds to the requests of a connection, none of which has a body.
async fn respond(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(4096);
    while stream.read_buf(&mut received).await? > 0 {
        if received.ends_with(b"\r\n\r\n") {
            received.clear();
            stream.write_all(RESPONSE.as_bytes()).await?;
        }
    }
    Ok(())
}
