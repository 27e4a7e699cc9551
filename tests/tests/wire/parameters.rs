//! Parameters in path, query, headers and cookies.

use callsmith_goldens::integer_enum_query::{GetReportVersion, Level};
use callsmith_goldens::{
    array_delimiters, array_parameters, array_parameters_3_0, integer_enum_query, parameters, response_headers,
    structured_fields,
};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::recorder_with;

fn no_content() -> Recorder {
    recorder_with(Response::empty(204))
}

fn parameters(recorder: &Recorder) -> parameters::Client {
    parameters::Client::builder(&recorder.url()).build().expect("valid settings")
}

#[tokio::test]
async fn a_request_has_method_path_and_nothing_that_was_not_set() {
    let recorder = no_content();
    parameters(&recorder).get_book("a", 7).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("GET", "/shelves/a/books/7"));
    assert_eq!(seen.body, "");
    for name in ["x-trace", "x-depth", "cookie", "content-type", "authorization", "referer"] {
        assert_eq!(seen.header(name), None, "{name}");
    }
    let agent = seen.header("user-agent").expect("a client tells its name");
    assert!(agent.starts_with("parameters/1.0 "), "{agent}");
}

#[tokio::test]
async fn what_is_accepted_is_what_the_document_declares() {
    let recorder = recorder_with(Response::json(200, &serde_json::json!([])).header("x-cached", "true"));
    response_headers::Client::builder(&recorder.url()).build().unwrap().get_page().await.unwrap();
    assert_eq!(recorder.only_request().header("accept"), Some("application/json"));
}

#[tokio::test]
async fn path_parameters_are_one_segment_whatever_is_in_them() {
    let recorder = no_content();
    let client = parameters(&recorder);
    for (shelf, segment) in [
        ("plain-._~", "plain-._~"),
        ("a/b", "a%2Fb"),
        ("a b+c", "a%20b%2Bc"),
        ("50%", "50%25"),
        ("?q=1#top", "%3Fq%3D1%23top"),
        ("größe", "gr%C3%B6%C3%9Fe"),
        ("a:@;,=&'()*!$b", "a%3A%40%3B%2C%3D%26%27%28%29%2A%21%24b"),
        ("\"<>\\^`{|}", "%22%3C%3E%5C%5E%60%7B%7C%7D"),
    ] {
        recorder.forget();
        client.get_book(shelf, -1).await.unwrap();
        assert_eq!(recorder.only_request().target, format!("/shelves/{segment}/books/-1"), "{shelf}");
    }
}

