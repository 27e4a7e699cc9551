//! Parameters that are objects, arrays of arrays, or the whole query.

use callsmith_goldens::object_parameters::{Filter, Page, Point};
use callsmith_goldens::querystring::{SearchByFormSearch, SearchByJsonSearch};
use callsmith_goldens::{nested_arrays, object_parameters, querystring};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::recorder_with;

fn no_content() -> Recorder {
    recorder_with(Response::empty(204))
}

fn objects(recorder: &Recorder) -> object_parameters::Client {
    object_parameters::Client::builder(&recorder.url()).build().expect("valid settings")
}

fn filter() -> Filter {
    let tags = Some(vec!["a".to_owned(), "b c".to_owned()]);
    Filter { name: Some("n&m".to_owned()), at: Some(Point { y: 1, x: 2 }), tags }
}

#[tokio::test]
async fn objects_are_written_by_their_properties_in_order() {
    let recorder = no_content();
    let point = Point { y: 1, x: 2 };
    let page = Page { limit: Some(10), after: Some("x y".to_owned()) };
    objects(&recorder).list_things(&point).page(&page).flat(&point).x_point(&point).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/things/y=1,x=2?limit=10&after=x%20y&flat=y,1,x,2");
    assert_eq!(seen.header("x-point"), Some("y,1,x,2"));
}

#[tokio::test]
async fn deep_objects_have_brackets() {
    let recorder = no_content();
    let points = [Point { y: 1, x: 2 }, Point { y: 3, x: 4 }];
    objects(&recorder).list_things(&points[0]).deep(&filter()).points(&points).await.unwrap();
    let pairs = recorder.only_request().query_pairs();
    let expected = [
        ("deep[name]", "n&m"),
        ("deep[at][y]", "1"),
        ("deep[at][x]", "2"),
        ("deep[tags][0]", "a"),
        ("deep[tags][1]", "b c"),
        ("points[0][y]", "1"),
        ("points[0][x]", "2"),
        ("points[1][y]", "3"),
        ("points[1][x]", "4"),
    ];
    assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn json_in_the_query() {
    let recorder = no_content();
    objects(&recorder).list_things(&Point { y: 0, x: 0 }).r#where(&filter()).await.unwrap();
    let pairs = recorder.only_request().query_pairs();
    let json = r#"{"name":"n&m","at":{"y":1,"x":2},"tags":["a","b c"]}"#;
    assert_eq!(pairs, [("where".to_owned(), json.to_owned())]);
}

#[tokio::test]
async fn arrays_within_arrays_are_sent_by_the_styles_of_both() {
    let recorder = no_content();
    let client = nested_arrays::Client::builder(&recorder.url()).build().unwrap();
    let call = client.list_things(&["a", "b c"]).pairs(&[vec![1, 2], vec![3]]).tabs(&["x", "y"]);
    call.x_rows(&[vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]]).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/things/a%09b%20c?pairs=1%7C2&pairs=3&tabs=x%09y");
    assert_eq!(seen.header("x-rows"), Some("a,b c"));
}

#[tokio::test]
async fn the_whole_query_is_one_parameter() {
    let recorder = no_content();
    let client = querystring::Client::builder(&recorder.url()).build().unwrap();
    let search = SearchByFormSearch { q: Some("a b".to_owned()), tags: Some(vec!["c".to_owned(), "d&e".to_owned()]) };
    client.search_by_form().search(&search).await.unwrap();
    client.search_by_json(&SearchByJsonSearch { q: Some("a".to_owned()) }).await.unwrap();
    client.search_by_text().search("a=b%20c&d#").session("s=1").await.unwrap();
    let seen = recorder.requests();
    let targets: Vec<_> = seen.iter().map(|seen| (seen.method.as_str(), seen.target.as_str())).collect();
    assert_eq!(
        targets,
        [
            ("GET", "/form?q=a%20b&tags=c&tags=d%26e"),
            ("QUERY", "/json?%7B%22q%22%3A%22a%22%7D"),
            ("GET", "/text?a=b%20c&d%23")
        ]
    );
    assert_eq!(seen[2].header("cookie"), Some("session=s=1"));
}

/// An empty array in a path would address something else.
#[tokio::test]
async fn an_empty_array_has_no_place_in_a_path() {
    let recorder = no_content();
    let client = nested_arrays::Client::builder(&recorder.url()).build().unwrap();
    let error = client.list_things(&[""; 0]).await.expect_err("an empty path parameter");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(recorder.requests(), []);
}
