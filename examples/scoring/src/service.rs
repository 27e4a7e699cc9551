//! A stand-in for a deployed model: HTTP/1.1 on a free port of this machine.
//!
//! It answers `POST /api/v1/service/myservice/score` with the key [`KEY`], and computes a ridge regression over the
//! diabetes data: ten features to one number.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use callsmith_runtime::serde_json::{Value, json};

/// The key that the service demands.
pub(crate) const KEY: &str = "abc123";

/// The path that scores.
const PATH: &str = "/api/v1/service/myservice/score";

/// The service reads no larger body.
const LARGEST: usize = 1024 * 1024;

const COEFFICIENTS: [f64; 10] = [
    3.6673762369694565,
    -137.03884377642626,
    414.2531952736957,
    231.22218714779868,
    -27.594878912203317,
    -81.33626225331001,
    -190.8012606255576,
    125.48559142769668,
    350.55962210194025,
    96.85216850184771,
];
const INTERCEPT: f64 = 152.11788558574;

/// Starts the service and returns its scoring URI. The service ends with the process.
pub(crate) fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let uri = format!("http://{}{PATH}", listener.local_addr()?);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || serve(connection));
        }
    });
    Ok(uri)
}

/// Answers the requests of one connection until the caller closes it.
fn serve(mut connection: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(connection.try_clone()?);
    while let Some(request) = Request::read(&mut reader)? {
        let (status, answer) = request.answer();
        let body = answer.to_string();
        let length = body.len();
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");
        connection.write_all((head + &body).as_bytes())?;
    }
    Ok(())
}

/// The parts of a request that decide about the answer.
#[derive(Default)]
struct Request {
    line: String,
    authorization: String,
    body: Vec<u8>,
}

impl Request {
    /// Reads a request; `None` where the connection was closed.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let (mut request, mut length) = (Self { line: line(reader)?, ..Self::default() }, 0);
        if request.line.is_empty() {
            return Ok(None);
        }
        loop {
            let header = line(reader)?;
            match header.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.trim().parse().map_err(io::Error::other)?;
                }
                Some((name, value)) if name.eq_ignore_ascii_case("authorization") => {
                    value.trim().clone_into(&mut request.authorization);
                }
                Some(_) => {}
                None => break,
            }
        }
        if length > LARGEST {
            return Err(io::Error::other("the body is too large"));
        }
        request.body.resize(length, 0);
        reader.read_exact(&mut request.body)?;
        Ok(Some(request))
    }

    fn answer(&self) -> (&'static str, Value) {
        let error = |status, message: &str| (status, json!({ "message": message }));
        if self.authorization != format!("Bearer {KEY}") {
            return error("401 Unauthorized", "the key is missing or wrong");
        }
        if self.line != format!("POST {PATH} HTTP/1.1") {
            return error("404 Not Found", "nothing is at this path");
        }
        match predictions(&self.body) {
            Some(predictions) => ("200 OK", json!(predictions)),
            None => error("400 Bad Request", "`data` is not a list of rows of ten numbers"),
        }
    }
}

/// A line without its end.
fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.take(LARGEST as u64).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

/// One prediction for each row of the body.
fn predictions(body: &[u8]) -> Option<Vec<f64>> {
    let body: Value = callsmith_runtime::serde_json::from_slice(body).ok()?;
    let rows = body.get("data")?.as_array()?;
    rows.iter().map(|row| predict(row.as_array()?)).collect()
}

/// The products are summed from left to right: another order ends in another last digit.
fn predict(row: &[Value]) -> Option<f64> {
    if row.len() != COEFFICIENTS.len() {
        return None;
    }
    let products = COEFFICIENTS.iter().zip(row).map(|(factor, feature)| Some(factor * feature.as_f64()?));
    products.sum::<Option<f64>>().map(|sum| sum + INTERCEPT)
}