#[tokio::test]
async fn path_parameters_that_would_change_the_path_are_not_sent() {
    let recorder = no_content();
    for shelf in ["", ".", ".."] {
        let error = parameters(&recorder).get_book(shelf, 1).await.expect_err(shelf);
        let Error::InvalidRequest(error) = error else { panic!("`{shelf}`: {error:?}") };
        let text = error.to_string();
        assert!(
            text.starts_with("invalid request for `getBook` (GET /shelves/{shelf}/books/{book}): the path"),
            "{text}"
        );
    }
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn scalars_in_the_query() {
    let recorder = no_content();
    let call = parameters(&recorder).get_book("a", 1).q("a b&c=d+é").page_size(-3).ratio(0.5).full(true);
    call.await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.query(), "q=a%20b%26c%3Dd%2B%C3%A9&page%20size=-3&ratio=0.5&full=true");
    let pairs = [("q", "a b&c=d+é"), ("page size", "-3"), ("ratio", "0.5"), ("full", "true")];
    assert_eq!(seen.query_pairs(), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn an_empty_text_is_a_value_and_the_last_value_counts() {
    let recorder = no_content();
    parameters(&recorder).get_book("a", 1).q("first").q("").full(false).await.unwrap();
    assert_eq!(recorder.only_request().query(), "q=&full=false");
}

#[tokio::test]
async fn parameters_of_one_call_that_the_document_does_not_know() {
    let recorder = no_content();
    let call = parameters(&recorder).get_book("a", 1).q("x").with_query("extra", "1&2").with_header("X-Extra", "3");
    call.await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.query(), "q=x&extra=1%262");
    assert_eq!(seen.header("x-extra"), Some("3"));
}

#[tokio::test]
async fn headers_and_cookies() {
    let recorder = no_content();
    parameters(&recorder).get_book("a", 1).x_trace("one, two").x_depth(3).session("s1").theme("dark").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.header("x-trace"), Some("one, two"));
    assert_eq!(seen.header("x-depth"), Some("3"));
    let cookies: Vec<_> = seen.headers.get_all("cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cookies, ["session=s1; theme=dark"]);
    assert_eq!(seen.query(), "");
}

#[tokio::test]
async fn a_header_with_a_line_break_is_not_sent() {
    let recorder = no_content();
    let error = parameters(&recorder).get_book("a", 1).x_trace("one\r\nx-two: 2").await.expect_err("a line break");
    let Error::InvalidRequest(error) = error else { panic!("{error:?}") };
    assert!(error.to_string().contains("X-Trace"), "{error}");
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn arrays_are_written_alike_in_2_0_and_3_0() {
    let recorder = no_content();
    let v2 = array_parameters::Client::builder(&recorder.url()).build().unwrap();
    let call = v2.list_pets(&[1, 2]).tags(&["a,b", "c d"]).status(&["new", "sold&gone"]);
    call.sizes(&[0.5, 2.0]).x_fields(&["id", "name"]).await.unwrap();
    let v3 = array_parameters_3_0::Client::builder(&recorder.url()).build().unwrap();
    let call = v3.list_pets(&[1, 2]).tags(&["a,b", "c d"]).status(&["new", "sold&gone"]);
    call.sizes(&[0.5, 2.0]).x_fields(&["id", "name"]).await.unwrap();

    for seen in recorder.requests() {
        assert_eq!(seen.path(), "/pets/1,2");
        // A comma within a value is escaped, one between values is not; `multi` repeats the name.
        assert_eq!(seen.query(), "tags=a%2Cb,c%20d&status=new&status=sold%26gone&sizes=0.5,2");
        assert_eq!(seen.header("x-fields"), Some("id,name"));
    }
    assert_eq!(recorder.requests().len(), 2);
}

#[tokio::test]
async fn texts_of_a_list_are_literals_or_strings() {
    let recorder = no_content();
    let client = array_parameters::Client::builder(&recorder.url()).build().unwrap();
    // As a response has them.
    let (response, borrowed): (Vec<String>, &[String]) = (vec!["a,b".to_owned()], &["c d".to_owned()]);
    let parts: Vec<std::borrow::Cow<'_, str>> = "new sold".split(' ').map(Into::into).collect();
    client.list_pets(&[1]).tags(&response).status(&parts).x_fields(borrowed).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.query(), "tags=a%2Cb&status=new&status=sold");
    assert_eq!(seen.header("x-fields"), Some("c d"));
}

#[tokio::test]
async fn the_delimiters_of_2_0() {
    let recorder = no_content();
    let client = array_delimiters::Client::builder(&recorder.url()).build().unwrap();
    client.list_pets().spaces(&["a", "b c"]).pipes(&["d", "e|f"]).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.query(), "spaces=a%20b%20c&pipes=d%7Ce%7Cf");
}

#[tokio::test]
async fn integer_enums_in_the_query() {
    let recorder = no_content();
    let client = integer_enum_query::Client::builder(&recorder.url()).build().unwrap();
    client.get_report(Level::Value10).version(GetReportVersion::Value3).await.unwrap();
    // Values which the document does not list can be sent all the same.
    client.get_report(Level::from(-1)).version(GetReportVersion::Unknown(4)).await.unwrap();
    let queries: Vec<_> = recorder.requests().iter().map(|seen| seen.query().to_owned()).collect();
    assert_eq!(queries, ["version=3&level=10", "version=4&level=-1"]);
}

#[tokio::test]
async fn structured_fields_are_written_and_read_as_their_text() {
    let response = Response::json(200, &serde_json::json!({ "done": true, "share": 5.0 }));
    let response = response.header("x-done", "?0").header("x-left", "7").header("x-title", "\"a b\"");
    let recorder = recorder_with(response);
    let client = structured_fields::Client::builder(&recorder.url()).build().unwrap();
    let call = client.list_jobs(":AQID:", "?1").x_label("\"a\"").x_kind("text/x;q=1.0").x_count(-5).x_depth(3);
    let response = call.x_share("5.0").x_flags(&["?1", "?0"]).share(5.0).response().await.unwrap();
    let seen = recorder.only_request();
    let sent = ["x-digest", "x-dry", "x-label", "x-kind", "x-count", "x-depth", "x-share", "x-flags"];
    assert_eq!(
        sent.map(|name| seen.header(name).unwrap_or_default()),
        [":AQID:", "?1", "\"a\"", "text/x;q=1.0", "-5", "3", "5.0", "?1,?0"]
    );
    assert_eq!(seen.query(), "share=5");
    let headers = response.headers();
    assert_eq!(headers.done().unwrap().as_deref(), Some("?0"));
    assert_eq!(headers.left().unwrap(), Some(7));
    assert_eq!(headers.title().unwrap().as_deref(), Some("\"a b\""));
}
