//! A server of faults: it responds with bytes, pauses and ends of connections, as a script says.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// A part of a response. After the last one the connection is closed.
#[derive(Clone)]
pub(crate) enum ResponseStep {
    /// These bytes at once.
    Bytes(Vec<u8>),
    /// These bytes one by one, with a pause before each.
    Slowly(Vec<u8>, Duration),
    /// These bytes again and again, until the client is gone.
    Endlessly(Vec<u8>),
    /// Nothing for so long.
    Pause(Duration),
    /// The connection is reset.
    Reset,
    /// The response is complete, and the connection stays open for the next request.
    Keep,
}

pub(crate) use ResponseStep::{Bytes, Endlessly, Keep, Pause, Reset, Slowly};

/// The response to `GET /pets/ok`, whatever the script.
const PET: &str = r#"{"id": 1, "color": "red", "owner": null}"#;

/// A response with a status, further header lines and a body of the length that it says.
pub(crate) fn response(status: &str, headers: &str, body: impl AsRef<[u8]>) -> ResponseStep {
    let body = body.as_ref();
    headed(&format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n", body.len()), body)
}

/// A success in JSON.
pub(crate) fn json(body: impl AsRef<[u8]>) -> ResponseStep {
    response("200 OK", "content-type: application/json\r\n", body)
}

/// A success in JSON with this pet.
pub(crate) fn pet() -> ResponseStep {
    json(PET)
}

/// A success in JSON whose header lines about its length are these.
pub(crate) fn framed(headers: &str, body: impl AsRef<[u8]>) -> ResponseStep {
    headed(&format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{headers}\r\n"), body.as_ref())
}

fn headed(head: &str, body: &[u8]) -> ResponseStep {
    Bytes([head.as_bytes(), body].concat())
}

type Script = dyn Fn(&str, usize) -> Vec<ResponseStep> + Send + Sync;

/// A server on a thread and runtime of its own, so that a test can block or stop its own.
pub(crate) struct Server {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Responses as `script` says for the head of a request and the number of requests before, those for `/pets/ok` not counted.
    pub(crate) fn new(script: impl Fn(&str, usize) -> Vec<ResponseStep> + Send + Sync + 'static) -> Self {
        Self::at(free_address(), script)
    }

    /// Responds to every request with these steps.
    pub(crate) fn always(steps: impl Into<Vec<ResponseStep>>) -> Self {
        let steps = steps.into();
        Self::new(move |_, _| steps.clone())
    }

    /// A server at an address that nobody listens at.
    pub(crate) fn at(
        address: SocketAddr,
        script: impl Fn(&str, usize) -> Vec<ResponseStep> + Send + Sync + 'static,
    ) -> Self {
        Self::start(address, Vec::new(), Arc::new(script))
    }

    /// A server with TLS, which uses the first configuration for the first connection and so on, and the last for all others.
    pub(crate) fn encrypted(
        configurations: impl IntoIterator<Item = ServerConfig>,
        script: impl Fn(&str, usize) -> Vec<ResponseStep> + Send + Sync + 'static,
    ) -> Self {
        let acceptors = configurations.into_iter().map(|configuration| TlsAcceptor::from(Arc::new(configuration)));
        Self::start(free_address(), acceptors.collect(), Arc::new(script))
    }

    fn start(address: SocketAddr, acceptors: Vec<TlsAcceptor>, script: Arc<Script>) -> Self {
        let listener = std::net::TcpListener::bind(address).expect("a free port");
        listener.set_nonblocking(true).expect("supported");
        let port = listener.local_addr().expect("bound").port();
        let url =
            if acceptors.is_empty() { format!("http://127.0.0.1:{port}") } else { format!("https://localhost:{port}") };
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = seen.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                for number in 0.. {
                    let (stream, _) = listener.accept().await.expect("a connection");
                    let acceptor = acceptors.get(number).or(acceptors.last()).cloned();
                    tokio::spawn(connection(stream, acceptor, record.clone(), script.clone()));
                }
            });
        });
        Self { url, seen }
    }

    /// The heads of the requests so far, but those for `/pets/ok`.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.lock().expect("not poisoned").clone()
    }

    /// The host and port.
    pub(crate) fn host(&self) -> &str {
        self.url.split("//").nth(1).expect("a URL")
    }
}

/// An address of this machine that nobody listens at.
pub(crate) fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0");
    listener.and_then(|listener| listener.local_addr()).expect("a free port")
}

async fn connection(
    stream: TcpStream,
    acceptor: Option<TlsAcceptor>,
    seen: Arc<Mutex<Vec<String>>>,
    script: Arc<Script>,
) {
    // The client may have gone, or refuses the certificate.
    let _ = match acceptor {
        None => serve(stream, &seen, &*script, |stream| stream.set_zero_linger()).await,
        Some(acceptor) => match acceptor.accept(stream).await {
            Ok(stream) => serve(stream, &seen, &*script, |stream| stream.get_ref().0.set_zero_linger()).await,
            Err(error) => Err(error),
        },
    };
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    seen: &Mutex<Vec<String>>,
    script: &Script,
    reset: impl Fn(&S) -> std::io::Result<()>,
) -> std::io::Result<()> {
    loop {
        let head = head(&mut stream).await?;
        let steps = if head.strip_prefix("GET /pets/ok").is_some_and(|rest| rest.starts_with([' ', '?'])) {
            vec![pet(), Keep]
        } else {
            let before = {
                let mut seen = seen.lock().expect("not poisoned");
                seen.push(head.clone());
                seen.len() - 1
            };
            script(&head, before)
        };
        let mut is_kept = false;
        for step in steps {
            match step {
                Bytes(bytes) => stream.write_all(&bytes).await?,
                Slowly(bytes, pause) => {
                    for byte in bytes {
                        tokio::time::sleep(pause).await;
                        stream.write_all(&[byte]).await?;
                        stream.flush().await?;
                    }
                }
                Endlessly(bytes) => loop {
                    stream.write_all(&bytes).await?;
                },
                Pause(pause) => tokio::time::sleep(pause).await,
                Reset => {
                    // What was written before arrives before the reset.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    return reset(&stream);
                }
                Keep => is_kept = true,
            }
            stream.flush().await?;
        }
        if !is_kept {
            return stream.shutdown().await;
        }
    }
}

/// The head of a request, whose body is read over.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head).expect("ASCII");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    stream.read_exact(&mut vec![0; length.unwrap_or(0)]).await?;
    Ok(head)
}
