//! The tables "Style Examples" of the specification, row by row, as a server sees them.
//!
//! What a server sees of a parameter is the end of the path, the query, the header `color`, or the cookies. Where the tables
//! differ from each other, and where they leave something open:
//!
//! * `label` of an array or object that is not exploded has dots in 3.0.3, an error that 3.0.4 and 3.1.1 mend: it has commas (RFC 6570);
//! * 3.0.3 writes `|`, `[` and `]` as they are, which no URI may contain: they are percent-encoded, as 3.1.1 does;
//! * `empty` of 3.0.3 is an empty string; `undefined` of 3.1.1 is left out (RFC 6570, section 2.3), as a parameter that was not set is.
//!   Nothing is left out of a path: what is required has a value;
//! * exploded values of a cookie in style `form` are cookies of their own, as in the style `cookie` of 3.2;
//! * `n/a`: what is sent stands in the tests below, and a note in `fixtures/warned/undefined-style/styles.yaml`.

use callsmith_goldens::styles_3_0::{self as v3_0, Rgb};
use callsmith_goldens::styles_3_1::{self as v3_1, Color};
use callsmith_goldens::styles_3_2 as v3_2;
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::recorder_with;

const BLUE: &str = "blue";
const COLORS: &[&str] = &["blue", "black", "brown"];
const RGB: Rgb = Rgb { r: 100, g: 200, b: 150 };

/// The parameter as the server saw it in the one request so far.
fn sent_parameter(recorder: &Recorder) -> String {
    let seen = recorder.only_request();
    recorder.forget();
    let (path, header) = (seen.path()[1..].split_once("/c").map(|(_, text)| text), seen.header("color"));
    let query = seen.target.split_once('?').map(|(_, query)| query);
    let parts = [path, query, header, seen.header("cookie")];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    assert!(parts.len() < 2, "the parameter is in several places: {parts:?}");
    parts.first().copied().unwrap_or("nothing").to_owned()
}

/// Sends some calls one after the other, and gives what the server saw of each.
macro_rules! sent {
    ($recorder:expr; $($call:expr),* $(,)?) => {
        [$({
            $call.await.expect("the server responds");
            sent_parameter($recorder)
        }),*]
    };
}

/// The columns of a row of 3.0.3: empty, string, array, object.
macro_rules! row_3_0 {
    ($recorder:expr, in path: $string:ident $array:ident $object:ident) => {{
        let client = v3_0::Client::builder(&$recorder.url()).build().expect("valid settings");
        sent!($recorder; client.$string(""), client.$string(BLUE), client.$array(COLORS), client.$object(&RGB))
    }};
    ($recorder:expr, $string:ident $array:ident $object:ident) => {{
        let client = v3_0::Client::builder(&$recorder.url()).build().expect("valid settings");
        sent!($recorder; client.$string().color(""), client.$string().color(BLUE), client.$array().color(COLORS), client.$object().color(&RGB))
    }};
}

fn no_content() -> Recorder {
    recorder_with(Response::empty(204))
}

