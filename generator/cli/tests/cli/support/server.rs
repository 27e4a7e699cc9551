//! A small HTTP server.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server on a free port of the loopback interface. Its thread ends with the process.
#[derive(Debug)]
pub(crate) struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Responds to every request with what `response` makes of its target, and closes the connection.
    pub(crate) fn serve(response: impl Fn(&str) -> String + Send + 'static) -> Self {
        let listener = listen();
        let url = url_of(&listener);
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let head = head(&stream);
                let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
                seen.lock().expect("nobody panicked").push(head);
                // The client may have gone.
                let _ = (&stream).write_all(response(&target).as_bytes());
            }
        });
        Self { url, requests }
    }

    /// The base URL, without a slash at its end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The request lines and headers seen so far, in lower case.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panicked").clone()
    }
}

/// A response.
pub(crate) fn response(status: &str, headers: &[&str], body: &str) -> String {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}

/// A base URL at which nobody listens.
pub(crate) fn refused_url() -> String {
    url_of(&listen())
}

fn listen() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).expect("the loopback interface has a free port")
}

fn url_of(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("a listener has an address"))
}

fn head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).map(|line| line.to_lowercase() + "\n").collect()
}
