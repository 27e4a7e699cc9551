//! Calls of a small server in the place of a deployed model.

use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use callsmith_runtime::{Error, JsonValue};
use mlflow::client::{Client, Prediction, RecordsInput, ScoreInput, SplitInput, Table};
use mlflow::{IntoCell, numbers, row, table};

/// A request that the server got.
struct Request {
    /// Method and path.
    line: String,
    authorization: Option<String>,
    body: JsonValue,
}

/// Answers one request, and gives what was asked.
fn serve(status: &'static str, answer: &'static str) -> (String, JoinHandle<Result<Request>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let server = thread::spawn(move || respond(listener.accept()?.0, status, answer));
    (format!("http://{address}"), server)
}

fn respond(stream: TcpStream, status: &str, answer: &str) -> Result<Request> {
    let mut reader = BufReader::new(&stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let header = |name: &str| {
        let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
        headers.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next()
    };
    let length = header("content-length").map_or(0, |length| length.parse().expect("a length is a number"));
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let length = answer.len();
    write!(
        &stream,
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{answer}"
    )?;
    let line = lines[0].trim_end_matches(" HTTP/1.1").to_owned();
    let body = String::from_utf8_lossy(&body).parse().unwrap_or(JsonValue::Null);
    Ok(Request { line, authorization: header("authorization"), body })
}

fn json(text: &str) -> JsonValue {
    text.parse().expect("it is JSON")
}

fn patients() -> Table {
    table(["age", "bmi", "sex", "smoker"], [row![59, 32.5, "f", false], row![48, None::<f64>, "m", true]])
}

const PATIENTS: &str = r#"{
    "columns": ["age", "bmi", "sex", "smoker"],
    "data": [[59, 32.5, "f", false], [48, null, "m", true]]
}"#;

#[tokio::test]
async fn an_endpoint_scores_a_table() {
    let (url, server) = serve("200 OK", "[151.5, 75]");
    // The scoring URI of an endpoint ends in the path of the operation.
    let client = Client::builder(&format!("{url}/score")).bearer("abc123").build().unwrap();
    let input = ScoreInput::new(Table { index: Some(vec![0, 1]), ..patients() }.into());
    let predictions = client.score(&input).await.unwrap();
    assert_eq!(numbers(&predictions), Some(vec![151.5, 75.0]));
    let request = server.join().unwrap().unwrap();
    assert_eq!(request.line, "POST /score");
    assert_eq!(request.authorization.as_deref(), Some("Bearer abc123"));
    let mut sent = json(PATIENTS);
    sent["index"] = json("[0, 1]");
    assert_eq!(request.body["input_data"], sent);
    // An integer column takes no `59.0`.
    assert!(request.body["input_data"]["data"][0][0].is_i64());
}

#[tokio::test]
async fn an_endpoint_gives_labels_and_lists() {
    let (url, server) = serve("200 OK", r#"["setosa", [0.25, 0.75], {"label": "a"}, true]"#);
    let client = Client::builder(&url).build().unwrap();
    let predictions = client.score(&ScoreInput::new(patients().into())).await.unwrap();
    assert_eq!(predictions[0], Prediction::Text("setosa".to_owned()));
    assert_eq!(predictions[1], Prediction::List(vec![0.25.into(), 0.75.into()]));
    assert!(matches!(&predictions[2], Prediction::Record(record) if record["label"] == "a"));
    assert_eq!(predictions[3], Prediction::Flag(true));
    assert_eq!(numbers(&predictions), None);
    server.join().unwrap().unwrap();
}

#[tokio::test]
async fn a_server_takes_a_table_by_columns() {
    let (url, server) = serve("200 OK", r#"{"predictions": [1.5, 2]}"#);
    let client = Client::builder(&url).build().unwrap();
    let output = client.invoke(&SplitInput::new(patients()).into()).await.unwrap();
    assert_eq!(numbers(&output.predictions), Some(vec![1.5, 2.0]));
    let request = server.join().unwrap().unwrap();
    assert_eq!(request.line, "POST /invocations");
    assert_eq!(request.body, json(&format!("{{\"dataframe_split\": {PATIENTS}}}")));
}

#[tokio::test]
async fn a_server_takes_rows_that_name_their_columns() {
    let (url, server) = serve("200 OK", r#"{"predictions": ["low"]}"#);
    let client = Client::builder(&url).build().unwrap();
    let record = [("age", 59.into_cell()), ("bmi", None)];
    let records = [record.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect()];
    let input: RecordsInput = records.into_iter().collect();
    let output = client.invoke(&input.into()).await.unwrap();
    assert_eq!(output.predictions, [Prediction::Text("low".to_owned())]);
    let request = server.join().unwrap().unwrap();
    assert_eq!(request.body, json(r#"{"dataframe_records": [{"age": 59, "bmi": null}]}"#));
}

#[tokio::test]
async fn a_failure_has_its_reason() {
    let answer = r#"{"error_code": "BAD_REQUEST", "message": "column bmi is missing"}"#;
    let (url, server) = serve("400 Bad Request", answer);
    let client = Client::builder(&url).build().unwrap();
    let error = client.score(&ScoreInput::new(patients().into())).await.unwrap_err();
    let Error::Api(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.body().message.as_deref(), Some("column bmi is missing"));
    server.join().unwrap().unwrap();
}
