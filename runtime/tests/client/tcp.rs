//! A server that shows the bytes of requests and responds with bytes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub(crate) struct Tcp {
    pub(crate) url: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Tcp {
    /// Responds to each request on a connection of its own, which is closed then.
    pub(crate) fn new(response: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let heads = Arc::new(Mutex::new(Vec::new()));
        let record = heads.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let Some(head) = head(&mut stream) else { continue };
                record.lock().expect("not poisoned").push(head);
                // The client may have gone.
                let _ = response(&mut stream);
            }
        });
        Self { url, heads }
    }

    /// Responds with a status, headers, and a body.
    pub(crate) fn with_body(status: &'static str, headers: &'static str, body: Vec<u8>) -> Self {
        Self::new(move |stream| {
            let length = body.len();
            write!(stream, "HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n")?;
            stream.write_all(&body)
        })
    }

    /// The header lines of the requests so far, in lower case.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("not poisoned").iter().map(|head| head.to_ascii_lowercase()).collect()
    }

    /// The header lines of the only request that begin with a name.
    #[track_caller]
    pub(crate) fn lines(&self, name: &str) -> Vec<String> {
        let heads = self.heads();
        assert_eq!(heads.len(), 1, "{heads:?}");
        heads[0].lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
    }
}

/// The head of a request, whose body is read over.
fn head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("ASCII");
    let length = head.to_ascii_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    stream.read_exact(&mut vec![0; length.unwrap_or(0)]).ok()?;
    Some(head)
}