#[tokio::test]
async fn paths_of_3_0_3() {
    let recorder = &no_content();
    let rows = [
        row_3_0!(recorder, in path: matrix_false_string matrix_false_array matrix_false_object),
        row_3_0!(recorder, in path: matrix_true_string matrix_true_array matrix_true_object),
        row_3_0!(recorder, in path: label_false_string label_false_array label_false_object),
        row_3_0!(recorder, in path: label_true_string label_true_array label_true_object),
    ];
    let expected = [
        [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ];
    assert_eq!(rows, expected);
    let client = v3_0::Client::builder(&recorder.url()).build().unwrap();
    let simple = sent![recorder;
        client.simple_path_false_string(BLUE),
        client.simple_path_false_array(COLORS),
        client.simple_path_false_object(&RGB),
        client.simple_path_true_string(BLUE),
        client.simple_path_true_array(COLORS),
        client.simple_path_true_object(&RGB),
    ];
    let expected = ["blue", "blue,black,brown", "R,100,G,200,B,150", "blue", "blue,black,brown", "R=100,G=200,B=150"];
    assert_eq!(simple, expected);
    // `n/a`: nothing is no value of a path.
    let error = client.simple_path_false_string("").await.expect_err("an empty value");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn query_and_cookie_of_3_0_3() {
    let recorder = &no_content();
    let rows = [
        row_3_0!(recorder, form_query_false_string form_query_false_array form_query_false_object),
        row_3_0!(recorder, form_query_true_string form_query_true_array form_query_true_object),
        row_3_0!(recorder, form_cookie_false_string form_cookie_false_array form_cookie_false_object),
        row_3_0!(recorder, form_cookie_true_string form_cookie_true_array form_cookie_true_object),
    ];
    let expected = [
        ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn headers_of_3_0_3() {
    let recorder = &no_content();
    let rows = [
        row_3_0!(recorder, simple_header_false_string simple_header_false_array simple_header_false_object),
        row_3_0!(recorder, simple_header_true_string simple_header_true_array simple_header_true_object),
    ];
    // The first column is `n/a`: a header without a value, as 3.1.1 has it.
    let expected =
        [["", "blue", "blue,black,brown", "R,100,G,200,B,150"], ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn delimiters_and_brackets_of_3_0_3() {
    let recorder = &no_content();
    let client = v3_0::Client::builder(&recorder.url()).build().unwrap();
    let seen = sent![recorder;
        client.space_delimited_false_array().color(COLORS),
        client.space_delimited_false_object().color(&RGB),
        client.pipe_delimited_false_array().color(COLORS),
        client.pipe_delimited_false_object().color(&RGB),
        client.deep_object_true_object().color(&RGB),
    ];
    let expected = [
        "color=blue%20black%20brown",
        "color=R%20100%20G%20200%20B%20150",
        "color=blue%7Cblack%7Cbrown",
        "color=R%7C100%7CG%7C200%7CB%7C150",
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    ];
    assert_eq!(seen, expected);
    let decoded: Vec<String> = expected
        .iter()
        .flat_map(|query| form_urlencoded::parse(query.as_bytes()))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let as_written = [
        "color=blue black brown",
        "color=R 100 G 200 B 150",
        "color=blue|black|brown",
        "color=R|100|G|200|B|150",
        "color[R]=100",
        "color[G]=200",
        "color[B]=150",
    ];
    assert_eq!(decoded, as_written);
}

fn colors() -> [Color; 3] {
    let rgb = v3_1::Rgb { r: 100, g: 200, b: 150 };
    [Color::from("blue".to_owned()), Color::Array(COLORS.iter().map(ToString::to_string).collect()), Color::from(rgb)]
}

/// The columns string, array and object of a row of 3.1.1.
macro_rules! row_3_1 {
    ($recorder:expr, in path: $operation:ident) => {{
        let client = v3_1::Client::builder(&$recorder.url()).build().expect("valid settings");
        let [string, array, object] = &colors();
        sent!($recorder; client.$operation(string), client.$operation(array), client.$operation(object))
    }};
    ($recorder:expr, $operation:ident) => {{
        let client = v3_1::Client::builder(&$recorder.url()).build().expect("valid settings");
        let [string, array, object] = &colors();
        let left_out = sent!($recorder; client.$operation());
        assert_eq!(left_out, ["nothing"], "undefined");
        sent!($recorder; client.$operation().color(string), client.$operation().color(array), client.$operation().color(object))
    }};
}

#[tokio::test]
async fn each_row_of_3_1_1() {
    let recorder = &no_content();
    let rows = [
        row_3_1!(recorder, in path: matrix_false),
        row_3_1!(recorder, in path: matrix_true),
        row_3_1!(recorder, in path: label_false),
        row_3_1!(recorder, in path: label_true),
        row_3_1!(recorder, in path: simple_path_false),
        row_3_1!(recorder, in path: simple_path_true),
        row_3_1!(recorder, simple_header_false),
        row_3_1!(recorder, simple_header_true),
        row_3_1!(recorder, form_query_false),
        row_3_1!(recorder, form_query_true),
        row_3_1!(recorder, form_cookie_false),
        row_3_1!(recorder, form_cookie_true),
    ];
    let expected = [
        [";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        [";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        [".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        [".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ["blue", "blue,black,brown", "R,100,G,200,B,150"],
        ["blue", "blue,black,brown", "R=100,G=200,B=150"],
        ["blue", "blue,black,brown", "R,100,G,200,B,150"],
        ["blue", "blue,black,brown", "R=100,G=200,B=150"],
        ["color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ["color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ["color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ["color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
    ];
    assert_eq!(rows, expected);
}

/// Cells that the table calls `n/a` are a name with a value, or several of them, as in style `form`.
#[tokio::test]
async fn delimiters_and_brackets_of_3_1_1() {
    let recorder = &no_content();
    let rows = [
        row_3_1!(recorder, space_delimited_false),
        row_3_1!(recorder, pipe_delimited_false),
        row_3_1!(recorder, deep_object_true),
        row_3_1!(recorder, space_delimited_true),
        row_3_1!(recorder, pipe_delimited_true),
        row_3_1!(recorder, deep_object_false),
    ];
    let exploded = "color=blue&color=black&color=brown";
    let indices = "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown";
    let deep = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
    let expected = [
        ["color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
        ["color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
        ["color=blue", indices, deep],
        ["color=blue", exploded, "R=100&G=200&B=150"],
        ["color=blue", exploded, "R=100&G=200&B=150"],
        ["color=blue", indices, deep],
    ];
    assert_eq!(rows, expected);
}

#[tokio::test]
async fn the_style_cookie_of_3_2() {
    let recorder = &no_content();
    let client = v3_2::Client::builder(&recorder.url()).build().unwrap();
    let list = v3_2::Color::Array(["dark blue", "100%"].map(str::to_owned).to_vec());
    let rgb = v3_2::Color::from(v3_2::Rgb { r: 100, g: 200, b: 150 });
    let seen = sent![recorder;
        client.cookie_false(),
        client.cookie_false().color(&v3_2::Color::from(String::new())),
        client.cookie_false().color(&list),
        client.cookie_false().color(&rgb),
        client.cookie_true().color(&list),
        client.cookie_true().color(&rgb),
    ];
    let expected = [
        "nothing",
        "color=",
        "color=dark blue,100%",
        "color=R,100,G,200,B,150",
        "color=dark blue; color=100%",
        "R=100; G=200; B=150",
    ];
    assert_eq!(seen, expected);
}
